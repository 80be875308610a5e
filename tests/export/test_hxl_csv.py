"""HXL that libhxl accepts: tags, numbers that are numbers, totals that nobody can add up."""

from datetime import date
from pathlib import Path
from typing import Any

import hxl as libhxl
import pytest
from hxl.input import InputOptions
from tests.export.builders import event, house, material, told, toll
from tests.reconcile.builders import claim

from sitrep.codebook.hxl import hxl
from sitrep.export import Material, hxl_csv
from sitrep.model.claim import ClaimKind

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def rows(made: Material, folder: Path) -> list[dict[str, Any]]:
    """Rows as libhxl reads them, by display tag; the file must pass its default schema."""
    hxl_csv.write(made, folder / "hxl.csv")
    found = libhxl.data(str(folder / "hxl.csv"), InputOptions(allow_local=True)).cache()
    problems: list[Any] = []
    assert found.validate(callback=problems.append), problems
    assert [column.display_tag for column in found.columns] == [c.tag for c in hxl().columns.values()]
    return [
        {tag: value for tag, value in zip(found.display_tags, row.values, strict=False) if value}
        for row in found
    ]


def test_an_event_with_its_dead(tmp_path: Path) -> None:
    strike = told(by=["Russia"], to=["civilians"])
    tolls = [toll(strike, killed=(12, 14, None)), toll(strike, killed=(3, 3, 3), subject="children")]
    (row,) = rows(material(strike, events=[event(strike)], series=tolls), tmp_path)
    assert (row["#affected+killed"], row["#affected+killed+min"]) == ("14", "12")
    assert "#affected+killed+max" not in row and row["#affected+killed+children"] == "3"
    assert "civilians killed: 12 or more" in row["#description+figure"]
    assert (row["#country+code"], row["#adm1+name"], row["#status"]) == ("SYR", "Ar-Raqqah", "counted")
    assert row["#meta+id+claims"] == strike.id


def test_a_total_over_a_period_stands_under_no_affected_column(tmp_path: Path) -> None:
    claims = told("kill")
    total = toll(claims, measure="cumulative", since=date(2017, 6, 1), killed=(1000, 1000, None))
    (row,) = rows(material(claims, series=[total]), tmp_path)
    assert not [tag for tag in row if tag.startswith("#affected")]
    assert (row["#value+best"], row["#indicator+name"], row["#indicator+type"]) == (
        "1000",
        "killed",
        "cumulative",
    )


def test_a_stock_fills_its_column(tmp_path: Path) -> None:
    claims = told("trap")
    trapped = toll(claims, measure="stock", metric="trapped", subject="people", killed=(8000, 8000, 8000))
    (row,) = rows(material(claims, series=[trapped]), tmp_path)
    assert row["#affected+trapped"] == "8000"


def test_displaced_and_fled_are_not_added(tmp_path: Path) -> None:
    moved = told("displace")
    tolls = [
        toll(
            moved,
            metric=metric,
            subject="people",
            killed=(number,) * 3,
            houses=[house("idmc", None, None, None)],
        )
        for metric, number in (("displaced", 300), ("fled", 200))
    ]
    (row,) = rows(material(moved, events=[event(moved)], series=tolls), tmp_path)
    assert row["#affected+displaced"] == "300"


def test_access_has_its_category(tmp_path: Path) -> None:
    blocked = claim(
        "block", kind=ClaimKind.ACCESS, quote="Government forces blocked an aid convoy at a checkpoint."
    )
    (row,) = rows(material(blocked), tmp_path)
    assert row["#event+type"] == "access" and row["#access+category"][0] in "123456789"


def test_unreviewed_says_so(tmp_path: Path) -> None:
    strike = told()
    (row,) = rows(material(strike, events=[event(strike, counted=False)], counting=()), tmp_path)
    assert row["#status"] == "unreviewed"
