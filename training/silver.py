"""Text that earlier runs annotate: frames on which two of them agree, the rest left open.

Where the runs disagree on a trigger, its words are neither learned as a trigger nor as none; where they disagree on
a role, on modality or on who says it, only that is left open.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sitrep.annotate.engine import Engine
from training.auxiliary.muc import prose
from training.auxiliary.readers import rows
from training.base import WORK
from training.corpus import corpora, laid, read_documents
from training.evaluate import predict
from training.export import exported

SILVER_FILE = WORK / "silver.jsonl"
LONGEST_STORY = 1_500
"""Code points of a synthetic story that are taken; the rest repeats."""


def texts(data: Path, left_out: frozenset[str]) -> Iterator[dict[str, str]]:
    """Conflict reports that may train shipped weights, without the annotated ones and `left_out`."""
    events = data / "c_unlicensed_annotation" / "events"
    for row in rows(events / "muc4.train.jsonl"):
        if row["id"] not in left_out:
            yield {"id": row["id"], "text": prose(row["text"])}
    for row in rows(events / "m2e2.dev-train.jsonl"):
        if "voa-" + row["id"].rpartition("_")[2] not in left_out:
            yield {"id": row["id"], "text": row["text"]}
    for row in rows(events / "ngec_synthetic.jsonl"):
        yield {"id": row["id"], "text": prose(row["text"][:LONGEST_STORY])}


def agreed(
    text: str, first: Sequence[dict[str, Any]], second: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[list[int]]]:
    """Frames of the first reading that the second one has too, with what is open in them; open triggers.

    Spans agree where they cover the same words.
    """
    words = laid(text)
    others = {words.ranged(frame["trigger"])[0]: frame for frame in second}
    frames, unsure = [], []
    for frame in first:
        other = others.pop(words.ranged(frame["trigger"])[0], None)
        if other is None or other["type"] != frame["type"]:
            unsure.append(frame["trigger"])
            continue
        doubts = [role for role in {*frame["roles"], *other["roles"]} if not _same(words, frame, other, role)]
        if frame["modality"] != other["modality"]:
            doubts.append("modality")
        if not _same_said(words, frame["said"], other["said"]):
            doubts += ["said", "source", "cue", "via", "said_origin"]
        frames.append({**frame, "unsure": sorted(doubts)})
    unsure += [frame["trigger"] for frame in others.values()]
    return frames, unsure


def _same(words: Any, one: dict[str, Any], other: dict[str, Any], role: str) -> bool:
    return {words.ranged(span) for span in one["roles"].get(role, ())} == {
        words.ranged(span) for span in other["roles"].get(role, ())
    }


def _same_said(words: Any, one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    if one is None or other is None:
        return one is other

    def spans(said: dict[str, Any]) -> list[Any]:
        return [words.ranged(said[key]) if said.get(key) else None for key in ("source", "cue")]

    return spans(one) == spans(other) and bool(one.get("direct")) == bool(other.get("direct"))


def annotate(
    teachers: tuple[Engine, Engine], documents: Iterable[dict[str, str]]
) -> Iterator[dict[str, Any]]:
    """Documents with agreed frames."""
    kept = list(documents)
    for document, one, other in zip(
        kept, predict(teachers[0], kept), predict(teachers[1], kept), strict=True
    ):
        frames, unsure = agreed(document["text"], one["frames"], other["frames"])
        yield {**document, "frames": frames, "unsure": unsure}


def write(first: Sequence[Path], second: Sequence[Path]) -> None:
    """Write `SILVER_FILE`: the mean of the first runs annotates, the mean of the second ones must agree."""
    folder = corpora()
    documents = read_documents(folder / "train.jsonl") + read_documents(folder / "dev.jsonl")
    left_out = frozenset(document["id"] for document in documents)
    teachers = (
        Engine.load(exported(WORK / "teacher-1", first, documents)),
        Engine.load(exported(WORK / "teacher-2", second, documents)),
    )
    unfinished = SILVER_FILE.with_suffix(".tmp")
    with unfinished.open("w", encoding="utf-8") as file:
        for document in annotate(teachers, texts(folder.parent.parent / "data", left_out)):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    unfinished.replace(SILVER_FILE)
    print(
        "silver text: {texts} texts, {frames} frames agreed on, {open} triggers left open".format(**counted())
    )


def counted() -> dict[str, int]:
    """Numbers of texts, of their words, of frames agreed on and of triggers left open."""
    found = {"texts": 0, "words": 0, "frames": 0, "open": 0}
    for document in rows(SILVER_FILE):
        found["texts"] += 1
        found["words"] += len(document["text"].split())
        found["frames"] += len(document["frames"])
        found["open"] += len(document["unsure"])
    return found
