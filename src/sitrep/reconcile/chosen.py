"""Words that people chose in a report's text: what a correction takes from them, and which corrections they replace."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitrep.model.claim import Claim
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span

WORDS: Mapping[str, tuple[str, ...]] = {
    "agent.words": ("agents", "control"),
    "place.words": ("places",),
    "quantity.words": ("figure",),
    "source.words": ("chain", "own_voice"),
    "target.words": ("targets",),
    "time.words": ("time",),
    "trigger.words": ("trigger", "sentence", "evidence", "quote"),
}
"""Field that chooses words → attributes of a claim that follow from them."""

_PART = re.compile(r"@(\d{1,9})-(\d{1,9})", re.ASCII)
_WRITTEN = re.compile(r"@\d{1,9}-\d{1,9}(?:\s*;\s*@\d{1,9}-\d{1,9})*", re.ASCII)

_REPLACES: Mapping[str, tuple[str, ...]] = {
    "agent.words": ("agent",),
    "place.words": ("place",),
    "quantity.words": ("figure.best", "figure.high", "figure.low"),
    "target.words": ("target",),
    "time.words": ("time.end", "time.start"),
}
"""Field that chooses words → fields whose values, set before it, it takes the place of."""

_EVERYTHING = ("type", "modality", *dict.fromkeys(name for names in WORDS.values() for name in names))


def written(spans: Sequence[Span]) -> str:
    """Spans as a judgement's value: "@120-126; @140-152"."""
    return "; ".join(f"@{span.start}-{span.end}" for span in spans)


def is_written(value: str) -> bool:
    """Whether a value counts code points already, instead of naming words."""
    return _WRITTEN.fullmatch(value) is not None


def spans_of(value: str) -> tuple[Span, ...]:
    """The spans of a judgement's value.

    Raises:
        ValueError: If it is none.
    """
    if not is_written(value):
        raise ValueError(
            f"{value[:80]!r} names no stretches of a text: write @120-126; @140-152, in code points"
        )
    return tuple(Span(int(start), int(end)) for start, end in _PART.findall(value))


def moved(judgement: Judgement, judged: Claim, copy: Claim) -> str | None:
    """The value of a judgement as it holds for a copy of the claim in another report; None where it says nothing of it.

    Words lie in a copy as far from its sentence's start, if its sentence is the same to the character and holds them. What
    a person added is of one report.
    """
    if judgement.verdict is Verdict.ADD:
        return None
    if (
        judgement.verdict is not Verdict.SET
        or judgement.field not in WORDS
        or not is_written(judgement.value)
    ):
        return judgement.value
    spans = spans_of(judgement.value)
    if judged.quote != copy.quote or not all(judged.evidence.contains(span) for span in spans):
        return None
    by = copy.evidence.start - judged.evidence.start
    return written([span.shift(by) for span in spans])


def chosen(claim: Claim, field: str, value: str) -> Claim:
    """The claim with what the chosen words stand for.

    Unchanged where the reading that resolves them is still to come (`Claim.chosen`), or the claim is the added one itself.

    Args:
        claim: As it was read, or corrected so far.
        field: A key of `WORDS`, or "add" for all that a person gave who added it.
        value: Of the judgement; the empty value takes the field away.
    """
    if not value:
        return _without(claim, field)
    found = next((each for each in claim.chosen if (each.field, each.value) == (field, value)), None)
    if found is None:
        return claim
    names = WORDS.get(field, _EVERYTHING)
    taken = {name: getattr(found, name) for name in names}
    if "control" in taken:  # the words of a share are not those of its holder
        holder = found.control.holder if found.control is not None else ""
        taken["control"] = None if claim.control is None else replace(claim.control, holder=holder)
    if field not in WORDS:
        taken["added"] = True
    return replace(claim, **taken)


def _without(claim: Claim, field: str) -> Claim:
    """The claim whose report has no words for a field."""
    if field == "time.words":
        time = replace(claim.time, span=None, phrase="", start=None, end=None, basis=None)
        return replace(claim, time=replace(time, reason="set_by_person"))
    if field == "place.words":
        kept = tuple(place for place in claim.places if place.role in ("dateline", "statement"))
        return replace(claim, places=kept)
    if field == "source.words":
        own = tuple(link for link in claim.chain if link.role in ("agency", "outlet"))
        return replace(claim, chain=own, own_voice=True)
    if field == "agent.words":
        held = None if claim.control is None else replace(claim.control, holder="")
        return replace(claim, agents=(), control=held)
    if field == "target.words":
        return replace(claim, targets=())
    raise ValueError(f"claim {claim.id}: {field} must name words of the text")


def in_force(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs (field, value) to apply, words before values: a person may choose words and then put their number right.

    A value that was set before the words of its field is left out, so that the later decision holds; it holds again once the
    words are taken back.

    Args:
        values: Field → value, in the order in which they were set; the empty value takes back.
    """
    place = {field: number for number, field in enumerate(values)}
    replaced = {
        other
        for field, others in _REPLACES.items()
        for other in others
        if values.get(field) and other in place and place[other] < place[field]
    }
    standing = [(field, value) for field, value in values.items() if value and field not in replaced]
    yield from sorted(standing, key=lambda pair: (pair[0] not in WORDS, pair[0]))
