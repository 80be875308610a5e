"""Parties in the words of the event codebooks: who stands as which kind of actor where."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.country_codes import CountryCodes
from sitrep.codebook.parties import Party, load
from sitrep.codebook.party_codes import party_codes
from sitrep.codebook.plover import plover
from sitrep.model.mention import PartyMention

STATE_KINDS = frozenset({"state", "state_force", "coalition"})
CIVILIAN_KINDS = frozenset({"civilians", "people", "person"})
CIVILIANS = 7
"""ACLED's code of civilians."""
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
"""PLOVER's sector of a party that the codebook does not hold, by its kind."""


@dataclass(frozen=True, slots=True)
class PartyCode:
    """A party as the codebooks write it.

    `inter`: ACLED's code of its kind, 1 to 8, 0 where none fits. `country` and `sector` are PLOVER's, `cameo` is CAMEO's code
    of both; empty where not known. `home`: ISO alpha-3 code of its country. `wikidata`: only where it was read in a source.
    """

    name: str
    inter: int
    country: str = ""
    sector: str = ""
    cameo: str = ""
    home: str = ""
    kind: str = ""
    wikidata: str = ""


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
    party, book = known(mention), party_codes()
    if party is None:
        inter = acled_categories().inter_of_kind.get(mention.kind, 0)
        sector = _CLASS_SECTORS.get(mention.kind, "")
        role = book.cameo_roles.get(sector, "")
        return PartyCode(mention.name, inter, sector=sector, cameo=role, kind=mention.kind)
    here = where.iso3 if where else ""
    inter = book.inter(party, here)
    if party.kind == "coalition":
        inter = acled_categories().inter_of_kind[party.kind]
    country, sector = book.plover_actor(party)
    return PartyCode(
        name=party.name,
        inter=inter,
        country=country,
        sector=sector if sector in plover().sectors else "",
        cameo=book.cameo_actor(party),
        home=party.home,
        kind=party.kind,
        wikidata=book.wikidata.get(party.id, ""),
    )


def by_weight(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    """Parties of the codebook first, then other organised ones, then classes of people; the order of the text within."""
    return sorted(mentions, key=lambda each: (known(each) is None, not is_armed(each), is_civilian(each)))


def is_armed(mention: PartyMention) -> bool:
    """Whether it is an organised actor that uses armed force: a state, its forces, a coalition or an armed group."""
    party = known(mention)
    kind = party.kind if party else mention.kind
    return kind in STATE_KINDS or kind == "armed_group" or bool(mention.members_of)


def is_civilian(mention: PartyMention) -> bool:
    """Whether it is a class of people who do not fight, or a person."""
    return mention.kind in CIVILIAN_KINDS
