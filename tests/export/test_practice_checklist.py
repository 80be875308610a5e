"""The checklist of people who code by hand, as far as a table decides it: one record, every house's file."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.export.builders import entry, event, house, material, told, toll
from tests.reconcile.builders import claim, figure, said_by

from sitrep.export import EXPORTERS, Material
from sitrep.export.material import DISCLAIMER
from sitrep.model.claim import ClaimKind
from sitrep.model.record import Grade


def rows(name: str, made: Material, folder: Path) -> list[dict[str, Any]]:
    EXPORTERS[name].write(made, folder / name)
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_total_and_its_events_are_not_counted_twice_in_ucdp(tmp_path: Path) -> None:
    """The total stands as clarity 2, by the record's figure less its events; the events stand as clarity 1."""
    strike, total = told(by=["Russia"], to=["civilians"], document="a"), told("kill", document="b")
    period = {"measure": "cumulative", "since": strike.time.start.replace(day=1), "as_of": strike.time.end}
    series = [toll(strike), toll(total, killed=(100, 100, 100), houses=[house("ucdp", 88, 88, 88)], **period)]
    made = rows("ucdp.csv", material(strike, total, events=[event(strike)], series=series), tmp_path)
    assert [(row["event_clarity"], row["best"]) for row in made] == [("1", "12"), ("2", "88")]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_dyad_is_one_in_whatever_order_its_sides_are_told(order: tuple[str, str], tmp_path: Path) -> None:
    clashes = {
        "a": told(
            "clash", by=["Syrian Democratic Forces", "US-led coalition"], to=["Islamic State"], document="a"
        ),
        "b": told(
            "clash", by=["US-led coalition", "Syrian Democratic Forces"], to=["Islamic State"], document="b"
        ),
    }
    both = [clashes[name] for name in order]
    (row,) = rows("ucdp.csv", material(*both, events=[event(*both)], series=[toll(*both)]), tmp_path)
    (other,) = rows(
        "ucdp.csv", material(*reversed(both), events=[event(*both)], series=[toll(*both)]), tmp_path
    )
    assert row["dyad_name"] == other["dyad_name"] != ""


def test_a_grade_stands_with_its_reasons(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    graded = event(strike, grade=Grade("weak", ("one_source", "no_actor_named")))
    (row,) = rows("events.csv", material(strike, events=[graded]), tmp_path)
    assert (row["grade"], row["grade_reasons"]) == ("weak", "one_source; no_actor_named")


def test_one_figure_of_a_series_is_recommended_whatever_many_say(tmp_path: Path) -> None:
    fled = [
        claim(
            "displace", kind=ClaimKind.FIGURE, document=name, said=said_by(f"Monitor {name}"),
            figure=figure(300 + index, metric="fled", subject="people"),
        )
        for index, name in enumerate("abcde")
    ]  # fmt: skip
    entries = tuple(
        entry(each, "recommended", "recommended")
        if each is fled[2]
        else entry(each, "", "triangulation", used=False)
        for each in fled
    )
    series = replace(
        toll(*fled, metric="fled", subject="people", killed=(300, None, 304)),
        houses=(house("idmc", None, 302, None, quantifier="Exact", entries=entries),),
    )
    made = rows("idmc.csv", material(*fled, series=[series]), tmp_path)
    roles = [row["role"] for row in made]
    assert roles.count("Recommended figure") == 1 and roles.count("Triangulation") == len(fled) - 1


def test_every_event_says_as_of_when(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    made = material(strike, events=[event(strike)], series=[toll(strike)])
    (row,) = rows("events.csv", made, tmp_path)
    assert row["as_of"] == made.as_of.isoformat() == "2017-10-15"


@pytest.mark.parametrize(
    "name", ["events.geojson", "claimreview.jsonld", "events.gpkg", "claims.parquet", "ftm.json"]
)
def test_files_that_can_carry_a_remark_carry_the_disclaimer(name: str, tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    made = material(strike, events=[event(strike)], series=[toll(strike)])
    EXPORTERS[name].write(made, tmp_path / name)
    assert DISCLAIMER.split(".")[0].encode() in (tmp_path / name).read_bytes()
