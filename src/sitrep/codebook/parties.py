"""Parties as data: who fights, governs, helps, watches and reports, with aliases by date and country.

Source: `parties.yaml` with its regional pages and, for states, `countries.yaml`. Sector codes are those of the PLOVER codebook,
interaction classes those of the ACLED codebook (see `parties.yaml`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

KINDS = frozenset(
    "state state_force armed_group coalition un ngo monitor agency outlet authority person civilians "
    "combatants "
    "people thing unknown".split()
)
SECTORS = frozenset("GOV MIL COP JUD LEG PRM PTY REB SPY UAF IGO NGO MED JRN OPP CVL REF CRM SOC".split())
INTERACTIONS = frozenset(
    {
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other forces",
    }
)

PAGES = (
    "parties.yaml",
    "parties_middle_east.yaml",
    "parties_africa.yaml",
    "parties_asia.yaml",
    "parties_europe.yaml",
    "parties_americas.yaml",
)
"""The files that hold parties, in the order in which a shared alias falls to one of them."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`.][^\W_]+)*")
_INNER = re.compile(r"['’ʼ‘`.]")
_OWNED = re.compile(r"['’ʼ‘`]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `key` is its form without case, accents, dots and apostrophes.

    `text` as it stands.
    """

    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a party.

    `first` and `last` are years of use, inclusive, 0 where open. `within` is the ISO alpha-3 code of the
    country whose reports mean this party by it, else empty. `capitals`: counts only where written in capitals
    among other letters.
    """

    text: str
    first: int = 0
    last: int = 0
    within: str = ""
    capitals: bool = False
    exact: bool = False

    def holds(self, year: int | None) -> bool:
        """Whether the name was in use in that year; True where the year is unknown."""
        return year is None or (
            (not self.first or year >= self.first) and (not self.last or year <= self.last)
        )


@dataclass(frozen=True, slots=True)
class Party:
    """A party: PLOVER `sector`, ACLED class at home `inter`; `home` and `owner` are empty where not given."""

    id: str
    name: str
    kind: str
    sector: str
    inter: str
    home: str
    owner: str
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An alias found among words: `[first, last)` of the word list."""

    party: Party
    alias: Alias
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parties:
    """All parties by name, with the index of their aliases: word keys → (party, alias), in file order."""

    by_name: Mapping[str, Party]
    index: Mapping[tuple[str, ...], tuple[tuple[Party, Alias], ...]]
    sizes: Mapping[str, Mapping[str, tuple[int, ...]]]
    """First word's key → second word's key, empty where there is none → lengths of the aliases, longest first."""
    adjectives: Mapping[str, Party]
    """Key of a country's adjective ("syrian", "south korean") → the state."""
    adjective_of: Mapping[str, str]
    """ISO alpha-3 → the adjective as written ("Syrian")."""
    states: Mapping[str, Party]
    """ISO alpha-3 → the state."""
    capitals: Mapping[str, Party]
    """Key of a capital city → its state; a capital alone as agent means the government."""
    opening: frozenset[str]
    """Keys of words with which an alias, an adjective or a capital begins: at no other word is a party named."""

    def match(
        self, words: Sequence[Word], first: int, *, year: int | None, countries: Sequence[str], shouted: bool
    ) -> Match | None:
        """The longest alias that starts at a word, or None.

        Args:
            words: Words of the text.
            first: Index of the word to start at.
            year: Year of the report, None if unknown.
            countries: ISO alpha-3 codes of the countries that the report is about, most mentioned first.
            shouted: The text is in capitals throughout, so that capitals tell nothing.
        """
        after = self.sizes.get(words[first].key)
        if after is None:
            return None
        second = words[first + 1].key if first + 1 < len(words) else ""
        for size in (*after.get(second, ()), *after.get("", ())) if second else after.get("", ()):
            run = words[first : first + size]
            entries = self.index.get(tuple([word.key for word in run])) if len(run) == size else None
            if not entries:
                continue
            chosen = _choose(entries, run, (year, countries, shouted))
            if chosen is not None:
                return Match(chosen[0], chosen[1], first, first + size)
        return None


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, with offsets into the whole text."""
    return list(_words_at(text, start, len(text) if end is None else end))


@lru_cache(maxsize=4096)  # the same spans are looked at as roles, as antecedents and as speakers
def _words_at(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(
        Word(found.group(), _key(found.group()), found.start(), found.end())
        for found in _WORD.finditer(text, start, end)
    )


def key_of(name: str) -> tuple[str, ...]:
    """The word keys of a name: no case, accents, punctuation, possessive endings."""
    return tuple(word.key for word in words_of(name))


@cache
def load() -> Parties:
    """All parties and states, read once a process.

    Raises:
        CodebookError: If one of `PAGES` or `countries.yaml` is malformed.
    """
    rows = [party_of(row) for page in PAGES for row in read_yaml(page)["parties"]]
    countries = read_yaml("countries.yaml")["countries"]
    states = [_state(row) for row in countries]
    index: dict[tuple[str, ...], list[tuple[Party, Alias]]] = {}
    for party in [*rows, *states]:
        for alias in (Alias(party.name, exact=_is_acronym(party.name)), *party.aliases):
            entries = index.setdefault(key_of(alias.text), [])
            if not any(other is party and known == alias for other, known in entries):
                entries.append((party, alias))
    adjectives: dict[str, Party] = {}
    for row, state in zip(countries, states, strict=True):
        for adjective in row.get("adjectives", ()):
            adjectives.setdefault(" ".join(key_of(adjective)), state)
    capitals = {
        " ".join(key_of(row["capital"])): state
        for row, state in zip(countries, states, strict=True)
        if row.get("capital") and row["capital"] != row["name"]
    }
    sizes = _sizes(index)
    return Parties(
        by_name={party.name: party for party in [*states, *rows]},
        index={key: tuple(entries) for key, entries in index.items()},
        sizes=sizes,
        adjectives=adjectives,
        adjective_of={row["iso3"]: row["adjectives"][0] for row in countries if row.get("adjectives")},
        states={state.home: state for state in states},
        capitals=capitals,
        opening=frozenset(sizes) | {name.partition(" ")[0] for name in (*adjectives, *capitals)},
    )


def _sizes(keys: Iterable[tuple[str, ...]]) -> dict[str, dict[str, tuple[int, ...]]]:
    found: dict[str, dict[str, set[int]]] = {}
    for key in keys:
        found.setdefault(key[0], {}).setdefault(key[1] if len(key) > 1 else "", set()).add(len(key))
    return {
        first: {second: tuple(sorted(sizes, reverse=True)) for second, sizes in after.items()}
        for first, after in found.items()
    }


@lru_cache(maxsize=16384)  # the words of texts repeat
def _key(word: str) -> str:
    bare = word if word.isalnum() else _INNER.sub("", _OWNED.sub("", word))
    if bare.isascii():
        return bare.lower()
    plain = unicodedata.normalize("NFKD", bare)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _is_acronym(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return (
        len(letters) <= 6
        and " " not in name
        and bool(letters)
        and all(letter.isupper() for letter in letters)
    )


def _choose(
    entries: Sequence[tuple[Party, Alias]],
    words: Sequence[Word],
    report: tuple[int | None, Sequence[str], bool],
) -> tuple[Party, Alias] | None:
    """The entry that the report's year, countries and letter case allow.

    A country's own sense beats a general one.
    """
    year, countries, shouted = report
    best: tuple[int, int, tuple[Party, Alias]] | None = None
    for order, (party, alias) in enumerate(entries):
        if not alias.holds(year) or not _written(alias, words, shouted):
            continue
        if alias.within and alias.within not in countries:
            continue
        rank = countries.index(alias.within) - 1000 if alias.within else 0
        if best is None or (rank, order) < best[:2]:
            best = (rank, order, (party, alias))
    return None if best is None else best[2]


def _written(alias: Alias, words: Sequence[Word], shouted: bool) -> bool:
    if not (alias.exact or alias.capitals):
        return True
    dotted = any("." in word.text for word in words)
    if shouted:
        return not alias.capitals or dotted
    return (
        all(word.text.upper() == word.text or _OWNED.sub("", word.text).isupper() for word in words) or dotted
    )


def party_of(row: Mapping[str, Any]) -> Party:
    """One entry of `parties.yaml`.

    Raises:
        CodebookError: If a field is missing or a code is none of its list.
    """
    try:
        party = Party(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            sector=row["sector"],
            inter=row["inter"],
            home=row.get("home", ""),
            owner=row.get("owner", ""),
            aliases=tuple(_alias(alias) for alias in row.get("aliases", ())),
        )
    except (KeyError, TypeError) as error:
        raise CodebookError(f"parties.yaml: entry {row!r} is malformed: {error}") from error
    if party.kind not in KINDS or party.sector not in SECTORS or party.inter not in INTERACTIONS:
        raise CodebookError(f"parties.yaml: {party.name!r} has an unknown kind, sector or inter")
    return party


def _alias(row: str | Mapping[str, Any]) -> Alias:
    if isinstance(row, str):
        return Alias(row, exact=_is_acronym(row))
    return Alias(
        row["name"],
        first=row.get("from", 0),
        last=row.get("to", 0),
        within=row.get("within", ""),
        capitals=row.get("capitals", False),
        exact=_is_acronym(row["name"]),
    )


def _state(row: Mapping[str, Any]) -> Party:
    names = [name for name in row.get("aliases", ()) if name != row["name"]]
    return Party(
        id="state-" + row["iso3"].lower(),
        name=row["name"],
        kind="state",
        sector="GOV",
        inter="State forces",
        home=row["iso3"],
        owner="",
        # Two-letter codes are words in a text that is all in capitals ("US", "IT").
        aliases=tuple(
            Alias(name, exact=_is_acronym(name.replace(".", "")), capitals=len(name) == 2) for name in names
        ),
    )
