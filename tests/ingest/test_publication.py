"""One publication time is chosen; all are kept."""

from datetime import UTC, datetime

from sitrep.ingest.publication import choose, url_candidate
from sitrep.model.document import DateCandidate, SourceAttributes

NOTHING = SourceAttributes()
LATEST = datetime(2020, 1, 1, tzinfo=UTC)


def at(origin: str, day: int, hour: int | None = None) -> DateCandidate:
    return DateCandidate(
        datetime(2017, 7, day, hour or 0, tzinfo=UTC), "day" if hour is None else "minute", origin, ""
    )


def test_the_more_trusted_origin_wins() -> None:
    chosen = choose([at("dateline", 3), at("timestamp-line", 4, 5), at("json-ld", 4, 6)], NOTHING)
    assert (chosen.origin, chosen.published) == ("json-ld", datetime(2017, 7, 4, 6, tzinfo=UTC))
    assert len(chosen.candidates) == 3


def test_a_day_is_refined_by_a_time_of_the_same_day() -> None:
    chosen = choose([at("json-ld", 4), at("timestamp-line", 4, 5)], NOTHING)
    assert (chosen.origin, chosen.precision) == ("timestamp-line", "minute")
    assert choose([at("json-ld", 4), at("timestamp-line", 5, 5)], NOTHING).precision == "day"


def test_what_is_given_by_hand_is_never_refined() -> None:
    given = SourceAttributes(published=datetime(2017, 7, 4, tzinfo=UTC))
    chosen = choose([at("timestamp-line", 4, 5)], given)
    assert (chosen.origin, chosen.precision) == ("given", "day")


def test_disagreement_is_noted_and_a_zone_apart_is_none() -> None:
    assert choose([at("json-ld", 4, 1), at("dateline", 3)], NOTHING).notes == ()
    (note,) = choose([at("json-ld", 4, 1), at("dateline", 1)], NOTHING).notes
    assert "json-ld 2017-07-04 taken; also dateline 2017-07-01" in note


def test_nothing_known_is_nothing_guessed() -> None:
    chosen = choose([], NOTHING)
    assert (chosen.published, chosen.precision, chosen.origin) == (None, "", "")


def test_the_day_in_an_address() -> None:
    found = url_candidate("https://x.org/news/2017/07/04/troops", latest=LATEST)
    assert found is not None and found.value == datetime(2017, 7, 4, tzinfo=UTC)
    assert url_candidate("https://x.org/2017/13/04/troops", latest=LATEST) is None
    assert url_candidate("https://x.org/", latest=LATEST) is None
