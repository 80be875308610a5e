from dataclasses import replace
from datetime import date

import pytest
from tests.reconcile.builders import UNSURE, Record, accept, holds, record, reject, said_by

from sitrep.model.record import ControlReading, ControlState

IS, SDF, ARMY = "Islamic State", "Syrian Democratic Forces", "Syrian army"


def only(situation: Record) -> ControlState:
    [state] = situation.all("control")
    return state


def test_latest_claimed_holder_holds_the_place() -> None:
    before = holds(IS, document="a", on="2014-01-15", published="2014-01-15", change="gained")
    after = holds(SDF, document="b", on="2017-10-17", change="gained")
    state = only(record(before, after))
    assert (state.holder, state.status, state.as_of) == (SDF, "claimed", date(2017, 10, 17))
    assert [(each.holder, each.as_of) for each in state.history] == [
        (IS, date(2014, 1, 15)),
        (SDF, date(2017, 10, 17)),
    ]


def test_share_is_shown_with_its_holder() -> None:
    state = only(record(holds(SDF, 0.9, said=said_by("Talal Selo"))))
    assert (state.holder, state.share) == (SDF, 0.9)
    assert [(voice.root, voice.says) for voice in state.voices] == [("Talal Selo", f"{SDF} held 90 %")]


def test_voices_that_differ_on_the_share_leave_it_open() -> None:
    state = only(
        record(holds(SDF, 0.9, document="a"), holds(SDF, 0.85, document="b", said=said_by("Airwars")))
    )
    assert (state.holder, state.share, state.status) == (SDF, None, "claimed")


def test_withdrawal_loses_the_place() -> None:
    state = only(record(holds(IS, document="a", on="2017-09-01"), holds(IS, document="b", change="lost")))
    assert (state.holder, state.status) == (IS, "lost")


@pytest.mark.parametrize("change", ["lost", "gained"])
def test_part_of_a_party_or_place_changes_nothing(change: str) -> None:
    part = holds(IS, document="b", change=change, whole=False)
    state = only(record(holds(SDF, document="a", on="2017-10-14"), part))
    assert (state.holder, state.status) == (SDF, "claimed")
    assert part.id in state.claims


def test_loss_and_capture_on_one_day_agree() -> None:
    state = only(record(holds(IS, document="a", change="lost"), holds(SDF, document="b", change="gained")))
    assert (state.holder, state.status) == (SDF, "claimed")


def test_two_holders_on_the_latest_day_contest_it() -> None:
    one, other = holds(SDF, 0.9, document="a"), holds(ARMY, 0.6, document="b")
    situation = record(one, other)
    state = only(situation)
    assert (state.holder, state.status, state.share) == ("", "contested", None)
    [dispute] = situation.all("contradictions")
    assert (dispute.kind, dispute.what) == ("control", "who holds the place on 15 Oct 2017")
    assert dict(dispute.sides) == {f"{SDF} holds it": (one.id,), f"{ARMY} holds it": (other.id,)}


def test_held_and_lost_on_one_day_contest_it() -> None:
    assert only(record(holds(IS, document="a"), holds(IS, document="b", change="lost"))).status == "contested"


def test_shares_that_fit_together_are_no_contradiction() -> None:
    situation = record(holds(SDF, 0.9, document="a"), holds(IS, 0.1, document="b"))
    assert situation.all("contradictions") == []
    assert only(situation).holder == SDF


def test_minority_share_alone_is_shown_with_its_number() -> None:
    state = only(record(holds(IS, 0.3)))
    assert (state.holder, state.share, state.status) == (IS, 0.3, "claimed")


def test_joint_holders_of_one_frame_do_not_contradict() -> None:
    joint = [holds(name, document="a", slot=name) for name in (SDF, ARMY)]
    assert record(*joint).all("contradictions") == []


def test_holder_with_and_without_its_ally_does_not_contradict() -> None:
    situation = record(holds(f"{SDF}; US-led coalition", document="a"), holds(SDF, document="b"))
    assert situation.all("contradictions") == []
    assert (only(situation).holder, only(situation).status) == (SDF, "claimed")


def test_holders_on_two_days_do_not_contradict() -> None:
    assert (
        record(holds(IS, document="a", on="2017-10-01"), holds(SDF, document="b")).all("contradictions") == []
    )


def test_counted_and_all_are_never_mixed() -> None:
    sure = holds(IS, document="a", on="2017-10-01")
    unsure = holds(SDF, document="b", confidence=UNSURE)
    situation = record(sure, unsure)
    state = only(situation)
    said = {"roots": ("Egypt Today",)}
    assert state.counted_reading == ControlReading(
        IS, None, "claimed", date(2017, 10, 1), claims=(sure.id,), **said
    )
    assert state.all_reading == ControlReading(
        SDF, None, "claimed", date(2017, 10, 15), claims=(unsure.id,), **said
    )
    assert (state.holder, state.counted) == (IS, (sure.id,))
    accepted = only(situation.decide(accept(unsure)))
    assert (accepted.holder, accepted.counted_reading) == (SDF, accepted.all_reading)


def test_where_nothing_counts_all_is_shown() -> None:
    state = only(record(holds(SDF, confidence=UNSURE)))
    assert (state.holder, state.counted, state.counted_reading) == (SDF, (), None)


@pytest.mark.parametrize("modality", ["negated", "planned", "demanded", "possible"])
def test_what_is_not_told_as_fact_is_not_control(modality: str) -> None:
    assert record(holds(SDF, modality=modality)).filled == {}


def test_claim_that_a_correction_changed_holds_nothing() -> None:
    wrong = holds(SDF, document="b")
    state = only(Record(superseded=[wrong.id]).add(holds(IS, document="a", on="2017-10-01"), wrong))
    assert (state.holder, wrong.id in state.claims) == (IS, True)


def test_part_alone_says_nothing_of_the_place() -> None:
    assert record(holds(IS, whole=False)).filled == {}


def test_rejection_gives_the_place_back() -> None:
    wrong = holds(SDF, document="b")
    situation = record(holds(IS, document="a", on="2017-10-01"), wrong)
    assert only(situation).holder == SDF
    assert only(situation.decide(reject(wrong))).holder == IS


def test_copies_of_one_sentence_that_were_resolved_differently_are_one_voice() -> None:
    copies = [
        holds(name, 0.9, document=document, quote="They hold 90 percent.")
        for name, document in ((SDF, "a"), (SDF, "b"), (ARMY, "c"))
    ]
    situation = record(*copies, stories={"a": "s", "b": "s", "c": "s"})
    assert situation.all("contradictions") == []
    assert (only(situation).holder, only(situation).status) == (SDF, "claimed")


def test_an_undated_capture_of_the_past_contests_nobody() -> None:
    long_ago = holds(IS, document="a", change="gained", on="")
    now = holds(SDF, 0.9, document="b")
    situation = record(long_ago, now)
    assert (only(situation).holder, only(situation).status) == (SDF, "claimed")
    assert situation.all("contradictions") == []


def test_an_undated_capture_alone_speaks_for_its_report() -> None:
    assert only(record(holds(SDF, change="gained", on=""))).holder == SDF


def test_each_reading_tells_who_says_so_and_on_what_basis() -> None:
    first = holds(SDF, 0.8, document="a", on="2017-09-30", said=said_by("Talal Selo"))
    second = holds(SDF, 0.9, document="b", said=said_by("Mostafa Bali"))
    state = only(record(first, second))
    assert [(each.share, each.basis, each.roots, each.claims) for each in state.history] == [
        (0.8, "area", ("Talal Selo",), (first.id,)),
        (0.9, "area", ("Mostafa Bali",), (second.id,)),
    ]
    assert state.basis == "area"


def test_a_contested_day_names_all_who_speak_and_has_no_basis() -> None:
    one, other = holds(SDF, 0.9, document="a", said=said_by("A")), holds(IS, document="b", said=said_by("B"))
    [reading] = only(record(one, other)).history
    assert (reading.status, reading.roots, reading.basis) == ("contested", ("A", "B"), "")
    assert reading.claims == tuple(sorted((one.id, other.id)))


def test_a_share_is_never_multiplied_and_an_unstated_basis_says_so() -> None:
    claim = holds(SDF, 0.9)
    unstated = replace(claim, control=replace(claim.control, basis="unstated"))
    assert only(record(unstated)).basis == "unstated"


def test_a_reprint_days_later_does_not_move_control_forward() -> None:
    first = holds(
        SDF, 0.85, document="a", on="2017-10-14", published="2017-10-14", quote="They hold 85 percent."
    )
    again = holds(
        SDF, 0.85, document="b", on="2017-10-20", published="2017-10-20", quote="They hold 85 percent."
    )
    fallen = holds(IS, document="c", on="2017-10-17", published="2017-10-17", change="gained")
    situation = record(first, again, fallen, stories={"a": "s", "b": "s"})
    assert (only(situation).holder, only(situation).as_of) == (IS, date(2017, 10, 17))
    assert again.id in only(situation).claims
