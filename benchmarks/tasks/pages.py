"""The body of saved pages against annotated article bodies, by the measure of the article-extraction-benchmark."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from benchmarks.result import Result, fingerprint
from sitrep.errors import ReadError
from sitrep.ingest import read
from sitrep.ingest.language import require_english
from sitrep.model.document import BlockRole, Document

SHINGLE = 4
RETRIEVED = datetime(2020, 1, 1, tzinfo=UTC)
"""The pages are of 2019."""

BODY = frozenset({BlockRole.BODY, BlockRole.DATELINE})
_WORD = re.compile(r"\w+")

Shares = tuple[float, float, float]
"""Shingles in both, only in ours, only in the annotation, as shares of all of them."""


def body_of(page: bytes, name: str) -> tuple[str, str]:
    """Our body of a page, and the reason code where it is refused."""
    try:
        for found in read(page, origin=name, retrieved_at=RETRIEVED):
            if isinstance(found, ReadError):
                return "", found.reason
            return text_of(found.document), ""
    except ReadError as error:
        return "", error.reason
    return "", "nothing"


def text_of(document: Document) -> str:
    return "\n".join(block.span.of(document.text) for block in document.blocks if block.role in BODY)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def shares(ours: str, annotated: str) -> Shares:
    one, other = shingles(ours), shingles(annotated)
    both, extra, missing = ((one & other).total(), (one - other).total(), (other - one).total())
    total = both + extra + missing
    return (both / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def scores(pages: Iterable[Shares]) -> tuple[float, float, float]:
    """Precision and recall, each the mean over pages, and F1 of the two, in percent."""
    pages = list(pages)
    precision = mean(both / (both + extra) for both, extra, _ in pages if both + extra)
    recall = mean(both / (both + missing) for both, _, missing in pages if both + missing)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def is_english(text: str) -> bool:
    try:
        require_english(text, origin="")
    except ReadError:
        return False
    return True


def run(corpora: Path) -> Result:
    folder = corpora / "data" / "d_news_copyright" / "pages"
    listing = folder / "scrapinghub.part1.jsonl"
    rows = [json.loads(line) for line in listing.read_text(encoding="utf-8").split("\n") if line]
    judged: list[tuple[bool, str, Shares]] = []
    for row in rows:
        ours, refused = body_of(gzip.decompress((folder / row["html"]).read_bytes()), f"{row['id']}.html")
        judged.append((is_english(row["articleBody"]), refused, shares(ours, row["articleBody"])))
    groups: Sequence[tuple[str, str, list[tuple[bool, str, Shares]]]] = (
        ("english", "English pages", [each for each in judged if each[0]]),
        ("read", "English pages that are read", [each for each in judged if each[0] and not each[1]]),
        ("all", "all pages", judged),
    )
    table, figures = [["pages", "n", "precision", "recall", "F1"]], {}
    for key, label, group in groups:
        precision, recall, f1 = scores(each for _, _, each in group)
        figures[f"{key}_f1"] = round(f1, 1)
        table.append([label, str(len(group)), f"{precision:.1f}", f"{recall:.1f}", f"{f1:.1f}"])
    english = Counter(refused for is_en, refused, _ in judged if is_en and refused)
    other = Counter(refused or "read" for is_en, refused, _ in judged if not is_en)
    return Result(
        task="pages",
        title="The body of saved pages (article-extraction-benchmark, part 1)",
        figures=figures,
        table=table,
        fingerprint=fingerprint(listing, *(folder / row["html"] for row in rows)),
        notes=[
            "Shared 4-grams of words; precision and recall are means over pages. A refused page has no body: recall 0.",
            f"English pages refused: {told(english)}; pages in other languages: {told(other)}.",
        ],
    )


def told(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counted.items())) or "none"
