"""What a report's first sentence gains as context of every window: `python -m training.contexts`.

The annotated reports have their titles in their first line. Every window is read as a report of its own, once with
the sentence before it, once with the first line, once with both and once with neither, by the same weights; frames are
scored whose triggers are the window's own.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sitrep.annotate.engine import Engine
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.windows import CONTEXT, WINDOW
from sitrep.pipeline.interchange import frame_plain
from training.ablation import unseen
from training.base import WORK, base_folder
from training.evaluate import lines
from training.metric import MEASURES, score

Line = tuple[int, int]
"""A line of a text, half-open."""

CONTEXTS = {
    "neither": (False, False),
    "sentence before": (True, False),
    "first line": (False, True),
    "both": (True, True),
}


def shown(text: str, pieces: WordPieces, *, before: bool, first: bool) -> Iterable[tuple[list[Line], int]]:
    """Windows of a text as lines, and how many of these, at the front, are context."""
    bounds: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        bounds.append((at, at + len(line)))
        at += len(line)
    sizes = [int(pieces(text[a:b].split()).starts[-1]) for a, b in bounds]
    own: list[int] = []
    for index in range(len(bounds) + 1):
        context = _context(own, sizes, before=before, first=first)
        used = sum(sizes[line] for line in (*context, *own))
        if own and (index == len(bounds) or used + sizes[index] > WINDOW):
            yield [bounds[line] for line in (*context, *own)], len(context)
            own = []
        own.append(index)


def _context(own: Sequence[int], sizes: Sequence[int], *, before: bool, first: bool) -> list[int]:
    if not own or own[0] == 0:
        return []
    wanted = [0] if first else []
    wanted += [own[0] - 1] if before and own[0] - 1 not in wanted else []
    return [line for line in wanted if sizes[line] <= CONTEXT]


def read(
    engine: Engine, document: dict[str, Any], windows: Iterable[tuple[list[Line], int]]
) -> dict[str, Any]:
    """A document with the frames of its windows, each read as a text of its own."""
    found = []
    for parts, context in windows:
        text = "".join(document["text"][a:b] for a, b in parts)
        begin = sum(b - a for a, b in parts[:context])
        for frame in engine.frames(*lines(text)):
            plain = frame_plain(frame)
            if plain["trigger"][0] >= begin:
                found.append(_moved(plain, parts))
    return {"id": document["id"], "frames": found}


def _moved(value: Any, parts: Sequence[Line]) -> Any:
    """Spans of a text put together from parts as spans of the text that these come from."""
    if isinstance(value, dict):
        return {key: _moved(item, parts) for key, item in value.items()}
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(type(item) is int for item in value):
            return _place(value[0], value[1], parts)
        return [_moved(item, parts) for item in value]
    return value


def _place(start: int, end: int, parts: Sequence[Line]) -> list[int]:
    at = 0
    for low, high in parts:
        if start < at + high - low:
            return [low + start - at, low + min(end - at, high - low)]
        at += high - low
    raise ValueError(f"span {start} to {end} lies outside its text")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, default=WORK / "twin", help="engine that did not see the documents"
    )
    engine = Engine.load(parser.parse_args().weights)
    pieces = WordPieces(base_folder() / "vocab.txt")
    documents = unseen()
    columns = [*MEASURES, "modality"]
    print(f"| {len(documents)} documents | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for name, (before, first) in CONTEXTS.items():
        predicted = [
            read(engine, document, shown(document["text"], pieces, before=before, first=first))
            for document in documents
        ]
        result = score(documents, predicted)
        row = [*(result[measure]["F1"] for measure in MEASURES), result["modality"]["accuracy"]]
        print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in row) + " |", flush=True)


if __name__ == "__main__":
    main()
