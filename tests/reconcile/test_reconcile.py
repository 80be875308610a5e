"""Laws of the record as a whole: order, increment, undoing, reprints."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import (
    THRESHOLDS,
    Record,
    accept,
    activists,
    agrees,
    claim,
    correct,
    holds,
    killed,
    own_voice_of,
    parted,
    record,
    reject,
    said_by,
    same,
    term,
    toll,
    unsaid,
)

from sitrep.model.claim import Claim
from sitrep.model.record import Range
from sitrep.model.review import Judgement
from sitrep.reconcile import partition_keys, reconcile

SPEAKERS = (
    said_by("United Nations"),
    said_by("Airwars"),
    said_by("a spokesman", named="described", party="Syrian Democratic Forces"),
    activists(),
    own_voice_of("Reuters", "agency"),
)
DAYS = ("2017-10-13", "2017-10-14", "2017-10-15", "2017-11-20")
QUANTIFIERS = ("exact", "at_least", "more_than", "up_to", "nearly", "about", "vague")


@st.composite
def a_claim(draw: st.DrawFn, number: int) -> Claim:
    said = draw(st.sampled_from(SPEAKERS))
    day = draw(st.sampled_from(DAYS))
    more: dict[str, object] = {
        "document": f"d{draw(st.integers(0, 4))}",
        "sentence": number,
        "said": said,
        "own_voice": len(said) == 1,
        "published": day,
        "confidence": draw(st.sampled_from([0.2, 0.9])),
        "modality": draw(st.sampled_from(["actual", "actual", "actual", "negated", "planned"])),
        "at": draw(st.sampled_from(["Raqqa", "Raqqa", "Mayadin", "Nowhere", None])),
        "headline_only": draw(st.booleans()) and draw(st.booleans()),
    }
    amount, quantifier = draw(st.integers(0, 30)), draw(st.sampled_from(QUANTIFIERS))
    stance = draw(st.sampled_from(["affirms", "denies", "demands", "open"]))
    dated = {**more, "on": draw(st.sampled_from([day, "", ("2017-10-14", "2017-10-15")]))}
    termed = {key: value for key, value in dated.items() if key != "modality"}
    made = [
        lambda: claim(draw(st.sampled_from(["airstrike", "clash", "withdraw"])), **dated),
        lambda: killed(amount, quantifier, **dated),
        lambda: toll(amount, quantifier, **more),
        lambda: holds(draw(st.sampled_from(["Islamic State", "Syrian Democratic Forces"])), 0.9, **dated),
        lambda: agrees(draw(st.sampled_from(["Islamic State", "Russia"])), **dated),
        lambda: term("leave", "foreign fighters", stance, **termed),
    ]
    return draw(st.sampled_from(made))()


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Claim], list[Judgement], dict[str, str]]:
    claims = [draw(a_claim(number)) for number in range(draw(st.integers(1, 8)))]
    judged = draw(st.lists(st.sampled_from(claims), max_size=3, unique_by=lambda each: each.id))
    decisions = [
        draw(
            st.sampled_from(
                [
                    accept(each),
                    reject(each),
                    correct(each, "modality", "actual"),
                    correct(each, "place", "Hamra, Syria"),
                    correct(each, "time.end", "2017-10-20"),
                ]
            )
        )
        for each in judged
    ]
    decisions += draw(st.lists(about_events(claims), max_size=4, unique_by=lambda each: each.at))
    stories = {"d0": "story", "d1": draw(st.sampled_from(["story", "d1"]))}
    return claims, decisions, stories


@st.composite
def about_events(draw: st.DrawFn, claims: list[Claim]) -> Judgement:
    one, other, hour = draw(st.sampled_from(claims)), draw(st.sampled_from(claims)), draw(st.integers(10, 40))
    made = [same(one, other, hour=hour), parted(one, other, hour=hour), unsaid(one, hour=hour)]
    return draw(st.sampled_from(made))


@given(situations(), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_record_does_not_depend_on_order(
    made: tuple[list[Claim], list[Judgement], dict[str, str]], random: "st.randoms"
) -> None:
    claims, decisions, stories = made
    first = Record(stories).add(*claims).decide(*decisions)
    claims, decisions = list(claims), list(decisions)
    random.shuffle(claims)
    random.shuffle(decisions)
    half = len(claims) // 2
    # judgements arrive amid the claims; those about claims not there yet come at the end
    second = Record(stories).add(*claims[:half])
    second.decide(*(each for each in decisions if each.claim in second.claims))
    second.add(*claims[half:])
    second.decide(*(each for each in decisions if each not in second.judgements))
    assert second.filled == first.filled


@given(situations())
@settings(max_examples=80, deadline=None)
def test_no_claim_is_in_two_events_and_every_link_is_within_one(
    made: tuple[list[Claim], list[Judgement], dict[str, str]],
) -> None:
    claims, decisions, stories = made
    found = Record(stories).add(*claims).decide(*decisions).all("events")
    held = [id_ for event in found for id_ in event.claims]
    assert len(held) == len(set(held))
    assert len({event.id for event in found}) == len(found)
    for event in found:
        for link in event.links:
            assert {link.claim, link.to} <= set(event.claims) and 0.6 <= link.score <= 1


@given(situations())
@settings(max_examples=80, deadline=None)
def test_what_was_said_of_events_and_taken_back_leaves_no_trace(
    made: tuple[list[Claim], list[Judgement], dict[str, str]],
) -> None:
    claims, decisions, stories = made
    untold = [each for each in decisions if each.verdict not in ("same-as", "not-same")]
    after = Record(stories).add(*claims).decide(*decisions, *(unsaid(each, hour=99) for each in claims))
    assert after.filled == Record(stories).add(*claims).decide(*untold).filled


@given(situations())
@settings(max_examples=80, deadline=None)
def test_incremental_is_rebuild(made: tuple[list[Claim], list[Judgement], dict[str, str]]) -> None:
    claims, decisions, stories = made
    situation = Record(stories).add(*claims).decide(*decisions)
    rebuilt = Record(stories)
    rebuilt.claims, rebuilt.judgements = situation.claims, situation.judgements
    rebuilt._recompute(situation.claims)
    assert rebuilt.filled == situation.filled


@given(situations())
@settings(max_examples=80, deadline=None)
def test_record_is_sound(made: tuple[list[Claim], list[Judgement], dict[str, str]]) -> None:
    claims, decisions, stories = made
    situation = Record(stories).add(*claims).decide(*decisions)
    for series in situation.all("series"):
        for reading in (series.counted, series.all):
            numbers = (
                [n for n in (reading.low, reading.best, reading.high) if n is not None] if reading else []
            )
            assert numbers == sorted(numbers)
        assert {voice.claim for voice in series.voices} <= set(series.claims)
        assert len({voice.root for voice in series.voices}) == len(series.voices)
    for dispute in situation.all("contradictions"):
        sides = [set(ids) for _, ids in dispute.sides]
        assert len(sides) >= 2
        assert all(sides)
        assert len(set().union(*sides)) == sum(map(len, sides))
    events = [id_ for event in situation.all("events") for id_ in event.claims]
    assert len(events) == len(set(events))
    ids = [
        item.id
        for what in ("events", "series", "deals", "control", "contradictions")
        for item in situation.all(what)
    ]
    assert len(ids) == len(set(ids))


@given(situations())
@settings(max_examples=60, deadline=None)
def test_withdrawn_judgements_restore_the_record(
    made: tuple[list[Claim], list[Judgement], dict[str, str]],
) -> None:
    claims, decisions, stories = made
    before = Record(stories).add(*claims)
    after = Record(stories).add(*claims).decide(*decisions)
    for each in decisions:
        field = each.field or ("verdict" if each.verdict in ("accept", "reject") else "event")
        after.decide(correct(after.claims[each.claim], field, "", hour=99))
    assert after.filled == before.filled


@given(situations())
@settings(max_examples=60, deadline=None)
def test_adding_a_document_never_removes_anothers_claim(
    made: tuple[list[Claim], list[Judgement], dict[str, str]],
) -> None:
    claims, _, stories = made
    before = Record(stories).add(*(each for each in claims if each.document != "d4"))
    after = Record(stories).add(*claims)
    assert _claims(before) <= _claims(after)


@given(situations())
@settings(max_examples=60, deadline=None)
def test_reprint_adds_no_voice_and_changes_no_number(
    made: tuple[list[Claim], list[Judgement], dict[str, str]],
) -> None:
    claims, _, _ = made
    originals = [each for each in claims if each.document == "d2"]
    copies = [
        replace(each, id=each.id[::-1], document="copy", frame=f"copy/{each.sentence}") for each in originals
    ]
    before = Record({"d2": "story"}).add(*claims)
    after = Record({"d2": "story", "copy": "story"}).add(*claims, *copies)
    assert _readings(after) == _readings(before)


def _claims(situation: Record) -> set[tuple[str, str]]:
    return {
        (what, id_)
        for what in ("events", "series", "deals", "control")
        for item in situation.all(what)
        for id_ in item.claims
    }


def _readings(situation: Record) -> list[tuple[str, Range | None, Range | None, tuple[str, ...]]]:
    return [
        (series.key, series.counted, series.all, tuple(sorted(voice.root for voice in series.voices)))
        for series in situation.all("series")
    ]


def test_unknown_partition_is_refused() -> None:
    with pytest.raises(ValueError, match="no partition"):
        reconcile("weather|SY", [], [], {}, thresholds=THRESHOLDS)


def test_kind_without_threshold_never_counts_unreviewed() -> None:
    strike = claim(confidence=1.0)
    key = partition_keys(strike)[0]
    keys = partition_keys(strike)
    counted = [
        id_
        for each in keys
        for event in reconcile(each, [strike], [], {}, thresholds={}).events
        for id_ in event.counted
    ]
    assert counted == []
    accepted = [reconcile(each, [strike], [accept(strike)], {}, thresholds={}) for each in keys]
    assert [event.counted for part in accepted for event in part.events] == [(strike.id,)]
    assert key.startswith("event|violence|SY:ar raqqah#172955|")


def test_claims_of_other_partitions_are_left_aside() -> None:
    strike, other = claim(), claim(document="b", at="Mayadin")
    for key in partition_keys(strike):
        mixed = reconcile(key, [strike, other], [], {}, thresholds=THRESHOLDS)
        assert mixed == reconcile(key, [strike], [], {}, thresholds=THRESHOLDS)


def test_empty_record_is_empty() -> None:
    assert record().parts == {}
