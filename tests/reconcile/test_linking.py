"""Same event or another? Pairs of reports, as they read, and the links that say why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import claim, country, figure, killed, place, record

from sitrep.codebook.linking import linking
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import Event

COALITION, RUSSIA, IS = ("US-led coalition",), ("Russia",), ("Islamic State",)


def told(
    document: str, type_: str = "airstrike", dead: int | None = None, quote: str = "", **more: object
) -> list[Claim]:
    """A report of a happening, with its dead where it counts them."""
    act = claim(type_, document=document, sentence=1, quote=quote, **more)  # type: ignore[arg-type]
    if dead is None:
        return [act]
    given = {"on": more.get("on", "2017-10-15"), "at": more.get("at", "Raqqa")}
    return [act, killed(dead, document=document, sentence=2, event_frame=f"{document}/1", **given)]


def wounded(number: int, document: str) -> Claim:
    stated = figure(number, metric="injured")
    return claim(
        "injure",
        kind=ClaimKind.FIGURE,
        figure=stated,
        document=document,
        sentence=3,
        event_frame=f"{document}/1",
    )


def found(*reports: list[Claim]) -> list[Event]:
    return record(*(each for report in reports for each in report)).all("events")


GOVERNORATE = replace(place("Raqqa"), kind="adm1", geonameid=172958)
CAMP = replace(place("Mayadin"), geonameid=1, gazetteer_name="Areesha")

SAME = {
    "no party, number or site": (told("a"), told("b")),
    "one names the party": (told("a", by=COALITION), told("b")),
    "one counts the dead": (told("a", dead=12), told("b")),
    "equal counts": (told("a", dead=12), told("b", dead=12)),
    "an early count": (told("a", dead=12), told("b", dead=15)),
    "another count, one party": (told("a", dead=12, by=COALITION), told("b", dead=45, by=COALITION)),
    "a strike called a bombing, one party": (told("a", by=COALITION), told("b", "bombing", by=COALITION)),
    "a strike called a bombing, equal counts": (told("a", dead=12), told("b", "bombing", dead=12)),
    "a strike called an attack, one party": (told("a", by=COALITION), told("b", "attack", by=COALITION)),
    "as many wounded, more dead": (
        [*told("a", dead=4), wounded(16, "a")],
        [*told("b", dead=14), wounded(16, "b")],
    ),
    "one clash, one names an ally": (
        told("a", "clash", by=COALITION, to=IS),
        told("b", "clash", by=(*COALITION, "Syrian Democratic Forces"), to=IS),
    ),
    "a strike told by its dead alone": (told("a", dead=12), [killed(12, document="b")]),
    "overnight": (told("a", on=("2017-10-14", "2017-10-15")), told("b", on="2017-10-15")),
    "a country, one party": (
        told("a", at=country("Syria", "SY"), by=COALITION),
        told("b", at=country("Syria", "SY"), by=COALITION),
    ),
}
OTHER = {
    "the next day": (told("a", by=COALITION, dead=12), told("b", by=COALITION, dead=12, on="2017-10-16")),
    "other parties": (told("a", by=COALITION, dead=12), told("b", by=RUSSIA, dead=12)),
    "clashes of one party with two others": (
        told("a", "clash", by=COALITION, to=IS),
        told("b", "clash", by=RUSSIA, to=IS),
    ),
    "another town": (told("a", dead=12), told("b", dead=12, at="Mayadin")),
    "town against governorate": (told("a", by=COALITION), told("b", by=COALITION, at=GOVERNORATE)),
    "two camps": (told("a", at=CAMP), told("b", at="Mayadin")),
    "other counts and no party": (told("a", dead=12), told("b", dead=45)),
    "other sites and no party": (
        told("a", quote="Jets hit a market."),
        told("b", quote="Jets hit a hospital."),
    ),
    "a strike and a bombing": (told("a"), told("b", "bombing")),
    "a strike and shelling by one party": (told("a", by=COALITION), told("b", "shelling", by=COALITION)),
    "a capture and a withdrawal": (told("a", "capture"), told("b", "withdraw")),
    "a country and no party": (told("a", at=country("Syria", "SY")), told("b", at=country("Syria", "SY"))),
    "a week and a day, no party": (told("a", on=("2017-10-10", "2017-10-16")), told("b", dead=4)),
}


@pytest.mark.parametrize("reports", SAME.values(), ids=SAME)
def test_one_event_told_twice_is_linked_and_the_link_adds_up(
    reports: tuple[list[Claim], list[Claim]],
) -> None:
    [event] = found(*reports)
    assert len(event.claims) == sum(map(len, reports))
    [link] = event.links
    assert link.score >= linking().threshold and link.by == "rule"
    assert {link.claim, link.to} <= set(event.claims)
    assert sum(weight for _, _, weight in link.features) > 0


@pytest.mark.parametrize("reports", OTHER.values(), ids=OTHER)
def test_two_events_that_look_alike_stay_apart(reports: tuple[list[Claim], list[Claim]]) -> None:
    assert len(found(*reports)) == 2


def test_link_names_what_it_rests_on() -> None:
    [event] = found(told("a", by=COALITION, dead=12), told("b", by=COALITION, dead=12))
    features = {name: what for name, what, _ in event.links[0].features}
    assert features == {
        "type": "same type: airstrike",
        "place": "same town",
        "days": "same day: 2017-10-15",
        "parties": "shared: us led coalition",
        "figures": "equal: civilians killed 12",
    }


def test_report_that_fits_two_events_joins_neither() -> None:
    events = found(told("a", by=COALITION), told("b", by=RUSSIA), told("c"))
    assert sorted(len(event.claims) for event in events) == [1, 1, 1]


def test_report_that_fits_one_of_two_events_better_joins_it() -> None:
    events = found(told("a", by=COALITION, dead=12), told("b", by=RUSSIA, dead=45), told("c", dead=12))
    assert sorted((event.agents, len(event.claims)) for event in events) == [(RUSSIA, 2), (COALITION, 4)]


def test_copies_of_a_sentence_are_one_statement_whoever_they_is_taken_for() -> None:
    copies = [
        claim(document=name, quote="They struck the town.", by=by)
        for name, by in (("a", COALITION), ("b", COALITION), ("c", RUSSIA))
    ]
    situation = record(*copies, stories=dict.fromkeys("abc", "story"))
    [event] = situation.all("events")
    assert event.links == ()


def test_a_thousand_copies_are_joined_without_a_thousand_links() -> None:
    copies = [claim(document=f"d{number}", quote="Jets struck the town.") for number in range(300)]
    other = claim(document="other")
    [event] = record(other, *copies, stories={each.document: "story" for each in copies}).all("events")
    assert len(event.claims) == 301 and len(event.links) == 1


@given(st.permutations("abcdef"), st.data())
@settings(max_examples=60, deadline=None)
def test_event_keeps_its_id_as_reports_join(order: list[str], data: st.DataObject) -> None:
    """Whatever comes later says no more of days and names no party that comes before the first in the alphabet."""
    first = told("first", by=COALITION, dead=12)
    known = [event.id for event in found(first)]
    later = [
        told(
            name,
            by=data.draw(st.sampled_from([(), COALITION])),
            dead=data.draw(st.sampled_from([None, 12, 13])),
            published=data.draw(st.sampled_from(["2017-10-14", "2017-10-15", "2017-10-17"])),
            on=data.draw(st.sampled_from(["2017-10-15", ("2017-10-15", "2017-10-16")])),  # type: ignore[arg-type]
        )
        for name in order
    ]
    assert [event.id for event in found(first, *later)][:1] == known


def test_two_events_of_the_same_day_and_kind_have_ids_of_their_own() -> None:
    events = found(told("a", dead=12), told("b", dead=45), told("c", dead=150))
    assert len({event.id for event in events}) == 3
