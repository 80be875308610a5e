"""Neighbours that a document names, and how much they speak for a place."""

from sitrep.annotate.gazetteer import Match, Place
from sitrep.annotate.places.scan import Toponym
from sitrep.annotate.places.support import Support
from sitrep.model.span import Span


def town(identity: int, name: str, lat: float, lon: float) -> Place:
    return Place(identity, name, "town", "US", "", lat, lon, 5000, None)


def toponym(name: str, *places: Place) -> Toponym:
    matches = tuple(Match(place, "exact", main=True) for place in places)
    return Toponym(Span(0, len(name)), name, matches, strong=True, adjective=False)


NORTH, SOUTH = town(1, "Marfud", 45.0, -90.0), town(2, "Marfud", 30.0, -90.0)
BESIDE = town(3, "Telmar", 45.1, -90.1)


def test_a_neighbour_speaks_for_the_namesake_beside_it() -> None:
    support = Support([toponym("Marfud", NORTH, SOUTH), toponym("Telmar", BESIDE)])
    north, south = support.of([NORTH, SOUTH], "marfud")
    assert 0.8 < north <= 1.0
    assert south < 0.01


def test_a_name_does_not_speak_for_itself() -> None:
    assert Support([toponym("Marfud", NORTH)]).of([NORTH], "marfud").tolist() == [0.0]


def test_a_neighbour_of_several_meanings_says_less() -> None:
    elsewhere = town(4, "Telmar", 10.0, 20.0)
    clear = Support([toponym("Telmar", BESIDE)]).of([NORTH], "marfud")[0]
    unclear = Support([toponym("Telmar", BESIDE, elsewhere)]).of([NORTH], "marfud")[0]
    assert abs(unclear - clear / 2) < 1e-9


def test_without_names_there_is_no_support() -> None:
    assert Support([]).of([NORTH, SOUTH], "marfud").tolist() == [0.0, 0.0]
