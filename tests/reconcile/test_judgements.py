from datetime import date

import pytest
from tests.reconcile.builders import (
    accept,
    agrees,
    claim,
    correct,
    holds,
    judgement,
    killed,
    place,
    record,
    reject,
    toll,
)

from sitrep.model.review import Verdict
from sitrep.reconcile import partition_keys
from sitrep.reconcile.judgements import judge, spread


def test_later_decision_beats_earlier() -> None:
    strike = claim()
    assert judge(strike, [accept(strike, hour=1), reject(strike, hour=2)]).accepted is False
    assert judge(strike, [reject(strike, hour=2), accept(strike, hour=1)]).accepted is False


def test_withdrawn_acceptance_leaves_no_trace() -> None:
    strike = claim()
    withdrawn = [accept(strike, hour=1), correct(strike, "verdict", "", hour=2)]
    assert judge(strike, withdrawn) == judge(strike, [])


def test_every_field_can_be_set() -> None:
    toll_ = killed(12, by=["Russia"], to=["civilians"])
    decisions = [
        correct(toll_, "agent", "US-led coalition; Syrian Democratic Forces"),
        correct(toll_, "target", "null"),
        correct(toll_, "figure.low", "10"),
        correct(toll_, "figure.best", "15"),
        correct(toll_, "figure.high", "1,020"),
        correct(toll_, "modality", "possible"),
        correct(toll_, "place", "Tabqa, Syria"),
        correct(toll_, "time.start", "2017-10-13"),
        correct(toll_, "time.end", "2017-10-14"),
        correct(toll_, "type", "injure"),
    ]
    judged = judge(toll_, decisions).claim
    assert [mention.name for mention in judged.agents] == ["US-led coalition", "Syrian Democratic Forces"]
    assert judged.targets == ()
    assert judged.figure is not None
    assert (judged.figure.low, judged.figure.best, judged.figure.high) == (10, 15, 1020)
    assert judged.modality == "possible"
    assert [(mention.name, mention.country) for mention in judged.places] == [("Tabqa", "Syria")]
    assert (judged.time.start, judged.time.end) == (date(2017, 10, 13), date(2017, 10, 14))
    assert judged.type == "injure"
    assert (judged.id, judged.quote) == (toll_.id, toll_.quote)


def test_bound_set_alone_keeps_the_others_in_order() -> None:
    figure = judge(killed(12), [correct(killed(12), "figure.best", "20")]).claim.figure
    assert figure is not None
    assert (figure.low, figure.best, figure.high) == (12, 20, 20)


def test_bound_set_to_null_is_open() -> None:
    figure = judge(killed(12), [correct(killed(12), "figure.high", "null")]).claim.figure
    assert figure is not None
    assert (figure.low, figure.high, figure.high_open) == (12, None, True)


def test_place_can_be_set_resolved() -> None:
    strike = claim(at=None)
    value = '{"name": "Tabqa", "country": "Syria", "iso2": "SY", "lat": 35.8, "lon": 38.5, "geonameid": 1}'
    [mention] = judge(strike, [correct(strike, "place", value)]).claim.places
    assert (mention.name, mention.geonameid, mention.role, mention.reason) == (
        "Tabqa",
        1,
        "event",
        "set_by_person",
    )


def test_place_named_in_the_claim_keeps_its_resolution() -> None:
    left = claim("withdraw", at=[place("Raqqa", "origin"), place("Mayadin", "destination")])
    [mention] = judge(left, [correct(left, "place", "Mayadin")]).claim.places
    assert mention.geonameid == place("Mayadin").geonameid


def test_agent_of_a_control_claim_is_its_holder() -> None:
    hold = holds("Islamic State", 0.9)
    judged = judge(hold, [correct(hold, "agent", "Syrian Democratic Forces")]).claim
    assert judged.control is not None
    assert judged.control.holder == "Syrian Democratic Forces"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("colour", "red", "no field 'colour'"),
        ("modality", "sure", "not a modality"),
        ("figure.low", "-3", "0 or more"),
        ("place", '{"lat": 1}', "needs a name"),
    ],
)
def test_impossible_setting_is_refused(field: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        judge(killed(12), [correct(killed(12), field, value)])


def test_figure_of_a_claim_without_one_is_refused() -> None:
    with pytest.raises(ValueError, match="states no figure"):
        judge(claim(), [correct(claim(), "figure.low", "3")])


def test_corrected_claim_touches_where_it_was_and_where_it_is() -> None:
    strike = claim(at="Raqqa")
    moved = partition_keys(strike, [correct(strike, "place", "Hamra, Syria")])
    assert set(partition_keys(strike)) < set(moved)
    assert any("syria:hamra" in key for key in moved)


def test_corrected_claim_leaves_its_old_place() -> None:
    strike = claim(at="Raqqa")
    situation = record(strike).decide(correct(strike, "place", "Hamra, Syria"))
    assert [event.place for event in situation.all("events")] == ["Hamra"]


def test_judgement_holds_for_the_copies_of_the_sentence() -> None:
    original = claim(document="a", quote="Jets struck the town.")
    copy = claim(document="b", quote="Jets  struck the TOWN.")
    other = claim(document="c", quote="Jets struck the town.")
    stories = {"a": "story", "b": "story"}
    made = spread([original, copy, other], [reject(original)], stories)
    assert {each.claim for each in made} == {original.id, copy.id}
    assert spread([original, copy, other], made, stories) == made


def test_copy_that_was_judged_itself_keeps_its_judgement() -> None:
    original = claim(document="a", quote="Jets struck the town.")
    copy = claim(document="b", quote="Jets struck the town.")
    made = spread([original, copy], [reject(original), accept(copy)], {"a": "story", "b": "story"})
    assert [each.verdict for each in made if each.claim == copy.id] == [Verdict.ACCEPT]


def test_rejected_claim_is_nowhere() -> None:
    strike, hold, deal, dead = claim(), holds("Islamic State"), agrees("Islamic State"), toll(1000)
    situation = record(strike, hold, deal, dead).decide(
        *(reject(each) for each in (strike, hold, deal, dead))
    )
    assert situation.filled == {}


def test_judgement_of_an_unknown_claim_changes_nothing() -> None:
    strike, other = claim(), claim(document="other")
    assert judge(strike, []).claim == strike
    before = record(strike).parts
    situation = record(strike)
    situation.judgements.append(judgement(other, Verdict.REJECT))
    situation.add(strike)
    assert situation.parts == before
