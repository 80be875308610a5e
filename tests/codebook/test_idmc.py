"""IDMC's terms for a figure of displacement."""

import pytest

from sitrep.codebook.frames import load
from sitrep.codebook.idmc import idmc

BOOK = idmc()


@pytest.mark.parametrize(
    ("metric", "measure", "abroad", "category"),
    [
        ("fled", "cumulative", False, "Internal Displacements"),
        ("fled", "incident", True, "Cross-border Flight"),
        ("displaced", "stock", False, "IDPs"),
        ("displaced", "stock", True, "People displaced across borders"),
        ("returned", "incident", False, "Return"),
        ("returned", "stock", False, "Returnees"),
        ("killed", "incident", False, "Deaths"),
        ("killed", "stock", False, ""),
        ("trapped", "stock", False, ""),
        ("injured", "incident", False, ""),
    ],
)
def test_categories(metric: str, measure: str, abroad: bool, category: str) -> None:
    assert BOOK.category(metric, measure, abroad=abroad) == category


def test_flow_and_stock_are_never_mixed() -> None:
    for metric in BOOK.metrics:
        for measure, kind in (("incident", "flow"), ("cumulative", "flow"), ("stock", "stock")):
            for abroad in (False, True):
                category = BOOK.category(metric, measure, abroad=abroad)
                assert not category or BOOK.categories[category] == kind


def test_the_category_agrees_with_the_claims_own() -> None:
    """A figure's flow or stock (frames.yaml) and the category's kind are the same."""
    for name, metric in load().metrics.items():
        for measure in ("incident", "cumulative", "stock"):
            category = BOOK.category(name, measure)
            if category and metric.category(measure):
                assert BOOK.categories[category] == metric.category(measure), (name, measure)


@pytest.mark.parametrize(
    ("metric", "sentence", "term"),
    [
        ("fled", "Some 270,000 people have fled since April.", "Forced to flee"),
        ("displaced", "Displaced families live in a camp near the river.", "In relief camp"),
        ("evacuated", "Buses evacuated 3,000 people.", "Evacuated"),
        ("housing_destroyed", "Strikes destroyed 200 homes.", "Destroyed housing"),
        ("housing_destroyed", "Shelling damaged 200 homes.", "Partially destroyed housing"),
        ("returned", "Families went back.", "Returns"),
        ("trapped", "8,000 people are trapped in the camp.", ""),
    ],
)
def test_terms(metric: str, sentence: str, term: str) -> None:
    assert BOOK.term(metric, sentence) == term


@pytest.mark.parametrize(
    ("unit", "size", "total"),
    [
        ("person", None, 400),
        ("household", 5.2, 2080),
        ("family", 6, 2400),
        ("household", None, None),
        ("percent", None, None),
    ],
)
def test_total_figures(unit: str, size: float | None, total: int | None) -> None:
    assert BOOK.total(400, unit, size) == total


def test_quantifiers() -> None:
    words = {
        name: BOOK.quantifiers.get(name) for name in ("at_least", "up_to", "exact", "about", "vague", "none")
    }
    assert words == {
        "at_least": "More than", "up_to": "Less than", "exact": "Exact", "about": "Approximately",
        "vague": "More than", "none": None,
    }  # fmt: skip


def test_levels_of_places() -> None:
    assert [BOOK.accuracy_of_where_prec[prec] for prec in range(1, 8)] == [
        "Point", "ADM3", "ADM2", "ADM1", "ADM1", "ADM0", "Point",
    ]  # fmt: skip
