"""The generated parts of `docs/reference/exports.md`: every format with every column, as the code has them."""

from collections.abc import Callable, Iterable, Mapping

from sitrep.export import (
    EXPORTERS,
    LEFT_OUT,
    acled_csv,
    cameo_tsv,
    comparison,
    idmc_csv,
    plover_jsonl,
    ucdp_csv,
)
from sitrep.export.claim_cells import CLAIM_TYPES
from sitrep.export.events_csv import EVENT_COLUMNS
from sitrep.ingest.ucdp import ROW_REASONS


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def formats() -> str:
    """Every format with what it is and what it needs."""
    rows = [
        (
            f"`{name}`",
            exporter.title,
            "yes" if exporter.excel else "",
            f"`sitrep[{exporter.extra}]`" if exporter.extra else "",
        )
        for name, exporter in EXPORTERS.items()
    ]
    return table(("format", "what it is", "`--excel`", "needs"), rows)


def _words(columns: Mapping[str, str]) -> str:
    return table(("column", "meaning"), [(f"`{name}`", text) for name, text in columns.items()])


def gdelt() -> str:
    """GDELT's columns in order, then ours."""
    theirs = ", ".join(f"`{name}`" for name in cameo_tsv.GDELT_COLUMNS)
    return f"{theirs}.\n\nThen ours:\n\n{_words(cameo_tsv.OWN_COLUMNS)}"


def claim_types() -> str:
    """Columns of claims by type."""
    kinds = dict.fromkeys(CLAIM_TYPES.values())
    rows = [
        (kind, ", ".join(f"`{name}`" for name, each in CLAIM_TYPES.items() if each == kind)) for kind in kinds
    ]
    return table(("type", "columns"), rows)


EXPORT_PARTS: Mapping[str, Callable[[], str]] = {
    "formats": formats,
    "claim-types": claim_types,
    "event-columns": lambda: _words(EVENT_COLUMNS),
    "acled-own": lambda: _words(acled_csv.OWN_COLUMNS),
    "ucdp-own": lambda: _words(ucdp_csv.OWN_COLUMNS),
    "idmc-own": lambda: _words(idmc_csv.OWN_COLUMNS),
    "gdelt-columns": gdelt,
    "plover-keys": lambda: _words(plover_jsonl.KEYS),
    "left-out": lambda: _words(LEFT_OUT),
    "ucdp-rows": lambda: _words(ROW_REASONS),
    "not-comparable": lambda: _words(comparison.REASONS),
}
"""Name of a generated part → what writes it."""
