"""The coreference scores on cases worked out by hand."""

from itertools import permutations

import pytest
from benchmarks.coreference import assigned, b_cubed, best_alignment, ceaf_e, conll, muc
from benchmarks.pairs import pair_scores
from hypothesis import given
from hypothesis import strategies as st


def grouping(text: str) -> dict[str, int]:
    """ "12 3": mentions 1 and 2 in one chain, 3 alone."""
    return {mention: number for number, chain in enumerate(text.split()) for mention in chain}


GOLD = grouping("12345 67 89ABC")


@pytest.mark.parametrize(
    ("answer", "links", "mentions", "entities"),
    [
        # Luo (2005), table 1: the four answers of his example with their F1 as he prints them
        ("12345 6789ABC", 94.7, 86.5, 73.3),
        ("1234589ABC 67", 94.7, 73.7, 66.7),
        ("123456789ABC", 90.0, 54.5, 29.4),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.0, 40.0, 17.8),
    ],
)
def test_luos_example(answer: str, links: float, mentions: float, entities: float) -> None:
    given = grouping(answer)
    found = [round(score(GOLD, given).f1, 1) for score in (muc, b_cubed, ceaf_e)]
    assert found == [links, mentions, entities]
    assert conll(GOLD, given)[3] == pytest.approx((links + mentions + entities) / 3, abs=0.05)


def test_by_hand_one_mention_too_many_in_a_chain() -> None:
    gold, answer = grouping("ab cd e"), grouping("abc d e")
    # MUC: 1 + 1 links wanted, ab found, cd missing; 2 links given, one right
    assert (muc(gold, answer).precision, muc(gold, answer).recall) == (50.0, 50.0)
    # B3 precision: a, b 2/3 each, c 1/3, d 1, e 1; recall: a, b 1 each, c, d 1/2 each, e 1
    assert b_cubed(gold, answer).precision == pytest.approx(100 * (2 / 3 + 2 / 3 + 1 / 3 + 2) / 5)
    assert b_cubed(gold, answer).recall == pytest.approx(100 * 4 / 5)
    # CEAF_e: ab with abc 4/5, cd with d 2/3, e with e 1
    assert ceaf_e(gold, answer).f1 == pytest.approx(100 * (4 / 5 + 2 / 3 + 1) / 3)


def test_a_mention_that_the_answer_lacks_stands_alone() -> None:
    gold = grouping("ab")
    assert muc(gold, {"a": 1}).recall == 0.0
    assert b_cubed(gold, {"a": 1}).recall == 50.0


def test_the_greedy_alignment_is_not_the_best() -> None:
    # greedy takes 0.9 and leaves 0.1; the best sum is 0.8 + 0.8
    assert best_alignment({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8, (1, 1): 0.1}) == pytest.approx(1.6)


MATRIX = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.floats(0, 1), min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(MATRIX)
def test_the_assignment_is_the_best_of_all(gains: list[list[float]]) -> None:
    tall = len(gains) > len(gains[0])
    rows = [list(row) for row in zip(*gains, strict=True)] if tall else gains
    columns = range(len(rows[0]))
    best = max(
        sum(rows[row][column] for row, column in enumerate(order))
        for order in permutations(columns, len(rows))
    )
    assert assigned(gains) == pytest.approx(best)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1))
def test_the_gold_itself_is_right(gold: dict[str, int]) -> None:
    scores = conll(gold, gold)
    assert scores[1].f1 == scores[2].f1 == pytest.approx(100.0)
    assert pair_scores(gold, gold)[1] in (0.0, 100.0)


def test_pairs_are_counted_from_groups() -> None:
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    # given pairs ab, cd; right ab of the three wanted
    precision, recall, f1 = pair_scores(gold, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (precision, round(recall, 1), round(f1, 1)) == (50.0, 33.3, 40.0)
    assert pair_scores(gold, {}) == (0.0, 0.0, 0.0)
