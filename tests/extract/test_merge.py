"""One statement a document: what joins, what stays apart, and what a headline adds."""

import pytest
from tests.extract.builders import Report, days, fighters, number, party, place, says

from sitrep.model.document import BlockRole

IS = party("Islamic State", kind="armed_group")
BALI = (says("Mostafa Bali", by="Syrian Democratic Forces"),)
ACTIVISTS = (says("activists", named="anonymous"),)


def test_a_second_mention_becomes_further_evidence_of_the_attributed_one() -> None:
    report = Report("Jets struck Idlib on Monday, Bali said.", "The strikes on Idlib went on.")
    report.frame("airstrike", "struck", place=place("Idlib"), time=days("on Monday", "2017-10-09"), said=BALI)
    report.frame("airstrike", "strikes", s=1, place=place("Idlib"))
    claim = report.claim("event")
    assert claim.chain[0].name == "Mostafa Bali" and not claim.own_voice
    assert [span.of(report.text) for span in claim.further] == ["The strikes on Idlib went on."]


@pytest.mark.parametrize(
    "second",
    [
        {"said": ACTIVISTS},
        {"modality": "planned"},
        {"place": place("Hama")},
        {"time": days("on Friday", "2017-10-13")},
        {"target": party("Hospital", kind="thing", plural=False)},
    ],
    ids=["other source", "other modality", "other place", "other day", "other target"],
)
def test_different_statements_stay_apart(second: dict) -> None:
    report = Report("Jets struck Idlib on Monday.", "Hospital Hama Idlib strikes on Friday.")
    report.frame("airstrike", "struck", place=place("Idlib"), time=days("on Monday", "2017-10-09"), said=BALI)
    report.frame("airstrike", "strikes", s=1, **{"place": place("Idlib"), **second})
    assert len(report.claims("event")) == 2


def test_different_numbers_are_different_statements() -> None:
    report = Report("Six people died in Idlib.", "Nine people died in Idlib.")
    for s, (phrase, value) in enumerate((("Six", 6), ("Nine", 9))):
        report.frame("kill", "died", s=s, target=party(f"{phrase} people", "people"), place=place("Idlib"),
                     quantity=number(phrase, value))  # fmt: skip
    assert [claim.figure.best for claim in report.claims("figure")] == [6, 9]


def test_the_same_number_of_the_same_source_is_stated_once() -> None:
    report = Report("Six people died in Idlib.", "The six people who died in Idlib were cousins.")
    report.frame(
        "kill", "died", target=party("Six people", "people"), place=place("Idlib"), quantity=number("Six", 6)
    )
    report.frame(
        "kill",
        "died",
        s=1,
        target=party("six people", "people"),
        place=place("Idlib"),
        quantity=number("six", 6),
    )
    claim = report.claim("figure")
    assert claim.figure.best == 6 and len(claim.further) == 1


def test_a_mention_that_names_nothing_points_back_only_nearby() -> None:
    far = ["Nothing else happened."] * 5
    near = Report("Jets struck Idlib.", "The strikes went on.")
    near.frame("airstrike", "struck", place=place("Idlib")).frame("airstrike", "strikes", s=1)
    distant = Report("Jets struck Idlib.", *far, "The strikes went on.")
    distant.frame("airstrike", "struck", place=place("Idlib")).frame("airstrike", "strikes", s=6)
    assert len(near.claims("event")) == 1
    assert len(distant.claims("event")) == 2


def test_an_attack_may_be_the_bombing_that_the_report_tells_of() -> None:
    report = Report("A car bomb went off in Idlib.", "The attack in Idlib was the second.")
    report.frame("bombing", "car bomb", place=place("Idlib")).frame(
        "attack", "attack", s=1, place=place("Idlib")
    )
    assert [claim.type for claim in report.claims("event")] == ["bombing"]


def test_a_title_takes_attribution_and_time_of_the_statement_it_heads() -> None:
    report = Report(
        "A group of IS fighters left Tabqa overnight, Bali said.", title="Islamic State quits Tabqa"
    )
    report.frame("withdraw", "quits", agent=IS, origin=place("Tabqa"))
    group = fighters("A group of IS fighters", "Islamic State", is_part=True)
    night = days("overnight", "2017-10-14", "2017-10-15")
    report.frame("withdraw", "left", s=1, agent=group, origin=place("Tabqa"), time=night, said=BALI)
    claims = report.claims("movement")
    assert [claim.block_role for claim in claims] == ["body"]
    assert claims[0].chain[0].name == "Mostafa Bali" and claims[0].time.phrase == "overnight"
    assert [span.of(report.text) for span in claims[0].further] == ["Islamic State quits Tabqa"]
    assert not claims[0].headline_only


def test_a_title_that_nothing_repeats_is_headline_only() -> None:
    report = Report("Officials met in Geneva.", title="Islamic State quits Tabqa")
    report.frame("withdraw", "quits", agent=IS, origin=place("Tabqa"))
    assert {claim.headline_only for claim in report.claims()} == {True}


@pytest.mark.parametrize(
    ("quantity", "joins"),
    [
        (number("Dozens", 12, None, None, "vague"), True),
        (number("Ninety", 90), False),
        (number("Forty", 40), True),
    ],
)
def test_a_title_joins_by_the_same_number_or_a_vague_one(quantity, joins: bool) -> None:
    report = Report("Forty people died in Idlib.", title=f"{quantity.phrase} dead in Idlib")
    report.frame("kill", "dead", place=place("Idlib"), quantity=quantity)
    report.frame(
        "kill",
        "died",
        s=1,
        target=party("Forty people", "people"),
        place=place("Idlib"),
        quantity=number("Forty", 40),
    )
    figures = [claim for claim in report.claims("figure") if not claim.headline_only]
    assert len(figures) == 1 and figures[0].figure.best == 40
    assert bool(figures[0].further) == joins


def test_a_repeated_block_yields_its_frames_once() -> None:
    caption = "Smoke over Idlib after an airstrike."
    report = Report(caption, caption, roles={0: BlockRole.CAPTION, 1: BlockRole.CAPTION}, repeats={1: 0})
    for s in (0, 1):
        report.frame("airstrike", "airstrike", s=s, place=place("Idlib"))
    claim = report.claim()
    assert claim.sentence == 0 and claim.further == ()


def test_a_caption_never_leads_what_the_body_says_as_well() -> None:
    report = Report(
        "Smoke after an airstrike in Idlib on Monday.",
        "An airstrike hit Idlib.",
        roles={0: BlockRole.CAPTION},
    )
    report.frame("airstrike", "airstrike", place=place("Idlib"))
    report.frame("airstrike", "airstrike", s=1, place=place("Idlib"))
    assert report.claim().block_role == "body"


def test_a_deal_mention_that_says_who_is_in_stays_a_statement() -> None:
    report = Report("They struck a withdrawal deal.", "Foreign fighters were included in the deal.")
    report.frame("agree", "deal", topic="withdrawal").frame("agree", "deal", s=1)
    assert len(report.claims("deal")) == 2


def test_a_coup_and_a_resignation_are_two_statements() -> None:
    report = Report("The general assumed power.", "The coup came at dawn.", "Parliament assumed nothing.")
    report.frame("govern", "assumed", agent=party("The general", kind="person", plural=False))
    report.frame("govern", "coup", s=1)
    assert len(report.claims("event")) == 2


LEFT = {"agent": fighters("IS fighters", "Islamic State"), "origin": place("Tabqa")}
OVERNIGHT = days("overnight", "2017-10-14", "2017-10-15")
SPOKESMAN = (says("an SDF spokesman", named="described", by="Syrian Democratic Forces"),)


def test_a_spokesman_and_the_named_one_of_his_party_are_one_voice() -> None:
    report = Report(
        "IS fighters left Tabqa overnight, an SDF spokesman said.", "IS fighters left Tabqa, Bali said."
    )
    report.frame("withdraw", "left", time=OVERNIGHT, said=SPOKESMAN, **LEFT)
    report.frame("withdraw", "left", s=1, said=BALI, **LEFT)
    claim = report.claim("movement")
    assert len(claim.further) == 1 and claim.time.phrase == "overnight"


def test_two_named_members_of_a_party_are_two_voices() -> None:
    report = Report("IS fighters left Tabqa, Selo said.", "IS fighters left Tabqa, Bali said.")
    report.frame("withdraw", "left", said=(says("Talal Selo", by="Syrian Democratic Forces"),), **LEFT)
    report.frame("withdraw", "left", s=1, said=BALI, **LEFT)
    assert len(report.claims("movement")) == 2


@pytest.mark.parametrize(("phrase", "claims"), [("the last fighters", 1), ("foreign fighters", 2)])
def test_fighters_without_a_party_are_those_told_of_unless_of_another_class(phrase: str, claims: int) -> None:
    report = Report("IS fighters left Tabqa overnight.", f"During the night {phrase} left Tabqa.")
    report.frame("withdraw", "left", time=OVERNIGHT, **LEFT)
    report.frame(
        "withdraw", "left", s=1, agent=party(phrase, kind="combatants"), origin=place("Tabqa"),
        time=days("During the night", "2017-10-14", "2017-10-15"),
    )  # fmt: skip
    assert len(report.claims("movement")) == claims


def test_a_headline_shortens_its_source() -> None:
    report = Report("IS fighters left Tabqa, Bali said.", title="IS fighters quit Tabqa, militia says")
    report.frame("withdraw", "quit", said=(says("militia", named="described"),), **LEFT)
    report.frame("withdraw", "left", s=1, said=BALI, **LEFT)
    claim = report.claim("movement")
    assert not claim.headline_only and claim.chain[0].name == "Mostafa Bali"


def test_a_headline_that_names_another_source_stands_alone() -> None:
    report = Report("IS fighters left Tabqa, Bali said.", title="IS fighters quit Tabqa, Russia says")
    report.frame("withdraw", "quit", said=(says("Russia", by="Russia"),), **LEFT)
    report.frame("withdraw", "left", s=1, said=BALI, **LEFT)
    assert [claim.headline_only for claim in report.claims("movement")] == [True, False]


def test_a_headline_withdraws_where_the_report_evacuates() -> None:
    report = Report("IS fighters evacuated Tabqa, Bali said.", title="IS withdraws from Tabqa")
    report.frame("withdraw", "withdraws", agent=party("IS", "Islamic State", kind="armed_group"),
                 origin=place("Tabqa"))  # fmt: skip
    report.frame("evacuate", "evacuated", s=1, said=BALI, **LEFT)
    assert [(claim.type, claim.headline_only) for claim in report.claims("movement")] == [("evacuate", False)]


def test_a_headlines_class_of_fighters_is_the_bodys() -> None:
    report = Report(
        "The coalition said foreign Islamic State fighters did not leave.",
        title="No exit for foreign militants",
    )
    report.frame("withdraw", "exit", modality="negated", agent=party("foreign militants", kind="combatants"))
    report.frame("withdraw", "leave", s=1, modality="negated",
                 agent=fighters("foreign Islamic State fighters", "Islamic State", is_part=True),
                 said=(says("US-led coalition"),))  # fmt: skip
    claim = report.claim("movement")
    assert not claim.headline_only and len(claim.further) == 1


def test_a_headlines_verb_and_its_agent_find_the_body_whatever_the_type() -> None:
    army = party("The army", "Syrian government forces", kind="state_force")
    report = Report("The army captured Tabqa.", title="The army captures Tabqa")
    report.frame("detain", "captures", agent=army)
    report.frame("capture", "captured", s=1, agent=army, place=place("Tabqa"))
    assert {(claim.type, claim.headline_only) for claim in report.claims()} == {("capture", False)}
