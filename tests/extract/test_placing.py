"""Places that a statement takes from its document, and when it takes none."""

from dataclasses import replace

import pytest
from tests.extract.builders import Report, days, fighters, number, party, place, says

IS = fighters("Islamic State fighters", "Islamic State")
FOREIGN = fighters("Foreign fighters", "Islamic State", is_part=True)
HOMS = replace(place("Homs"), geonameid=7)


def _from_context(report: Report, where) -> Report:
    """The last frame, with a place that annotation found in the rest of the report."""
    last = report.frames[-1]
    offered = replace(where, span=None, phrase="", reason="context")
    report.frames[-1] = replace(last, places=(offered,))
    return report


def _places(claim) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in claim.places]


def _reason(claim) -> str:
    return dict(claim.reasons).get("places", "")


def _deal() -> Report:
    report = Report(
        "Islamic State fighters left Tabqa under a deal.",
        "Foreign fighters are included in the deal.",
        "The coalition rejected any deal that lets foreign fighters leave.",
        "Foreign fighters did not leave under the deal.",
    )
    report.frame("withdraw", "left", agent=IS, origin=place("Tabqa"))
    report.frame("agree", "deal")
    report.frame("agree", "deal", s=1)
    report.frame("deny", "rejected", s=2, topic="any deal that lets foreign fighters leave",
                 agent=party("The coalition", "US-led coalition", kind="coalition"))  # fmt: skip
    return report.frame("withdraw", "leave", s=3, modality="negated", agent=FOREIGN)


def test_every_term_of_one_deal_is_at_the_deals_place() -> None:
    claims = [claim for claim in _deal().claims("deal") if claim.term]
    assert [claim.term.stance for claim in claims] == ["affirms", "affirms", "denies", "denies"]
    assert {_places(claim)[0][0] for claim in claims} == {"Tabqa"}
    assert [_reason(claim) for claim in claims[1:]] == ["inherited: same_deal"] * 3


def test_a_denial_as_a_statement_takes_no_place() -> None:
    claim = _deal().claim("statement")
    assert claim.places == () and _reason(claim) == "no_place"


def test_the_movement_under_the_deal_takes_the_place_as_well() -> None:
    movement = _deal().claims("movement")[-1]
    assert _places(movement) == [("Tabqa", "event")] and _reason(movement) == "inherited: same_deal"
    assert movement.control is None


def test_an_inherited_place_is_not_lost_by_anybody() -> None:
    assert [claim.sentence for claim in _deal().claims("control")] == [0]


def test_a_deals_own_place_comes_before_what_moves() -> None:
    report = Report("A truce in Homs began.", "Under the deal Islamic State fighters left Tabqa.")
    report.frame("ceasefire", "truce", place=HOMS)
    report.frame("agree", "deal", s=1)
    report.frame("withdraw", "left", s=1, agent=IS, origin=place("Tabqa"))
    assert _places(report.claim("deal", "agree")) == [("Homs", "event")]


def test_failing_both_a_term_is_at_the_main_place() -> None:
    report = Report(
        "Jets struck Homs.", "Shells fell on Homs.", "Foreign fighters are included in the deal to leave."
    )
    report.frame("airstrike", "struck", place=HOMS).frame("shelling", "fell", s=1, place=HOMS)
    report.frame("agree", "deal", s=2, topic="to leave")
    claim = report.claim("deal")
    assert _places(claim) == [("Homs", "event")] and _reason(claim) == "inherited: main_place"


def test_a_country_gives_way_to_a_town() -> None:
    country = place("Syria", kind="country")
    report = Report("A deal in Syria was struck.", "Under the deal Islamic State fighters left Tabqa.",
                    "Foreign fighters are included in the deal.")  # fmt: skip
    report.frame("agree", "deal", place=country)
    report.frame("withdraw", "left", s=1, agent=IS, origin=place("Tabqa"))
    report.frame("agree", "deal", s=2)
    assert _places(report.claims("deal", "agree")[-1]) == [("Tabqa", "event")]


def test_two_main_places_are_none() -> None:
    report = Report("Jets struck Homs and Tabqa.", "Foreign fighters are included in the deal to leave.")
    report.frame("airstrike", "struck", place=[HOMS, place("Tabqa")])
    report.frame("agree", "deal", s=1, topic="to leave")
    claim = report.claim("deal")
    assert claim.places == () and "no_place" in _reason(claim)


def test_some_other_deal_is_not_at_the_deals_place() -> None:
    report = Report("Islamic State fighters left Tabqa under a deal.", "Envoys met on a wider truce.")
    report.frame("withdraw", "left", agent=IS, origin=place("Tabqa")).frame("agree", "deal")
    report.frame("negotiate", "met", s=1, topic="a wider truce")
    assert report.claim("deal", "negotiate").places == ()


def test_two_reports_that_disagree_meet_at_one_place() -> None:
    yes = Report(
        "Islamic State fighters will leave Tabqa under a deal.", "Foreign fighters are part of the deal."
    )
    yes.frame("withdraw", "leave", modality="planned", agent=IS, origin=place("Tabqa"))
    yes.frame("agree", "deal").frame("agree", "deal", s=1, said=(says("Council official"),))
    no = Report(
        "A convoy will leave Tabqa under a deal.",
        "Foreign fighters are excluded from the deal.",
        identity="b" * 20,
    )
    no.frame("withdraw", "leave", modality="planned", agent=party("A convoy"), origin=place("Tabqa"))
    no.frame("agree", "deal").frame("agree", "deal", s=1, said=(says("Coalition"),))
    sides = [
        {(claim.term.stance, claim.term.party_class, *_places(claim)[0])}
        for report in (yes, no)
        for claim in report.claims("deal", "agree")[-1:]
    ]
    assert sides == [
        {("affirms", "foreign fighters", "Tabqa", "event")},
        {("denies", "foreign fighters", "Tabqa", "event")},
    ]


def test_what_the_context_offers_is_inherited_and_says_so() -> None:
    report = Report("Six people died.").frame(
        "kill", "died", target=party("Six people", "people"), quantity=number("Six", 6)
    )
    claim = _from_context(report, HOMS).claim("figure")
    assert _places(claim) == [("Homs", "event")] and _reason(claim) == "inherited: context"


def test_nothing_is_taken_over_by_what_happened_elsewhere() -> None:
    report = Report("It planned attacks abroad.").frame("attack", "attacks")
    claim = _from_context(report, HOMS).claim("event")
    assert claim.places == () and _reason(claim) == "no_place"


@pytest.mark.parametrize(
    ("kind", "trigger"), [("agree", "agreed"), ("demand", "agreed"), ("accuse", "agreed")]
)
def test_deals_and_statements_take_nothing_from_the_context(kind: str, trigger: str) -> None:
    report = Report("They agreed on aid.").frame(kind, trigger, topic="aid")
    assert _from_context(report, HOMS).claims()[0].places == ()


def test_a_place_phrase_that_did_not_resolve_is_not_replaced() -> None:
    report = Report("Six people died by the river.").frame(
        "kill", "died", target=party("Six people", "people"), quantity=number("Six", 6)
    )
    last = report.frames[-1]
    river = report._span(0, "the river")
    report.frames[-1] = replace(
        last, frame=replace(last.frame, roles={**last.frame.roles, "place": (river,)})
    )
    assert _from_context(report, HOMS).claim("figure").places == ()


def test_control_is_not_claimed_of_a_place_from_the_context() -> None:
    report = Report("The rebels took it.").frame(
        "capture", "took", agent=party("The rebels", "Free Syrian Army", kind="armed_group")
    )
    claim = _from_context(report, HOMS).claim("control")
    assert claim.places == () and not claim.control.whole


def test_an_undated_repeat_is_on_the_day_of_the_event() -> None:
    group = fighters("A group of IS fighters", "Islamic State", is_part=True)
    report = Report("A group of IS fighters left Tabqa on Monday.", "IS left Tabqa, Bali said.")
    report.frame("withdraw", "left", agent=group, origin=place("Tabqa"), said=(says("Selo"),),
                 time=days("on Monday", "2017-10-09"))  # fmt: skip
    report.frame("withdraw", "left", s=1, agent=party("IS", "Islamic State", kind="armed_group"),
                 origin=place("Tabqa"), said=(says("Bali"),))  # fmt: skip
    claims = report.claims("movement")
    assert [str(claim.time.start) for claim in claims] == ["2017-10-09"] * 2
    assert claims[1].time.basis == "inherited" and dict(claims[1].reasons)["time"] == "inherited: same_event"


@pytest.mark.parametrize(
    "more",
    [{"origin": HOMS}, {"agent": party("Rebels", kind="armed_group")}, {"modality": "planned"}],
    ids=["other place", "other party", "other modality"],
)
def test_a_different_event_keeps_no_day(more: dict) -> None:
    report = Report(
        "Islamic State fighters left Tabqa on Monday.", "Rebels, Islamic State fighters left Tabqa, Homs."
    )
    report.frame("withdraw", "left", agent=IS, origin=place("Tabqa"), time=days("on Monday", "2017-10-09"))
    report.frame(
        "withdraw", "left", s=1, said=(says("Bali"),), **{"agent": IS, "origin": place("Tabqa"), **more}
    )
    assert report.claims("movement")[1].time.start is None


def test_the_attack_is_the_one_told_of_before() -> None:
    report = Report("A car bomb went off in Homs on Monday.", "State media blamed rebels for the attack.")
    report.frame("bombing", "car bomb", place=HOMS, time=days("on Monday", "2017-10-09"))
    rebels = party("rebels", "Free Syrian Army", kind="armed_group")
    report.frame("accuse", "blamed", s=1, agent=party("State media"), target=rebels, topic="the attack")
    report.frame("attack", "attack", s=1, agent=rebels, said=(says("State media"),))
    claim = report.claim("event", "attack")
    assert _places(claim) == [("Homs", "event")] and str(claim.time.start) == "2017-10-09"


def test_an_attack_is_not_the_one_told_of_before() -> None:
    report = Report("A car bomb went off in Homs on Monday.", "Rebels said that an attack was coming.")
    report.frame("bombing", "car bomb", place=HOMS, time=days("on Monday", "2017-10-09"))
    report.frame("attack", "attack", s=1, said=(says("Rebels"),))
    claim = report.claim("event", "attack")
    assert claim.time.start is None and claim.places == ()


def test_what_one_party_does_in_a_sentence_is_at_one_place() -> None:
    report = Report("IS militants use residents as shields and shot people.")
    militants = fighters("IS militants", "Islamic State")
    report.frame("abduct", "shields", agent=militants, target=party("residents"))
    report.frame("attack", "shot", agent=militants, target=party("people"))
    claim = _from_context(report, HOMS).claim("event", "abduct")
    assert _places(claim) == [("Homs", "event")] and _reason(claim) == "inherited: same_event"


def test_a_participle_has_subject_day_and_place_of_the_main_clause() -> None:
    group = fighters("IS fighters", "Islamic State")
    report = Report("IS fighters left Homs on Monday under a deal, taking villagers with them as shields.")
    report.frame("withdraw", "left", agent=group, origin=HOMS, time=days("on Monday", "2017-10-09"))
    them = replace(group, phrase="them", is_named=False)
    report.frame("agree", "deal").frame("abduct", "shields", target=[party("villagers"), them])
    claim = report.claim("event", "abduct")
    assert [one.name for one in claim.agents] == ["Islamic State"]
    assert [one.name for one in claim.targets] == ["villagers"]
    assert _places(claim) == [("Homs", "event")] and str(claim.time.start) == "2017-10-09"
    assert dict(claim.reasons)["agents"] == "inherited: same_subject"


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels left Homs, including prisoners.",
        "Rebels left Homs and prisoners.",
        "Rebels left Homs, saying that, elsewhere, prisoners.",
    ],
)
def test_without_a_participle_of_its_own_a_frame_has_no_subject(sentence: str) -> None:
    report = Report(sentence).frame(
        "withdraw", "left", agent=party("Rebels", kind="armed_group"), origin=HOMS
    )
    report.frame("detain", "prisoners", target=party("prisoners"))
    assert report.claim("event", "detain").agents == ()


def test_what_a_participle_leaves_behind_is_not_done_by_its_subject() -> None:
    report = Report("Rebels left Homs, leaving nine wounded.")
    report.frame("withdraw", "left", agent=party("Rebels", kind="armed_group"), origin=HOMS)
    report.frame("injure", "wounded", target=party("nine", "people"))
    assert report.claims(type="injure")[0].agents == ()
