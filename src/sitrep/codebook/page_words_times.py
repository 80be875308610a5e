"""Words of printed publication times: months, weekdays and zone abbreviations (`page_words_times.yaml`)."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone abbreviation: minutes east of UTC, other readings, United States daylight time."""

    minutes: int
    also: tuple[int, ...] = ()
    daylight_us: bool = False
    american: bool = False
    """Used where the month stands before the day in 10/15/2017."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Month name → number, weekday names, zone abbreviation (capitals) → zone."""

    months: dict[str, int]
    weekdays: frozenset[str]
    zones: dict[str, Zone]


@cache
def time_words() -> TimeWords:
    """The tables, built once a process."""
    content = read_yaml("page_words_times.yaml")
    return TimeWords(
        months={name: number for number, names in content["months"].items() for name in names},
        weekdays=frozenset(content["weekdays"]),
        zones={
            name: Zone(
                minutes=entry["minutes"],
                also=tuple(entry.get("also", ())),
                daylight_us=entry.get("daylight") == "us",
                american=entry.get("american", False),
            )
            for name, entry in content["zones"].items()
        },
    )
