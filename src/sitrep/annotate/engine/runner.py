"""The built-in engine: a small encoder with heads for triggers, modality, roles and said-by.

A document's words are tokenised once and laid into windows; the encoder runs over batches of windows of
this document alone, the heads over all triggers of a batch. A batch is computed by one thread whatever the
number of threads (they work on different batches), so that a document's scores are the same bit for bit
alone, among others and on any number of threads.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sitrep.annotate.engine.assemble import NONE, Found, Labels, assemble
from sitrep.annotate.engine.calibration import Calibration
from sitrep.annotate.engine.decode import Rows, Spans, Triggers, likeliest, spans, triggers
from sitrep.annotate.engine.files import VOCABULARY, WeightsFiles, read_weights
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.windows import Window, batches, sentence_distance, word_distance
from sitrep.annotate.engine.words import Words, lay_out
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Windows laid side by side: inputs of the encoder, and where its words come from.

    Attributes:
        inputs: What the encoder reads.
        words: The document's word behind each word of the batch.
        own: Whether a trigger may begin there (it is not mere context).
        unit: Unit of each word.
        window: First and end word of the batch of each word's window, (2, words).
    """

    inputs: dict[str, NDArray[Any]]
    words: Integers
    own: NDArray[np.bool_]
    unit: Integers
    window: Integers


class Engine:
    """Finds frames in documents. Make one with `Engine.load`; it may be used for any number of documents.

    Attributes:
        sha256: Names the weights, in hex.
    """

    def __init__(self, files: WeightsFiles, *, threads: int = 1) -> None:
        self.sha256 = files.sha256
        self._labels = Labels.of(files.labels)
        self._calibration = Calibration.of(files.labels["calibration"])
        self._pieces = WordPieces(files.folder / VOCABULARY)
        self._encoder = _session(files.encoder)
        self._roles = _session(files.roles)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> "Engine":
        """Read and verify the weights.

        Args:
            folder: Weights folder; the one that ships by default.
            threads: Batches of a document that are computed at the same time.

        Raises:
            EngineError: If the weights are missing, damaged or of another format.
        """
        return cls(read_weights(folder), threads=threads)

    def frames(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Frame, ...]:
        """Frames of a document in the order of their triggers.

        Args:
            document: The document; only its text is read.
            sentences: Its sentences, as `sentences.split` gives them.

        Returns:
            Frames with spans in code points of the document's text. No two triggers overlap.
        """
        words, found = self.found(document, sentences)
        return assemble(document.text, words, found, self._labels, self._calibration)

    def found(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Words, list[Found]]:
        """The document's words and what the network says of them, before it is put together as frames."""
        parted = not document.sentence_per_line
        words = lay_out(document.text, sentences, self._pieces, parted=parted)
        groups = batches([window.size for window in words.windows])
        laid = (self._lay(words, [words.windows[index] for index in group]) for group in groups)
        return words, list(self._pool.map(self._run, laid) if self._pool else map(self._run, laid))

    def _lay(self, words: Words, windows: Sequence[Window]) -> _Batch:
        length = max(window.size for window in windows) + 2
        pieces = np.zeros((len(windows), length), dtype=np.int64)
        shapes = np.zeros_like(pieces)
        starts = words.pieces.starts
        first, at, own, bounds, unit = [], [], [], [], []
        count = 0
        for row, window in enumerate(windows):
            low, high = words.units[window.first].low, words.units[window.last - 1].high
            begin, end = starts[low], starts[high]
            pieces[row, 0], pieces[row, window.size + 1] = self._pieces.first, self._pieces.last
            pieces[row, 1 : window.size + 1] = words.pieces.ids[begin:end]
            shapes[row, 1 : window.size + 1] = words.piece_shapes[begin:end]
            first.append(starts[low:high] - begin + row * length + 1)
            at.append(np.arange(low, high))
            own.append(at[-1] >= words.units[window.own].low)
            bounds.append(np.full((2, high - low), [[count], [count + high - low]]))
            unit.append(words.unit[low:high] + row * len(words.units))  # rows may share a unit as context
            count += high - low
        inputs: dict[str, NDArray[Any]] = {
            "pieces": pieces,
            "shapes": shapes,
            "positions": np.arange(length, dtype=np.int64),
            "lengths": np.array([window.size + 2 for window in windows], dtype=np.int32),
            "first": np.concatenate(first),
        }
        return _Batch(
            inputs,
            np.concatenate(at),
            np.concatenate(own),
            np.concatenate(unit),
            np.concatenate(bounds, axis=1),
        )

    def _run(self, batch: _Batch) -> Found:
        vectors, tags, projected = self._encoder.run(["vectors", "tags", "projected"], batch.inputs)
        heads = triggers(tags, batch.own, batch.unit)
        pairs, local, wide = _pair(batch, heads)
        scores, modality, said = self._roles.run(
            ["spans", "modality", "said"],
            {"triggers": vectors[heads.first], "types": heads.types, "projected": projected, **pairs},
        )
        rows = self._rows(heads, local, wide)
        best = self._spans(scores, rows, said)
        labels = self._labels
        likely = scores[:, labels.core].max(axis=2).sum(axis=1, dtype=np.float64)
        total = np.concatenate([[0.0], np.cumsum(likely)])
        begin = rows.begin[best.row]
        return Found(
            first=batch.words[heads.first],
            last=batch.words[heads.last - 1],
            types=heads.types,
            type_scores=heads.scores,
            modality=modality,
            said=said,
            role_scores=total[local[0] + local[1]] - total[local[0]],
            span_trigger=rows.trigger[best.row],
            span_key=rows.key[best.row],
            span_first=batch.words[pairs["word"][begin + best.first]],
            span_last=batch.words[pairs["word"][begin + best.last - 1]],
            span_scores=best.score,
        )

    def _rows(self, heads: Triggers, local: Integers, wide: Integers) -> Rows:
        """Rows of all triggers and the keys that their types take."""
        labels = self._labels
        keys = len(labels.keys)
        near = (np.arange(keys) < labels.local)[:, None, None]
        begin, length = np.where(near, local[None], wide[None]).transpose(1, 2, 0)
        rows = Rows(
            begin.ravel(),
            length.ravel(),
            np.repeat(np.arange(len(heads.first)), keys),
            np.tile(np.arange(keys), len(heads.first)),
        )
        return rows.take(labels.allowed[heads.types].ravel())

    def _spans(self, scores: Floats, rows: Rows, said: Floats) -> Spans:
        """Spans of all rows; a frame that somebody says and that has no source gets the likeliest one."""
        best = spans(scores, rows, self._labels.bias)
        source = rows.key == self._labels.keys.index("source")
        found = np.zeros(len(said), dtype=bool)
        found[rows.trigger[best.row[source[best.row]]]] = True
        needs = said.argmax(axis=1) != NONE
        missing = np.flatnonzero(source & (needs & ~found)[rows.trigger])
        if not len(missing):
            return best
        chosen = np.zeros(len(source), dtype=bool)
        chosen[missing] = True
        more = likeliest(scores, rows.take(chosen), self._labels.source_floor)
        return Spans(
            np.concatenate([best.row, missing[more.row]]),
            np.concatenate([best.first, more.first]),
            np.concatenate([best.last, more.last]),
            np.concatenate([best.score, more.score]),
        )


def _pair(batch: _Batch, heads: Triggers) -> tuple[dict[str, Integers], Integers, Integers]:
    """Every trigger with every word of its window.

    Returns:
        Inputs of the role graph for the pairs; then for each trigger the first pair and the number of
        pairs of its own sentence, and the same of its window, both (2, triggers).
    """
    low, high = batch.window[:, heads.first]
    lengths = high - low
    begins = np.cumsum(lengths) - lengths
    trigger = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    word = np.arange(len(trigger), dtype=np.int64) - np.repeat(begins - low, lengths)
    home = heads.first[trigger]
    unit = batch.unit
    pairs = {
        "trigger": trigger,
        "word": word,
        "distance": word_distance(word - home),
        "sentence": sentence_distance(unit[word] - unit[home]),
    }
    borders = np.flatnonzero(np.diff(unit, prepend=-1, append=-1))
    place = np.searchsorted(borders, heads.first, side="right")
    start = borders[place - 1]
    local = np.stack([begins + start - low, borders[place] - start])
    return pairs, local, np.stack([begins, lengths])


def _session(graph: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # the graph is written with its fusions in place; further ones make it slower
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
