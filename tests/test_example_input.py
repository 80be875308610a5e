"""The example input, end to end through the command line: what it states, and what must never come out."""

from pathlib import Path

import pytest
from benchmarks.result import Result
from benchmarks.tasks import example_input

pytestmark = pytest.mark.needs_corpora


@pytest.fixture(scope="module")
def measured(corpora_folder: Path) -> Result:
    return example_input.run(corpora_folder)


def test_most_of_what_the_page_states_is_found_and_right(measured: Result) -> None:
    assert measured.figures["found_of_18"] >= 12
    assert measured.figures["checks_right_percent"] >= 75


def test_what_must_never_happen_does_not(measured: Result) -> None:
    assert measured.figures["violations"] == 0, measured.notes
