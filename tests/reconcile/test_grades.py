"""How well events and series are attested, by the ten rules of the practice that they follow."""

from dataclasses import replace

import pytest
from tests.reconcile.builders import (
    UNSURE,
    Record,
    accept,
    activists,
    claim,
    killed,
    own_voice_of,
    party,
    record,
    reject,
    said_by,
    toll,
)

from sitrep.codebook.grades import load
from sitrep.model.claim import Claim
from sitrep.model.mention import AttributionLink
from sitrep.model.record import Grade

SDF, IS, COALITION = "Syrian Democratic Forces", "Islamic State", "US-led coalition"
SOHR, AIRWARS = said_by("Syrian Observatory for Human Rights"), said_by("Airwars")


def strike(document: str = "a", said=SOHR, *, by=(COALITION,), **more) -> Claim:
    """The coalition struck civilians in Raqqa on 15 October."""
    return claim("airstrike", document=document, by=by, to=["civilians"], said=said, **more)


def spokesman(side: str, cue: str = "said") -> tuple[AttributionLink, ...]:
    """Somebody who speaks for a party."""
    first, *rest = said_by(f"a spokesman of {side}", named="described", party=side)
    return (replace(first, cue=cue), *rest)


def event_grade(*claims: Claim, **more) -> Grade:
    return grade_in(record(*claims, **more))


def grade_in(situation: Record, what: str = "events") -> Grade:
    [item] = situation.all(what)
    assert set(item.grade.reasons) <= set(load().reasons)
    assert item.grade.value in load().grades
    return item.grade


def toll_grade(*claims: Claim, **more) -> Grade:
    return grade_in(record(*claims, **more), "series")


# (1) one origin, one source; one wire story, one source


def test_two_independent_origins_with_a_party_named_are_fair() -> None:
    grade = event_grade(strike("a"), strike("b", AIRWARS))
    assert (grade.value, grade.reasons) == ("fair", ("two_independent",))


def test_one_origin_in_two_reports_is_weak() -> None:
    grade = event_grade(strike("a"), strike("b"))
    assert (grade.value, grade.reasons) == ("weak", ("one_source", "relays"))


def test_two_origins_in_one_story_are_weak() -> None:
    grade = event_grade(strike("a"), strike("b", AIRWARS), stories={"a": "s", "b": "s"})
    assert (grade.value, grade.reasons) == ("weak", ("one_story",))


def test_a_party_and_its_spokesmen_are_one_origin() -> None:
    named = said_by("Talal Selo", party=SDF)
    grade = event_grade(strike("a", named), strike("b", spokesman(SDF)), strike("c", said_by(SDF, party=SDF)))
    assert grade.value == "weak" and "one_source" in grade.reasons


# (2) unnamed sources


def test_unnamed_sources_are_an_origin_for_each_report_and_never_a_named_one() -> None:
    alone = event_grade(strike("a", activists()), strike("b", activists()))
    assert (alone.value, alone.reasons) == ("weak", ("unnamed_only", "unnamed_source"))
    beside = event_grade(strike("a", activists()), strike("b", SOHR))
    assert (beside.value, beside.reasons) == ("fair", ("two_independent", "unnamed_source"))


# (3) relays


def test_relaying_adds_nothing() -> None:
    relayed = [strike(name, said_by("Airwars", via=name)) for name in ("a", "b", "c", "d")]
    grade = event_grade(*relayed)
    assert (grade.value, grade.reasons) == ("weak", ("one_source", "relays"))


def test_own_voice_of_an_agency_is_an_origin() -> None:
    own = strike("b", own_voice_of("Reuters", "agency"), own_voice=True)
    assert event_grade(strike("a"), own).value == "fair"


# (4) interested parties


def test_a_party_to_the_event_never_carries_it_above_weak_alone() -> None:
    fight = [
        claim("clash", document=name, by=[SDF], to=[IS], said=said)
        for name, said in (("a", spokesman(SDF)), ("b", spokesman(IS)))
    ]
    grade = event_grade(*fight)
    assert (grade.value, grade.interested) == ("weak", (IS, SDF))
    assert "interested_only" in grade.reasons
    with_monitor = event_grade(*fight, claim("clash", document="c", by=[SDF], to=[IS], said=SOHR))
    assert (with_monitor.value, with_monitor.interested) == ("fair", (IS, SDF))


def test_losses_of_the_enemy_are_interested() -> None:
    losses = killed(25, said=spokesman(SDF), figure={"subject": f"combatants:{IS}"})
    [series] = record(losses).all("series")
    assert series.grade.interested == (SDF,)
    own_losses = killed(5, said=spokesman(SDF), figure={"subject": f"combatants:{SDF}"})
    [series] = record(own_losses).all("series")
    assert series.grade.interested == ()


def test_an_outlet_of_a_party_is_interested_and_others_are_not() -> None:
    ours = claim(
        "clash", document="a", by=["Russia"], to=[IS], said=own_voice_of("TASS", "agency"), own_voice=True
    )
    assert event_grade(ours).interested == ("TASS",)
    theirs = claim(
        "clash", document="a", by=["Russia"], to=[IS], said=own_voice_of("Reuters", "agency"), own_voice=True
    )
    assert event_grade(theirs).interested == ()


def test_a_state_and_its_ministry_are_one_side() -> None:
    told = claim(
        "airstrike",
        by=["Russia"],
        to=[IS],
        said=said_by("Russian Defence Ministry", party="Russian Defence Ministry"),
    )
    assert event_grade(told).interested == ("Russian Defence Ministry",)


YPG, MANBIJ = "Kurdish People's Protection Units", "Manbij Military Council"
HAMZA, SULTAN_MURAD, TURKEY = "Hamza Division", "Sultan Murad Division", "Turkey"


def test_a_member_and_its_alliance_are_one_origin() -> None:
    """In 2017 both stood in the Syrian Democratic Forces: two of them are no two sources."""
    told = [
        claim("airstrike", document=name, by=["Russia"], to=["civilians"], said=said)
        for name, said in (("a", spokesman(YPG)), ("b", spokesman(MANBIJ)), ("c", spokesman(SDF)))
    ]
    grade = event_grade(*told)
    assert grade.value == "weak" and "one_source" in grade.reasons


def test_a_member_s_word_on_its_alliance_is_interested() -> None:
    fight = claim("clash", document="a", by=[SDF], to=[IS], said=spokesman(YPG))
    assert event_grade(fight).interested == (YPG,)
    before = claim(
        "clash", document="a", by=[SDF], to=[IS], said=spokesman(YPG), on="2014-10-15", published="2014-10-15"
    )
    assert event_grade(before).interested == ()  # it joined in 2015


def test_allies_and_backers_are_interested_in_each_other_and_stay_two_origins() -> None:
    strikes = [
        claim(
            "airstrike", document=name, by=[TURKEY], to=["civilians"], said=spokesman(side), on="2018-02-01"
        )
        for name, side in (("a", TURKEY), ("b", "Syrian National Army"))
    ]
    grade = event_grade(*strikes)
    assert grade.interested == ("Syrian National Army", TURKEY)
    alone = event_grade(strikes[1])
    assert (alone.value, alone.interested) == ("weak", ("Syrian National Army",))
    assert "one_source" not in grade.reasons


def test_an_allys_losses_are_no_enemys_losses() -> None:
    losses = killed(5, said=spokesman(COALITION), figure={"subject": f"combatants:{SDF}"})
    [series] = record(losses).all("series")
    assert series.grade.interested == ()


def test_an_alliance_admits_for_its_member_and_a_member_for_its_alliance() -> None:
    assert event_grade(strike("a", spokesman(SDF), by=(MANBIJ,))).value == "confirmed"
    assert event_grade(strike("a", spokesman(MANBIJ), by=(SDF,))).value == "confirmed"


@pytest.mark.parametrize(
    ("speaker", "agent"),
    [(SULTAN_MURAD, HAMZA), (COALITION, SDF), (SDF, COALITION)],
    ids=["another member", "a backer", "who is backed"],
)
def test_nobody_admits_what_another_member_or_an_ally_has_done(speaker: str, agent: str) -> None:
    told = strike("a", spokesman(speaker), by=(agent,), on="2018-02-01", published="2018-02-01")
    assert event_grade(told).value == "weak"


def test_admission_against_interest_confirms() -> None:
    grade = event_grade(strike("a", spokesman(COALITION)))
    assert (grade.value, grade.reasons[0], grade.interested) == ("confirmed", "admission", (COALITION,))


def test_admission_may_be_in_the_word_of_saying() -> None:
    admitted = toll(51, said=spokesman(COALITION, "confirmed"))
    assert toll_grade(admitted).value == "confirmed"
    merely_said = toll(51, said=spokesman(COALITION, "said"))
    assert toll_grade(merely_said).value == "weak"


@pytest.mark.parametrize(
    "boast",
    [
        strike("a", spokesman(IS, "claimed"), by=(IS,)),
        claim("airstrike", by=[COALITION], to=[IS], said=spokesman(COALITION)),
        killed(0, said=spokesman(COALITION), by=[COALITION], to=["civilians"]),
    ],
    ids=["claim of responsibility", "harm to fighters", "nobody harmed"],
)
def test_what_is_no_admission(boast: Claim) -> None:
    assert event_grade(boast).value == "weak"


# (5) plausible party, incompatible responsibility, nothing discounted


def test_harm_that_nobody_is_said_to_have_done_stays_weak() -> None:
    grade = event_grade(strike("a", by=()), strike("b", AIRWARS, by=()))
    assert (grade.value, grade.reasons) == ("weak", ("no_actor_named", "two_independent"))


def test_displacement_needs_nobody_who_did_it() -> None:
    fled = [claim("displace", document=name, said=said) for name, said in (("a", SOHR), ("b", AIRWARS))]
    assert event_grade(*fled).value == "fair"


def test_no_grade_is_ever_discounted() -> None:
    """Only a person discounts: by rejecting the claims."""
    assert "discounted" not in load().grades
    wrong = strike("a")
    assert record(wrong).decide(reject(wrong)).all("events") == []


def test_incompatible_responsibility_contests() -> None:
    from tests.reconcile.builders import THRESHOLDS

    from sitrep.reconcile.grades import grade_event
    from sitrep.reconcile.readings import weigh

    told = [strike("a"), strike("b", AIRWARS, by=("Russia",))]
    [event, _] = record(*told).all("events")
    members = weigh(told, (), {}, thresholds=THRESHOLDS)
    disputed = grade_event(event, members)
    assert (disputed.value, disputed.reasons[0]) == ("contested", "responsibility_disputed")
    together = [*told, strike("c", activists(), by=("Russia", COALITION))]
    assert grade_event(event, weigh(together, (), {}, thresholds=THRESHOLDS)).value == "fair"


# (6) fame


def test_fame_of_the_publisher_raises_nothing() -> None:
    famous = strike("a", own_voice_of("The New York Times"), own_voice=True)
    unknown = strike("a", own_voice_of("Nobody's Blog"), own_voice=True)
    assert event_grade(famous) == event_grade(unknown)


# (7) corrections


def test_what_a_correction_changed_attests_nothing() -> None:
    wrong, other = strike("b", AIRWARS), strike("a")
    assert event_grade(other, wrong).value == "fair"
    assert grade_in(Record(superseded=[wrong.id]).add(other, wrong)).value == "weak"


# (8) proposed


def test_grades_of_unreviewed_claims_say_so() -> None:
    unsure = [strike("a", confidence=UNSURE), strike("b", AIRWARS, confidence=UNSURE)]
    situation = record(*unsure)
    assert grade_in(situation).reasons == ("unreviewed", "two_independent")
    assert grade_in(situation.decide(accept(unsure[0]))) == Grade("weak", ("one_source",))


# (9) modality


@pytest.mark.parametrize("modality", ["planned", "demanded", "possible"])
def test_what_is_not_told_as_fact_attests_nothing(modality: str) -> None:
    assert event_grade(strike("a"), strike("b", AIRWARS, modality=modality)).value == "weak"


# (10) denials


def test_a_denial_stands_beside_and_contests() -> None:
    told, denied = strike("a"), strike("b", spokesman(COALITION), modality="negated")
    situation = record(told, strike("c", AIRWARS), denied)
    grade = grade_in(situation)
    assert (grade.value, grade.reasons[0]) == ("contested", "denied")
    [dispute] = situation.all("contradictions")
    assert (dispute.kind, dispute.what, dispute.counted) == ("event", "airstrike", True)
    assert dict(dispute.sides)["denied"] == (denied.id,)
    [event] = situation.all("events")
    assert denied.id not in event.claims


@pytest.mark.parametrize(
    "denial",
    [
        strike("b", spokesman("Russia"), by=("Russia",), modality="negated"),
        strike("b", spokesman(COALITION), modality="negated", on="2017-10-20"),
        strike("b", spokesman(COALITION), modality="negated", at="Mayadin"),
        strike("b", spokesman(COALITION), modality="negated", on=""),
        claim("shelling", document="b", by=[COALITION], said=spokesman(COALITION), modality="negated"),
    ],
    ids=["another party", "another day", "another place", "no day, another story", "another kind of act"],
)
def test_a_denial_of_something_else_contests_nothing(denial: Claim) -> None:
    situation = record(strike("a"), strike("c", AIRWARS), denial)
    assert [event.grade.value for event in situation.all("events")] == ["fair"]
    assert situation.all("contradictions") == []


def test_an_unreviewed_denial_does_not_contest_what_counts() -> None:
    denied = strike("b", spokesman(COALITION), modality="negated", confidence=UNSURE)
    situation = record(strike("a"), strike("c", AIRWARS), denied)
    assert grade_in(situation).value == "fair"
    [dispute] = situation.all("contradictions")
    assert not dispute.counted


def test_a_denied_number_contests_its_series() -> None:
    told = [toll(1130, document="a", said=SOHR), toll(1130, document="b", said=AIRWARS)]
    assert toll_grade(*told).value == "fair"
    denied = toll(1130, document="c", said=spokesman(COALITION), modality="negated")
    grade = toll_grade(*told, denied)
    assert (grade.value, "denied" in grade.reasons) == ("contested", True)


def test_numbers_that_exclude_each_other_contest_a_series() -> None:
    grade = toll_grade(
        toll(51, document="a", said=spokesman(COALITION)), toll(1300, "at_least", document="b", said=AIRWARS)
    )
    assert (grade.value, grade.reasons[0]) == ("contested", "figures_exclude")


def test_copies_change_no_grade() -> None:
    copies = [strike(f"copy {number}") for number in range(30)]
    stories = {each.document: "s" for each in [*copies, strike("a")]}
    assert event_grade(strike("a"), stories={"a": "s"}) == event_grade(strike("a"), *copies, stories=stories)


def test_a_class_of_people_is_no_party() -> None:
    bystander = replace(strike("a"), agents=(party("civilians"),))
    assert event_grade(bystander, replace(strike("b", AIRWARS), agents=())).reasons[0] == "no_actor_named"
