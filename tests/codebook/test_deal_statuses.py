from sitrep.codebook.deal_statuses import status_rules
from sitrep.codebook.families import families
from sitrep.model.frame import MODALITIES


def test_rules_speak_of_types_of_deals_and_known_modalities() -> None:
    for rule in status_rules():
        assert rule.types <= families().deals
        assert rule.modality <= set(MODALITIES)
        assert bool(rule.types) != rule.terms


def test_what_decides_stands_before_what_does_not() -> None:
    deciding = [rule.decides for rule in status_rules()]
    assert deciding == sorted(deciding, reverse=True)
