"""Annotated documents as arrays: words, pieces, and each frame's word positions."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sitrep.annotate.engine.tokens import Pieces, WordPieces, word_spans
from training.labels import KEYS, LOCAL_KEYS, MODALITY_INDEX, TYPES

WORDS_A_SENTENCE = 110
IGNORED = -100
"""Class that no loss counts."""


@dataclass(frozen=True)
class Gold:
    """One annotated frame in word positions of its document.

    `spans` maps an index into `KEYS` to half-open word ranges; those of the local keys lie in the
    trigger's sentence. Keys in `unsure` are not learned from; neither are a modality or said of `IGNORED`.
    """

    first: int
    last: int
    type: int
    modality: int
    said: int
    spans: dict[int, list[tuple[int, int]]]
    unsure: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Text:
    """One annotated document: words are numbered through, sentences are half-open word ranges.

    Words in `unsure` are neither learned as triggers nor as none. `labels` are an auxiliary task's: the class
    of each word, (words,), `IGNORED` where there is none; `label` is its class of the whole text.
    """

    id: str
    pieces: Pieces
    sentences: list[tuple[int, int]]
    frames: list[Gold]
    unsure: frozenset[int] = frozenset()
    labels: np.ndarray | None = None
    label: int = IGNORED


@dataclass(frozen=True)
class Laid:
    """A text of one sentence a line in words: their spans in it, and sentences as half-open word ranges."""

    words: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    starts: np.ndarray = field(init=False)
    ends: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", np.array([start for start, _ in self.words]))
        object.__setattr__(self, "ends", np.array([end for _, end in self.words]))

    def ranged(self, span: Sequence[int]) -> tuple[int, int]:
        """Half-open range of the words that a span of characters touches, one at least."""
        first = int(np.searchsorted(self.ends, span[0], side="right"))
        last = int(np.searchsorted(self.starts, span[1], side="left"))
        return first, max(last, first + 1)


def laid(text: str) -> Laid:
    """Words and sentences of a text of one sentence a line; very long lines are cut."""
    words: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found = word_spans(text, at, at + len(line))
        for cut in range(0, len(found), WORDS_A_SENTENCE):
            part = found[cut : cut + WORDS_A_SENTENCE]
            sentences.append((len(words), len(words) + len(part)))
            words += part
        at += len(line) + 1
    return Laid(words, sentences)


def corpora() -> Path:
    """Folder of the annotated corpora, from the environment variable SITREP_CORPORA.

    Raises:
        RuntimeError: If the variable is not set or does not lead to them.
    """
    root = Path(os.environ.get("SITREP_CORPORA", ""))
    folder = root / "corpus" / "frames"
    if not (folder / "train.jsonl").exists():
        raise RuntimeError("set SITREP_CORPORA to the folder that holds corpus/frames/train.jsonl")
    return folder


def read_documents(path: Path) -> list[dict[str, Any]]:
    """Documents of a frames file, as `score.py` describes them."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def is_held_out(document: dict[str, Any]) -> bool:
    """Whether a training document is one of the tenth that recipes are compared on (by a hash of its id)."""
    return _bucket(document, 10) == 0


def dev_half(document: dict[str, Any]) -> str:
    """Half of a development document, by a hash of its id: `a` for every choice, `b` only for figures."""
    return "ab"[_bucket(document, 2)]


def _bucket(document: dict[str, Any], count: int) -> int:
    return int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) % count


def encode(documents: Iterable[dict[str, Any]], pieces: WordPieces) -> list[Text]:
    """Documents as arrays; annotated spans are widened to whole words."""
    return [_encode_one(document, pieces) for document in documents]


def _encode_one(document: dict[str, Any], pieces: WordPieces) -> Text:
    text = document["text"]
    words = laid(text)
    frames = [_gold(frame, words) for frame in document["frames"]]
    frames.sort(key=lambda frame: frame.first)
    unsure = frozenset(word for span in document.get("unsure", ()) for word in range(*words.ranged(span)))
    return Text(document["id"], pieces([text[a:b] for a, b in words.words]), words.sentences, frames, unsure)


def _gold(frame: dict[str, Any], words: Laid) -> Gold:
    first, last = words.ranged(frame["trigger"])
    home = next((s for s in words.sentences if s[0] <= first < s[1]), (first, last))
    spans: dict[int, list[tuple[int, int]]] = {}
    for role, found in frame["roles"].items():
        inside = [words.ranged(span) for span in found]
        inside = [span for span in inside if home[0] <= span[0] and span[1] <= home[1]]
        spans[KEYS.index(role)] = inside
    said = frame["said"]
    for key in KEYS[LOCAL_KEYS:]:
        name = "origin" if key == "said_origin" else key
        if said and said.get(name):
            spans[KEYS.index(key)] = [words.ranged(said[name])]
    doubts = frame.get("unsure", ())
    kind = 0 if not said else 2 if said.get("direct") else 1
    return Gold(
        first,
        min(last, home[1]),
        TYPES.index(frame["type"]),
        IGNORED if "modality" in doubts else MODALITY_INDEX[frame["modality"]],
        IGNORED if "said" in doubts else kind,
        spans,
        frozenset(KEYS.index(key) for key in doubts if key in KEYS),
    )
