"""Numbers of people by class, so that nobody is counted twice: which class holds which others, from `houses.yaml`.

Whoever adds tolls over subjects (the record for an event, an export for a total of several classes) does it here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.codebook.houses import load
from sitrep.model.claim import Claim
from sitrep.model.mention import Number
from sitrep.model.record import Series

COMBATANTS = "combatants"
"""The subject of fighters of no named party; "combatants:" and a name are those of a party."""
_CIVILIANS, _BOTH = "civilians", "women and children"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with its range; None where nobody gives it."""

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None

    @property
    def known(self) -> bool:
        """Whether it gives any number."""
        return any(value is not None for value in (self.low, self.best, self.high))

    @property
    def likely(self) -> Number | None:
        """The best number, else the least that its words allow."""
        return self.best if self.best is not None else self.low

    @property
    def most(self) -> Number | None:
        """The highest number that it gives."""
        return next((value for value in (self.high, self.best, self.low) if value is not None), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """The people of a toll by class, nobody in two classes.

    Attributes:
        sides: Party → its combatants.
        civilians: Civilians of every kind.
        others: Combatants of no named party, police, and people of whom nothing is told.
        total: All of them.
    """

    sides: Mapping[str, Bounds]
    civilians: Bounds
    others: Bounds
    total: Bounds


def tally(figures: Mapping[str, Bounds | None]) -> Tally:
    """Figures by subject, without counting anybody twice.

    "People" hold every other class, "civilians" women, men, children, journalists and the like, "combatants" those of each
    party: a class that holds others counts for what goes beyond them. Where all people have a best number and a class among
    them only words ("50 people, dozens of them civilians"), the class counts as the least that its words allow.
    Sources: UCDP GED Codebook 19.1 (best = deaths_a + deaths_b + deaths_civilians + deaths_unknown), Airwars methodology.

    Args:
        figures: Subject of a series of one metric → its bounds, None where it has none.
    """
    rules = load()
    given = {subject: bounds for subject, bounds in figures.items() if bounds and bounds.known}
    everyone = widest(bounds for subject, bounds in given.items() if subject in rules.everybody)
    if everyone.best is not None:
        given = {subject: Bounds(each.low, each.likely or 0, each.high) for subject, each in given.items()}
    sides = {
        subject.partition(":")[2]: bounds
        for subject, bounds in given.items()
        if subject.startswith(f"{COMBATANTS}:")
    }
    civilians = _civilians({s: bounds for s, bounds in given.items() if s in rules.civilian_subjects})
    unnamed = beyond(given.get(COMBATANTS, Bounds()), added(sides.values()))
    classed = rules.everybody | rules.civilian_subjects | {COMBATANTS}
    rest = [each for s, each in given.items() if s not in classed and not s.startswith(f"{COMBATANTS}:")]
    others = added((unnamed, *rest))
    known = added((*sides.values(), civilians, others))
    if not everyone.known:
        return Tally(sides, civilians, others, known)
    others = added((others, beyond(everyone, known)))
    return Tally(sides, civilians, others, _holding(everyone, known))


def parts_of(told: Tally) -> dict[str, Number | None]:
    """The best numbers of a tally by class: "combatants:" and a party, civilians, unknown; 0 where nobody is told.

    None where a class is told without a best number.
    """
    named = {f"{COMBATANTS}:{party}": bounds for party, bounds in sorted(told.sides.items())}
    named |= {"civilians": told.civilians, "unknown": told.others}
    return {name: bounds.best if bounds.known else 0 for name, bounds in named.items()}


def _civilians(figures: Mapping[str, Bounds]) -> Bounds:
    """Civilians as told, women and children as told, or the sum of the kinds, whichever is most."""
    kinds = added(bounds for subject, bounds in figures.items() if subject not in (_CIVILIANS, _BOTH))
    return widest((figures.get(_CIVILIANS, Bounds()), figures.get(_BOTH, Bounds()), kinds))


def added(parts: Iterable[Bounds]) -> Bounds:
    """The sum of classes that do not overlap, bound by bound.

    The low bounds that are given are a low bound of the sum; best and high are None where a class does not give its own.
    """
    given = [part for part in parts if part.known]
    if len(given) < 2:
        return given[0] if given else Bounds()
    lows = [part.low for part in given if part.low is not None]
    bests = [part.best for part in given if part.best is not None]
    highs = [part.high for part in given if part.high is not None]
    return Bounds(
        sum(lows) if lows else None,
        sum(bests) if len(bests) == len(given) else None,
        sum(highs) if len(highs) == len(given) else None,
    )


def widest(parts: Iterable[Bounds]) -> Bounds:
    """Of bounds on groups that overlap, those of the largest group: by best, else low, else high."""
    return max(
        (part for part in parts if part.known),
        key=lambda part: (part.likely or part.most or 0, part.most or 0),
        default=Bounds(),
    )


def beyond(whole: Bounds, parts: Bounds) -> Bounds:
    """What a whole holds beyond its known parts; nothing where no bound goes beyond them."""
    if not whole.known or not parts.known:
        return whole
    rest = Bounds(
        _minus(whole.low, parts.low), _minus(whole.best, parts.likely), _minus(whole.high, parts.most)
    )
    return rest if any(value for value in (rest.low, rest.best, rest.high)) else Bounds()


def _holding(whole: Bounds, parts: Bounds) -> Bounds:
    """A whole that is never less than its parts."""
    lows = [value for value in (whole.low, parts.low) if value is not None]
    return Bounds(
        max(lows, default=None),
        None if whole.best is None else max(whole.best, parts.likely or 0),
        None if whole.high is None else max(whole.high, parts.most or 0),
    )


def _minus(whole: Number | None, part: Number | None) -> Number | None:
    return None if whole is None else max(0, whole - (part or 0))


def parts_of_others(claims: Mapping[str, Claim], tolls: Iterable[Series]) -> frozenset[str]:
    """Ids of series all of whose numbers are parts of another series of their metric: "12 people, including 3 children".

    Args:
        claims: Claim id → claim.
        tolls: Series of one event.
    """
    every = list(tolls)
    series_of: dict[tuple[str, str | None], str] = {
        (toll.metric, claim): toll.id for toll in every for claim in toll.claims
    }
    found = set()
    for toll in every:
        figures = [claims[each].figure for each in toll.claims if each in claims]
        above = {series_of.get((toll.metric, figure.subset_of)) for figure in figures if figure}
        if above and None not in above and toll.id not in above:
            found.add(toll.id)
    return frozenset(found)
