"""acled.csv: events in the 31 columns of ACLED, one row an event and day reported, ours after theirs.

Rules: ACLED codebook. One row is one event type, pair of parties, place and day; days are never imputed; an event of
which only the country is told is not recorded; fatalities are the lowest figure, 0 where none is told; all names of
parties are kept, "terrorist" is no type. Only categories and rules are ACLED's, none of its data is here.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.acled_columns import acled_columns
from sitrep.export.deaths import killed, of_house
from sitrep.export.delimited import write_table
from sitrep.export.event_rows import EventRow, event_rows
from sitrep.export.material import UNREVIEWED, Material, Source, Written
from sitrep.export.notes import note
from sitrep.export.parties import CIVILIANS, PartyCode, code, is_armed, is_civilian
from sitrep.model import wording
from sitrep.model.mention import Number, PartyMention

LIST = "; "
STRATEGIC = frozenset({"Strategic developments", "Protests", "Riots"})
"""Event types in which a side that nobody names is no armed group."""
OWN_COLUMNS: dict[str, str] = {
    "claims": "Claims of the reading that the row rests on.",
    "unreviewed": "True where no claim on the event counts yet: the row rests on claims that nobody reviewed.",
    "event": "Identity of the event in the record; rows of one event on several days share it.",
    "roots": "Independent origins.",
    "grade": "Proposed grade, empty where none was computed.",
    "acled_rule": "Rule of the codebook file that gave the sub-event type.",
    "fatalities_rule": "What the fatalities rest on: acled (the record's figure by ACLED's rules), not_stated (0), "
    "split (over days), unknown (the record has no figure under ACLED's rules: empty).",
    "view": "public or restricted.",
}
"""Columns of ours, after ACLED's."""


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write events and deals that ACLED codes.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    left_out: Counter[str] = Counter()
    columns = [*acled_columns().names, *OWN_COLUMNS]
    count = write_table(columns, _rows(material, left_out), out, excel=excel)
    return Written(count, "event days", dict(left_out))


def _rows(material: Material, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    for row in event_rows(material):
        reason = _reason(row)
        if reason:
            left_out[reason] += 1
            continue
        days = reported_days(row)
        fatalities, rule = _fatalities(row)
        shares = split(fatalities, len(days))
        for number, ((day, precision), share) in enumerate(zip(days, shares, strict=True), 1):
            yield {
                **_event(row, day, precision, number),
                **_actors(row),
                **_place(row),
                **_sources(row),
                "notes": note(row, day),
                "fatalities": share,
                "tags": "",
                "claims": LIST.join(claim.id for claim in row.claims),
                "unreviewed": row.reading == UNREVIEWED,
                "event": row.id,
                "roots": LIST.join(wording.root(root) for root in row.roots),
                "grade": row.grade.value if row.grade else "",
                "acled_rule": row.sub_event.rule,
                "fatalities_rule": "split" if len(days) > 1 and rule == "acled" else rule,
                "view": material.level.value,
            }


def _reason(row: EventRow) -> str:
    if not row.sub_event.sub_event_type:
        return "no_code"
    if row.start is None:
        return "no_date"
    if not reported_days(row):
        return "date_too_coarse"
    if row.where.lat is None:
        return "no_place"
    return "country_only" if row.where.acled_prec is None else ""


def reported_days(row: EventRow) -> list[tuple[date, int]]:
    """The days of an event that reports give, each with ACLED's time precision (1 day, 2 week, 3 month).

    Where claims give the event's own interval it is one event on ACLED's day of it; else (a campaign) each day that a
    claim gives to the day, never a day between two.
    """
    coded = [
        (each.acled_date, each.acled_prec, each) for each in row.times if each.acled_date and each.acled_prec
    ]
    exact = [(day, prec) for day, prec, each in coded if (each.start, each.end) == (row.start, row.end)]
    if exact:
        return [min(exact, key=lambda pair: (pair[1], pair[0]))]
    days = sorted({day for day, prec, _ in coded if prec == 1})
    if days:
        return [(day, 1) for day in days]
    return (
        [min(((day, prec) for day, prec, _ in coded), key=lambda pair: (pair[1], pair[0]))] if coded else []
    )


def _fatalities(row: EventRow) -> tuple[Number | None, str]:
    if not killed(row.tolls):
        return 0, "not_stated"
    whole = of_house(row.houses, "acled")
    return (None, "unknown") if whole is None else (whole.best, "acled")


def split(total: Number | None, days: int) -> list[Number | None]:
    """A total over the days of an event, equally; what remains goes to the first (ACLED codebook, fatalities)."""
    if total is None:
        return [None] * days
    share, rest = divmod(int(total), days)
    return [share + rest, *([share] * (days - 1))]


def _event(row: EventRow, day: date, precision: int, number: int) -> dict[str, Any]:
    codes = row.where.codes
    newest = max((source.published for source in row.sources if source.published), default="")
    return {
        "event_id_cnty": f"{codes.iso3 if codes else ''}{row.id}" + (f"-{number}" if number > 1 else ""),
        "event_date": day,
        "year": day.year,
        "time_precision": precision,
        "disorder_type": acled_categories().disorder_type(row.sub_event.sub_event_type),
        "event_type": row.sub_event.event_type,
        "sub_event_type": row.sub_event.sub_event_type,
        "timestamp": _timestamp(newest),
    }


def _timestamp(published: str) -> int | None:
    if not published:
        return None
    if len(published) == len("2017-10-15"):
        return int(datetime.combine(date.fromisoformat(published), time(), UTC).timestamp())
    return int(datetime.fromisoformat(published).timestamp())


def _actors(row: EventRow) -> dict[str, Any]:
    book = acled_categories()
    first, second = _sides(row)
    one, other = (side[0].inter if side else 0 for side in (first, second))
    targets = {party.inter for party in second}
    return {
        "actor1": first[0].name if first else "",
        "assoc_actor_1": LIST.join(party.name for party in first[1:]),
        "inter1": book.inter.get(one, ""),
        "actor2": second[0].name if second else "",
        "assoc_actor_2": LIST.join(party.name for party in second[1:]),
        "inter2": book.inter.get(other, ""),
        "interaction": book.interaction_text(one, other),
        "civilian_targeting": book.civilian_targeting
        if book.targets_civilians(row.sub_event.sub_event_type, targets)
        else "",
    }


def _sides(row: EventRow) -> tuple[list[PartyCode], list[PartyCode]]:
    """The actors of both sides, the first of each in front. Things and authorities that are hit are no actors."""
    book, codes, country = acled_categories(), row.where.codes, row.where.country
    first = [code(mention, codes) for mention in row.agents if mention.kind != "thing"]
    if row.deal:
        return first[:1], first[1:]
    names = {party.name for party in first}
    second = [
        code(mention, codes) for mention in row.targets if is_armed(mention) and mention.name not in names
    ]
    if any(is_civilian(mention) for mention in row.targets):
        second.append(PartyCode(book.crowd("civilians", country), CIVILIANS, sector="CVL", kind="civilians"))
    if not first and row.sub_event.event_type not in STRATEGIC:
        name, inter = book.unidentified(country)
        first = [PartyCode(name, inter, sector="UAF")]
    return first, second


def _place(row: EventRow) -> dict[str, Any]:
    where, codes = row.where, row.where.codes
    return {
        "iso": codes.iso_numeric if codes else None,
        "region": codes.acled_region if codes else "",
        "country": where.country,
        "admin1": where.area,
        "admin2": where.gazetteer_name if where.kind == "adm2" else "",
        "admin3": "",
        "location": where.gazetteer_name or where.name,
        "latitude": None if where.lat is None else f"{where.lat:.4f}",
        "longitude": None if where.lon is None else f"{where.lon:.4f}",
        "geo_precision": where.acled_prec,
    }


def _sources(row: EventRow) -> dict[str, Any]:
    publishers = dict.fromkeys(source.publisher for source in row.sources if source.publisher)
    return {"source": LIST.join(publishers), "source_scale": source_scale(row.sources, row)}


def source_scale(sources: tuple[Source, ...], row: EventRow) -> str:
    """ACLED's scale of the sources: National at home, International elsewhere and for agencies; empty where unknown.

    Several scales are joined by "-", as ACLED joins them.
    """
    codes = row.where.codes
    scales = set()
    for source in sources:
        party = code(_outlet(source.publisher), codes)
        if party.kind == "agency" or (party.home and codes and party.home != codes.iso3):
            scales.add("International")
        elif party.home and codes:
            scales.add("National")
    return "-".join(scale for scale in acled_categories().source_scales if scale in scales)


def _outlet(name: str) -> PartyMention:
    return PartyMention(None, name, name, "", "outlet", True, False, False, None, "", "")
