"""HXL tags: what a validator asks holds for every column."""

import copy

import pytest

from sitrep.codebook import hxl as module
from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

BOOK = module.hxl()


def test_numbers_stand_alone_under_affected() -> None:
    assert {column.type for column in BOOK.columns.values() if column.hashtag == "#affected"} == {"number"}
    assert {column.type for column in BOOK.columns.values() if column.hashtag == "#date"} == {"date"}


def test_the_number_as_reported_has_a_text_column() -> None:
    assert BOOK.columns["figure_text"].type == "text"
    assert BOOK.tag("killed_min") == "#affected+killed+min"


def test_tags_are_as_the_validator_reads_them() -> None:
    pattern = pytest.importorskip("hxl").model.TagPattern
    for column in BOOK.columns.values():
        parsed = pattern.parse(column.tag)
        assert parsed.tag == column.hashtag and set(parsed.include_attributes) == set(column.attributes)


def test_a_column_without_tag() -> None:
    with pytest.raises(CodebookError, match="weather"):
        BOOK.tag("weather")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"column": "x", "tag": "#affected+killed+x", "type": "number"}, "nobody knows"),
        ({"column": "x", "tag": "#affected", "type": "text"}, "must hold a number"),
        ({"column": "x", "tag": "#event", "type": "date"}, "under #date"),
        ({"column": "killed", "tag": "#event", "type": "text"}, "stands twice"),
        ({"column": "x", "tag": "#event", "type": "colour"}, "unknown type"),
    ],
)
def test_a_wrong_tag_is_refused(change: dict, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy.deepcopy(read_yaml("hxl.yaml"))
    data["columns"].append({"label": "x", **change})
    monkeypatch.setattr(module, "read_yaml", lambda name: data)
    with pytest.raises(CodebookError, match=message):
        module.hxl.__wrapped__()
