"""What every house reads: the latest word of each source in a series, and why its other claims do not speak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.houses import HouseRules, load
from sitrep.model.claim import Figure
from sitrep.model.mention import Number
from sitrep.model.record import HouseEntry
from sitrep.reconcile.readings import Weighed


@dataclass(frozen=True, slots=True)
class Material:
    """One series in one reading.

    Attributes:
        metric: What is counted.
        subject: Who is counted.
        measure: incident, cumulative, stock.
        reading: counted, or all where nothing counts.
        voices: Latest word of each independent root, newest first.
        aside: Claim id → reason code, for every other claim of the series.
        since: First day of a total.
        as_of: Last day.
    """

    metric: str
    subject: str
    measure: str
    reading: str
    voices: tuple[Weighed, ...]
    aside: Mapping[str, str]
    since: date | None = None
    as_of: date | None = None

    @property
    def rules(self) -> HouseRules:
        """The tables of the houses."""
        return load()

    @property
    def is_countrywide(self) -> bool:
        """Whether its claims name no place below a country."""
        places = [place for item in self.voices for place in item.claim.places if place.role == "event"]
        return bool(places) and all(place.kind == "country" for place in places)

    def entries(self, roles: Mapping[str, tuple[str, str]], why: Mapping[str, str]) -> tuple[HouseEntry, ...]:
        """Every claim of the series as the house reads it, in order of id.

        Args:
            roles: Claim id → (role, reason) of what went in.
            why: Claim id → reason of voices that did not.
        """
        made = [HouseEntry(claim, True, role, reason) for claim, (role, reason) in roles.items()]
        for claim, reason in {**self.aside, **why}.items():
            if claim not in roles:
                made.append(HouseEntry(claim, False, "", reason))
        return tuple(sorted(made, key=lambda entry: entry.claim))

    def refused(self, reason: str) -> tuple[HouseEntry, ...]:
        """Entries of a series that the house does not take at all."""
        return self.entries({}, {item.claim.id: reason for item in self.voices})


def lower(figure: Figure) -> Number | None:
    """The lowest number that a figure gives; None where it gives an upper bound or nothing."""
    return figure.low if figure.low is not None else figure.best


def upper(figure: Figure) -> Number | None:
    """The highest number said: "at least 12" says 12 and no higher one; None where the number is vague."""
    if figure.high is not None:
        return figure.high
    return figure.best


def lowest(values: Iterable[Number | None]) -> Number | None:
    """The lowest of the numbers given."""
    return min((value for value in values if value is not None), default=None)


def highest(values: Iterable[Number | None]) -> Number | None:
    """The highest of the numbers given."""
    return max((value for value in values if value is not None), default=None)
