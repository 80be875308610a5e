"""The contract of `read`: for any bytes, documents or a ReadError."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.reading import RETRIEVED, assert_tiled, read_one, texts

from sitrep.codebook import read_yaml
from sitrep.codebook.agencies_lines import agencies
from sitrep.errors import ReadError
from sitrep.ingest import READERS, Found, read
from sitrep.model.document import BlockRole

LINES = st.sampled_from(
    [
        "Troops leave Karsa after a month",
        "BY",
        "-",
        "a",
        "0",
        "Comments",
        "Related",
        "Share",
        "",
        "  ",
        "4 July 2017 05:40 GMT",
        "MORVA (Reuters) - The army left the town on Tuesday, residents said.",
        "MORVA – 4 July 2017: The army left the town.",
        "A truck is seen on the road, July 3, 2017. – AFP",
        "Photo: Getty Images",
        "Nobody stayed in the town, the governor said on Monday. – Reuters",
        "(Reporting by Ana Ruiz)",
        "\ufffd\u200b",
    ]
)


def outcome(data: bytes, origin: str) -> list[Found | ReadError]:
    try:
        return list(read(data, origin=origin, retrieved_at=RETRIEVED))
    except ReadError as error:
        return [error]


def check(found: list[Found | ReadError]) -> None:
    for one in found:
        if isinstance(one, ReadError):
            assert one.origin
            continue
        capture, document, _ = one
        assert document.capture_id == capture.id
        assert "\x00" not in document.text and "\r" not in document.text
        document.text.encode("utf-8")
        assert_tiled(document)


@settings(deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_page_of_lines_is_tiled_and_read_the_same_twice(lines: list[str], joint: str) -> None:
    data = joint.join(lines).encode()
    found = outcome(data, "page.txt")
    check(found)
    again = outcome(data, "page.txt")
    assert [one if not isinstance(one, ReadError) else one.reason for one in found] == [
        one if not isinstance(one, ReadError) else one.reason for one in again
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x", "x.txt", "x.html", "x.jsonl", "x.csv"]))
def test_any_bytes_give_documents_or_a_reason(data: bytes, origin: str) -> None:
    check(outcome(data, origin))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/=\"' pdivarticletimemetascript{}[]@:2017-1T\n.", max_size=300))
def test_any_markup_gives_documents_or_a_reason(text: str) -> None:
    check(outcome(f"<html><body>{text}".encode(), "x.html"))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_documents_or_a_reason(text: str) -> None:
    check(outcome(text.encode("utf-8", errors="surrogatepass"), "x"))


def test_the_size_limit_is_for_single_documents() -> None:
    words = b"The army left the town on Tuesday, residents said. " * 40
    with pytest.raises(ReadError) as caught:
        read(words, origin="x.txt", retrieved_at=RETRIEVED, max_bytes=1000)
    assert caught.value.reason == "too_large"
    row = b'{"text": "The army left the town."}\n'
    many = list(read(row * 100, origin="x.jsonl", retrieved_at=RETRIEVED, max_bytes=1000))
    assert len(many) == 100


def test_a_time_of_retrieval_without_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        read(b"x", origin="x", retrieved_at=datetime(2020, 1, 1))  # noqa: DTZ001


def test_the_capture_is_of_the_bytes_and_the_document_of_the_text() -> None:
    one = read_one("Troops leave Karsa\r\n\r\nThe army left the town.\r\n")
    two = read_one("Troops leave Karsa\n\nThe army left the town.\n")
    assert one.capture_id != two.capture_id
    assert one.id == two.id


def test_every_reader_of_the_table_is_there() -> None:
    assert set(READERS) == {"text/plain", "text/html", "application/jsonl", "text/csv"}


def test_reading_text_loads_no_html_library() -> None:
    code = (
        "import sys, datetime; from sitrep.ingest import read;"
        "list(read(b'The army left.', origin='a.txt', retrieved_at=datetime.datetime.now(datetime.UTC)));"
        "sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules or 'py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_agencies_have_the_names_of_the_parties() -> None:
    known = {
        alias if isinstance(alias, str) else alias["name"]: party["name"]
        for party in read_yaml("parties.yaml")["parties"]
        if party["kind"] == "agency"
        for alias in (party["name"], *party.get("aliases", ()))
    }
    clashes = {
        spelling: (name, known[spelling])
        for spelling, name in agencies().names.items()
        if known.get(spelling, name) != name
    }
    assert clashes == {}


@pytest.mark.parametrize("joint", [" ", "\n", "\n\n", " -- ", " [TEXT] "])
@pytest.mark.parametrize("agency", ["EFE", "RADIO VALIA"])
def test_a_wire_s_header_gives_day_and_agency(joint: str, agency: str) -> None:
    """As agencies and monitors wrote in 1990: city, day, short month, two digits of the year, agency in brackets."""
    words = "The army said today that three soldiers were killed in a clash at the bridge. Two others were wounded."
    said = words if joint.strip("\n") == "" else words.upper()
    document = read_one(f"SAN MARCO, 21 MAR 90 ({agency}){joint}{said}")
    assert (document.published, document.published_precision) == (datetime(1990, 3, 21, tzinfo=UTC), "day")
    assert document.agency == agency and document.agency_evidence == "dateline"
    assert "".join(texts(document, BlockRole.BODY)).lower() == words.lower()
