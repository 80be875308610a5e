"""The same claims under the coding rules of four houses, each figure with what went in, as what, and why the rest did not.

The houses disagree on purpose: ACLED wants the lowest figure of a day, UCDP three bounds of an event, Airwars a range of
civilians, IDMC one reported number. Which claims a house reads: those that count; where none of a series counts yet, all of
them, and the figure says so (`HouseFigure.reading`). The two are never mixed.
"""

from collections.abc import Callable, Mapping

from sitrep.codebook.houses import load
from sitrep.model.record import HouseFigure
from sitrep.reconcile.houses import acled, airwars, idmc, ucdp
from sitrep.reconcile.houses.material import Material

HOUSES: Mapping[str, Callable[[Material], HouseFigure]] = {
    acled.HOUSE: acled.figure,
    ucdp.HOUSE: ucdp.figure,
    airwars.HOUSE: airwars.figure,
    idmc.HOUSE: idmc.figure,
}


def houses(material: Material) -> tuple[HouseFigure, ...]:
    """The series as each house that codes its metric reads it; empty where nobody speaks in it.

    Stocks are no deaths: a house of events reads none.
    """
    if not material.voices:
        return ()
    rules = load()
    return tuple(read(material) for house, read in HOUSES.items() if rules.codes(house, material.metric))


__all__ = ["HOUSES", "Material", "houses"]
