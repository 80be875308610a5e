"""Airwars: minimum and maximum of civilians harmed in one incident, militants apart; never one number.

Source: Airwars methodology: an incident is all accounts of one moment in space and time, with the range of what they say.
"""

from sitrep.model.record import HouseFigure
from sitrep.reconcile.houses.material import Material, highest, lower, lowest, upper
from sitrep.reconcile.ranges import is_number

HOUSE = "airwars"
COMBATANTS = "combatants"


def figure(material: Material) -> HouseFigure:
    """The range of a series; best is always None. People of unknown status are no civilians of Airwars's."""
    militants = material.subject.partition(":")[0] == COMBATANTS
    if material.measure != "incident":
        return _refused(material, "not_an_incident")
    if not militants and material.subject not in material.rules.civilian_subjects:
        return _refused(material, "status_unknown")
    telling = [item for item in material.voices if is_number(item.figure)]
    left = {item.claim.id: "no_number" for item in material.voices if not is_number(item.figure)}
    low = lowest(lower(item.figure) for item in telling)
    high = _high(material)
    prefix = "militants " if militants else ""
    roles = {}
    for item in telling:
        names = [
            name
            for name, bound, value in (
                ("min", low, lower(item.figure)),
                ("max", high, upper(item.figure)),
            )
            if bound is not None and value == bound
        ]
        if names:
            roles[item.claim.id] = (prefix + ", ".join(names), "militants" if militants else "stated")
        else:
            left[item.claim.id] = "between"
    return HouseFigure(HOUSE, low, None, high, "", material.entries(roles, left), material.reading)


def _high(material: Material) -> int | float | None:
    """The highest number said; None where the words of the one who says it leave it open ("at least 12")."""
    telling = [item.figure for item in material.voices if is_number(item.figure)]
    top = highest(upper(stated) for stated in telling)
    closed = [stated for stated in telling if stated.high is not None or stated.quantifier == "about"]
    return top if any(upper(stated) == top for stated in closed) else None


def _refused(material: Material, reason: str) -> HouseFigure:
    return HouseFigure(HOUSE, None, None, None, "", material.refused(reason), material.reading)
