"""What the police did, sentence by sentence (IndiaPoliceEvents, part 1), from sitrep's frames under a written mapping.

Nothing is trained on this corpus. Half of the articles, chosen by the hash of their identity, was read for errors
while the mapping was written; the other half is reported apart.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.plain_text import document_of, read_rows
from benchmarks.result import Result, fingerprint
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.frames import load, pattern
from sitrep.model.frame import Frame
from sitrep.model.span import Span
from sitrep.settings import Settings

DATA = Path("data") / "d_news_copyright" / "events" / "indiapoliceevents.part1.jsonl"
LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions of one rule; those of `indiapolice.yaml`."""

    frames: frozenset[str]
    agent: str
    words: str
    sentence: tuple[str, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Mapping5:
    """Rules by label, the labels that one implies, and the word lists."""

    rules: Mapping[str, tuple[Rule, ...]]
    implied: Mapping[str, Sequence[str]]
    words: Mapping[str, re.Pattern[str]]


@cache
def mapping() -> Mapping5:
    """The mapping of the file beside this module.

    Raises:
        ValueError: If a rule names an unknown frame type.
    """
    data = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    rules = {
        label: tuple(
            Rule(
                frozenset(row.get("frames", ())),
                row.get("agent", "police"),
                row.get("words", ""),
                tuple(row.get("sentence", ())),
                row.get("negated", False),
            )
            for row in rows
        )
        for label, rows in data["labels"].items()
    }
    for rule in (rule for each in rules.values() for rule in each):
        if not rule.frames <= set(load().types):
            raise ValueError(f"unknown frame type in {sorted(rule.frames)}")
    return Mapping5(
        rules, data["implied"], {name: pattern(words) for name, words in data["word_lists"].items()}
    )


def labels_of(sentence: str, frames: Sequence[Frame], text: str) -> frozenset[str]:
    """Labels of one sentence.

    Args:
        sentence: Its words.
        frames: Frames whose trigger stands in it.
        text: The document's text.
    """
    how, lower = mapping(), sentence.lower()
    found = {
        label
        for label, rules in how.rules.items()
        if any(
            all(how.words[name].search(lower) for name in rule.sentence)
            and (not rule.frames or any(_fits(frame, rule, how, text) for frame in frames))
            for rule in rules
        )
    }
    return frozenset(found.union(*(how.implied.get(label, ()) for label in found)))


def _fits(frame: Frame, rule: Rule, how: Mapping5, text: str) -> bool:
    if frame.type not in rule.frames or frame.modality != ("negated" if rule.negated else "actual"):
        return False
    agent = _words(frame.spans("agent"), text)
    by_police = bool(how.words["police"].search(agent))
    if rule.agent in how.words and not how.words[rule.agent].search(agent):
        return False
    if rule.agent == "unnamed_or_police" and agent and not by_police:
        return False
    spans = (frame.trigger, *frame.spans("instrument"), *frame.spans("agent"))
    return not rule.words or bool(how.words[rule.words].search(_words(spans, text)))


def _words(spans: Iterable[Span], text: str) -> str:
    return " ".join(span.of(text) for span in spans).lower()


def seen(row: Mapping[str, Any]) -> bool:
    """Whether the article is of the half that was read for errors."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0


def answers(row: Mapping[str, Any], frames: Sequence[Frame]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Annotated and given labels of every sentence."""
    text = row["text"]
    found = []
    for one in row["sent_labels"]:
        span = Span(one["start"], one["end"])
        inside = [frame for frame in frames if span.start <= frame.trigger.start < span.end]
        found.append((frozenset(one["labels"]), labels_of(span.of(text), inside, text)))
    return found


def scores(
    pairs: Iterable[tuple[frozenset[str], frozenset[str]]],
) -> dict[str, tuple[float, float, float, int]]:
    """Label → precision, recall, F1 in percent, and how many sentences are annotated with it."""
    gold, given, right = Counter[str](), Counter[str](), Counter[str]()
    for wanted, ours in pairs:
        gold.update(wanted)
        given.update(ours)
        right.update(wanted & ours)
    result = {}
    for label in LABELS:
        precision = 100 * right[label] / max(1, given[label])
        recall = 100 * right[label] / max(1, gold[label])
        f1 = 200 * right[label] / max(1, given[label] + gold[label])
        result[label] = (precision, recall, f1, gold[label])
    return result


def run(corpora: Path) -> Result:
    path = corpora / DATA
    tools = Tools(Engine.load(threads=1), Gazetteer.open(Settings.load().cache_dir))
    pairs: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
    for row in read_rows(path):
        frames = [resolved.frame for resolved in annotate(document_of(row), tools).frames]
        pairs["read" if seen(row) else "unread"].extend(answers(row, frames))
    figures: dict[str, float] = {}
    table = [["articles", "sentences", *LABELS, "mean F1"]]
    for part, label in (("unread", "half not read for errors"), ("read", "half read for errors")):
        found = scores(pairs[part])
        cells = []
        for name in LABELS:
            precision, recall, f1, _ = found[name]
            figures[f"{part}_{name.lower()}"] = round(f1, 1)
            cells.append(f"{precision:.1f}/{recall:.1f}/{f1:.1f}")
        mean = sum(found[name][2] for name in LABELS) / len(LABELS)
        figures[f"{part}_mean"] = round(mean, 1)
        table.append([label, str(len(pairs[part])), *cells, f"{mean:.1f}"])
    return Result(
        task="indiapolice",
        title="What the police did, sentence by sentence (IndiaPoliceEvents, part 1), P/R/F1",
        figures=figures,
        table=table,
        fingerprint=fingerprint(path),
        notes=NOTES,
    )


NOTES = [
    "Frames with the police as agent, under the mapping of benchmarks/tasks/indiapolice.yaml; sentences that tell of inaction "
    "or of standing measures often have no such frame and are found by words. The articles are in small letters and partly "
    "damaged, which the engine was not trained for.",
    "Halterman et al. 2021 give figures of zero-shot models for the same labels on all 1,257 articles; they could not be "
    "verified and are not repeated here. Part 1 is half of those articles.",
]
