"""IDMC: the number as reported, with its quantifier and unit; one figure recommended, the others to compare.

Source: IDMC's Helix database schema: reported, quantifier, unit, household_size, total_figures = reported times household_size,
role (Recommended, Triangulation); an event or series has exactly one recommended figure. Flow and stock are two series.
"""

from sitrep.codebook.idmc import idmc
from sitrep.model.claim import Figure
from sitrep.model.mention import Number
from sitrep.model.record import HouseFigure
from sitrep.reconcile.houses.material import Material
from sitrep.reconcile.interests import interested, parties_of, standing
from sitrep.reconcile.ranges import is_number

HOUSE = "idmc"


def figure(material: Material) -> HouseFigure:
    """The recommended figure of a series.

    Recommended is, of the voices that give a number: a named source before a described or unnamed one and before a report's own
    voice, a disinterested before an interested one, a number before a vague one, then the latest. `best` is the reported
    number, in households where those are counted; `parts` then hold both the households and, with a cited household size, the
    people.
    """
    telling = [item for item in material.voices if is_number(item.figure)]
    left = {item.claim.id: "no_number" for item in material.voices if not is_number(item.figure)}
    if not telling:
        return HouseFigure(HOUSE, None, None, None, "", material.refused("no_number"), material.reading)
    parties = parties_of(item.claim for item in telling)
    order = {item.claim.id: number for number, item in enumerate(telling)}  # voices come newest first
    chosen = min(
        telling,
        key=lambda item: (
            standing(item),
            interested(item, parties),
            item.figure.quantifier == "vague",
            order[item.claim.id],
        ),
    )
    left.update({item.claim.id: "triangulation" for item in telling if item is not chosen})
    stated = chosen.figure
    sized = stated.household_size is not None and _is_of_households(material, stated)
    entry = ("recommended", "household_size" if sized else "recommended")
    low, best, high = _reported(stated)
    return HouseFigure(
        HOUSE,
        low,
        best,
        high,
        idmc().quantifiers.get(stated.quantifier, ""),
        material.entries({chosen.claim.id: entry}, left),
        material.reading,
        _parts(material, stated),
    )


def _reported(stated: Figure) -> tuple[Number | None, Number | None, Number | None]:
    """The number as reported, as best; of a range its ends, and no number that nobody reported between them."""
    if stated.best is not None:
        return None, stated.best, None
    if stated.low is not None and stated.high is not None:
        return stated.low, None, stated.high
    return None, stated.low if stated.low is not None else stated.high, None


def _is_of_households(material: Material, stated: Figure) -> bool:
    return "Household" in {idmc().units.get(word) for word in (stated.unit, material.subject)}


def _parts(material: Material, stated: Figure) -> tuple[tuple[str, Number | None, Number | None], ...]:
    """Households, and people by the cited size of one; empty where people are counted."""
    if not _is_of_households(material, stated):
        return ()
    low, best, high = _reported(stated)
    bounds = (best, best) if best is not None else (low, high)
    households = ("households", *bounds)
    if stated.household_size is None:
        return (households,)
    size = stated.household_size
    people = tuple(None if value is None else _whole(value * size) for value in bounds)
    return (households, ("people", people[0], people[1]))


def _whole(value: Number) -> Number:
    """A number of people is whole: 500 households of 5.25 are 2,625."""
    return round(value)
