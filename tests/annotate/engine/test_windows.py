import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.engine.windows import (
    BATCH,
    CONTEXT,
    WINDOW,
    WORDS_A_UNIT,
    Window,
    batches,
    cut,
    plan,
    sentence_distance,
    word_distance,
)

SIZES = st.lists(st.integers(1, WINDOW), max_size=40)


def test_word_distance_grows_coarser_and_keeps_the_side():
    found = word_distance(np.array([-40, -33, -2, -1, 0, 1, 2, 3, 8, 16, 17, 500]))
    assert list(found) == [0, 0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]


def test_sentence_distance_is_capped():
    assert list(sentence_distance(np.array([-20, -8, -1, 0, 1, 7, 9]))) == [0, 0, 7, 8, 9, 15, 15]


def test_a_window_shows_the_sentence_before_it_as_context():
    assert plan([80, CONTEXT, 70]) == [Window(0, 0, 2, 80 + CONTEXT), Window(1, 2, 3, 70 + CONTEXT)]


def test_a_long_sentence_is_no_context():
    assert plan([CONTEXT + 1, 150]) == [Window(0, 0, 1, CONTEXT + 1), Window(1, 1, 2, 150)]


@given(SIZES)
def test_every_unit_is_own_to_one_window_and_no_window_is_too_large(sizes):
    windows = plan(sizes)
    assert [unit for w in windows for unit in range(w.own, w.last)] == list(range(len(sizes)))
    assert all(w.size == sum(sizes[w.first : w.last]) <= WINDOW for w in windows)
    assert all(w.own - w.first <= 1 for w in windows)


@given(SIZES)
def test_batches_hold_every_window_once_and_stay_small(sizes):
    found = batches(sizes)
    assert sorted(index for batch in found for index in batch) == list(range(len(sizes)))
    assert all(len(b) == 1 or (max(sizes[i] for i in b) + 2) * len(b) <= BATCH for b in found)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=300))
def test_long_sentences_are_cut_by_words_and_by_pieces(lengths):
    starts = np.concatenate([[0], np.cumsum(lengths)])
    units = cut(0, len(lengths), 5, starts)
    assert [unit.low for unit in units] == [0, *(unit.high for unit in units[:-1])]
    assert units[-1].high == len(lengths)
    assert all(unit.high - unit.low <= WORDS_A_UNIT for unit in units)
    assert all(starts[unit.high] - starts[unit.low] <= WINDOW for unit in units)
    assert {unit.sentence for unit in units} == {5}


def test_a_sentence_without_words_has_no_unit():
    assert cut(3, 3, 0, np.array([0, 1, 2, 3])) == []
