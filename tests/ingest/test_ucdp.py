"""UCDP GED tables as they come: gaps, inversions, odd dates, rows that are no events."""

from datetime import date

import pytest

from sitrep.errors import ReadError
from sitrep.ingest.ucdp import ROW_REASONS, read_ucdp

HEAD = "id,year,type_of_violence,side_a,side_b,where_coordinates,adm_1,latitude,longitude,country,event_clarity,date_prec,where_prec,date_start,date_end,deaths_civilians,low,best,high"  # noqa: E501
GOOD = (
    "7,2017,2,SDF,IS,Raqqa town,Ar Raqqah Governorate,35.95,39.01,Syria,1,1,1,2017-10-15,2017-10-16,3,5,8,9"
)


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def test_a_row_is_an_event() -> None:
    found = read_ucdp(table(GOOD), "ged.csv")
    (event,) = found.events
    assert (event.id, event.start, event.end) == ("7", date(2017, 10, 15), date(2017, 10, 16))
    assert (event.low, event.best, event.high, event.civilians) == (5, 8, 9, 3)
    assert (event.adm1, event.country, event.clarity) == ("Ar Raqqah Governorate", "Syria", 1)
    assert found.rejected == () and "adm_2" in found.missing


def test_inversions_are_kept_as_they_are() -> None:
    found = read_ucdp(table(GOOD.replace("5,8,9", "10,8,6")), "ged.csv")
    (event,) = found.events
    assert (event.low, event.best, event.high) == (10, 8, 6) and event.inverted and found.inverted == 1


def test_days_as_r_stores_them_and_numbers_as_data_frames_write_them() -> None:
    found = read_ucdp(table("214797.0,16801.0,16802.0,4.0", head="id,date_start,date_end,best"), "ged.csv")
    (event,) = found.events
    assert (event.id, event.start, event.end, event.best) == ("214797", date(2016, 1, 1), date(2016, 1, 2), 4)


def test_a_time_of_day_does_no_harm() -> None:
    row = GOOD.replace("2017-10-15,2017-10-16", "2017-10-15 00:00:00.000,2017-10-16 00:00:00.000")
    (event,) = read_ucdp(table(row), "ged.csv").events
    assert (event.start, event.end) == (date(2017, 10, 15), date(2017, 10, 16))


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators(mark: str) -> None:
    assert len(read_ucdp(table(GOOD).replace(b",", mark.encode()), "ged.csv").events) == 1


def test_names_of_older_versions() -> None:
    found = read_ucdp(b"id,date_start,best_est,low_est,high_est\n1,2012-05-01,3,2,4\n", "ged50.csv")
    (event,) = found.events
    assert (event.low, event.best, event.high) == (2, 3, 4)


def test_excel_s_byte_order_mark_and_quoted_articles() -> None:
    data = b'\xef\xbb\xbfid,source_article,date_start,best\r\n1,"""SOHR,2017-10-15,one; two""\nthree",2017-10-15,2\r\n'
    assert len(read_ucdp(data, "ged.csv").events) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("7,2017", ",2017", 1), "no_id"),
        (GOOD.replace("2017-10-15", "mid October"), "no_date"),
        (GOOD.replace("2017-10-15", ""), "no_date"),
        (GOOD.replace("2017-10-16", "2017-10-01"), "bad_interval"),
        (GOOD.replace("5,8,9", "5,,9"), "no_best"),
        (GOOD.replace("5,8,9", "5,NA,9"), "no_best"),
        (GOOD.replace("5,8,9", "5,-8,9"), "bad_number"),
        (GOOD.replace("5,8,9", "5,8.5,9"), "bad_number"),
        (GOOD.replace("35.95", "north"), "bad_number"),
        (GOOD.replace("35.95", "inf"), "bad_number"),
        (GOOD + ",more", "too_many_cells"),
    ],
)
def test_a_row_that_is_no_event_says_why_and_harms_no_other(row: str, reason: str) -> None:
    found = read_ucdp(table(row, GOOD.replace("7,2017", "8,2017", 1)), "ged.csv")
    assert [event.id for event in found.events] == ["8"]
    (rejected,) = found.rejected
    assert (rejected.line, rejected.reason) == (2, reason) and reason in ROW_REASONS and rejected.message


def test_an_id_counts_once() -> None:
    found = read_ucdp(table(GOOD, GOOD), "ged.csv")
    assert len(found.events) == 1 and [row.reason for row in found.rejected] == ["repeated_id"]


def test_a_short_row_lacks_its_last_columns() -> None:
    found = read_ucdp(table("1,2017-10-15,4", head="id,date_start,best,high"), "ged.csv")
    assert found.events[0].high is None


def test_what_is_no_ged_table_is_refused() -> None:
    with pytest.raises(ReadError, match="no column id, best") as caught:
        read_ucdp(b"name,date_start\nx,2017-10-15\n", "places.csv")
    assert caught.value.reason == "missing_column"
    with pytest.raises(ReadError) as caught:
        read_ucdp(b"\xff\xfe\x00", "x.csv")
    assert caught.value.reason == "unreadable"
    with pytest.raises(ReadError) as caught:
        read_ucdp(b"", "empty.csv")
    assert caught.value.reason == "missing_column"
