import pytest
from tests.reconcile.builders import (
    UNSURE,
    Record,
    accept,
    activists,
    claim,
    correct,
    country,
    figure,
    killed,
    own_voice_of,
    record,
    said_by,
    toll,
)

from sitrep.model.claim import ClaimKind
from sitrep.model.record import Range, Series

SOHR = said_by("Syrian Observatory for Human Rights")
AIRWARS = said_by("Airwars")
UN = said_by("United Nations")


def only(situation: Record) -> Series:
    [series] = situation.all("series")
    return series


def test_one_voice_gives_its_own_bounds() -> None:
    series = only(record(toll(1000, "more_than", said=activists())))
    assert series.all == Range(1000, 1000, None, True, True)
    assert series.key == "series|killed|civilians|SY:ar raqqah#172955|2017-06-01"
    assert [voice.says for voice in series.voices] == ["more than 1,000"]


def test_voices_that_differ_give_lowest_and_highest_and_no_best() -> None:
    series = only(record(toll(1130, document="a", said=SOHR), toll(1300, document="b", said=AIRWARS)))
    assert series.all == Range(1130, None, 1300, False, False)
    assert {voice.root for voice in series.voices} == {"Syrian Observatory for Human Rights", "Airwars"}


def test_voice_without_upper_bound_leaves_high_open() -> None:
    series = only(
        record(toll(1130, document="a", said=SOHR), toll(1300, "at_least", document="b", said=AIRWARS))
    )
    assert series.all == Range(1130, None, 1300, False, True)


def test_best_is_the_number_that_nobody_excludes() -> None:
    series = only(
        record(toll(1000, "more_than", document="a", said=activists()), toll(1130, document="b", said=SOHR))
    )
    assert series.all is not None
    assert series.all.best == 1130


def test_within_a_voice_the_latest_word_holds() -> None:
    august = toll(700, document="a", said=SOHR, published="2017-08-15")
    october = toll(1130, document="b", said=SOHR, published="2017-10-15")
    series = only(record(august, october))
    assert series.all == Range(1130, 1130, 1130, False, False)
    assert [(voice.claim, len(voice.claims)) for voice in series.voices] == [(october.id, 2)]
    assert set(series.claims) == {august.id, october.id}


def test_totals_of_another_period_are_another_series() -> None:
    since_june = toll(1130, document="a", said=SOHR)
    since_april = toll(2000, document="b", said=SOHR, on=("2017-04-01", "2017-10-15"))
    assert len(record(since_june, since_april).all("series")) == 2


def test_people_and_civilians_are_two_subjects() -> None:
    civilians = toll(1130, document="a", said=SOHR)
    people = toll(3250, document="b", said=SOHR, figure={"subject": "people"})
    assert {(each.subject, each.all.best) for each in record(civilians, people).all("series")} == {
        ("civilians", 1130),
        ("people", 3250),
    }


def test_cumulative_total_is_never_added_to_an_incident() -> None:
    situation = record(toll(1130, document="a", said=SOHR), killed(12, document="b", said=SOHR))
    assert {(each.measure, each.all.best) for each in situation.all("series")} == {
        ("cumulative", 1130),
        ("incident", 12),
    }


def test_copies_of_a_story_are_one_voice() -> None:
    reports = [toll(1000, document=name, said=activists(via=name)) for name in ("a", "b", "c")]
    same = {"a": "story", "b": "story", "c": "story"}
    assert len(only(record(*reports, stories=same)).voices) == 1
    assert len(only(record(*reports)).voices) == 3


def test_own_voice_of_one_story_is_one_voice_whoever_prints_it() -> None:
    wire = toll(1000, document="a", said=own_voice_of("Reuters", "agency"), own_voice=True)
    reprint = toll(1000, document="b", said=own_voice_of("Egypt Today"), own_voice=True)
    series = only(record(wire, reprint, stories={"a": "story", "b": "story"}))
    assert [voice.root for voice in series.voices] == ["Reuters"]


def test_copy_whose_cut_lost_the_source_rests_on_it_still() -> None:
    whole = toll(8000, document="a", said=UN, quote="Some 8,000 are dead.")
    cut = toll(
        8000, document="b", said=own_voice_of("The Tribune"), own_voice=True, quote="Some 8,000 are dead."
    )
    series = only(record(whole, cut, stories={"a": "story", "b": "story"}))
    assert [voice.root for voice in series.voices] == ["United Nations"]


def test_named_source_is_one_voice_in_two_stories() -> None:
    series = only(record(toll(1000, document="a", said=UN), toll(1000, document="b", said=UN)))
    assert [voice.root for voice in series.voices] == ["United Nations"]


def test_correction_beats_its_original_which_stays() -> None:
    wrong = toll(370, document="a", said=UN)
    right = toll(270, document="b", said=UN)
    series = only(record(wrong, right, stories={"a": "story", "b": "story"}, corrections=["b"]))
    assert series.all == Range(270, 270, 270, False, False)
    assert series.beside == ((wrong.id, "corrected"),)
    assert wrong.id in series.claims


def test_number_that_a_correction_changed_is_beside_wherever_it_was_placed() -> None:
    wrong = toll(370, document="a", said=UN, at="Mayadin")
    situation = Record(superseded=[wrong.id]).add(wrong, toll(12, document="b", at="Mayadin"))
    series = only(situation)
    assert series.all == Range(12, 12, 12, False, False)
    assert series.beside == ((wrong.id, "corrected"),)
    accepted = only(situation.decide(accept(wrong)))
    assert accepted.beside == ()


def test_increment_is_no_total() -> None:
    total = killed(12, document="a", said=SOHR)
    more = killed(3, document="b", said=SOHR, figure={"increment": True}, published="2017-10-16")
    series = only(record(total, more))
    assert series.all == Range(12, 12, 12, False, False)
    assert series.beside == ((more.id, "increment"),)


def test_running_total_supersedes_on_the_same_day() -> None:
    first = killed(12, document="a", said=SOHR, sentence=1)
    total = killed(15, document="a", said=SOHR, sentence=2, figure={"running_total": True, "increment": True})
    assert only(record(first, total)).all == Range(15, 15, 15, False, False)


def test_subset_is_not_added_nor_confused_with_its_whole() -> None:
    whole = killed(12, said=SOHR)
    part = killed(3, said=SOHR, slot="subset", figure={"subset_of": whole.id})
    series = only(record(whole, part))
    assert series.all == Range(12, 12, 12, False, False)
    assert series.beside == ((part.id, "subset"),)


def test_subset_of_another_subject_is_a_series_of_its_own() -> None:
    whole = killed(12, said=SOHR)
    children = killed(3, said=SOHR, slot="subset", figure={"subset_of": whole.id, "subject": "children"})
    assert {(each.subject, each.all.best) for each in record(whole, children).all("series")} == {
        ("civilians", 12),
        ("children", 3),
    }


@pytest.mark.parametrize("modality", ["planned", "demanded", "possible"])
def test_what_is_not_told_as_fact_is_in_no_figure(modality: str) -> None:
    assert record(toll(1000, modality=modality), killed(12, modality=modality, document="b")).filled == {}


def test_stated_zero_stands_beside() -> None:
    zero = toll(0, modality="negated", document="a", said=UN)
    series = only(record(toll(12, document="b", said=SOHR), zero))
    assert series.all == Range(12, 12, 12, False, False)
    assert series.beside == ((zero.id, "stated_zero"),)


def test_nobody_killed_in_a_strike_is_shown_beside_the_strike() -> None:
    strike = claim("airstrike", document="a", sentence=1)
    nobody = killed(0, document="a", sentence=2, modality="negated", event_frame="a/1")
    series = only(record(strike, nobody))
    assert (series.counted, series.all, series.beside) == (None, None, ((nobody.id, "stated_zero"),))


def test_bare_plural_does_not_lower_a_number() -> None:
    plural = toll(2, "vague", document="a", said=UN)
    series = only(record(plural, toll(1130, document="b", said=SOHR)))
    assert series.all == Range(1130, 1130, 1130, False, False)
    assert len(series.voices) == 2


def test_bare_plurals_alone_are_no_number() -> None:
    series = only(record(toll(2, "vague", said=UN)))
    assert series.all == Range(None, None, None, False, True)


def test_counted_and_all_are_never_mixed() -> None:
    sure = toll(1130, document="a", said=SOHR)
    unsure = toll(5000, document="b", said=AIRWARS, confidence=UNSURE)
    series = only(record(sure, unsure))
    assert series.counted == Range(1130, 1130, 1130, False, False)
    assert series.all == Range(1130, None, 5000, False, False)
    assert {voice.root: voice.counted for voice in series.voices} == {SOHR[0].name: True, "Airwars": False}


def test_acceptance_makes_a_claim_count() -> None:
    unsure = toll(5000, confidence=UNSURE)
    situation = record(unsure)
    assert only(situation).counted is None
    assert only(situation.decide(accept(unsure))).counted == Range(5000, 5000, 5000, False, False)


def test_headline_alone_does_not_count() -> None:
    series = only(record(toll(5000, headline_only=True)))
    assert (series.counted, series.all) == (None, Range(5000, 5000, 5000, False, False))


def test_corrected_number_is_the_one_that_counts() -> None:
    misread = toll(11300, said=SOHR)
    situation = record(misread).decide(correct(misread, "figure.best", "1130"))
    assert only(situation).all is not None
    assert only(situation).all.best == 1130


def test_stock_is_keyed_without_time() -> None:
    trapped = {"metric": "trapped", "measure": "stock", "subject": "people"}
    september = claim(
        "trap",
        kind=ClaimKind.FIGURE,
        document="a",
        on="2017-09-30",
        said=UN,
        figure=figure(8000, "about", **trapped),
    )
    october = claim(
        "trap", kind=ClaimKind.FIGURE, document="b", on="2017-10-15", said=UN, figure=figure(4000, **trapped)
    )
    series = only(record(september, october))
    assert (series.measure, series.since, series.all) == (
        "stock",
        None,
        Range(4000, 4000, 4000, False, False),
    )


def test_country_and_town_are_two_series() -> None:
    assert (
        len(record(toll(1, document="a"), toll(1, document="b", at=country("Syria", "SY"))).all("series"))
        == 2
    )


def test_unplaced_figures_of_two_stories_are_two_series() -> None:
    assert len(record(toll(1, document="a", at=None), toll(2, document="b", at=None)).all("series")) == 2


def test_over_several_places_is_one_figure() -> None:
    both = toll(40, at=[*claim(at="Raqqa").places, *claim(at="Mosul").places])
    assert only(record(both)).place == "Mosul and Raqqa"


def test_deaths_told_without_a_number_are_an_event_and_no_series() -> None:
    nothing = {"low": None, "best": None, "high": None}
    situation = record(killed(0, said=SOHR, figure=nothing))
    assert situation.all("series") == []
    assert len(situation.all("events")) == 1


def test_denied_number_is_no_stated_zero() -> None:
    denied = toll(40, modality="negated", document="a", said=UN)
    series = only(record(toll(12, document="b", said=SOHR), denied))
    assert series.beside == ((denied.id, "denied"),)


# contradictions


def test_disjoint_numbers_of_the_same_days_contradict() -> None:
    sohr, airwars = toll(1130, document="a", said=SOHR), toll(1300, "at_least", document="b", said=AIRWARS)
    [dispute] = record(sohr, airwars).all("contradictions")
    assert (dispute.kind, dispute.what) == ("figure", "civilians killed since 1 Jun 2017")
    assert dispute.sides == (("1,130", (sohr.id,)), ("at least 1,300", (airwars.id,)))
    assert dispute.counted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1000, "more_than"), (1130, "exact")),
        ((8000, "about"), (8400, "exact")),
        ((270000, "nearly"), (265000, "exact")),
        ((12, "at_least"), (12, "exact")),
    ],
)
def test_numbers_that_can_both_be_right_do_not(one: tuple[int, str], other: tuple[int, str]) -> None:
    assert not record(toll(*one, document="a", said=SOHR), toll(*other, document="b", said=UN)).all(
        "contradictions"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1000, "more_than"), (1000, "exact")),
        ((8000, "about"), (9000, "exact")),
        ((50, "up_to"), (60, "at_least")),
    ],
)
def test_numbers_that_cannot_do(one: tuple[int, str], other: tuple[int, str]) -> None:
    assert record(toll(*one, document="a", said=SOHR), toll(*other, document="b", said=UN)).all(
        "contradictions"
    )


def test_total_that_grew_over_weeks_is_no_contradiction() -> None:
    early = toll(700, document="a", said=SOHR, published="2017-08-15")
    late = toll(1130, document="b", said=AIRWARS, published="2017-10-15")
    assert record(early, late).all("contradictions") == []


def test_voice_does_not_contradict_itself() -> None:
    first = toll(1100, document="a", said=SOHR, published="2017-10-14")
    assert record(first, toll(1130, document="b", said=SOHR)).all("contradictions") == []
