"""How one story tells one event: what it leaves out or blurs, and in which sentences.

The rates of vagueness are assumptions, set before anything was measured with them and printed beside the figures.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.synthetic.words import LEADS, NEAR, SOURCES, THINGS, TOLLS, filler
from benchmarks.synthetic.world import Happening, Town
from sitrep.codebook.parties import Party

DAYS = {"day": 86, "night": 6, "week": 4, "month": 1, "none": 3}
"""How a story dates an event, %: its day, a night of two days, "this week", "earlier this month", not at all."""

PLACES = {"town": 92, "quarter": 4, "governorate": 3, "none": 1}
"""How it places it, %: the town, a quarter of the town that no gazetteer has, the governorate, not at all."""

AGENTS = {"named": 82, "missing": 18}
OTHER_TYPE = 0.06
"""Share of stories that call it by another type."""

OTHER_THING = 0.1
"""Share of stories that are told of another thing hit: by another witness, or wrongly."""

SPELT = 0.2
"""Share of stories that spell the town, or call the party, otherwise: the same gazetteer entry or party, other words."""

HEDGES = {"exact": 50, "at_least": 30, "about": 10, "more_than": 10}


@dataclass(frozen=True, slots=True)
class When:
    """A time as told: its words, first and last day; None where no time is told."""

    phrase: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Where:
    """A place as told. `kind`: town, quarter, governorate, none."""

    phrase: str
    kind: str
    town: Town


@dataclass(frozen=True, slots=True)
class Number:
    """A number as told. `metric`: killed, injured. `running`: "bringing the toll to"."""

    metric: str
    value: int
    hedge: str
    measure: str = "incident"
    running: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence. `trigger` and `number_at` are characters within `text`; an empty `type` tells no claim."""

    text: str
    type: str = ""
    trigger: tuple[int, int] = (0, 0)
    number: Number | None = None
    number_at: tuple[int, int] = (0, 0)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A story's view of an event: the same in all its sentences, copies and updates."""

    happening: Happening
    type: str
    when: When
    where: Where
    agent: Party | None
    agent_words: str
    target: Party | None
    hedge: str
    sentences: tuple[Said, ...]


def chosen(rng: random.Random, weights: Mapping[str, int]) -> str:
    """A name by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def tell(rng: random.Random, happening: Happening, toll: int) -> Telling:
    """A story's telling of an event.

    Args:
        rng: Random numbers of the story.
        happening: The event as it was.
        toll: Deaths known when the story is written.
    """
    type_ = happening.type
    if type_ in NEAR and rng.random() < OTHER_TYPE:
        type_ = NEAR[type_]
    when, where = _when(rng, happening.day), _where(rng, happening.town)
    agent = happening.agent if chosen(rng, AGENTS) == "named" else None
    telling = Telling(
        happening, type_, when, where, agent, _words(rng, agent), happening.target, chosen(rng, HEDGES), ()
    )  # fmt: skip
    lead = _lead(rng, telling)
    rest = [Said(filler(rng, happening.town.name)) for _ in range(rng.randint(4, 7))]
    told = [lead, *harm(rng, telling, toll), *rest]
    return replace(telling, sentences=tuple(told))


def harm(rng: random.Random, telling: Telling, toll: int, *, running: bool = False) -> list[Said]:
    """Sentences with the deaths and the injured; none where nobody was killed."""
    happening = telling.happening
    if not happening.killed or not toll:
        return []
    source, hedge = rng.choice(SOURCES), telling.hedge
    value = toll - toll % 5 if hedge in ("about", "more_than") and toll > 5 else toll
    hedge = hedge if value else "exact"
    value = value or toll
    found = [
        _marked(
            rng.choice(TOLLS["running" if running else "killed"]),
            "kill",
            Number("killed", value, hedge, running=running),
            source,
        )  # fmt: skip
    ]
    if happening.injured:
        found.append(
            _marked(
                rng.choice(TOLLS["injured"]), "injure", Number("injured", happening.injured, "exact"), source
            )
        )
    return found


def since(town: Town, day: date, killed: int) -> Said:
    """A cumulative toll of a town since the start of the year: never to be added to any event's."""
    words = f"Since the start of the year {{n}} civilians have been [killed] in {town.name}, a monitoring group says."
    return _marked(
        words,
        "kill",
        Number("killed", killed + day.timetuple().tm_yday, "at_least", measure="cumulative"),
        "",
    )


_WORDS = {"exact": "", "at_least": "at least ", "about": "about ", "more_than": "more than "}


def _marked(template: str, type_: str, number: Number, source: str) -> Said:
    words = f"{_WORDS[number.hedge]}{number.value}"
    text = _filled(template.replace("{n}", f"<{words}>"), {"source": source})
    text, trigger = _cut(text, "[", "]")
    at = text.index("<")
    if at < trigger[0]:
        trigger = (trigger[0] - 2, trigger[1] - 2)
    text, spot = _cut(text, "<", ">")
    return Said(text[:1].upper() + text[1:], type_, trigger, number, spot, source)


def _lead(rng: random.Random, telling: Telling) -> Said:
    source = rng.choice(SOURCES)
    agent = telling.agent_words
    target = telling.target.name if telling.target else ""
    values = {
        "of": f" of {agent}" if agent else "",
        "by": f" by {agent}" if agent else "",
        "agent": agent or "Armed men",
        "on": target or rng.choice(("civilians", "residents", "villagers")),
        "thing": rng.choice(THINGS) if rng.random() < OTHER_THING else telling.happening.thing,
        "in": f" {telling.where.phrase}" if telling.where.phrase else "",
        "when": f" {telling.when.phrase}" if telling.when.phrase else "",
        "source": source,
    }
    text, trigger = _cut(_filled(rng.choice(LEADS[telling.type]), values), "[", "]")
    return Said(text[:1].upper() + text[1:], telling.type, trigger, source=source)


def _filled(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values[found.group(1)], template)


def _cut(text: str, opening: str, closing: str) -> tuple[str, tuple[int, int]]:
    start = text.index(opening)
    end = text.index(closing) - 1
    return text.replace(opening, "", 1).replace(closing, "", 1), (start, end)


def _when(rng: random.Random, day: date) -> When:
    kind = chosen(rng, DAYS)
    if kind == "day":
        return When(f"on {day:%A}", day, day)
    if kind == "night":
        return When(f"in the night to {day:%A}", day - timedelta(days=1), day)
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return When("this week", monday, monday + timedelta(days=6))
    if kind == "month":
        first = day.replace(day=1)
        return When(
            "earlier this month", first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        )
    return When("", None, None)


def _where(rng: random.Random, town: Town) -> Where:
    kind = chosen(rng, PLACES)
    name = town.spelling if rng.random() < SPELT else town.name
    if kind == "quarter":
        return Where(f"in the {rng.choice(QUARTERS)} district of {name}", kind, town)
    if kind == "governorate":
        return Where(f"in {town.governorate} province", kind, town)
    return Where("" if kind == "none" else f"in {name}", kind, town)


QUARTERS = ("Nahda", "Rashid", "Eastern", "Industrial", "Railway", "Old Bridge", "Karama", "Stadium")


def _words(rng: random.Random, party: Party | None) -> str:
    if party is None:
        return ""
    others: Sequence[str] = [
        alias.text
        for alias in party.aliases
        if not (alias.within or alias.first or alias.last or alias.capitals)
    ]
    return rng.choice(others) if others and rng.random() < SPELT else party.name
