"""ACLED's rules on the rows that we write (ACLED codebook; practice of its coders)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest
from tests.export.builders import deal, event, house, material, told, toll
from tests.reconcile.builders import agrees, country

from sitrep.codebook.acled_columns import acled_columns
from sitrep.export import Material, acled_csv
from sitrep.export.acled_csv import OWN_COLUMNS, reported_days, split
from sitrep.export.event_rows import event_rows
from sitrep.model.mention import TimeMention


def rows(made: Material, folder: Path) -> list[dict[str, Any]]:
    acled_csv.write(made, folder / "acled.csv")
    table = pandas.read_csv(folder / "acled.csv", dtype_backend="numpy_nullable")
    assert list(table.columns) == [*acled_columns().names, *OWN_COLUMNS]
    return [
        {name: None if value is pandas.NA else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def one(made: Material, folder: Path) -> dict[str, Any]:
    (row,) = rows(made, folder)
    return row


def test_the_31_columns_stand_in_order_and_ours_after_them(tmp_path: Path) -> None:
    strike = told(by=["US-led coalition"], to=["civilians"])
    acled_csv.write(material(strike, events=[event(strike)]), tmp_path / "acled.csv")
    header = (tmp_path / "acled.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert len(acled_columns().names) == 31
    assert header[:3] == ["event_id_cnty", "event_date", "year"] and header[30] == "timestamp"


def test_a_strike_of_the_coalition_on_civilians(tmp_path: Path) -> None:
    strike = told(by=["US-led coalition"], to=["civilians"])
    row = one(material(strike, events=[event(strike)], series=[toll(strike)]), tmp_path)
    assert row["sub_event_type"] == "Air/drone strike" and row["disorder_type"] == "Political violence"
    assert (row["actor1"], row["inter1"]) == ("US-led coalition", "External/Other forces")
    assert (row["actor2"], row["inter2"]) == ("Civilians (Syria)", "Civilians")
    assert row["interaction"] == "Civilians-External/Other forces"
    assert row["civilian_targeting"] == "Civilians targeted"
    assert (row["iso"], row["region"], row["admin1"]) == (760, "Middle East", "Ar-Raqqah")
    assert (row["fatalities"], row["fatalities_rule"]) == (12, "acled")
    assert row["unreviewed"] is False and row["claims"] == strike.id


def test_crossfire_in_a_battle_targets_no_civilians(tmp_path: Path) -> None:
    clash = told("clash", by=["Syrian Democratic Forces"], to=["Islamic State"])
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert row["event_type"] == "Battles" and row["civilian_targeting"] is None


def test_state_forces_abroad_are_external(tmp_path: Path) -> None:
    strike = told(by=["Russia"], to=["Islamic State"])
    assert one(material(strike, events=[event(strike)]), tmp_path)["inter1"] == "External/Other forces"
    home = told(by=["Syrian government forces"], to=["Islamic State"])
    assert one(material(home, events=[event(home)]), tmp_path)["inter1"] == "State forces"


def test_an_attacker_nobody_names(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    row = one(material(strike, events=[event(strike)]), tmp_path)
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "Political militia")


def test_no_type_of_actor_is_terrorist(tmp_path: Path) -> None:
    clash = told("clash", by=["Islamic State"], to=["Syrian Democratic Forces"])
    row = one(material(clash, events=[event(clash)]), tmp_path)
    assert (row["inter1"], row["interaction"]) == ("Rebel group", "Rebel group-Rebel group")
    assert "terror" not in str(row).casefold()


def test_silent_is_zero_and_says_why(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    row = one(material(strike, events=[event(strike)]), tmp_path)
    assert (row["fatalities"], row["fatalities_rule"]) == (0, "not_stated")


def test_without_the_figures_of_the_house_the_cell_is_empty(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    bare = event(strike, houses=(house("ucdp", 12, 12, 12),))
    row = one(material(strike, events=[bare], series=[toll(strike, houses=[])]), tmp_path)
    assert (row["fatalities"], row["fatalities_rule"]) == (None, "unknown")


def test_the_lowest_figure_counts_and_no_class_twice(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    tolls = [toll(strike, killed=(7, None, 12)), toll(strike, killed=(3, 3, 3), subject="children")]
    assert one(material(strike, events=[event(strike)], series=tolls), tmp_path)["fatalities"] == 7


def test_the_record_s_sum_over_all_subjects_goes_before_our_own(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    whole = event(strike, houses=(house("acled", 9, 9, 9),))
    assert one(material(strike, events=[whole], series=[toll(strike)]), tmp_path)["fatalities"] == 9


def test_an_agreement_is_a_strategic_development(tmp_path: Path) -> None:
    agreed = agrees("Islamic State", "Syrian Democratic Forces")
    made = material(agreed, deals=[deal(agreed, parties=["Islamic State", "Syrian Democratic Forces"])])
    row = one(made, tmp_path)
    assert (row["event_type"], row["sub_event_type"]) == ("Strategic developments", "Agreement")
    assert {row["actor1"], row["actor2"]} == {"Islamic State", "Syrian Democratic Forces"}


def test_country_only_and_undated_events_are_left_out_and_counted(tmp_path: Path) -> None:
    somewhere = told(at=country("Syria", "SY"), document="a")
    undated = told(on="", document="b")
    nowhere = told(at=None, document="c")
    made = material(somewhere, undated, nowhere, events=[event(somewhere), event(undated), event(nowhere)])
    written = acled_csv.write(made, tmp_path / "acled.csv")
    assert written.rows == 0
    assert written.left_out == {"country_only": 1, "no_date": 1, "no_place": 1}


def test_unreviewed_says_so(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    made = material(strike, events=[event(strike, counted=False)], counting=())
    assert one(made, tmp_path)["unreviewed"] is True


def test_only_counted_claims_speak_where_one_counts(tmp_path: Path) -> None:
    sure = told(by=["Russia"], to=["Islamic State"], document="a")
    unsure = told(by=["US-led coalition"], to=["civilians"], document="b")
    both = replace(event(sure, unsure), counted=(sure.id,))
    row = one(material(sure, unsure, events=[both], counting=[sure.id]), tmp_path)
    assert (row["actor1"], row["assoc_actor_1"], row["claims"]) == ("Russia", None, sure.id)
    assert row["unreviewed"] is False


def test_overnight_is_one_event_on_its_first_day() -> None:
    night = TimeMention(
        None, "overnight", date(2017, 10, 14), date(2017, 10, 15), "phrase", 1, 1, date(2017, 10, 14), "x"
    )
    strike = told(time=night)
    (row,) = event_rows(material(strike, events=[event(strike)]))
    assert reported_days(row) == [(date(2017, 10, 14), 1)]


def test_a_campaign_is_one_event_on_each_day_reported_and_never_between() -> None:
    first, third = (told(on=day, document=day) for day in ("2017-10-10", "2017-10-13"))
    campaign = event(first, third, start=date(2017, 10, 10), end=date(2017, 10, 13))
    (row,) = event_rows(material(first, third, events=[campaign]))
    assert reported_days(row) == [(date(2017, 10, 10), 1), (date(2017, 10, 13), 1)]


def test_a_month_told_only_as_a_month_has_precision_3() -> None:
    march = TimeMention(
        None, "in March", date(2017, 3, 1), date(2017, 3, 31), "phrase", 4, 3, date(2017, 3, 16), "month"
    )
    strike = told(time=march)
    (row,) = event_rows(material(strike, events=[event(strike)]))
    assert reported_days(row) == [(date(2017, 3, 16), 3)]


def test_since_june_is_no_event(tmp_path: Path) -> None:
    since = TimeMention(
        None, "since June", date(2017, 6, 1), date(2017, 10, 15), "phrase", 5, None, None, "since"
    )
    strike = told(time=since)
    written = acled_csv.write(material(strike, events=[event(strike)]), tmp_path / "acled.csv")
    assert written.left_out == {"date_too_coarse": 1}


def test_twelve_over_three_days_are_four_a_day(tmp_path: Path) -> None:
    days = [told(on=day, document=day) for day in ("2017-10-10", "2017-10-11", "2017-10-12")]
    campaign = event(*days, start=date(2017, 10, 10), end=date(2017, 10, 12))
    found = rows(material(*days, events=[campaign], series=[toll(*days)]), tmp_path)
    assert [row["fatalities"] for row in found] == [4, 4, 4]
    assert len({row["event"] for row in found}) == 1 and len({row["event_id_cnty"] for row in found}) == 3


@pytest.mark.parametrize(
    ("total", "days", "shares"), [(13, 3, [5, 4, 4]), (0, 2, [0, 0]), (None, 2, [None, None])]
)
def test_what_remains_goes_to_the_first_day(total: int | None, days: int, shares: list[int | None]) -> None:
    assert split(total, days) == shares


def test_notes_are_ours_and_hold_no_article_text(tmp_path: Path) -> None:
    strike = told(to=["civilians"], quote="Warplanes pounded the terrified, starving neighbourhood.")
    row = one(
        material(strike, events=[event(strike)], series=[toll(strike, killed=(12, None, None))]), tmp_path
    )
    assert "pounded" not in row["notes"] and "civilians killed: 12 or more" in row["notes"]


def test_sources_are_separable_whatever_they_are_called(tmp_path: Path) -> None:
    one, other = told(to=["civilians"], document="a"), told(to=["civilians"], document="b")
    made = material(one, other, events=[event(one, other)])
    sources = {
        "a": replace(made.sources["a"], outlet="The Karsa Herald; Evening Edition"),
        "b": replace(made.sources["b"], outlet="The Oresh Post"),
    }
    (row,) = rows(replace(made, sources=sources), tmp_path)
    assert row["source"].split("; ") == ["The Karsa Herald, Evening Edition", "The Oresh Post"]
