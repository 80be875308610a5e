"""Parties in the words of the event codebooks: name, interaction class, sector, country."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.country_codes import CountryCodes
from sitrep.codebook.parties import Party, load
from sitrep.model.mention import PartyMention

STATE_KINDS = frozenset({"state", "state_force", "coalition"})
CIVILIAN_KINDS = frozenset({"civilians", "people", "person"})
CIVILIANS, EXTERNAL = 7, 8
"""ACLED's codes of civilians and of forces from abroad."""
_CLASS_SECTORS = {
    "civilians": "CVL",
    "people": "CVL",
    "person": "CVL",
    "combatants": "UAF",
    "armed_group": "REB",
    "state": "GOV",
    "state_force": "MIL",
    "agency": "JRN",
    "outlet": "JRN",
}
"""Sector of a party that the codebook does not hold, by its kind."""


@dataclass(frozen=True, slots=True)
class PartyCode:
    """A party as the codebooks write it.

    `inter`: ACLED's code of its kind, 1 to 8, 0 where none fits. `sector`: PLOVER's sector, empty where not known.
    `country`: ISO alpha-3 code of its home, empty where it has none or none is known. `listed`: the codebook holds it.
    """

    name: str
    inter: int
    sector: str
    country: str
    kind: str
    listed: bool = False


def known(mention: PartyMention) -> Party | None:
    """The party of the codebook that a mention stands for, None where it stands for none."""
    return load().by_name.get(mention.name)


def code(mention: PartyMention, where: CountryCodes | None) -> PartyCode:
    """A mention in the codebooks' words.

    State forces abroad, and coalitions, are External/Other forces (ACLED codebook, inter codes). No group is ever
    called terrorist or insurgent by type.

    Args:
        mention: The party, as the view shows it.
        where: Country of the event, None where not known.
    """
    party, book = known(mention), acled_categories()
    if party is None:
        inter = book.inter_of_kind.get(mention.kind, 0)
        return PartyCode(mention.name, inter, _CLASS_SECTORS.get(mention.kind, ""), "", mention.kind)
    inter = next((number for number, text in book.inter.items() if text == party.inter), 0)
    inter = EXTERNAL if party.kind == "coalition" else inter
    inter = book.inter_abroad(inter, party.home, where.iso3 if where else "")
    return PartyCode(party.name, inter, party.sector, party.home, party.kind, True)


def by_weight(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    """Parties of the codebook first, then other organised ones, then classes of people; the order of the text within."""
    return sorted(
        mentions, key=lambda mention: (known(mention) is None, not is_armed(mention), is_civilian(mention))
    )


def is_armed(mention: PartyMention) -> bool:
    """Whether it is an organised actor that uses armed force: a state, its forces, a coalition or an armed group."""
    party = known(mention)
    kind = party.kind if party else mention.kind
    return kind in STATE_KINDS or kind == "armed_group" or bool(mention.members_of)


def is_civilian(mention: PartyMention) -> bool:
    """Whether it is a class of people who do not fight, or a person."""
    return mention.kind in CIVILIAN_KINDS
