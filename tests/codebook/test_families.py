import pytest

from sitrep.codebook.families import families, term_class


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Foreign IS fighters", "foreign fighters"),
        ("the non-Syrian militants", "foreign fighters"),
        ("local militants", "local fighters"),
        ("the wounded", "the wounded"),
        ("fighters of Islamic State", "fighters of Islamic State"),
        ("foreign journalists", "foreign journalists"),
        ("", ""),
    ],
)
def test_class_of_a_term(phrase: str, name: str) -> None:
    assert term_class(phrase) == name


def test_attacks_by_other_means_are_other_kinds() -> None:
    kinds = families().kind
    assert kinds["airstrike"][0] == kinds["shelling"][0] == kinds["kill"][0]
    assert len({kinds[type_][1] for type_ in ("airstrike", "shelling", "bombing", "clash", "kill")}) == 5


def test_every_modality_takes_a_position() -> None:
    assert families().stances == {
        "actual": "affirms",
        "planned": "affirms",
        "negated": "denies",
        "demanded": "demands",
        "possible": "open",
    }


def test_what_only_people_say_or_agree_makes_no_event() -> None:
    speech = {"demand", "deny", "accuse", "threaten", "agree", "negotiate", "hold", "ally"}
    assert not speech & set(families().kind)


def test_effects_are_types_that_have_a_family_of_their_own() -> None:
    assert families().effects <= set(families().kind)
    assert families().effect_family in {family for family, _ in families().kind.values()}
    assert set(families().opposites.values()) <= set(families().actions)
