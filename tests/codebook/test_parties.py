"""The party codebook holds together: ids, aliases, owners, codes."""

from collections import defaultdict

import pytest

from sitrep.codebook import parties, people, read_yaml
from sitrep.codebook.parties import Alias, Party, key_of, words_of

BOOK = parties.load()
ENTRIES = [party for party in BOOK.by_name.values() if not party.id.startswith("state-")]


def test_size_and_header() -> None:
    assert len(ENTRIES) >= 1000
    for page in parties.PAGES:
        data = read_yaml(page)
        assert data["source"] and data["version"] and data["licence"], page


def test_ids_and_names_are_unique() -> None:
    rows = [row for page in parties.PAGES for row in read_yaml(page)["parties"]]
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["name"] for row in rows} <= set(BOOK.by_name)


def test_codes_are_of_the_closed_lists() -> None:
    for party in ENTRIES:
        assert party.kind in parties.KINDS
        assert party.sector in parties.SECTORS
        assert party.inter in parties.INTERACTIONS
        assert not party.home or party.home in BOOK.states


def test_owners_of_institutions_exist() -> None:
    """A state, a party of the book, or a government of a state; companies own outlets and agencies only."""
    for party in ENTRIES:
        if (
            not party.owner
            or party.kind in {"outlet", "agency"}
            and not party.owner.startswith("Government of")
        ):
            continue
        state = party.owner.removeprefix("Government of ").removeprefix("the ")
        assert party.owner in BOOK.by_name or state in BOOK.by_name, party


def test_an_alias_of_two_parties_is_marked() -> None:
    """Without a country, years or capitals to tell them apart, a name belongs to one party."""
    holders: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for party in ENTRIES:
        for alias in (Alias(party.name), *party.aliases):
            if not (alias.within or alias.first or alias.last or alias.capitals):
                holders[key_of(alias.text)].add(party.name)
    assert {key: names for key, names in holders.items() if len(names) > 1} == {}


def test_within_one_country_a_name_is_one_partys() -> None:
    holders: defaultdict[tuple[tuple[str, ...], str], set[str]] = defaultdict(set)
    for party in ENTRIES:
        for alias in party.aliases:
            if alias.within and not alias.first and not alias.last:
                holders[key_of(alias.text), alias.within].add(party.name)
    assert {key: names for key, names in holders.items() if len(names) > 1} == {}


def test_no_alias_takes_a_countrys_name() -> None:
    countries = {key_of(state.name) for state in BOOK.states.values()}
    assert [
        party.name for party in ENTRIES for alias in party.aliases if key_of(alias.text) in countries
    ] == []


def test_labels_are_neutral() -> None:
    assert [
        party.name for party in ENTRIES if "terror" in party.kind or "terror" in party.inter.casefold()
    ] == []


@pytest.mark.parametrize(
    ("text", "year", "countries", "expected"),
    [
        ("SNA", 2020, ("SYR",), "Syrian National Army"),
        ("SNA", 2020, ("SOM",), "Somali National Army"),
        ("SNA", 2020, (), None),
        ("ADF", 2020, ("CMR",), "Ambazonia separatists"),
        ("ADF", 2020, ("COD",), "Allied Democratic Forces"),
        ("UPDF", 2020, ("BGD",), "United People's Democratic Front (Bangladesh)"),
        ("FPI", 2010, ("CIV",), "Ivorian Popular Front"),
        ("FPI", 2010, ("IDN",), "Islamic Defenders Front"),
        ("FPI", 2010, (), None),
        ("Army of Islam", 2015, ("SYR", "PSE"), "Jaish al-Islam"),
        ("Army of Islam", 2008, ("PSE",), "Army of Islam (Gaza)"),
        ("People's Democratic Party", 2015, ("NGA",), "People's Democratic Party (Nigeria)"),
        ("People's Democratic Party", 2015, ("TUR",), "Peoples' Democratic Party"),
        ("Islamic Front", 2014, ("SYR",), "Islamic Front (Syria)"),
        ("Islamic Front", 2020, ("SYR",), None),
        ("White flags", 2017, ("IRQ",), None),
        ("Republican Guard", 2017, ("YEM",), "Republican Guard (Yemen)"),
        ("Republican Guard", 2017, ("SYR",), "Republican Guard (Syria)"),
        ("Jabhat Fateh al-Sham", 2016, (), "Jabhat al-Nusra"),
        ("Jabhat Fateh al-Sham", 2012, (), None),
        ("UN Security Council", None, (), "United Nations Security Council"),
        ("Peoples' Democratic Party", None, (), "Peoples' Democratic Party"),
        ("DAESH", None, (), "Islamic State"),
        ("U.N.", None, (), "United Nations"),
        ("is", None, (), None),
        ("who", None, (), None),
    ],
)
def test_the_longest_alias_that_the_report_allows(
    text: str, year: int | None, countries: tuple[str, ...], expected: str | None
) -> None:
    found = BOOK.match(words_of(text), 0, year=year, countries=countries, shouted=False)
    assert (found.party.name if found else None) == expected


def test_keys_ignore_case_accents_and_punctuation() -> None:
    assert key_of("Médecins Sans Frontières") == key_of("MEDECINS SANS FRONTIERES")
    assert key_of("Kurdistan Workers' Party") == key_of("Kurdistan Workers’ Party")
    assert key_of("Iraq's army") == key_of("Iraq army")


def test_a_malformed_entry_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "x", "name": "X", "kind": "club", "sector": "REB", "inter": "Rebel group"}
    with pytest.raises(parties.CodebookError, match="'X'"):
        parties.party_of(row)
    with pytest.raises(parties.CodebookError, match="malformed"):
        parties.party_of({"id": "x"})


def test_every_leader_speaks_for_a_known_side() -> None:
    book = people.load()
    assert [row for row in book.leaders if row.side not in BOOK.states and row.side not in BOOK.by_name] == []


def test_default_referents_are_parties() -> None:
    table = people.load().default_referents
    assert [name for row in table.values() for name in row.values() if name not in BOOK.by_name] == []


def test_state_aliases_give_the_state() -> None:
    state = BOOK.states["USA"]
    assert isinstance(state, Party)
    found = BOOK.match(words_of("the U.S. army"), 1, year=None, countries=(), shouted=False)
    assert found is not None and found.party.name in {"United States", "US military"}
