"""Deals and their terms: who may do what, affirmed, denied, demanded or open, and by whom."""

import pytest
from tests.extract.builders import Report, fighters, party, place, says

FOREIGN = fighters("Foreign fighters", "Islamic State", is_part=True)
COALITION = party("The coalition", "US-led coalition", kind="coalition")
SPOKESMAN = (says("Talal Silo", by="Syrian Democratic Forces"),)


def _terms(report: Report) -> list[tuple[str, str, str]]:
    return [
        (claim.term.action, claim.term.party_class, claim.term.stance)
        for claim in report.claims("deal")
        if claim.term
    ]


def test_not_leaving_under_the_deal_denies_the_term() -> None:
    report = Report("Foreign fighters did not leave under the withdrawal deal, he said.")
    report.frame("withdraw", "leave", modality="negated", agent=FOREIGN, said=SPOKESMAN)
    report.frame("agree", "deal", topic="withdrawal", said=SPOKESMAN)
    assert ("leave", "foreign fighters", "denies") in _terms(report)


def test_ruling_out_their_exit_denies_the_term_with_the_denier_as_source() -> None:
    report = Report(
        "Local elders announced a deal.", "The coalition ruled out the exit of foreign IS fighters."
    )
    report.frame("agree", "deal")
    report.frame("deny", "ruled out", s=1, agent=COALITION, topic="the exit of foreign IS fighters")
    report.frame(
        "withdraw", "exit", s=1, agent=fighters("foreign IS fighters", "Islamic State", is_part=True)
    )
    (claim,) = [claim for claim in report.claims("deal") if claim.term]
    assert (claim.term.action, claim.term.party_class, claim.term.stance) == (
        "leave",
        "foreign fighters",
        "denies",
    )
    assert claim.modality == "negated" and claim.chain[0].name == "US-led coalition" and not claim.own_voice


def test_a_denial_whose_topic_holds_no_frame_carries_the_term_itself() -> None:
    report = Report("The coalition rejected any deal that lets foreign fighters leave.").frame(
        "deny", "rejected", agent=COALITION, topic="any deal that lets foreign fighters leave"
    )
    assert _terms(report) == [("leave", "foreign fighters", "denies")]
    assert [claim.kind.value for claim in report.claims()] == ["statement", "deal"]


@pytest.mark.parametrize(
    ("words", "stance"),
    [("were included in", "affirms"), ("were left out of", "denies"), ("were excluded from", "denies"),
     ("are covered by", "affirms")],
)  # fmt: skip
def test_who_is_in_or_out_of_the_deal(words: str, stance: str) -> None:
    report = Report(f"Foreign fighters {words} the deal to leave Tabqa, a council official said.")
    report.frame("agree", "deal", topic="leave Tabqa", said=(says("council official", named="described"),))
    assert _terms(report) == [("leave", "foreign fighters", stance)]


def test_what_the_deal_is_about_may_stand_in_another_sentence() -> None:
    report = Report("The two sides struck a withdrawal deal.", "Foreign fighters were included in the deal.")
    report.frame("agree", "deal", topic="withdrawal", agent=party("The two sides"))
    report.frame("agree", "deal", s=1)
    assert ("leave", "foreign fighters", "affirms") in _terms(report)


def test_in_or_out_of_a_deal_about_nothing_known_gives_no_term() -> None:
    report = Report("Foreign fighters were included in the deal.").frame("agree", "deal")
    claim = report.claim("deal")
    assert claim.term is None and dict(claim.reasons)["term"] == "not_stated"


def test_leaving_that_is_no_part_of_a_deal_is_no_term() -> None:
    report = Report("Foreign fighters left Tabqa.").frame(
        "withdraw", "left", agent=FOREIGN, origin=place("Tabqa")
    )
    assert report.claims("deal") == ()


@pytest.mark.parametrize(
    ("modality", "stance"),
    [
        ("actual", "affirms"),
        ("planned", "affirms"),
        ("negated", "denies"),
        ("demanded", "demands"),
        ("possible", "open"),
    ],
)
def test_stance_by_modality(modality: str, stance: str) -> None:
    report = Report("Under the agreement civilians leave Tabqa.").frame(
        "evacuate",
        "leave",
        modality=modality,
        target=party("civilians", kind="civilians"),
        origin=place("Tabqa"),
    )
    assert _terms(report) == [("leave", "civilians", stance)]


@pytest.mark.parametrize(
    ("kind", "trigger", "action"), [("release", "freed", "release"), ("surrender", "surrender", "hand_over")]
)
def test_actions_of_other_frames_under_a_deal(kind: str, trigger: str, action: str) -> None:
    people = party("prisoners")
    report = Report(f"As part of the truce prisoners {trigger}.").frame(
        kind, trigger, agent=people, target=people
    )
    assert _terms(report) == [(action, "prisoners", "affirms")]


def test_the_party_itself_and_its_fighters_are_one_class() -> None:
    classes = set()
    for agent in (
        party("IS", "Islamic State", kind="armed_group"),
        fighters("IS militants", "Islamic State"),
    ):
        report = Report(f"Under a deal {agent.phrase} left Tabqa.").frame("withdraw", "left", agent=agent)
        classes |= {term[1] for term in _terms(report)}
    assert classes == {"fighters of Islamic State"}


def test_a_truce_is_to_stop_firing() -> None:
    report = Report("The army and the rebels began a truce.").frame(
        "ceasefire", "truce",
        agent=[party("The army", "Syrian Arab Army", kind="state_force"),
               party("the rebels", "Free Syrian Army", kind="armed_group")],
    )  # fmt: skip
    assert _terms(report) == [("stop_firing", "Free Syrian Army; Syrian Arab Army", "affirms")]


def test_talks_are_a_deal_without_a_term() -> None:
    report = Report("The two sides met to discuss a way out.").frame("negotiate", "met", topic="a way out")
    assert report.claim("deal").term is None


def test_two_reports_that_disagree_on_one_term() -> None:
    monday = Report(
        "Foreign fighters are included in the withdrawal deal, an official said.", identity="a" * 20
    )
    monday.frame(
        "agree", "deal", topic="withdrawal", said=(says("official", named="described", by="Civil Council"),)
    )
    tuesday = Report("Foreign fighters did not leave under the withdrawal deal, he said.", identity="b" * 20)
    tuesday.frame("withdraw", "leave", modality="negated", agent=FOREIGN, said=SPOKESMAN)
    tuesday.frame("agree", "deal", topic="withdrawal", said=SPOKESMAN)
    yes = {(action, people) for action, people, stance in _terms(monday) if stance == "affirms"}
    no = {(action, people) for action, people, stance in _terms(tuesday) if stance == "denies"}
    assert yes & no == {("leave", "foreign fighters")}


def test_a_term_about_nobody_is_no_term() -> None:
    report = Report("A ceasefire is planned.", "Under the deal they go.").frame(
        "ceasefire", "ceasefire", modality="planned"
    )
    report.frame("withdraw", "go", s=1)
    assert _terms(report) == []


def test_fighters_of_no_known_party_are_fighters() -> None:
    report = Report("Under the deal the last batch of fighters left Tabqa.").frame(
        "withdraw", "left", agent=party("the last batch of fighters", kind="unknown"), origin=place("Tabqa")
    )
    assert _terms(report) == [("leave", "fighters", "affirms")]


def test_a_demand_apart_from_any_deal_is_a_statement_only() -> None:
    report = Report("They struck a deal.", "Parents asked to free hostages.").frame("agree", "deal")
    report.frame("demand", "asked", s=1, topic="to free hostages", agent=party("Parents"))
    assert [claim.type for claim in report.claims("deal")] == ["agree"]


def test_the_deals_noun_affirms_nothing_that_its_sentence_denies() -> None:
    report = Report("Foreign fighters did not leave under the withdrawal deal, he said.")
    report.frame("withdraw", "leave", modality="negated", agent=FOREIGN, said=SPOKESMAN)
    report.frame("withdraw", "withdrawal", agent=FOREIGN, said=SPOKESMAN)
    report.frame("agree", "deal", topic="withdrawal", said=SPOKESMAN)
    assert {stance for _, people, stance in _terms(report) if people == "foreign fighters"} == {"denies"}
