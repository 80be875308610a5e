"""A spaCy pipeline of en_core_web_sm's size and shape, trained for a minute, to be raced against.

The published package is not fetched: its speed follows from its layers. As far as we know them (its configuration was not
at hand): a shared tok2vec of width 96 and depth 4 under tagger and parser, a second one under ner, hidden width 64.
Training makes the transitions sane, no more: parser and
ner take one step after another, and how many they take depends on what they have learned. Left out, so that the
real package is a little slower: attribute_ruler and the rule lemmatiser.
"""

import gzip
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import fix_random_seed

WIDTH, DEPTH, HIDDEN = 96, 4, 64
ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
SHARED_ROWS = {**ROWS, "SPACY": 50, "IS_SPACE": 50}
SENTENCES_A_DOCUMENT = 8
BATCH = 12
DOCUMENTS = 400
"""Of each corpus: enough to meet every label, and to see no text twice in so short a training."""
SEED = 11


def tok2vec(rows: dict[str, int]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(rows),
            "rows": list(rows.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def transitions(kind: str, below: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": HIDDEN,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": below,
    }


def blank() -> Language:
    """The pipeline without labels and weights."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(SHARED_ROWS)})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener()}})
    nlp.add_pipe("parser", config={"model": transitions("parser", listener())})
    nlp.add_pipe("ner", config={"model": transitions("ner", tok2vec(ROWS))})
    return nlp


def trained(corpora: Path, steps: int) -> Language:
    """The pipeline with random weights (`steps` 0), or trained for so many batches of EWT and WikiGold."""
    nlp = blank()
    shared = corpora / "data" / "b_sharealike"
    syntax = examples(nlp, treebank(nlp, shared / "ud" / "en_ewt.train.conllu.gz"))
    entities = examples(nlp, named(nlp, shared / "ner" / "wikigold.conll.gz"))
    shuffle = random.Random(SEED)
    fix_random_seed(SEED)
    optimiser = nlp.initialize(lambda: [*syntax, *entities])
    for _ in range(steps):
        with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
            nlp.update(shuffle.sample(syntax, BATCH), sgd=optimiser, drop=0.1)
        with nlp.select_pipes(enable=["ner"]):
            nlp.update(shuffle.sample(entities, BATCH), sgd=optimiser, drop=0.1)
    return nlp


def examples(nlp: Language, documents: Iterator[Doc]) -> list[Example]:
    return [Example(nlp.make_doc(document.text), document) for document in islice(documents, DOCUMENTS)]


def treebank(nlp: Language, path: Path) -> Iterator[Doc]:
    """Some sentences in a row of a CoNLL-U file as one document, with tags, heads, relations and borders."""
    rows: list[tuple[str, bool, str, int, str, bool]] = []
    begun = sentences = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                place = len(rows) - begun
                head = begun + (int(cells[6]) - 1 if cells[6] != "0" else place)
                relation = "ROOT" if cells[6] == "0" else cells[7].split(":")[0]
                rows.append((cells[1], "SpaceAfter=No" not in cells[9], cells[4], head, relation, not place))
            elif not line.strip():
                begun, sentences = len(rows), sentences + 1
                if sentences == SENTENCES_A_DOCUMENT:
                    yield _annotated(nlp, rows)
                    rows, begun, sentences = [], 0, 0


def _annotated(nlp: Language, rows: list[tuple[str, bool, str, int, str, bool]]) -> Doc:
    words, spaces, tags, heads, relations, starts = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        nlp.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=relations, sent_starts=starts
    )


def named(nlp: Language, path: Path) -> Iterator[Doc]:
    """Some sentences in a row of a two-column file (word, IOB tag) as one document with its entities."""
    words: list[str] = []
    tags: list[str] = []
    sentences = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                word, *_, tag = line.split()
                words.append(word)
                tags.append(tag)
                continue
            sentences += 1
            if sentences % SENTENCES_A_DOCUMENT == 0 and words:
                doc = Doc(nlp.vocab, words=words)
                doc.ents = list(_entities(doc, tags))
                yield doc
                words, tags = [], []


def _entities(doc: Doc, tags: list[str]) -> Iterator[Span]:
    first = 0
    for at in range(1, len(tags) + 1):
        kind, before = tags[at][2:] if at < len(tags) else "", tags[at - 1][2:]
        if at == len(tags) or kind != before or tags[at].startswith("B"):
            if before:
                yield Span(doc, first, at, label=before)
            first = at
