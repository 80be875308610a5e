"""What changed since the last report: each kind of change once, and nothing where nothing changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.reconcile.builders import agrees, claim, holds, said_by, term, toll
from tests.report.situations import situated, small

from sitrep.model.claim import Claim
from sitrep.model.record import WireStory
from sitrep.model.review import Judgement, Verdict
from sitrep.report.changes import Earlier, changes
from sitrep.report.known import Known
from sitrep.report.runs import plain

SINCE = date(2017, 10, 12)
OLD = "2017-10-10"


def told(now: list[Claim], *judged: Judgement) -> list[str]:
    situation = situated(now)
    before = situated([each for each in now if each.published <= SINCE.isoformat()])
    return [plain(line) for line in changes(Known(situation), Earlier(SINCE, before, judged))]


def test_nothing_new_is_said_in_a_sentence() -> None:
    assert told([toll(51, document="a", published=OLD)]) == ["Nothing has changed."]


def test_a_new_figure_and_a_changed_one() -> None:
    lines = told(
        [
            toll(900, document="a", published=OLD, said=said_by("Airwars")),
            toll(1300, document="b", said=said_by("Airwars")),
            toll(40, document="b", sentence=1, said=said_by("Airwars"), at="Mosul"),
        ]
    )
    assert "Changed figure: civilians killed, Raqqa, since 1 Jun 2017: 1,300, was 900." in lines
    assert "New figure: civilians killed, Mosul, since 1 Jun 2017: 40." in lines


def test_control_that_changed_hands_and_a_place_that_nobody_spoke_of() -> None:
    lines = told(
        [
            holds("Islamic State", document="a", published=OLD, on=OLD),
            holds("Syrian Democratic Forces", document="b", on="2017-10-15"),
            holds("Iraqi army", at="Mosul", document="c", on="2017-10-15"),
        ]
    )
    assert (
        "Control of Raqqa: said to be held by Syrian Democratic Forces, before: said to be held by Islamic State."
        in lines
    )
    assert "Control of Mosul: said to be held by Iraqi army, of which no report spoke before." in lines


def test_positions_new_and_changed_and_the_contradiction_they_make() -> None:
    deal = {"at": "Raqqa", "on": "2017-10-14"}
    lines = told(
        [
            agrees("Islamic State", document="a", published=OLD, **deal),
            term(
                "leave",
                "foreign fighters",
                "affirms",
                document="a",
                sentence=1,
                published=OLD,
                said=said_by("Council"),
                **deal,
            ),
            term("leave", "foreign fighters", "denies", document="b", said=said_by("Council"), **deal),
            term(
                "leave",
                "foreign fighters",
                "denies",
                document="b",
                sentence=1,
                said=said_by("US-led coalition"),
                **deal,
            ),
        ]
    )
    assert any(
        line.startswith(
            "Changed position: Council on “foreign fighters leave”, Raqqa: denies it, before: says so"
        )
        for line in lines
    )
    assert any(
        line.startswith("New position: US-led coalition on “foreign fighters leave”") for line in lines
    )
    assert any(line.startswith("New contradiction: foreign fighters leave") for line in lines)


def test_new_events_are_told_with_their_numbers_and_sources() -> None:
    lines = told([claim("airstrike", document="b", said=said_by("United Nations"), on="2017-10-14")])
    assert "New events: 1:" in lines
    assert "14 Oct 2017: air strike, Raqqa (United Nations)." in lines


def test_corrections_and_decisions_of_people() -> None:
    now = [toll(51, document="a", published=OLD), toll(60, document="b")]
    situation = situated(now)
    corrected = replace(
        situation, stories=(*situation.stories[:1], WireStory("b", ("b",), "b", corrections=("b",)))
    )
    before = situated(now[:1])
    at = datetime(2017, 10, 14, tzinfo=UTC)
    judged = (Judgement(now[0].id, Verdict.SET, "R. Eviewer", at, "typo", "figure.best", "50"),)
    lines = [plain(line) for line in changes(Known(corrected), Earlier(SINCE, before, judged))]
    assert "Corrected report: Outlet of b, “Report b”; its sentences beat those that it corrects." in lines
    assert "Claims that people decided on since: 1." in lines
    assert not any("Eviewer" in line or "typo" in line for line in lines), (
        "who decided, and why, stays in the record"
    )


def test_every_change_names_its_claims() -> None:
    now = list(small())
    situation = situated(now)
    before = situated([each for each in now if each.published <= SINCE.isoformat()])
    for line in changes(Known(situation), Earlier(SINCE, before)):
        text = plain(line)
        if text.startswith(
            (
                "New figure",
                "Changed figure",
                "Control of",
                "New position",
                "Changed position",
                "New contradiction",
            )
        ):
            assert any(run.claims for run in line), text
