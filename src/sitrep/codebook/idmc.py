"""IDMC's terms for figures of displacement, and how a figure of ours reads in them, from `idmc.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import pattern
from sitrep.codebook.table_columns import Column, columns_of
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class IdmcMetric:
    """A metric of ours in IDMC's terms; empty where IDMC has none.

    Attributes:
        term: IDMC's figure term.
        flow: Category where people moved in a period.
        stock: Category where people are in a state on a day.
        abroad_flow: The flow's category where a border was crossed.
        abroad_stock: The stock's category where a border was crossed.
        ours: No term of IDMC's; the figure is shown as one of ours.
    """

    term: str
    flow: str = ""
    stock: str = ""
    abroad_flow: str = ""
    abroad_stock: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class TermRule:
    """Words that narrow the term of some metrics."""

    term: str
    metrics: frozenset[str]
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Idmc:
    """The vocabulary and the mapping.

    Attributes:
        quantifiers: Quantifier of ours → IDMC's word.
        units: Unit of ours → Person or Household.
        roles: recommended and triangulation → IDMC's label.
        terms: All terms.
        categories: All categories → flow, stock or neither.
        accuracy_of_where_prec: UCDP's where_prec → level of the place.
        date_accuracy_of_prec: UCDP's date_prec → Day, Week, Month, Year.
        location_types: Role of a place → IDMC's word.
        metrics: Metric of ours → term and categories.
        term_rules: Asked before the metric's own term.
        columns: Of the IDMC-like table, in their order.
        separator: Between several values of one cell.
    """

    quantifiers: Mapping[str, str]
    units: Mapping[str, str]
    roles: Mapping[str, str]
    terms: frozenset[str]
    categories: Mapping[str, str]
    accuracy_of_where_prec: Mapping[int, str]
    date_accuracy_of_prec: Mapping[int, str]
    location_types: Mapping[str, str]
    metrics: Mapping[str, IdmcMetric]
    term_rules: tuple[TermRule, ...]
    columns: tuple[Column, ...]
    separator: str

    @property
    def names(self) -> tuple[str, ...]:
        """The header line."""
        return tuple(column.name for column in self.columns)

    def term(self, metric: str, sentence: str = "") -> str:
        """IDMC's term for a metric, narrowed by the words of the sentence; empty where IDMC has none."""
        lower = sentence.lower()
        for rule in self.term_rules:
            if metric in rule.metrics and rule.words.search(lower):
                return rule.term
        return self.metrics[metric].term if metric in self.metrics else ""

    def category(self, metric: str, measure: str, *, abroad: bool = False) -> str:
        """IDMC's figure category: of the flows for incident and cumulative figures, of the stocks for stocks.

        Args:
            metric: Metric of the figure.
            measure: incident, cumulative or stock.
            abroad: Whether a border was crossed.

        Returns:
            The category, empty where IDMC has none for it; a flow is never given as a stock, nor a stock as a flow.
        """
        entry = self.metrics.get(metric)
        if entry is None:
            return ""
        kind = "stock" if measure == "stock" else "flow"
        return (getattr(entry, f"abroad_{kind}") if abroad else "") or str(getattr(entry, kind))

    def total(self, reported: float, unit: str, household_size: float | None) -> int | None:
        """IDMC's total_figures: people as reported, households times their size; None where no size is cited."""
        if self.units.get(unit) == "Person":
            return round(reported)
        if self.units.get(unit) == "Household" and household_size:
            return round(reported * household_size)
        return None


@cache
def idmc() -> Idmc:
    """The vocabulary, read once.

    Raises:
        CodebookError: If a metric or rule names a term or category that no list holds.
    """
    data = read_yaml("idmc.yaml")
    terms = frozenset(data["terms"])
    categories = {name: kind for kind, names in data["categories"].items() for name in names}
    metrics = {name: IdmcMetric(**entry) for name, entry in data["metrics"].items()}
    for name, metric in metrics.items():
        _check(name, metric, terms, categories)
    rules = tuple(
        TermRule(rule["term"], frozenset(rule["metrics"]), pattern(rule["words"]))
        for rule in data["term_words"]
    )
    if unknown := {rule.term for rule in rules} - terms:
        raise CodebookError(f"idmc.yaml: term_words give the unknown terms {sorted(unknown)}")
    return Idmc(
        quantifiers=data["quantifiers"],
        units=data["units"],
        roles=data["roles"],
        terms=terms,
        categories=categories,
        accuracy_of_where_prec=data["accuracy_of_where_prec"],
        date_accuracy_of_prec=data["date_accuracy_of_prec"],
        location_types=data["location_types"],
        metrics=metrics,
        term_rules=rules,
        columns=columns_of("idmc.yaml", data["columns"]),
        separator=data["separator"],
    )


def _check(name: str, metric: IdmcMetric, terms: frozenset[str], categories: Mapping[str, str]) -> None:
    if metric.term and metric.term not in terms:
        raise CodebookError(f"idmc.yaml: {name} has the unknown term {metric.term!r}")
    for kind, given in (
        ("flow", metric.flow),
        ("flow", metric.abroad_flow),
        ("stock", metric.stock),
        ("stock", metric.abroad_stock),
    ):
        if given and categories.get(given) != kind:
            raise CodebookError(f"idmc.yaml: {name} gives {given!r} as a {kind}")
