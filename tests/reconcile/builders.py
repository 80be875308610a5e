"""Claims in one line each, so that a test reads like the situation that it describes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from sitrep.model.claim import Claim, ClaimKind, Codes, Control, Figure, Term, claim_id
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span
from sitrep.reconcile import joined_keys, reconcile
from sitrep.reconcile.judgements import spread

THRESHOLDS = {kind: 0.5 for kind in ClaimKind}
SURE, UNSURE = 0.9, 0.2

TOWNS = {
    "Raqqa": ("Ar Raqqah", "Syria", "SY", 35.95, 39.01, 172955),
    "Mayadin": ("Al Mayadin", "Syria", "SY", 35.02, 40.45, 173811),
    "Mosul": ("Mosul", "Iraq", "IQ", 36.34, 43.12, 99072),
}
KINDS = {
    "Islamic State": "armed_group",
    "Syrian Democratic Forces": "armed_group",
    "US-led coalition": "coalition",
    "Russia": "state",
    "Turkey": "state",
    "Manbij Military Council": "armed_group",
    "Hamza Division": "armed_group",
    "Raqqa Civil Council": "authority",
    "civilians": "civilians",
}


def place(name: str, role: str = "event") -> PlaceMention:
    """A town of `TOWNS`, resolved; any other name stays unresolved."""
    found, country, iso2, lat, lon, number = TOWNS.get(name, ("", "", "", None, None, None))
    reason = "unique" if number else "not_in_gazetteer"
    return PlaceMention(
        None, name, name, country, iso2, lat, lon, number, found, "town", role, 1, 1, None, reason
    )


def country(name: str, iso2: str) -> PlaceMention:
    return PlaceMention(
        None, name, name, name, iso2, 35.0, 38.0, None, name, "country", "event", 6, None, None, ""
    )


def party(name: str) -> PartyMention:
    return PartyMention(
        None, name, name, "", KINDS.get(name, "unknown"), True, False, False, None, "", "known"
    )


def when(start: str, end: str = "") -> TimeMention:
    """ "2017-10-15", or from and to; empty for no time."""
    if not start:
        return TimeMention(None, "", None, None, None, None, None, None, "no_phrase")
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else first
    return TimeMention(None, start, first, last, "phrase", 1, 1, first, "date")


def said_by(
    name: str, *, party: str = "", named: str = "named", via: str = "Reuters"
) -> tuple[AttributionLink, ...]:
    return (AttributionLink(name, "origin", named, party), AttributionLink(via, "agency", "named", via))


def activists(via: str = "Reuters") -> tuple[AttributionLink, ...]:
    return said_by("activists", named="anonymous", via=via)


def own_voice_of(outlet: str, role: str = "outlet") -> tuple[AttributionLink, ...]:
    return (AttributionLink(outlet, role, "named"),)


def claim(
    type_: str = "airstrike",
    *,
    kind: ClaimKind = ClaimKind.EVENT,
    document: str = "report",
    at: str | PlaceMention | Sequence[PlaceMention] | None = "Raqqa",
    on: str | tuple[str, str] = "2017-10-15",
    by: Iterable[str] = (),
    to: Iterable[str] = (),
    said: tuple[AttributionLink, ...] = (),
    modality: str = "actual",
    published: str = "2017-10-15",
    sentence: int = 0,
    confidence: float = SURE,
    quote: str = "",
    **more: object,
) -> Claim:
    """One claim; its trigger stands at a place of its own for each sentence of a document."""
    trigger = Span(sentence * 200 + 20, sentence * 200 + 26)
    slot = str(more.pop("slot", ""))
    mentions = [] if at is None else [place(at)] if isinstance(at, str) else [at]
    if at is not None and not isinstance(at, (str, PlaceMention)):
        mentions = list(at)
    made = Claim(
        id=claim_id(document, kind, trigger.start, slot),
        frame=f"{document}/{sentence}",
        kind=kind,
        type=type_,
        modality=modality,
        document=document,
        sentence=sentence,
        evidence=Span(sentence * 200, sentence * 200 + 200),
        quote=quote or f"Sentence {sentence} of {document}.",
        trigger=trigger,
        agents=tuple(party(name) for name in by),
        targets=tuple(party(name) for name in to),
        mediators=(),
        places=tuple(mentions),
        time=when(on) if isinstance(on, str) else when(*on),
        chain=said or own_voice_of("Egypt Today"),
        own_voice=not said,
        codes=Codes(),
        confidence=confidence,
        published=published,
        block_role="body",
    )
    return replace(made, **more)  # type: ignore[arg-type]


NUMBERS = {
    "exact": lambda n: (n, n, n, False, False),
    "at_least": lambda n: (n, n, None, False, True),
    "more_than": lambda n: (n, n, None, True, True),
    "up_to": lambda n: (None, None, n, True, False),
    "nearly": lambda n: (None, n, n, True, True),
    "about": lambda n: (None, n, None, False, False),
    "vague": lambda n: (n, None, None, False, True),
}


def figure(number: int, quantifier: str = "exact", **more: object) -> Figure:
    low, best, high, low_open, high_open = NUMBERS[quantifier](number)
    stated = Figure(
        metric="killed",
        low=low,
        best=best,
        high=high,
        low_open=low_open,
        high_open=high_open,
        quantifier=quantifier,
        unit="person",
        measure="incident",
        idmc=None,
        subject="civilians",
    )
    return replace(stated, **more)  # type: ignore[arg-type]


def toll(number: int, quantifier: str = "exact", **more: object) -> Claim:
    """A cumulative toll of civilians killed in Raqqa since 1 June 2017, as of the publication day."""
    published = str(more.get("published", "2017-10-15"))
    stated = figure(number, quantifier, measure="cumulative", **more.pop("figure", {}))  # type: ignore[arg-type]
    given = {"on": ("2017-06-01", published[:10]), **more}
    return claim("kill", kind=ClaimKind.FIGURE, figure=stated, **given)  # type: ignore[arg-type]


def killed(number: int, quantifier: str = "exact", **more: object) -> Claim:
    """A figure of civilians killed in one incident."""
    stated = figure(number, quantifier, **more.pop("figure", {}))  # type: ignore[arg-type]
    return claim("kill", kind=ClaimKind.FIGURE, figure=stated, **more)  # type: ignore[arg-type]


def holds(holder: str, share: float | None = None, *, change: str = "held", **more: object) -> Claim:
    """A control claim: who holds, gained or lost the place."""
    type_ = {"held": "hold", "gained": "capture", "lost": "withdraw"}[change]
    whole = bool(more.pop("whole", True))
    stated = Control(holder, change, share, "area", "exact", whole)
    return claim(type_, kind=ClaimKind.CONTROL, control=stated, by=[holder], **more)  # type: ignore[arg-type]


def agrees(*parties: str, **more: object) -> Claim:
    """A deal between parties."""
    return claim("agree", kind=ClaimKind.DEAL, by=parties, **more)  # type: ignore[arg-type]


def term(action: str, who: str, stance: str, **more: object) -> Claim:
    """A claim that speaks of a term of a deal."""
    modality = {"affirms": "actual", "denies": "negated", "demands": "demanded", "open": "possible"}[stance]
    type_ = str(more.pop("type_", "withdraw"))
    return claim(type_, modality=modality, term=Term(action, who, stance), **more)  # type: ignore[arg-type]


def judgement(
    about: Claim, verdict: Verdict, field: str = "", value: str = "", *, hour: int = 9
) -> Judgement:
    at = datetime(2017, 11, 1, tzinfo=UTC) + timedelta(hours=hour)
    return Judgement(about.id, verdict, "reviewer", at, "", field, value)


def accept(about: Claim, *, hour: int = 9) -> Judgement:
    return judgement(about, Verdict.ACCEPT, hour=hour)


def reject(about: Claim, *, hour: int = 9) -> Judgement:
    return judgement(about, Verdict.REJECT, hour=hour)


def correct(about: Claim, field: str, value: str, *, hour: int = 9) -> Judgement:
    return judgement(about, Verdict.SET, field, value, hour=hour)


def same(about: Claim, other: Claim, *, hour: int = 9) -> Judgement:
    return judgement(about, Verdict.SAME_AS, value=other.id, hour=hour)


def parted(about: Claim, other: Claim, *, hour: int = 9) -> Judgement:
    return judgement(about, Verdict.NOT_SAME, value=other.id, hour=hour)


def unsaid(about: Claim, *, hour: int = 9) -> Judgement:
    """What was said of the claim's event, taken back."""
    return judgement(about, Verdict.SET, "event", "", hour=hour)


class Record:
    """A record in memory, as the pipeline keeps one: only what a claim or judgement touches is recomputed."""

    def __init__(
        self,
        stories: Mapping[str, str] | None = None,
        corrections: Sequence[str] = (),
        superseded: Sequence[str] = (),
    ) -> None:
        self.stories = dict(stories or {})
        self.corrections = corrections
        self.superseded = superseded
        self.claims: dict[str, Claim] = {}
        self.judgements: list[Judgement] = []
        self.parts: dict[str, RecordPart] = {}

    def add(self, *claims: Claim) -> "Record":
        for each in claims:
            self.claims[each.id] = each
            self._recompute([each.id])
        return self

    def decide(self, *judgements: Judgement) -> "Record":
        for each in judgements:
            before = self._keys()
            self.judgements.append(each)
            changed = [
                made.claim for made in self._decisions() if each.claim in (made.claim, *made.why.split())
            ]
            self._recompute(changed, before)
        return self

    def _decisions(self) -> tuple[Judgement, ...]:
        return spread(self.claims.values(), self.judgements, self.stories)

    def _keys(self) -> dict[str, tuple[str, ...]]:
        return joined_keys(self.claims.values(), self._decisions())

    def _recompute(
        self, changed: Iterable[str], before: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ) -> None:
        decisions, keys = self._decisions(), self._keys()
        for key in sorted({key for id_ in changed for key in (*keys[id_], *before.get(id_, ()))}):
            touching = [each for id_, each in self.claims.items() if key in keys[id_]]
            self.parts[key] = reconcile(
                key,
                touching,
                decisions,
                self.stories,
                thresholds=THRESHOLDS,
                corrections=self.corrections,
                superseded=self.superseded,
            )

    def all(self, what: str) -> list:  # type: ignore[type-arg]
        return [item for key in sorted(self.parts) for item in getattr(self.parts[key], what)]

    @property
    def filled(self) -> dict[str, RecordPart]:
        """Parts that hold anything."""
        return {key: part for key, part in self.parts.items() if part != RecordPart(key)}


def record(
    *claims: Claim, stories: Mapping[str, str] | None = None, corrections: Sequence[str] = ()
) -> Record:
    return Record(stories, corrections).add(*claims)
