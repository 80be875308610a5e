from dataclasses import replace

import pytest

from sitrep.model.claim import Claim, ClaimKind, Codes
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.model.view import (
    PRIVATE_PERSON,
    Level,
    coarse_points,
    mask,
    private_names,
    public_names,
    render,
    without_names,
)

UNDATED = TimeMention(None, "", None, None, None, None, None, None, "no_phrase")


def person(name: str, *, private: bool, phrase: str = "") -> PartyMention:
    return PartyMention(None, phrase or name, name, "", "person", True, False, private, False, "", "name")


def group(name: str, phrase: str = "") -> PartyMention:
    return PartyMention(
        None, phrase or name, name, name.lower(), "armed_group", True, False, False, True, "", "alias"
    )


def point(phrase: str) -> PlaceMention:
    return PlaceMention(
        None, phrase, phrase, "Syria", "SY", 35.9523, 39.0091, 1, phrase, "town", "event", 1, 1, None, "exact"
    )


def told(quote: str, **changes: object) -> Claim:
    plain = Claim(
        id="a" * 20, frame="f" * 20, kind=ClaimKind.EVENT, type="kill", modality="actual", document="d" * 20,
        sentence=0, evidence=Span(0, len(quote)), quote=quote, trigger=Span(0, 1), agents=(), targets=(), mediators=(),
        places=(), time=UNDATED, chain=(), own_voice=True, codes=Codes(), confidence=0.5, published="2017-10-15",
        block_role="body",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def shown(claim: Claim, level: Level = Level.PUBLIC) -> Claim:
    return render(claim, level, private_names([claim]))


def test_a_teacher_killed_by_a_shell_has_no_name_in_public() -> None:
    claim = told(
        "A shell killed the teacher Samir Haddad; Haddad was 34.",
        targets=(person("Samir Haddad", private=True, phrase="the teacher Samir Haddad"),),
    )
    public = shown(claim)
    assert public.quote == f"A shell killed the teacher {PRIVATE_PERSON}; {PRIVATE_PERSON} was 34."
    assert public.targets[0].name == PRIVATE_PERSON and "Haddad" not in public.targets[0].phrase
    assert shown(claim, Level.RESTRICTED) == claim


def test_whoever_is_named_as_killed_is_masked_even_with_a_rank() -> None:
    claim = told("Gen. Omar Aziz was killed.", targets=(person("Omar Aziz", private=False),))
    assert shown(claim).quote == f"Gen. {PRIVATE_PERSON} was killed."


def test_a_spokesman_keeps_his_name() -> None:
    claim = told(
        "The group left, spokesman Omar Aziz said.",
        type="withdraw",
        agents=(group("Northern Front"),),
        chain=(AttributionLink("Omar Aziz", "speaker", "named"),),
    )
    assert shown(claim) == claim


def test_a_witness_named_in_the_chain_is_masked_everywhere() -> None:
    claim = told(
        "They burned the market, said Rana Nasser.",
        type="destroy",
        chain=(AttributionLink("Rana Nasser", "speaker", "named", private=True),),
    )
    public = shown(claim)
    assert (
        public.chain[0].name == PRIVATE_PERSON and "Rana" not in public.quote and "Nasser" not in public.quote
    )


def test_a_party_that_was_hit_is_no_person() -> None:
    claim = told("Ten of the Northern Front were killed.", targets=(group("Northern Front"),))
    assert shown(claim) == claim


@pytest.mark.parametrize(
    "phrase", ["a hospital in Raqqa", "the camp near Ain Issa", "a convoy", "the shelter"]
)
def test_points_of_protected_places_are_coarse(phrase: str) -> None:
    place = shown(told("Shells hit it.", places=(point(phrase),))).places[0]
    assert (place.lat, place.lon) == (36.0, 39.0)


@pytest.mark.parametrize("field", ["name", "gazetteer_name", "kind"])
def test_a_place_is_protected_by_its_name_and_kind_too(field: str) -> None:
    place = replace(point("Al-Amal"), **{field: "camp"})
    public = shown(told("Shells hit it.", places=(place,))).places[0]
    assert (public.lat, public.lon) == (36.0, 39.0)


def test_a_coarse_point_says_so_and_leads_nowhere() -> None:
    public = shown(told("Shells hit it.", places=(point("the shelter"),))).places[0]
    assert (public.geonameid, public.ucdp_prec, public.acled_prec, public.radius_km) == (None, 2, 2, 8.0)
    wide = replace(point("the camp"), ucdp_prec=4, acled_prec=None, radius_km=60.0)
    public = shown(told("Shells hit it.", places=(wide,))).places[0]
    assert (public.ucdp_prec, public.acled_prec, public.radius_km) == (4, None, 60.0)


def test_points_that_the_public_view_cuts_are_known_by_claim() -> None:
    hit = told("Shells hit it.", places=(point("the shelter"), point("the stadium")))
    other = told("Shells hit it.", id="b" * 20, places=(point("the stadium"),))
    assert coarse_points([hit, other]) == {hit.id: frozenset({(35.9523, 39.0091)})}


@pytest.mark.parametrize(
    ("url", "shown_url"),
    [
        ("https://example.org/2017/teacher-samir-haddad-killed", ""),
        ("https://example.org/Samir_Haddad.html", ""),
        ("https://example.org/haddad-street-hit", "https://example.org/haddad-street-hit"),
        ("https://example.org/samirhaddadstreet", "https://example.org/samirhaddadstreet"),
    ],
)
def test_an_address_that_spells_a_private_name_is_left_out(url: str, shown_url: str) -> None:
    assert without_names(url, frozenset({"Samir Haddad", "SAMIR HADDAD", "Haddad"})) == shown_url


def test_points_of_other_places_stay() -> None:
    claim = told("Shells hit it.", places=(point("the stadium"),))
    assert shown(claim).places == claim.places


def test_masking_takes_whole_words_and_longest_names_first() -> None:
    names = frozenset({"Rana Nasser", "Nasser"})
    assert (
        mask("Nasser and Rana Nasser in Nasseriya", names)
        == f"{PRIVATE_PERSON} and {PRIVATE_PERSON} in Nasseriya"
    )


def test_a_name_is_masked_in_capitals_too() -> None:
    claim = told(
        "THE ELN KIDNAPPED RANCHER JORGE VELEZ.",
        type="abduct",
        targets=(person("Jorge Velez", private=True, phrase="RANCHER JORGE VELEZ"),),
    )
    assert shown(claim).quote == f"THE ELN KIDNAPPED RANCHER {PRIVATE_PERSON}."


def test_a_name_taken_for_a_place_is_no_place_in_public() -> None:
    person_s = replace(point("Salim al-Omari"), lat=None, lon=None, reason="not_in_gazetteer")
    claim = told("Shelling in Salim al-Omari killed two.", places=(person_s, point("Raqqa")))
    public = render(claim, Level.PUBLIC, frozenset({"Salim al-Omari"}))
    assert [place.name for place in public.places] == ["Raqqa"]
    assert render(claim, Level.RESTRICTED, frozenset({"Salim al-Omari"})) == claim


def test_the_house_of_somebody_is_told_in_the_quote_alone() -> None:
    house = replace(point("Salim al-Omari"), lat=None, lon=None, phrase="the house of Salim al-Omari")
    claim = told("It hit the house of Salim al-Omari.", places=(house,))
    public = render(claim, Level.PUBLIC, frozenset({"Salim al-Omari"}))
    assert public.places == () and public.quote == f"It hit the house of {PRIVATE_PERSON}."


def test_a_town_found_in_a_last_name_is_no_place_in_public() -> None:
    """Amal Raqqa is a person: the town of her last name is not where she was killed, and tells her name."""
    town = replace(point("Raqqa"), phrase="the house of Amal Raqqa")
    claim = told("They came to the house of Amal Raqqa.", places=(town,))
    assert render(claim, Level.PUBLIC, frozenset({"Amal Raqqa"})).places == ()


def test_a_town_beside_a_private_name_stays_and_its_phrase_is_masked() -> None:
    town = replace(point("Raqqa"), phrase="the house of Amal Haddad in Raqqa")
    claim = told("They came to the house of Amal Haddad in Raqqa.", places=(town,))
    (place,) = render(claim, Level.PUBLIC, frozenset({"Amal Haddad", "Haddad"})).places
    assert (place.name, place.phrase) == ("Raqqa", f"the house of {PRIVATE_PERSON} in Raqqa")
    assert place.lat is not None


def test_a_place_of_two_words_taken_for_a_person_stays_whole() -> None:
    claim = told(
        "A strike hit Khan Younis.",
        targets=(person("Khan Younis", private=True),),
        places=(point("Khan Younis"),),
    )
    assert private_names([claim]) == frozenset()
    assert shown(claim).quote == "A strike hit Khan Younis."


def test_public_names_are_places_with_points_parties_and_persons_with_a_role() -> None:
    claim = told(
        "x",
        agents=(group("Northern Front"), person("Omar Aziz", private=False)),
        targets=(person("Samir Haddad", private=True),),
        places=(point("Raqqa"),),
        chain=(AttributionLink("Rana Nasser", "speaker", "named", private=True),),
    )
    assert public_names([claim]) == {"Northern Front", "Front", "Omar Aziz", "Aziz", "Raqqa"}
