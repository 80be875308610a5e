"""Airwars' grades and fields."""

from sitrep.codebook.airwars import airwars

BOOK = airwars()


def test_only_a_person_discounts() -> None:
    assert [grade.name for grade in BOOK.grades if grade.proposed] == [
        "confirmed",
        "fair",
        "weak",
        "contested",
    ]
    assert [grade.name for grade in BOOK.grades if not grade.proposed] == ["discounted"]


def test_numbers_are_ranges_never_points() -> None:
    counted = [name for name in BOOK.names if "killed" in name or "injured" in name or "conceded" in name]
    assert counted and all(name.endswith(("_min", "_max")) for name in counted)
    assert {name[:-4] for name in counted if name.endswith("_min")} == {
        name[:-4] for name in counted if name.endswith("_max")
    }


def test_subjects_have_their_columns() -> None:
    assert all(f"{word}_killed_min" in BOOK.names for word in BOOK.subjects.values())
    assert "people" not in BOOK.subjects


def test_a_report_never_claims_more_than_a_town() -> None:
    assert BOOK.accuracy_of_where_prec == {
        1: "Town", 2: "Subdistrict", 3: "District", 4: "Province/governorate",
    }  # fmt: skip
