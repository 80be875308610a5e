"""Nobody is counted twice: classes of people that hold each other, and bounds that are not given."""

from hypothesis import given
from hypothesis import strategies as st
from tests.export.builders import toll
from tests.reconcile.builders import killed

from sitrep.codebook.tolls import Bounds, added, beyond, parts_of, parts_of_others, tally, widest


def exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


DOZENS = Bounds(12, None, None)


def test_children_are_among_the_civilians() -> None:
    found = tally({"civilians": exactly(10), "children": exactly(3)})
    assert found.civilians == exactly(10) and found.total == exactly(10)


def test_children_alone_are_civilians() -> None:
    assert tally({"children": exactly(3)}).civilians == exactly(3)


def test_women_men_and_children_add_up_where_they_are_more_than_the_civilians_told() -> None:
    kinds = {"women": exactly(3), "men": exactly(4), "children": exactly(5)}
    assert tally({"civilians": exactly(10), **kinds}).civilians == exactly(12)


def test_forty_people_of_whom_twelve_civilians_leave_twenty_eight_unknown() -> None:
    found = tally({"people": exactly(40), "civilians": exactly(12)})
    assert (found.civilians, found.others, found.total) == (exactly(12), exactly(28), exactly(40))


def test_fighters_hold_those_of_a_named_side() -> None:
    found = tally({"combatants:Islamic State": exactly(5), "combatants": exactly(7), "civilians": exactly(2)})
    assert found.sides == {"Islamic State": exactly(5)}
    assert found.others == exactly(2) and found.total == exactly(9)


def test_policemen_are_no_civilians_and_no_fighters() -> None:
    found = tally({"police": exactly(4), "combatants": exactly(7), "combatants:Islamic State": exactly(7)})
    assert not found.civilians.known and found.others == exactly(4) and found.total == exactly(11)


def test_fifty_people_dozens_of_them_civilians() -> None:
    found = tally({"people": exactly(50), "civilians": DOZENS})
    assert parts_of(found) == {"civilians": 12, "unknown": 38} and found.total.best == 50


def test_dozens_of_civilians_and_five_fighters_have_no_best_sum() -> None:
    found = tally({"civilians": DOZENS, "combatants": exactly(5)})
    assert found.total == Bounds(17, None, None)
    assert parts_of(found) == {"civilians": None, "unknown": 5}


def test_dozens_of_people_of_whom_fifteen_are_civilians_are_fifteen_or_more() -> None:
    assert tally({"people": DOZENS, "civilians": exactly(15)}).total == Bounds(15, None, None)


def test_what_nobody_gives_stays_empty() -> None:
    assert tally({}).total == Bounds() and tally({"people": None}).total == Bounds()
    assert added([DOZENS, Bounds()]) == DOZENS


def test_a_sum_has_no_best_and_no_high_where_a_class_has_none() -> None:
    assert added([Bounds(None, None, 40), exactly(5)]) == Bounds(5, None, 45)
    assert added([Bounds(12, 12, None), exactly(5)]) == Bounds(17, 17, None)


def test_the_largest_of_overlapping_groups() -> None:
    assert widest([exactly(3), Bounds(None, None, 9), Bounds()]) == Bounds(None, None, 9)
    assert widest([DOZENS, exactly(3)]) == DOZENS


def test_a_whole_smaller_than_its_parts_has_no_rest() -> None:
    assert beyond(exactly(3), exactly(5)) == Bounds()


def test_children_told_as_a_part_of_twelve_civilians_are_a_part_of_their_series() -> None:
    whole = killed(12)
    part = killed(3, slot="b", figure={"subject": "children", "subset_of": whole.id})
    tolls = [toll(whole), toll(part, subject="children")]
    claims = {claim.id: claim for claim in (whole, part)}
    assert parts_of_others(claims, tolls) == {tolls[1].id}


def test_a_number_that_one_report_tells_alone_is_no_part() -> None:
    """Another report tells of the children by themselves: then their series is not wholly a part of the other."""
    whole = killed(12)
    part = killed(3, slot="b", figure={"subject": "children", "subset_of": whole.id})
    alone = killed(4, document="b", figure={"subject": "children"})
    tolls = [toll(whole), toll(part, alone, subject="children")]
    assert parts_of_others({claim.id: claim for claim in (whole, part, alone)}, tolls) == frozenset()


numbers = st.one_of(st.none(), st.integers(0, 500))
SUBJECTS = ("people", "civilians", "children", "women", "combatants", "combatants:Islamic State", "police")
"""One class of each kind that holds another, and one that holds none."""


@given(st.dictionaries(st.sampled_from(SUBJECTS), st.integers(0, 500).map(exactly), max_size=7))
def test_the_total_is_never_less_than_a_class_nor_more_than_all_together(figures: dict[str, Bounds]) -> None:
    found = tally(figures)
    for bounds in figures.values():
        assert (found.total.best or 0) >= (bounds.best or 0)
    assert (found.total.best or 0) <= sum(bounds.best or 0 for bounds in figures.values())
    assert (found.total.best or 0) == sum(number or 0 for number in parts_of(found).values())


ordered = st.tuples(numbers, numbers, numbers).map(
    lambda three: Bounds(*sorted(three, key=lambda n: -1 if n is None else n))
)


@given(st.dictionaries(st.sampled_from(SUBJECTS), ordered, max_size=7))
def test_a_total_is_known_where_a_class_is_and_keeps_its_order(figures: dict[str, Bounds]) -> None:
    total = tally(figures).total
    assert total.known == any(bounds.known for bounds in figures.values())
    given_ = [value for value in (total.low, total.best, total.high) if value is not None]
    assert given_ == sorted(given_)
