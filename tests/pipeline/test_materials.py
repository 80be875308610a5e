"""What exports are given: how documents are cited, and in which first-order area a place lies."""

from datetime import UTC, datetime

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.model.document import Document
from sitrep.pipeline.materials import area_names, source
from sitrep.settings import Settings

RAQQA = "Raqqa"


def document(**more: object) -> Document:
    return Document(id="d", capture_id="c", text="", blocks=(), outlet="The Courier", **more)  # type: ignore[arg-type]


def test_a_day_stays_a_day_and_a_minute_a_minute() -> None:
    at = datetime(2017, 10, 15, 6, 30, tzinfo=UTC)
    assert source(document(published=at, published_precision="day"), "s").published == "2017-10-15"
    exact = source(document(published=at, published_precision="minute"), "s")
    assert (exact.published, exact.day) == ("2017-10-15T06:30:00+00:00", "2017-10-15")
    assert source(document(), "s").published == ""


def test_a_town_lies_in_its_governorate() -> None:
    cache = Settings.load().cache_dir
    gazetteer = Gazetteer.open(cache)
    (town, *_) = [match.place for match in gazetteer.lookup([RAQQA])[RAQQA] if match.place.kind == "town"]
    assert gazetteer.place(town.id) == town
    name = area_names(cache)
    assert name(town.id) == "Ar-Raqqah"
    assert name(-999_999_999) == "" and gazetteer.place(-999_999_999) is None
