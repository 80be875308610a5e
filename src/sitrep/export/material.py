"""What exports are made of: the record as one view shows it. Nothing here reads the record; the pipeline fills it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import import_module
from types import MappingProxyType
from typing import Any

from sitrep.errors import MissingExtraError
from sitrep.model.claim import Claim
from sitrep.model.situation import Situation
from sitrep.model.view import Level

COUNTED, UNREVIEWED = "counted", "unreviewed"
"""What a row rests on: claims that count, or, where none does, all claims, of which nobody has reviewed any."""

DISCLAIMER = (
    "Reported, not verified. Figures are ranges of reports, not confidence intervals; actual figures may differ. "
    "Names of places and boundaries imply no endorsement."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as exports cite it; in the public view without private names.

    `published` is ISO text, a day or a time with its zone, empty where unknown.
    """

    id: str
    outlet: str = ""
    agency: str = ""
    title: str = ""
    url: str = ""
    published: str = ""
    story: str = ""

    @property
    def day(self) -> str:
        """Publication day, ISO; empty where unknown."""
        return self.published[:10]

    @property
    def publisher(self) -> str:
        """Outlet, else agency; empty where neither is known. Without the mark that parts several values of a cell."""
        return (self.outlet or self.agency).replace(";", ",")


@dataclass(frozen=True)
class Material:
    """The record as one view shows it, in the two shapes that exports take.

    Attributes:
        level: The view; everything below is rendered for it.
        rows: Gives every claim with its row (`model.columns.claim_row`), one by one.
        load: Gives the whole situation; called once, by formats that write events or series.
        sources: Document id → how it is cited.
        area: GeoNames id of a place → name of the first-order area that it lies in, empty where not known.
    """

    level: Level
    rows: Callable[[], Iterator[tuple[Claim, Mapping[str, Any]]]]
    load: Callable[[], Situation]
    sources: Mapping[str, Source]
    area: Callable[[int], str] = lambda _: ""

    @cached_property
    def situation(self) -> Situation:
        """The whole situation in this view."""
        return self.load()

    @property
    def as_of(self) -> date | None:
        """Latest publication day of the record's documents."""
        days = [source.day for source in self.sources.values() if source.day]
        return date.fromisoformat(max(days)) if days else None


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        rows: Number of rows, features or objects.
        what: What they are: claims, events, figures, ...
        left_out: Reason code → number of things that the format has no row for (`LEFT_OUT`).
    """

    rows: int
    what: str
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


LEFT_OUT: dict[str, str] = {
    "no_date": "No claim dates it to a day; ACLED and UCDP code nothing without a date.",
    "date_too_coarse": "It is dated to more than a month only; ACLED codes no such event.",
    "country_only": "Only a country is named; ACLED records no event without a place below it.",
    "no_place": "No place is named, or none that could be resolved.",
    "no_code": "The codebook has no code for what is told.",
    "within_assault": "Forces sent within an attack are no event beside it (PLOVER).",
    "not_lethal": "No death is reported; UCDP codes lethal events only.",
    "not_stated": "The text states no number.",
    "no_idmc_term": "IDMC has no term for it (people trapped, killed, detained, ...).",
    "combatants": "Fighters who leave are no displaced people in IDMC's sense.",
    "copy": "Another copy of the same story says the same.",
    "stated_zero": "It says that there was nobody.",
    "denied": "It denies the number.",
    "increment": '"Another 12" is no total.',
    "subset": '"Including 3 children" is a part of another number.',
    "corrected": "A correction has changed it.",
}
"""Reason code of what a format leaves out → what it means."""


def needed(module: str, extra: str) -> Any:
    """A module of an optional dependency.

    Raises:
        MissingExtraError: If it is not installed; the message names the extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"this format needs {module.partition('.')[0]}: pip install 'sitrep[{extra}]'"
        ) from error
