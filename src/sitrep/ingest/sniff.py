"""Which reader an input needs: by its extension, and by its content where that says something else."""

import csv
import io
import json
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sitrep.errors import ReadError

TEXT, HTML, JSONL, CSV = "text/plain", "text/html", "application/jsonl", "text/csv"

_EXTENSIONS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
}
_UNSUPPORTED = frozenset(
    ".json .xml .rss .atom .eml .mbox .mht .mhtml .warc .rtf .doc .docx .odt .xls .xlsx .ods "
    ".ppt .pptx .pdf .epub .parquet .db .sqlite .py .js .css .svg .tex .yaml .yml .toml .ini .sql .sh .bat "
    ".zip .gz .tar .jpg .jpeg .png .gif".split()
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:p|div|br|h\d|a|span|article|meta|title|html|body|head)\b[^<>]{0,2000}>", re.IGNORECASE
)
TEXT_NAMES = ("text", "body", "content", "article")
"""Column names that hold the report, in the order of preference."""


def media_type(text: str, *, origin: str) -> str:
    """Media type of decoded content.

    Args:
        text: The content.
        origin: Path, URL or "-"; its extension decides unless the content is plainly something else.

    Raises:
        ReadError: unsupported_format for a known extension without a reader.
    """
    extension = _extension(origin)
    if extension in _UNSUPPORTED:
        raise ReadError("unsupported_format", f"{origin}: no reader for {extension} files", origin=origin)
    by_name = _EXTENSIONS.get(extension)
    if by_name == TEXT and _MARKUP.match(text):
        return HTML
    if by_name == HTML and not _TAG.search(text, 0, 200_000):
        return TEXT
    return by_name or _by_content(text)


def _extension(origin: str) -> str:
    try:
        path = urlsplit(origin).path if "://" in origin else origin
    except ValueError:
        path = origin
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()


def _by_content(text: str) -> str:
    if _MARKUP.match(text) or len(_TAG.findall(text[:20_000])) >= 5:
        return HTML
    line = text.lstrip("\ufeff \t\n").partition("\n")[0]
    if line.startswith("{") and line.rstrip().endswith("}") and _is_object(line):
        return JSONL
    return CSV if _is_header(line) else TEXT


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_header(line: str) -> bool:
    """Whether a first line names columns: a text column among at least two names."""
    if len(line) > 2000 or not any(delimiter in line for delimiter in ",;\t"):
        return False
    for delimiter in ",;\t":
        try:
            names = [
                name.strip().lower() for name in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
            ]
        except csv.Error:
            continue
        if (
            len(names) >= 2
            and any(name in TEXT_NAMES for name in names)
            and all(len(name) <= 40 for name in names)
        ):
            return True
    return False
