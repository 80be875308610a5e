"""What all houses share: which claims they read, a reason for each, and copies that change nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import (
    THRESHOLDS,
    UNSURE,
    accept,
    activists,
    claim,
    figure,
    killed,
    own_voice_of,
    record,
    said_by,
    toll,
)
from tests.reconcile.telling import bounds, house, reasons

from sitrep.codebook.houses import load
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import Series
from sitrep.reconcile import partition_keys, reconcile

COALITION = "US-led coalition"
SOHR = said_by("Syrian Observatory for Human Rights")
AIRWARS = said_by("Airwars")
UN = said_by("United Nations")
SOURCES = (SOHR, AIRWARS, UN, activists(), own_voice_of("Egypt Today"))


def only(*claims: Claim, **more) -> Series:
    [series] = record(*claims, **more).all("series")
    return series


def test_every_claim_has_one_entry_a_house_and_every_reason_has_words() -> None:
    series = only(
        killed(12, document="a", said=SOHR, by=[COALITION]),
        killed(20, document="b", said=AIRWARS, by=[COALITION]),
        killed(9, document="c", said=UN, by=[COALITION], figure={"increment": True}),
        killed(12, document="d", said=SOHR, by=[COALITION]),
    )
    for each in series.houses:
        assert [entry.claim for entry in each.entries] == sorted(series.claims)
        assert all(entry.reason in load().reasons for entry in each.entries)
        assert all(bool(entry.role) == entry.used for entry in each.entries)


def test_houses_take_what_counts_and_never_mix_it_with_the_rest() -> None:
    sure = killed(12, document="a", said=SOHR, by=[COALITION])
    unsure = killed(3, document="b", said=AIRWARS, by=[COALITION], confidence=UNSURE)
    acled = house(only(sure, unsure), "acled")
    assert (acled.reading, acled.best, reasons(acled)[unsure.id]) == ("counted", 12, "not_counted")


def test_where_nothing_counts_houses_take_all_and_say_so() -> None:
    unsure = killed(12, said=SOHR, confidence=UNSURE)
    situation = record(unsure)
    [series] = situation.all("series")
    assert (house(series, "acled").reading, house(series, "acled").best) == ("all", 12)
    [series] = situation.decide(accept(unsure)).all("series")
    assert house(series, "acled").reading == "counted"


def test_earlier_words_corrected_and_denied_claims_say_why_they_are_out() -> None:
    early = toll(700, document="a", said=SOHR, published="2017-08-15")
    late = toll(1130, document="b", said=SOHR)
    denied = toll(5000, document="c", said=UN, modality="negated")
    told = reasons(house(only(early, late, denied), "ucdp"))
    assert told == {early.id: "earlier_word", late.id: "summary_event", denied.id: "denied"}


def test_what_a_correction_changed_is_out() -> None:
    wrong, right = toll(370, document="a", said=UN), toll(270, document="b", said=UN)
    series = only(wrong, right, stories={"a": "s", "b": "s"}, corrections=["b"])
    assert reasons(house(series, "ucdp"))[wrong.id] == "corrected"
    assert bounds(house(series, "ucdp")) == (270, 270, 270)


@pytest.mark.parametrize(
    ("metric", "houses"),
    [
        ("killed", {"acled", "ucdp", "airwars"}),
        ("injured", {"airwars"}),
        ("fled", {"idmc"}),
        ("displaced", {"idmc"}),
        ("returned", {"idmc"}),
        ("trapped", set()),
        ("surrendered", set()),
    ],
)
def test_a_house_reads_only_what_it_codes(metric: str, houses: set[str]) -> None:
    """ACLED records no injuries, IDMC has no term for trapped people."""
    series = only(killed(12, said=SOHR, figure={"metric": metric}))
    assert {each.house for each in series.houses} == houses


# copies

STATED = st.tuples(
    st.integers(1, 2000),
    st.sampled_from(("exact", "at_least", "more_than", "up_to", "nearly", "about", "vague")),
    st.sampled_from(SOURCES),
    st.sampled_from(("2017-10-11", "2017-10-13", "2017-10-15")),
    st.sampled_from((0.9, UNSURE)),
)


def computed(claims: list[Claim], stories: dict[str, str]) -> Series:
    key = partition_keys(claims[0])[0]
    [series] = reconcile(key, claims, (), stories, thresholds=THRESHOLDS).series
    return series


def without(series: Series, copies: set[str]) -> Series:
    """A series without its copies: what must not change however many there are."""
    return replace(
        series,
        claims=tuple(each for each in series.claims if each not in copies),
        voices=tuple(
            replace(voice, claims=tuple(each for each in voice.claims if each not in copies))
            for voice in series.voices
        ),
        houses=tuple(
            replace(each, entries=tuple(entry for entry in each.entries if entry.claim not in copies))
            for each in series.houses
        ),
    )


@settings(max_examples=8, deadline=None)
@given(
    told=st.lists(STATED, min_size=1, max_size=5),
    flooded=st.integers(0, 4),
    metric=st.sampled_from(("killed", "fled")),
    years=st.integers(0, 3),
)
def test_a_thousand_copies_of_one_story_change_the_copy_count_alone(told, flooded, metric, years) -> None:
    claims = [
        toll(
            number,
            quantifier,
            document=f"report {index}",
            said=said,
            published=published,
            confidence=confidence,
            figure={"metric": metric},
            quote=f"Sentence of report {index}.",
        )
        for index, (number, quantifier, said, published, confidence) in enumerate(told)
    ]
    stories = {each.document: f"story {index}" for index, each in enumerate(claims)}
    before = computed(claims, stories)

    original = claims[flooded % len(claims)]
    copies = []
    for number in range(1000):
        document = f"copy {number}"
        later = f"{2018 + number % years}-01-01" if years else f"{original.published}T12:00:00+00:00"
        copy = toll(
            told[flooded % len(claims)][0],
            told[flooded % len(claims)][1],
            document=document,
            said=original.chain if not original.own_voice else own_voice_of("The Tribune"),
            own_voice=original.own_voice,
            published=later,
            confidence=original.confidence,
            figure={"metric": metric},
            quote=original.quote,
        )
        copies.append(copy)
        stories[document] = stories[original.document]
    after = computed([*claims, *copies], stories)

    ids = {copy.id for copy in copies}
    assert len(after.claims) == len(before.claims) + 1000
    assert without(after, ids) == before
    entries = [entry for each in after.houses for entry in each.entries if entry.claim in ids]
    assert {entry.reason for entry in entries} <= {"copy"}


def test_a_reprint_a_week_later_does_not_move_a_stock_forward() -> None:
    trapped = figure(8000, "about", metric="trapped", measure="stock", subject="people")
    first = claim(
        "trap",
        kind=ClaimKind.FIGURE,
        document="a",
        figure=trapped,
        said=UN,
        on="2017-09-30",
        published="2017-09-30",
    )
    again = claim(
        "trap",
        kind=ClaimKind.FIGURE,
        document="b",
        figure=trapped,
        said=UN,
        on="2017-10-07",
        published="2017-10-07",
    )
    assert str(only(first, again, stories={"a": "s", "b": "s"}).as_of) == "2017-09-30"
    assert str(only(first, again).as_of) == "2017-10-07"


def test_a_thousand_copies_of_one_story_change_no_event() -> None:
    def told(document: str, said=SOHR, number: int = 12) -> list[Claim]:
        strike = claim("airstrike", document=document, sentence=1, by=["US-led coalition"], said=said)
        dead = killed(number, document=document, sentence=2, said=said, event_frame=f"{document}/1")
        return [replace(each, quote=f"Sentence {each.sentence}.") for each in (strike, dead)]

    reports = [*told("a"), *told("b", AIRWARS, 15), *told("c", activists(), 20)]
    copies = [each for number in range(1000) for each in told(f"copy {number}")]
    stories = {each.document: "story a" for each in [*told("a"), *copies]}
    stories |= {"b": "story b", "c": "story c"}
    copies = [replace(each, published="2017-10-16") for each in copies]
    ids = {each.id for each in copies}
    key = partition_keys(reports[0])[1]

    def in_record(claims: list[Claim]):
        part = reconcile(key, claims, (), stories, thresholds=THRESHOLDS)
        [event], [series] = part.events, part.series
        kept = tuple(
            replace(each, entries=tuple(entry for entry in each.entries if entry.claim not in ids))
            for each in event.houses
        )
        members = tuple(each for each in event.claims if each not in ids)
        counted = tuple(each for each in event.counted if each not in ids)
        return replace(event, houses=kept, claims=members, counted=counted, links=()), without(series, ids)

    assert in_record([*reports, *copies]) == in_record(reports)
    event, series = in_record(reports)
    assert (event.grade.value, series.grade.value) == ("fair", "contested")  # that it happened; how many died
    assert {each.house: (each.low, each.best, each.high) for each in event.houses} == {
        "acled": (12, 12, 12),
        "ucdp": (12, 12, 20),
        "airwars": (12, None, 20),
    }
