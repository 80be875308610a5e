"""ACLED: the lowest credible figure of fatalities, for one day and one place.

Source: ACLED Codebook, Fatalities: the lowest figure until a higher one is better corroborated; "dozens" is 12; silence and
"casualties" are 0; totals for a country are refused, totals over days belong to the days on which events are reported.
"""

from datetime import date, timedelta

from sitrep.model.claim import Figure
from sitrep.model.mention import Number
from sitrep.model.record import HouseFigure
from sitrep.reconcile.houses.material import Material, lower

HOUSE = "acled"
_PLURAL = 2
_NAMED_PLACES = "event"


def figure(material: Material) -> HouseFigure:
    """Fatalities of a series; all three bounds are the one number that ACLED codes, None for what it refuses."""
    if material.metric == "casualties":
        return _point(material, 0, material.refused("casualties_only"))
    reason = _refusal(material)
    if reason:
        return HouseFigure(
            HOUSE, None, None, None, "", material.refused(reason), material.reading, _division(material)
        )
    read = {item.claim.id: _value(material, item.figure) for item in material.voices}
    lower_ones = [value for value, why in read.values() if value is not None and why != "upper_only"]
    fallback = [value for value, _ in read.values() if value is not None]
    value = min(lower_ones or fallback, default=None)
    roles, left = {}, {}
    for claim, (number, why) in read.items():
        if number is None:
            left[claim] = "no_number"
        elif why == "upper_only" and lower_ones:
            left[claim] = "upper_bound"
        elif number == value:
            roles[claim] = ("fatalities", why)
        else:
            left[claim] = "higher_figure"
    return _point(material, value, material.entries(roles, left))


def _point(material: Material, value: Number | None, entries: tuple) -> HouseFigure:  # type: ignore[type-arg]
    return HouseFigure(HOUSE, value, value, value, "", entries, material.reading)


def _refusal(material: Material) -> str:
    if material.is_countrywide:
        return "country_total"
    return "" if material.measure == "incident" else "period_total"


def _value(material: Material, stated: Figure) -> tuple[Number | None, str]:
    """ACLED's number for one figure, with the reason code of how it was read."""
    if stated.quantifier == "vague" and (stated.low is None or stated.low <= _PLURAL):
        return material.rules.acled_some, "some_is_three"
    number = lower(stated)
    if number is None:
        return stated.high, "upper_only" if stated.high is not None else "no_number"
    return number, "vague_number" if stated.quantifier == "vague" else "lowest_credible"


def _division(material: Material) -> tuple[tuple[str, Number | None, Number | None], ...]:
    """How ACLED's coders would divide a total over its days, else its places: shown, and never counted.

    "12 over three days" is 4, 4 and 4; what is left over goes to the first.
    """
    values = [value for item in material.voices if (value := lower(item.figure)) is not None]
    if not values or material.measure != "cumulative" or material.is_countrywide:
        return ()
    names = _days(material) or _places(material)
    if len(names) < 2 or int(min(values)) != min(values):
        return ()
    share, rest = divmod(int(min(values)), len(names))
    return tuple(
        (name, number, number)
        for index, name in enumerate(names)
        for number in (share + (rest if index == 0 else 0),)
    )


def _days(material: Material) -> tuple[str, ...]:
    first, last = material.since, material.as_of
    if first is None or last is None or not 1 < _length(first, last) <= material.rules.acled_divided_days:
        return ()
    return tuple((first + timedelta(days=number)).isoformat() for number in range(_length(first, last)))


def _length(first: date, last: date) -> int:
    return last.toordinal() - first.toordinal() + 1


def _places(material: Material) -> tuple[str, ...]:
    named = {
        place.name: None
        for item in material.voices
        for place in item.claim.places
        if place.role == _NAMED_PLACES
    }
    return tuple(named)
