"""Times and places that a frame takes from its event, and the day that a state is told as of."""

import re
from collections import defaultdict
from dataclasses import replace

from sitrep.extract.assembly import COMPANIONS, Draft, happened_at, known_parties
from sitrep.model.document import Document
from sitrep.model.mention import TimeMention

_PARTICIPLE = re.compile(r",\s+(?:\w+ly\s+)?(\w+ing)\b")
_COMMA = re.compile(r"[,;:]")
_NO_PARTICIPLES = frozenset(
    (
        "according",
        "bring",
        "concerning",
        "during",
        "evening",
        "following",
        "including",
        "morning",
        "regarding",
    )
)
_DONORS = frozenset(("violence", "custody", "people", "territory"))
_NEAR, _NEXT = 6, 2  # sentences between two mentions of one event: both placed, one of them placed
_BACK = 3  # sentences back to which "the attack" may point
_ARTICLE = 8  # characters before a trigger in which its article stands
_DEFINITE = frozenset(("the", "this", "that"))
_CANDIDATES = 64  # dated mentions of a type that an undated one is compared with: keeps the work linear


def inherit(drafts: tuple[Draft, ...], document: Document) -> tuple[Draft, ...]:
    """Drafts with inherited and as-of times, and inherited places; every one is told in the reasons.

    A frame inherits from the attack it is attached to, an attack from what is attached to it in the same
    sentence, and violence, custody and flight from the only other frame of the sentence with the same agent
    words, or from the main clause whose subject they share (", taking hostages"), with its agents. An
    undated mention takes the days of the only dated event of its type, party and place close by, and "the
    attack" day and place of the attack told of before. A control or stock claim without a time phrase is as of
    the publication day.
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
    repeats = {**_told_before(drafts), **_the_attack(drafts, document.text)}
    for draft in drafts:
        donors[draft.index] += repeats.get(draft.index, ())
        if not donors[draft.index] and draft.type.family in COMPANIONS:
            beside = by_sentence[draft.sentence.index]
            donors[draft.index] = _companions(draft, beside)
            subject = _main_clause(draft, beside, document.text)
            if subject and not draft.resolved.agents:
                by_index[draft.index] = _with_subject(draft, by_index[subject[0]])
                donors[draft.index] += subject
    return tuple(
        _as_of(_from_donors(by_index[index], [by_index[one] for one in donors[index]]), document)
        for index in by_index
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


def _main_clause(draft: Draft, sentence: list[Draft], text: str) -> list[int]:
    """The frame whose subject a frame shares that stands in a participle without one (", taking hostages")."""
    before = [one for one in sentence if one.trigger < draft.trigger and one.type.family in _DONORS]
    main = next((one for one in before if one.resolved.agents), None)
    if draft.resolved.frame.spans("agent") or main is None or main.modality != draft.modality:
        return []
    match = _PARTICIPLE.search(text, main.trigger.end, draft.trigger.end)
    if match is None or match.group(1).lower() in _NO_PARTICIPLES:
        return []
    does_it = match.end() > draft.trigger.start or draft.type.family == "custody"
    return [main.index] if does_it and not _COMMA.search(text, match.end(), draft.trigger.start) else []


def _with_subject(draft: Draft, main: Draft) -> Draft:
    reason = ("agents", "inherited: same_subject")
    agents = main.resolved.agents
    own = known_parties(agents)
    targets = draft.resolved.targets
    # "with them": a pronoun for the subject itself is not whom it takes
    others = tuple(one for one in targets if one.is_named or not known_parties((one,)) & own)
    resolved = replace(draft.resolved, agents=agents, targets=others or targets)
    return replace(draft, resolved=resolved, reasons=(*draft.reasons, reason))


def _told_before(drafts: tuple[Draft, ...]) -> dict[int, list[int]]:
    """Index of an undated mention → the dated mention of the same event."""
    by_type: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    found: dict[int, list[int]] = {}
    for draft in drafts:
        if draft.type.family in _DONORS and draft.time.basis == "phrase" and not _is_total(draft):
            by_type[draft.type.name, draft.modality].append(draft)
    for draft in drafts:
        if not _undated(draft.time) or draft.type.family not in _DONORS or _is_total(draft):
            continue
        same = [
            one for one in by_type[draft.type.name, draft.modality][:_CANDIDATES] if _one_event(draft, one)
        ]
        if same and len({(one.time.start, one.time.end) for one in same}) == 1:
            found[draft.index] = [same[0].index]
    return found


def _the_attack(drafts: tuple[Draft, ...], text: str) -> dict[int, list[int]]:
    """Index of a mention like "the attack" that says nothing itself → the attack told of shortly before."""
    found: dict[int, list[int]] = {}
    attacks: list[Draft] = []
    for draft in drafts:
        if not draft.type.attack:
            continue
        frame = draft.resolved.frame
        says = draft.places or draft.names_a_place or frame.spans("time") or frame.spans("target")
        before = text[max(0, draft.trigger.start - _ARTICLE) : draft.trigger.start].lower().split()
        if draft.type.generic_for and not says and before[-1:] and before[-1] in _DEFINITE:
            last = attacks[-1] if attacks else None
            if last is not None and last.modality == draft.modality and _close(last, draft):
                found[draft.index] = [last.index]
            continue
        attacks.append(draft)
    return found


def _close(last: Draft, draft: Draft) -> bool:
    same_role = last.sentence.role == draft.sentence.role
    return same_role and 0 < draft.sentence.index - last.sentence.index <= _BACK


def _one_event(draft: Draft, dated: Draft) -> bool:
    """Same party, same place or one of them without, no other number, a few sentences apart at most."""
    ours, theirs = known_parties(draft.resolved.agents), known_parties(dated.resolved.agents)
    if not ours or ours != theirs:
        return False
    here, there = ({place.name for place in one.places} for one in (draft, dated))
    if (here and there and not here & there) or not (here or there):
        return False
    one, two = draft.resolved.quantities, dated.resolved.quantities
    if one and two and {number.best for number in one} != {number.best for number in two}:
        return False
    near = _NEAR if here and there else _NEXT
    return abs(draft.sentence.index - dated.sentence.index) <= near


def _is_total(draft: Draft) -> bool:
    return draft.type.stock or draft.describes or draft.resolved.measure in ("cumulative", "stock")


def _from_donors(draft: Draft, donors: list[Draft]) -> Draft:
    for donor in donors:
        if _undated(draft.time) and donor.time.basis == "phrase" and donor.time.start is not None:
            time = replace(donor.time, basis="inherited", reason="same_event")
            draft = replace(draft, time=time, reasons=(*draft.reasons, ("time", "inherited: same_event")))
        if not draft.places and donor.places and not draft.names_a_place:
            places = tuple(happened_at(place) for place in donor.places if place.role != "destination")
            if places:
                reason = ("places", "inherited: same_event")
                draft = replace(draft, places=places, placed_by=reason[1], reasons=(*draft.reasons, reason))
    return draft


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
