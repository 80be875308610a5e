"""The tables of the houses hold together, and stand for what their sources say."""

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import load as frames
from sitrep.codebook.frames_figures import load as figures
from sitrep.codebook.houses import load
from sitrep.codebook.idmc import idmc
from sitrep.reconcile.houses import HOUSES


def test_every_house_of_the_table_has_its_procedure() -> None:
    assert set(load().names) == set(HOUSES)


def test_metrics_and_subjects_are_known_ones() -> None:
    rules = load()
    known = set(frames().metrics)
    assert set().union(*rules.metrics.values()) <= known
    subjects = set(figures().subjects)
    assert rules.civilian_subjects <= subjects
    assert set(rules.airwars_groups) <= rules.civilian_subjects
    assert rules.everybody <= subjects


def test_every_quantifier_has_a_word_of_idmcs() -> None:
    assert set(idmc().quantifiers.values()) == {"Exact", "More than", "Less than", "Approximately"}


def test_acled_reads_dozens_as_twelve() -> None:
    """The bounds of number words are one table for all; ACLED's list is in it."""
    vague = read_yaml("numbers.yaml")["vague_plurals"]
    assert (vague["tens"], vague["dozens"], vague["hundreds"]) == (10, 12, 100)
    assert load().acled_some == 3


def test_reasons_are_plain_sentences() -> None:
    assert all(words and not words.endswith(".") for words in load().reasons.values())
    assert read_yaml("houses.yaml")["source"].startswith("ACLED codebook")
