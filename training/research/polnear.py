"""The checkpoint for PolNeAR: what it learns from, what it reads, and the file of its figures.

PolNeAR's articles are copyrighted news and its annotation has no licence: neither the texts nor weights learnt from
them are distributed. Nine tenths of the training articles, by a hash of their ids, are learnt from; the last tenth is for
choices; the development articles are scored once at the end.
"""

import json
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from benchmarks.__main__ import commit
from benchmarks.tasks.polnear import KINDS, LAST, SOURCE, Found, Row, read_rows, spans, tally

from sitrep.annotate.engine.tokens import WordPieces
from training.base import WORK, base_folder, sha256
from training.corpus import is_held_out, read_documents
from training.research.fit import Run
from training.research.paragraphs import Article, Paragraph, from_rows, from_text
from training.research.tagger import Tagger, load, parts, read

FOLDER = WORK / "polnear"
TRAIN = "d_news_copyright/attribution/polnear.train.jsonl"
SEED, PIECES = 1, 1_200_000

Scores = dict[str, list[float]]
"""Kind → precision, recall and F1 of exact spans, in percent."""


def data() -> Path:
    """Folder of the public corpora.

    Raises:
        RuntimeError: If SITREP_CORPORA is not set or does not lead to them.
    """
    folder = Path(os.environ.get("SITREP_CORPORA", "")) / "data"
    if not (folder / TRAIN).exists():
        raise RuntimeError(f"set SITREP_CORPORA to the folder that holds data/{TRAIN}")
    return folder


def articles_of(documents: Iterable[dict[str, Any]], *, held_out: bool) -> list[Article]:
    """Training articles: those that are learnt from, or the tenth that is kept for choices."""
    return [from_text(document) for document in documents if is_held_out(document) == held_out]


def train(folder: Path = FOLDER, *, seed: int = SEED, total: int = PIECES) -> Path:
    """Train to the end, going on where an earlier run in the folder was stopped; gives the path of the weights."""
    done = folder / "weights.pt"
    if done.exists():
        return done
    base = base_folder()
    pieces = WordPieces(base / "vocab.txt")
    learnt = articles_of(read_documents(data() / TRAIN), held_out=False)
    articles = [parts(article, pieces) for article in learnt]
    return Run(folder, articles, pieces, base=base / "model.safetensors", seed=seed, total=total).train()


def found_in(tagger: Tagger, pieces: WordPieces, article: Article) -> list[Found]:
    """Spans of an article's paragraphs: in tokens where they came as tokens, else in words."""
    rows = []
    tagged = read(tagger, parts(article, pieces), pieces)
    for paragraph, given in zip(article.paragraphs, tagged, strict=True):
        row: Found = {kind: set() for kind in KINDS}
        for kind, start, end in given:
            row[kind].add(in_tokens(paragraph, start, end))
        rows.append(row)
    return rows


def in_tokens(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """A range of words as the range of the tokens that hold them; unchanged without tokens."""
    if not paragraph.tokens:
        return start, end
    return bisect_right(paragraph.tokens, start) - 1, bisect_right(paragraph.tokens, end - 1)


def reader(weights: Path = FOLDER / "weights.pt") -> Callable[[dict[str, list[Row]]], list[Found]] | None:
    """What gives the spans of published rows, in their order; None where nothing was trained here."""
    if not weights.exists():
        return None
    torch.set_num_threads(1)
    tagger, pieces = load(weights), WordPieces(base_folder() / "vocab.txt")

    def given(articles: dict[str, list[Row]]) -> list[Found]:
        return [
            row for name, rows in articles.items() for row in found_in(tagger, pieces, from_rows(name, rows))
        ]

    return given


def held_out_scores(weights: Path) -> Scores:
    """Scores on the training articles that were not learnt from, in words."""
    tagger, pieces = load(weights), WordPieces(base_folder() / "vocab.txt")
    gold: list[Found] = []
    given: list[Found] = []
    for article in articles_of(read_documents(data() / TRAIN), held_out=True):
        gold += [
            {kind: {(start, end) for found, start, end in paragraph.spans if found == kind} for kind in KINDS}
            for paragraph in article.paragraphs
        ]
        given += found_in(tagger, pieces, article)
    return scores(gold, given)


def dev_scores(weights: Path) -> Scores:
    """Scores on the development articles, in the published form."""
    articles = read_rows(data() / SOURCE)
    given = reader(weights)
    assert given is not None
    return scores([spans(row["labels"]) for rows in articles.values() for row in rows], given(articles))


def scores(gold: Sequence[Found], given: Sequence[Found]) -> Scores:
    return {kind: [round(value, 2) for value in each.exact()] for kind, each in tally(gold, given).items()}


def write_figures(folder: Path, *, seed: int, total: int, path: Path = LAST) -> dict[str, Any]:
    """Score the weights in a folder and write the file that the benchmark falls back on."""
    weights = folder / "weights.pt"
    figures = {
        "commit": commit(),
        "seed": seed,
        "pieces": total,
        "cpu_seconds": float((folder / "seconds").read_text(encoding="utf-8")),
        "weights_sha256": sha256(weights),
        "held_out": held_out_scores(weights),
        "dev": dev_scores(weights),
    }
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return figures
