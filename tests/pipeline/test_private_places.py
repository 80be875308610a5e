"""A private name that was taken for a place stands as a place in nothing that leaves the record."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.pipeline.test_exports import content
from tests.store.reports import AT, NewReading, add_reading

from sitrep.export import EXPORTERS
from sitrep.model.claim import Claim, ClaimKind, Codes, Figure, claim_id, digest
from sitrep.model.document import Block, BlockRole, Capture, Document
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.model.view import PRIVATE_PERSON, Level
from sitrep.pipeline import Record, open_record
from sitrep.reconcile import partition_keys
from sitrep.settings import Settings

FIRST = "Gunmen detained the baker Samir Tabqa on Saturday."
SECOND = "Shelling in Samir Tabqa killed 12 people."
THIRD = "Shelling near the house of Samir Tabqa killed 15 people."
TEXT = f"{FIRST} {SECOND} {THIRD}"
DAY = date(2017, 10, 14)
BAKER = PartyMention(
    None, "the baker Samir Tabqa", "Samir Tabqa", "", "person", True, False, True, False, "", "name"
)
UNKNOWN = PlaceMention(
    None, "Samir Tabqa", "Samir Tabqa", "", "", None, None, None, "", "", "event", None, None, None, "not_in_gazetteer"
)  # fmt: skip
TABQA = PlaceMention(
    None, "the house of Samir Tabqa", "Tabqa", "Syria", "SY", 35.8367, 38.5481, 77, "Tabqa", "town", "event", 1, 1, 5.0,
    "gazetteer",
)  # fmt: skip
SECRETS = ("Samir", "Tabqa", "SAMIR", "35.8367", "38.5481", "35.84", "38.55")


def reading() -> NewReading:
    data = TEXT.encode()
    capture = Capture(hashlib.sha256(data).hexdigest(), len(data), "report.txt", "file", "text/plain", AT)
    document = Document(
        id=digest("places", TEXT), capture_id=capture.id, text=TEXT, blocks=(Block(Span(0, len(TEXT)), BlockRole.BODY),),
        title="A day in the north", outlet="The Northern Courier", published=datetime(2017, 10, 15, 6, 30, tzinfo=UTC),
        published_precision="minute",
    )  # fmt: skip
    taken = told(document, ClaimKind.EVENT, "detain", "detained", FIRST, 0, ())
    claims = [replace(taken, targets=(BAKER,))]
    for index, (sentence, place, count) in enumerate(((SECOND, UNKNOWN, 12), (THIRD, TABQA, 15)), 1):
        shelled = told(document, ClaimKind.EVENT, "shelling", "Shelling", sentence, index, (place,))
        dead = told(document, ClaimKind.FIGURE, "kill", "killed", sentence, index, (place,))
        figure = Figure(
            "killed", count, count, count, False, False, "exact", "person", "incident", None, "people"
        )
        claims += [shelled, replace(dead, figure=figure, event_frame=shelled.frame)]
    keys = {claim.id: tuple(partition_keys(claim)) for claim in claims}
    return NewReading(capture, data, document, tuple(claims), keys, story=document.id)


def told(
    document: Document,
    kind: ClaimKind,
    type_: str,
    trigger: str,
    sentence: str,
    index: int,
    places: tuple[PlaceMention, ...],
) -> Claim:
    first = TEXT.index(sentence)
    start = first + sentence.index(trigger)
    return Claim(
        id=claim_id(document.id, kind, start, ""), frame=digest(document.id, str(start)), kind=kind, type=type_,
        modality="actual", document=document.id, sentence=index, evidence=Span(first, first + len(sentence)), quote=sentence,
        trigger=Span(start, start + len(trigger)), agents=(), targets=(), mediators=(), places=places,
        time=TimeMention(None, "on Saturday", DAY, DAY, "phrase", 1, 1, DAY, "weekday"),
        chain=(AttributionLink("The Northern Courier", "outlet", "named"),), own_voice=True,
        codes=Codes("ASSAULT", "heavy-weapons", "194", "Shelling/artillery/missile attack"), confidence=0.99,
        published="2017-10-15", block_role="body",
    )  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("places")
    with open_record(replace(Settings.load(), db=folder / "record.db")) as opened:
        add_reading(opened.store, reading(), actor="sitrep", at=AT)
        yield opened


def test_no_part_of_the_public_situation_is_placed_by_a_private_name(record: Record) -> None:
    situation = record.situation(Level.PUBLIC)
    parts = [*situation.events, *situation.series, *situation.control, *situation.deals]
    assert parts and {part.place for part in parts} == {""}
    assert {(event.country, event.lat, event.lon) for event in situation.events} == {("", None, None)}
    assert [claim.places for claim in situation.claims.values() if claim.places] == []


def test_the_restricted_situation_keeps_what_the_resolver_took(record: Record) -> None:
    places = {event.place for event in record.situation(Level.RESTRICTED).events}
    assert {"Samir Tabqa", "Tabqa"} <= places


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_public_file_has_the_name_or_its_point(name: str, record: Record, tmp_path: Path) -> None:
    record.export(name, tmp_path / name)
    found = content(tmp_path / name)
    assert [secret for secret in SECRETS if secret in found] == []


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_no_report_has_it(name: str, record: Record, tmp_path: Path) -> None:
    record.report(tmp_path / name)
    found = (tmp_path / name).read_text(encoding="utf-8")
    assert [secret for secret in SECRETS[:3] if secret in found] == []
    assert PRIVATE_PERSON.strip("[]") in found


def test_a_claim_s_own_page_shows_no_such_place(record: Record) -> None:
    from sitrep.pipeline.browsing import part_of

    for claim in record.situation(Level.PUBLIC).claims:
        parts = part_of(record, claim, Level.PUBLIC)
        assert {each.place for each in (*parts.events, *parts.series)} <= {""}
