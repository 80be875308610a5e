"""A claim's place in the codes of three houses."""

from dataclasses import replace

import pytest
from tests.extract.builders import place

from sitrep.export.houses_place import coarsest, event_places, house_place

RAQQA = place("Raqqa")


@pytest.mark.parametrize(
    ("prec", "acled", "geo", "accuracy", "area"),
    [
        (1, 1, 1, "Point", False),
        (2, 2, 2, "ADM3", False),
        (3, 2, 2, "ADM2", True),
        (4, 3, 3, "ADM1", True),
        (5, 3, 3, "ADM1", True),
        (6, None, None, "ADM0", True),
        (6, 3, None, "ADM0", True),
        (7, 3, 3, "Point", True),
        (None, None, None, "", False),
    ],
)
def test_levels(prec: int | None, acled: int | None, geo: int | None, accuracy: str, area: bool) -> None:
    found = house_place(replace(RAQQA, ucdp_prec=prec, acled_prec=acled))
    assert (found.where_prec, found.geo_precision, found.accuracy, found.area) == (prec, geo, accuracy, area)


def test_roles_are_idmcs_location_types() -> None:
    assert house_place(replace(RAQQA, role="origin")).location_type == "Origin"
    assert house_place(replace(RAQQA, role="destination")).location_type == "Destination"
    assert house_place(RAQQA).location_type == ""


def test_where_something_was_written_or_said_is_no_event_place() -> None:
    cairo, geneva = replace(RAQQA, name="Cairo", role="dateline"), replace(RAQQA, role="statement")
    assert event_places((cairo, geneva, RAQQA)) == (RAQQA,)


def test_of_several_levels_the_highest_is_taken() -> None:
    province = replace(RAQQA, kind="adm1", ucdp_prec=4, acled_prec=3)
    nowhere = replace(RAQQA, lat=None, lon=None, ucdp_prec=5)
    assert coarsest((RAQQA, province, nowhere)) == province
    assert coarsest((nowhere,)) is None
