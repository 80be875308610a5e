"""The record → files: one format a file. Writers take `Material`, the record as one view shows it, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from sitrep.export import (
    acled_csv,
    cameo_tsv,
    claimreview_jsonld,
    claims_csv,
    claims_jsonl,
    claims_parquet,
    claims_xlsx,
    events_csv,
    events_geojson,
    events_gpkg,
    ftm_json,
    hxl_csv,
    idmc_csv,
    plover_jsonl,
    ucdp_csv,
)
from sitrep.export.material import LEFT_OUT, Material, Source, Written


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Attributes:
        write: Writes `Material` to a path; text tables take `excel` as well.
        title: What the file is, in a line.
        excel: Whether it is a CSV table that can start with a byte order mark.
        extra: Optional dependencies that it needs, as the name of the extra; empty where none.
    """

    write: Callable[..., Written]
    title: str
    excel: bool = False
    extra: str = ""


EXPORTERS: dict[str, Exporter] = {
    "claims.csv": Exporter(claims_csv.write, "Every claim, one a row, for spreadsheets.", excel=True),
    "claims.xlsx": Exporter(
        claims_xlsx.write, "Every claim as an Excel workbook with typed cells.", extra="tables"
    ),
    "claims.jsonl": Exporter(claims_jsonl.write, "Every claim, nothing lost, one JSON object a line."),
    "claims.parquet": Exporter(
        claims_parquet.write, "Every claim with typed columns, for data frames.", extra="tables"
    ),
    "events.csv": Exporter(
        events_csv.write, "Every event and deal with its dead and injured, one a row.", excel=True
    ),
    "acled.csv": Exporter(acled_csv.write, "Events in ACLED's 31 columns, one row an event day.", excel=True),
    "ucdp.csv": Exporter(ucdp_csv.write, "Lethal events in UCDP GED's 49 columns.", excel=True),
    "idmc.csv": Exporter(idmc_csv.write, "Figures of displacement in IDMC's terms.", excel=True),
    "cameo.tsv": Exporter(cameo_tsv.write, "Coded events in GDELT 1.0's 58 columns (CAMEO)."),
    "plover.jsonl": Exporter(plover_jsonl.write, "Coded events in PLOVER's shape, one JSON object a line."),
    "events.geojson": Exporter(events_geojson.write, "Events on a map, points and areas (RFC 7946)."),
    "events.gpkg": Exporter(events_gpkg.write, "Events as a GeoPackage for GIS.", extra="geo"),
    "hxl.csv": Exporter(hxl_csv.write, "Events, figures and access with HXL hashtags.", excel=True),
    "ftm.json": Exporter(ftm_json.write, "FollowTheMoney entities, one a line."),
    "claimreview.jsonld": Exporter(
        claimreview_jsonld.write, "ClaimReview of every story's sentences, without ratings."
    ),
}
"""Format name → how it is written."""

__all__ = ["EXPORTERS", "LEFT_OUT", "Exporter", "Material", "Source", "Written"]
