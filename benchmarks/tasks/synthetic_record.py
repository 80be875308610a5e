"""A synthetic record with known truth: linking, stories and tolls, and whether a document's cost grows with the record."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.result import Result, fingerprint
from benchmarks.synthetic.telling import AGENTS, DAYS, OTHER_TYPE, PLACES

DOCUMENTS = 10_000
ENGINE = 2_000
"""Reports that also go as text through the whole engine."""

SOURCES = Path(__file__).resolve().parents[1] / "synthetic"


def run(corpora: Path, documents: int = DOCUMENTS) -> Result:
    """Measure.

    Args:
        corpora: Not used: everything is made.
        documents: Size of the record; time is taken at 1,000, 10,000 and 100,000 as far as it goes.
    """
    command = [
        sys.executable,
        "-m",
        "benchmarks.synthetic.measuring",
        str(documents),
        str(min(ENGINE, documents)),
    ]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return result(documents, found)


def result(documents: int, found: dict[str, Any]) -> Result:
    table = [
        [
            "documents",
            "linking P / R",
            "stories P / R",
            "toll within, %",
            "ms a document",
            "beside an empty record",
        ]
    ]
    figures: dict[str, float] = {}
    for size, scores in found["scores"].items():
        timing = found["per_document"].get(size, [0.0, 0.0, 0.0])
        table.append(
            [
                f"{int(size):,}",
                f"{scores['precision']:.1f} / {scores['recall']:.1f}",
                f"{scores['story_precision']:.1f} / {scores['story_recall']:.1f}",
                f"{scores['toll_within']:.1f}",
                f"{timing[0]:.1f}" if timing[0] else "",
                f"{timing[2]:.2f}" if timing[2] else "",
            ]
        )
        figures |= {f"{name}_{size}": round(scores[name], 1) for name in ("precision", "recall", "story_f1")}
    first, *later = sorted(found["per_document"], key=int)
    for size in later:
        ratio = found["per_document"][size][2] / found["per_document"][first][2]
        figures[f"time_{size}_to_{first}"] = round(ratio, 2)
    figures["memory_mb"] = round(found["memory_mb"])
    return Result(
        task="synthetic_record",
        title=f"A synthetic record of {documents:,} reports",
        figures=figures,
        table=table,
        fingerprint=fingerprint(*sorted(SOURCES.glob("*.py"))),
        notes=notes(found, figures),
    )


def notes(found: dict[str, Any], figures: dict[str, float]) -> list[str]:
    last = list(found["scores"].values())[-1]
    ratios = ", ".join(
        f"{name.removeprefix('time_')} {value:.2f}" for name, value in figures.items() if "_to_" in name
    )
    made = [
        f"{last['stories']:,} stories on {last['events']:,} events at 400 towns of Syria, Iraq, Yemen and Ukraine, told again by "
        "up to six outlets each, with updates, corrections, and events that come again the next day at the same place. "
        "Claims are made from the truth, not read. Linking: pairs of stories on one event, each by the event claim of its "
        "first document; stories: pairs of documents.",
        f"How stories blur, %: days {DAYS}; places {PLACES}; agent {AGENTS}; another type {100 * OTHER_TYPE:.0f}. These "
        "rates are assumptions.",
        "Toll within: the number of deaths that was told last lies within the range of the series of the story's event.",
        f"Time is that of the processor for committing a document and its share of computing the record's parts, every 500 "
        f"documents, over the 1,000 documents up to each size; the last column divides it by what the same code takes in an "
        f"empty record at the same moment. Ratio of those: {ratios or 'one size only'}. "
        f"Peak memory of the process, the making of the reports included, "
        f"{found['memory_mb']:.0f} MB, the record's file {found['bytes'] / 1e6:.0f} MB.",
    ]
    read = found.get("read")
    if read:
        made.append(
            f"As text through the whole engine, {read['documents']:,} reports ({read['refused']} refused): {read['found']:,} of "
            f"{read['leads']:,} first sentences gave a claim of the event's family; linking of those {read['precision']:.1f} / "
            f"{read['recall']:.1f}, stories {read['story_precision']:.1f} / {read['story_recall']:.1f}."
        )
    return made
