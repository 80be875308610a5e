"""Which of several numbers is UCDP's best: that of the most reliable source.

Source: UCDP GED Codebook 19.1, section 2: best is the most reliable (the most likely) estimate that the source material holds,
always a number, and coding is highly conservative. How reliable sources are is left to UCDP's coders there; what follows is
our order of what the codebook and its practice name, each rule asked only of the sources that those before it leave:

1. who is no party to what is told, before parties and those who speak for them (their claims are never best beside others);
   a party that admits harm speaks of what it owns to, and is one too;
2. what the report tells without doubt, before what it calls claimed or alleged;
3. the newest word, with those as recent (`readings.AS_OF_DAYS`);
4. a number that none of them excludes ("at least 12" and 14: 14);
5. a number that more independent sources bear out;
6. a named source, before one that is described, and both before unnamed ones and a report's own voice;
7. the latest report;
8. the lower number.

Where parties to the conflict alone give numbers none of them is more reliable than another: after 3 and 4 the lower is taken.
A number that nobody gives is never made: a range or a word ("30 to 50", "dozens") has no best.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.model.mention import Number
from sitrep.reconcile.houses.material import Material
from sitrep.reconcile.interests import admits, doubted, interested, origins, parties_of, standing
from sitrep.reconcile.ranges import interval, is_number
from sitrep.reconcile.readings import Weighed, near, spoken_on

STATED = "stated"


@dataclass(frozen=True, slots=True)
class Choice:
    """The best number with why it is, and why others are not.

    Attributes:
        number: UCDP's best.
        reason: The rule that decided; "stated" where nobody gives another number.
        claims: Ids of those who give it and were asked last.
        passed: Claim id → the rule by which it was passed over, for those who give another number.
    """

    number: Number
    reason: str
    claims: frozenset[str]
    passed: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """`chosen`: what it says of the number that it settles; `passed`: of the numbers that it passes over."""

    chosen: str
    passed: str
    keep: Callable[[Sequence[Weighed]], Sequence[Weighed]]


def most_reliable(material: Material) -> Choice | None:
    """UCDP's best of a series' voices; None where none of them gives a number that could be one."""
    voices = [item for item in material.voices if item.figure.best is not None]
    if not voices:
        return None
    passed: dict[str, str] = {}
    reason = STATED
    for rule in _rules(material, voices):
        if len(_numbers(voices)) == 1:
            break
        kept = list(rule.keep(voices))
        staying = {item.claim.id for item in kept}
        passed |= {item.claim.id: rule.passed for item in voices if item.claim.id not in staying}
        if len(_numbers(kept)) < len(_numbers(voices)):
            reason = rule.chosen
        voices = kept
    (number,) = _numbers(voices)
    claims = frozenset(item.claim.id for item in voices)
    same = {item.claim.id for item in material.voices if item.figure.best == number}
    return Choice(number, reason, claims, {id_: why for id_, why in passed.items() if id_ not in same})


def _rules(material: Material, voices: Sequence[Weighed]) -> Sequence[_Rule]:
    parties = parties_of(item.claim for item in material.voices)
    incident = material.measure == "incident"
    stakes = {item.claim.id: interested(item, parties) or admits(item) for item in voices}
    first = (
        _Rule("best_disinterested", "not_best_interested", lambda items: _without(items, stakes)),
        _Rule("best_undoubted", "not_best_doubted", _undoubted),
        _Rule("best_latest", "not_best_older", lambda items: _recent(items, incident=incident)),
        _Rule("best_agreed", "not_best_excluded", lambda items: _agreed(items, material)),
    )
    lowest = _Rule("best_conservative", "not_best_higher", _lowest)
    if all(stakes.values()):
        return (*first, _Rule("best_of_parties", "not_best_higher", _lowest))
    return (
        *first,
        _Rule("best_corroborated", "not_best_alone", lambda items: _corroborated(items, material)),
        _Rule("best_named", "not_best_unnamed", _named),
        _Rule("best_latest", "not_best_older", lambda items: _newest(items, incident=incident)),
        lowest,
    )


def _numbers(items: Iterable[Weighed]) -> frozenset[Number]:
    return frozenset(item.figure.best for item in items if item.figure.best is not None)


def _without(items: Sequence[Weighed], stakes: dict[str, bool]) -> Sequence[Weighed]:
    return [item for item in items if not stakes[item.claim.id]] or items


def _undoubted(items: Sequence[Weighed]) -> Sequence[Weighed]:
    return [item for item in items if not doubted(item)] or items


def _recent(items: Sequence[Weighed], *, incident: bool) -> Sequence[Weighed]:
    days = {item.claim.id: spoken_on(item, incident=incident) for item in items}
    newest = max((day for day in days.values() if day is not None), default=None)
    return [item for item in items if near(days[item.claim.id], newest)]


def _asked(items: Sequence[Weighed], material: Material) -> list[Weighed]:
    """Who can bear a number out: those who give one, and those of their days who give a range or an upper bound."""
    incident = material.measure == "incident"
    days = {spoken_on(item, incident=incident) for item in items}
    parties = parties_of(item.claim for item in material.voices)
    others = [
        item
        for item in material.voices
        if item.figure.best is None and not interested(item, parties) and is_number(item.figure)
        if any(near(spoken_on(item, incident=incident), day) for day in days)
    ]
    return [*items, *others]


def _agreed(items: Sequence[Weighed], material: Material) -> Sequence[Weighed]:
    """Those whose number lies within what everybody who is asked says."""
    ranges = [interval(item.figure) for item in _asked(items, material)]
    held = [item for item in items if all(_within(item.figure.best, each) for each in ranges)]
    newest = next((item.figure.best for item in held), None)  # voices come newest first
    return [item for item in held if item.figure.best == newest] or items


def _within(number: Number | None, bounds: tuple[float, float]) -> bool:
    return number is not None and bounds[0] <= number <= bounds[1]


def _corroborated(items: Sequence[Weighed], material: Material) -> Sequence[Weighed]:
    """Those whose number the most independent sources bear out, in stories of their own."""
    asked = _asked(items, material)
    origin = origins(asked)
    counts = {}
    for number in _numbers(items):
        bearing = [item for item in asked if _within(number, interval(item.figure))]
        counts[number] = min(
            len({origin[item.claim.id] for item in bearing}), len({i.story for i in bearing})
        )
    most = max(counts.values())
    return [item for item in items if item.figure.best is not None and counts[item.figure.best] == most]


def _named(items: Sequence[Weighed]) -> Sequence[Weighed]:
    first = min(standing(item) for item in items)
    return [item for item in items if standing(item) == first]


def _newest(items: Sequence[Weighed], *, incident: bool) -> Sequence[Weighed]:
    days = [(spoken_on(item, incident=incident) or date.min, item) for item in items]
    newest = max(day for day, _ in days)
    return [item for day, item in days if day == newest]


def _lowest(items: Sequence[Weighed]) -> Sequence[Weighed]:
    least = min(_numbers(items))
    return [item for item in items if item.figure.best == least]
