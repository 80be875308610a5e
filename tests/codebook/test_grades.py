import pytest

from sitrep.codebook.families import families
from sitrep.codebook.frames import load as frames
from sitrep.codebook.grades import kind_of, load, sides


def test_tables_speak_of_known_types_metrics_and_families() -> None:
    rules = load()
    assert rules.harm_metrics <= set(frames().metrics)
    assert rules.harm_types <= set(frames().types)
    assert rules.acts <= {family for family, _ in families().kind.values()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian Defence Ministry", "Russia"),
        ("TASS", "Russia"),
        ("Syrian state television", "Syrian government forces"),
        ("Amaq News Agency", "Islamic State"),
        ("White House", "United States"),
        ("Xinhua", "China"),
    ],
)
def test_a_party_its_owner_and_its_media_are_on_one_side(one: str, other: str) -> None:
    assert sides(one) & sides(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reuters", "United Kingdom"),
        ("Raqqa Civil Council", "Syria"),
        ("Islamic State", "Syrian Democratic Forces"),
    ],
)
def test_others_are_not(one: str, other: str) -> None:
    assert not sides(one) & sides(other)


def test_an_unknown_party_is_on_its_own_side() -> None:
    assert sides("Brigade of Nowhere") == {"Brigade of Nowhere"}
    assert (sides(""), kind_of("Brigade of Nowhere")) == (frozenset(), "")
