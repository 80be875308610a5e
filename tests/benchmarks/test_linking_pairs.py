"""Pairs of stories on one event and on neighbouring ones."""

import random
from datetime import timedelta
from itertools import islice

from benchmarks.synthetic.world import Happening, world
from benchmarks.tasks import linking_pairs, reprints


def first() -> Happening:
    return next(each for day in islice(world(9), 40) for each in day if each.type == "shelling")


def test_neighbours_differ_in_one_thing() -> None:
    happening = first()
    found = dict(linking_pairs.neighbours(random.Random(1), happening))
    assert found["the same place the next day"].day == happening.day + timedelta(days=1)
    assert found["another town the same day"].town != happening.town
    assert found["another party, the same place and day"].agent != happening.agent
    assert found["another kind of event, the same place and day"].type != happening.type


def test_a_story_is_linked_with_itself_and_not_with_another_kind_of_event() -> None:
    happening = first()
    told = linking_pairs.told(happening, "a")
    other = dict(linking_pairs.neighbours(random.Random(1), happening))[
        "another kind of event, the same place and day"
    ]
    assert linking_pairs.linked(told, told)
    assert not linking_pairs.linked(told, linking_pairs.told(other, "b"))


def test_pairs_that_nothing_tells_apart_are_not_counted() -> None:
    assert linking_pairs.scores(
        [("x", True, True), ("x", False, True), ("x", None, True), ("x", True, False)]
    ) == (50.0, 50.0)


def test_stories_say_what_tells_them_apart() -> None:
    happening = first()
    (one, *_), (same, *_) = linking_pairs.told(happening, "a"), linking_pairs.told(happening, "a")
    assert not linking_pairs.told_apart(one, same)
    later = Happening(
        99,
        happening.type,
        happening.day + timedelta(days=40),
        happening.town,
        happening.agent,
        None,
        0,
        0,
        "houses",
    )
    days = [linking_pairs.told(later, f"later {n}")[0] for n in range(20)]
    assert all(linking_pairs.told_apart(one, each) for each in days if each.time.start)


def test_labels_of_real_copies_are_pairs_of_known_reports() -> None:
    copies, rewritten = reprints.labelled("copies"), reprints.labelled("rewritten")
    assert len(copies) == 48 and len(rewritten) == 12 and not copies & rewritten
