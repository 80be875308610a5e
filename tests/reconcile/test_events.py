from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import THRESHOLDS, UNSURE, activists, claim, killed, place, record, said_by

from sitrep.model.claim import Claim, ClaimKind
from sitrep.reconcile.events import events
from sitrep.reconcile.partitions import WINDOW, partition_keys, window
from sitrep.reconcile.readings import weigh


def test_two_reports_of_one_day_and_place_are_one_event() -> None:
    a, b = claim(document="a", by=["US-led coalition"]), claim(document="b")
    [event] = record(a, b).all("events")
    assert set(event.claims) == {a.id, b.id}
    assert (event.family, event.types, event.place, event.country) == (
        "violence",
        ("airstrike",),
        "Raqqa",
        "Syria",
    )
    assert (event.start, event.end) == (date(2017, 10, 15), date(2017, 10, 15))
    assert (event.lat, event.lon) == (35.95, 39.01)


@pytest.mark.parametrize(
    "other",
    [
        claim(document="b", on="2017-10-16"),
        claim(document="b", at="Mayadin"),
        claim("shelling", document="b"),
        claim(document="b", by=["Russia"]),
    ],
    ids=["another day", "another place", "another kind", "other parties"],
)
def test_anything_that_differs_makes_two_events(other: Claim) -> None:
    assert len(record(claim(document="a", by=["US-led coalition"]), other).all("events")) == 2


def test_two_sides_of_a_clash_are_one_event_whoever_is_named_first() -> None:
    a = claim("clash", document="a", by=["Islamic State"], to=["Syrian Democratic Forces"])
    b = claim("clash", document="b", by=["Syrian Democratic Forces"])
    assert len(record(a, b).all("events")) == 1


def test_nameless_report_joins_where_only_one_party_is_named() -> None:
    named = [claim(document=name, by=[name]) for name in ("US-led coalition", "Russia")]
    nameless = claim(document="c")
    assert len(record(named[0], nameless).all("events")) == 1
    assert len(record(*named, nameless).all("events")) == 3


def test_overnight_joins_the_day_it_overlaps() -> None:
    overnight = claim("withdraw", document="a", on=("2017-10-14", "2017-10-15"))
    sunday = claim("withdraw", document="b", on="2017-10-15")
    [event] = record(overnight, sunday).all("events")
    assert (event.start, event.end) == (date(2017, 10, 15), date(2017, 10, 15))


def test_night_between_two_reported_days_stands_alone() -> None:
    reports = [claim(document=f"d{day}", on=f"2017-10-{day}") for day in (14, 15)]
    overnight = claim(document="night", on=("2017-10-14", "2017-10-15"))
    made = record(*reports, overnight).all("events")
    assert [len(event.claims) for event in made] == [1, 1, 1]


def test_night_goes_to_the_reported_day_whose_toll_it_tells() -> None:
    said = [
        killed(number, document=name, on=on)
        for name, on, number in (
            ("d14", "2017-10-14", 12),
            ("d15", "2017-10-15", 40),
            ("night", ("2017-10-14", "2017-10-15"), 40),
        )
    ]
    made = record(*said).all("events")
    assert [(event.start, len(event.claims)) for event in made] == [
        (date(2017, 10, 14), 1),
        (date(2017, 10, 15), 2),
    ]


def test_longer_report_joins_the_event_of_its_own_parties() -> None:
    nameless = claim("clash", document="a", on="2017-10-14")
    named = claim("clash", document="b", on="2017-10-15", by=["Islamic State"])
    weekend = claim("clash", document="c", on=("2017-10-14", "2017-10-15"), by=["Islamic State"])
    made = record(nameless, named, weekend).all("events")
    assert weekend.id in next(event for event in made if event.start == date(2017, 10, 15)).claims


def test_nights_in_a_row_do_not_chain_into_one_event() -> None:
    nights = [claim(document=f"d{day}", on=(f"2017-10-{day}", f"2017-10-{day + 1}")) for day in range(10, 20)]
    assert len(record(*nights).all("events")) == 10


def test_campaign_is_one_event_by_its_first_day() -> None:
    a = claim("clash", document="a", on=("2017-06-06", "2017-10-14"))
    b = claim("clash", document="b", on=("2017-06-06", "2017-10-17"))
    day = claim("clash", document="c", on="2017-10-14")
    made = record(a, b, day).all("events")
    assert [(event.start, event.end) for event in made] == [
        (date(2017, 6, 6), date(2017, 10, 17)),
        (date(2017, 10, 14), date(2017, 10, 14)),
    ]


def test_undated_claims_further_down_link_within_their_story_only() -> None:
    a, copy, b = (claim(document=name, on="", sentence=6) for name in ("a", "copy", "b"))
    dated = claim(document="dated", on="2017-10-15")
    made = record(a, copy, b, dated, stories={"a": "story", "copy": "story"}).all("events")
    assert sorted(len(event.claims) for event in made) == [1, 1, 2]
    assert [event.start for event in made] == [None, None, date(2017, 10, 15)]


@pytest.mark.parametrize(("day", "joins"), [(12, False), (13, True), (14, True), (15, True), (16, False)])
def test_undated_news_is_of_the_days_up_to_its_publication(day: int, joins: bool) -> None:
    dated = claim(document="dated", by=["Russia"], on=f"2017-10-{day}")
    news = claim(document="news", by=["Russia"], on="", published="2017-10-15")
    made = record(dated, news).all("events")
    assert [len(event.claims) for event in made] == ([2] if joins else [1, 1])
    assert [event.start for event in made][-1] == date(2017, 10, day)


def test_undated_news_between_two_days_stands_alone() -> None:
    reports = [claim(document=f"d{day}", on=f"2017-10-{day}") for day in (14, 15)]
    made = record(*reports, claim(document="news", on="")).all("events")
    assert [(event.start, len(event.claims)) for event in made] == [
        (None, 1),
        (date(2017, 10, 14), 1),
        (date(2017, 10, 15), 1),
    ]


def test_undated_news_of_one_day_needs_more_than_a_place_in_common() -> None:
    bare = [claim(document=name, on="") for name in ("a", "b")]
    assert [len(event.claims) for event in record(*bare).all("events")] == [1, 1]
    told = [claim(document=name, on="", by=["Russia"]) for name in ("a", "b")]
    [event] = record(*told).all("events")
    assert (event.start, len(event.claims)) == (None, 2)


def test_undated_claims_of_reports_without_a_date_link_within_their_story_only() -> None:
    a, b = (claim(document=name, on="", by=["Russia"], published="") for name in ("a", "b"))
    assert [len(event.claims) for event in record(a, b).all("events")] == [1, 1]


@pytest.mark.parametrize("at", [None, "Somewhere"])
def test_unknown_place_links_within_its_story_only(at: str | None) -> None:
    assert len(record(claim(document="a", at=at), claim(document="b", at=at)).all("events")) == 2


def test_dateline_and_place_of_a_statement_are_no_place_of_the_event() -> None:
    strike = claim(at=[place("Mosul", "dateline"), place("Mayadin", "statement")])
    [event] = record(strike).all("events")
    assert (event.place, event.lat) == ("", None)


def test_withdrawal_is_where_it_left() -> None:
    left = claim("withdraw", at=[place("Mayadin", "destination"), place("Raqqa", "origin")])
    assert [event.place for event in record(left).all("events")] == ["Raqqa"]


def test_harm_attaches_to_the_act_that_caused_it() -> None:
    strike = claim("airstrike", sentence=1, by=["US-led coalition"])
    dead = killed(12, sentence=2, event_frame="report/1")
    fled = claim("displace", kind=ClaimKind.MOVEMENT, sentence=3, event_frame="report/1")
    situation = record(strike, dead, fled)
    [event] = situation.all("events")
    assert event.types == ("airstrike", "displace", "kill")
    [toll] = situation.all("series")
    assert (toll.metric, toll.measure, toll.all.best) == ("killed", "incident", 12)


def test_harm_without_an_act_is_an_event_of_its_own() -> None:
    strike, dead = claim("airstrike", document="a"), killed(12, document="b")
    assert len(record(strike, dead).all("events")) == 2


def test_claims_of_one_frame_are_one_event() -> None:
    left = claim("withdraw")
    movement = claim("withdraw", kind=ClaimKind.MOVEMENT)
    assert left.frame == movement.frame
    [event] = record(left, movement).all("events")
    assert set(event.claims) == {left.id, movement.id}


@pytest.mark.parametrize("modality", ["negated", "planned", "demanded", "possible"])
def test_what_is_not_told_as_fact_is_no_event(modality: str) -> None:
    assert record(claim(modality=modality)).filled == {}


def test_event_says_what_counts_and_who_is_independent() -> None:
    sure = claim(document="a", said=said_by("Syrian Observatory for Human Rights"))
    unsure = claim(document="b", said=activists(), confidence=UNSURE)
    [event] = record(sure, unsure).all("events")
    assert event.counted == (sure.id,)
    assert event.roots == ("Syrian Observatory for Human Rights", "unnamed:b")


def test_statements_and_relations_make_no_event() -> None:
    assert partition_keys(claim("demand", kind=ClaimKind.STATEMENT)) == ()
    assert partition_keys(claim("ally", kind=ClaimKind.RELATION)) == ()


BORDER = date.fromordinal(date(2017, 10, 15).toordinal() // WINDOW * WINDOW)
DAY = BORDER - timedelta(days=14)


@st.composite
def reports(draw: st.DrawFn) -> list[Claim]:
    made = []
    for number in range(draw(st.integers(1, 14))):
        start = DAY + timedelta(days=draw(st.integers(0, 28)))
        end = start + timedelta(days=draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 6, 9])))
        by = draw(st.sampled_from([(), ("Russia",), ("US-led coalition",), ("Russia", "Islamic State")]))
        made.append(claim(document=f"d{number}", on=(start.isoformat(), end.isoformat()), by=by))
    return made


@given(reports())
@settings(max_examples=120, deadline=None)
def test_blocks_give_every_event_exactly_once_and_whole(made: list[Claim]) -> None:
    found = sorted(record(*made).all("events"), key=lambda event: event.id)
    weighed = weigh(made, [], {}, thresholds=THRESHOLDS)
    blocks = sorted({window(DAY + timedelta(days=day)) for day in range(-7, 100)})
    cell = partition_keys(made[0])[0].split("|")[2]
    # with every claim in sight, each block still gives what it gives with its neighbours alone
    whole = [event for block in blocks for event in events("violence", cell, block, weighed)[0]]
    assert found == sorted(whole, key=lambda event: event.id)
    assert sorted(id_ for event in found for id_ in event.claims) == sorted(each.id for each in made)
