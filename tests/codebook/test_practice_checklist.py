"""The checklist of people who code by hand, as far as coding one claim or event decides it.

Lines on series, grades, exports, reports and the ledger are tested beside those.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.builders import Report, fighters, number, party, place, says

from sitrep.codebook import frames, parties
from sitrep.codebook.access import access_category
from sitrep.codebook.acled import sub_event
from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.idmc import idmc
from sitrep.codebook.parties import words_of
from sitrep.codebook.party_codes import party_codes
from sitrep.codebook.plover import coded, plover
from sitrep.codebook.ucdp import ucdp
from sitrep.export.houses_place import house_place
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.view import Level, public_names, render

ARMY = party("The army", "Syrian government forces", kind="state_force")
SDF = party("SDF", "Syrian Democratic Forces", kind="armed_group")
MILITANTS = fighters("militants", "Islamic State")


def told(sentence: str, *frames_of_it: tuple[str, str], **roles: object) -> tuple[Claim, ...]:
    """Claims of a sentence in which each (frame type, trigger) is told, all with the same roles."""
    report = Report(sentence)
    for kind, trigger in frames_of_it:
        report.frame(kind, trigger, **roles)
    return report.claims()


# ---- ACLED coder


def test_the_order_of_sub_event_types_decides() -> None:
    """Of several tactics the highest in ACLED's order is coded."""
    sentence = "Jets and artillery hit the town while the army and SDF fought."
    claims = told(
        sentence,
        ("airstrike", "Jets"),
        ("shelling", "artillery"),
        agent=party("the army", kind="state_force"),
    )
    assert sub_event(claims).sub_event_type == "Air/drone strike"
    gas = told("Jets dropped bombs with chlorine.", ("chemical", "chlorine"), ("airstrike", "Jets"))
    assert sub_event(gas).sub_event_type == "Chemical weapon"


@pytest.mark.parametrize(
    "event_type", ["Battles", "Explosions/Remote violence", "Violence against civilians"]
)
def test_every_list_of_sub_types_is_in_acleds_order(event_type: str) -> None:
    first = {
        "Battles": "Government regains territory",
        "Explosions/Remote violence": "Chemical weapon",
        "Violence against civilians": "Sexual violence",
    }
    last = {
        "Battles": "Armed clash",
        "Explosions/Remote violence": "Grenade",
        "Violence against civilians": "Abduction/forced disappearance",
    }
    subs = acled_categories().event_types[event_type]
    assert (subs[0], subs[-1]) == (first[event_type], last[event_type])


def test_a_deal_is_an_agreement_and_an_unopposed_takeover_a_transfer() -> None:
    deal = told("They agreed to let the fighters leave the city.", ("agree", "agreed"))
    assert sub_event(deal).sub_event_type == "Agreement"
    left = Report("The soldiers left the village and the rebels moved in without a fight.")
    left.frame(
        "withdraw", "left", agent=party("The soldiers", "Syrian government forces", kind="state_force")
    )
    left.frame("capture", "moved in", agent=party("the rebels", "Syrian rebels", kind="armed_group"))
    assert sub_event(left.claims()).sub_event_type == "Non-violent transfer of territory"


def test_the_coalition_is_external() -> None:
    book = parties.load().by_name
    assert (
        acled_categories().inter[party_codes().inter(book["US-led coalition"], "SYR")]
        == "External/Other forces"
    )
    assert party_codes().inter(book["Syrian government forces"], "SYR") == 1


def test_nobody_is_a_terrorist_by_type() -> None:
    words = [
        *acled_categories().inter.values(),
        *frames.load().types,
        *parties.KINDS,
        *plover().sectors.values(),
    ]
    assert [word for word in words if "terror" in word.casefold()] == []


def test_attackers_without_a_name_are_an_unidentified_armed_group() -> None:
    assert acled_categories().unidentified("Iraq") == ("Unidentified Armed Group (Iraq)", 3)


def test_dozens_are_twelve_and_silence_is_nought() -> None:
    words = acled_categories().fatalities
    assert (words["dozens"], words["silent"]) == (12, 0)


def test_a_country_alone_is_no_place_to_acled() -> None:
    country = replace(place("Syria", kind="country"), ucdp_prec=6, acled_prec=None)
    assert house_place(country).geo_precision is None


# ---- UCDP coder


@settings(deadline=None)
@given(deaths=st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_best_is_the_sum_of_the_four_kinds_of_dead(deaths: list[int]) -> None:
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert ucdp().best(dict(zip(names, deaths, strict=True))) == sum(deaths)


@pytest.mark.parametrize("name", ["ISIS", "ISIL", "Daesh", "IS", "Islamic State group"])
def test_a_dyad_is_one_whatever_a_side_is_called(name: str) -> None:
    book = parties.load()
    found = book.match(words_of(name), 0, year=2017, countries=("SYR",), shouted=False)
    assert found is not None
    codes = party_codes()
    sides = [codes.ucdp_side(found.party), codes.ucdp_side(book.by_name["Syrian Democratic Forces"])]
    assert ucdp().dyad([sides[0].name], [sides[1].name]) == "IS - SDF"
    assert [side.id for side in sides] == [234, 6288]


def test_a_partys_name_goes_by_the_year() -> None:
    book = parties.load()
    for year, name in ((2016, "Jabhat al-Nusra"), (2012, None)):
        found = book.match(words_of("Jabhat Fateh al-Sham"), 0, year=year, countries=("SYR",), shouted=False)
        assert (found and found.party.name) == name


def test_who_said_it_is_not_who_published_it() -> None:
    claim = Report("Activists said 12 people died.").frame(
        "kill", "died", said=(says("activists", named="anonymous", role="origin"),),
        quantity=number("12", 12), target=party("12 people"),
    ).claim("figure")  # fmt: skip
    assert [(link.role, link.name) for link in claim.chain] == [
        ("origin", "activists"), ("outlet", "Daily Courier"),
    ]  # fmt: skip


def test_a_total_is_not_an_event() -> None:
    """UCDP's clarity 2: a cumulative figure is told apart from the figure of an incident."""
    one = Report("Shelling killed 12 people.").frame(
        "kill", "killed", quantity=number("12", 12), target=party("12 people")
    )
    total = Report("More than 1,000 people have been killed since June.").frame(
        "kill", "killed", measure="cumulative", target=party("1,000 people"),
        quantity=number("More than 1,000", 1000, 1000, None, "more_than"),
    )  # fmt: skip
    measures = [report.claim("figure").figure.measure for report in (one, total)]
    assert measures == ["incident", "cumulative"]


# ---- PLOVER's rules


def test_announced_withdrawal_is_conceded_and_a_real_one_retreat() -> None:
    will = told("The army will leave Idlib.", ("withdraw", "leave"), modality="planned", agent=ARMY)
    did = told("The army left Idlib.", ("withdraw", "left"), agent=ARMY)
    assert {claim.codes.plover for claim in will} == {"CONCEDE"}
    assert {(claim.codes.plover, claim.codes.plover_mode) for claim in did} == {("RETREAT", "withdraw")}


def test_people_who_flee_are_never_the_actor() -> None:
    report = Report("Army shelling drove 500 people from Idlib.").frame(
        "displace", "drove", agent=party("Army", "Syrian government forces", kind="state_force"),
        target=party("500 people"), quantity=number("500", 500), origin=place("Idlib"),
    )  # fmt: skip
    for claim in report.claims():
        assert (claim.codes.plover, claim.codes.plover_mode) == ("SANCTION", "expel")
        assert [agent.name for agent in claim.agents] == ["Syrian government forces"]


def test_captured_fighters_are_abducted_and_arrested_civilians_are_not() -> None:
    fighters_ = told("The army captured militants.", ("detain", "captured"), agent=ARMY, target=MILITANTS)
    villagers = told(
        "The army arrested villagers.",
        ("detain", "arrested"),
        agent=ARMY,
        target=party("villagers", "civilians", kind="civilians"),
    )
    assert {(c.codes.plover, c.codes.plover_mode) for c in fighters_} == {("ASSAULT", "abduct")}
    assert {(c.codes.plover, c.codes.plover_mode) for c in villagers} == {("COERCE", "arrest")}


def test_forces_sent_within_an_attack_are_not_coded_beside_it() -> None:
    report = Report(
        "The army sent tanks.",
        "The army attacked militants.",
        "A day later in Homs.",
        "SDF sent fighters.",
    )
    report.frame("deploy", "sent", agent=ARMY)
    report.frame("attack", "attacked", s=1, agent=ARMY, target=MILITANTS)
    report.frame("deploy", "sent", s=3, agent=SDF)
    found = coded(report.claims())
    assert [(claim.sentence, claim.codes.plover) for claim in found if claim.kind == "event"] == [
        (1, "ASSAULT"), (3, "MOBILIZE"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("modality", "auxiliary"),
    [
        ("actual", None),
        ("planned", "future"),
        ("negated", "negation"),
        ("possible", "hypothetical"),
        ("demanded", "hypothetical"),
    ],
)
def test_a_modality_is_an_auxiliary_mode(modality: str, auxiliary: str | None) -> None:
    assert plover().auxiliary.get(modality) == auxiliary


# ---- OCHA analyst, IDMC


def test_access_by_the_nine_categories() -> None:
    claim = Report("Soldiers turned the aid convoy back at a checkpoint.").frame("block", "turned").claim()
    found = access_category(claim)
    assert found is not None and found[0].number == 4


def test_flow_and_stock_of_one_number_are_two_categories() -> None:
    fled = Report("Some 270,000 people have fled since April.").frame(
        "displace", "fled", measure="cumulative", target=party("270,000 people"), quantity=number("270,000", 270000)
    ).claim("figure").figure  # fmt: skip
    camps = Report("Some 270,000 people are displaced in the province.").frame(
        "displace", "displaced", measure="stock", target=party("270,000 people"), quantity=number("270,000", 270000)
    ).claim("figure").figure  # fmt: skip
    assert (fled.idmc, camps.idmc) == ("flow", "stock")
    assert idmc().category(fled.metric, fled.measure) == "Internal Displacements"
    assert idmc().category(camps.metric, camps.measure) == "IDPs"
    assert idmc().term(fled.metric) == "Forced to flee"


def test_people_who_are_trapped_have_no_term_of_idmcs() -> None:
    trapped = Report("Some 8,000 people are trapped.").frame(
        "trap", "trapped", measure="stock", target=party("8,000 people"), quantity=number("8,000", 8000)
    ).claim("figure").figure  # fmt: skip
    assert trapped.idmc is None
    assert idmc().term(trapped.metric) == "" and idmc().metrics["trapped"].ours


def test_origin_and_destination_are_told_apart() -> None:
    claim = Report("Some 900 people fled Tabqa for Manbij.").frame(
        "displace", "fled", target=party("900 people"), quantity=number("900", 900),
        origin=place("Tabqa"), destination=place("Manbij"),
    ).claim("figure")  # fmt: skip
    assert {one.name: house_place(one).location_type for one in claim.places} == {
        "Tabqa": "Origin", "Manbij": "Destination",
    }  # fmt: skip


# ---- journalist, documenter


def test_own_voice_is_told_from_what_somebody_said() -> None:
    said = Report("Rebels left Idlib, a spokesman said.").frame(
        "withdraw",
        "left",
        agent=party("Rebels", "Syrian rebels", kind="armed_group"),
        said=(says("a spokesman", named="described", by="Syrian rebels"),),
    )
    own = Report("Rebels left Idlib.").frame(
        "withdraw", "left", agent=party("Rebels", "Syrian rebels", kind="armed_group")
    )
    assert {claim.own_voice for claim in said.claims()} == {False}
    assert {claim.own_voice for claim in own.claims()} == {True}


def test_victims_names_are_locked_by_default() -> None:
    victim = party("Amal Haddad", kind="person", is_named=True, private=True, plural=False)
    claim = Report("Shelling killed Amal Haddad.").frame("kill", "killed", target=victim).claim("figure")
    shown = render(claim, Level.PUBLIC, frozenset({"Amal Haddad"}) - public_names([claim]))
    assert "Haddad" not in shown.quote and all("Haddad" not in one.name for one in shown.targets)


def test_what_is_not_stated_is_null_with_a_reason() -> None:
    claim = Report("Villagers fled.").frame("displace", "fled", target=party("Villagers")).claim("figure")
    assert claim.time.start is None and claim.time.reason == "no_phrase"
    assert claim.places == () and claim.figure is not None and claim.figure.best is None


def test_a_quote_is_told_from_a_paraphrase() -> None:
    """What stands in quotation marks is said in these words; what a report retells is not."""
    quoted = Report("“We left Idlib,” the commander said.").frame(
        "withdraw", "left", said=(replace(says("the commander", named="described"), direct=True),)
    )
    retold = Report("They had left Idlib, the commander said.").frame(
        "withdraw", "left", said=(says("the commander", named="described"),)
    )
    first = [report.claims()[0].chain[0].direct for report in (quoted, retold)]
    assert first == [True, False]


@pytest.mark.parametrize(
    ("phrase", "quantifier"),
    [
        ("about 8,000", "about"),
        ("more than 1,000", "more_than"),
        ("nearly 270,000", "nearly"),
        ("up to 40", "up_to"),
    ],
)
def test_hedges_survive_into_the_words_of_a_figure(phrase: str, quantifier: str) -> None:
    count = int("".join(character for character in phrase if character.isdigit()))
    bounds = {
        "about": (None, count, None), "more_than": (count, count, None), "nearly": (None, count, count),
        "up_to": (None, None, count),
    }[quantifier]  # fmt: skip
    told_ = Report(f"They said {phrase} people were killed.").frame(
        "kill", "killed", target=party("people"), quantity=number(phrase, *bounds, quantifier)
    ).claim("figure").figure  # fmt: skip
    assert told_ is not None and wording.figure(told_) == phrase


def test_best_is_nought_and_high_a_number_where_a_death_is_only_claimed() -> None:
    """The columns of UCDP hold it: best is the sum of four noughts, high is free."""
    names = {column.name: column for column in ucdp().columns}
    assert ucdp().best({}) == 0 and not {"high", "low"} & set(ucdp().best_is_sum_of)
    assert {names["high"].type, names["best"].type} == {"integer"}
