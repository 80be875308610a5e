"""Grouping: which fillers make one incident."""

import numpy as np
from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.candidates import Candidate, Lines, candidates
from benchmarks.muc4.grouping import Ground, features, groups, pairs
from tests.benchmarks.muc4.written import report


def filled(*slots: str) -> list[tuple[str, Candidate]]:
    return [(slot, Candidate(f"{slot} {at}")) for at, slot in enumerate(slots)]


def test_targets_that_go_together_are_one_incident() -> None:
    shares = np.full((3, 3), 0.9)
    assert groups(filled("Target", "Victim", "PerpInd"), shares, 0.5) == [[0, 1, 2]]


def test_targets_apart_are_two_and_the_perpetrator_joins_where_it_fits() -> None:
    shares = np.array([[1.0, 0.1, 0.9], [0.1, 1.0, 0.2], [0.9, 0.2, 1.0]])
    assert groups(filled("Target", "Target", "PerpInd"), shares, 0.5) == [[0, 2], [1]]


def test_a_perpetrator_that_fits_nowhere_joins_the_likeliest() -> None:
    shares = np.array([[1.0, 0.1, 0.2], [0.1, 1.0, 0.3], [0.2, 0.3, 1.0]])
    assert groups(filled("Target", "Target", "PerpOrg"), shares, 0.5) == [[0], [1, 2]]


def test_fillers_without_anchors_stay_together() -> None:
    assert groups(filled("PerpInd", "Weapon"), np.eye(2), 0.5) == [[0, 1]]


def test_pairs_of_a_key_know_whether_a_template_has_both() -> None:
    def key(**entities: tuple[tuple[str, ...], ...]) -> Answer:
        return Answer(("attack",), dict.fromkeys(SLOTS, ()) | entities, {}, False)

    keys = [
        key(Target=(("the bridge",),), PerpInd=(("men",),)),
        key(Target=(("mill",),), PerpInd=(("men",),)),
    ]
    told = {
        (one[1].string, other[1].string): together
        for one, other, together in pairs([Candidate("bridge"), Candidate("mill"), Candidate("men")], keys)
    }
    assert told == {("men", "bridge"): True, ("men", "mill"): True, ("bridge", "mill"): False}


def test_a_pair_in_one_frame_says_so() -> None:
    text = "Two men burned a mill and a barn.\nA bridge was blown up."
    read = report(
        text,
        ("destroy", "burned", {"agent": "Two men", "target": "a mill and a barn"}),
        ("bombing", "blown up", {"target": "A bridge"}),
    )
    found = {one.string: ("Target", one) for one in candidates(read, Lines(read))}
    ground = Ground(read, Lines(read))
    near, far = (features(ground, found["mill"], found[other]) for other in ("barn", "bridge"))
    assert {"one frame destroy", "one event True", "sentences=0", "between=and"} <= set(near)
    assert {"one event False", "sentences=1"} <= set(far) and "one frame destroy" not in far
