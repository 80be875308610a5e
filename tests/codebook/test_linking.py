import pytest

from sitrep.codebook import linking as module
from sitrep.codebook.families import families
from sitrep.codebook.linking import FEATURES, linking, sites_of
from sitrep.errors import CodebookError


def test_every_feature_has_weights_and_kinds_are_those_of_families() -> None:
    table = linking()
    assert tuple(table.weights) == FEATURES
    kinds = {kind for _, kind in families().kind.values()}
    assert {kind for pair in table.neighbours for kind in pair} <= kinds
    assert table.general.keys() <= kinds and all(others <= kinds for others in table.general.values())


def test_what_speaks_for_one_event_weighs_more_than_what_speaks_against() -> None:
    weights = linking().weights
    assert (
        weights["type"]["same type"] >= weights["type"]["same kind"] > weights["type"]["neighbouring kinds"]
    )
    assert weights["parties"]["shared"] > 0 > weights["parties"]["different"]
    assert weights["figures"]["equal"] >= weights["figures"]["near"] > weights["figures"]["apart"]
    assert weights["site"]["shared"] > 0 > weights["site"]["different"]
    places = weights["place"]
    assert places["same town"] > places["same district"] > places["same governorate"] > places["same country"]


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("Jets hit two markets and a hospital.", {"market", "hospital"}),
        ("An attack on a police station", {"police station"}),
        ("Shells fell on the marketplace.", {"market"}),
        ("The company marketed its schooling.", set()),
        ("A boat left the harbour", {"port"}),
    ],
)
def test_sites_are_found_as_whole_words(text: str, sites: set[str]) -> None:
    assert sites_of(text) == sites


@pytest.mark.parametrize("broken", [{"weights": {}}, {"threshold": 1.5}, {"near": 0.5}])
def test_a_table_that_cannot_be_is_refused(
    broken: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {**module.read_yaml("linking.yaml"), **broken}
    monkeypatch.setattr(module, "read_yaml", lambda _: table)
    with pytest.raises(CodebookError, match=r"linking\.yaml"):
        linking.__wrapped__()
