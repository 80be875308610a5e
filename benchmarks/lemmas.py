"""Lemmas of verbs and nouns from the training part of the Universal Dependencies English Web Treebank."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TREEBANK = Path("data") / "b_sharealike" / "ud" / "en_ewt.train.conllu.gz"
CLASSES = frozenset({"VERB", "NOUN", "AUX", "ADJ", "PROPN"})
WEAK = frozenset(
    "a an the his her its their our my your this that these those be is are was were been being has have had do did "
    "does to of in on at for by with from up out off down over into as and or not n't will would could should may might "
    "no more new first second".split()
)
"""Words that are no head of a mention of several words."""

_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


@cache
def table(corpora: Path) -> Mapping[str, str]:
    """Word in small letters → its commonest lemma in the treebank."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(corpora / TREEBANK, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 3 and cells[3] in CLASSES:
                counts[cells[1].lower()][cells[2].lower()] += 1
    return {word: min(found, key=lambda lemma: (-found[lemma], lemma)) for word, found in counts.items()}


def lemma(word: str, known: Mapping[str, str]) -> str:
    """The lemma of a word; of a word that the treebank lacks, the word without its ending where that leaves one it has."""
    word = word.lower().strip("\"'`.,;:()-")
    if word in known:
        return known[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + instead
            for form in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
                if form in known:
                    return known[form]
    return word


def head_lemma(phrase: str, known: Mapping[str, str]) -> str:
    """The lemma of a mention's head: its first word that is no function word, as most mentions are a verb and its particle."""
    words = phrase.split()
    strong = [word for word in words if word.lower() not in WEAK]
    return lemma((strong or words or [""])[0], known)
