"""Versions of a story as a chain, and who changed what."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.test_reprints import NEXT_DAY, STORY, report

from sitrep.annotate.sentences import split
from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.record import Change
from sitrep.model.span import Span
from sitrep.reconcile.versions import chain, changes, wire_story

LATER = (
    STORY[0],
    STORY[1].replace("forty buses", "55 buses"),
    *STORY[2:],
    "A second convoy of lorries with furniture was waiting at the bridge in the afternoon.",
)


def kinds(*members: object) -> list[tuple[str, str, str, bool]]:
    return [(v.document, v.kind, v.of, v.newest) for v in chain(members)]  # type: ignore[arg-type]


def test_copies_carry_a_version_and_make_none() -> None:
    original = report(STORY, "a", published="2017-10-15T09:00")
    cut = report(STORY[:3], "b", published="2017-10-15T11:00")
    edited = report(
        (STORY[0].replace("regional official", "provincial official"), *STORY[1:4]),
        "c",
        published="2017-10-15T12:00",
    )
    assert kinds(cut, edited, original) == [
        ("a", "original", "", True),
        ("b", "copy", "a", False),
        ("c", "copy", "a", False),
    ]


def test_an_update_tells_what_no_earlier_version_has_and_copies_are_of_what_they_carry() -> None:
    original = report(STORY, "a", published="2017-10-15T09:00")
    update = report(LATER, "b", published="2017-10-15T15:00")
    copy = report(LATER[:-1], "c", published="2017-10-15T18:00")
    late = report(STORY[:6], "d", published="2017-10-16T08:00")
    assert kinds(late, copy, update, original) == [
        ("a", "original", "", False),
        ("b", "update", "a", True),
        ("c", "copy", "b", False),
        ("d", "copy", "a", False),
    ]


def test_another_number_makes_a_version_though_the_sentence_is_the_same() -> None:
    counted = "Some 270,000 people have fled the district since April, aid agencies in the capital say."
    first = report((*STORY, counted), "a", published="2017-10-15T09:00")
    second = report((*STORY, counted.replace("270,000", "370,000")), "b", published="2017-10-15T10:00")
    assert [version.kind for version in chain([first, second])] == ["original", "update"]
    spelt = report(
        (*STORY[:4], STORY[4].replace("sixty", "seventy"), *STORY[5:]), "b", published="2017-10-15T10:00"
    )
    assert [version.kind for version in chain([report(STORY), spelt])] == ["original", "update"]


def test_a_correction_goes_on_from_the_newest_version_and_its_original_stays() -> None:
    original = report(STORY, "a", published="2017-10-15T09:00")
    update = report(LATER, "b", published="2017-10-15T15:00")
    correction = report(LATER, "c", title="CORRECTION: Militia leaves", published="2017-10-15T20:00")
    assert kinds(original, update, correction) == [
        ("a", "original", "", False),
        ("b", "update", "a", False),
        ("c", "correction", "b", True),
    ]
    story = wire_story([original, update, correction])
    assert (story.lead, story.documents, story.chain[-1].newest) == ("c", ("a", "b", "c"), True)


def test_a_correction_whose_original_nobody_has_stands_alone() -> None:
    assert kinds(report(STORY, "a", title="CORRECTION: x")) == [("a", "correction", "", True)]


def test_a_copy_of_unknown_time_comes_last() -> None:
    dated, undated = report(STORY, "b"), report(STORY[:5], "a", published="")
    assert [version.document for version in chain([undated, dated])] == ["b", "a"]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_chain_is_the_same_in_any_order(order: list[str]) -> None:
    texts = {"a": STORY, "b": STORY[:4], "c": LATER, "d": NEXT_DAY}
    made = {
        name: report(text, name, published=f"2017-10-15T0{ord(name) - 96}:00") for name, text in texts.items()
    }
    assert chain(made[name] for name in order) == chain(made.values())


def document(*sentences: str) -> Document:
    text = "\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    blocks = tuple(
        Block(Span(at, at + len(each)), BlockRole.BODY) for at, each in zip(starts, sentences, strict=True)
    )
    return Document("d", "c", text, blocks)


def differing(lead: Document, other: Document) -> list[tuple[str, str, str]]:
    found = changes(lead, split(lead), other, split(other))
    for change in found:
        for span, quoted, whole in ((change.lead, change.before, lead), (change.here, change.after, other)):
            assert (span.of(whole.text) if span else "") == quoted
    return [(change.kind, change.before, change.after) for change in found]


def test_cut_added_and_reworded_sentences_are_told_with_their_characters() -> None:
    reworded = STORY[1].replace("forty", "fifty")
    own = "Our correspondent saw twenty of the buses arrive in the desert at noon on the same day."
    assert differing(document(*STORY[:4]), document(STORY[0], reworded, STORY[2], own)) == [
        ("reworded", STORY[1], reworded),
        ("cut", STORY[3], ""),
        ("added", "", own),
    ]


def test_where_a_sentence_stands_its_case_and_its_marks_are_no_change() -> None:
    other = document(STORY[2].upper(), STORY[0].replace(",", " –"), STORY[1])
    assert differing(document(*STORY[:3]), other) == []


def test_a_sentence_that_was_split_is_neither_cut_nor_added() -> None:
    whole = f"{STORY[1].rstrip('.')}, and {STORY[3][0].lower()}{STORY[3][1:]}"
    changed = differing(document(STORY[0], whole), document(STORY[0], STORY[1], STORY[3]))
    assert [kind for kind, _, _ in changed] == ["reworded"]


def test_the_mark_of_a_correction_is_an_addition() -> None:
    mark = "(Corrects the number of buses in the second paragraph to forty.)"
    assert differing(document(*STORY[:2]), document(mark, *STORY[:2])) == [("added", "", mark)]


@given(st.lists(st.sampled_from([*STORY, *NEXT_DAY]), unique=True, max_size=8), st.data())
def test_what_one_adds_the_other_cut(sentences: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(sentences), unique=True)) if sentences else []
    lead, other = document(*sentences), document(*kept)
    there = changes(lead, split(lead), other, split(other))
    back = changes(other, split(other), lead, split(lead))
    turned = {
        replace(change, kind={"cut": "added", "added": "cut"}.get(change.kind, change.kind))
        for change in back
    }
    assert {(c.kind, c.before, c.after) for c in there} == {(c.kind, c.after, c.before) for c in turned}
    assert all(isinstance(change, Change) for change in there)
