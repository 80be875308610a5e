import pytest
from benchmarks.spans import Tally, harmonic, ratio


def test_equal_and_touching_spans_are_counted_apart() -> None:
    counted = Tally()
    counted.add([(0, 5), (10, 12), (20, 25)], [(0, 5), (4, 11), (30, 31)])
    assert counted == Tally(gold=3, given=3, equal=1, gold_touched=2, given_touching=2)
    assert counted.exact() == pytest.approx((100 / 3,) * 3)
    assert counted.overlap() == pytest.approx((200 / 3,) * 3)


def test_spans_that_only_meet_do_not_touch() -> None:
    counted = Tally()
    counted.add([(0, 5)], [(5, 8)])
    assert counted.given_touching == 0


def test_the_same_span_twice_counts_once() -> None:
    counted = Tally()
    counted.add([(0, 5), (0, 5)], [(0, 5)])
    assert counted.exact() == (100.0, 100.0, 100.0)


def test_nothing_given_is_no_error() -> None:
    assert (ratio(0, 0), harmonic(0.0, 0.0)) == (0.0, 0.0)
