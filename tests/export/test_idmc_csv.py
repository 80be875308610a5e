"""IDMC's rules on the rows that we write: reported apart from computed, flow apart from stock, one recommended."""

from pathlib import Path
from typing import Any

import pandas
from tests.export.builders import entry, house, material, toll
from tests.reconcile.builders import claim, figure, place

from sitrep.codebook.idmc import idmc
from sitrep.export import Material, idmc_csv
from sitrep.export.idmc_csv import OWN_COLUMNS
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import Series


def fled(
    number: int, quantifier: str = "exact", *, metric: str = "fled", subject: str = "people", **more: Any
) -> Claim:
    stated = figure(number, quantifier, metric=metric, subject=subject, **more.pop("figure", {}))
    return claim("displace", kind=ClaimKind.FIGURE, figure=stated, **more)


def flight(*claims: Claim, metric: str = "fled", **more: Any) -> Series:
    return toll(*claims, metric=metric, **{"subject": "people", "houses": (), **more})


def rows(made: Material, folder: Path) -> list[dict[str, Any]]:
    idmc_csv.write(made, folder / "idmc.csv")
    table = pandas.read_csv(folder / "idmc.csv", dtype_backend="numpy_nullable")
    assert list(table.columns) == [*idmc().names, *OWN_COLUMNS]
    return [{k: None if v is pandas.NA else v for k, v in row.items()} for row in table.to_dict("records")]


def test_reported_number_quantifier_and_unit_stand_apart_from_the_total(tmp_path: Path) -> None:
    claims = fled(1000, "more_than")
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["quantifier"], row["reported"], row["unit"], row["total_figures"]) == (
        "More than",
        1000,
        "Person",
        1000,
    )
    assert (row["term"], row["category"], row["category_type"]) == (
        "Forced to flee",
        "Internal Displacements",
        "flow",
    )
    assert row["reported_text"] == "more than 1,000" and row["claim_ids"] == claims.id


def test_households_without_a_cited_size_give_no_total_of_people(tmp_path: Path) -> None:
    claims = fled(200, subject="families", figure={"unit": "family"})
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["reported"], row["unit"], row["household_size"], row["total_figures"]) == (
        200,
        "Household",
        None,
        None,
    )
    assert "no household size" in row["calculation_logic"]


def test_households_of_a_cited_size_give_a_total_beside_the_reported_number(tmp_path: Path) -> None:
    size = {"unit": "family", "household_size": 5.25, "household_source": "census of 2004"}
    claims = fled(200, subject="families", figure=size)
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["reported"], row["household_size"], row["total_figures"]) == (200, 5.25, 1050)
    assert row["calculation_logic"] == "200 households of 5.25 people, cited from census of 2004"


def test_one_figure_is_recommended_and_the_others_triangulate(tmp_path: Path) -> None:
    one, other, copy = fled(1000, document="a"), fled(1200, document="b"), fled(1000, document="c")
    entries = (
        entry(one, "recommended", "recommended"),
        entry(other, "", "triangulation", used=False),
        entry(copy, "", "copy", used=False),
    )
    series = flight(
        one, other, copy, houses=[house("idmc", None, 1000, None, entries=entries, quantifier="Exact")]
    )
    found = rows(material(one, other, copy, series=[series]), tmp_path)
    assert [(row["role"], row["role_reason"]) for row in found] == [
        ("Recommended figure", "recommended"), ("Triangulation", "triangulation"),
    ]  # fmt: skip


def test_without_the_figures_of_the_house_no_role_is_given(tmp_path: Path) -> None:
    claims = fled(1000)
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["role"], row["role_reason"]) == (None, "no_house_figure")


def test_a_stock_is_never_a_flow(tmp_path: Path) -> None:
    claims = fled(8000, metric="displaced", figure={"measure": "stock"})
    (row,) = rows(material(claims, series=[flight(claims, metric="displaced", measure="stock")]), tmp_path)
    assert (row["category"], row["category_type"]) == ("IDPs", "stock")


def test_people_trapped_have_no_term_and_are_ours(tmp_path: Path) -> None:
    claims = fled(8000, metric="trapped", figure={"measure": "stock"})
    (row,) = rows(material(claims, series=[flight(claims, metric="trapped", measure="stock")]), tmp_path)
    assert (row["term"], row["category"], row["metric"]) == (None, None, "trapped")


def test_the_dead_fighters_and_bare_plurals_are_left_out_and_counted(tmp_path: Path) -> None:
    dead, fighters, some = (
        fled(3, metric="killed"),
        fled(30, subject="combatants", document="b"),
        fled(2, "vague", document="c"),
    )
    made = material(
        dead, fighters, some, series=[flight(dead, metric="killed"), flight(fighters), flight(some)]
    )
    written = idmc_csv.write(made, tmp_path / "idmc.csv")
    assert (written.rows, written.left_out) == (0, {"no_idmc_term": 1, "combatants": 1, "not_stated": 1})


def test_where_people_left_and_where_they_went(tmp_path: Path) -> None:
    claims = fled(1000, at=[place("Raqqa", "origin"), place("Mosul", "destination")])
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["location_name"], row["location_type"]) == ("Raqqa; Mosul", "Origin; Destination")
    assert row["category"] == "Cross-border Flight"


def test_an_origin_that_nobody_names_is_unspecified(tmp_path: Path) -> None:
    from tests.reconcile.builders import activists

    claims = fled(1000, said=activists())
    (row,) = rows(material(claims, series=[flight(claims)]), tmp_path)
    assert (row["sources"], row["publishers"]) == ("unspecified", "Reuters")
