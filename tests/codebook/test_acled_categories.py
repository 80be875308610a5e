"""ACLED's table, kinds of actor and rules as numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.acled_columns import acled_columns
from sitrep.codebook.parties import INTERACTIONS

BOOK = acled_categories()
CODES = st.integers(1, 8)


def test_31_columns_in_order() -> None:
    names = acled_columns().names
    assert len(names) == len(set(names)) == 31
    assert names[:3] == ("event_id_cnty", "event_date", "year")
    assert names[7:14] == (
        "actor1",
        "assoc_actor_1",
        "inter1",
        "actor2",
        "assoc_actor_2",
        "inter2",
        "interaction",
    )
    assert names[-4:] == ("notes", "fatalities", "tags", "timestamp")


def test_six_types_and_25_sub_types_with_a_disorder_type() -> None:
    assert len(BOOK.event_types) == 6 and len(BOOK.event_type_of) == 25
    assert {BOOK.disorder_type(sub) for sub in BOOK.event_type_of} == {
        "Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sub", "disorder"),
    [
        ("Armed clash", "Political violence"),
        ("Excessive force against protesters", "Political violence; Demonstrations"),
        ("Protest with intervention", "Demonstrations"),
        ("Violent demonstration", "Demonstrations"),
        ("Mob violence", "Political violence"),
        ("Agreement", "Strategic developments"),
        ("Skirmish", ""),
    ],
)
def test_disorder_types(sub: str, disorder: str) -> None:
    assert BOOK.disorder_type(sub) == disorder


def test_kinds_of_actor_are_those_of_parties() -> None:
    assert set(BOOK.inter.values()) == INTERACTIONS


def test_state_forces_abroad_are_external() -> None:
    assert BOOK.inter_abroad(1, "USA", "SYR") == 8
    assert BOOK.inter_abroad(1, "SYR", "SYR") == 1
    assert BOOK.inter_abroad(1, "SYR", "") == 1
    assert BOOK.inter_abroad(2, "LBN", "SYR") == 2


@settings(deadline=None)
@given(one=CODES, other=st.integers(0, 8))
def test_a_pair_has_one_number_whoever_stands_first(one: int, other: int) -> None:
    assert BOOK.interaction(one, other) == BOOK.interaction(other, one)
    assert BOOK.interaction_text(one, other) == BOOK.interaction_text(other, one)
    assert 10 <= BOOK.interaction(one, other) <= 88


@pytest.mark.parametrize(
    ("one", "other", "number", "text"),
    [
        (2, 1, 12, "State forces-Rebel group"),
        (8, 2, 28, "Rebel group-External/Other forces"),
        (1, 1, 11, "State forces-State forces"),
        (6, 0, 60, "Protesters only"),
    ],
)
def test_pairs(one: int, other: int, number: int, text: str) -> None:
    assert (BOOK.interaction(one, other), BOOK.interaction_text(one, other)) == (number, text)


@pytest.mark.parametrize(
    ("sub", "targets", "expected"),
    [
        ("Attack", (7,), True),
        ("Attack", (), True),
        ("Excessive force against protesters", (6,), True),
        ("Air/drone strike", (7,), True),
        ("Air/drone strike", (2, 7), False),
        ("Air/drone strike", (), False),
        ("Armed clash", (7,), False),
        ("Peaceful protest", (7,), False),
    ],
)
def test_civilian_targeting(sub: str, targets: tuple[int, ...], expected: bool) -> None:
    assert BOOK.targets_civilians(sub, targets) is expected


def test_nobody_names_the_attackers() -> None:
    assert BOOK.unidentified("Syria") == ("Unidentified Armed Group (Syria)", 3)
    assert BOOK.crowd("civilians", "Syria") == "Civilians (Syria)"


def test_words_as_numbers() -> None:
    assert [BOOK.fatalities[word] for word in ("tens", "dozens", "hundreds", "silent")] == [10, 12, 100, 0]
    assert (BOOK.fatalities["several"], BOOK.fatalities["several_at_scale"]) == (3, 10)
