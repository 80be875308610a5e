"""Words that people chose in a report's text: what a correction takes from them, and which corrections they replace."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitrep.model.claim import Claim
from sitrep.model.review import Judgement, Verdict

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

_REPLACES: Mapping[str, tuple[str, ...]] = {
    "agent.words": ("agent",),
    "place.words": ("place",),
    "quantity.words": ("figure.best", "figure.high", "figure.low"),
    "target.words": ("target",),
    "time.words": ("time.end", "time.start"),
}
"""Field that chooses words → fields whose values, set before it, it takes the place of."""

_EVERYTHING = ("type", "modality", *dict.fromkeys(name for names in WORDS.values() for name in names))


def is_of_one_text(judgement: Judgement) -> bool:
    """Whether a judgement counts characters of one report, and so says nothing of the copies of its claim."""
    if judgement.verdict is Verdict.ADD:
        return True
    return judgement.verdict is Verdict.SET and judgement.field in WORDS


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
