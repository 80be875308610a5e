"""The phrases that all sections share: origins, voices, bare plurals, who holds what, what a person set."""

from datetime import UTC, datetime

from tests.reconcile.builders import activists, claim, figure, holds, own_voice_of, said_by, toll
from tests.report.situations import situated

from sitrep.model.claim import ClaimKind
from sitrep.model.review import Judgement, Verdict
from sitrep.report.events import control_line
from sitrep.report.known import UNSTATED, Known
from sitrep.report.runs import plain, visible


def test_an_origin_without_a_name_is_told_by_its_outlet_and_never_joined_with_another() -> None:
    told = situated([toll(1000, document="a", said=activists()), toll(900, document="b", said=activists())])
    known = Known(told)
    (series,) = told.series
    assert len(series.voices) == 2
    assert sorted(known.root(voice.root) for voice in series.voices) == [
        "unnamed source in Outlet of a",
        "unnamed source in Outlet of b",
    ]


def test_two_unnamed_origins_of_one_outlet_are_counted() -> None:
    told = situated([claim(document="a"), claim(document="b")])
    known = Known(told)
    for document in told.documents:
        known.documents[document.id] = document.__class__(
            **{**{n: getattr(document, n) for n in document.__slots__}, "outlet": "The Tribune"}
        )
    assert (
        plain(known.roots(["unnamed:a", "unnamed:b", "Airwars"]))
        == "unnamed source in The Tribune (in 2 stories); Airwars"
    )


def test_a_plural_without_a_number_gives_none() -> None:
    bare = figure(2, "vague", metric="fled", subject="people", measure="stock")
    told = situated([claim("displace", kind=ClaimKind.FIGURE, figure=bare, said=said_by("Airwars"))])
    (series,) = told.series
    assert Known(told).says(series.voices[0]) == UNSTATED
    assert "2" not in plain(Known(told).voice(series.voices[0])).replace("2017", "")


def test_who_says_otherwise_of_the_same_day_stands_beside_who_holds_a_place() -> None:
    told = situated(
        [
            holds(
                "Islamic State",
                document="a",
                published="2017-10-01",
                on="2017-10-01",
                said=said_by("United Nations"),
            ),
            holds(
                "Syrian Democratic Forces", 0.9, document="b", on="2017-10-15", said=said_by("Mostafa Bali")
            ),
        ]
    )
    (state,) = told.control
    line = plain(control_line(Known(told), state))
    assert (
        line
        == "Control: said to be held by Syrian Democratic Forces, 90 %, as of 15 Oct 2017 (Mostafa Bali)."
    )
    assert "United Nations" not in line, "what was said of an earlier day is in the table"


def test_own_voice_is_the_outlets() -> None:
    told = situated([claim(document="a", said=own_voice_of("Egypt Today"))])
    assert Known(told).origin(next(iter(told.claims.values()))) == "Egypt Today"


def test_fields_that_a_person_set_are_named() -> None:
    told = situated([toll(51)])
    identity = next(iter(told.claims))
    at = datetime(2017, 11, 1, tzinfo=UTC)
    judged = [
        Judgement(identity, Verdict.SET, "x", at, "", "figure.best", "50"),
        Judgement(identity, Verdict.ACCEPT, "x", at),
    ]
    assert Known(told, judged=judged).set_by_person(identity) == ("figure.best",)


def test_text_stays_on_its_line_and_joiners_stay() -> None:
    assert visible("a\n b\u2028c\u00ad") == "a b[LSEP]c[SHY]"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
