"""Times and places that a frame takes from its event, and the day that a state is told as of."""

from collections import defaultdict
from dataclasses import replace

from sitrep.extract.assembly import Draft
from sitrep.model.document import Document
from sitrep.model.mention import PlaceMention, TimeMention

_FROM_COMPANION = frozenset(("violence", "custody", "people"))
_DONORS = frozenset(("violence", "custody", "people", "territory"))


def inherit(drafts: tuple[Draft, ...], document: Document) -> tuple[Draft, ...]:
    """Drafts with inherited and as-of times, and inherited places; every one is told in the reasons.

    A frame inherits from the attack it is attached to, an attack from what is attached to it in the same
    sentence, and violence, custody and flight from the only other frame of the sentence with the same agent
    words. A control or stock claim without a time phrase is as of the publication day (design: times).
    """
    by_index = {draft.index: draft for draft in drafts}
    donors: dict[int, list[int]] = {draft.index: [] for draft in drafts}
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence.index].append(draft)
        if draft.cause is not None:
            donors[draft.index].append(draft.cause)
            if by_index[draft.cause].sentence.index == draft.sentence.index:
                donors[draft.cause].append(draft.index)
    for draft in drafts:
        if not donors[draft.index] and draft.type.family in _FROM_COMPANION:
            donors[draft.index] = _companions(draft, by_sentence[draft.sentence.index])
    return tuple(
        _as_of(_from_donors(draft, [by_index[index] for index in donors[draft.index]]), document)
        for draft in drafts
    )


def _companions(draft: Draft, sentence: list[Draft]) -> list[int]:
    agents = draft.resolved.frame.spans("agent")
    if not agents:
        return []
    found = [
        other.index
        for other in sentence
        if other.index != draft.index
        and other.type.family in _DONORS
        and other.modality == draft.modality
        and agents == other.resolved.frame.spans("agent")
    ]
    return found if len(found) == 1 else []


def _from_donors(draft: Draft, donors: list[Draft]) -> Draft:
    for donor in donors:
        if _undated(draft.time) and donor.time.basis == "phrase" and donor.time.start is not None:
            time = replace(donor.time, basis="inherited", reason="same_event")
            draft = replace(draft, time=time, reasons=(*draft.reasons, ("time", "inherited: same_event")))
        if not draft.places and not draft.resolved.places and donor.places:
            places = tuple(_happened_at(place) for place in donor.places if place.role != "destination")
            draft = replace(
                draft, places=places, reasons=(*draft.reasons, ("places", "inherited: same_event"))
            )
    return draft


def _happened_at(place: PlaceMention) -> PlaceMention:
    return replace(place, role="event")


def _undated(time: TimeMention) -> bool:
    return time.start is None and time.basis is None and time.reason == "no_phrase"


def _as_of(draft: Draft, document: Document) -> Draft:
    if not _undated(draft.time) or not (draft.type.stock or draft.resolved.measure == "stock"):
        return draft
    if document.published is None:
        time = replace(draft.time, reason="no_anchor")
        return replace(draft, time=time, reasons=(*draft.reasons, ("time", "no_anchor")))
    day = document.published.date()
    time = replace(
        draft.time,
        start=day,
        end=day,
        basis="as_of",
        ucdp_prec=1,
        acled_prec=1,
        acled_date=day,
        reason="publication_day",
    )
    return replace(draft, time=time, reasons=(*draft.reasons, ("time", "as_of: publication_day")))
