"""What the desk keeps, and for how long."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from sitrep import Settings, open_record
from sitrep.model.document import SourceAttributes
from sitrep.model.view import Level
from sitrep.pipeline import Record
from sitrep.pipeline.uploads import Upload
from sitrep.web.asking import Asked, asked
from sitrep.web.desk import Desk
from sitrep.web.keeping import PATIENCE_S
from sitrep.web.problems import BadQuery
from sitrep.web.settings import WebSettings


@pytest.fixture
def record(db: Path) -> Iterator[Record]:
    with open_record(replace(Settings.load(), db=db)) as opened:
        yield opened


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def desk(record: Record, now: list[float]) -> Desk:
    made = Desk(record, WebSettings(record=record.settings))
    made.keeping.clock = lambda: now[0]
    return made


EVERYTHING = Asked(per_page=200)


def a_claim(desk: Desk) -> str:
    return str(desk.things("series", EVERYTHING, Level.PUBLIC)[0][0].claims[0])


def test_the_overview_is_computed_once_as_long_as_nothing_changes(desk: Desk, now: list[float]) -> None:
    first = desk.overview(EVERYTHING, Level.PUBLIC, None)
    now[0] += 1000
    assert desk.overview(EVERYTHING, Level.PUBLIC, None) is first
    assert desk.overview(EVERYTHING, Level.RESTRICTED, None) is not first


def test_a_decision_made_here_shows_at_once(desk: Desk) -> None:
    before = desk.numbers()
    desk.judge(a_claim(desk), "accept", by="x")
    assert desk.numbers().reviewed == before.reviewed + 1


def test_changes_of_others_show_after_a_while(desk: Desk, record: Record, now: list[float]) -> None:
    claim, before = a_claim(desk), desk.numbers()
    record.judge(claim, "accept", by="somebody at the terminal")
    assert desk.numbers() is before
    now[0] += PATIENCE_S + 0.1
    assert desk.numbers().reviewed == 1


def test_a_filter_never_cuts_a_figure(desk: Desk) -> None:
    whole = {series.id: series for series in desk.things("series", EVERYTHING, Level.PUBLIC)[0]}
    narrowed, _ = desk.things("series", replace(EVERYTHING, source="Airwars"), Level.PUBLIC)
    assert narrowed and all(series == whole[series.id] for series in narrowed)
    assert any(len(series.voices) > 1 for series in narrowed)


def test_a_question_and_its_address_say_the_same() -> None:
    given = {
        "kind": "figure",
        "place": "Raqqa & more",
        "since": "2017-06-01",
        "kept": "yes",
        "counted": "no",
        "page": "3",
    }
    question = asked({**given, "sort": "-time"})
    assert asked(dict(parse_qsl(question.query()[1:]))) == question
    assert Asked().query() == "" and not Asked(page=2).narrows and Asked(kind="deal").narrows


@pytest.mark.parametrize(
    "given",
    [
        {"page": "-1"},
        {"page": "1e3"},
        {"per_page": "201"},
        {"since": "2017-W05"},
        {"kept": "maybe"},
        {"place": "x" * 201},
    ],
)
def test_what_cannot_be_asked_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadQuery):
        asked(given)


def test_a_private_name_is_shown_nowhere_in_the_public_view(desk: Desk) -> None:
    text = (
        "Air strike kills two in Mayadin\n\nAn air strike killed Danilo Marwani, 9, and his mother Rana Marwani in the "
        "Syrian town of Mayadin on Sunday, residents said.\n\nTheir neighbour Hassan Qudsi, 45, said the house was hit at noon."
    )
    sent = desk.read(Upload(text.encode(), "text/plain"), SourceAttributes(outlet="Valley Tribune"))
    claims, total = desk.claims(Asked(document=sent.document), Level.PUBLIC)
    assert total > 0
    pieces = [*desk.document(sent.document, Level.PUBLIC).pieces]
    for each in claims:
        pieces += desk.claim(each.claim.id, Level.PUBLIC).passage
    shown = "".join(piece.text for piece in pieces) + str([each.claim for each in claims])
    for name in ("Danilo", "Rana Marwani", "Qudsi"):
        assert name not in shown
        for question in (Asked(grep=name), Asked(party=name), Asked(source=name)):
            assert desk.claims(question, Level.PUBLIC)[1] == 0, question
    assert desk.claims(Asked(grep="Danilo"), Level.RESTRICTED)[1] > 0
