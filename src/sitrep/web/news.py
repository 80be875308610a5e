"""What is new since a day: what reports published since then say, and what people decided since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.model.record import Contradiction, ControlState, Deal, Event, Position, Series, Voice
from sitrep.model.review import Judgement
from sitrep.model.situation import DocumentSummary, Situation


@dataclass(frozen=True, slots=True)
class News:
    """What a record holds from reports published on or after `since`.

    `figures`: series with the voices whose latest word is new. `control`: places of which somebody spoke anew.
    `contradictions`: those that a report since then made one. `decided`: number of claims judged since then.
    """

    since: date
    documents: tuple[DocumentSummary, ...]
    claims: int
    figures: tuple[tuple[Series, tuple[Voice, ...]], ...]
    control: tuple[tuple[ControlState, tuple[Voice, ...]], ...]
    positions: tuple[tuple[Deal, Position], ...]
    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    decided: int


def news(situation: Situation, judgements: Sequence[Judgement], since: date) -> News:
    """What is new in a situation since a day; a report of unknown publication is never new.

    Args:
        situation: As it is now.
        judgements: Everything that people decided.
        since: First day that counts as new.
    """
    first = since.isoformat()
    told = {identity: claim.published for identity, claim in situation.claims.items()}

    def is_new(claim: str) -> bool:
        return told.get(claim, "") >= first

    def fresh(voices: Sequence[Voice]) -> tuple[Voice, ...]:
        return tuple(voice for voice in voices if is_new(voice.claim))

    documents = tuple(
        document
        for document in situation.documents
        if document.published is not None and document.published.date() >= since
    )
    return News(
        since=since,
        documents=documents,
        claims=sum(value >= first for value in told.values()),
        figures=tuple(
            (series, fresh(series.voices))
            for series in situation.series
            if series.measure != "incident" and fresh(series.voices)
        ),
        control=tuple((state, fresh(state.voices)) for state in situation.control if fresh(state.voices)),
        positions=tuple(
            (deal, position)
            for deal in situation.deals
            for position in deal.positions
            if is_new(position.claim)
        ),
        events=tuple(event for event in situation.events if all(is_new(claim) for claim in event.claims)),
        contradictions=tuple(item for item in situation.contradictions if _since_when(item, told) >= first),
        decided=len({judgement.claim for judgement in judgements if judgement.at.date() >= since}),
    )


def _since_when(item: Contradiction, told: dict[str, str]) -> str:
    """Day on which the last side was first told: from then on claims contradicted each other."""
    return max(
        (min((told.get(claim, "") for claim in claims), default="") for _, claims in item.sides), default=""
    )
