import pytest
from benchmarks.counting import Judged, best_f1, held, lowest, thresholds_of
from hypothesis import given
from hypothesis import strategies as st


def test_the_count_threshold_is_the_lowest_with_enough_right():
    judged = [(0.9 - number / 100, number not in (3, 11)) for number in range(12)]
    assert lowest(judged) == (pytest.approx(0.79), 12, 0.833)
    assert lowest(judged[:9]) == (None, 0, None)


def test_claims_of_one_confidence_count_together_or_not_at_all():
    judged = [(0.9, True)] * 9 + [(0.5, True)] + [(0.5, False)] * 5
    assert lowest(judged) == (None, 0, None)


def test_the_keep_threshold_leaves_out_what_is_mostly_wrong():
    judged = [(0.9, True), (0.8, True), (0.5, False), (0.4, True), (0.2, False), (0.1, False)]
    assert best_f1(judged) == 0.4
    assert best_f1([(0.3, False)]) == 0.0


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.7]), st.booleans()), max_size=30))
def test_no_other_threshold_has_a_better_f1(judged):
    def f1(least: float) -> float:
        kept = [right for confidence, right in judged if confidence >= least]
        wanted = sum(right for _, right in judged)
        return 2 * sum(kept) / (len(kept) + wanted) if wanted else 0.0

    assert f1(best_f1(judged)) == pytest.approx(max(f1(least) for least in (0.0, 0.1, 0.3, 0.5, 0.7)))


def test_figures_of_half_b_are_of_its_counting_claims_only():
    made = [Judged("event", 0.6, True, right, right) for right in (True, True, True, False)]
    made += [Judged("event", 0.9, False, True, True), Judged("event", 0.2, True, False, False)]
    assert held(made, {"threshold": 0.5}) == {"half_b_counted": 4, "half_b_right": 0.75}
    assert held(made, {"threshold": None}) == {"half_b_counted": 0, "half_b_right": None}


def test_what_counts_is_kept():
    judged = [Judged("event", 0.5 + number / 100, True, True, number > 8) for number in range(12)]
    row = thresholds_of(judged)
    assert row["threshold"] == 0.5 and row["keep"] <= row["threshold"]
