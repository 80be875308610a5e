"""Time phrases in running text and their values, on TempEval-3's training documents (TimeBank, AQUAINT)."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.result import Result, fingerprint
from sitrep.annotate.times.timex import timexes
from sitrep.model.span import Span

SETS = (
    ("timebank", "TimeBank", "tempeval3.timebank.train.jsonl", "developed on"),
    ("aquaint", "AQUAINT", "tempeval3.aquaint.train.jsonl", "reported only"),
)


def phrases(row: dict[str, Any]) -> list[tuple[Span, str, str]]:
    """What the finder gives for one document: span, type and value."""
    published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return list(timexes(row["text"], published=published))


def count(rows: Sequence[dict[str, Any]]) -> Counter[str]:
    """Numbers of annotated and given phrases and of those that meet: exactly, at all, in type, in value."""
    counted: Counter[str] = Counter()
    for row in rows:
        gold = [(Span(each["start"], each["end"]), each["type"], each["value"]) for each in row["timex"]]
        given = phrases(row)
        counted["gold"] += len(gold)
        counted["given"] += len(given)
        free = list(given)
        for span, kind, value in gold:
            meeting = [each for each in free if each[0].overlaps(span)]
            if not meeting:
                continue
            best = max(meeting, key=lambda each: (each[0] == span, each[2] == value))
            free.remove(best)
            counted["relaxed"] += 1
            counted["strict"] += best[0] == span
            counted["type"] += best[1] == kind
            counted["value"] += best[2] == value
    return counted


def f1(right: int, counted: Counter[str]) -> float:
    return 200 * right / (counted["gold"] + counted["given"]) if right else 0.0


def run(corpora: Path) -> Result:
    table = [
        [
            "corpus",
            "phrases",
            "given",
            "strict F1",
            "relaxed F1",
            "relaxed P",
            "relaxed R",
            "type F1",
            "value F1",
        ]
    ]
    figures = {}
    sources = [corpora / "data" / "d_news_copyright" / "time" / name for _, _, name, _ in SETS]
    for (key, title, _, use), source in zip(SETS, sources, strict=True):
        rows = [json.loads(line) for line in source.read_text(encoding="utf-8").split("\n") if line]
        counted = count(rows)
        values = {
            "strict": f1(counted["strict"], counted),
            "relaxed": f1(counted["relaxed"], counted),
            "precision": 100 * counted["relaxed"] / max(1, counted["given"]),
            "recall": 100 * counted["relaxed"] / max(1, counted["gold"]),
            "type": f1(counted["type"], counted),
            "value": f1(counted["value"], counted),
        }
        figures |= {f"{key}_{name}": round(value, 1) for name, value in values.items()}
        numbers = [f"{value:.1f}" for value in values.values()]
        table.append([f"{title} ({use})", str(counted["gold"]), str(counted["given"]), *numbers])
    return Result(
        task="timexes",
        title="Time phrases in running text (TempEval-3's training documents)",
        figures=figures,
        table=table,
        fingerprint=fingerprint(*sources),
        notes=[
            "Every annotated phrase counts, of type DATE, TIME, DURATION and SET; value F1 is for an overlapping phrase "
            "with the equal TIMEX3 value, as the shared task scores it.",
            "These are the shared task's training documents, not its test set: the best published value F1 on the latter "
            "(82.4) is no figure on these.",
        ],
    )
