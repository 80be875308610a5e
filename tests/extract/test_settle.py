"""What claims of one event share: cause, time, place; and who is the source inside denials and demands."""

import pytest
from tests.extract.builders import Report, days, fighters, number, party, place, says

from sitrep.model.document import BlockRole

MONDAY = days("on Monday", "2017-10-09")
SIX = {"target": party("Six people", "people"), "quantity": number("Six", 6)}
COALITION = party("The coalition", "US-led coalition", kind="coalition")
UN = party("The UN", "United Nations", kind="un")


def test_deaths_attach_to_the_attack_that_is_named_as_their_cause() -> None:
    report = Report("Airstrikes on Monday killed Six people in Idlib.")
    report.frame("airstrike", "Airstrikes")
    report.frame(
        "kill", "killed", agent=party("Airstrikes", kind="thing"), place=place("Idlib"), time=MONDAY, **SIX
    )
    event, figure = report.claim("event"), report.claim("figure")
    assert figure.event_frame == event.frame and event.event_frame == ""
    assert dict(figure.reasons)["event_frame"] == "is_its_cause"


def test_the_attack_shares_day_and_place_of_its_deaths() -> None:
    report = Report("Airstrikes on Monday killed Six people in Idlib.")
    report.frame("airstrike", "Airstrikes")
    report.frame(
        "kill", "killed", agent=party("Airstrikes", kind="thing"), place=place("Idlib"), time=MONDAY, **SIX
    )
    event = report.claim("event")
    assert (event.time.basis, str(event.time.start)) == ("inherited", "2017-10-09")
    assert [one.name for one in event.places] == ["Idlib"]
    assert dict(event.reasons)["time"] == "inherited: same_event"


def test_deaths_attach_to_the_sentence_before_if_they_say_nothing_else() -> None:
    report = Report("Airstrikes hit Idlib on Monday.", "Six people died.")
    report.frame("airstrike", "Airstrikes", place=place("Idlib"), time=MONDAY).frame(
        "kill", "died", s=1, **SIX
    )
    figure = report.claim("figure")
    assert figure.event_frame == report.claim("event").frame
    assert figure.places[0].name == "Idlib" and figure.time.basis == "inherited"


@pytest.mark.parametrize(
    "more",
    [{"place": place("Hama")}, {"time": days("on Friday", "2017-10-13")}, {"modality": "possible"}],
    ids=["other place", "other day", "other modality"],
)
def test_deaths_elsewhere_or_otherwise_do_not_attach(more: dict) -> None:
    report = Report("Airstrikes hit Idlib on Monday.", "Six people died in Hama on Friday.")
    report.frame("airstrike", "Airstrikes", place=place("Idlib"), time=MONDAY)
    report.frame("kill", "died", s=1, **SIX, **more)
    figure = report.claim("figure")
    assert figure.event_frame == ""
    assert [claim.type for claim in report.claims("event")] == ["airstrike", "kill"]


def test_a_total_over_a_period_is_no_event_and_belongs_to_none() -> None:
    report = Report("Six people died in Idlib since the battle began in June.")
    report.frame("kill", "died", place=place("Idlib"), measure="cumulative",
                 time=days("since the battle began in June", "2017-06-01", "2017-10-15"), **SIX)  # fmt: skip
    report.frame("clash", "battle", place=place("Idlib"), time=days("in June", "2017-06-01", "2017-06-30"))
    assert report.claim("figure").event_frame == ""
    assert [claim.type for claim in report.claims("event")] == ["clash"]


def test_human_shields_taken_on_the_way_share_night_and_place() -> None:
    group = fighters("A group of fighters", "Islamic State", is_part=True)
    report = Report("A group of fighters left Tabqa overnight, taking villagers as human shields.")
    report.frame(
        "withdraw",
        "left",
        agent=group,
        origin=place("Tabqa"),
        time=days("overnight", "2017-10-14", "2017-10-15"),
    )
    report.frame("abduct", "human shields", agent=group, target=party("villagers"))
    claim = report.claim("event", "abduct")
    assert [(one.name, one.role) for one in claim.places] == [("Tabqa", "event")]
    assert claim.time.basis == "inherited" and str(claim.time.end) == "2017-10-15"


def test_a_stock_without_a_phrase_is_as_of_the_publication_day() -> None:
    report = Report("Some 8 people are trapped in Idlib.")
    report.frame("trap", "trapped", target=party("Some 8 people", "people"),
                 quantity=number("Some 8", None, 8, None, "about"), measure="stock",
                 place=place("Idlib"))  # fmt: skip
    claim = report.claim("figure")
    assert (claim.time.basis, str(claim.time.start), str(claim.time.end)) == (
        "as_of",
        "2017-10-15",
        "2017-10-15",
    )


def test_an_event_without_a_phrase_stays_undated_with_a_reason() -> None:
    claim = Report("Jets struck Idlib.").frame("airstrike", "struck", place=place("Idlib")).claim()
    assert claim.time.start is None and dict(claim.reasons)["time"] == "no_phrase"


def test_without_a_publication_date_a_stock_abstains() -> None:
    report = Report("SDF hold Idlib.", published=None)
    claim = report.frame("hold", "hold", agent=party("SDF", kind="armed_group"), place=place("Idlib")).claim()
    assert claim.time.start is None and claim.time.reason == "no_anchor" and claim.published == ""


@pytest.mark.parametrize("kind", ["deny", "accuse", "threaten", "demand"])
def test_the_speaker_of_an_act_of_speech_is_the_source_inside_its_topic(kind: str) -> None:
    report = Report("The coalition spoke of attacks on Idlib.")
    report.frame(kind, "spoke", agent=COALITION, topic="attacks on Idlib").frame(
        "attack", "attacks", place=place("Idlib")
    )
    claim = report.claim("event")
    assert [(link.name, link.role) for link in claim.chain] == [
        ("US-led coalition", "speaker"),
        ("Daily Courier", "outlet"),
    ]
    assert not claim.own_voice and dict(claim.reasons)["attribution"] == f"agent_of_{kind}"


def test_a_reported_denial_keeps_the_reporter_behind_the_denier() -> None:
    report = Report("The coalition denied attacks, Bali said.")
    said = (says("Mostafa Bali"),)
    report.frame("deny", "denied", agent=COALITION, topic="attacks", said=said).frame(
        "attack", "attacks", said=said
    )
    assert [link.name for link in report.claim("event").chain] == [
        "US-led coalition",
        "Mostafa Bali",
        "Daily Courier",
    ]


def test_the_subject_of_a_passive_verb_is_no_source() -> None:
    report = Report("Fighters are excluded from the agreement, the coalition said.")
    said = (says("US-led coalition"),)
    report.frame("deny", "excluded", agent=party("Fighters"), topic="from the agreement", said=said).frame(
        "agree", "agreement", said=said
    )
    claim = report.claim(type="agree")
    assert [link.name for link in claim.chain] == ["US-led coalition", "Daily Courier"]
    assert claim.modality == "negated"


@pytest.mark.parametrize(
    ("kind", "modality"), [("deny", "negated"), ("demand", "demanded"), ("accuse", "actual")]
)
def test_what_is_denied_or_demanded_is_not_told_as_fact(kind: str, modality: str) -> None:
    report = Report("The UN spoke of releasing prisoners.")
    report.frame(kind, "spoke", agent=UN, topic="releasing prisoners").frame(
        "release", "releasing", target=party("prisoners")
    )
    assert {claim.modality for claim in report.claims(type="release")} == {modality}


def test_a_fact_deep_inside_a_demand_stays_a_fact() -> None:
    report = Report("The UN asked all sides to do whatever they can for people trapped in Idlib.")
    report.frame("demand", "asked", agent=UN, topic="to do whatever they can for people trapped in Idlib")
    report.frame("trap", "trapped", target=party("people"), place=place("Idlib"))
    assert report.claim("figure").modality == "actual"


@pytest.mark.parametrize(
    "role", [BlockRole.BOILERPLATE, BlockRole.BYLINE, BlockRole.CREDIT, BlockRole.DATELINE]
)
def test_nothing_comes_from_what_reports_nothing(role: BlockRole) -> None:
    report = Report("Jets struck Idlib.", roles={0: role}).frame("airstrike", "struck", place=place("Idlib"))
    assert report.claims() == ()


def test_places_of_speaking_and_datelines_are_no_event_places() -> None:
    from dataclasses import replace

    report = Report("In Cairo a spokesman said jets struck Idlib.").frame(
        "airstrike", "struck", place=[place("Cairo"), place("Idlib")]
    )
    frame = report.frames[0]
    elsewhere = replace(frame.places[0], role="dateline")
    report.frames[0] = replace(frame, places=(elsewhere, frame.places[1]))
    assert [one.name for one in report.claim().places] == ["Idlib"]


def test_relations_name_themselves() -> None:
    found = {}
    for kind, trigger in (("support", "backed"), ("ally", "alliance of"), ("ally", "allied")):
        report = Report(f"They are {trigger} others.").frame(kind, trigger)
        found[trigger] = report.claim().relation
    assert found == {"backed": "backed_by", "alliance of": "member_of", "allied": "ally_of"}


def test_two_readings_of_one_trigger_leave_the_surer_one() -> None:
    report = (
        Report("Jets struck Idlib.")
        .frame("attack", "struck", confidence=0.4)
        .frame("airstrike", "struck", confidence=0.8)
    )
    assert [claim.type for claim in report.claims()] == ["airstrike"]


def test_the_wounded_of_the_next_sentence_attach_only_with_a_number() -> None:
    report = Report("Airstrikes hit Idlib on Monday.", "A driver moves the wounded.")
    report.frame("airstrike", "Airstrikes", place=place("Idlib"), time=MONDAY)
    report.frame("injure", "wounded", s=1, target=party("the wounded"))
    assert report.claim("figure").event_frame == ""
