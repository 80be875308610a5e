"""OCHA's nine kinds of access constraint."""

import pytest
from tests.extract.builders import Report

from sitrep.codebook.access import access, access_category

BOOK = access()

CASES = [
    # type, sentence, target, category
    ("block", "The ministry said there was no famine and refused the trucks.", "", 1),
    ("trap", "Some 8,000 people were trapped in the old town.", "", 2),
    ("block", "Guards kept wounded residents from reaching treatment.", "", 2),
    ("block", "Officials refused visas to relief staff.", "", 3),
    ("block", "Customs held the trucks at the border crossing.", "", 3),
    ("block", "Soldiers stopped the convoy at a checkpoint.", "", 4),
    ("block", "Gunmen looted food supplies on the way.", "", 5),
    ("attack", "Gunmen attacked aid workers in the valley.", "aid workers", 6),
    ("shelling", "Shells hit a hospital.", "a hospital", 6),
    ("block", "Fighting kept aid from the district.", "", 7),
    ("aid", "Fighting kept agencies from delivering aid.", "", 7),
    ("block", "Landmines kept families from their fields.", "", 8),
    ("block", "Floods cut the town off from aid.", "", 9),
]


def test_nine_categories_in_three_groups() -> None:
    assert sorted(BOOK.categories) == list(range(1, 10))
    assert {category.group for category in BOOK.categories.values()} == set(BOOK.groups)


@pytest.mark.parametrize(("type_", "sentence", "target", "number"), CASES)
def test_what_hinders_is_told_by_the_sentence(type_: str, sentence: str, target: str, number: int) -> None:
    modality = "negated" if type_ == "aid" else "actual"
    found = BOOK.category(type_, sentence=sentence, target=target, modality=modality)
    assert found is not None and found[0].number == number


def test_every_category_has_a_case() -> None:
    assert {case[3] for case in CASES} == set(BOOK.categories)


@pytest.mark.parametrize(
    ("type_", "sentence", "modality"),
    [
        ("aid", "A convoy delivered food.", "actual"),
        ("attack", "Gunmen attacked a village.", "actual"),
        ("block", "They blocked it.", "actual"),
        ("block", "They may close the border to aid.", "planned"),
        ("need", "People are hungry.", "actual"),
    ],
)
def test_what_is_not_told_has_no_category(type_: str, sentence: str, modality: str) -> None:
    assert BOOK.category(type_, sentence=sentence, modality=modality) is None


def test_the_category_of_a_claim() -> None:
    claim = Report("Soldiers stopped the convoy at a checkpoint.").frame("block", "stopped").claim()
    found = access_category(claim)
    assert found is not None and (found[0].name, found[1]) == ("movement", "access.movement")
