"""UCDP's rules on the rows that we write (UCDP GED codebook)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.builders import entry, event, house, material, told, toll
from tests.reconcile.builders import country

from sitrep.codebook.ucdp import ucdp
from sitrep.export import Material, ucdp_csv
from sitrep.export.event_rows import event_rows
from sitrep.export.ucdp_csv import OWN_COLUMNS, priogrid, sides
from sitrep.model.mention import TimeMention
from sitrep.model.record import Range

DTYPES = {"integer": "Int64", "text": "string", "number": "Float64", "date": "string", "boolean": "boolean"}


def rows(made: Material, folder: Path) -> list[dict[str, Any]]:
    """The rows as pandas reads them with the types of the codebook; None for empty cells."""
    ucdp_csv.write(made, folder / "ucdp.csv")
    types = {column.name: DTYPES[column.type] for column in ucdp().columns}
    table = pandas.read_csv(folder / "ucdp.csv", dtype=types)
    assert list(table.columns) == [*ucdp().names, *OWN_COLUMNS]
    assert {name: str(table[name].dtype) for name in types} == {
        name: "string" if type_ == "string" else type_ for name, type_ in types.items()
    }
    return [
        {name: None if pandas.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def one(made: Material, folder: Path) -> dict[str, Any]:
    (row,) = rows(made, folder)
    return row


def fight(*, by: str = "Syrian Democratic Forces", to: str = "Islamic State", **more: Any) -> Any:
    return told("clash", by=[by], to=[to], **more)


def test_all_columns_of_19_1_are_there_with_those_of_2023() -> None:
    assert len(ucdp().names) == 49 and len(ucdp().columns_19) == 41
    assert set(ucdp().columns_19) <= set(ucdp().names)


def test_best_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    clash = fight()
    tolls = [
        toll(clash, killed=(5, 5, 8), subject="combatants:Islamic State"),
        toll(clash, killed=(2, 2, 2), subject="combatants:Syrian Democratic Forces"),
        toll(clash, killed=(3, 4, 4), subject="civilians"),
        toll(clash, killed=(12, 14, 20), subject="people"),
    ]
    row = one(material(clash, events=[event(clash)], series=tolls), tmp_path)
    assert (row["side_a"], row["side_b"]) == ("SDF", "IS")  # as UCDP writes them
    parts = [row[name] for name in ucdp().best_is_sum_of]
    assert parts == [2, 5, 4, 3] and row["best"] == sum(parts) == 14
    assert (row["low"], row["high"]) == (12, 20)
    assert (row["type_of_violence"], row["dyad_name"]) == (2, "SDF - IS")


def test_the_numbers_are_the_record_s(tmp_path: Path) -> None:
    clash = fight()
    dead = (("combatants:Islamic State", 6, 6), ("combatants:Syrian Democratic Forces", 1, 1))
    parts = (*dead, ("civilians", 2, 2), ("unknown", 0, 0))
    whole = event(clash, houses=(house("ucdp", 8, 9, 11, parts=parts),))
    row = one(material(clash, events=[whole], series=[toll(clash)]), tmp_path)
    assert [row[name] for name in ucdp().best_is_sum_of] == [1, 6, 2, 0]
    assert (row["low"], row["best"], row["high"]) == (8, 9, 11)


def test_a_state_that_was_attacked_takes_its_own_dead_along_as_side_a(tmp_path: Path) -> None:
    clash = fight(by="Islamic State", to="Syrian government forces")
    tolls = [
        toll(clash, killed=(6, 6, 6), subject="combatants:Syrian government forces"),
        toll(clash, killed=(1, 1, 1), subject="combatants:Islamic State"),
    ]
    row = one(material(clash, events=[event(clash)], series=tolls), tmp_path)
    assert (row["side_a"], row["deaths_a"], row["deaths_b"], row["best"]) == ("Government of Syria", 6, 1, 7)


def test_a_state_is_side_a_by_its_government(tmp_path: Path) -> None:
    clash = fight(by="Islamic State", to="Syrian government forces")
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert (row["side_a"], row["type_of_violence"], row["gwnoa"]) == ("Government of Syria", 1, 652)
    assert row["dyad_name"] == "Government of Syria - IS"


def test_civilians_who_were_the_target_are_one_sided_violence(tmp_path: Path) -> None:
    killing = told("execute", by=["Islamic State"], to=["civilians"])
    row = one(material(killing, events=[event(killing)], series=[toll(killing)]), tmp_path)
    assert (row["type_of_violence"], row["side_b"]) == (3, "Civilians")


def test_a_bomb_that_hits_civilians_leaves_the_type_to_the_coder(tmp_path: Path) -> None:
    strike = told(by=["Russia"], to=["civilians"])
    row = one(material(strike, events=[event(strike)], series=[toll(strike)]), tmp_path)
    assert row["type_of_violence"] is None and "no enemy is named" in row["coding_note"]


def test_nobody_named_is_no_dyad(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    row = one(material(strike, events=[event(strike)], series=[toll(strike)]), tmp_path)
    assert (row["side_a"], row["dyad_name"], row["best"]) == (None, None, 12)
    assert row["coding_note"] == "no organised actor is named"


def test_a_death_that_is_only_claimed_is_best_0_with_a_high(tmp_path: Path) -> None:
    clash = fight()
    claimed = toll(
        clash,
        killed=(None, None, 40),
        subject="combatants:Islamic State",
        houses=[house("ucdp", 0, 0, 40)],
    )
    row = one(material(clash, events=[event(clash)], series=[claimed]), tmp_path)
    assert (row["low"], row["best"], row["high"]) == (0, 0, 40)


def test_where_nobody_gives_one_number_best_is_the_coders(tmp_path: Path) -> None:
    """ "30 to 50": no number between the two was ever told."""
    clash = fight()
    ranged = toll(clash, killed=(30, None, 50), houses=[house("ucdp", 30, None, 50)])
    row = one(material(clash, events=[event(clash)], series=[ranged]), tmp_path)
    assert (row["low"], row["best"], row["high"], row["deaths_civilians"]) == (30, None, 50, None)
    assert "no report gives one number" in row["coding_note"]


def test_the_note_says_why_best_is_what_it_is(tmp_path: Path) -> None:
    clash = fight()
    figures = [house("ucdp", 12, 12, 20, entries=(entry(clash, "low, best", "best_disinterested"),))]
    differing = toll(clash, killed=(12, None, 20), houses=figures)
    row = one(material(clash, events=[event(clash)], series=[differing]), tmp_path)
    assert row["best"] == 12 and "parties to the conflict tell others" in row["coding_note"]


def test_one_sided_violence_has_no_dead_of_its_sides(tmp_path: Path) -> None:
    """deaths_a and deaths_b are always 0 there: where fighters died too the type is the coder's."""
    killing = told("execute", by=["Islamic State"], to=["civilians"])
    fighters = toll(killing, killed=(2, 2, 2), subject="combatants:Islamic State")
    row = one(material(killing, events=[event(killing)], series=[toll(killing), fighters]), tmp_path)
    assert (row["type_of_violence"], row["deaths_a"], row["deaths_civilians"]) == (None, 2, 12)
    assert "fighters died too" in row["coding_note"]


def test_both_sides_of_a_clash_told_as_acting_have_their_own_dead(tmp_path: Path) -> None:
    clash = told("clash", by=["Islamic State", "Syrian Democratic Forces"])
    tolls = [
        toll(clash, killed=(5, 5, 5), subject="combatants:Islamic State"),
        toll(clash, killed=(2, 2, 2), subject="combatants:Syrian Democratic Forces"),
    ]
    row = one(material(clash, events=[event(clash)], series=tolls), tmp_path)
    by_side = {row["side_a"]: row["deaths_a"], row["side_b"]: row["deaths_b"]}
    assert by_side == {"IS": 5, "SDF": 2}


def test_or_more_is_told_beside_the_highest_number(tmp_path: Path) -> None:
    clash = fight()
    row = one(material(clash, events=[event(clash)], series=[toll(clash, killed=(12, 12, None))]), tmp_path)
    assert (row["high"], row["high_open"]) == (12, True)


def test_only_lethal_events_are_events(tmp_path: Path) -> None:
    clash, other = fight(document="a"), fight(document="b")
    none = toll(other, killed=(0, 0, 0))
    written = ucdp_csv.write(
        material(clash, other, events=[event(clash), event(other)], series=[none]), tmp_path / "ucdp.csv"
    )
    assert (written.rows, written.left_out) == (0, {"not_lethal": 2})


def test_a_total_is_clarity_2_once_for_a_place_and_period(tmp_path: Path) -> None:
    civilians, people = told("kill", document="a"), told("kill", document="b")
    since, as_of = date(2017, 6, 1), date(2017, 10, 15)
    more = {"measure": "cumulative", "since": since, "as_of": as_of}
    tolls = [
        toll(civilians, killed=(1000, 1000, 1000), **more),
        toll(people, killed=(3000, 3000, 3000), subject="people", **more),
    ]
    row = one(material(civilians, people, series=tolls), tmp_path)
    assert (row["event_clarity"], row["date_prec"]) == (2, 5)
    assert (row["date_start"], row["date_end"]) == ("2017-06-01", "2017-10-15")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["best"]) == (1000, 2000, 3000)
    assert row["claims"] == f"{civilians.id}; {people.id}"


def test_overnight_is_the_day_before_the_report(tmp_path: Path) -> None:
    """Appendix 2: "last night" is the day before, precision 1; the record keeps both days."""
    night = TimeMention(
        None,
        "overnight",
        date(2017, 10, 14),
        date(2017, 10, 15),
        "phrase",
        1,
        1,
        date(2017, 10, 14),
        "overnight",
    )
    clash = fight(time=night)
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2017-10-14", "2017-10-14", 1)


def test_no_date_at_all_is_three_days_before_the_report(tmp_path: Path) -> None:
    clash = fight(on="", published="2017-10-15")
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2017-10-12", "2017-10-14", 2)
    unknown = fight(on="", published="", document="b")
    written = ucdp_csv.write(
        material(unknown, events=[event(unknown)], series=[toll(unknown)]), tmp_path / "b.csv"
    )
    assert written.left_out == {"no_date": 1}


def test_a_total_without_a_first_day_is_left_out(tmp_path: Path) -> None:
    claim = told("kill")
    written = ucdp_csv.write(
        material(claim, series=[toll(claim, measure="cumulative")]), tmp_path / "ucdp.csv"
    )
    assert written.left_out["no_date"] == 1


def test_country_only_is_where_prec_6_and_kept(tmp_path: Path) -> None:
    clash = fight(at=country("Syria", "SY"))
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert (row["where_prec"], row["country_id"], row["region"]) == (6, 652, "Middle East")


def test_the_point_its_cell_and_its_text_agree(tmp_path: Path) -> None:
    clash = fight()
    row = one(material(clash, events=[event(clash)], series=[toll(clash)]), tmp_path)
    assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert row["priogrid_gid"] == priogrid(35.95, 39.01)


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(34.802462, 36.707602, 179714), (-90, -180, 1), (90, 180, 259200)]
)
def test_priogrid_cells(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


def test_origin_and_publisher_stand_apart_and_a_story_is_one_article(tmp_path: Path) -> None:
    clash, copy = fight(document="a"), fight(document="b")
    made = material(
        clash, copy, events=[replace(event(clash, copy), roots=("SOHR", "unnamed:x"))], series=[toll(clash)]
    )
    sources = {
        name: replace(source, story="story", title='A "title"; here') for name, source in made.sources.items()
    }
    row = one(replace(made, sources=sources), tmp_path)
    assert row["number_of_sources"] == 1
    assert row["source_article"] == "\"Reuters,2017-10-15,A 'title', here\""
    assert (row["source_office"], row["source_original"]) == ("Reuters", "SOHR;unnamed source")


def test_ids_persist_and_survive_floating_point(tmp_path: Path) -> None:
    clash = fight()
    made = material(clash, events=[event(clash)], series=[toll(clash)])
    first, again = one(made, tmp_path), one(made, tmp_path)
    assert first["id"] == again["id"] == int(float(first["id"])) and first["relid"] == event(clash).id


def test_without_the_figures_of_the_house_the_cells_are_empty(tmp_path: Path) -> None:
    clash = fight()
    row = one(material(clash, events=[event(clash)], series=[toll(clash, houses=[])]), tmp_path)
    assert (row["best"], row["low"], row["high"]) == (None, None, None)
    assert "UCDP's rules" in row["coding_note"]


def test_unreviewed_says_so(tmp_path: Path) -> None:
    clash = fight()
    made = material(
        clash, events=[event(clash, counted=False)], series=[toll(clash, counted=False)], counting=()
    )
    assert one(made, tmp_path)["unreviewed"] is True


def test_both_sides_of_a_fight_may_be_told_as_agents() -> None:
    clash = told("clash", by=["Islamic State", "Syrian Democratic Forces"])
    (row,) = event_rows(material(clash, events=[event(clash)]))
    found = sides(row)
    assert found.type == 2 and {m.name for m in (*found.a, *found.b)} == {
        "Islamic State",
        "Syrian Democratic Forces",
    }


bounds = st.tuples(*(st.one_of(st.none(), st.integers(0, 60)) for _ in range(3)))


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(st.sampled_from(["civilians", "people", "combatants:Islamic State"]), bounds, max_size=3)
)
def test_no_row_has_low_above_best_or_best_above_high(
    tmp_path_factory: pytest.TempPathFactory, figures: dict[str, Any]
) -> None:
    clash = fight()
    tolls = [
        toll(clash, subject=subject, houses=[house("ucdp", *given)], all=Range(1, 1, 1, False, False))
        for subject, given in figures.items()
    ]
    for row in rows(material(clash, events=[event(clash)], series=tolls), tmp_path_factory.mktemp("ucdp")):
        if row["best"] is not None:
            assert 0 <= row["low"] <= row["best"] <= row["high"]
            assert row["best"] == sum(row[name] for name in ucdp().best_is_sum_of)
