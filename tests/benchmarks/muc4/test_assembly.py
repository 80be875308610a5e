"""From probabilities to templates."""

import numpy as np
from benchmarks.muc4.answers import SLOTS, TYPES
from benchmarks.muc4.assembly import Thresholds, choose, types_of
from benchmarks.muc4.candidates import Candidate
from benchmarks.muc4.filling import behind


def test_the_likelier_of_overlapping_strings_is_chosen() -> None:
    strings = ["two masked men", "masked men", "soldiers", "men in uniform"]
    assert choose(strings, [0.3, 0.5, 0.4, 0.1], 0.2) == [1, 2]


def test_strings_that_share_no_whole_words_do_not_overlap() -> None:
    assert choose(["mine", "miners"], [0.5, 0.4], 0.2) == [0, 1]


def test_types_need_their_own_threshold() -> None:
    shares = np.array([0.9, *[0.3] * len(TYPES)])
    thresholds = Thresholds({**dict.fromkeys(TYPES, 0.5), "bombing": 0.2}, dict.fromkeys(SLOTS, 0.5))
    assert types_of(shares, thresholds) == ["bombing"]


def test_a_candidate_lies_behind_those_that_share_its_words() -> None:
    one, other, alone = (
        Candidate(name, [], [place]) for name, place in (("a b", (0, 2)), ("b", (1, 2)), ("c", (5, 6)))
    )
    scores = np.zeros((3, len(SLOTS)))
    scores[:, 0] = [2.0, -1.0, 1.0]
    given = behind([one, other, alone], scores)
    assert given[:, 0].tolist() == [3.0, -3.0, 16.0]
    assert given[:, len(SLOTS)].tolist() == [0.0, -3.0, -1.0]
