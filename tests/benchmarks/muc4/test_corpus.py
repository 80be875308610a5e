"""The corpus as the benchmark reads it."""

from pathlib import Path

import pytest
from benchmarks.muc4.answers import answers, counts
from benchmarks.muc4.reports import rows
from benchmarks.tasks.muc4 import seen


@pytest.mark.needs_corpora
def test_the_keys_hold_what_the_published_preparation_of_the_corpus_holds(corpora_folder: Path) -> None:
    """Counts of templates and entities in the development part of Du, Rush and Cardie's data."""
    assert counts(answers(row) for row in rows(corpora_folder, "dev")) == {
        "templates": 181,
        "PerpInd": 179,
        "PerpOrg": 116,
        "Target": 109,
        "Victim": 90,
        "Weapon": 56,
    }


@pytest.mark.needs_corpora
def test_no_development_report_trained_the_engine(corpora_folder: Path) -> None:
    train, dev = seen(corpora_folder)
    assert dev == 0 < train
