"""What annotated numbers measure: one incident, a total over several, or how many there are now."""

from collections.abc import Mapping, Sequence

from sitrep.annotate.quantities.measure import signs
from sitrep.annotate.times import rule_of
from sitrep.model.document import Sentence
from sitrep.model.mention import ResolvedFrame
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question

MEASURES = ("incident", "cumulative", "stock")
ADDING = MEASURES[1:]
"""Measures that signs add weight to; the first is the zero they are compared with."""


def questions(annotations: Sequence[Annotation]) -> list[Question]:
    """One question for each number whose measure is annotated; its choices are the measures, in their order."""
    found = []
    for annotation in annotations:
        sentences = {sentence.index: sentence for sentence in annotation.read.sentences}
        for gold, resolved in annotation.pairs():
            wanted = ((gold.get("norm") or {}).get("quantity") or {}).get("measure")
            if wanted in MEASURES and resolved.quantities:
                text = annotation.read.document.text
                names = signs_of(resolved, text, sentences[resolved.frame.sentence])
                found.append(question(annotation.id, names, wanted))
    return found


def signs_of(resolved: ResolvedFrame, text: str, sentence: Sentence) -> list[str]:
    """The signs that the resolver weighs for a frame's number."""
    phrase = resolved.time.phrase
    return signs(
        resolved.frame,
        text,
        sentence.span,
        time_rule=rule_of(phrase) if phrase else "",
        quantity=resolved.quantities[0],
    )


def question(document: str, names: Sequence[str], wanted: str) -> Question:
    """The choice between the measures, given the signs that hold."""
    choices = ({}, *({joined(name, measure): 1.0 for name in names} for measure in ADDING))
    return Question(document, "measure", choices, tuple(measure == wanted for measure in MEASURES))


def joined(sign: str, measure: str) -> str:
    """Name of what a sign adds to a measure."""
    return f"{sign} {measure}"


def pairs(weights: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    """Sign → what it adds to cumulative and to stock, for the weights file."""
    names = sorted({name.rpartition(" ")[0] for name in weights})
    return {name: tuple(weights.get(joined(name, measure), 0.0) for measure in ADDING) for name in names}


def singles(pairs: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """The weights of a weights file by what they are added to."""
    return {
        joined(sign, measure): weight
        for sign, pair in pairs.items()
        for measure, weight in zip(ADDING, pair, strict=True)
    }
