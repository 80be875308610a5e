"""How UCDP and ACLED date what the record dates otherwise, from `house_times.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

DAY_RULES = frozenset(
    (
        "first_day",
        "three_days_before",
        "week_to_report",
        "two_days_back",
        "year_of_report",
        "week_around",
        "third_of_month",
    )
)


@dataclass(frozen=True, slots=True)
class HouseTimes:
    """The table.

    Attributes:
        ucdp_days: Rule that read a phrase → how UCDP's days follow.
        undated: Day rule for an event that nothing dates.
        undated_prec: UCDP's precision of it.
        ucdp_prec_days: UCDP's precision → the most days it holds.
        acled_prec_days: ACLED's precision → the most days it holds.
    """

    ucdp_days: Mapping[str, str]
    undated: str
    undated_prec: int
    ucdp_prec_days: Mapping[int, int]
    acled_prec_days: Mapping[int, int]

    def ucdp_prec(self, start: date, end: date) -> int | None:
        """UCDP's date_prec of days that no phrase tells, by their number; None for more than a year."""
        return _smallest(self.ucdp_prec_days, start, end)

    def acled_prec(self, start: date, end: date) -> int | None:
        """ACLED's time precision of such days; None for more than a month, which is no event to ACLED."""
        return _smallest(self.acled_prec_days, start, end)


def _smallest(table: Mapping[int, int], start: date, end: date) -> int | None:
    days = (end - start).days + 1
    return min((prec for prec, most in table.items() if days <= most), default=None)


@cache
def house_times() -> HouseTimes:
    """The table, read once.

    Raises:
        CodebookError: If it names a day rule that there is none of.
    """
    data = read_yaml("house_times.yaml")
    named = {*data["ucdp_days"].values(), data["undated"]["ucdp"]}
    if unknown := named - DAY_RULES:
        raise CodebookError(f"house_times.yaml: unknown day rules {sorted(unknown)}")
    return HouseTimes(
        ucdp_days=data["ucdp_days"],
        undated=data["undated"]["ucdp"],
        undated_prec=data["undated"]["ucdp_prec"],
        ucdp_prec_days=data["ucdp_prec_days"],
        acled_prec_days=data["acled_prec_days"],
    )
