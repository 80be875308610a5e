"""Are two groups of claims about the same event? A score with the features it rests on.

The features compare what claims say of type, place, days, parties, targets, figures, site and means; their
weights stand in `codebook/linking.yaml`. Where nothing speaks against it, same type, place and day are enough;
parties that differ are never one event. Sources: ACLED Codebook (one event is one pair of parties, one day, one
place), UCDP GED Codebook 19.1 (precision of days and places).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.families import families
from sitrep.codebook.linking import linking, sites_of
from sitrep.model.claim import Claim, ClaimKind, Figure
from sitrep.reconcile.cells import fold
from sitrep.reconcile.parties import identity
from sitrep.reconcile.partitions import family_of
from sitrep.reconcile.readings import Weighed

_LEVELS = {"": "town", "other": "town", "adm2": "district", "adm1": "governorate", "country": "country"}
_SHORT_WORD = 4
_EQUAL, _NEAR, _APART, _FAR = 3, 2, 1, 0

REPORTED = ("undated, reported that day", "undated, reported a day later", "undated, reported later")
"""How long after an event a report without a date came out: what its days are in a comparison."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a group of claims says of its event, in comparable form; empty where it says nothing.

    Attributes:
        types: Frame types.
        kinds: Kinds of `families.yaml`.
        level: Level of the place: town, district, governorate, country.
        start: First day; None where undated.
        end: Last day; None for a longer time, which its first day alone dates.
        parties: Identities of those who act, of both sides of a clash.
        targets: Identities of parties acted on; classes of people have none.
        figures: (metric, subject) with lowest and highest number stated.
        sites: Sites of happenings (`linking.yaml`).
        words: Words of the means.
        reported: Publication day of an undated report that tells it as news, while that stands for its day.
    """

    types: tuple[str, ...]
    kinds: tuple[str, ...]
    level: str
    start: date | None
    end: date | None
    parties: tuple[str, ...]
    targets: tuple[str, ...]
    figures: tuple[tuple[str, str, float, float], ...]
    sites: tuple[str, ...]
    words: tuple[str, ...]
    reported: date | None = None

    @property
    def days(self) -> range:
        """Ordinals of the days of a short interval; empty for campaigns and undated groups."""
        if self.start is None or self.end is None:
            return range(0)
        return range(self.start.toordinal(), self.end.toordinal() + 1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score (0 to 1), and why: triples (feature, what was found, weight in log-odds)."""

    score: float
    features: tuple[tuple[str, str, float], ...]

    @property
    def links(self) -> bool:
        """Whether it is enough for one event."""
        return self.score >= linking().threshold


def profile(
    claims: Sequence[Weighed], leader: Weighed, parties: Iterable[str], start: date | None, end: date | None
) -> Profile:
    """The profile of claims that are one statement.

    Args:
        claims: The claims.
        leader: The one that gives type and place.
        parties: Who acts in them.
        start: First day.
        end: Last day; None for a longer time than `partitions.SHORT`.
    """
    acts = [item.claim for item in claims if item.claim.type not in families().effects]
    told = acts or [item.claim for item in claims]
    return Profile(
        types=tuple(sorted({claim.type for claim in told})),
        kinds=(family_of(leader.claim)[1],),
        level=_LEVELS.get(leader.where.level, "governorate"),
        start=start,
        end=end,
        parties=tuple(sorted(parties)),
        targets=tuple(sorted({name for c in told for m in c.targets if (name := identity(m))})),
        figures=_figures(item.claim for item in claims),
        sites=tuple(sorted(frozenset().union(*(sites_of(claim.quote) for claim in told)))),
        words=tuple(sorted({word for claim in told for word in _means(claim)})),
    )


def merged(one: Profile, other: Profile) -> Profile:
    """The profile of two groups put together; its days are those of the first."""
    figures: dict[tuple[str, str], tuple[float, float]] = {}
    for metric, subject, low, high in (*one.figures, *other.figures):
        least, most = figures.get((metric, subject), (low, high))
        figures[metric, subject] = (min(low, least), max(high, most))
    return Profile(
        types=_both(one.types, other.types),
        kinds=_both(one.kinds, other.kinds),
        level=one.level,
        start=one.start,
        end=one.end,
        parties=_both(one.parties, other.parties),
        targets=_both(one.targets, other.targets),
        figures=tuple((*key, *figures[key]) for key in sorted(figures)),
        sites=_both(one.sites, other.sites),
        words=_both(one.words, other.words),
        reported=one.reported,
    )


def compare(one: Profile, other: Profile) -> Comparison:
    """How likely two groups of claims of one place are about one event, and why."""
    table = linking()
    found = (
        ("type", _types(one, other)),
        ("place", (f"same {one.level}", "")),
        ("days", _days(one, other)),
        ("parties", _parties(one, other)),
        ("targets", _sets(one.targets, other.targets)),
        ("figures", _numbers(one, other)),
        ("site", _sets(one.sites, other.sites)),
        ("words", _shared(one.words, other.words)),
    )
    total = table.start
    features = []
    for feature, (what, detail) in found:
        weight = table.weights[feature][what]
        total += weight
        if weight:
            features.append((feature, f"{what}: {detail}" if detail else what, weight))
    return Comparison(round(1 / (1 + math.exp(-total)), 4), tuple(features))


Found = tuple[str, str]


def _types(one: Profile, other: Profile) -> Found:
    shared = set(one.types) & set(other.types)
    if shared:
        return "same type", ", ".join(sorted(shared))
    both = f"{', '.join(one.types)} / {', '.join(other.types)}"
    if set(one.kinds) & set(other.kinds):
        return "same kind", both
    table = linking()
    pairs = [(a, b) for a in one.kinds for b in other.kinds]
    if any(frozenset(pair) in table.neighbours for pair in pairs):
        return "neighbouring kinds", both
    if any(b in table.general.get(a, ()) or a in table.general.get(b, ()) for a, b in pairs):
        return "kind told in general words", both
    return "different kinds", both


def _days(one: Profile, other: Profile) -> Found:
    if one.reported is not None and other.reported is not None:
        return "undated, reported the same day", str(one.reported)
    if one.reported is not None or other.reported is not None:
        return _reported(one.reported or other.reported or date.min, other if one.reported else one)
    mine, theirs = one.days, other.days
    if not mine or not theirs:
        return "same first day of a longer time", ""
    if mine == theirs:
        return ("same day", str(one.start)) if len(mine) == 1 else ("same days", f"{one.start} to {one.end}")
    common = max(0, min(mine.stop, theirs.stop) - max(mine.start, theirs.start))
    longer = max(len(mine), len(theirs))
    detail = f"{common} of {longer}"
    return ("most days in common" if 2 * common >= longer else "few days in common"), detail


def _reported(on: date, dated: Profile) -> Found:
    """How long after an event's last day a report came out that does not date it."""
    later = max(0, on.toordinal() + 1 - dated.days.stop)
    return REPORTED[min(later, len(REPORTED) - 1)], f"{dated.end}, reported {on}"


def _parties(one: Profile, other: Profile) -> Found:
    mine, theirs = set(one.parties), set(other.parties)
    shared = mine & theirs
    if len(shared) == 1 and mine - shared and theirs - shared:
        return "one of several shared", f"{', '.join(one.parties)} / {', '.join(other.parties)}"
    if shared:
        return "shared", ", ".join(sorted(shared))
    if one.parties and other.parties:
        return "different", f"{', '.join(one.parties)} / {', '.join(other.parties)}"
    return ("one side names none" if one.parties or other.parties else "neither names any"), ""


def _sets(one: tuple[str, ...], other: tuple[str, ...]) -> Found:
    if not one or not other:
        return "not compared", ""
    shared = set(one) & set(other)
    if shared:
        return "shared", ", ".join(sorted(shared))
    return "different", f"{', '.join(one)} / {', '.join(other)}"


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> Found:
    shared = set(one) & set(other)
    return ("shared", ", ".join(sorted(shared))) if shared else ("not compared", "")


def _numbers(one: Profile, other: Profile) -> Found:
    """The best and the worst agreement of figures of one metric and subject; the worst decides."""
    mine = {(metric, subject): (low, high) for metric, subject, low, high in one.figures}
    found: list[tuple[int, str, str]] = []
    for metric, subject, low, high in other.figures:
        if (metric, subject) in mine:
            found.append(_agreement(mine[metric, subject], (low, high), f"{subject} {metric}"))
    if not found:
        return "not compared", ""
    worst, what, detail = min(found)
    best, _, equal = max(found)
    if worst < _NEAR and best == _EQUAL:
        return "equal in part", f"{equal}; {detail}"
    return what, detail


def _agreement(one: tuple[float, float], other: tuple[float, float], what: str) -> tuple[int, str, str]:
    detail = f"{what} {_span(one)} / {_span(other)}"
    if one == other and one[0] == one[1]:
        return _EQUAL, "equal", f"{what} {_span(one)}"
    gap_low, gap_high = min(one[1], other[1]), max(one[0], other[0])
    if gap_low >= gap_high or gap_high <= gap_low * linking().near:
        return _NEAR, "near", detail
    if gap_high <= gap_low * linking().far:
        return _APART, "apart", detail
    return _FAR, "far apart", detail


def _span(bounds: tuple[float, float]) -> str:
    low, high = (f"{bound:g}" if bound < math.inf else "more" for bound in bounds)
    return low if low == high else f"{low}-{high}"


def _figures(claims: Iterable[Claim]) -> tuple[tuple[str, str, float, float], ...]:
    """Numbers of one happening by metric and subject; parts of a number and increments are left out."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for claim in claims:
        figure = claim.figure
        if claim.kind is not ClaimKind.FIGURE or figure is None or figure.subset_of or figure.increment:
            continue
        bounds = _bounds(figure)
        if bounds is not None:
            low, high = found.get((figure.metric, figure.subject), bounds)
            found[figure.metric, figure.subject] = (min(low, bounds[0]), max(high, bounds[1]))
    return tuple((*key, *found[key]) for key in sorted(found))


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """Lowest and highest number that a figure allows for; None where it is too vague to tell."""
    if figure.quantifier == "vague" or (figure.quantifier == "counted" and figure.best is None):
        return None
    stated = [float(value) for value in (figure.low, figure.best, figure.high) if value is not None]
    if not stated:
        return None
    return min(stated), max(stated)


def _means(claim: Claim) -> frozenset[str]:
    words = fold(f"{claim.instrument} {claim.topic}").split()
    return frozenset(word.removesuffix("s") for word in words if len(word) >= _SHORT_WORD)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))
