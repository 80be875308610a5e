import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sitrep.annotate.engine.decode import Rows, likeliest, spans, triggers

TAGS = {"O": 0, "kill": 1, "clash": 2, "I": 3}


def tags(sequence: str) -> np.ndarray:
    scores = np.full((len(sequence.split()), len(TAGS)), -5.0, dtype=np.float32)
    for at, name in enumerate(sequence.split()):
        scores[at, TAGS[name]] = -0.1
    return scores


def found(sequence: str, *, own: list[bool] | None = None, unit: list[int] | None = None):
    scores = tags(sequence)
    mask = np.array(own) if own else np.ones(len(scores), dtype=bool)
    units = np.array(unit) if unit else np.zeros(len(scores), dtype=np.int64)
    best = triggers(scores, mask, units)
    return list(zip(best.first.tolist(), best.last.tolist(), best.types.tolist(), strict=True))


def test_a_trigger_is_a_type_and_the_words_that_continue_it():
    assert found("O kill I I O clash kill I") == [(1, 4, 0), (5, 6, 1), (6, 8, 0)]


def test_a_continuation_without_a_beginning_is_no_trigger():
    assert found("I O I kill O I") == [(3, 4, 0)]


def test_a_trigger_begins_in_no_context_and_ends_with_its_sentence():
    assert found("kill O kill I I", own=[False, False, True, True, True], unit=[0, 0, 1, 1, 2]) == [(2, 4, 0)]


def test_no_words_that_trigger_give_no_triggers():
    assert found("O O") == []


def row(*lengths: int) -> Rows:
    ends = np.cumsum(lengths)
    count = np.arange(len(lengths))
    return Rows(ends - lengths, np.array(lengths), count, np.zeros_like(count))


def logs(*labels: str) -> np.ndarray:
    """Scores of one key that favour the labels given, word by word."""
    scores = np.full((len(labels), 1, 3), -4.0, dtype=np.float32)
    for at, label in enumerate(labels):
        scores[at, 0, "OBI".index(label)] = -0.1
    return scores


def read(
    scores: np.ndarray, rows: Rows, bias: tuple[float, float] = (0.0, 0.0)
) -> list[tuple[int, int, int]]:
    best = spans(scores, rows, bias)
    return sorted(zip(best.row.tolist(), best.first.tolist(), best.last.tolist(), strict=True))


def test_spans_of_all_rows_are_found_at_once():
    scores = np.concatenate([logs("O", "B", "I", "O", "B"), logs("O", "O"), logs("B", "B", "I")])
    assert read(scores, row(5, 2, 3)) == [(0, 1, 3), (0, 4, 5), (2, 0, 1), (2, 1, 3)]


def test_an_inside_without_beginning_is_dropped_or_given_one():
    assert read(logs("O", "I", "O"), row(3)) == []
    assert read(logs("O", "I", "I", "I"), row(4)) == [(0, 1, 4)]


def test_a_bias_against_outside_finds_more():
    scores = np.log(np.array([[[0.55, 0.44, 0.01]]], dtype=np.float32))
    assert read(scores, row(1)) == []
    assert read(scores, row(1), (-1.0, 0.0)) == [(0, 0, 1)]


def best_score(scores: np.ndarray) -> float:
    totals = []
    for path in itertools.product(range(3), repeat=len(scores)):
        follows = all(b != 2 or a in (1, 2) for a, b in zip((0, *path), path, strict=False))
        if follows:
            totals.append(sum(scores[at, 0, label] for at, label in enumerate(path)))
    return float(max(totals))


@given(arrays.arrays(np.float32, (6, 1, 3), elements=st.floats(-6, 0, width=16)))
def test_the_spans_have_the_highest_score_of_all_labellings(scores):
    labels = [0] * len(scores)
    for _, first, last in read(scores, row(6)):
        labels[first:last] = [1] + [2] * (last - first - 1)
    total = float(sum(scores[at, 0, label] for at, label in enumerate(labels)))
    assert total == pytest.approx(best_score(scores), abs=1e-3)


def test_the_likeliest_span_is_taken_above_a_floor_only():
    scores = logs("O", "O", "O", "O")
    scores[1, 0] = (-0.5, -2.0, -4.0)
    scores[2, 0] = (-2.0, -4.0, -0.3)
    best = likeliest(np.concatenate([scores, scores[:1]]), row(4, 1), -3.0)
    assert list(zip(best.row, best.first, best.last, strict=True)) == [(0, 1, 3)]
