"""What people decided about claims, applied: later decisions beat earlier ones, and none is deleted.

A `set` judgement names a field of `FIELDS`. Its value is text: for numbers the number, for days YYYY-MM-DD,
for parties their names joined by "; ", for the size of a household "SIZE; SOURCE", for a place its name (or a
JSON object with the fields of a resolved place). For the words of a field ("place.words") it is where they stand in the
report's text: `chosen` says what they stand for. "null" states that there is no value; the empty value withdraws
what was set before. `verdict` set to the empty value withdraws an acceptance or rejection, `event` set to it what
was said of the claim's event.

`same-as` and `not-same` name another claim: `joins` says what becomes of them. `add` accepts a claim that a person added.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sitrep.model.claim import Claim
from sitrep.model.frame import MODALITIES
from sitrep.model.mention import Number, PartyMention, PlaceMention
from sitrep.model.review import Judgement, Verdict
from sitrep.reconcile.cells import fold
from sitrep.reconcile.chosen import WORDS, chosen, in_force, moved

BY_PERSON = "set_by_person"
"""Reason code of a value that a person set."""

_NULL = "null"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its corrections applied.

    `accepted`: whether a person accepted (True) or rejected (False) it; None where nobody did.
    """

    claim: Claim
    accepted: bool | None


def order(judgement: Judgement) -> tuple[str, str, str, str, str, str]:
    """Sorting key under which later decisions come last, the same in any order of arrival."""
    at = judgement.at.isoformat()
    return (at, judgement.by, judgement.verdict, judgement.field, judgement.value, judgement.why)


def about_events(judgement: Judgement) -> bool:
    """Whether a judgement says which event a claim belongs to, or takes that back; the claim itself stays as it is."""
    if judgement.verdict in (Verdict.SAME_AS, Verdict.NOT_SAME):
        return True
    return judgement.verdict is Verdict.SET and judgement.field == "event"


def judge(claim: Claim, judgements: Iterable[Judgement]) -> Judged:
    """A claim as people left it.

    Args:
        claim: The claim as it was read.
        judgements: Decisions about this claim, in any order.

    Raises:
        ValueError: If a judgement sets an unknown field, or a value that the field cannot have.
    """
    accepted: bool | None = None
    added = ""
    values: dict[str, str] = {}
    for judgement in sorted(judgements, key=order):
        if about_events(judgement):
            continue
        if judgement.verdict is not Verdict.SET:
            accepted = judgement.verdict is not Verdict.REJECT
            added = judgement.value if judgement.verdict is Verdict.ADD else added
        elif judgement.field == "verdict":
            accepted, added = None, ""
        else:
            values.pop(judgement.field, None)  # the order of the fields is that in which they were last set
            values[judgement.field] = judgement.value
    unknown = sorted(values.keys() - FIELDS.keys())
    if unknown:
        raise ValueError(f"claim {claim.id}: no field {unknown[0]!r} can be set; known: {', '.join(FIELDS)}")
    if added:
        claim = chosen(claim, Verdict.ADD, added)
    for field, value in in_force(values):
        claim = FIELDS[field](claim, "" if value == _NULL else value)
    return Judged(claim, accepted)


def corrected(claim: Claim, judgements: Sequence[Judgement]) -> tuple[Claim, ...]:
    """The claim as read and as it stood after each correction, each state once."""
    states = [claim]
    settings = sorted((j for j in judgements if j.verdict is Verdict.SET), key=order)
    for number in range(1, len(settings) + 1):
        state = judge(claim, settings[:number]).claim
        if state not in states:
            states.append(state)
    return tuple(states)


def spread(
    claims: Iterable[Claim], judgements: Sequence[Judgement], stories: Mapping[str, str]
) -> tuple[Judgement, ...]:
    """The judgements, and each once more for every other claim that it holds for.

    "By copy": the same sentence in the story's other copies. "By frame", for judgements about events: what the
    same frame gave, and the harm that attaches to it. A claim that a person judged itself takes nothing from
    others: neither corrections where it was corrected, accepted or rejected, nor events where its event was named.

    Args:
        claims: Claims among which copies are looked for.
        judgements: Decisions of people about any of them.
        stories: Document id → wire story id.
    """
    if not judgements:
        return ()
    found = _Spreading(claims, stories)
    direct = {(judgement.claim, about_events(judgement)) for judgement in judgements}
    spreaded = dict.fromkeys(judgements)
    for judgement in judgements:
        for claim, other, how in found.others(judgement):
            if (claim, about_events(judgement)) not in direct:
                why = f"by {how} of {judgement.claim}"
                spreaded[replace(judgement, claim=claim, value=other, why=why)] = None
    return tuple(spreaded)


class _Spreading:
    """Which other claims a judgement holds for."""

    def __init__(self, claims: Iterable[Claim], stories: Mapping[str, str]) -> None:
        self._stories = stories
        self._claims = {claim.id: claim for claim in claims}
        self._copies: dict[tuple[str, ...], list[Claim]] = {}
        self._frames: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            self._copies.setdefault(copy_key(claim, stories), []).append(claim)
            for frame in {claim.frame, claim.event_frame} - {""}:
                self._frames.setdefault(frame, []).append(claim)

    def others(self, judgement: Judgement) -> list[tuple[str, str, str]]:
        """Triples (claim, value, how) for all but the judged claim."""
        judged = self._claims.get(judgement.claim)
        if judged is None:
            return []
        if not about_events(judgement):
            copies = (copy for copy in self._copied(judged) if copy.id != judged.id)
            values = ((copy.id, moved(judgement, judged, copy)) for copy in copies)
            return [(copy, value, "copy") for copy, value in values if value is not None]
        found = []
        for copy in self._copied(judged):
            value = self._named(judgement.value, copy.document)
            found.append((copy.id, value, "copy"))
            found += [(mate.id, value, "frame") for mate in self._frames.get(copy.frame, ())]
        return [(claim, value, how) for claim, value, how in found if claim not in (judged.id, value)]

    def _copied(self, claim: Claim) -> list[Claim]:
        return self._copies.get(copy_key(claim, self._stories), [])

    def _named(self, claim: str, document: str) -> str:
        """The claim that a judgement names, in the document's own copy of it where there is one."""
        named = self._claims.get(claim)
        if named is None:
            return claim
        return next((copy.id for copy in self._copied(named) if copy.document == document), claim)


def copy_key(claim: Claim, stories: Mapping[str, str]) -> tuple[str, ...]:
    """What copies of one claim within a wire story share: kind, type, sentence, trigger and slot."""
    slot = ""
    if claim.figure is not None and claim.figure.span is not None:
        slot = str(claim.figure.span.start - claim.evidence.start)
    elif claim.control is not None:
        slot = "; ".join(mention.name for mention in claim.places)
    trigger = str(claim.trigger.start - claim.evidence.start)
    story = stories.get(claim.document, claim.document)
    return (story, claim.kind, claim.type, fold(claim.quote), trigger, slot)


def _number(text: str) -> Number | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a number; write 1300, or null where none is stated") from error
    if not 0 <= value < float("inf"):
        raise ValueError(f"{text!r} is not a count of people or things: it must be 0 or more")
    return int(value) if value.is_integer() else value


def _bound(name: str) -> Callable[[Claim, str], Claim]:
    def change(claim: Claim, text: str) -> Claim:
        if claim.figure is None:
            raise ValueError(f"claim {claim.id} states no figure: figure.{name} cannot be set")
        value = _number(text)
        bounds = {"low": claim.figure.low, "best": claim.figure.best, "high": claim.figure.high}
        low_open = value is None if name == "low" else claim.figure.low_open
        high_open = value is None if name == "high" else claim.figure.high_open
        bounds[name] = value
        # one bound set at a time must not turn the others around
        for below, above in (("low", "best"), ("best", "high"), ("low", "high")):
            low, high = bounds[below], bounds[above]
            if low is not None and high is not None and low > high:
                bounds[below if name == above else above] = value
        stated = set(bounds.values())
        quantifier = "exact" if len(stated) == 1 and None not in stated else claim.figure.quantifier
        low, best, high = bounds["low"], bounds["best"], bounds["high"]
        opened = replace(claim.figure, low_open=low_open, high_open=high_open, quantifier=quantifier)
        figure = replace(opened, low=low, best=best, high=high)
        return replace(claim, figure=figure)

    return change


def _modality(claim: Claim, text: str) -> Claim:
    if text not in MODALITIES:
        raise ValueError(f"{text!r} is not a modality; known: {', '.join(MODALITIES)}")
    return replace(claim, modality=text)


def _type(claim: Claim, text: str) -> Claim:
    return replace(claim, type=text)


def _day(which: str) -> Callable[[Claim, str], Claim]:
    def change(claim: Claim, text: str) -> Claim:
        day = date.fromisoformat(text) if text else None
        start, end = claim.time.start, claim.time.end
        if day is None:
            start = end = None
        elif which == "start":
            start, end = day, max(day, end or day)
        else:
            start, end = min(day, start or day), day
        time = replace(
            claim.time, start=start, end=end, basis=claim.time.basis if day else None, reason=BY_PERSON
        )
        return replace(claim, time=time)

    return change


def _parties(which: str) -> Callable[[Claim, str], Claim]:
    def change(claim: Claim, text: str) -> Claim:
        names = [name.strip() for name in text.split(";") if name.strip()]
        known = {mention.name: mention for mention in (*claim.agents, *claim.targets, *claim.mediators)}
        mentions = tuple(replace(known.get(name, _party(name)), reason=BY_PERSON) for name in names)
        if which == "target":
            return replace(claim, targets=mentions)
        control = claim.control
        if control is not None:
            control = replace(control, holder=names[0] if names else "")
        return replace(claim, agents=mentions, control=control)

    return change


def _party(name: str) -> PartyMention:
    return PartyMention(
        span=None,
        phrase=name,
        name=name,
        party_id="",
        kind="unknown",
        is_named=True,
        is_part=False,
        private=False,
        plural=None,
        members_of="",
        reason=BY_PERSON,
    )


def _household_size(claim: Claim, text: str) -> Claim:
    """Nobody's household has a size of its own accord: it is given with where it was read."""
    if claim.figure is None:
        raise ValueError(f"claim {claim.id} states no figure: figure.household_size cannot be set")
    size, _, origin = (part.strip() for part in text.partition(";"))
    if text and not origin:
        raise ValueError(
            f'{text!r} is no cited household size: write "SIZE; SOURCE", such as "5.2; census of 2004"'
        )
    figure = replace(claim.figure, household_size=_number(size), household_source=origin)
    return replace(claim, figure=figure)


_PLACE_FIELDS = frozenset({"name", "country", "iso2", "lat", "lon", "geonameid", "gazetteer_name", "kind"})


def _place(claim: Claim, text: str) -> Claim:
    rest = tuple(mention for mention in claim.places if mention.role in ("dateline", "statement"))
    if not text:
        return replace(claim, places=rest)
    known = next((m for m in claim.places if fold(text) in (fold(m.name), fold(m.gazetteer_name))), None)
    if known is None:
        given = json.loads(text) if text.startswith("{") else _named(text)
        unknown = sorted(set(given) - _PLACE_FIELDS)
        if unknown or not given.get("name"):
            raise ValueError(
                f"{text!r} is not a place: needs a name; fields {', '.join(sorted(_PLACE_FIELDS))}"
            )
        known = _unresolved(given)
    return replace(claim, places=(replace(known, role="event", reason=BY_PERSON), *rest))


def _named(text: str) -> dict[str, str]:
    name, _, country = text.partition(",")
    return {"name": name.strip(), "country": country.strip()}


def _unresolved(given: Mapping[str, str | float | None]) -> PlaceMention:
    lat, lon, number = given.get("lat"), given.get("lon"), given.get("geonameid")
    return PlaceMention(
        span=None,
        phrase=str(given["name"]),
        name=str(given["name"]),
        country=str(given.get("country") or ""),
        iso2=str(given.get("iso2") or ""),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        geonameid=None if number is None else int(number),
        gazetteer_name=str(given.get("gazetteer_name") or ""),
        kind=str(given.get("kind") or "town"),
        role="event",
        ucdp_prec=None,
        acled_prec=None,
        radius_km=None,
        reason=BY_PERSON,
    )


def _words(claim: Claim, text: str, *, field: str) -> Claim:
    if field == "quantity.words" and claim.figure is None:
        raise ValueError(f"claim {claim.id} states no figure: {field} cannot be set")
    return chosen(claim, field, text)


FIELDS: Mapping[str, Callable[[Claim, str], Claim]] = {
    "agent": _parties("agent"),
    "figure.best": _bound("best"),
    "figure.high": _bound("high"),
    "figure.household_size": _household_size,
    "figure.low": _bound("low"),
    "modality": _modality,
    "place": _place,
    "target": _parties("target"),
    "time.end": _day("end"),
    "time.start": _day("start"),
    "type": _type,
    **{field: partial(_words, field=field) for field in WORDS},
}
"""Field that a judgement may set → how it changes the claim; the empty text stands for no value."""
