"""Event arguments of RAMS and WikiEvents (dev), zero-shot: sitrep's roles under a written mapping, nothing trained.

The usual setting gives a system the annotated triggers and their types. sitrep finds its own: an event counts as
found where a frame of a type that its event type maps to stands at the trigger.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.plain_text import document_of, read_rows
from benchmarks.result import Result, fingerprint
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.frames import load
from sitrep.model.frame import ROLES
from sitrep.model.mention import ResolvedFrame
from sitrep.model.span import Span
from sitrep.settings import Settings

FOLDER = Path("data") / "d_news_copyright" / "events"
SETS = (("rams", "RAMS dev", "rams.dev.jsonl"), ("wikievents", "WikiEvents dev", "wikievents.dev.jsonl"))

MEASURES = tuple(f"{by}_{what}" for by in ("exact", "head", "overlap") for what in ("i", "c"))
_PHRASE_END = re.compile(
    r"(?<=\S)(?:,|\(|\s(?:of|in|on|at|for|from|to|with|by|near|who|whom|whose|that|which|where|and|or|including|between|"
    r"under|against|during|after|before|inside|outside|across|about|as)\b)"
)
_WORD = re.compile(r"[\w'’.-]*\w")


@dataclass(frozen=True, slots=True)
class Argument:
    """A span with its role, the role in lower case; `head` is the last word of the span's first noun phrase."""

    span: Span
    role: str
    head: Span


def argument(span: Span, role: str, text: str) -> Argument:
    return Argument(span, role.lower(), head(span, text))


def head(span: Span, text: str) -> Span:
    """The head word by rule: the last word before the first preposition, comma, relative or conjunction."""
    phrase = span.of(text)
    end = _PHRASE_END.search(phrase)
    words = list(_WORD.finditer(phrase[: end.start()] if end else phrase)) or list(_WORD.finditer(phrase))
    if not words:
        return span
    return Span(span.start + words[-1].start(), span.start + words[-1].end())


@dataclass(frozen=True, slots=True)
class Mapped:
    """How an event type is read: our frame types for it, and our role → the corpus's."""

    frames: frozenset[str]
    roles: Mapping[str, str]


@cache
def table() -> tuple[tuple[tuple[str, ...], Mapped], ...]:
    """The mapping in its order: patterns of event types, and what they map to.

    Raises:
        ValueError: If it names a frame type or role that sitrep does not have.
    """
    data = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    rows = tuple(
        (tuple(row["types"]), Mapped(frozenset(row["frames"]), row["roles"])) for row in data["mapping"]
    )
    for patterns, mapped in rows:
        if not mapped.frames <= set(load().types) or not set(mapped.roles) <= set(ROLES):
            raise ValueError(f"{patterns}: unknown frame type or role")
    return rows


def mapped(event_type: str) -> Mapped | None:
    """How an event type is read; None where it has no clean counterpart."""
    name = event_type.lower()
    return next(
        (how for patterns, how in table() if any(fnmatchcase(name, pattern) for pattern in patterns)), None
    )


@dataclass(slots=True)
class Counted:
    """Arguments annotated, given and right; right by equal spans, heads and overlap, without and with the role."""

    events: int = 0
    found: int = 0
    gold: int = 0
    given: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))

    def add(self, gold: Sequence[Argument], given: Sequence[Argument]) -> None:
        self.gold += len(gold)
        self.given += len(given)
        for name in self.right:
            self.right[name] += paired(gold, given, by=name.split("_")[0], role=name.endswith("_c"))

    def scores(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent."""
        right = self.right[name]
        precision, recall = 100 * right / max(1, self.given), 100 * right / max(1, self.gold)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def paired(gold: Iterable[Argument], given: Sequence[Argument], *, by: str, role: bool) -> int:
    """How many annotated arguments meet one of ours, each of ours once; `by` is exact, head or overlap."""
    free = list(given)
    right = 0
    for one in gold:
        fitting = [other for other in free if _MEET[by](one, other) and (not role or one.role == other.role)]
        if fitting:
            free.remove(max(fitting, key=lambda other: _shared(one.span, other.span)))
            right += 1
    return right


_MEET: Mapping[str, Callable[[Argument, Argument], bool]] = {
    "exact": lambda one, other: one.span == other.span,
    "head": lambda one, other: one.head == other.head,
    "overlap": lambda one, other: one.span.overlaps(other.span),
}


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def annotated_arguments(event: Mapping[str, Any], text: str) -> list[Argument]:
    """Arguments of an event, each span and role once."""
    return list(dict.fromkeys(argument(Span(a["start"], a["end"]), a["role"], text) for a in event["args"]))


def frame_at(event: Mapping[str, Any], frames: Iterable[ResolvedFrame], how: Mapped) -> ResolvedFrame | None:
    """The frame of a fitting type whose trigger meets the event's; the closest of several."""
    trigger = Span(event["start"], event["end"])
    fitting = [one for one in frames if one.frame.type in how.frames and one.frame.trigger.overlaps(trigger)]
    return max(fitting, key=lambda one: _shared(one.frame.trigger, trigger), default=None)


def given_arguments(frame: ResolvedFrame, how: Mapped, text: str) -> Iterator[Argument]:
    """A frame's role spans under the corpus's role names."""
    for ours, theirs in how.roles.items():
        for span in frame.frame.spans(ours):
            yield argument(span, theirs, text)


def count(rows: Iterable[Mapping[str, Any]], tools: Tools) -> dict[str, Counted]:
    """Sums over events that are found, of mapped types, and all."""
    sums = {"found": Counted(), "mapped": Counted(), "all": Counted()}
    for row in rows:
        frames = annotate(document_of(dict(row)), tools).frames
        for event in row["events"]:
            how = mapped(event["type"])
            frame = frame_at(event, frames, how) if how is not None else None
            gold = annotated_arguments(event, row["text"])
            given = (
                list(given_arguments(frame, how, row["text"]))
                if frame is not None and how is not None
                else []
            )
            for name, wanted in (("found", frame is not None), ("mapped", how is not None), ("all", True)):
                if wanted:
                    sums[name].add(gold, given)
                    sums[name].events += 1
                    sums[name].found += frame is not None
    return sums


def run(corpora: Path) -> Result:
    tools = Tools(Engine.load(threads=1), Gazetteer.open(Settings.load().cache_dir))
    figures: dict[str, float] = {}
    head = ["events", "n", "found", "arguments", "Arg-I exact", "Arg-C exact", "Arg-I head", "Arg-C head"]
    rows = [["corpus", *head, "Arg-C overlap (P/R/F1)", "published, fine-tuned, given triggers (test)"]]
    labels = {"found": "found, of mapped types", "mapped": "of mapped types", "all": "all"}
    for key, label, file in SETS:
        for name, counted in count(read_rows(corpora / FOLDER / file), tools).items():
            f1 = {each: counted.scores(each)[2] for each in MEASURES}
            figures |= {f"{key}_{name}_{each}": round(value, 1) for each, value in f1.items()}
            rows.append(
                [label, labels[name], str(counted.events), str(counted.found), str(counted.gold)]
                + [f"{f1[each]:.1f}" for each in ("exact_i", "exact_c", "head_i", "head_c")]
                + ["/".join(f"{value:.1f}" for value in counted.scores("overlap_c"))]
                + [PUBLISHED[key] if name == "all" else ""]
            )
    return Result(
        task="rams_wikievents",
        title="Event arguments of RAMS and WikiEvents, zero-shot",
        figures=figures,
        table=rows,
        fingerprint=fingerprint(*(corpora / FOLDER / file for _, _, file in SETS)),
        notes=NOTES,
    )


PUBLISHED = {"rams": "Arg-C 48.6 exact", "wikievents": "Arg-I 71.8, Arg-C 64.6 head"}
"""Li, Ji and Han 2021 (BART-Gen), on the test parts with annotated triggers and types given."""

NOTES = [
    "Arg-I: the span is an argument of the event; Arg-C: its role is right too. Exact: equal offsets, as the published span "
    "F1. Head: equal head words, found by rule on both sides (the published head F1 finds them by a parser). Overlap: any "
    "shared character.",
    "Published: BART-Gen (Li, Ji and Han 2021), fine-tuned on each corpus's training part and measured on its test part with "
    "triggers and types given. Ours is trained on neither, finds its own triggers, and is measured on the dev parts: a "
    "reference, no contest.",
    "The roles of both corpora stand in benchmarks/tasks/rams_wikievents.yaml; an event that is not found, or whose type has "
    "no clean counterpart, counts all its arguments as missed.",
]
