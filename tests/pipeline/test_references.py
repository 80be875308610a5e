"""Another house's table beside the record: kept whole, replaced whole, and never a part of the record."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.errors import NotFoundError, ReadError, StoreError
from sitrep.export.comparison import Wanted
from sitrep.pipeline import Record, open_record
from sitrep.pipeline.references import beside
from sitrep.reconcile import partition_keys
from sitrep.settings import Settings

TABLE = (
    "id,country,adm_1,date_start,date_end,deaths_civilians,low,best,high\n"
    "1,Syria,Ar Raqqah Governorate,2017-10-02,2017-10-02,1,2,3,4\n"
    "2,Syria,Ar Raqqah Governorate,soon,,0,1,1,1\n"
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    settings = replace(Settings.load(), db=tmp_path / "record.db")
    with open_record(settings, clock=lambda: datetime(2026, 1, 2, tzinfo=UTC)) as opened:
        new = report(1)
        keys = {claim.id: tuple(partition_keys(claim)) for claim in new.claims}
        add_reading(opened.store, replace(new, partitions=keys), actor="sitrep", at=AT)
        yield opened


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_events_are_kept_and_rows_that_are_none_are_told(record: Record, table: Path) -> None:
    found = record.import_ucdp(table)
    assert (len(found.events), [row.reason for row in found.rejected]) == (1, ["no_date"])
    assert beside(record.settings.db).is_file()


def test_nothing_of_the_record_changes(record: Record, table: Path) -> None:
    before = (record.store.counts(), list(record.store.claims()))
    record.import_ucdp(table)
    assert (record.store.counts(), list(record.store.claims())) == before
    assert record.store.verify() == ()


def test_comparing_needs_a_table(record: Record) -> None:
    with pytest.raises(NotFoundError, match="sitrep import ucdp"):
        record.compare()


def test_a_table_that_is_none_leaves_the_old_one(record: Record, table: Path, tmp_path: Path) -> None:
    record.import_ucdp(table)
    before = beside(record.settings.db).read_bytes()
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ReadError):
        record.import_ucdp(tmp_path / "other.csv")
    assert beside(record.settings.db).read_bytes() == before


def test_a_cut_file_is_noticed(record: Record, table: Path) -> None:
    record.import_ucdp(table)
    path = beside(record.settings.db)
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(StoreError, match="0 of 1"):
        record.compare()
    path.write_text("not json\n", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        record.compare()


@pytest.mark.needs_corpora
def test_ucdp_s_table_of_syria(record: Record, corpora_folder: Path, tmp_path: Path) -> None:
    """The table of 19.1, converted by R's reader for Python: every row is an event, inversions are counted."""
    program = (
        "import sys, warnings, rdata; warnings.simplefilter('ignore')\n"
        "rdata.read_rda(sys.argv[1])['ucdp_syria_df'].to_csv(sys.argv[2], index=False)"
    )
    source = corpora_folder / "data" / "reference" / "ucdp_syria_df.rda"
    subprocess.run([sys.executable, "-c", program, str(source), str(tmp_path / "syria.csv")], check=True)
    found = record.import_ucdp(tmp_path / "syria.csv")
    assert len(found.events) == 16_566 and found.rejected == () and found.missing == ()
    assert sum(event.low > event.best for event in found.events if event.low is not None) == 30
    assert sum(event.best > event.high for event in found.events if event.high is not None) == 71
    assert sum(event.best == 0 and (event.high or 0) > 0 for event in found.events) == 1_124
    raqqa = [
        event for event in found.events
        if event.adm1 == "Ar Raqqah Governorate" and "2017-06-01" <= event.start.isoformat() < "2017-11-01"
    ]  # fmt: skip
    assert (len(raqqa), sum(event.best for event in raqqa)) == (444, 5_149)
    compared = record.compare(
        Wanted(since=datetime(2017, 6, 1, tzinfo=UTC).date(), until=datetime(2017, 10, 31, tzinfo=UTC).date())
    )
    rows = [row for row in compared.rows if row.area == "Ar-Raqqah"]
    sums = Counter[str]()
    for row in rows:
        sums.update(events=row.theirs.events, low=int(row.theirs.low or 0), high=int(row.theirs.high or 0),
                    civilians=row.theirs_civilians)  # fmt: skip
    assert dict(sums) == {"events": 444, "low": 4_974, "high": 6_132, "civilians": 2_360}
