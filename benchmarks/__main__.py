"""Measure and write: `python -m benchmarks [--gate] [TASK ...]`.

Needs SITREP_CORPORA. Without --gate the tables go to docs/evaluation.md; with it, the figures are held against
benchmarks/floors.json and the exit code is 1 when one has fallen or when the data behind it have changed.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.result import Result

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.json"
PAGE = ROOT / "docs" / "evaluation.md"
TASKS = (
    "frames_dev",
    "resolvers",
    "toponyms",
    "timexes",
    "polnear",
    "re3d",
    "propbank",
    "muc4",
    "case2021",
    "rams_wikievents",
    "isaf",
    "indiapolice",
    "pages",
    "reprints",
    "ecbplus",
    "meantime",
    "linking_pairs",
    "synthetic_record",
    "example_input",
    "speed",
    "engine_speed",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", default=list(TASKS), help=f"any of {', '.join(TASKS)}")
    parser.add_argument("--gate", action="store_true", help="fail when a figure is below its floor")
    parser.add_argument("--documents", type=int, help="size of the synthetic record, such as 100000")
    arguments = parser.parse_args()
    corpora = os.environ.get("SITREP_CORPORA")
    if not corpora:
        print("SITREP_CORPORA is not set: nothing to measure on")
        return 2
    results = []
    for name in arguments.tasks:
        task = importlib.import_module(f"benchmarks.tasks.{name}")
        sized = arguments.documents is not None and name == "synthetic_record"
        result = task.run(Path(corpora), arguments.documents) if sized else task.run(Path(corpora))
        print(text(result), flush=True)
        results.append(result)
    if arguments.gate:
        return gate(results)
    write(results)
    return 0


def text(result: Result) -> str:
    widths = [max(len(row[column]) for row in result.table) for column in range(len(result.table[0]))]
    lines = [f"\n{result.title} [data {result.fingerprint}]"]
    lines += [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in result.table
    ]
    return "\n".join(lines + result.notes)


def markdown(result: Result) -> str:
    head, *rows = ([cell.replace("|", "\\|") for cell in row] for row in result.table)
    lines = [f"## {result.title}", "", "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    lines += ["", *(f"- {note}" for note in result.notes), "", f"Data fingerprint {result.fingerprint}."]
    return "\n".join(lines)


def commit() -> str:
    answer = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() or "unknown"


def write(results: list[Result]) -> None:
    """Replace the sections of the tasks that ran; what people wrote below the marker stays."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sections = (
        dict(part.split("\n", 1) for part in old.split("<!-- task ")[1:]) if "<!-- task " in old else {}
    )
    written = sections.pop("end -->", "") if "end -->" in sections else ""
    for result in results:
        stamp = f"Measured {datetime.now(UTC):%Y-%m-%d} at commit {commit()}."
        sections[f"{result.task} -->"] = f"{markdown(result)} {stamp}\n\n"
    known = [f"{task} -->" for task in TASKS if f"{task} -->" in sections]
    body = "".join(f"<!-- task {name}\n{sections[name]}" for name in known)
    intro = "# Evaluation\n\nThe tables are written by `make bench`; what they mean, and what goes wrong, stands below them.\n\n"
    PAGE.write_text(f"{intro}{body}<!-- task end -->\n{written}", encoding="utf-8")


def gate(results: list[Result]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    failures = []
    for result in results:
        pinned = floors.get(result.task)
        if pinned is None:
            continue
        if pinned["fingerprint"] != result.fingerprint:
            failures.append(
                f"{result.task}: the data have changed ({result.fingerprint}, floors were set on {pinned['fingerprint']})"
            )
        for name, bounds in pinned["figures"].items():
            value = result.figures.get(name)
            if value is None:
                failures.append(
                    f"{result.task}.{name}: not measured, something that it needs is not installed"
                )
                continue
            if "at_least" in bounds and value < bounds["at_least"]:
                failures.append(f"{result.task}.{name}: {value} is below {bounds['at_least']}")
            if "at_most" in bounds and value > bounds["at_most"]:
                failures.append(f"{result.task}.{name}: {value} is above {bounds['at_most']}")
    print("\n".join(failures) or "every floor holds")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
