"""Deaths of one event over all subjects, as houses of events write them in one row.

Sources: ACLED Codebook (fatalities of all sides together, 0 where reports are silent), UCDP GED Codebook 19.1 (best = deaths_a +
deaths_b + deaths_civilians + deaths_unknown), Airwars methodology (civilians by men, women and children; militants apart).
"""

from collections.abc import Iterable, Mapping, Sequence

from sitrep.codebook.houses import load
from sitrep.codebook.tolls import Bounds, parts_of, parts_of_others, tally
from sitrep.model.claim import Claim
from sitrep.model.mention import Number
from sitrep.model.record import HouseEntry, HouseFigure, Series
from sitrep.reconcile.houses import acled, airwars, ucdp

_KILLED = "killed"
_Read = list[tuple[Series, HouseFigure]]


def deaths(claims: Mapping[str, Claim], tolls: Sequence[Series]) -> tuple[HouseFigure, ...]:
    """An event's deaths under ACLED's, UCDP's and Airwars's rules.

    A number that is a part of another ("12 people, including 3 children") is not added to it. A number of people, of whatever
    status, holds the others: only what it goes beyond them is of unknown status. ACLED always has a number; UCDP and Airwars have
    none where no report speaks of deaths.

    Args:
        claims: Id → claim, of the event.
        tolls: Its series.
    """
    killed = [toll for toll in tolls if toll.metric == _KILLED]
    parts = parts_of_others(claims, killed)
    whole = [toll for toll in killed if toll.id not in parts]
    found = [_acled(whole), _ucdp(whole), _airwars(killed, whole)]
    return tuple(figure for figure in found if figure is not None)


def _read(tolls: Iterable[Series], house: str) -> _Read:
    return [(toll, figure) for toll in tolls for figure in toll.houses if figure.house == house]


def _entries(read: _Read) -> tuple[HouseEntry, ...]:
    return tuple(sorted((entry for _, figure in read for entry in figure.entries), key=lambda e: e.claim))


def _reading(read: _Read) -> str:
    return "all" if any(figure.reading == "all" for _, figure in read) else "counted"


def _of_one_reading(read: _Read) -> _Read:
    """Series that count, where any does; the two readings are never mixed."""
    counted = [pair for pair in read if pair[1].reading == "counted"]
    return counted or read


def _has_number(figure: HouseFigure) -> bool:
    return any(value is not None for value in (figure.low, figure.best, figure.high))


def _by_subject(read: _Read) -> dict[str, Bounds]:
    return {toll.subject: Bounds(figure.low, figure.best, figure.high) for toll, figure in read}


def _acled(tolls: Sequence[Series]) -> HouseFigure:
    """One number: of all people where it is told, else of the classes together; 0 where reports are silent."""
    read = _of_one_reading(_read(tolls, acled.HOUSE))
    everybody = [f.best for toll, f in read if toll.subject in load().everybody and f.best is not None]
    value: Number = min(everybody) if everybody else tally(_by_subject(read)).total.best or 0
    return HouseFigure(acled.HOUSE, value, value, value, "", _entries(read), _reading(read))


def _ucdp(tolls: Sequence[Series]) -> HouseFigure | None:
    """Three bounds, with the best number of each party's dead, of civilians and of the others as parts.

    Which party is side A is the coder's, or the export's, to say: the record keeps the dead of each.
    """
    read = _of_one_reading([pair for pair in _read(tolls, ucdp.HOUSE) if _has_number(pair[1])])
    if not read:
        return None
    told = tally(_by_subject(read))
    parts = parts_of(told)
    total = told.total
    if total.best is not None and None not in parts.values():
        total = Bounds(total.low, sum(value or 0 for value in parts.values()), total.high)
    return HouseFigure(
        ucdp.HOUSE, total.low, total.best, total.high, "", _entries(read), _reading(read),
        tuple((name, value, value) for name, value in parts.items()),
    )  # fmt: skip


def _airwars(killed: Sequence[Series], whole: Sequence[Series]) -> HouseFigure | None:
    """Minimum and maximum of civilians, with women, men, children and militants as parts; never one number."""
    rules = load()
    read = _of_one_reading([pair for pair in _read(killed, airwars.HOUSE) if _has_number(pair[1])])
    if not read:
        return None
    top = {toll.id for toll in whole}
    civil = [pair for pair in read if pair[0].subject in rules.civilian_subjects]
    widest = [pair for pair in civil if pair[0].id in top] or civil
    told = tally(_by_subject(widest)).civilians
    groups = [
        (toll.subject, figure.low, figure.high)
        for toll, figure in civil
        if toll.subject in rules.airwars_groups
    ]
    if fighters := [pair for pair in read if pair[0].subject not in rules.civilian_subjects]:
        militants = tally(_by_subject(fighters)).total
        groups.append(("militants", militants.low, militants.high))
    return HouseFigure(
        airwars.HOUSE, told.low, None, told.high, "", _entries(read), _reading(read), tuple(groups)
    )
