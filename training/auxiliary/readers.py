"""Corpora of `data/` as texts with labels; layouts as its README describes them."""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sitrep.annotate.engine.tokens import WordPieces
from sitrep.model.frame import MODALITIES
from training.auxiliary.labels import (
    ANNOTATED,
    CERTAINTY,
    ENTITIES,
    FILLS,
    NAMES,
    PROPBANK,
    QUESTIONS,
    SPEECH,
    STORIES,
    TRIGGERS,
)
from training.auxiliary.muc import prose, quoted
from training.corpus import IGNORED, WORDS_A_SENTENCE, Gold, Laid, Text, laid
from training.labels import KEYS, UNKNOWN_TYPE

Reader = Callable[[Path, WordPieces, frozenset[str]], list[Text]]
ALL_KEYS = frozenset(range(len(KEYS)))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSONL file, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            if line.strip():
                yield json.loads(line)


def columns(path: Path) -> Iterator[list[list[str]]]:
    """Sentences of a packed file of one token a line, as rows of columns; comments are left out."""
    sentence: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# ") or (line[:1] == "#" and "=" in line):
                continue
            cells = line.rstrip("\n").split("\t" if "\t" in line else " ")
            if cells != [""] and line.strip():
                sentence.append(cells)
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def tokenised(name: str, tokens: Sequence[str], pieces: WordPieces, **more: Any) -> Text:
    """A sentence that comes in tokens as a text; tokens are words."""
    return Text(name, pieces(list(tokens)), [(0, len(tokens))], more.pop("frames", []), **more)


def marked(spans: Iterable[tuple[int, int, int]], count: int) -> np.ndarray:
    """Begin and inside classes of labelled word ranges (first, last exclusive, label), longest first."""
    found = np.zeros(count, dtype=np.int64)
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if start < end and not found[start:end].any():
            found[start:end] = 2 * label + 2
            found[start] = 2 * label + 1
    return found


def _entities(spans: Iterable[tuple[int, int, str]], count: int, corpus: str) -> np.ndarray:
    taken = ANNOTATED[corpus]
    return marked(((a, b, ENTITIES.index(kind)) for a, b, kind in spans if kind in taken), count)


def _encoded(name: str, text: str, words: Laid, pieces: WordPieces, **more: Any) -> Text:
    found = pieces([text[a:b] for a, b in words.words])
    return Text(name, found, words.sentences, more.pop("frames", []), **more)


def nothing(data: Path, pieces: WordPieces, left_out: frozenset[str]) -> list[Text]:
    """No texts: of a task whose texts come from elsewhere."""
    return []


def re3d(data: Path, pieces: WordPieces, left_out: frozenset[str]) -> list[Text]:
    """Entities of the Dstl dataset; spans that the annotators themselves doubt are left out."""
    texts = []
    for path in (
        data / "a_open" / "entities" / "re3d.open.train.jsonl",
        data / "b_sharealike" / "entities" / "re3d.wikipedia.bysa.jsonl",
    ):
        for row in rows(path):
            if row["id"] in left_out:
                continue
            words = laid(row["text"])
            sure = (e for e in row["entities"] if e.get("confidence", 1) >= 0.5)
            spans = [(*words.ranged((e["start"], e["end"])), e["type"]) for e in sure]
            labels = _entities(spans, len(words.words), "re3d")
            texts.append(_encoded(row["id"], row["text"], words, pieces, labels=labels))
    return texts


def _tagged(path: Path, column: int, corpus: str, pieces: WordPieces, *, token: int) -> list[Text]:
    texts = []
    for number, sentence in enumerate(columns(path)):
        spans: list[tuple[int, int, str]] = []
        for at, cells in enumerate(sentence):
            mark, _, kind = cells[column].partition("-")
            kind = NAMES.get(kind, "")
            if mark == "I" and spans and spans[-1][1] == at and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], at + 1, kind)
            elif mark in "BI" and kind:
                spans.append((at, at + 1, kind))
        labels = _entities(spans, len(sentence), corpus)
        tokens = [cells[token] for cells in sentence]
        texts.append(tokenised(f"{corpus}-{number}", tokens, pieces, labels=labels))
    return texts


def wikigold(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Names in Wikipedia articles."""
    path = data / "b_sharealike" / "ner" / "wikigold.conll.gz"
    return _tagged(path, 1, "wikigold", pieces, token=0)


def uner(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Names in the development part of the English Web Treebank."""
    path = data / "b_sharealike" / "ner" / "uner_en_ewt.dev.iob2.gz"
    return _tagged(path, 2, "uner", pieces, token=1)


_BRACKETS = re.compile(r"\((?P<open>[^()]+)|(?P<close>[^()]*)\)")


def bracketed(marks: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans of GUM's `Entity=` column, one string a token: (first, last exclusive, type)."""
    spans = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for at, mark in enumerate(marks):
        latest = ""
        for match in _BRACKETS.finditer(mark):
            if match["open"] is not None:
                latest, kind = match["open"].split("-")[:2]
                opened.setdefault(latest, []).append((at, kind))
                continue
            key = match["close"] or latest
            if opened.get(key):
                start, kind = opened[key].pop()
                spans.append((start, at + 1, kind))
    return spans


def _words_of(path: Path) -> Iterator[list[list[str]]]:
    return ([cells for cells in sentence if cells[0].isdigit()] for sentence in columns(path))


def gum(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Mentions of persons, organisations and places that link to an article or hold a proper name."""
    texts = []
    for number, sentence in enumerate(
        _words_of(data / "b_sharealike" / "ud" / "en_gum_open.train.conllu.gz")
    ):
        found = (re.search(r"Entity=([^|]*)", cells[9]) for cells in sentence)
        spans = [
            (start, end, NAMES[kind])
            for start, end, kind in bracketed([match[1] if match else "" for match in found])
            if kind in NAMES and any(cells[3] == "PROPN" for cells in sentence[start:end]) and end - start < 8
        ]
        labels = _entities(spans, len(sentence), "gum")
        texts.append(tokenised(f"gum-{number}", [cells[1] for cells in sentence], pieces, labels=labels))
    return texts


def syntax(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Words of the English Web Treebank with their relation to their head."""
    texts = []
    relations: dict[str, int] = {}
    for number, sentence in enumerate(_words_of(data / "b_sharealike" / "ud" / "en_ewt.train.conllu.gz")):
        names = [cells[7].partition(":")[0] for cells in sentence]
        labels = np.array([relations.setdefault(name, len(relations)) for name in names])
        texts.append(tokenised(f"ewt-{number}", [cells[1] for cells in sentence], pieces, labels=labels))
    return texts


def propbank(data: Path, pieces: WordPieces, _: frozenset[str], part: str = "train") -> list[Text]:
    """Predicates of the English Web Treebank with their arguments; span keys index `PROPBANK`."""
    texts = []
    for row in rows(data / "b_sharealike" / "srl" / f"propbank_ewt.{part}.jsonl.gz"):
        frames = []
        for frame in row["frames"]:
            spans: dict[int, list[tuple[int, int]]] = {}
            for role, first, last in frame["args"]:
                if role in PROPBANK:
                    spans.setdefault(PROPBANK.index(role), []).append((first, last + 1))
            frames.append(Gold(frame["pred"], frame["pred"] + 1, UNKNOWN_TYPE, IGNORED, IGNORED, spans))
        texts.append(tokenised(row["sent_id"], row["tokens"], pieces, frames=_ordered(frames)))
    return texts


def speech(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Predicates inside what somebody says (ARG1 of a verb of speech): its ARG0 is their source."""
    source, cue = KEYS.index("source"), KEYS.index("cue")
    texts = []
    for row in rows(data / "b_sharealike" / "srl" / "propbank_ewt.train.jsonl.gz"):
        said: dict[int, Gold] = {}
        for frame in row["frames"]:
            args = {role: (first, last + 1) for role, first, last in frame["args"]}
            if frame["roleset"] not in SPEECH or not {"ARG0", "ARG1"} <= set(args):
                continue
            spans = {source: [args["ARG0"]], cue: [(frame["pred"], frame["pred"] + 1)]}
            low, high = args["ARG1"]
            for inner in row["frames"]:
                at = inner["pred"]
                if low <= at < high:
                    said[at] = Gold(at, at + 1, UNKNOWN_TYPE, IGNORED, 1, spans, ALL_KEYS - {source, cue})
        if said:
            unsure = frozenset(range(len(row["tokens"])))
            frames = _ordered(said.values())
            texts.append(tokenised(row["sent_id"], row["tokens"], pieces, frames=frames, unsure=unsure))
    return texts


def qasrl(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Verbs with the answers to questions about them; span keys: question words, active then passive."""
    texts = []
    for path in (
        data / "a_open" / "srl" / "qasrl_gs.wikinews.dev.jsonl.gz",
        data / "b_sharealike" / "srl" / "qasrl_gs.wikipedia.dev.jsonl.gz",
    ):
        for row in rows(path):
            frames = []
            for verb in row["verbs"]:
                spans: dict[int, list[tuple[int, int]]] = {}
                for asked in verb["qas"]:
                    if asked["wh"] in QUESTIONS and not asked["negated"]:
                        key = 2 * QUESTIONS.index(asked["wh"]) + bool(asked["passive"])
                        spans.setdefault(key, []).extend((a, b) for a, b in asked["answers"])
                frames.append(Gold(verb["idx"], verb["idx"] + 1, UNKNOWN_TYPE, IGNORED, IGNORED, spans))
            texts.append(tokenised(row["id"], row["tokens"], pieces, frames=_ordered(frames)))
    return texts


def _ordered(frames: Iterable[Gold]) -> list[Gold]:
    return sorted(frames, key=lambda frame: frame.first)


def m2e2(data: Path, pieces: WordPieces, left_out: frozenset[str]) -> list[Text]:
    """Voice of America reports with triggers of ACE event types; labels index `TRIGGERS`, 0 is none."""
    kinds = list(TRIGGERS)
    texts = []
    for row in rows(data / "c_unlicensed_annotation" / "events" / "m2e2.dev-train.jsonl"):
        if "voa-" + row["id"].rpartition("_")[2] in left_out:
            continue
        words = laid(row["text"])
        labels = np.zeros(len(words.words), dtype=np.int64)
        for event in row["events"]:
            first, last = words.ranged((event["start"], event["end"]))
            labels[first:last] = IGNORED
            if event["type"] in TRIGGERS:
                labels[first] = kinds.index(event["type"]) + 1
        texts.append(_encoded(row["id"], row["text"], words, pieces, labels=labels))
    return texts


def stories(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """First words of synthetic stories of one PLOVER type each; `label` indexes `STORIES`."""
    kinds = list(STORIES)
    texts = []
    for row in rows(data / "c_unlicensed_annotation" / "events" / "ngec_synthetic.jsonl"):
        words = laid(row["text"].replace("\n", " "))
        if row["label"] in STORIES:
            first = Laid(words.words[:WORDS_A_SENTENCE], words.sentences[:1])
            text = _encoded(row["id"], row["text"].replace("\n", " "), first, pieces)
            texts.append(Text(text.id, text.pieces, text.sentences, [], label=kinds.index(row["label"])))
    return texts


def muc(data: Path, pieces: WordPieces, left_out: frozenset[str]) -> list[Text]:
    """MUC-4 reports with the strings that fill their templates; labels of `FILLS`."""
    texts = []
    for row in rows(data / "c_unlicensed_annotation" / "events" / "muc4.train.jsonl"):
        if row["id"] in left_out:
            continue
        text = prose(row["text"])
        words = laid(text)
        spans = []
        for slot, string in quoted(row.get("templates", ())):
            for match in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text):
                spans.append((*words.ranged(match.span()), FILLS.index(slot)))
        texts.append(_encoded(row["id"], text, words, pieces, labels=marked(spans, len(words.words))))
    return texts


def factuality(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Predicates of the English Web Treebank with how far they happened, -3 to 3; others ignored."""
    tokens = {
        row["sent_id"]: row["tokens"]
        for row in rows(data / "b_sharealike" / "srl" / "propbank_ewt.train.jsonl.gz")
    }
    values: dict[str, np.ndarray] = {}
    for row in rows(data / "b_sharealike" / "factuality" / "uds_ewt.train.jsonl.gz"):
        words = tokens.get(row["sent_id"])
        if words is None or row["confidence"] < 0.5:
            continue
        at = row["token"]
        if at < len(words) and words[at] == row["form"]:
            values.setdefault(row["sent_id"], np.full(len(words), float(IGNORED)))[at] = row["value"]
    return [tokenised(name, tokens[name], pieces, labels=found) for name, found in values.items()]


def certainty(data: Path, pieces: WordPieces, _: frozenset[str]) -> list[Text]:
    """Event mentions of MEANTIME whose certainty, polarity and tense settle our modality."""
    texts = []
    for row in rows(data / "a_open" / "coref" / "meantime.train.jsonl"):
        words = laid(row["text"])
        frames = {}
        for event in row["events"]:
            found = CERTAINTY.get((event.get("certainty"), event.get("polarity"), event.get("tense")))
            if found:
                first, last = words.ranged((event["start"], event["end"]))
                modality = MODALITIES.index(found)
                frames[first] = Gold(first, last, UNKNOWN_TYPE, modality, IGNORED, {}, ALL_KEYS)
        unsure = frozenset(range(len(words.words)))
        texts.append(
            _encoded(row["id"], row["text"], words, pieces, frames=_ordered(frames.values()), unsure=unsure)
        )
    return texts
