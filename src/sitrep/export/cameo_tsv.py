"""cameo.tsv: coded events in the 58 columns of GDELT 1.0, tab-separated, with a header, ours after theirs.

Empty is what sitrep does not know or has no table for: Goldstein's scale, tone, FIPS codes, ethnic and religious codes.
Source: GDELT data format codebook 1.03; CAMEO codebook 1.1b3.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sitrep.codebook.cameo import cameo
from sitrep.codebook.party_codes import party_codes
from sitrep.export.coded_events import CodedEvent, coded_events
from sitrep.export.delimited import write_table
from sitrep.export.event_rows import Where
from sitrep.export.material import UNREVIEWED, Material, Written
from sitrep.export.parties import PartyCode, code
from sitrep.model import wording

LIST = "; "
_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
          "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GDELT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The columns of a GDELT 1.0 event file, in order."""
OWN_COLUMNS: dict[str, str] = {
    "end_date": "Last day, ISO 8601.",
    "actors": "All parties that act; GDELT's columns hold the first.",
    "targets": "All parties acted upon.",
    "country": "ISO 3166 alpha-3 code of the country of the action (GDELT's own column wants FIPS codes).",
    "area": "First-order area of the action, by name.",
    "where_prec": "UCDP's where_prec of the action's point: from 3 on it stands for an area.",
    "geonameid": "GeoNames id of the action's place.",
    "modality": "actual, planned, demanded, possible or negated.",
    "roots": "Independent origins.",
    "claims": "All claims on it.",
    "unreviewed": "True where none of them counts yet.",
    "view": "public or restricted.",
}
"""Columns of ours, after GDELT's."""
_GEO_TYPES = {"country": 1, "adm1": 5, "adm2": 5, "region": 5, "town": 4}


def write(material: Material, out: Path) -> Written:
    """Write everything that has a CAMEO code and a day.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    left_out: Counter[str] = Counter()
    columns = [*GDELT_COLUMNS, *OWN_COLUMNS]
    count = write_table(columns, _rows(material, left_out), out, delimiter="\t")
    return Written(count, "coded events", dict(left_out))


def _rows(material: Material, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    for coded in coded_events(material, left_out):
        if not coded.codes.cameo:
            left_out["no_code"] += 1
        elif coded.row.start is None:
            left_out["no_date"] += 1
        else:
            yield {key: _one_line(value) for key, value in _row(coded, coded.row.start, material).items()}


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _row(coded: CodedEvent, start: date, material: Material) -> dict[str, Any]:
    row, where = coded.row, coded.row.where
    first, second = (
        _first([code(mention, where.codes) for mention in side]) for side in (row.agents, row.targets)
    )
    added = [source.day for source in row.sources if source.day]
    return {
        "GLOBALEVENTID": row.number,
        **_days(start),
        **_actor("Actor1", first),
        **_actor("Actor2", second),
        **_codes(coded.codes.cameo),
        "NumMentions": len(row.claims),
        "NumSources": len({source.publisher for source in row.sources}),
        "NumArticles": len(row.sources),
        **_geo(where),
        "DATEADDED": int(min(added).replace("-", "")) if added else None,
        "SOURCEURL": next((source.url for source in row.sources if source.url), ""),
        "end_date": row.end,
        "actors": LIST.join(mention.name for mention in row.agents),
        "targets": LIST.join(mention.name for mention in row.targets),
        "country": where.codes.iso3 if where.codes else "",
        "area": where.area,
        "where_prec": where.precision or None,
        "geonameid": where.geonameid,
        "modality": coded.lead.modality,
        "roots": LIST.join(wording.root(root) for root in row.roots),
        "claims": LIST.join(row.told),
        "unreviewed": row.reading == UNREVIEWED,
        "view": material.level.value,
    }


def _first(parties: list[PartyCode]) -> PartyCode | None:
    return next((party for party in parties if party.cameo), parties[0] if parties else None)


def _days(start: date) -> dict[str, Any]:
    return {
        "SQLDATE": int(f"{start:%Y%m%d}"),
        "MonthYear": int(f"{start:%Y%m}"),
        "Year": start.year,
        "FractionDate": round(
            start.year + (start.month * 30 + start.day) / 365, 4
        ),  # as GDELT's codebook computes it
    }


def _actor(name: str, party: PartyCode | None) -> dict[str, Any]:
    if party is None:
        return {}
    role = party_codes().cameo_roles.get(party.sector, "") if party.cameo != party.home else "GOV"
    return {
        f"{name}Code": party.cameo,
        f"{name}Name": party.name.upper(),
        f"{name}CountryCode": party.home,
        f"{name}Type1Code": role,
    }


def _codes(number: str) -> dict[str, Any]:
    book = cameo()
    return {
        "EventCode": number,
        "EventBaseCode": book.base(number),
        "EventRootCode": book.root(number),
        "QuadClass": book.quad(number),
    }


def _geo(where: Where) -> dict[str, Any]:
    if not where.name:
        return {}
    parts = dict.fromkeys(filter(None, (where.gazetteer_name or where.name, where.area, where.country)))
    return {
        "ActionGeo_Type": _GEO_TYPES.get(where.kind),
        "ActionGeo_FullName": ", ".join(parts),
        "ActionGeo_Lat": where.lat,
        "ActionGeo_Long": where.lon,
    }
