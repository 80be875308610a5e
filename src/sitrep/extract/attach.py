"""Deaths, injuries, damage and flight find the attack that they belong to: one event, figures attached."""

from collections import defaultdict
from dataclasses import replace

from sitrep.extract.assembly import Draft, party_name

_INSTRUMENT, _SAME_WEAPON, _AGENT, _PLACE_AND_TIME, _SAME_SENTENCE, _NEXT_SENTENCE = 6, 5, 4, 3, 2, 1
_REASONS = {
    _INSTRUMENT: "is_its_cause",
    _SAME_WEAPON: "shared_instrument",
    _AGENT: "shared_agent",
    _PLACE_AND_TIME: "shared_place_and_time",
    _SAME_SENTENCE: "only_attack_of_the_sentence",
    _NEXT_SENTENCE: "only_attack_of_the_sentence_before",
}


def attach(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """Drafts whose deaths, injuries, damage and flight know the frame of their event.

    The event is an attack-type frame of the same or the previous sentence, told with the same modality,
    that is named as the cause, or shares the instrument, the agent, or place and time; failing that the
    only attack of the sentence, or of the one before for a number that comes without a
    where, when and by whom. A total over a period belongs to no single event unless the text names it as the
    cause.
    """
    attacks: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.type.attack:
            attacks[draft.sentence.index].append(draft)
    return tuple(_attached(draft, attacks, text) if draft.type.attaches else draft for draft in drafts)


def _attached(draft: Draft, attacks: dict[int, list[Draft]], text: str) -> Draft:
    here = [attack for attack in attacks.get(draft.sentence.index, ()) if _possible(draft, attack)]
    before = [attack for attack in attacks.get(draft.sentence.index - 1, ()) if _possible(draft, attack)]
    scored = [(_strength(draft, attack, text), attack) for attack in (*here, *before)]
    if len(here) == 1 and not conflict(draft, here[0]):
        scored.append((_SAME_SENTENCE, here[0]))
    if not here and len(before) == 1 and _bare(draft):
        scored.append((_NEXT_SENTENCE, before[0]))
    least = _SAME_WEAPON if draft.resolved.measure in ("cumulative", "stock") else _NEXT_SENTENCE
    scored = [(strength, attack) for strength, attack in scored if strength >= least]
    if not scored:
        return draft
    strength, cause = min(scored, key=lambda pair: (-pair[0], _distance(draft, pair[1]), pair[1].index))
    return replace(draft, cause=cause.index, reasons=(*draft.reasons, ("event_frame", _REASONS[strength])))


def _possible(draft: Draft, attack: Draft) -> bool:
    # "since the battle began": a frame inside the time phrase dates the death and does not cause it
    dates = any(span.contains(attack.trigger) for span in draft.resolved.frame.spans("time"))
    return not dates and attack.modality == draft.modality and attack.sentence.role == draft.sentence.role


def _strength(draft: Draft, attack: Draft, text: str) -> int:
    frame, other = draft.resolved.frame, attack.resolved.frame
    causes = (*frame.spans("instrument"), *frame.spans("agent"))
    if any(span.overlaps(attack.trigger) for span in causes):
        return _INSTRUMENT
    if conflict(draft, attack):
        return 0
    weapons = {span.of(text).lower() for span in frame.spans("instrument")}
    if weapons & {span.of(text).lower() for span in other.spans("instrument")}:
        return _SAME_WEAPON
    if _agents(draft) & _agents(attack):
        return _AGENT
    if _places(draft) & _places(attack) and _same_days(draft, attack):
        return _PLACE_AND_TIME
    return 0


def conflict(draft: Draft, attack: Draft) -> bool:
    """Whether two frames name other parties, places or days, so that they cannot be told of one event."""
    for one, other in ((_agents(draft), _agents(attack)), (_places(draft), _places(attack))):
        if one and other and not one & other:
            return True
    mine, its = draft.time, attack.time
    if mine.start is None or mine.end is None or its.start is None or its.end is None:
        return False
    return mine.end < its.start or its.end < mine.start


def _same_days(draft: Draft, attack: Draft) -> bool:
    if draft.sentence.index == attack.sentence.index:
        return True
    return draft.time.start is not None and attack.time.start is not None


def _bare(draft: Draft) -> bool:
    frame = draft.resolved.frame
    roles = ("agent", "instrument", "place", "origin", "time")
    return bool(draft.resolved.quantities) and not any(frame.spans(role) for role in roles)


def _agents(draft: Draft) -> frozenset[str]:
    return frozenset(party_name(party) for party in draft.resolved.agents)


def _places(draft: Draft) -> frozenset[str]:
    return frozenset(place.name for place in draft.places)


def _distance(draft: Draft, attack: Draft) -> int:
    return abs(draft.trigger.start - attack.trigger.start)
