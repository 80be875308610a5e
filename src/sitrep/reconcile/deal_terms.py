"""How a deal and each of its terms stand: by the latest credible claim, with everyone who says otherwise.

Credible are the claims that count; where none of a term's counts, all are heard, and the state says so. No holder is believed
over another: where the latest day's holders say opposite things the term is contested.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sitrep.codebook.deal_statuses import StatusRule, status_rules
from sitrep.codebook.families import families
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import Position, TermState
from sitrep.reconcile.readings import Weighed

_DECIDING = {"affirms": "included", "denies": "excluded"}
_OTHERWISE = (("demands", "demanded"), ("open", "open"))


def term_states(positions: Sequence[Position], terms: dict[str, tuple[str, str]]) -> tuple[TermState, ...]:
    """The state of each term on which somebody takes a position, in order of its words.

    Args:
        positions: All positions taken on a deal.
        terms: Term in words → (action, class of people).
    """
    by_term: dict[str, list[Position]] = {}
    for position in positions:
        if position.term:
            by_term.setdefault(position.term, []).append(position)
    return tuple(_term_state(term, terms[term], taken) for term, taken in sorted(by_term.items()))


def _term_state(term: str, parts: tuple[str, str], taken: Sequence[Position]) -> TermState:
    heard, counted = _credible(taken)
    latest = _last_words(heard)
    deciding = [position for position in latest if position.stance in _DECIDING]
    if not deciding:
        stance, status = next(
            (pair for pair in _OTHERWISE if any(position.stance == pair[0] for position in latest)),
            _OTHERWISE[-1],
        )
        holders = [position for position in latest if position.stance == stance]
        return _state(term, parts, status, holders, (), counted=counted)
    newest = max(_day(position) for position in deciding)
    stances = {position.stance for position in deciding if _day(position) == newest}
    stance = "affirms" if len(stances) > 1 else stances.pop()
    status = _DECIDING[stance] if not stances or stances == {stance} else "contested"
    holders = [position for position in deciding if position.stance == stance]
    others = [position for position in deciding if position.stance != stance]
    return _state(term, parts, status, holders, others, counted=counted)


def _state(
    term: str,
    parts: tuple[str, str],
    status: str,
    holders: Sequence[Position],
    dissent: Sequence[Position],
    *,
    counted: bool,
) -> TermState:
    last = max(holders, key=lambda position: (_day(position), position.claim))
    return TermState(
        term=term,
        action=parts[0],
        party_class=parts[1],
        status=status,
        holders=_names(holders),
        dissent=_names(dissent),
        claim=last.claim,
        as_of=last.as_of,
        counted=counted,
    )


def _credible(positions: Sequence[Position]) -> tuple[list[Position], bool]:
    counted = [position for position in positions if position.counted]
    return (counted, True) if counted else (list(positions), False)


def _last_words(positions: Iterable[Position]) -> list[Position]:
    """The latest position of each holder; who said two things on one day said both."""
    last: dict[str, list[Position]] = {}
    for position in sorted(positions, key=lambda each: (_day(each), each.claim)):
        known = last.get(position.holder, [])
        same_day = known and _day(known[-1]) == _day(position)
        last[position.holder] = [*known, position] if same_day else [position]
    return [position for taken in last.values() for position in taken]


def _day(position: Position) -> date:
    return position.as_of or date.min


def _names(positions: Iterable[Position]) -> tuple[str, ...]:
    return tuple(sorted({position.holder for position in positions}))


def deal_state(members: Sequence[Weighed], positions: dict[str, Position]) -> TermState:
    """The state of the deal itself: whether it is talked of, agreed, in effect, violated or denied.

    Args:
        members: Claims of the deal and its terms.
        positions: Claim id → the position it takes, for every member.
    """
    rules = [(rule, positions[item.claim.id]) for item in members if (rule := _rule(item.claim)) is not None]
    credible = [pair for pair in rules if pair[1].counted]
    heard, counted = (credible, True) if credible else (rules, False)
    deciding = [pair for pair in heard if pair[0].decides] or heard
    if not deciding:
        first = min(positions.values(), key=lambda each: each.claim)
        return TermState("", "", "", "open", (first.holder,), (), first.claim, first.as_of, first.counted)
    newest = max(_day(position) for _, position in deciding)
    order = status_rules()
    status = min((rule for rule, position in deciding if _day(position) == newest), key=order.index).status
    holders = [position for rule, position in deciding if rule.status == status]
    others = [p for rule, p in deciding if (rule.status == "denied") != (status == "denied")]
    agreeing = {position.holder for position in holders}
    dissent = [position for position in others if position.holder not in agreeing]
    return _state("", ("", ""), status, holders, dissent, counted=counted)


def _rule(claim: Claim) -> StatusRule | None:
    is_deal = claim.kind is ClaimKind.DEAL and claim.type in families().deals
    for rule in status_rules():
        fits = claim.type in rule.types if is_deal else rule.terms
        if fits and claim.modality in rule.modality:
            return rule
    return None
