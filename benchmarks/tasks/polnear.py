"""Attribution on PolNeAR's development articles: exact spans of source, cue and content, scored as CofeNet does.

Spans are formed from BIO labels as the published evaluation does (github.com/cofe-ai/CofeNet, exe/eval): a span opens
at B, runs on over I of the same kind, and an I that continues no span of its kind is none; a span is right when kind,
first and last token are equal. The published figures are of PolNeAR's test articles, ours of the development ones.
"""

import gzip
import importlib
import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.joined import Joined, join
from benchmarks.result import Result, fingerprint
from benchmarks.spans import Range, Tally
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.model.frame import Frame
from sitrep.model.span import Span
from sitrep.settings import Settings

KINDS = ("source", "cue", "content")
SOURCE = "d_news_copyright/attribution/polnear_cofenet.dev.jsonl.gz"
LAST = Path(__file__).with_name("polnear.json")
"""Figures of the last research checkpoint; `python -m training.research polnear` writes them."""

PUBLISHED = {"source": 83.2, "cue": 75.3, "content": 72.9}
"""Wang et al., COLING 2022 (BERT-base with CofeNet), F1 of exact spans on the test articles."""

Row = dict[str, Any]
Found = dict[str, set[Range]]
"""Kind → spans of one row, in tokens."""


def read_rows(path: Path) -> dict[str, list[Row]]:
    """Rows of tokens and labels by annotated article, both in file order."""
    articles: dict[str, list[Row]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            articles[row["id"]].append(row)
    return dict(articles)


def spans(labels: Sequence[str]) -> Found:
    """Spans of a row of BIO labels."""
    found: Found = {kind: set() for kind in KINDS}
    kind, start = "", 0
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found[kind].add((start, index))
            kind = ""
        if label.startswith("B-"):
            kind, start = label[2:], index
    return found


def tally(gold: Iterable[Found], given: Iterable[Found]) -> dict[str, Tally]:
    """Numbers by kind over rows."""
    counted = {kind: Tally() for kind in KINDS}
    for wanted, found in zip(gold, given, strict=True):
        for kind in KINDS:
            counted[kind].add(wanted[kind], found[kind])
    return counted


def given_by(frames: Iterable[Frame], joined: Joined) -> list[Found]:
    """Sources, cues and contents by row that the frames of an article give."""
    rows: list[Found] = [{kind: set() for kind in KINDS} for _ in joined.firsts[1:]]

    def note(kind: str, span: Span | None) -> None:
        if span is not None:
            row, tokens = joined.in_row(span)
            if tokens[0] < tokens[1]:
                rows[row][kind].add(tokens)

    for frame in frames:
        if frame.said is not None:
            note("source", frame.said.source)
            note("cue", frame.said.cue)
            note("content", content(frame, joined.document.text, sentence_of(frame, joined)))
    return rows


def sentence_of(frame: Frame, joined: Joined) -> Span:
    """The stretch between ends of sentences around a trigger, within its row and without its last full stop."""
    row, (first, last) = joined.in_row(frame.trigger)
    size = joined.firsts[row + 1] - joined.firsts[row]
    tokens = [joined.of(row, (at, at + 1)).of(joined.document.text) for at in range(size)]
    while first and tokens[first - 1] not in (".", "?", "!"):
        first -= 1
    if first and first < size and tokens[first] == "”":
        first += 1  # the mark belongs to the sentence that it closes
    while last < size and tokens[last] not in (".", "?", "!"):
        last += 1
    return joined.of(row, (first, last))


def content(frame: Frame, text: str, sentence: Span) -> Span:
    """What is said, by rule: frames have triggers and no span of content.

    The quotation around the trigger where it is direct speech, with its marks; else the part of the sentence that holds
    the trigger when the words of source and cue are cut out of it; commas and colons at its ends are left out.
    """
    start, end = sentence.start, sentence.end
    said = frame.said
    if said is not None and said.direct:
        opening = text.rfind("“", 0, frame.trigger.start)
        closing = text.find("”", frame.trigger.end)
        within = text.rfind("\n", 0, frame.trigger.start) < opening
        if within and text.rfind("”", 0, frame.trigger.start) < opening and "\n" not in text[opening:closing]:
            return Span(opening, closing + 1)
    for part in (said.source, said.cue) if said is not None else ():
        if part is None:
            continue
        if start < part.end <= frame.trigger.start:
            start = part.end
        if frame.trigger.end <= part.start < end:
            end = part.start
    kept = text[start:end]
    start += len(kept) - len(kept.lstrip(" ,:—"))
    return Span(start, max(start, start + len(kept.strip(" ,:—"))))


def zero_shot(articles: dict[str, list[Row]]) -> list[Found]:
    """What the shipped engine and the resolvers give, in the order of the rows."""
    tools = Tools(Engine.load(), Gazetteer.open(Settings.load().cache_dir))
    found = []
    for name, rows in articles.items():
        joined = join(name, [row["tokens"] for row in rows])
        found += given_by((frame.frame for frame in annotate(joined.document, tools).frames), joined)
    return found


def checkpoint() -> Callable[[dict[str, list[Row]]], list[Found]] | None:
    """What reads articles with the research checkpoint; None where it was not trained on this machine."""
    if importlib.util.find_spec("torch") is None:
        return None
    found: Callable[[dict[str, list[Row]]], list[Found]] | None = importlib.import_module(
        "training.research.polnear"
    ).reader()
    return found


def cells(counted: dict[str, Tally]) -> list[str]:
    return [f"{value:.1f}" for kind in KINDS for value in counted[kind].exact()]


def figures_of(counted: dict[str, Tally], prefix: str) -> dict[str, float]:
    """F1 by kind, rounded as floors are."""
    return {f"{prefix}_{kind}": round(counted[kind].exact()[2], 1) for kind in KINDS}


def trained_row(articles: dict[str, list[Row]], gold: Sequence[Found]) -> tuple[list[str], dict[str, float]]:
    """The second row of the table, and its figures; those on file where the checkpoint is not here."""
    reader = checkpoint()
    if reader is not None:
        counted = tally(gold, reader(articles))
        return ["research checkpoint (never shipped)", *cells(counted)], figures_of(counted, "trained")
    if not LAST.exists():
        return ["research checkpoint: never trained", *[""] * 9], {}
    last = json.loads(LAST.read_text(encoding="utf-8"))
    values = [f"{value:.1f}" for kind in KINDS for value in last["dev"][kind]]
    label = f"research checkpoint, not trained here: as of commit {last['commit']}"
    return [label, *values], {f"trained_{kind}": round(last["dev"][kind][2], 1) for kind in KINDS}


def run(corpora: Path) -> Result:
    source = corpora / "data" / SOURCE
    articles = read_rows(source)
    gold = [spans(row["labels"]) for rows in articles.values() for row in rows]
    shipped = tally(gold, zero_shot(articles))
    second, figures = trained_row(articles, gold)
    published = [cell for kind in KINDS for cell in ("", "", str(PUBLISHED[kind]))]
    return Result(
        task="polnear",
        title=f"Attribution on PolNeAR: exact spans in {len(gold)} paragraphs of {len(articles)} annotated articles (dev)",
        figures=figures_of(shipped, "shipped") | figures,
        table=[
            ["system", *(f"{kind} {measure}" for kind in KINDS for measure in ("P", "R", "F1"))],
            ["sitrep as shipped, zero-shot", *cells(shipped)],
            second,
            ["CofeNet (Wang et al. 2022), test articles", *published],
        ],
        fingerprint=fingerprint(source),
        notes=[
            "Annotated spans: "
            + ", ".join(f"{kind} {shipped[kind].gold}" for kind in KINDS)
            + "; given as shipped: "
            + ", ".join(f"{kind} {shipped[kind].given}" for kind in KINDS)
            + ". Overlapping as shipped, P / R: "
            + ", ".join("{} {:.0f} / {:.0f}".format(kind, *shipped[kind].overlap()[:2]) for kind in KINDS)
            + ".",
            "As shipped, sitrep looks for who reports events of a conflict, in 42 types; PolNeAR annotates every attribution "
            "of election news. Contents are derived by rule from the trigger: frames have none.",
            "The research checkpoint is trained on PolNeAR's training articles, whose licence keeps it out of what ships; "
            "it sees the neighbouring paragraphs, the published system one paragraph. Published figures are of the test "
            "articles, which are not used here: the levels are comparable, differences of a point are not.",
            "Two of the development articles are annotated six times; each annotation counts, as in the published rows.",
        ],
    )
