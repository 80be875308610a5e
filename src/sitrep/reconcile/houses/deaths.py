"""Deaths of one event over all subjects, as houses of events write them in one row.

Sources: ACLED Codebook (fatalities of all sides together, 0 where reports are silent), UCDP GED Codebook 19.1 (best = deaths_a +
deaths_b + deaths_civilians + deaths_unknown), Airwars methodology (civilians by men, women and children; militants apart).
"""

from collections.abc import Iterable, Mapping, Sequence

from sitrep.codebook.houses import load
from sitrep.model.mention import Number
from sitrep.model.record import Event, HouseEntry, HouseFigure, Series
from sitrep.reconcile.houses import acled, airwars, ucdp
from sitrep.reconcile.readings import Weighed

_KILLED = "killed"
Bounds = tuple[Number | None, Number | None, Number | None]
NOTHING: Bounds = (0, 0, 0)


def deaths(event: Event, members: Sequence[Weighed], tolls: Sequence[Series]) -> tuple[HouseFigure, ...]:
    """The event's deaths under ACLED's, UCDP's and Airwars's rules.

    A number that is a part of another ("12 people, including 3 children") is not added to it. A number of people, of whatever
    status, holds the others: only what it goes beyond them is of unknown status. ACLED always has a number; UCDP and Airwars have
    none where no report speaks of deaths.

    Args:
        event: The event.
        members: Its claims.
        tolls: Its series.
    """
    killed = [toll for toll in tolls if toll.metric == _KILLED]
    parts = _parts(members, killed)
    whole = [toll for toll in killed if toll.id not in parts]
    found = [_acled(whole), _ucdp(event, whole), _airwars(killed, whole)]
    return tuple(figure for figure in found if figure is not None)


def _parts(members: Sequence[Weighed], tolls: Sequence[Series]) -> frozenset[str]:
    """Ids of series all of whose numbers are parts of another of the event's numbers."""
    by_id = {item.claim.id: item for item in members}
    series_of = {claim: toll.id for toll in tolls for claim in toll.claims}
    found = set()
    for toll in tolls:
        above = {
            series_of.get(item.figure.subset_of) if item.figure.subset_of else None
            for claim in toll.claims
            if (item := by_id.get(claim)) is not None and item.claim.figure is not None
        }
        if above and None not in above and toll.id not in above:
            found.add(toll.id)
    return frozenset(found)


def _read(tolls: Iterable[Series], house: str) -> list[tuple[Series, HouseFigure]]:
    return [(toll, figure) for toll in tolls for figure in toll.houses if figure.house == house]


def _entries(figures: Iterable[HouseFigure]) -> tuple[HouseEntry, ...]:
    return tuple(sorted((entry for figure in figures for entry in figure.entries), key=lambda e: e.claim))


def _reading(figures: Sequence[HouseFigure]) -> str:
    return "all" if any(figure.reading == "all" for figure in figures) else "counted"


def _of_one_reading(read: list[tuple[Series, HouseFigure]]) -> list[tuple[Series, HouseFigure]]:
    """Series that count, where any does; the two readings are never mixed."""
    counted = [pair for pair in read if pair[1].reading == "counted"]
    return counted or read


def _acled(tolls: Sequence[Series]) -> HouseFigure:
    read = _of_one_reading(_read(tolls, acled.HOUSE))
    everybody, groups = _split(read)
    values = [figure.best for _, figure in (everybody or groups) if figure.best is not None]
    value: Number = (min(values) if everybody else sum(_disjoint(groups))) if values else 0
    figures = [figure for _, figure in read]
    return HouseFigure(acled.HOUSE, value, value, value, "", _entries(figures), _reading(figures))


def _split(
    read: list[tuple[Series, HouseFigure]],
) -> tuple[list[tuple[Series, HouseFigure]], list[tuple[Series, HouseFigure]]]:
    everybody = load().everybody
    return (
        [pair for pair in read if pair[0].subject in everybody],
        [pair for pair in read if pair[0].subject not in everybody],
    )


def _disjoint(groups: list[tuple[Series, HouseFigure]]) -> list[Number]:
    """Best numbers of groups that do not overlap: of civilians either the whole or its kinds, whichever is more."""
    civil = [pair for pair in groups if pair[0].subject in load().civilian_subjects]
    other = [figure.best for toll, figure in groups if toll.subject not in load().civilian_subjects]
    return [
        value for value in (*other, _whole_or_kinds([(t, f.best) for t, f in civil])) if value is not None
    ]


def _whole_or_kinds(values: Sequence[tuple[Series, Number | None]]) -> Number | None:
    whole = [value for toll, value in values if toll.subject == "civilians" and value is not None]
    both = [value for toll, value in values if toll.subject == "women and children" and value is not None]
    kinds = [
        value
        for toll, value in values
        if toll.subject not in ("civilians", "women and children") and value is not None
    ]
    sums = [sum(each) for each in (whole, both, kinds) if each]
    return max(sums, default=None)


def _ucdp(event: Event, tolls: Sequence[Series]) -> HouseFigure | None:
    read = _of_one_reading([pair for pair in _read(tolls, ucdp.HOUSE) if _has_number(pair[1])])
    if not read:
        return None
    by_role: dict[str, list[tuple[Series, HouseFigure]]] = {}
    for toll, figure in read:
        by_role.setdefault(_role(event, toll), []).append((toll, figure))
    known = {role: _bounds(pairs, role) for role, pairs in by_role.items() if role != "everybody"}
    total = _bounds(by_role.get("everybody", []), "everybody")
    unknown = _beyond(total, known, "everybody" in by_role)
    known["deaths_unknown"] = _sum([known.get("deaths_unknown", NOTHING), unknown])
    low, best, high = _sum(known.values())
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    figures = [figure for _, figure in read]
    return HouseFigure(
        ucdp.HOUSE,
        low,
        best,
        high,
        "",
        _entries(figures),
        _reading(figures),
        tuple((name, value, value) for name in names for value in (known.get(name, NOTHING)[1],)),
    )


def _has_number(figure: HouseFigure) -> bool:
    return any(value is not None for value in (figure.low, figure.best, figure.high))


def _role(event: Event, toll: Series) -> str:
    """Which of UCDP's columns a series belongs to; side a acts, side b is acted on."""
    rules = load()
    if toll.subject in rules.everybody:
        return "everybody"
    if toll.subject in rules.civilian_subjects:
        return "deaths_civilians"
    party = toll.subject.partition(":")[2]
    if party and party in event.agents:
        return "deaths_a"
    return "deaths_b" if party and party in event.targets else "deaths_unknown"


def _bounds(pairs: Sequence[tuple[Series, HouseFigure]], role: str) -> Bounds:
    columns: list[Number | None] = []
    for name in ("low", "best", "high"):
        values = [(toll, getattr(figure, name)) for toll, figure in pairs]
        if role == "deaths_civilians":
            columns.append(_whole_or_kinds(values))
        else:
            given = [value for _, value in values if value is not None]
            columns.append(sum(given) if given and len(given) == len(values) else None)
    return (columns[0], columns[1], columns[2])


def _beyond(total: Bounds, known: Mapping[str, Bounds], told: bool) -> Bounds:
    """What a number of people goes beyond those whose side is known; nothing where no such number is told."""
    if not told:
        return NOTHING
    sums = _sum(known.values())
    beyond = [
        None if all_ is None else max(0, all_ - (some or 0)) for all_, some in zip(total, sums, strict=True)
    ]
    return (beyond[0], beyond[1], beyond[2])


def _sum(bounds: Iterable[Bounds]) -> Bounds:
    columns = list(zip(*bounds, strict=True))
    added = [None if None in column else sum(value or 0 for value in column) for column in columns]
    return (added[0], added[1], added[2]) if added else NOTHING


def _airwars(killed: Sequence[Series], whole: Sequence[Series]) -> HouseFigure | None:
    rules = load()
    read = _of_one_reading([pair for pair in _read(killed, airwars.HOUSE) if _has_number(pair[1])])
    if not read:
        return None
    top = {toll.id for toll in whole}
    civil = [(toll, figure) for toll, figure in read if toll.subject in rules.civilian_subjects]
    widest = [pair for pair in civil if pair[0].id in top] or civil
    low = _whole_or_kinds([(toll, figure.low) for toll, figure in widest])
    high = _whole_or_kinds([(toll, figure.high) for toll, figure in widest])
    if any(figure.high is None for _, figure in widest):
        high = None
    groups = [
        (toll.subject, figure.low, figure.high)
        for toll, figure in civil
        if toll.subject in rules.airwars_groups
    ]
    fighters = [figure for toll, figure in read if toll.subject not in rules.civilian_subjects]
    if fighters:
        lows, highs = [f.low for f in fighters], [f.high for f in fighters]
        groups.append(("militants", _total(lows), _total(highs)))
    figures = [figure for _, figure in read]
    return HouseFigure(
        airwars.HOUSE, low, None, high, "", _entries(figures), _reading(figures), tuple(groups)
    )


def _total(values: Sequence[Number | None]) -> Number | None:
    given = [value for value in values if value is not None]
    return sum(given) if given and len(given) == len(values) else None
