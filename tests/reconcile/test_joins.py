"""People join and part: across places and weeks, by copy, and back again."""

from dataclasses import replace

import pytest
from tests.reconcile.builders import (
    Record,
    claim,
    killed,
    parted,
    record,
    reject,
    same,
    unsaid,
)

from sitrep.model.claim import Claim
from sitrep.reconcile.joins import in_force


def held(situation: Record) -> list[set[str]]:
    """Documents of the claims of each event."""
    documents = {each.id: each.document for each in situation.claims.values()}
    return sorted(({documents[id_] for id_ in event.claims} for event in situation.all("events")), key=sorted)


RAQQA = claim(document="a")
OTHERS = {
    "another day": claim(document="b", on="2017-10-16"),
    "another month": claim(document="b", on="2017-12-16"),
    "another place": claim(document="b", at="Mayadin"),
    "another family": claim("capture", document="b", at="Mayadin", on="2017-09-01"),
    "other parties": claim(document="b", by=["Russia"]),
    "no day": claim(document="b", on="", sentence=6),
    "no place": claim(document="b", at=None),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("direction", ["to", "from"])
def test_person_joins_what_no_rule_joins_and_takes_it_back(other: Claim, direction: str) -> None:
    raqqa = replace(RAQQA, agents=claim(by=["US-led coalition"]).agents)
    before = record(raqqa, other)
    assert held(before) == [{"a"}, {"b"}]
    moved, home = (other, raqqa) if direction == "to" else (raqqa, other)
    joined = record(raqqa, other).decide(same(moved, home))
    assert held(joined) == [{"a", "b"}]
    [event] = joined.all("events")
    where = {"Raqqa": "Raqqa", "Mayadin": "Mayadin"}.get(home.places[0].name if home.places else "", "")
    assert (event.place, event.start) == (where, home.time.start)
    [link] = event.links
    assert (link.claim, link.to, link.by, link.score) == (moved.id, home.id, "person", 1.0)
    for back in (unsaid(moved, hour=10), parted(moved, home, hour=10)):
        again = record(raqqa, other).decide(same(moved, home), back)
        assert again.filled == before.filled


def test_join_says_how_far_apart_the_two_are() -> None:
    moved = claim("bombing", document="b", at="Mayadin", on="2017-10-18")
    [event] = record(RAQQA, moved).decide(same(moved, RAQQA)).all("events")
    assert dict((name, found) for name, found, _ in event.links[0].features) == {
        "type": "bombing / airstrike",
        "place": "Mayadin / Raqqa: 166 km apart",
        "days": "3 days apart",
    }


def test_joined_claim_leaves_the_rest_of_its_old_event() -> None:
    old = [claim(document=name, at="Mayadin") for name in ("b", "c")]
    assert held(record(RAQQA, *old).decide(same(old[0], RAQQA))) == [{"a", "b"}, {"c"}]


def test_joined_claim_changes_nothing_of_what_rules_decide_about_its_home() -> None:
    home, near = claim(document="a"), claim(document="b", by=["US-led coalition"])
    stranger = claim(document="c", by=["Russia"], on="2017-11-20")
    assert held(record(home, near, stranger).decide(same(stranger, home))) == [{"a", "b", "c"}]


def test_joins_are_transitive() -> None:
    far = [claim(document=name, at=place) for name, place in (("b", "Mayadin"), ("c", "Mosul"))]
    situation = record(RAQQA, *far).decide(same(far[1], far[0], hour=1), same(far[0], RAQQA, hour=2))
    assert held(situation) == [{"a", "b", "c"}]
    assert [event.place for event in situation.all("events")] == ["Raqqa"]


def test_parting_takes_one_claim_out_and_leaves_the_rest() -> None:
    three = [claim(document=name) for name in "abc"]
    assert held(record(*three)) == [{"a", "b", "c"}]
    for moved in three:
        rest = next(each for each in three if each is not moved)
        left = {each.document for each in three if each is not moved}
        expected = sorted([{moved.document}, left], key=sorted)
        assert held(record(*three).decide(parted(moved, rest))) == expected


def test_two_claims_parted_from_an_event_may_be_one_event() -> None:
    four = [claim(document=name) for name in "abcd"]
    situation = record(*four).decide(parted(four[2], four[0]), parted(four[3], four[1], hour=10))
    assert held(situation) == [{"a", "b"}, {"c", "d"}]
    assert len({event.id for event in situation.all("events")}) == 2


def test_parting_holds_for_longer_reports_too() -> None:
    day, weekend = claim(document="a"), claim(document="b", on=("2017-10-14", "2017-10-15"))
    assert held(record(day, weekend)) == [{"a", "b"}]
    assert held(record(day, weekend).decide(parted(weekend, day))) == [{"a"}, {"b"}]
    assert held(record(day, weekend).decide(parted(day, weekend))) == [{"a"}, {"b"}]


def test_parting_from_what_is_joined_to_it_parts_the_whole() -> None:
    near, far = claim(document="b"), claim(document="c", at="Mayadin")
    decisions = (same(far, near, hour=1), parted(RAQQA, far, hour=2))
    assert held(record(RAQQA, near, far).decide(*decisions)) == [{"a"}, {"b", "c"}]


def test_figure_can_be_taken_out_of_the_event_of_its_own_sentence() -> None:
    strike = claim(sentence=1, by=["US-led coalition"])
    dead = killed(12, sentence=2, event_frame="report/1")
    assert len(record(strike, dead).all("events")) == 1
    situation = record(strike, dead).decide(parted(dead, strike))
    assert sorted(event.types for event in situation.all("events")) == [("airstrike",), ("kill",)]


def test_harm_follows_its_act_into_another_event() -> None:
    strike = claim(document="b", sentence=1, at="Mayadin")
    dead = killed(12, document="b", sentence=2, at="Mayadin", event_frame="b/1")
    situation = record(RAQQA, strike, dead).decide(same(strike, RAQQA))
    [event] = situation.all("events")
    assert set(event.claims) == {RAQQA.id, strike.id, dead.id}
    [toll] = situation.all("series")
    assert toll.claims == (dead.id,)


def test_decision_holds_for_copies_in_any_order_of_arrival() -> None:
    said = claim(document="b", at="Mayadin", quote="Jets struck the town.")
    copy = claim(document="c", at="Mayadin", quote="Jets struck the town.")
    stories = {"b": "story", "c": "story"}
    early = Record(stories).add(RAQQA, said).decide(same(said, RAQQA)).add(copy)
    late = Record(stories).add(copy, said, RAQQA).decide(same(said, RAQQA))
    assert held(early) == held(late) == [{"a", "b", "c"}]
    assert early.filled == late.filled


def test_copy_named_itself_keeps_its_own_event() -> None:
    said = claim(document="b", at="Mayadin", quote="Jets struck the town.")
    copy = claim(document="c", at="Mayadin", quote="Jets struck the town.")
    other = claim(document="d", at="Mosul")
    stories = {"b": "story", "c": "story"}
    situation = Record(stories).add(RAQQA, said, copy, other).decide(same(said, RAQQA), same(copy, other))
    assert held(situation) == [{"a", "b"}, {"c", "d"}]


def test_later_word_about_a_pair_beats_the_earlier() -> None:
    b = claim(document="b")
    for first, second, expected in (
        (same, parted, [{"a"}, {"b"}]),
        (parted, same, [{"a", "b"}]),
    ):
        for one, other in ((RAQQA, b), (b, RAQQA)):
            decisions = (first(RAQQA, b, hour=1), second(one, other, hour=2))
            assert held(record(RAQQA, b).decide(*decisions)) == expected
            assert held(record(RAQQA, b).decide(*reversed(decisions))) == expected


def test_of_decisions_that_cannot_all_hold_the_latest_do() -> None:
    b, c = claim(document="b"), claim(document="c")
    decisions = (same(b, RAQQA, hour=1), same(c, b, hour=2), parted(c, RAQQA, hour=3))
    assert in_force(decisions) == (decisions[2], decisions[1])
    assert in_force((decisions[2], decisions[0], decisions[1])) == (decisions[2], decisions[1])


def test_rejected_home_holds_nothing_together() -> None:
    far = claim(document="b", at="Mayadin")
    assert held(record(RAQQA, far).decide(same(far, RAQQA), reject(RAQQA))) == [{"b"}]


def test_claim_about_no_event_is_joined_to_none() -> None:
    statement = claim("demand", document="b")
    assert held(record(RAQQA, statement).decide(same(RAQQA, statement), same(statement, RAQQA))) == [{"a"}]
