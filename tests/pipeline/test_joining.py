"""Joining copies into stories: the same in any order, at a cost that a flood does not raise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import event

from sitrep.annotate.sentences import split
from sitrep.model.document import Block, BlockRole, Capture, Document
from sitrep.model.span import Span
from sitrep.pipeline import joining
from sitrep.pipeline.joining import join
from sitrep.reconcile.reprints import Signature, signature
from sitrep.store import Store, open_store
from sitrep.store.ledger import hash_of

AT = datetime(2017, 10, 16, 8, 0, tzinfo=UTC)
STORY = tuple(
    f"On day {n} the council of Kalvar told {n + 3} visitors about the {word} at the northern gate of the town."
    for n, word in enumerate(("harvest", "flood", "market", "convoy", "school", "bridge", "mill", "well"))
)
OTHER = tuple(
    sentence.replace("Kalvar", "Tolkar").replace("visitors", "clerks who came by road") for sentence in STORY
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db") as opened:
        yield opened


def document(name: str, sentences: Sequence[str], title: str = "") -> Document:
    text, blocks = "", []
    for sentence in sentences:
        blocks.append(Block(Span(len(text), len(text) + len(sentence)), BlockRole.BODY))
        text += sentence + "\n"
    return Document(name, hash_of(name), text, tuple(blocks), title=title, published=AT)


def add(store: Store, made: Document) -> None:
    def known(identity: str) -> Signature:
        found = store.document(identity)
        return signature(found, split(found))

    data = made.id.encode()
    with store.writing("sitrep", AT) as w:
        w.capture(Capture(made.capture_id, len(data), made.id, "file", "text/plain", AT), data)
        w.document(made)
        join(w, signature(made, split(made)), known)


def groups(store: Store) -> set[frozenset[str]]:
    stories = store.stories()
    return {frozenset(store.documents_of_story(story)) for story in stories.values()}


REPORTS = {
    "d": STORY,
    "b": STORY[:4],
    "a": (*STORY[2:], "A line of its own that this outlet put at the end of the report for its readers."),
    "c": OTHER,
    "e": STORY,
}


@pytest.mark.parametrize("order", list(permutations("abcde"))[::13], ids="".join)
def test_stories_are_the_same_in_any_order(store: Store, order: tuple[str, ...]) -> None:
    for name in order:
        add(store, document(name, REPORTS[name]))
    assert groups(store) == {frozenset("abde"), frozenset("c")}
    assert len(set(store.stories().values())) == 2


def test_the_story_is_named_by_its_lowest_document_whenever_that_comes(store: Store) -> None:
    add(store, document("b", STORY))
    add(store, document("c", STORY[:5]))
    before = set(store.stories().values())
    add(store, document("a", STORY))
    (after,) = set(store.stories().values())
    assert before != {after}
    assert store.documents_of_story(after) == ("a", "b", "c")


def statements(store: Store, made: Document) -> int:
    """Number of statements that adding a document takes."""
    counted = []
    engine = store._engine  # noqa: SLF001 - the only way to see what is asked of the database

    def count(*_: object) -> None:
        counted.append(1)

    event.listen(engine, "before_cursor_execute", count)
    try:
        add(store, made)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_a_flood_of_equal_copies_costs_each_the_same(store: Store) -> None:
    add(store, document("000", STORY))
    costs = [statements(store, document(f"{n:03d}", STORY, title=f"Title {n}")) for n in range(1, 60)]
    assert len(set(costs[1:])) == 1
    assert len(store.documents_of_story(store.stories()["000"])) == 60


def test_a_copy_that_was_cut_is_found_among_a_flood(store: Store) -> None:
    for n in range(30):
        add(store, document(f"{n:03d}", STORY))
    add(store, document("cut", STORY[:4]))
    assert store.stories()["cut"] == store.stories()["000"]


def test_a_sentence_that_many_stories_share_brings_no_candidates(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MANY_STORIES", 5)
    shared = "The war in the country of this report has driven more than half of its people from their homes."
    reports = []
    for n in range(12):
        own = [" ".join(f"word{n}of{line}and{k}" for k in range(14)) + "." for line in range(4)]
        reports.append(document(f"{n:03d}", (shared, *own)))
    for made in reports[:8]:
        add(store, made)
    looked: list[str] = []

    def known(identity: str) -> Signature:
        looked.append(identity)
        found = store.document(identity)
        return signature(found, split(found))

    lone = document("new", (shared, *OTHER[:2]))
    data = lone.id.encode()
    with store.writing("sitrep", AT) as w:
        w.capture(Capture(lone.capture_id, len(data), lone.id, "file", "text/plain", AT), data)
        w.document(lone)
        join(w, signature(lone, split(lone)), known)
    assert len(groups(store)) == 9
    assert looked == []


def test_a_correction_marks_the_parts_of_its_story_and_a_later_copy_only_its_own(store: Store) -> None:
    add(store, document("a", STORY))
    add(store, document("b", STORY[:5], title="CORRECTION: the gate"))
    assert set(store.corrections()) == {"b"}
    story = store.stories()["a"]
    assert store.corrections([story]) == store.corrections()
    assert store.corrections(["another"]) == {}
    add(store, replace(document("c", STORY), title="Copy"))
    assert store.documents_of_story(story) == ("a", "b", "c")
