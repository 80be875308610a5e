"""Bytes → text by marks, zero bytes, declared character sets and windows-1252; or a reason why not."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sitrep.errors import ReadError

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"RIFF", "a RIFF media file"),
    (b"OggS", "an Ogg media file"),
    (b"ID3", "an MP3 file"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^<>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_SAMPLE = 8192
_MAX_DAMAGE = 0.01
"""Share of undecodable bytes above which a text is no UTF-8 with damage."""
_MAX_HIGH_LATIN = 0.05
"""Share of bytes above 127 up to which a text is taken for windows-1252 (dashes, quotes, accents)."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as documents hold it (see `clean`), and remarks for people."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, origin: str) -> Decoded:
    r"""Text of the bytes, with line ends as `\n`.

    Tried in order: byte order mark, UTF-16 without one (zero bytes on one side), UTF-8, the character set
    that an HTML page declares, UTF-8 with up to 1 % damaged bytes, windows-1252 for text that is nearly all
    ASCII, and what charset-normalizer recognises.

    Raises:
        ReadError: empty, binary or unreadable.
    """
    if not data.strip():
        raise ReadError("empty", f"{origin}: no bytes but white space", origin=origin)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, origin)
    _refuse_magic(data, origin)
    wide = _wide(data)
    if wide:
        return _marked(data, wide, origin)
    _refuse_controls(data, origin)
    try:
        return _decoded(data.decode("utf-8"), origin)
    except UnicodeDecodeError:
        return _legacy(data, origin)


def clean(text: str) -> str:
    r"""The text as a document holds it: `\r\n` and `\r` become `\n`, NUL and lone surrogates U+FFFD.

    This happens before any offset is taken; nothing else is ever changed.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return replace_unusable(text)


def replace_unusable(text: str) -> str:
    """NUL and lone surrogates as U+FFFD, one for one, so that offsets stay what they were."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return _SURROGATES.sub("\ufffd", text)


def _marked(data: bytes, encoding: str, origin: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > max(4, len(text) * _MAX_DAMAGE):
        raise ReadError("unreadable", f"{origin}: damaged {encoding} text", origin=origin)
    return _decoded(text, origin)


def _decoded(text: str, origin: str, notes: tuple[str, ...] = ()) -> Decoded:
    text = clean(text)
    if not text.strip("\ufffd\ufeff \t\n\f\v"):
        raise ReadError("empty", f"{origin}: no text", origin=origin)
    return Decoded(text, notes)


def _refuse_magic(data: bytes, origin: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError("binary", f"{origin}: {kind}, not text", origin=origin)


def _refuse_controls(data: bytes, origin: str) -> None:
    """Text has next to no control characters; a few stray NULs are damage and no reason to refuse it."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(3, len(sample) * 0.02):
        raise ReadError(
            "binary", f"{origin}: {controls} control bytes in the first {len(sample)}", origin=origin
        )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in Latin text every second byte is zero, always on the same side."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if half < 4:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > half * 0.6 and first <= half * 0.02:
        return "utf-16-le"
    if first > half * 0.6 and second <= half * 0.02:
        return "utf-16-be"
    return ""


def _legacy(data: bytes, origin: str) -> Decoded:
    """Text that is not valid UTF-8."""
    declared = _declared(data)
    if declared:
        try:
            return _decoded(data.decode(declared), origin)
        except UnicodeDecodeError:
            pass
    damaged = data.decode("utf-8", errors="replace")
    damage = damaged.count("\ufffd")
    multibyte = sum(1 for character in damaged[:200_000] if character > "\x7f") - damage
    if multibyte > damage and damage <= max(1, len(damaged) * _MAX_DAMAGE):
        return _decoded(damaged, origin, (f"{damage} bytes were damaged and are shown as U+FFFD",))
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high <= max(2, len(data) * _MAX_HIGH_LATIN):
        return _decoded(
            data.decode("cp1252", errors="replace"),
            origin,
            ("read as windows-1252: not valid UTF-8",),
        )
    best = from_bytes(data[:50_000]).best()
    if best is None:
        raise ReadError("unreadable", f"{origin}: no encoding recognised", origin=origin)
    text = data.decode(best.encoding, errors="replace")
    return _decoded(text, origin, (f"read as {best.encoding}: a guess from the bytes",))


def _declared(data: bytes) -> str:
    """Python name of the character set that the page's head declares, or empty."""
    match = _DECLARED.search(data, 0, 20_000)
    if match is None:
        return ""
    name = match.group(1).decode("ascii", errors="replace").lower()
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"  # what browsers do (WHATWG Encoding): these labels mean windows-1252
    try:
        info = codecs.lookup(name)
    except LookupError:
        return ""
    # Codecs such as "hex" or "rot13" turn bytes into something else than text.
    return info.name if getattr(info, "_is_text_encoding", True) else ""
