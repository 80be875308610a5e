"""The argument task on made-up sentences."""

import gzip
from pathlib import Path

from benchmarks.joined import join
from benchmarks.tasks import propbank

from sitrep.model.frame import Frame
from sitrep.model.span import Span

TOKENS = ["Heavily", "armed", "rebels", "shelled", "the", "old", "town", "on", "Friday", "."]
TREE = [1, 2, 3, -1, 6, 6, 3, 8, 3, 3]
ROW = {
    "sent_id": "made-up-0001",
    "tokens": TOKENS,
    "frames": [
        {
            "pred": 3,
            "roleset": "shell.01",
            "args": [["ARG0", 0, 2], ["ARG1", 4, 6], ["ARGM-TMP", 7, 8], ["ARGM-MNR", 0, 0]],
        },
        {"pred": 1, "roleset": "arm.01", "args": [["ARG1", 2, 2]]},
    ],
}
JOINED = join("made-up", [TOKENS, ["They", "left", "."]], sentence_per_row=True)


def span(part: str) -> Span:
    start = JOINED.document.text.index(part)
    return Span(start, start + len(part))


def test_annotated_arguments_are_half_open_and_of_the_compared_labels() -> None:
    gold = propbank.gold_of([ROW])
    assert gold[0, 3] == {"ARG0": {(0, 3)}, "ARG1": {(4, 7)}, "ARGM-LOC": set(), "ARGM-TMP": {(7, 9)}}


def test_roles_stand_for_labels_and_stay_in_their_sentence() -> None:
    frame = Frame(
        span("shelled"),
        "shelling",
        "actual",
        0,
        {"agent": (span("rebels"), span("They")), "target": (span("the old town"),), "topic": ()},
    )
    assert propbank.arguments_of(frame, JOINED) == (
        0,
        {"ARG0": {(2, 3)}, "ARG1": {(4, 7)}, "ARGM-LOC": set(), "ARGM-TMP": set()},
    )


def test_spans_of_one_head_agree_though_they_differ() -> None:
    assert propbank.head_of((0, 3), TREE) == 2
    assert propbank.same_head((0, 3), (2, 3), TREE)
    assert not propbank.same_head((0, 3), (4, 7), TREE)


def test_only_predicates_that_are_triggers_are_counted() -> None:
    given = {(0, 3): {"ARG0": {(2, 3)}, "ARG1": {(4, 7)}, "ARGM-LOC": {(4, 7)}, "ARGM-TMP": set()}}
    counted = propbank.count([ROW], propbank.gold_of([ROW]), given, {"made-up-0001": TREE})
    everything = counted["all"]
    assert (everything.gold, everything.given, everything.exact, everything.headed) == (3, 3, 1, 2)
    assert counted["ARGM-LOC"].row()[:2] == ["0", "1"]


def test_without_a_tree_of_the_same_words_heads_agree_where_spans_do() -> None:
    given = {(0, 3): {"ARG0": {(2, 3)}, "ARG1": {(4, 7)}, "ARGM-LOC": set(), "ARGM-TMP": set()}}
    counted = propbank.count([ROW], propbank.gold_of([ROW]), given, {"made-up-0001": TREE[:-1]})
    assert counted["all"].headed == counted["all"].exact == 1


def test_one_span_answers_for_one_argument() -> None:
    counted = propbank.Counted()
    counted.add([(0, 3), (2, 3)], [(1, 3)], TREE)
    assert (counted.exact, counted.headed) == (0, 1)


def test_sentences_of_a_document_stand_together() -> None:
    rows = [{"sent_id": "mail-7-0001"}, {"sent_id": "mail-8-0001"}, {"sent_id": "mail-7-0002"}]
    assert propbank.documents_of(rows) == {"mail-7": [0, 2], "mail-8": [1]}


def test_heads_are_read_past_ranges_and_empty_words(tmp_path: Path) -> None:
    path = tmp_path / "made-up.conllu.gz"
    lines = ["# sent_id = made-up-0001", "1-2\tcan't\t_", "1\tca", "2\tn't", "2.1\t_", "3\tleave"]
    heads = {"1": "3", "2": "3", "3": "0"}
    rows = []
    for line in lines:
        number, _, rest = line.partition("\t")
        rows.append(
            line
            if line.startswith("#")
            else "\t".join([number, rest or "_", "_", "_", "_", "_", heads.get(number, "_")])
        )
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n\n")
    assert propbank.heads(path) == {"made-up-0001": [2, 2, -1]}
