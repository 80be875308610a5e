"""The words of the situation report, from `report_words.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Neutral words for what the record holds.

    Attributes:
        events: Frame type → noun.
        stances: Stance of a position → verb.
        statuses: Status of control → words.
        modalities: Modality other than actual → words.
        figures: Group of figures → its metrics, most important first.
        measures: Measure → what kind of number it is.
        abstentions: Field → reason code → what is left unsaid.
        precisions: UCDP where_prec → words.
    """

    events: Mapping[str, str]
    stances: Mapping[str, str]
    statuses: Mapping[str, str]
    modalities: Mapping[str, str]
    figures: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, str]
    abstentions: Mapping[str, Mapping[str, str]]
    precisions: Mapping[int, str]

    def event(self, type_: str) -> str:
        """What the report calls a frame type; the type's own name where the vocabulary has no word."""
        return self.events.get(type_, type_.replace("_", " "))

    def status(self, status: str) -> str:
        """How a status of control reads."""
        return self.statuses.get(status, status)

    def rank(self, metric: str) -> int:
        """Place of a metric in the order of importance; unknown ones come last."""
        order = [each for group in self.figures.values() for each in group]
        return order.index(metric) if metric in order else len(order)


@cache
def report_words() -> ReportWords:
    """The vocabulary.

    Raises:
        CodebookError: If a section is missing, or a metric stands in two groups.
    """
    page = read_yaml("report_words.yaml")
    try:
        found = ReportWords(
            events=page["events"],
            stances=page["stances"],
            statuses=page["statuses"],
            modalities=page["modalities"],
            figures={group: tuple(metrics) for group, metrics in page["figures"].items()},
            measures=page["measures"],
            abstentions=page["abstentions"],
            precisions=page["precisions"],
        )
    except KeyError as error:
        raise CodebookError(f"report_words.yaml: no section {error}") from error
    metrics = [metric for group in found.figures.values() for metric in group]
    if len(metrics) != len(set(metrics)):
        raise CodebookError("report_words.yaml: a metric stands in two groups of figures")
    return found
