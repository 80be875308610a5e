"""Reports as sitrep reads them: bytes → document → resolved frames → claims, and the encoder's word vectors.

Reading the 1,500 reports takes minutes and is kept under training/work/muc4, named by a digest of the reports,
of the engine's weights and of sitrep's sources: whatever changes is read again.
"""

import hashlib
import json
import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import sitrep
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.engine.files import read_weights
from sitrep.annotate.engine.words import Words
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.extract import extract
from sitrep.ingest import read
from sitrep.model.claim import Claim
from sitrep.model.document import Document, Sentence
from sitrep.model.mention import AnnotatedDocument
from sitrep.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / "training" / "work" / "muc4"
PRINTED = datetime(1993, 1, 1, tzinfo=UTC)
"""No report is later: the corpus was closed in 1992."""

_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True)
class Report:
    """One report as read.

    Attributes:
        id: Of the corpus.
        annotated: Document, sentences and resolved frames.
        claims: What `extract` makes of them.
        words: Spans of the words of the title and body sentences, in text order, shape (words, 2).
        sentence: Index into `annotated.sentences` of each word.
        vectors: The encoder's state of each word, shape (words, 384).
    """

    id: str
    annotated: AnnotatedDocument
    claims: tuple[Claim, ...]
    words: NDArray[np.int64]
    sentence: NDArray[np.int64]
    vectors: NDArray[np.float16]

    @property
    def text(self) -> str:
        return self.annotated.document.text


class _Recorder:
    """Stands before the encoder's session and keeps the word vectors it gives."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.given: list[NDArray[np.float32]] = []

    def run(self, names: list[str], inputs: dict[str, Any]) -> Any:
        outcome = self._session.run(names, inputs)
        self.given.append(outcome[names.index("vectors")])
        return outcome


class RecordingEngine(Engine):
    """The engine, keeping each word's vector of the last document (of the window that the word is own to)."""

    def frames(self, document: Document, sentences: Sequence[Sentence]) -> Any:
        self._encoder = _Recorder(self._encoder)
        try:
            self.vectors: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
            return super().frames(document, sentences)
        finally:
            self._encoder = self._encoder._session

    def found(self, document: Document, sentences: Sequence[Sentence]) -> Any:
        words, found = super().found(document, sentences)
        self.words = words
        return words, found

    def _run(self, batch: Any) -> Any:
        found = super()._run(batch)
        self.vectors.append((batch.words[batch.own], self._encoder.given.pop()[batch.own]))
        return found


def read_reports(corpora: Path, part: str) -> list[Report]:
    """The reports of "train" or "dev" in the corpus's order, read once and kept."""
    engine = RecordingEngine.load()
    kept = CACHE / f"{part}-{reading_name(corpora, part)}.pickle"
    if not kept.exists():
        tools = Tools(engine, Gazetteer.open(Settings.load().cache_dir))
        reports = [read_report(row["id"], row["text"], tools) for row in rows(corpora, part)]
        CACHE.mkdir(parents=True, exist_ok=True)
        part_written = kept.with_suffix(".part")
        part_written.write_bytes(pickle.dumps(reports, protocol=pickle.HIGHEST_PROTOCOL))
        part_written.rename(kept)
    return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]


def reading_name(corpora: Path, part: str) -> str:
    """Digest of all that a reading depends on: reports, weights, sources of sitrep."""
    parts = path(corpora, part).read_bytes(), read_weights(None).sha256.encode(), _sources()
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def path(corpora: Path, part: str) -> Path:
    return corpora / "data" / "c_unlicensed_annotation" / "events" / f"muc4.{part}.jsonl"


def rows(corpora: Path, part: str) -> list[dict[str, Any]]:
    """The reports and their answer keys as the corpus has them."""
    return [json.loads(line) for line in path(corpora, part).read_text(encoding="utf-8").split("\n") if line]


def read_report(identity: str, text: str, tools: Tools) -> Report:
    """Read one report: lines of a paragraph are joined, everything else is as with any other text file."""
    joined = _WRAPPED.sub(" ", text)
    (found,) = read(joined.encode(), origin=f"{identity}.txt", retrieved_at=PRINTED)
    if not isinstance(tools.engine, RecordingEngine):
        raise TypeError("reports are read with a RecordingEngine")
    annotated = annotate(found.document, tools)
    words, vectors = _in_order(tools.engine.words, tools.engine.vectors)
    starts = np.array([sentence.span.start for sentence in annotated.sentences])
    home = np.searchsorted(starts, words[:, 0], side="right") - 1
    return Report(identity, annotated, extract(annotated), words, home, vectors)


def _in_order(
    words: Words, parts: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]]
) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    vectors = np.zeros((len(words.starts), 384), dtype=np.float16)
    for at, given in parts:
        vectors[at] = given
    order = np.argsort(words.starts, kind="stable")
    return np.stack([words.starts, words.ends], axis=1)[order], vectors[order]


def _sources() -> bytes:
    """Digest of sitrep's Python and YAML files, in the order of their names."""
    folder = Path(sitrep.__file__).parent
    digest = hashlib.sha256()
    for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.yaml")]):
        digest.update(file.read_bytes())
    return digest.digest()
