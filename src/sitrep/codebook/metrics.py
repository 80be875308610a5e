"""What a figure counts: the metric table of `metrics.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `label` is its words for display; `idmc` and `idmc_stock` are flow, stock or None."""

    name: str
    label: str
    idmc: str | None
    idmc_stock: str | None


@cache
def metrics() -> Mapping[str, Metric]:
    """Every metric by name, in the order of the table.

    Raises:
        CodebookError: If an entry has an IDMC category other than flow, stock or null.
    """
    table: dict[str, Metric] = {}
    for name, entry in read_yaml("metrics.yaml")["metrics"].items():
        metric = Metric(name, entry["label"], entry["idmc"], entry["idmc_stock"])
        if {metric.idmc, metric.idmc_stock} - {"flow", "stock", None}:
            raise CodebookError(f"metrics.yaml: {name} has an IDMC category that is not flow, stock or null")
        table[name] = metric
    return MappingProxyType(table)


def idmc(metric: str, measure: str) -> str | None:
    """IDMC's category of a figure: flow, stock, or None where IDMC has no term for it.

    Source: IDMC Helix figure categories, through `metrics.yaml`.

    Args:
        metric: Name of a metric.
        measure: incident, cumulative or stock.

    Raises:
        CodebookError: If there is no such metric.
    """
    entry = metrics().get(metric)
    if entry is None:
        raise CodebookError(f"no metric {metric!r} in metrics.yaml; known: {', '.join(metrics())}")
    return entry.idmc_stock if measure == "stock" else entry.idmc
