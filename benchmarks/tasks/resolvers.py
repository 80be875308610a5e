"""Values on annotated frames and spans: what the resolvers make of what the engine should have found."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.result import Result, fingerprint
from benchmarks.tasks.frames_dev import scorer
from sitrep.annotate import Tools, annotate
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.ingest import frames_document
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame, Said
from sitrep.model.span import Span
from sitrep.pipeline.interchange import interchanged
from sitrep.settings import Settings

PLACES = ("place", "origin", "destination")
PARTIES = ("agent", "target")
ROWS = (
    ("time", "time, with a phrase"),
    ("place", "place"),
    ("place_phrase", "place, with a phrase"),
    ("place_context", "place, without a phrase"),
    ("quantity", "quantity"),
    ("unit", "unit"),
    ("measure", "measure"),
    ("party", "party"),
    ("party_phrase", "party, with a phrase"),
)


class Annotated:
    """Stands where the engine does and gives the annotated frames of one document."""

    sha256 = "annotated"

    def __init__(self, gold: Sequence[dict[str, Any]]) -> None:
        self._gold = gold

    def frames(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Frame, ...]:
        return tuple(frame_of(gold, sentences) for gold in self._gold)


def frame_of(gold: dict[str, Any], sentences: Sequence[Sentence]) -> Frame:
    trigger = Span(*gold["trigger"])
    said = gold.get("said")
    return Frame(
        trigger=trigger,
        type=gold["type"],
        modality=gold["modality"],
        sentence=next(
            (sentence.index for sentence in sentences if sentence.span.overlaps(trigger)),
            sentences[-1].index,
        ),
        roles={role: tuple(Span(*span) for span in sorted(spans)) for role, spans in gold["roles"].items()},
        said=None
        if said is None
        else Said(
            source=span_of(said.get("source")),
            cue=span_of(said.get("cue")),
            via=span_of(said.get("via")),
            said_origin=span_of(said.get("origin")),
            direct=bool(said.get("direct")),
        ),
        confidence=1.0,
        claim_confidence=1.0,
    )


def span_of(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def tally(
    score: ModuleType, documents: Sequence[dict[str, Any]], gazetteer: Gazetteer
) -> dict[str, list[bool]]:
    """Measure → whether each annotated value of it is given, by the scorer's rules."""
    outcomes: dict[str, list[bool]] = {name: [] for name, _ in ROWS}
    for gold in documents:
        annotated = annotate(frames_document(gold), Tools(Annotated(gold["frames"]), gazetteer), wide=True)  # type: ignore[arg-type]
        for frame, resolved in zip(gold["frames"], annotated.frames, strict=True):
            for name, right in judged(score, frame, interchanged(resolved)["norm"]):
                outcomes[name].append(right)
    return outcomes


def judged(score: ModuleType, frame: dict[str, Any], given: dict[str, Any]) -> list[tuple[str, bool]]:
    """Measures that a frame's annotation has a value for, and whether the resolved value is right."""
    norm, roles = frame.get("norm") or {}, frame["roles"]
    found = []
    if norm.get("time") and roles.get("time"):
        found.append(("time", bool(given.get("time")) and score.same_time(norm["time"], given["time"])))
    found += _names(
        norm, given, roles, PLACES, ("place", "place_phrase", "place_context"), score, score.same_place
    )
    found += _names(norm, given, roles, PARTIES, ("party", "party_phrase", ""), score, score.same_name)
    wanted, number = norm.get("quantity"), given.get("quantity") or {}
    if wanted:
        found.append(("quantity", bool(number) and score.same_quantity(wanted, number)))
        found.append(("unit", bool(number) and wanted.get("unit") == number.get("unit")))
        found.append(("measure", bool(number) and wanted.get("measure") == number.get("measure")))
    return found


def _names(
    norm: dict[str, Any],
    given: dict[str, Any],
    roles: dict[str, Any],
    keys: Sequence[str],
    names: tuple[str, str, str],
    score: ModuleType,
    same: Callable[[str, str], bool],
) -> list[tuple[str, bool]]:
    found = []
    for key in keys:
        if norm.get(key):
            right = bool(given.get(key)) and score.same_all(norm[key], given[key], same)
            found.append((names[0], right))
            part = names[1] if roles.get(key) else names[2]
            if part:
                found.append((part, right))
    return found


def run(corpora: Path) -> Result:
    gold = corpora / "corpus" / "frames" / "dev.jsonl"
    score = scorer(corpora)
    gazetteer = Gazetteer.open(Settings.load().cache_dir)
    documents = score.read(gold)
    outcomes = tally(score, documents, gazetteer)
    figures = {name: round(100 * sum(each) / len(each), 1) for name, each in outcomes.items() if each}
    return Result(
        task="resolvers",
        title=f"Values on annotated frames and spans ({len(documents)} development documents)",
        figures=figures,
        table=[
            ["value", "right, %", "n"],
            *(
                [label, str(figures[name]), str(len(outcomes[name]))]
                for name, label in ROWS
                if name in figures
            ),
        ],
        fingerprint=fingerprint(gold, corpora / "corpus" / "score.py"),
        notes=[
            "A value that is not given counts as wrong.",
            "Equal values by the corpus's scorer; units as written.",
        ],
    )
