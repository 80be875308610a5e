"""Tables: each row a capture of its own; a bad row stops no other."""

from datetime import UTC, datetime

import pytest
from tests.ingest.reading import RETRIEVED, roles

from sitrep.errors import ReadError
from sitrep.ingest import Found, read
from sitrep.model.document import Document

BODY = "The army left the town before dawn on Tuesday, two residents said by telephone."


def rows(data: str | bytes, origin: str, **columns: str) -> list[Found | ReadError]:
    content = data.encode() if isinstance(data, str) else data
    return list(read(content, origin=origin, columns=columns, retrieved_at=RETRIEVED))


def document(row: Found | ReadError) -> Document:
    assert not isinstance(row, ReadError)
    return row[1]


def reason(row: Found | ReadError) -> tuple[str, str]:
    assert isinstance(row, ReadError)
    return row.reason, row.origin


def test_jsonl_rows_with_their_errors_in_place() -> None:
    data = (
        f'{{"text": "{BODY}", "title": "Army leaves", "date": "2017-07-04", "source": "Post", "url": "https://x.org/a"}}\n'
        "{broken\n\n[1, 2]\n"
        '{"title": "no text"}\n{"text": ""}\n'
        f'{{"text": "{BODY}"}}\n'
    )
    found = rows(data, "wire.jsonl")
    first = document(found[0])
    assert roles(first) == [("title", "Army leaves"), ("body", BODY)]
    assert (first.outlet, first.outlet_origin, first.url) == ("Post", "column", "https://x.org/a")
    assert (first.published, first.published_origin) == (datetime(2017, 7, 4, tzinfo=UTC), "column")
    assert [reason(row) for row in found[1:5]] == [
        ("malformed_row", "wire.jsonl#row=2"),
        ("malformed_row", "wire.jsonl#row=4"),
        ("missing_column", "wire.jsonl#row=5"),
        ("empty", "wire.jsonl#row=6"),
    ]
    assert document(found[5]).text == BODY


def test_a_row_is_its_own_capture_wherever_it_stands() -> None:
    alone = rows(f'{{"text": "{BODY}", "id": 1}}\n', "a.jsonl")[0]
    among = rows(f'{{"text": "Other words here."}}\n{{"id": 1, "text": "{BODY}"}}\n', "b.jsonl")[1]
    assert not isinstance(alone, ReadError) and not isinstance(among, ReadError)
    assert alone[0].id == among[0].id
    assert alone[1].id == among[1].id
    assert (among[0].method, among[0].origin) == ("row", "b.jsonl#row=2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiters_and_quoted_line_breaks(delimiter: str) -> None:
    header = delimiter.join(("headline", "Body", "published"))
    record = delimiter.join(("Army leaves", f'"{BODY}\n\nNobody stayed."', "2017-07-04"))
    data = f"{header}\r\n{record}\r\n"
    (row,) = rows(data, "wire.csv")
    assert [text for _, text in roles(document(row))] == ["Army leaves", BODY, "Nobody stayed."]
    assert document(row).published == datetime(2017, 7, 4, tzinfo=UTC)


def test_csv_rows_of_another_width_are_errors() -> None:
    found = rows(f'text,date\n"{BODY}",2017-07-04\nonly one field\n"{BODY}",2017-07-05,extra\n', "wire.csv")
    assert [type(row) for row in found] == [Found, ReadError, ReadError]
    assert reason(found[1]) == ("malformed_row", "wire.csv#row=2")


def test_columns_named_by_the_user() -> None:
    (row,) = rows(f'story,when\n"{BODY}",2017-07-04\n', "wire.csv", text="story", published="when")
    assert document(row).text == BODY
    assert document(row).published == datetime(2017, 7, 4, tzinfo=UTC)


def test_a_table_without_a_text_column_is_refused() -> None:
    for columns in ({}, {"text": "missing"}):
        with pytest.raises(ReadError) as caught:
            rows("when,who\n2017,x\n", "wire.csv", **columns)
        assert caught.value.reason == "missing_column"


def test_an_absurd_date_is_a_note() -> None:
    (row,) = rows(f'{{"text": "{BODY}", "date": "2017-13-45T99:00"}}', "x.jsonl")
    assert document(row).published is None
    assert len(document(row).notes) == 1
