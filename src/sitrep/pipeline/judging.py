"""Judging: what a person decides, by the words of the command line and the page, noted in the record."""

from collections.abc import Iterator
from datetime import datetime

from sitrep.errors import JudgementError, NotFoundError
from sitrep.model.claim import Claim
from sitrep.model.record import Event
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.adding import NO_NAMES
from sitrep.pipeline.selecting import parsed, selected, sentences_of
from sitrep.pipeline.waiting import check
from sitrep.reconcile.chosen import WORDS, is_written, written
from sitrep.store import ClaimFilter, Reads

PAIRED = (Verdict.SAME_AS, Verdict.NOT_SAME)


def decision(
    reads: Reads,
    claim: Claim,
    verdict: Verdict | str,
    *,
    by: str,
    at: datetime,
    why: str = "",
    field: str = "",
    value: str = "",
) -> Judgement:
    """A judgement that can be made; of an event, the claim that stands for it; of words, where they stand in the text.

    Raises:
        NotFoundError: If the event or claim that it names is not there.
        JudgementError: If the verdict, field or value cannot be, or words are not in the text.
    """
    if not by.strip():
        raise JudgementError("a judgement needs the name of the person who decides")
    try:
        verdict = Verdict(verdict)
    except ValueError as error:
        known = ", ".join(Verdict)
        raise JudgementError(f"{verdict!r} is not a verdict; known: {known}") from error
    if verdict is Verdict.ADD:
        raise JudgementError(f"claim {claim.id} is in the record: accept it. To add another, name the report")
    if verdict in PAIRED:
        value = _standing_for(reads, claim, value)
    if verdict is Verdict.SET and field in WORDS:
        value = placed(reads, claim, value)
    judgement = Judgement(claim.id, verdict, by, at, why, field, value)
    check(reads, judgement)
    return judgement


def placed(reads: Reads, claim: Claim, words: str, hidden: frozenset[str] = NO_NAMES) -> str:
    """Words as the code points at which they stand; in the claim's sentence where no other is named.

    Args:
        reads: The record.
        claim: The claim that they are chosen for.
        words: As `selecting.parsed` takes them; code points, "null" and nothing stay as they are.
        hidden: Private names that the person's view masks: words that touch one are not found.

    Raises:
        JudgementError: If they do not stand there.
    """
    if words in ("", "null") or is_written(words):
        return words
    document = reads.document(claim.document)
    home = next(each.span for each in sentences_of(document) if each.span.overlaps(claim.evidence))
    spans = {selected(document, each, home=home, hidden=hidden) for each in parsed(words)}
    return written(sorted(spans))


def event_named(reads: Reads, name: str) -> Event:
    """An event by its id or the first characters of it.

    Raises:
        NotFoundError: If no event starts so, or several do; the message names them.
    """
    wanted = name.strip().lower()
    found = {
        event.id: event
        for part in (reads.parts_with(wanted) if wanted else ())
        for event in part.events
        if event.id.startswith(wanted)
    }
    if not found:
        raise NotFoundError(
            f"no claim or event starts with {name!r}. List them with: sitrep show, sitrep claims"
        )
    if len(found) > 1:
        raise NotFoundError(f"several events start with {name!r}: {', '.join(sorted(found)[:5])}")
    return found.popitem()[1]


def event_of(reads: Reads, claim: str) -> Event | None:
    """The event that a claim is in; None where it is in none."""
    keys = (key for key in reads.partitions_of_claims([claim]) if key.startswith("event|"))
    return next(
        (event for part in reads.parts_of(keys) for event in part.events if claim in event.claims), None
    )


def find(reads: Reads, name: str) -> Claim | Event:
    """What an id, or its first characters, names.

    Raises:
        NotFoundError: If it names nothing, or several things.
    """
    try:
        claim = reads.claim(name)
    except NotFoundError as error:
        if "several" in str(error):
            raise
        return event_named(reads, name)
    try:
        event = event_named(reads, name)
    except NotFoundError:
        return claim
    if name.strip().lower() == claim.id:
        return claim
    raise NotFoundError(f"{name!r} starts both claim {claim.id} and event {event.id}: give more characters")


def _standing_for(reads: Reads, claim: Claim, name: str) -> str:
    found = find(reads, name)
    if isinstance(found, Claim):
        return found.id
    return min(_candidates(reads, claim, found), default=("", "", "", ""))[3] or _refuse(claim, found)


def _refuse(claim: Claim, event: Event) -> str:
    raise JudgementError(
        f"event {event.id} holds nothing but claim {claim.id} and its frame: name another event"
    )


def _candidates(reads: Reads, claim: Claim, event: Event) -> Iterator[tuple[str, str, str, str]]:
    """Claims that may stand for an event: those that a rule put there first, then those that count, the earliest first."""
    seated = {link.claim for link in event.links if link.by == "person"}
    for each in reads.claims(ClaimFilter(ids=event.claims)):
        if each.id != claim.id and each.frame != claim.frame and claim.frame != each.event_frame:
            ranks = ("b" if each.id in seated else "a", "a" if each.id in event.counted else "b")
            yield "".join(ranks), each.published or "~", each.type, each.id
