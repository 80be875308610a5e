"""What single lines are."""

from datetime import UTC, datetime

import pytest

from sitrep.ingest.marks import Kind, byline, is_name, mark, timestamp

LATEST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-", Kind.NOISE),
        ("a", Kind.NOISE),
        ("1,204", Kind.NOISE),
        ("Tweet", Kind.INTERFACE),
        ("Read more", Kind.LIST),
        ("SHARE 12", Kind.INTERFACE),
        ("3 min read", Kind.INTERFACE),
        ("Home » World » Middle East » Valia", Kind.INTERFACE),
        ("https://post.example/karsa", Kind.INTERFACE),
        ("Comments (12)", Kind.COMMENTS),
        ("Leave a Comment", Kind.COMMENTS),
        ("Most read", Kind.LIST),
        ("Sign up for our newsletter and never miss a story.", Kind.NOTICE),
        ("Updated 4 Jul 2017, 08:40 MSK", Kind.TIMESTAMP),
        ("Published: 4 July 2017 | Last updated: 5 July 2017 10:00 GMT", Kind.TIMESTAMP),
        ("BY", Kind.BYLINE),
        ("By Leyla Marsh and Tom Lee in Morva", Kind.BYLINE),
        ("(Editing by Tom Lee)", Kind.TEXT_CREDIT),
        ("Getty Images", Kind.CREDIT),
        ("By Sunday the army had left the town.", Kind.PROSE),
        ("Comments by the minister angered families in Karsa on Monday.", Kind.PROSE),
        ("The army left the town on 4 July 2017.", Kind.PROSE),
        ("Troops leave Karsa after a month", Kind.SHORT),
        ("A strike, backed by the U.S.", Kind.SHORT),
    ],
)
def test_kinds(line: str, kind: Kind) -> None:
    assert mark(line, latest=LATEST).kind is kind


def test_names_on_bylines() -> None:
    assert byline("BY") == ""
    assert byline("By Abu Bakr al-Masri") == "Abu Bakr al-Masri"
    assert byline("By the river they waited") is None
    assert not is_name("Two Men Left At Night.")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Bamako, 12 Aug 2023 - 09:10 GMT", True),
        ("San Salvador, 12 Aug 2023 09:10 GMT", True),
        ("Bamako, 12 Aug 2023", False),  # without a time of day it may be a title
        ("Fighting in the north of Mali, 12 Aug 2023 09:10 GMT", False),
    ],
)
def test_a_place_may_stand_before_a_time_of_day(line, is_one):
    latest = datetime(2024, 1, 1, tzinfo=UTC)
    assert (timestamp(line, latest=latest) is not None) is is_one
