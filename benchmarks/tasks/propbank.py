"""Arguments on PropBank's English Web Treebank (dev): our roles against numbered arguments and modifiers.

Only predicates that sitrep finds as triggers are asked about: it looks for 42 types of conflict events and not for
predicates as such. Roles are compared by the table ROLES: PropBank numbers the arguments of each verb anew, so that
what is no plain doer, done-to, place or time is left out.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.joined import Joined, join
from benchmarks.result import Result, fingerprint
from benchmarks.spans import Range, harmonic, ratio
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.model.frame import Frame
from sitrep.settings import Settings

SOURCE = "b_sharealike/srl/propbank_ewt.dev.jsonl.gz"
TREES = "b_sharealike/ud/en_ewt.dev.conllu.gz"

ROLES = {
    "ARG0": ("agent",),
    "ARG1": ("target", "topic"),
    "ARGM-LOC": ("place",),
    "ARGM-TMP": ("time",),
}
"""Label → the roles of ours that stand for it. Topics are what is demanded, denied, agreed: ARG1 of such verbs."""

Row = dict[str, Any]
Arguments = dict[str, set[Range]]
"""Label → spans of one predicate, in tokens of its sentence, half-open."""
Answers = dict[tuple[int, int], Arguments]
"""(row, token of the predicate) → arguments: the predicates that a system answers for."""

System = Callable[[Sequence[Row]], Answers]


def documents_of(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Row numbers by document: a sentence's id is its document's with a running number behind."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        found[row["sent_id"].rpartition("-")[0]].append(number)
    return dict(found)


def gold_of(rows: Sequence[Row]) -> Answers:
    """Annotated arguments of every predicate, of the labels that can be compared."""
    return {
        (number, frame["pred"]): {
            label: {(first, last + 1) for name, first, last in frame["args"] if name == label}
            for label in ROLES
        }
        for number, row in enumerate(rows)
        for frame in row["frames"]
    }


def zero_shot(rows: Sequence[Row]) -> Answers:
    """What sitrep gives as shipped, by the first word of every trigger."""
    tools = Tools(Engine.load(), Gazetteer.open(Settings.load().cache_dir))
    answers: Answers = {}
    for name, numbers in documents_of(rows).items():
        joined = join(name, [rows[number]["tokens"] for number in numbers], sentence_per_row=True)
        for frame in annotate(joined.document, tools).frames:
            row, arguments = arguments_of(frame.frame, joined)
            for token in range(*joined.in_row(frame.frame.trigger)[1]):
                answers.setdefault((numbers[row], token), arguments)
    return answers


def arguments_of(frame: Frame, joined: Joined) -> tuple[int, Arguments]:
    """The row of a frame's trigger, and its roles as arguments; spans of other rows are left out."""
    home, _ = joined.in_row(frame.trigger)
    found: Arguments = {label: set() for label in ROLES}
    for label, roles in ROLES.items():
        for span in (span for role in roles for span in frame.spans(role)):
            row, tokens = joined.in_row(span)
            if row == home and tokens[0] < tokens[1]:
                found[label].add(tokens)
    return home, found


SYSTEMS: tuple[tuple[str, str, System], ...] = (("shipped", "sitrep as shipped, zero-shot", zero_shot),)
"""Prefix of the figures, label, and what gives the arguments; one block of rows each."""


def heads(path: Path) -> dict[str, list[int]]:
    """For every sentence of a CoNLL-U file the index of each word's head; -1 for the root."""
    found: dict[str, list[int]] = {}
    name = ""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# sent_id = "):
                name = line.partition(" = ")[2].strip()
                found[name] = []
            elif line[:1].isdigit():
                columns = line.split("\t")
                if columns[0].isdigit():
                    found[name].append(int(columns[6]) - 1)
    return found


def head_of(span: Range, tree: Sequence[int]) -> int:
    """The first word of a span whose head lies outside of it."""
    return next((at for at in range(*span) if not span[0] <= tree[at] < span[1]), span[0])


def same_head(one: Range, other: Range, tree: Sequence[int]) -> bool:
    """Whether two spans have one head by the annotated tree."""
    return head_of(one, tree) == head_of(other, tree)


class Counted:
    """Annotated and given arguments of one label, and how many agree exactly and by their heads."""

    def __init__(self) -> None:
        self.gold = self.given = self.exact = self.headed = 0

    def add(self, gold: Iterable[Range], given: Iterable[Range], tree: Sequence[int] | None) -> None:
        """Count one predicate's arguments; without a tree heads agree where spans do."""
        wanted, found = sorted(gold), sorted(given)
        self.gold += len(wanted)
        self.given += len(found)
        self.exact += len(set(wanted) & set(found))
        for span in wanted:
            met = [one for one in found if one == span or (tree is not None and same_head(one, span, tree))]
            if met:
                found.remove(span if span in met else met[0])
                self.headed += 1

    def row(self) -> list[str]:
        """Numbers and percentages for the table."""
        values = [*scores(self.exact, self.given, self.gold), *scores(self.headed, self.given, self.gold)]
        return [str(self.gold), str(self.given), *(f"{value:.1f}" for value in values)]


def scores(right: int, given: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    precision, recall = ratio(right, given), ratio(right, gold)
    return precision, recall, harmonic(precision, recall)


def count(
    rows: Sequence[Row], gold: Answers, given: Answers, trees: Mapping[str, Sequence[int]]
) -> dict[str, Counted]:
    """Numbers by label, and over all labels under "all", of the annotated predicates that are answered for."""
    counted = {label: Counted() for label in (*ROLES, "all")}
    for key in gold.keys() & given.keys():
        row = rows[key[0]]
        tree = trees.get(row["sent_id"])
        if tree is not None and len(tree) != len(row["tokens"]):
            tree = None
        for label in ROLES:
            for name in (label, "all"):
                counted[name].add(gold[key][label], given[key][label], tree)
    return counted


def run(corpora: Path) -> Result:
    source, trees_at = corpora / "data" / SOURCE, corpora / "data" / TREES
    with gzip.open(source, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    trees = heads(trees_at)
    gold = gold_of(rows)
    head = ["system", "label", "annotated", "given", "exact P", "exact R", "exact F1"]
    table = [[*head, "head P", "head R", "head F1"]]
    figures: dict[str, float] = {}
    notes = []
    for prefix, label, system in SYSTEMS:
        given = system(rows)
        counted = count(rows, gold, given, trees)
        for name, each in counted.items():
            table.append([label, name, *each.row()])
            key = f"{prefix}_{name.lower().replace('argm-', '')}"
            figures[key] = round(scores(each.exact, each.given, each.gold)[2], 1)
            figures[f"{key}_head"] = round(scores(each.headed, each.given, each.gold)[2], 1)
        answered = gold.keys() & given.keys()
        notes.append(
            f"{label}: {len(answered)} of {len(gold)} annotated predicates are triggers ({ratio(len(answered), len(gold)):.1f} "
            "%); only their arguments are counted."
        )
    return Result(
        task="propbank",
        title=f"Arguments of predicates in {len(rows)} sentences of the English Web Treebank (PropBank, dev)",
        figures=figures,
        table=table,
        fingerprint=fingerprint(source, trees_at),
        notes=[
            *notes,
            "ARG0 is held against agent, ARG1 against target and topic, ARGM-LOC against place, ARGM-TMP against time; other "
            "labels and roles are left out. Heads are those of the annotated Universal Dependencies trees.",
            "Web text: reviews, answers, newsgroups, mail and weblogs, of which only some report on conflict. PropBank's spans "
            "are whole constituents, ours are cut to what a claim needs, so that heads tell more than exact spans.",
            "Published labellers are trained on PropBank and scored over every predicate: no figure of theirs is comparable.",
        ],
    )
