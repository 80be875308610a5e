"""Bytes to text: encodings recognised, everything else refused with a reason."""

import pytest

from sitrep.errors import ReadError
from sitrep.ingest.decode import clean, decode, replace_unusable

SENTENCE = "The army left the town – “nobody stayed”, the mayor of Málaga said on Monday."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_recognised(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), origin="x").text == SENTENCE


def test_a_declared_character_set_is_believed_only_where_utf8_fails() -> None:
    head = '<html><head><meta charset="iso-8859-2"></head><body>'
    assert "Łódź" in decode((head + "Łódź").encode("iso-8859-2"), origin="x").text
    assert "Łódź" in decode((head + "Łódź").encode("utf-8"), origin="x").text


def test_a_codec_that_is_no_character_set_is_ignored() -> None:
    data = b'<meta charset="hex"><p>caf\xe9 closed</p>'
    assert "café closed" in decode(data, origin="x").text


def test_a_damaged_byte_does_not_cost_the_text() -> None:
    data = (SENTENCE * 20).encode() + b"\xff"
    decoded = decode(data, origin="x")
    assert decoded.text == SENTENCE * 20 + "\ufffd"
    assert decoded.notes == ("1 bytes were damaged and are shown as U+FFFD",)


def test_line_ends_nul_and_lone_surrogates() -> None:
    assert clean("a\r\nb\rc\x00d\ud800e") == "a\nb\nc\ufffdd\ufffde"
    assert replace_unusable("a\r\n\x00") == "a\r\n\ufffd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7 text", "binary"),
        (b"PK\x03\x04rest of an archive", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"\xff\xd8\xff\xe0JFIF", "binary"),
        (b"\x1f\x8b\x08rest", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 400, "binary"),
        (b"\xff\xfe" + b"\x00\xdc" * 50, "unreadable"),
    ],
)
def test_what_is_no_text_has_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, origin="some file")
    assert caught.value.reason == reason
    assert caught.value.origin == "some file"
