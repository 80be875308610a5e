"""Fit weights of the resolvers: `python -m training.resolvers places|measures|parties|numbers [--check]`.

Needs SITREP_CORPORA. Learns from the training documents only, prints how often the heaviest choice is right (held out
over documents, on train, and on dev beside the weights that ship), and writes the weights block of the vocabulary.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.tasks.frames_dev import scorer

import sitrep.codebook
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.completion_numbers import number_signs
from sitrep.codebook.numbers_measures import measure_signs
from sitrep.codebook.party_words import party_weights
from sitrep.codebook.place_words import place_weights
from sitrep.settings import Settings
from training.corpus import corpora, read_documents
from training.resolvers import measures, numbers, parties, places, rare
from training.resolvers.annotations import Annotation, annotations
from training.resolvers.choice import Question, fit, held_out, rounded, shown, sign_names, tally
from training.resolvers.page import write_weights

CODEBOOK = Path(sitrep.codebook.__file__).parent
Questions = Callable[[Sequence[Annotation]], list[Question]]
Fit = Callable[..., dict[str, float]]
HeldOut = Callable[..., Counter[tuple[str, bool]]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one set of weights is fitted and written.

    Attributes:
        page: Name of the vocabulary file.
        penalty: As `choice.fit` takes it; how it was chosen stands in training/README.md.
        least: Questions that a sign must hold in to get a weight; a rarer one keeps the weight set by hand, if any.
        decimals: To which the weights are rounded.
        smallest: Weights closer to zero are left out.
        shipped: The weights that ship, by sign.
        lines: The weights as lines of the file.
        fit, held_out: Of `choice`, or of `rare` where there are many signs.
    """

    page: str
    penalty: float
    least: int
    decimals: int
    smallest: float
    shipped: Callable[[], Mapping[str, float]]
    lines: Callable[[Mapping[str, float]], list[str]]
    fit: Fit = fit
    held_out: HeldOut = held_out


def place_lines(weights: Mapping[str, float]) -> list[str]:
    """The weights of places as lines of their file."""
    return [f"{name}: {weight:.2f}" for name, weight in sorted(weights.items())]


def party_lines(weights: Mapping[str, float]) -> list[str]:
    """The weights of parties as lines of their file."""
    return [f'"{name}": {weight:.2f}' for name, weight in sorted(weights.items())]


def measure_lines(weights: Mapping[str, float]) -> list[str]:
    """The weights of measures as lines of their file: what a sign adds to cumulative and to stock."""
    return [f'"{sign}": {[*pair]}' for sign, pair in measures.pairs(weights).items()]


def shipped_measures() -> dict[str, float]:
    """The weights of measures that ship."""
    return measures.singles(measure_signs().weights)


def number_lines(weights: Mapping[str, float]) -> list[str]:
    """The weights of carried numbers as lines of their file."""
    return [f'"{sign}": {weight:.2f}' for sign, weight in sorted(weights.items())]


def shipped_numbers() -> Mapping[str, float]:
    """The weights of carried numbers that ship."""
    return number_signs().weights


RECIPES = {
    "places": Recipe("place_words_context.yaml", 2, 1, 2, 0.02, place_weights, place_lines),
    "measures": Recipe("numbers_measures.yaml", 3, 5, 1, 0.0, shipped_measures, measure_lines),
    "parties": Recipe(
        "party_words_context.yaml", 3, 20, 2, 0.02, party_weights, party_lines, rare.fit, rare.held_out
    ),
    "numbers": Recipe("completion_numbers.yaml", 3, 5, 2, 0.03, shipped_numbers, number_lines),
}


def asked(what: str, gazetteer: Gazetteer) -> Questions:
    """What turns annotated documents into questions, for places, measures, parties or numbers."""
    if what in ("measures", "numbers"):
        return {"measures": measures.questions, "numbers": numbers.questions}[what]
    score = scorer(corpora().parent.parent)
    if what == "parties":
        return partial(parties.questions, same=lambda a, b: bool(score.same_all(a, b, score.same_name)))
    return partial(
        places.questions,
        gazetteer=gazetteer,
        same=lambda a, b: bool(score.same_all(a, b, score.same_place)),
    )


def refitted(recipe: Recipe, train: Sequence[Question]) -> dict[str, float]:
    """Rounded weights of the signs that train tells enough of; the others keep what the file gives them."""
    names = sign_names(train, least=recipe.least)
    known = set(names)
    kept = {name: weight for name, weight in recipe.shipped().items() if weight and name not in known}
    return kept | rounded(
        recipe.fit(train, names, penalty=recipe.penalty), recipe.decimals, smallest=recipe.smallest
    )


def report(
    recipe: Recipe, train: Sequence[Question], dev: Sequence[Question], weights: Mapping[str, float]
) -> str:
    """Shares of right choices, and how far the weights lie from those that ship."""
    shipped = recipe.shipped()
    apart = [abs(weights.get(name, 0.0) - shipped.get(name, 0.0)) for name in {**weights, **shipped}]
    left_out = recipe.held_out(train, penalty=recipe.penalty, least=recipe.least, decimals=recipe.decimals)
    return "\n".join(
        (
            f"train, held out   {shown(left_out)}",
            f"train             {shown(tally(train, weights))}",
            f"dev               {shown(tally(dev, weights))}",
            f"dev, as shipped   {shown(tally(dev, shipped))}",
            f"{len(weights)} weights; from those shipped {sum(apart) / len(apart):.2f} apart, at most {max(apart):.2f}",
        )
    )


def main() -> None:
    """Fit, report, and write unless only a check is asked for."""
    parser = argparse.ArgumentParser(prog="python -m training.resolvers", description=__doc__)
    parser.add_argument("what", choices=sorted(RECIPES))
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()
    try:
        folder = corpora()
    except RuntimeError as error:
        parser.error(str(error))
    recipe = RECIPES[options.what]
    gazetteer = Gazetteer.open(Settings.load().cache_dir)
    questions = asked(options.what, gazetteer)
    train, dev = (
        questions(annotations(read_documents(folder / name), gazetteer))
        for name in ("train.jsonl", "dev.jsonl")
    )
    weights = refitted(recipe, train)
    print(report(recipe, train, dev, weights))
    if not options.check:
        write_weights(CODEBOOK / recipe.page, recipe.lines(weights))
        print(f"written: {CODEBOOK / recipe.page}")


if __name__ == "__main__":
    main()
