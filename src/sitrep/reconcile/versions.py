"""Versions of a wire story: what each document is to those before it, and who changed what.

A correction beats what it corrects and leads the story; the original stays in the chain. Who changed what is told
against the lead, sentence by sentence: equal sentences by their hash, edited ones by their likest counterpart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitrep.model.document import BlockRole, Document, Sentence
from sitrep.model.record import Change, Version, WireStory
from sitrep.model.span import Span
from sitrep.reconcile.cells import fold
from sitrep.reconcile.reprints import (
    CHANGED_SHARE,
    GRAM_SHARE,
    LEAST_SENTENCE,
    Signature,
    standing,
    story_id,
    word_grams,
)

FULL = 0.8
"""Share of the longest version's words from which a version is full."""


def wire_story(members: Iterable[Signature]) -> WireStory:
    """One story of its documents, with its lead: the latest correction, else the earliest full version.

    A version is full from `FULL` of the longest one's words; documents of unknown time come last.
    """
    ordered = _by_time(members)
    corrections = [each for each in ordered if each.correction]
    full = max(each.words for each in ordered) * FULL
    lead = corrections[-1] if corrections else next(each for each in ordered if each.words >= full)
    ids = tuple(each.document for each in ordered)
    reason = "latest correction leads" if corrections else "earliest full version leads"
    return WireStory(
        id=story_id(ids),
        documents=ids,
        lead=lead.document,
        corrections=tuple(each.document for each in corrections),
        reason=reason if len(ids) > 1 else "one document",
        chain=chain(ordered),
    )


def _by_time(members: Iterable[Signature]) -> list[Signature]:
    return sorted(members, key=lambda each: (each.published or "~", each.document))


def chain(members: Iterable[Signature]) -> tuple[Version, ...]:
    """What each document of a story is to those before it, by time; documents of unknown time come last.

    A sentence is new where no earlier version has it (equal, or half of its 5-grams) with the same numbers. Sentences of
    fewer than `LEAST_SENTENCE` words tell too little to make a version.
    """
    versions: list[Signature] = []
    found: dict[str, Version] = {}
    for each in _by_time(members):
        made = _version(each, versions)
        found[each.document] = made
        if made.kind != "copy":
            versions.append(each)
    if versions:
        last = found[versions[-1].document]
        found[last.document] = Version(last.document, last.kind, last.of, newest=True)
    return tuple(found.values())


def _version(each: Signature, earlier: Sequence[Signature]) -> Version:
    if not earlier:
        return Version(each.document, "correction" if each.correction else "original")
    if each.correction:
        return Version(each.document, "correction", earlier[-1].document)
    held = [_held(each, version) for version in earlier]
    telling = [number for number, length in enumerate(each.lengths) if length >= LEAST_SENTENCE]
    carried = [sum(each.lengths[number] for number in telling if stands[number]) for stands in held]
    # of several versions that carry as much the latest: what is copied is what was sent last
    most = max(range(len(earlier)), key=lambda index: (carried[index], index))
    new = any(not any(stands[number] for stands in held) for number in telling)
    return Version(each.document, "update" if new else "copy", earlier[most].document)


def _held(each: Signature, version: Signature) -> list[bool]:
    """For each sentence, whether an earlier version tells it: it stands there, with no number that is not there."""
    known = {number for numbers in version.numbers for number in numbers}
    return [
        stands and known.issuperset(numbers)
        for stands, numbers in zip(standing(each, version), each.numbers, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Passage:
    span: Span
    text: str
    key: str
    grams: frozenset[str]


def _passages(document: Document, sentences: Iterable[Sentence]) -> list[_Passage]:
    found = []
    for sentence in sentences:
        text = document.text[sentence.span.start : sentence.span.end]
        words = fold(text).split()
        if sentence.role is BlockRole.BODY and words:
            start = sentence.span.start + len(text) - len(text.lstrip())
            span = Span(start, start + len(text.strip()))
            found.append(_Passage(span, text.strip(), " ".join(words), frozenset(word_grams(words))))
    return found


def changes(
    lead: Document, lead_sentences: Sequence[Sentence], other: Document, sentences: Sequence[Sentence]
) -> tuple[Change, ...]:
    """Who changed what: sentences that a document cut, added or reworded against its story's lead.

    Equal sentences, case and punctuation aside, are no change, and where they stand is none either; nor is a sentence that
    was split or joined, so long as most of its 5-grams stand in the other text. The rest are paired by likeness: each
    with the sentence that shares most of its 5-grams, a third at least.

    Args:
        lead: The story's lead.
        lead_sentences: Its sentences, in text order.
        other: Another document of the story.
        sentences: Its sentences, in text order.

    Returns:
        Reworded and cut sentences in the lead's order, then added ones in the document's.
    """
    before, after = _unequal(_passages(lead, lead_sentences), _passages(other, sentences))
    pairs = _pairs(before, after)
    was = {gram for each in before for gram in each.grams}
    there = {gram for each in after for gram in each.grams}
    found: list[Change] = []
    for index, each in enumerate(before):
        if index in pairs:
            new = after[pairs[index]]
            found.append(Change("reworded", each.span, new.span, each.text, new.text))
        elif not _stands(each, there):
            found.append(Change("cut", each.span, None, each.text, ""))
    for index, new in enumerate(after):
        if index not in pairs.values() and not _stands(new, was):
            found.append(Change("added", None, new.span, "", new.text))
    return tuple(found)


def _unequal(before: Sequence[_Passage], after: Sequence[_Passage]) -> tuple[list[_Passage], list[_Passage]]:
    here, there = {each.key for each in before}, {each.key for each in after}
    return [each for each in before if each.key not in there], [
        each for each in after if each.key not in here
    ]


def _stands(each: _Passage, there: set[str]) -> bool:
    return len(each.grams & there) >= GRAM_SHARE * len(each.grams)


def _pairs(before: Sequence[_Passage], after: Sequence[_Passage]) -> dict[int, int]:
    """Index in the lead → index in the document, likest first; each sentence in one pair."""
    by_gram: dict[str, list[int]] = {}
    for number, each in enumerate(after):
        for gram in each.grams:
            by_gram.setdefault(gram, []).append(number)
    ranked = []
    for index, each in enumerate(before):
        shared: dict[int, int] = {}
        for gram in each.grams:
            for number in by_gram.get(gram, ()):
                shared[number] = shared.get(number, 0) + 1
        for number, common in shared.items():
            likeness = common / min(len(each.grams), len(after[number].grams))
            if likeness >= CHANGED_SHARE:
                ranked.append((-likeness, -common, index, number))
    pairs: dict[int, int] = {}
    for _, _, index, number in sorted(ranked):
        if index not in pairs and number not in pairs.values():
            pairs[index] = number
    return pairs
