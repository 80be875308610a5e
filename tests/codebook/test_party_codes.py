"""Codes of parties by rule, and their relations."""

import pytest

from sitrep.codebook import parties
from sitrep.codebook.party_codes import RELATIONS, party_codes

BOOK = parties.load()
CODES = party_codes()


def test_armed_and_political_parties() -> None:
    kinds = [party.kind for party in BOOK.by_name.values()]
    assert kinds.count("armed_group") >= 600
    assert sum(party.sector == "PTY" for party in BOOK.by_name.values()) >= 100


@pytest.mark.parametrize(
    ("party", "country", "inter"),
    [
        ("Syrian government forces", "SYR", 1),
        ("Syrian government forces", "LBN", 8),
        ("Turkish Armed Forces", "SYR", 8),
        ("US-led coalition", "SYR", 8),
        ("Syrian Democratic Forces", "SYR", 2),
        ("Islamic State", "IRQ", 2),
        ("Popular Mobilization Forces", "IRQ", 3),
        ("Sinaloa Cartel", "MEX", 3),
        ("Murle militia", "SSD", 4),
        ("Wagner Group", "MLI", 8),
        ("United States", "SYR", 8),
    ],
)
def test_inter_code_by_country(party: str, country: str, inter: int) -> None:
    assert CODES.inter(BOOK.by_name[party], country) == inter


@pytest.mark.parametrize(
    ("party", "plover", "cameo"),
    [
        ("Syrian government forces", ("SYR", "MIL"), "SYRMIL"),
        ("Syrian Democratic Forces", ("SYR", "REB"), "SYRREB"),
        ("Shabiha", ("SYR", "PRM"), "SYRUAF"),
        ("Los Zetas", ("MEX", "CRM"), "MEXCRM"),
        ("Peoples' Democratic Party", ("TUR", "PTY"), "TUROPP"),
        ("Justice and Development Party", ("TUR", "PTY"), "TURGOV"),
        ("Islamic State", ("", "REB"), "IMG"),
        ("United Nations", ("IGO", ""), "IGOUNO"),
        ("Syria", ("SYR", "GOV"), "SYR"),
    ],
)
def test_plover_and_cameo_actors(party: str, plover: tuple[str, str], cameo: str) -> None:
    found = BOOK.by_name[party]
    assert (CODES.plover_actor(found), CODES.cameo_actor(found)) == (plover, cameo)


def test_every_party_has_codes_in_every_house() -> None:
    for party in BOOK.by_name.values():
        assert 1 <= CODES.inter(party, "SYR") <= 8
        assert len(CODES.cameo_actor(party)) in (3, 6), party.name
        assert all(len(part) in (0, 3) for part in CODES.plover_actor(party))


def test_relations_have_years() -> None:
    year = 2016
    assert ("member_of", "al-Qaida") in {
        (each.relation, each.of) for each in CODES.of("Jabhat al-Nusra", year)
    }
    assert CODES.of("Jabhat al-Nusra", 2017) == ()
    assert {each.of for each in CODES.of("Kurdish People's Protection Units", 2017)} == {
        "Democratic Union Party", "Syrian Democratic Forces",
    }  # fmt: skip


def test_nobody_is_a_part_of_a_part_of_itself() -> None:
    for relation in ("member_of", "splinter_of", "successor_of", "armed_wing_of"):
        above = {(each.party, each.of) for each in CODES.relations if each.relation == relation}
        for start, _ in above:
            seen, reach = set(), {start}
            while reach:
                seen |= reach
                reach = {of for party, of in above if party in reach}
                assert start not in reach, (relation, start)
                reach -= seen
    assert {each.relation for each in CODES.relations} == RELATIONS


def test_wikidata_ids_were_read_in_a_source() -> None:
    assert CODES.wikidata == {"islamic-state": "Q2429253"}


@pytest.mark.parametrize(
    ("party", "name", "number", "gwno"),
    [
        ("Syrian government forces", "Government of Syria", None, 652),
        ("Syria", "Government of Syria", None, 652),
        ("Islamic State", "IS", 234, None),
        ("Syrian Democratic Forces", "SDF", 6288, None),
        ("Taliban", "Taleban", 303, None),
        ("Euphrates Volcano", "Euphrates Volcano", None, None),
    ],
)
def test_sides_of_ucdps_dyads(party: str, name: str, number: int | None, gwno: int | None) -> None:
    side = CODES.ucdp_side(BOOK.by_name[party])
    assert (side.name, side.id, side.gwno) == (name, number, gwno)


def test_ucdps_ids_are_of_one_party_each() -> None:
    numbers = [number for number, _ in CODES.ucdp.values()]
    assert len(set(numbers)) == len(numbers) >= 130
