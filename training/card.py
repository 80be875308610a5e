"""The model card, written from what was measured."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitrep.annotate.engine.files import FILES
from training.base import PACKAGE, WEIGHTS_SHA256, sha256
from training.metric import MEASURES

SOURCES = (
    ("voa", "Voice of America (VOA News)", "United States Government work, public domain"),
    (
        "re3d",
        "Relationship and Entity Extraction Evaluation Dataset (Dstl): US Central Command, "
        "US Department of State, "
        "UK Government, Australian Department of Foreign Affairs and Trade, Wikipedia",
        "public domain; Open Government Licence 3.0; CC BY 3.0 AU; CC BY-SA 3.0 (Wikipedia)",
    ),
    (
        "isaf",
        "Press releases of the International Security Assistance Force (NATO)",
        "NATO, released to the public",
    ),
    (
        "muc4",
        "Foreign Broadcast Information Service reports of the MUC-4 training set",
        "United States Government release, no licence stated",
    ),
    ("own", "Reports written for the corpus; events and figures in them are invented", "own work"),
)

TEMPLATE = Path(__file__).with_name("card.md")


def _data_rows(documents: Sequence[dict[str, Any]]) -> str:
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        count = counts.setdefault(document["id"].split("-")[0], Counter())
        count["documents"] += 1
        count["frames"] += len(document["frames"])
        count["words"] += len(document["text"].split())
    rows = []
    for key, name, licence in SOURCES:
        count = counts[key]
        rows.append(f"| {name} | {count['documents']} | {count['frames']} | {count['words']:,} | {licence} |")
    return "\n".join(rows)


def _calibration(report: dict[str, Any]) -> dict[str, str]:
    names = {"frame": "trigger and type right", "claim": "right as a whole"}
    levels = [level for level in report["frame"] if level not in ("error", "expected")]
    rows = []
    for key, name in names.items():
        cells = []
        for level in levels:
            cell = report[key][level]
            share = "none" if cell["right"] is None else f"{100 * cell['right']:.0f} % right"
            cells.append(f"{cell['frames']} frames, {share}")
        rows.append(f"| {name} | {report[key]['error']} ({report[key]['expected']}) | {' | '.join(cells)} |")
    return {
        "fitted": str(report["fitted"]),
        "tested": str(report["frames"]),
        "thresholds": " | ".join(f"at least {level}" for level in levels),
        "bars": "---|" * len(levels),
        "calibration": "\n".join(rows),
    }


def _table(rows: dict[str, Any], least: int) -> str:
    kept = [(name, row) for name, row in rows.items() if row["gold"] >= least]
    kept.sort(key=lambda pair: (-pair[1]["F1"], pair[0]))
    return "\n".join(f"| {name} | {row['F1']} | {row['gold']} |" for name, row in kept)


def write_card(
    folder: Path,
    *,
    engine: str,
    runs: str,
    layers: int,
    trained_on: Sequence[dict[str, Any]],
    silver: dict[str, int],
    scores: dict[str, Any],
    candidates: str,
    calibration: dict[str, Any],
) -> None:
    """Write MODEL_CARD.md beside the weights."""
    rows = [scores[name] for name in MEASURES]
    text = TEMPLATE.read_text(encoding="utf-8").format(
        engine=engine,
        layers=layers,
        package=PACKAGE,
        base=WEIGHTS_SHA256,
        runs=runs,
        size=sum((folder / name).stat().st_size for name in FILES) / 1e6,
        data=_data_rows(trained_on),
        silver="{texts:,} texts, {words:,} words, {frames:,} frames agreed on, {open:,} triggers left open".format(
            **silver
        ),
        documents=scores["documents"],
        frames=scores["frame"]["gold"],
        scores="\n".join(
            f"| {name.replace('_', ' ')} | {row['P']} | {row['R']} | {row['F1']} |"
            for name, row in zip(MEASURES, rows, strict=True)
        ),
        modality=scores["modality"]["accuracy"],
        types=_table(scores["by_type"], 10),
        roles=_table(scores["by_role"], 5),
        candidates=candidates,
        files="\n".join(f"- `{name}`: SHA-256 `{sha256(folder / name)}`" for name in FILES),
        **_calibration(calibration),
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
