"""Extension and content decide the reader."""

import pytest

from sitrep.errors import ReadError
from sitrep.ingest.sniff import media_type


@pytest.mark.parametrize(
    ("origin", "content", "kind"),
    [
        ("a.txt", "Words.", "text/plain"),
        ("a.txt", "<!DOCTYPE html><html><p>Words.</p></html>", "text/html"),
        ("a.html", "Words without a tag.", "text/plain"),
        ("a.HTM", "<p>Words.</p>", "text/html"),
        ("a.csv", "x,y", "text/csv"),
        ("a.ndjson", "{}", "application/jsonl"),
        ("-", '{"text": "Words."}\n', "application/jsonl"),
        ("-", "title;text\na;b\n", "text/csv"),
        ("-", "Words, more words, and the text of it.", "text/plain"),
        ("-", "{ not json }", "text/plain"),
        ("https://x.org/story.php?id=3", "<html><p>Words.</p></html>", "text/html"),
        ("report 2017.10.15", "Words.", "text/plain"),
    ],
)
def test_media_types(origin: str, content: str, kind: str) -> None:
    assert media_type(content, origin=origin) == kind


def test_a_known_format_without_a_reader_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        media_type("x", origin="a.docx")
    assert caught.value.reason == "unsupported_format"
