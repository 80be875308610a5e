"""UCDP: low, best and high of deaths, for one event, or for a total as an event of clarity 2.

Source: UCDP GED Codebook 19.1: low is the most conservative claim, high the highest reasonable one, best the most reliable
(`best`); a death that one party alone claims and that is doubted is high only; an event has at least one death in one of the
three; totals over several events are events of clarity 2, off which identified events are taken (`reconcile.totals`).
"""

from sitrep.model.mention import Number
from sitrep.model.record import HouseFigure
from sitrep.reconcile.houses.best import STATED, Choice, most_reliable
from sitrep.reconcile.houses.material import Material, highest, lower, lowest, upper
from sitrep.reconcile.interests import doubted, interested, parties_of, sides
from sitrep.reconcile.ranges import is_number
from sitrep.reconcile.readings import Weighed

HOUSE = "ucdp"
_DENYING = frozenset(("denied", "stated_zero"))


def figure(material: Material) -> HouseFigure:
    """Deaths of a series; best is None where nobody gives one number ("30 to 50", "dozens"), for a reviewer to decide."""
    if material.metric == "casualties":
        return _refused(material, "casualties_only")
    telling = [item for item in material.voices if is_number(item.figure)]
    left = {item.claim.id: "no_number" for item in material.voices if not is_number(item.figure)}
    if not telling:  # nothing but bare plurals: somebody died, and the least that the words allow is 2
        telling, left = list(material.voices), {}
    low = lowest(lower(item.figure) for item in telling)
    high = highest(upper(item.figure) for item in telling)
    choice = most_reliable(material)
    best = choice.number if choice else None
    if high == 0:
        return _refused(material, "not_lethal")
    if _is_only_claimed(material, telling):
        top = high if high is not None else low
        return HouseFigure(
            HOUSE,
            0,
            0,
            top,
            "",
            material.entries(
                {item.claim.id: ("high", "claimed_and_doubted") for item in telling if _reaches(item, top)},
                {**{item.claim.id: "between" for item in telling}, **left},
            ),
            material.reading,
        )
    told = "stated" if material.measure == "incident" else "summary_event"
    passed = choice.passed if choice else {}
    roles = {}
    for item in telling:
        role = _role(item, low, best, high)
        if role:
            roles[item.claim.id] = (role, _reason(item, choice) or told)
        else:
            left[item.claim.id] = passed.get(item.claim.id, "between")
    return HouseFigure(HOUSE, low, best, high, "", material.entries(roles, left), material.reading)


def _reason(item: Weighed, choice: Choice | None) -> str:
    """Why its number is the best one, where others are told; empty for any other claim."""
    chosen = choice is not None and item.claim.id in choice.claims
    return choice.reason if choice is not None and chosen and choice.reason != STATED else ""


def _refused(material: Material, reason: str) -> HouseFigure:
    return HouseFigure(HOUSE, None, None, None, "", material.refused(reason), material.reading)


def _role(item: Weighed, low: Number | None, best: Number | None, high: Number | None) -> str:
    stated = item.figure
    given = (
        ("low", low is not None and lower(stated) == low),
        ("best", best is not None and stated.best == best),
        ("high", high is not None and upper(stated) == high),
    )
    return ", ".join(name for name, holds in given if holds)


def _reaches(item: Weighed, top: Number | None) -> bool:
    return top in (upper(item.figure), lower(item.figure))


def _is_only_claimed(material: Material, telling: list[Weighed]) -> bool:
    """Whether the parties of one side alone say so, and somebody denies or doubts it."""
    parties = parties_of(item.claim for item in telling)
    if not telling or not all(interested(item, parties) for item in telling):
        return False
    if not frozenset.intersection(*(sides(item) for item in telling)):
        return False  # both sides say so
    denied = any(reason in _DENYING for reason in material.aside.values())
    return denied or all(doubted(item) for item in telling)
