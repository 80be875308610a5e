"""Nouns for people and institutions: classes, public roles, pronouns and what points back to whom.

Source: `people.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.parties import key_of
from sitrep.errors import CodebookError

_WORD_LISTS = ("starters", "determiners", "definite", "number_words", "partitives", "tails")


@dataclass(frozen=True, slots=True)
class NounClass:
    """What a noun for people stands for.

    Its plural `name`, the `kind` of mention, and whether the noun was plural.
    """

    name: str
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """A well-known public figure; `side` is an ISO alpha-3 code or a party's name."""

    name: str
    surname: str
    side: str
    key: str
    """Look-up key of the surname's last word."""


@dataclass(frozen=True, slots=True)
class People:
    """The noun tables of `people.yaml`, ready for look-up; all words in lower case unless they are names."""

    classes: Mapping[str, NounClass]
    """Singular or plural noun → its class."""
    members: frozenset[str]
    whole: frozenset[str]
    bare: frozenset[str]
    institutions: Mapping[str, str]
    institution_kinds: Mapping[str, str]
    governments: frozenset[str]
    government_names: Mapping[str, str]
    local_police: frozenset[str]
    """Countries whose police are those of towns and states: "the police" there is no party of the country."""
    adjective_names: Mapping[str, str]
    """ISO alpha-3 → the word that stands for the country in names of its institutions."""
    referents: Mapping[str, frozenset[str]]
    """Noun phrase that points back → kinds of party that it can mean."""
    home: frozenset[str]
    default_referents: Mapping[str, Mapping[str, str]]
    """Noun → ISO alpha-3 of the report's country → the party that it then means."""
    empty_modifiers: frozenset[str]
    pair_nouns: frozenset[str]
    singular: Mapping[str, str]
    """Class → its first singular noun."""
    pronouns: Mapping[str, str]
    """Pronoun → person, single, plural, speaker or empty."""
    titles: frozenset[str]
    courtesy: frozenset[str]
    particles: frozenset[str]
    peoples: frozenset[str]
    descriptive: frozenset[str]
    """Modifiers that two coordinated phrases share the noun of."""
    links: frozenset[str]
    private_types: frozenset[str]
    leaders: tuple[Leader, ...]
    leader_of: Mapping[str, Leader]
    """Surname or full name, case folded → the first leader of it in the table."""
    starters: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    number_words: frozenset[str]
    partitives: frozenset[str]
    tails: frozenset[str]
    anonymous: frozenset[str]
    organisations: frozenset[str]
    civic: frozenset[str]
    """Heads of names of bodies that speak for themselves, not for the country in their name."""


@cache
def load() -> People:
    """The tables, read once a process.

    Raises:
        CodebookError: If `people.yaml` lacks a table.
    """
    data = read_yaml("people.yaml")
    try:
        referents: dict[str, set[str]] = {}
        for kind, nouns in data["referents"].items():
            for noun in nouns:
                referents.setdefault(noun, set()).add(kind)
        leaders = tuple(Leader(row[0], row[1], row[2], key_of(row[1])[-1]) for row in data["leaders"])
        return People(
            classes=_classes(data["classes"]),
            members=frozenset(data["member_nouns"]),
            whole=frozenset(data["whole_nouns"]),
            bare=frozenset(data["bare_nouns"]),
            institutions=dict(data["institutions"]),
            institution_kinds={
                noun: kind for kind, nouns in data["institution_kinds"].items() for noun in nouns
            },
            governments=frozenset(data["government_nouns"]),
            government_names=dict(data["government_names"]),
            local_police=frozenset(data["local_police"]),
            adjective_names=dict(data["adjective_names"]),
            referents={noun: frozenset(kinds) for noun, kinds in referents.items()},
            home=frozenset(data["home_institutions"]),
            default_referents=data["default_referents"],
            empty_modifiers=frozenset(data["modifiers_empty"]),
            pair_nouns=frozenset(data["pair_nouns"]),
            singular=_singulars(data["classes"]),
            pronouns={word: kind for kind, words in data["pronouns"].items() for word in words},
            titles=frozenset(data["titles"]),
            courtesy=frozenset(data["courtesy"]),
            particles=frozenset(data["name_particles"]),
            peoples=frozenset(word.casefold() for word in data["peoples"]),
            descriptive=frozenset(data["descriptive"]),
            links=frozenset(data["link_words"]),
            private_types=frozenset(data["private_types"]),
            leaders=leaders,
            leader_of={name.casefold(): row for row in reversed(leaders) for name in (row.surname, row.name)},
            **{name: frozenset(data[name]) for name in _WORD_LISTS},
            anonymous=frozenset(data["anonymous_sources"]),
            organisations=frozenset(data["organisation_nouns"]),
            civic=frozenset(data["civic_nouns"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"people.yaml lacks or garbles a table: {error}") from error


def _classes(table: Mapping[str, Mapping[str, str]]) -> dict[str, NounClass]:
    classes: dict[str, NounClass] = {}
    for kind, nouns in table.items():
        for singular, plural in nouns.items():
            classes.setdefault(singular, NounClass(plural, kind, singular == plural))
            for form in (plural, singular + "s", singular.removesuffix("man") + "men"):
                classes.setdefault(form, NounClass(plural, kind, True))
    return classes


def _singulars(table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    singular: dict[str, str] = {}
    for nouns in table.values():
        for noun, plural in nouns.items():
            singular.setdefault(plural, noun)
    return singular
