"""ucdp.csv: lethal events in the columns of UCDP GED, ours after theirs.

Rules: UCDP GED codebook. An event has at least one death in its highest figure; best is the sum of the dead of side A,
side B, civilians and unknown; a death that is only claimed is best 0 with high above 0; a total over several events has
event_clarity 2 and is written less the events that it holds. Low is never above best, nor best above high: where UCDP's
own table has such rows they come from subtracting, which is not repeated here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from pathlib import Path
from typing import Any

from sitrep.codebook import houses
from sitrep.codebook.party_codes import UcdpSide, party_codes
from sitrep.codebook.tolls import Bounds, parts_of, tally
from sitrep.codebook.ucdp import ucdp
from sitrep.export.deaths import bounds_of, by_house, by_reading, killed, of_house
from sitrep.export.delimited import write_table
from sitrep.export.event_rows import EventRow, Where, event_rows, place_of, sources_of
from sitrep.export.houses_time import UcdpTime, ucdp_days, ucdp_time
from sitrep.export.material import COUNTED, UNREVIEWED, Material, Source, Written
from sitrep.export.parties import STATE_KINDS, is_armed, is_civilian, known
from sitrep.model import wording
from sitrep.model.claim import digest
from sitrep.model.mention import Number, PartyMention
from sitrep.model.record import HouseFigure, Series

LIST = "; "
ONE_SIDED_TYPES = frozenset({"attack", "execute", "kill", "abuse", "abduct"})
"""Frame types in which civilians who are named as targets were meant; a shell or bomb that hits them may be collateral."""
ONE_SIDED = 3
"""type_of_violence: an organised actor kills civilians."""
EVENT, TOTAL = 1, 2
"""event_clarity: an event told as such; a total or summary over several."""
OWN_COLUMNS: dict[str, str] = {
    "event": "Identity in the record, as text: of an event, or of the series that a total is.",
    "claims": "Claims that the row rests on.",
    "unreviewed": "True where none of its claims counts yet.",
    "coding_note": "What the coder has to decide: no organised actor named, sides unclear, figures missing.",
    "high_open": "True where reports say more than `high`, or give no highest number: `high` is then the highest told.",
    "roots": "Independent origins.",
    "view": "public or restricted.",
}
"""Columns of ours, after UCDP's."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who fights whom, side A and B; type of violence (None: the coder's), and what is unclear."""

    a: tuple[PartyMention, ...]
    b: tuple[PartyMention, ...]
    type: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Killing:
    """One row to be: an event's own dead, or a total over several."""

    id: str
    clarity: int
    start: date
    end: date
    prec: int | None
    where: Where
    sides: Sides
    figures: Mapping[str, Series]
    claims: tuple[str, ...]
    unreviewed: bool
    roots: tuple[str, ...]
    sources: tuple[Source, ...]
    house: HouseFigure | None = None
    """All its dead under UCDP's rules, where the record has them together."""


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write lethal events, then totals over several.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    left_out: Counter[str] = Counter()
    rows = (_row(killing, material) for killing in _killings(material, left_out))
    count = write_table([*ucdp().names, *OWN_COLUMNS], rows, out, excel=excel)
    return Written(count, "lethal events", dict(left_out))


def _killings(material: Material, left_out: Counter[str]) -> Iterator[Killing]:
    for row in event_rows(material):
        made = None if row.deal else _event(row)
        if isinstance(made, Killing):
            yield made
        else:
            left_out[made or "not_lethal"] += 1
    yield from _totals(material, left_out)


def _event(row: EventRow) -> Killing | str:
    figures = killed(row.tolls)
    if not _lethal(figures.values()):
        return "not_lethal"
    days = _days(row)
    if days is None:
        return "no_date"
    if row.where.lat is None:
        return "no_place"
    claims = tuple(claim.id for claim in row.claims)
    house = of_house(row.houses, "ucdp")
    return Killing(
        id=row.id, clarity=EVENT, start=days.start, end=days.end, prec=days.precision, where=row.where,
        sides=_as_its_dead_allow(sides(row), house),
        figures=figures, claims=claims, unreviewed=row.reading == UNREVIEWED, roots=row.roots, sources=row.sources,
        house=house,
    )  # fmt: skip


def _as_its_dead_allow(found: Sides, house: HouseFigure | None) -> Sides:
    """One-sided violence has no dead of its sides (GED codebook, deaths_a and deaths_b): where fighters died the type is open."""
    fighters = (
        [name for name, low, _ in house.parts if name.startswith("combatants:") and low != 0] if house else []
    )
    if found.type != ONE_SIDED or not fighters:
        return found
    return replace(found, type=None, note="fighters died too: one-sided violence, or a fight")


def _days(row: EventRow) -> UcdpTime | None:
    """UCDP's days of an event: of the claim that gives its days, else by the days alone; undated, three before the report."""
    telling = [claim for claim in row.claims if (claim.time.start, claim.time.end) == (row.start, row.end)]
    found = [
        days
        for claim in telling
        if (
            days := ucdp_time(
                claim.time, date.fromisoformat(claim.published[:10]) if claim.published else None
            )
        )
    ]
    if found:
        return min(found, key=lambda days: (days.precision, days.start))
    return ucdp_days(row.start, row.end) if row.start and row.end else None


def _lethal(figures: Iterable[Series]) -> bool:
    """Whether any number of dead is told, or that people died, without a number."""
    return any(
        (bounds := by_reading(series)).known and (bounds.high or bounds.best or bounds.low)
        for series in figures
    )


def _totals(material: Material, left_out: Counter[str]) -> Iterator[Killing]:
    """Cumulative tolls: those of one place and first day are one row, so that no class of people is in two."""
    groups: dict[tuple[str, date], list[Series]] = {}
    for series in material.situation.series:
        if series.measure == "cumulative" and series.metric == "killed" and _lethal([series]):
            if series.since is None or series.as_of is None:
                left_out["no_date"] += 1
            else:
                groups.setdefault((series.place, series.since), []).append(series)
    for (place, since), members in groups.items():
        claims = [
            material.situation.claims[claim]
            for series in members
            for claim in series.claims
            if claim in material.situation.claims and claim not in dict(series.beside)
        ]
        where = place_of(material, claims, place)
        if where.lat is None:
            left_out["no_place"] += 1
            continue
        end = max(series.as_of for series in members if series.as_of is not None)
        days = ucdp_days(since, end)
        yield Killing(
            id=digest("total", *sorted(series.id for series in members)), clarity=TOTAL, start=since, end=end,
            prec=days.precision if days else None, where=where,
            sides=Sides((), (), None, "a total over several events: sides as the coder decides"),
            figures={series.subject: series for series in members}, claims=tuple(claim.id for claim in claims),
            unreviewed=not any(series.counted for series in members),
            roots=tuple(dict.fromkeys(voice.root for series in members for voice in series.voices)),
            sources=sources_of(material, claims),
        )  # fmt: skip


def sides(row: EventRow) -> Sides:
    """The sides of an event and its type of violence: 1 a state fights, 2 none does, 3 civilians were the target.

    A state is side A. Where bombs or shells hit civilians and no enemy is told, nothing says whom they were meant for:
    the type stays empty, for the coder.
    """
    one = tuple(mention for mention in row.agents if is_armed(mention))
    names = {mention.name for mention in one}
    other = tuple(mention for mention in row.targets if is_armed(mention) and mention.name not in names)
    if not other and "clash" in row.types and len(one) > 1:
        one, other = one[:1], one[1:]
    if not one and not other:
        return Sides((), (), None, "no organised actor is named")
    if one and other:
        if not any(map(_is_state, one)) and any(map(_is_state, other)):
            one, other = other, one
        state_a, state_b = any(map(_is_state, one)), any(map(_is_state, other))
        type_ = ucdp().type_of_violence(state_in_a=state_a, state_in_b=state_b, one_sided=False)
        return Sides(one, other, type_, "")
    if one and any(is_civilian(mention) for mention in row.targets):
        if ONE_SIDED_TYPES >= set(row.types):
            return Sides(one, (), 3, "")
        return Sides(one, (), None, "no enemy is named: one-sided, or civilians hit in a fight")
    return Sides(one or other, (), None, "one side only is named")


def _is_state(mention: PartyMention) -> bool:
    party = known(mention)
    return (party.kind if party else mention.kind) in STATE_KINDS


def side_of(mention: PartyMention) -> UcdpSide:
    """A party as UCDP writes a side: the forces of a state are its government ("Government of Syria")."""
    party = known(mention)
    return UcdpSide(mention.name, None, None) if party is None else party_codes().ucdp_side(party)


def _row(killing: Killing, material: Material) -> dict[str, Any]:
    return {
        **_identity(killing),
        **_violence(killing),
        **_sources(killing),
        **_place(killing.where),
        **_figures(killing),
        "event": killing.id,
        "claims": LIST.join(dict.fromkeys(killing.claims)),
        "unreviewed": killing.unreviewed,
        "roots": LIST.join(wording.root(root) for root in killing.roots),
        "view": material.level.value,
    }


def _identity(killing: Killing) -> dict[str, Any]:
    return {
        "id": int(killing.id[:13], 16),
        "relid": killing.id,
        "year": killing.start.year,
        "event_clarity": killing.clarity,
        "date_prec": killing.prec,
        "date_start": killing.start,
        "date_end": killing.end,
    }


def _violence(killing: Killing) -> dict[str, Any]:
    found = killing.sides
    side_a, side_b = (_distinct(side) for side in (found.a, found.b))
    names_a, names_b = ([side.name for side in sides] for sides in (side_a, side_b))
    if found.type == ONE_SIDED:
        names_b = [ucdp().naming.civilians]
    joint = ucdp().naming.joint
    return {
        "type_of_violence": found.type,
        "side_a": joint.join(names_a),
        "side_a_new_id": side_a[0].id if len(side_a) == 1 else None,
        "side_b": joint.join(names_b),
        "side_b_new_id": side_b[0].id if len(side_b) == 1 else None,
        "dyad_name": ucdp().dyad(names_a, names_b) if names_a and names_b else "",
        "gwnoa": side_a[0].gwno if len(side_a) == 1 else None,
        "gwnob": side_b[0].gwno if len(side_b) == 1 else None,
        "coding_note": found.note,
    }


def _distinct(mentions: Iterable[PartyMention]) -> list[UcdpSide]:
    """The sides of mentions, each once, in the order of the alphabet: order of telling makes no other dyad."""
    return sorted({side.name: side for side in map(side_of, mentions)}.values(), key=lambda side: side.name)


def _sources(killing: Killing) -> dict[str, Any]:
    """One article for each story: a reprint is no further source."""
    first: dict[str, Source] = {}
    for source in killing.sources:
        first.setdefault(source.story or source.id, source)
    articles = list(first.values())
    joint = ucdp().separator
    return {
        "number_of_sources": len(articles),
        "source_article": joint.join(
            '"' + ",".join(_flat(part) for part in (each.publisher, each.day, each.title)) + '"'
            for each in articles
        ),
        "source_office": joint.join(_flat(each.publisher) for each in articles),
        "source_date": joint.join(each.day for each in articles),
        "source_headline": joint.join(_flat(each.title) for each in articles),
        "source_original": joint.join(_flat(wording.root(root)) for root in killing.roots),
    }


def _flat(text: str) -> str:
    """Text without the marks that part values and articles."""
    return text.replace(";", ",").replace('"', "'")


def _place(where: Where) -> dict[str, Any]:
    codes = where.codes
    gwno = codes.gwno if codes else None
    known = where.lat is not None and where.lon is not None
    return {
        "where_prec": where.precision or None,
        "where_coordinates": where.gazetteer_name or where.name,
        "where_description": where.name,
        "adm_1": where.area,
        "adm_2": where.gazetteer_name if where.kind == "adm2" else "",
        "latitude": where.lat,
        "longitude": where.lon,
        "geom_wkt": f"POINT ({where.lon} {where.lat})" if known else "",
        "priogrid_gid": None if where.lat is None or where.lon is None else priogrid(where.lat, where.lon),
        "country": codes.ucdp_name if codes else where.country,
        "country_id": gwno,
        "region": ucdp().region(gwno) if gwno is not None else "",
    }


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half a degree wide, 720 a row, numbered from 1 at the south-western corner."""
    row = min(floor((lat + 90.0) / 0.5), 359)
    column = min(floor((lon + 180.0) / 0.5), 719)
    return row * 720 + column + 1


def _figures(killing: Killing) -> dict[str, Any]:
    """Numbers of deaths under UCDP's rules. Where a class has no best number, best stays empty, for the coder."""
    parts, total = _by_house(killing)
    if not total.known:
        return _noted(killing, "the record has no figures under UCDP's rules")
    counts = _by_side(parts, killing.sides)
    reported = [series.counted or series.all for series in killing.figures.values()]
    row: dict[str, Any] = {**counts, "high_open": any(each.high_open for each in reported if each)}
    stated = {column: count for column, count in counts.items() if count is not None}
    if len(stated) < len(counts):
        open_ = {"best": None, "low": _whole(total.low), "high": _whole(total.high)}
        return {
            **row,
            **open_,
            **_noted(killing, "no report gives one number: best is the coder's to choose"),
        }
    best = ucdp().best(stated)
    low = best if total.low is None else min(int(total.low), best)
    high = best if total.high is None else max(int(total.high), best)
    return {**row, "best": best, "low": low, "high": high, **_noted(killing, _choice(killing))}


def _by_house(killing: Killing) -> tuple[Mapping[str, Number | None], Bounds]:
    """The best numbers by class with the bounds of all of them: an event's from the record, a total's of its series."""
    house = killing.house
    if house is not None:
        return {name: low for name, low, _ in house.parts}, bounds_of(house)
    told = tally({subject: by_house(series, "ucdp") for subject, series in killing.figures.items()})
    return parts_of(told), told.total


def _by_side(parts: Mapping[str, Number | None], found: Sides) -> dict[str, int | None]:
    """UCDP's four columns: the dead of side A, of side B, civilians, and others; None where a part has no best number."""
    names = [
        {mention.name for mention in side} | {side_of(mention).name for mention in side}
        for side in (found.a, found.b)
    ]
    columns: dict[str, int | None] = dict.fromkeys(ucdp().best_is_sum_of, 0)
    a, b, civilians, unknown = columns
    for name, number in parts.items():
        party = name.partition(":")[2]
        column = civilians if name == "civilians" else a if party in names[0] else unknown
        column = b if party in names[1] else column
        before = columns[column]
        columns[column] = None if before is None or number is None else before + int(number)
    return columns


def _choice(killing: Killing) -> str:
    """Why best is what it is, where sources differ."""
    figures = [of_house(series.houses, "ucdp") for series in killing.figures.values()]
    if killing.house is not None:
        figures = [killing.house]
    words = houses.load().reasons
    reasons = [entry.reason for each in figures if each for entry in each.entries if "best" in entry.role]
    return "; ".join(words[reason] for reason in sorted(set(reasons)) if reason.startswith("best_"))


def _noted(killing: Killing, note: str) -> dict[str, Any]:
    return {"coding_note": "; ".join(filter(None, (killing.sides.note, note)))}


def _whole(value: Number | None) -> int | None:
    return None if value is None else int(value)


__all__ = ["COUNTED", "OWN_COLUMNS", "priogrid", "sides", "write"]
