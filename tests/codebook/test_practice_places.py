"""How a place in words is coded: the rows of UCDP's Appendix 3, of ACLED's geographic precision and of IDMC's levels."""

import pytest
from tests.annotate.places.test_resolver import gazetteer, one, read, report

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.places import Places
from sitrep.export.houses_place import coarsest, event_places, house_place
from sitrep.model.frame import Frame
from sitrep.model.span import Span

__all__ = ["gazetteer"]

# phrase, UCDP's where_prec, ACLED's geo_precision (None: not recorded), IDMC's level, drawn as an area
ROWS = [
    ("Raqqa", 1, 1, "Point", False),
    ("the village of Kafr Nabl", 1, 1, "Point", False),
    ("the Mashhad neighborhood of Aleppo", 1, 1, "Point", False),
    ("near Raqqa", 2, 2, "ADM3", False),
    ("the outskirts of Idlib", 2, 2, "ADM3", False),
    ("north of Hama", 2, 2, "ADM3", False),
    ("20 km east of Homs", 2, 2, "ADM3", False),
    ("70 kilometers east of Homs", 5, 3, "ADM1", True),
    ("Idlib province", 4, 3, "ADM1", True),
    ("the road between Homs and Hama", 5, 3, "ADM1", True),
    ("the Syrian-Turkish border", 5, 3, "ADM1", True),
    ("southern Lebanon", 5, 3, "ADM1", True),
    ("Syria", 6, None, "ADM0", True),
    ("the Red Sea", 7, 3, "Point", True),
]


@pytest.mark.parametrize(("phrase", "where", "geo", "level", "area"), ROWS)
def test_a_phrase_as_three_houses_place_it(
    gazetteer: Gazetteer, phrase: str, where: int, geo: int | None, level: str, area: bool
) -> None:
    mentions = read(gazetteer, phrase, f"A strike hit {phrase} while Syria and Lebanon looked on.")
    found = {house_place(mention) for mention in mentions}
    assert {(each.where_prec, each.geo_precision, each.accuracy, each.area) for each in found} == {
        (where, geo, level, area)
    }


def test_a_district_is_an_area_of_the_second_order(gazetteer: Gazetteer) -> None:
    line = "Afghan forces raided Zhari district, Kandahar province."
    found = house_place(one(gazetteer, "Zhari district, Kandahar province", line))
    assert (found.where_prec, found.geo_precision, found.accuracy, found.area) == (3, 2, "ADM2", True)


def test_a_quarter_has_its_towns_point_and_keeps_its_name(gazetteer: Gazetteer) -> None:
    line = "Syrian shells hit the Bustan al-Qasr neighborhood of Aleppo, and Aleppo itself."
    quarter = one(gazetteer, "the Bustan al-Qasr neighborhood of Aleppo", line)
    town = one(gazetteer, "Aleppo", line)
    assert (quarter.lat, quarter.lon) == (town.lat, town.lon)
    assert quarter.name == "Bustan al-Qasr, Aleppo"


def test_of_two_levels_in_doubt_the_higher(gazetteer: Gazetteer) -> None:
    line = "Troops left the city of Idlib for the rest of Idlib province in Syria."
    town, province = one(gazetteer, "the city of Idlib", line), one(gazetteer, "Idlib province", line)
    assert coarsest((town, province)) == province


def test_a_place_is_never_coded_at_two_levels(gazetteer: Gazetteer) -> None:
    """ "Raqqa, Syria" is one place, not a town and a country."""
    (mention,) = read(gazetteer, "Raqqa, Syria", "Fighting went on in Raqqa, Syria on Monday.")
    assert house_place(mention).where_prec == 1


def test_the_dateline_is_no_event_place(gazetteer: Gazetteer) -> None:
    document, sentences = report(
        "Fighters left Raqqa after a battle in Raqqa.", "Talks failed.", dateline="CAIRO (Example)"
    )
    start = document.text.index("Talks")
    frame = Frame(Span(start, start + 5), "clash", "actual", 1)
    places = Places(document, sentences, (frame,), gazetteer)
    found = event_places(places.of_frame(frame, role="place"))
    assert [mention.name for mention in found] == ["Raqqa"]
