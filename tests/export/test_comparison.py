"""Two houses side by side: sums by area and month, and what does not compare said beside."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.export.builders import event, material, told, toll

from sitrep.export.comparison import REASONS, Deaths, Wanted, area_name, compare
from sitrep.model.reference import ReferenceEvent

THEIRS = ReferenceEvent(
    "1", date(2017, 10, 3), date(2017, 10, 3), "Syria", "Ar Raqqah Governorate", "", "Raqqa town", 35.95, 39.01, "SDF", "IS",
    2, 1, 1, 1, 4, 5, 8, 9,
)  # fmt: skip


def strike(day: str = "2017-10-15", **more: Any) -> Any:
    return told(on=day, document=day, **more)


def test_sums_stand_side_by_side() -> None:
    one, other = strike(), strike("2017-10-02")
    made = material(
        one, other, events=[event(one), event(other)],
        series=[toll(one, killed=(12, 14, 20)), toll(other, killed=(3, 3, None), counted=False)],
    )  # fmt: skip
    found = compare(made, [THEIRS, replace(THEIRS, id="2", best=2, low=2, high=2, civilians=0)])
    (row,) = found.rows
    assert (row.area, row.country, row.period) == ("Ar-Raqqah", "SYR", "2017-10")
    assert row.counted == Deaths(1, 12, 14, 20)
    assert row.all == Deaths(2, 15, 17, 23)
    assert row.theirs == Deaths(2, 7, 10, 11) and row.theirs_civilians == 4
    assert found.beside == {}


def test_by_year_and_country() -> None:
    made = material(strike(), events=[event(strike())], series=[toll(strike())])
    (row,) = compare(made, [THEIRS], Wanted(by="year", area="country")).rows
    assert (row.area, row.period, row.theirs.events, row.all.events) == ("", "2017", 1, 1)


def test_what_does_not_compare_is_counted_beside() -> None:
    undated, early, dead = told(on="", document="u"), strike("2017-01-02"), strike()
    total = toll(
        told("kill", document="t"), measure="cumulative", since=date(2017, 6, 1), killed=(1000, 1000, None)
    )
    made = material(
        undated, early, dead, events=[event(each) for each in (undated, early, dead)],
        series=[*(toll(each) for each in (undated, early)), toll(dead, killed=(None, None, None)), total],
    )  # fmt: skip
    theirs = [
        replace(THEIRS, id="a", country="Iraq"),
        replace(THEIRS, id="b", start=date(2018, 1, 1), end=date(2018, 1, 1)),
        replace(THEIRS, id="c", end=date(2017, 11, 2)),
        replace(THEIRS, id="d", adm1=""),
        replace(THEIRS, id="e", clarity=2),
        replace(THEIRS, id="f", low=20),
    ]
    found = compare(made, theirs)
    assert found.beside == {
        "ours_undated": 1, "ours_outside_period": 1, "ours_without_number": 1, "ours_totals": 1,
        "theirs_without_area": 1, "theirs_several_months": 1, "theirs_summaries": 1, "theirs_inverted": 1,
        "theirs_other_countries": 1, "theirs_outside_period": 1,
    }  # fmt: skip
    assert set(found.beside) <= set(REASONS)
    ((words, claims),) = found.totals
    assert (
        words == "civilians killed, Raqqa since 1 Jun 2017: 1,000 or more (counted)"
        and claims == total.claims
    )


def test_a_total_is_in_no_row() -> None:
    total = toll(told("kill"), measure="cumulative", since=date(2017, 6, 1), killed=(1000, 1000, None))
    assert compare(material(told("kill"), series=[total]), [THEIRS]).rows == ()


def test_other_days_may_be_asked_for() -> None:
    early = strike("2017-01-02")
    made = material(early, events=[event(early)], series=[toll(early)])
    found = compare(made, [], Wanted(since=date(2017, 1, 1), until=date(2017, 1, 31)))
    assert [row.period for row in found.rows] == ["2017-01"] and found.beside == {}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Ar Raqqah Governorate", "Ar-Raqqah"), ("Hamah Governorate", "Hama"), ("Deir ez Zor Governorate", "Deir ez-Zor"),
        ("Damascus Governorate", "Dimashq"), ("Rif Dimashq Governorate", "Rif-dimashq"), ("", ""), ("Atlantis", "Atlantis"),
    ],
)  # fmt: skip
def test_an_area_by_any_spelling(spelling: str, name: str) -> None:
    assert area_name("SY", spelling) == name
