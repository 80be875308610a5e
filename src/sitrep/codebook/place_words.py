"""Words of the phrases that name places, from `place_words.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists in lower case; see the file for what each is for.

    Attributes:
        town, quarter, adm1, adm2, region, line, country, facility: Feature nouns by the level they point at.
        near: Words that put something beside a place, not in it.
        compass: Word → (north, east) direction, each -1 to 1.
        locative: Words after which a name is a place.
        anaphor_here: Words that point back to a place named before.
        person_titles: Words before a person's name.
        articles: Articles and particles that spellings of a name leave out or keep.
        inside: Lower-case words that may stand inside a name.
        never: Words that are seldom places.
        world_cities: Towns that news names without their country (capitals apart).
        placed_by_context: Frame types that take a place from the context.
        premises: Nouns beside the facilities' at whose name's end something within a town is named.
        generic_domains: Country codes of addresses that tell no country.
        distances: Unit → kilometres.
        features: Every feature noun, whatever its level.
    """

    town: frozenset[str]
    quarter: frozenset[str]
    adm1: frozenset[str]
    adm2: frozenset[str]
    region: frozenset[str]
    line: frozenset[str]
    country: frozenset[str]
    facility: frozenset[str]
    near: frozenset[str]
    compass: dict[str, tuple[float, float]]
    locative: frozenset[str]
    anaphor_here: frozenset[str]
    person_titles: frozenset[str]
    articles: frozenset[str]
    inside: frozenset[str]
    never: frozenset[str]
    world_cities: frozenset[str]
    placed_by_context: frozenset[str]
    generic_domains: frozenset[str]
    premises: frozenset[str]
    distances: dict[str, float]
    features: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The word lists, loaded once a process."""
    content = read_yaml("place_words.yaml")
    levels = ("town", "quarter", "adm1", "adm2", "region", "line", "country", "facility")
    lists = (
        *levels, "near", "locative", "anaphor_here", "person_titles", "articles", "inside",
        "world_cities", "placed_by_context", "generic_domains", "premises",
    )  # fmt: skip
    return PlaceWords(
        **{name: frozenset(content[name]) for name in lists},
        never=frozenset(content["never"].split()),
        features=frozenset(word for level in levels for word in content[level]),
        compass={word: (float(north), float(east)) for word, (north, east) in content["compass"].items()},
        distances={unit: float(factor) for unit, factor in content["distances"].items()},
    )


@cache
def place_weights() -> dict[str, float]:
    """Weights of the evidence that places a frame without a place phrase, by name; see `place_words_context.yaml`."""
    return {
        str(name): float(weight) for name, weight in read_yaml("place_words_context.yaml")["weights"].items()
    }
