"""Every format leaves through the view: no private name and no shelter's exact point is in any public file."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest
from tests.store.reports import AT, NewReading, add_reading

from sitrep.export import EXPORTERS
from sitrep.model.claim import Claim, ClaimKind, Codes, Figure, claim_id, digest
from sitrep.model.document import Block, BlockRole, Capture, Document
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.model.view import Level
from sitrep.pipeline import Record, open_record
from sitrep.reconcile import partition_keys
from sitrep.settings import Settings

TEXT = (
    "A Russian air strike hit the Amal shelter on Saturday and killed the teacher Samir Haddad and 11 others, "
    "said his neighbour Rana Nasser. About 40 people fled the shelter with Samir Haddad's family."
)
DAY = date(2017, 10, 14)
LAT, LON = 35.9523, 39.0091
SECRETS = (
    "Samir",
    "Haddad",
    "HADDAD",
    "Rana Nasser",
    "Nasser",
    "35.9523",
    "39.0091",
    "35.95",
    "39.01",
    "samir-haddad",
)
SHELTER = PlaceMention(
    None,
    "the Amal shelter",
    "Amal shelter",
    "Syria",
    "SY",
    LAT,
    LON,
    77,
    "Amal",
    "other",
    "event",
    1,
    1,
    None,
    "added",
)
TEACHER = PartyMention(
    None, "the teacher Samir Haddad", "Samir Haddad", "", "person", True, False, True, False, "", "name"
)
RUSSIA = PartyMention(
    None, "A Russian air strike", "Russia", "", "state", True, False, False, None, "", "adjective"
)
SAID = (
    AttributionLink("Rana Nasser", "origin", "named", private=True),
    AttributionLink("The Northern Courier", "outlet", "named"),
)


def reading() -> NewReading:
    data = TEXT.encode()
    capture = Capture(hashlib.sha256(data).hexdigest(), len(data), "report.txt", "file", "text/plain", AT)
    document = Document(
        id=digest("shelter", TEXT), capture_id=capture.id, text=TEXT, blocks=(Block(Span(0, len(TEXT)), BlockRole.BODY),),
        title="Teacher Samir Haddad killed in shelter", url="https://example.org/teacher-samir-haddad-killed",
        outlet="The Northern Courier", published=datetime(2017, 10, 15, 6, 30, tzinfo=UTC), published_precision="minute",
    )  # fmt: skip
    strike = told(
        document,
        ClaimKind.EVENT,
        "airstrike",
        "air strike",
        Codes("ASSAULT", "aerial", "195", "Air/drone strike"),
    )
    killed = Figure("killed", 12, 12, 12, False, False, "exact", "person", "incident", None, "civilians")
    toll = replace(
        told(document, ClaimKind.FIGURE, "kill", "killed", Codes("ASSAULT", "aerial", "195", "Air/drone strike")),
        figure=killed, event_frame=strike.frame,
    )  # fmt: skip
    left = Figure("fled", None, 40, None, False, False, "about", "person", "incident", "flow", "people")
    flight = replace(
        told(document, ClaimKind.FIGURE, "displace", "fled", Codes("SANCTION", "expel", "174", "Other")),
        figure=left,
    )
    claims = (strike, toll, flight)
    keys = {claim.id: tuple(partition_keys(claim)) for claim in claims}
    return NewReading(capture, data, document, claims, keys, story=document.id)


def told(document: Document, kind: ClaimKind, type_: str, trigger: str, codes: Codes) -> Claim:
    start = TEXT.index(trigger)
    return Claim(
        id=claim_id(document.id, kind, start, ""), frame=digest(document.id, str(start)), kind=kind, type=type_,
        modality="actual", document=document.id, sentence=0, evidence=Span(0, len(TEXT)), quote=TEXT,
        trigger=Span(start, start + len(trigger)), agents=(RUSSIA,), targets=(TEACHER,), mediators=(), places=(SHELTER,),
        time=TimeMention(None, "on Saturday", DAY, DAY, "phrase", 1, 1, DAY, "weekday"), chain=SAID, own_voice=False,
        codes=codes, confidence=0.99, published="2017-10-15", block_role="body", topic="the teacher Samir Haddad",
    )  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("exports")
    with open_record(replace(Settings.load(), db=folder / "record.db")) as opened:
        add_reading(opened.store, reading(), actor="sitrep", at=AT)
        yield opened


def content(path: Path) -> str:
    """Everything that a reader of the file can see, as text."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        return json.dumps(table.to_pylist(), default=str, ensure_ascii=False) + str(table.schema.metadata)
    if path.suffix == ".gpkg":
        connection = sqlite3.connect(path)
        layers = [row[0] for row in connection.execute("select table_name from gpkg_contents")]
        rows = [row for layer in layers for row in connection.execute(f'select * from "{layer}"')]  # noqa: S608
        extents = connection.execute("select min_x, min_y, max_x, max_y from gpkg_contents").fetchall()
        connection.close()
        return repr(rows) + repr(extents)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPORTERS)
def test_nothing_private_is_in_a_public_file(name: str, record: Record, tmp_path: Path) -> None:
    written = record.export(name, tmp_path / name)
    assert written.rows > 0
    found = content(tmp_path / name)
    assert [secret for secret in SECRETS if secret in found] == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_file_says_which_view_it_is_and_leads_to_claims(
    name: str, record: Record, tmp_path: Path
) -> None:
    ids = {claim.id for claim, _ in record.claims()}
    for level in Level:
        record.export(name, tmp_path / name, level)
        found = content(tmp_path / name)
        assert any(identity in found for identity in ids)
        if name not in (
            "claims.csv",
            "claims.jsonl",
            "hxl.csv",
        ):  # whose columns are fixed by others or by claims
            assert level.value in found.casefold()


def test_the_restricted_view_shows_what_the_public_one_hides(record: Record, tmp_path: Path) -> None:
    record.export("claims.csv", tmp_path / "claims.csv", Level.RESTRICTED)
    record.export("events.geojson", tmp_path / "events.geojson", Level.RESTRICTED)
    claims, events = (content(tmp_path / name) for name in ("claims.csv", "events.geojson"))
    assert "Samir Haddad" in claims and "teacher-samir-haddad" in claims
    assert str(LAT) in events and str(LON) in events


def test_a_coarse_point_says_that_it_is_coarse(record: Record, tmp_path: Path) -> None:
    record.export("events.geojson", tmp_path / "events.geojson")
    features = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert features
    for feature in features:
        assert feature["geometry"]["coordinates"] == [39.0, 36.0]
        assert (feature["properties"]["where_prec"], feature["properties"]["geonameid"]) == (2, None)


def test_no_person_of_this_report_is_an_entity_in_any_view(record: Record, tmp_path: Path) -> None:
    for level in Level:
        record.export("ftm.json", tmp_path / "ftm.json", level)
        schemata = [
            json.loads(line)["schema"] for line in (tmp_path / "ftm.json").read_text("utf-8").splitlines()
        ]
        assert "Person" not in schemata


def test_a_file_is_left_as_it_was_where_writing_fails(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in EXPORTERS:
        (tmp_path / name).write_text("old", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", broken)
    for name in EXPORTERS:
        with pytest.raises(OSError, match="disk full"):
            record.export(name, tmp_path / name)
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"old"}
    assert len(list(tmp_path.iterdir())) == len(EXPORTERS)
