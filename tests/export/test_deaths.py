"""Nobody is counted twice: classes of people that hold each other, and bounds that are not given."""

from hypothesis import given
from hypothesis import strategies as st

from sitrep.export.deaths import Bounds, added, beyond, dead, highest


def exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


def test_children_are_among_the_civilians() -> None:
    found = dead({"civilians": exactly(10), "children": exactly(3)})
    assert found.civilians == exactly(10) and found.total == exactly(10)


def test_children_alone_are_civilians() -> None:
    assert dead({"children": exactly(3)}).civilians == exactly(3)


def test_forty_people_of_whom_twelve_civilians_leave_twenty_eight_unknown() -> None:
    found = dead({"people": exactly(40), "civilians": exactly(12)})
    assert (found.civilians, found.others, found.total) == (exactly(12), exactly(28), exactly(40))


def test_fighters_of_a_side_stand_with_it() -> None:
    found = dead({"combatants:Islamic State": exactly(5), "combatants": exactly(7), "civilians": exactly(2)})
    assert found.sides == {"Islamic State": exactly(5)}
    assert found.others == exactly(2) and found.total == exactly(9)


def test_policemen_are_no_civilians() -> None:
    found = dead({"police": exactly(4)})
    assert not found.civilians.known and found.others == exactly(4)


def test_what_nobody_gives_stays_empty() -> None:
    assert dead({}).total == Bounds()
    assert added([Bounds(12, None, None), Bounds()]) == Bounds(12, None, None)


def test_the_largest_of_overlapping_groups() -> None:
    assert highest([exactly(3), Bounds(None, None, 9), Bounds()]) == Bounds(None, None, 9)


def test_a_whole_smaller_than_its_parts_has_no_rest() -> None:
    assert beyond(exactly(3), exactly(5)) == Bounds()


numbers = st.one_of(st.none(), st.integers(0, 500))
SUBJECTS = ("people", "civilians", "children", "women", "combatants", "combatants:Islamic State", "police")


@given(st.dictionaries(st.sampled_from(SUBJECTS), st.integers(0, 500).map(exactly), max_size=5))
def test_the_total_is_never_less_than_a_class_nor_more_than_all_together(figures: dict[str, Bounds]) -> None:
    total = dead(figures).total
    for bounds in figures.values():
        assert (total.best or 0) >= (bounds.best or 0)
    assert (total.best or 0) <= sum(bounds.best or 0 for bounds in figures.values())


@given(st.lists(st.tuples(numbers, numbers, numbers).map(lambda three: Bounds(*three)), max_size=4))
def test_a_sum_is_known_where_a_part_is(parts: list[Bounds]) -> None:
    assert added(parts).known == any(part.known for part in parts)
