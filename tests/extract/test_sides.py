"""Roles put right: who loses a place, what is a place, and which frame a number belongs to."""

from dataclasses import replace

import pytest
from tests.extract.builders import Report, fighters, number, party, place, says

from sitrep.model.span import Span

IS = party("Islamic State", kind="armed_group")
ARMY = party("The army", "Syrian government forces", kind="state_force")
PRONOUN = party("it", "Islamic State", kind="armed_group", reason="pronoun")


def _unnamed(mention):
    return replace(mention, is_named=False)


def test_the_party_that_a_place_is_taken_from_never_holds_it() -> None:
    report = Report("The army said that it had retaken Hama from Islamic State.")
    report.frame("support", "said", agent=ARMY, target=IS)
    report.frame(
        "capture",
        "retaken",
        agent=_unnamed(PRONOUN),
        place=place("Hama"),
        said=(says("The army", by="Syrian government forces"),),
    )
    claim = report.claim("control")
    assert claim.control.holder == "Syrian government forces"
    assert [one.name for one in claim.targets] == ["Islamic State"]
    assert claim.agents[0].phrase == "it"
    assert "loser_after_from" in dict(claim.reasons)["agents"]


def test_without_a_known_speaker_nobody_holds_what_a_pronoun_took() -> None:
    report = Report("It was retaken from Islamic State, and it fought on.")
    report.frame("clash", "fought", agent=IS)
    report.frame("capture", "retaken", agent=_unnamed(PRONOUN), place=place("It"))
    claim = report.claim("control")
    assert claim.control.holder == "" and not claim.control.whole


def test_the_loser_is_a_target_even_where_the_engine_gives_none() -> None:
    report = Report("Islamic State fell back.", "The army captured Hama from the Islamic State on Monday.")
    report.frame("withdraw", "fell back", agent=IS)
    report.frame("capture", "captured", s=1, agent=ARMY, place=place("Hama"))
    claim = report.claim("control", "capture")
    assert claim.control.holder == "Syrian government forces" and claim.control.whole
    assert [(one.name, one.span.of(report.text)) for one in claim.targets] == [
        ("Islamic State", "Islamic State")
    ]


@pytest.mark.parametrize("sentence", ["The army captured Hama from the south.", "The army captured Hama."])
def test_a_direction_is_no_loser(sentence: str) -> None:
    claim = (
        Report(sentence)
        .frame("capture", "captured", agent=ARMY, place=place("Hama"))
        .claim("control", "capture")
    )
    assert claim.targets == () and claim.control.whole


def test_from_in_another_clause_says_nothing_of_the_place() -> None:
    report = Report("The army captured Hama, and residents fled from Islamic State.")
    report.frame("displace", "fled", agent=IS, target=party("residents"))
    report.frame("capture", "captured", agent=ARMY, place=place("Hama"))
    assert report.claim("control").targets == ()


@pytest.mark.parametrize(
    ("trigger", "change"), [("ceded", "lost"), ("abandoned", "lost"), ("took", "gained")]
)
def test_who_gives_a_place_up_loses_it_whatever_its_type(trigger: str, change: str) -> None:
    report = Report(f"Islamic State {trigger} Hama.").frame("capture", trigger, agent=IS, place=place("Hama"))
    assert report.claim("control").control.change == change


def test_nobody_attacks_himself() -> None:
    report = Report("The army attacked the militants.")
    target = _unnamed(fighters("the militants", "Syrian government forces"))
    report.frame("clash", "attacked", agent=ARMY, target=target)
    claim = report.claim("event")
    assert [(one.name, one.members_of) for one in claim.targets] == [("militants", "")]
    assert dict(claim.reasons)["targets"] == "not_its_own_attacker"


def test_a_party_that_is_named_on_both_sides_stays() -> None:
    report = Report("The army shot at The army.")
    report.frame("clash", "shot", agent=ARMY, target=ARMY)
    assert [one.name for one in report.claim("event").targets] == ["Syrian government forces"]


def _country(phrase: str):
    return place(phrase, "Syria", kind="country")


def test_an_adjective_of_people_is_no_place() -> None:
    report = Report("Syrian fighters left.")
    report.frame("withdraw", "left", agent=party("Syrian fighters"), origin=_country("Syrian"))
    claim = report.claim("movement")
    assert claim.places == ()
    assert "Syrian: adjective_of_people" in dict(claim.reasons)["places"]


def test_a_country_named_as_such_is_a_place() -> None:
    report = Report("Fighters left Syria.")
    report.frame("withdraw", "left", agent=party("Fighters"), origin=_country("Syria"))
    assert [one.name for one in report.claim("movement").places] == ["Syria"]


def test_a_description_after_a_comma_is_the_place_before_it() -> None:
    report = Report("The army holds Tabqa, the last town in its hands.")
    wrong = replace(place("the last town"), name="Hama", geonameid=2)
    report.frame("hold", "holds", agent=ARMY, place=[place("Tabqa"), wrong])
    claims = report.claims("control")
    assert [claim.places[0].name for claim in claims] == ["Tabqa"]


def test_two_places_in_a_row_stay_two() -> None:
    report = Report("The army holds Tabqa, Hama and Homs.")
    places = [place("Tabqa"), replace(place("Hama"), geonameid=2), replace(place("Homs"), geonameid=3)]
    report.frame("hold", "holds", agent=ARMY, place=places)
    assert [claim.places[0].name for claim in report.claims("control")] == ["Tabqa", "Hama", "Homs"]


def test_one_place_named_twice_in_a_frame_is_one() -> None:
    report = Report("Tabqa fell; the army took the town.")
    report.frame("capture", "took", agent=party("the army", kind="state_force"),
                 place=[place("Tabqa"), place("the town", "Tabqa")])  # fmt: skip
    assert len(report.claims("control")) == 1


def test_a_building_is_not_the_town_it_stands_in() -> None:
    report = Report("The army seized the stadium.")
    report.frame("capture", "seized", agent=ARMY, place=place("the stadium", "Hama"))
    claim = report.claim("control")
    assert not claim.control.whole and dict(claim.reasons)["control.whole"] == "part_of_the_place"


@pytest.mark.parametrize("phrase", ["the city", "there", "the whole town", "Hama"])
def test_a_word_for_the_whole_place_is_the_place(phrase: str) -> None:
    report = Report(f"The army seized {phrase}.")
    report.frame("capture", "seized", agent=ARMY, place=place(phrase, "Hama"))
    assert report.claim("control").control.whole


def _displaced(report: Report, phrase: str) -> Report:
    people = party(phrase, "people")
    count = number("40", 40)
    report.frame("kill", "killed", target=people, quantity=count)
    return report.frame("displace", "displaced", target=people, quantity=count)


def test_the_number_of_the_dead_is_not_a_number_of_the_displaced() -> None:
    report = _displaced(Report("A bomb killed 40 displaced people."), "40 displaced people")
    assert [(one.type, one.figure.best) for one in report.claims("figure")] == [("kill", 40)]
    movement = report.claim("movement")
    assert dict(movement.reasons)["figure"] == "counted_by_kill" and movement.time.start is None


def test_a_verb_counts_for_itself() -> None:
    report = Report("Raids killed 40 people and displaced 40 people.")
    people = party("40 people", "people")
    report.frame("kill", "killed", target=people, quantity=number("40", 40))
    report.frame("displace", "displaced", target=people, quantity=number("40", 40))
    assert [(one.type, one.figure.best) for one in report.claims("figure")] == [
        ("kill", 40),
        ("displace", 40),
    ]


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [("Four", "in five buildings"), ("Two", "out of three homes"), ("One", "of every ten houses")],
)
def test_a_share_of_homes_is_no_number_of_homes(phrase: str, noun: str) -> None:
    report = Report(f"{phrase} {noun} in Hama are destroyed.")
    report.frame("destroy", "destroyed", target=party(noun, kind="thing"), place=place("Hama"),
                 quantity=number(phrase, 4, unit="building"))  # fmt: skip
    assert report.claims("figure") == ()


def test_a_percentage_of_homes_is_no_number_of_homes() -> None:
    report = Report("80 percent of buildings in Hama are destroyed.")
    report.frame("destroy", "destroyed", target=party("buildings", kind="thing"), place=place("Hama"),
                 quantity=number("80 percent", 80, unit="percent"))  # fmt: skip
    assert all(claim.figure.best is None for claim in report.claims("figure"))


def test_a_number_in_a_number_of_villages_is_a_number() -> None:
    report = Report("Raids killed three in two villages.")
    report.frame("kill", "killed", quantity=number("three", 3))
    assert report.claim("figure").figure.best == 3


def test_a_bare_number_beside_its_people_is_no_party() -> None:
    report = Report("The coalition confirmed 51 civilian deaths.")
    wrong = party("51", "US-led coalition", kind="coalition")
    report.frame(
        "kill", "deaths", target=[wrong, party("civilian", "civilians", kind="civilians")],
        quantity=number("51", 51),
    )  # fmt: skip
    claim = report.claim("figure")
    assert (claim.figure.subject, [one.name for one in claim.targets]) == ("civilians", ["civilians"])


def test_an_unresolved_pronoun_keeps_its_phrase() -> None:
    report = Report("They shelled Hama.")
    nobody = replace(party("They", kind="unknown", reason="pronoun_unresolved"), name="")
    claim = report.frame("shelling", "shelled", agent=nobody, place=place("Hama")).claim()
    assert [(one.phrase, one.span) for one in claim.agents] == [("They", Span(0, 4))]
    assert dict(claim.reasons)["agents"] == "They: pronoun_unresolved"


def test_the_denier_does_not_do_what_he_denies() -> None:
    coalition = party("The coalition", "US-led coalition", kind="coalition")
    report = Report("The coalition ruled out the exit of foreign Islamic State fighters.", "They had a deal.")
    report.frame("deny", "ruled out", agent=coalition, topic="the exit of foreign Islamic State fighters")
    leaving = fighters("foreign Islamic State fighters", "Islamic State", is_part=True)
    report.frame("withdraw", "exit", modality="negated", agent=[coalition, leaving])
    report.frame("agree", "deal", s=1)
    claim = report.claim("deal", "withdraw")
    assert (claim.term.party_class, claim.term.stance) == ("foreign fighters", "denies")
    assert [one.phrase for one in claim.agents] == ["foreign Islamic State fighters"]


def test_people_described_by_a_participle_are_counted_once_however_their_own_spans_are_cut() -> None:
    report = Report("Mines killed 3 returning residents.")
    count = number("3", 3)
    report.frame("kill", "killed", target=party("3 returning residents", "residents"), quantity=count)
    report.frame("return", "returning", target=party("residents"), quantity=count)
    assert [(one.type, one.figure.best) for one in report.claims("figure")] == [("kill", 3)]


def test_a_clause_of_its_own_counts_as_well() -> None:
    report = Report("The army attacked 300 fighters who remain in Hama.")
    count = number("300", 300)
    report.frame("clash", "attacked", agent=ARMY, target=party("300 fighters who remain in Hama", "fighters"),
                 quantity=count)  # fmt: skip
    report.frame("present", "remain", agent=party("300 fighters", kind="combatants"), place=place("Hama"),
                 quantity=count)  # fmt: skip
    assert [(one.type, one.figure.best) for one in report.claims("figure")] == [("present", 300)]
