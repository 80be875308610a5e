"""Stories and their copies, in the order in which outlets publish them."""

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from benchmarks.synthetic import words
from benchmarks.synthetic.telling import Said, Telling, harm, since, tell
from benchmarks.synthetic.world import Happening, world

AGENCY_SHARE = 0.7
"""Share of stories that an agency sends; the rest are an outlet's own."""

UPDATED, CORRECTED = 0.15, 0.03
"""Share of agency stories with a toll that are sent again with another one, and that are corrected."""

SINCE = 0.04
"""Share of stories that tell a cumulative toll beside."""


@dataclass(frozen=True, slots=True)
class Report:
    """One document with its truth.

    Attributes:
        url: Its address, which names it.
        story: True wire story.
        title: Headline.
        outlet: Who printed it.
        agency: Whose text it is; empty for an outlet's own.
        published: When, UTC.
        telling: What it tells of its event.
        sentences: Its body, one paragraph each.
        toll: Deaths that the story told first, last or rightly, whichever this report tells; 0 for none.
        correction: Whether it says that it corrects.
        original: Whether it is the story's first document.
    """

    url: str
    story: str
    title: str
    outlet: str
    agency: str
    published: datetime
    telling: Telling
    sentences: tuple[Said, ...]
    toll: int
    correction: bool = False
    original: bool = False

    @property
    def text(self) -> str:
        """The body, a paragraph a sentence."""
        return "\n\n".join(each.text for each in self.sentences)


def reports(seed: int, scale: float = 1.0) -> Iterator[Report]:
    """Reports by time of publication, without end: the same for one seed.

    Args:
        seed: Of the world and of how it is told.
        scale: Events a day, in units of the world's own.
    """
    waiting: list[tuple[datetime, str, Report]] = []
    for day in world(seed, scale):
        for happening in day:
            for report in _told(random.Random(f"told {seed} {happening.id}"), happening):
                heapq.heappush(waiting, (report.published, report.url, report))
        # stories on an event come out on its day or later
        while day and waiting and waiting[0][0].date() <= day[0].day:
            yield heapq.heappop(waiting)[2]


def _told(rng: random.Random, happening: Happening) -> Iterator[Report]:
    number = min(5, 1 + int(rng.expovariate(1.0)))
    agencies = rng.sample(words.AGENCIES, number)
    outlets = rng.sample(words.OUTLETS, number)
    for index in range(number):
        agency = agencies[index] if rng.random() < AGENCY_SHARE else ""
        yield from _story(rng, happening, f"{happening.id}-{index}", (agency, outlets[index]))


def _story(rng: random.Random, happening: Happening, story: str, source: tuple[str, str]) -> Iterator[Report]:
    hours = 1 + rng.expovariate(1 / 9)
    evening = datetime.combine(happening.day, time(6, 0)) + timedelta(hours=min(hours, 64))
    known = max(1, round(happening.killed * rng.uniform(0.4, 1.0))) if hours < 8 else happening.killed
    toll = known if happening.killed else 0
    telling = tell(rng, happening, toll)
    extra = []
    if rng.random() < SINCE:
        extra.append(since(happening.town, happening.day, happening.killed))
    if source[0] and rng.random() < 0.5:
        extra.append(Said(words.BACKGROUND[happening.town.country]))
    first = Report(
        url=f"https://news.example/{story}/0",
        story=story,
        title=words.title(rng, happening.town.name, telling.type),
        outlet=source[1],
        agency=source[0],
        published=evening.replace(second=0, microsecond=0),
        telling=telling,
        sentences=(*telling.sentences, *extra),
        toll=toll,
        original=True,
    )
    yield first
    if source[0]:
        yield from _copies(rng, first, 1)
        if toll and rng.random() < UPDATED:
            again = _again(rng, first, happening.killed, number=20)
            yield again
            yield from _copies(rng, again, 21)
        elif toll and rng.random() < CORRECTED:
            yield _corrected(rng, first, happening.killed)


def _copies(rng: random.Random, first: Report, start: int) -> Iterator[Report]:
    others = [outlet for outlet in words.OUTLETS if outlet != first.outlet]
    for number in range(min(6, int(rng.expovariate(1 / 1.6)))):
        kept = list(first.sentences)
        if rng.random() < 0.5:
            kept = kept[: max(4, round(len(kept) * rng.uniform(0.5, 0.9)))]
        if rng.random() < 0.2:
            kept.append(Said(words.filler(rng, first.telling.happening.town.name)))
        yield replace(
            first,
            url=f"https://news.example/{first.story}/{start + number}",
            title=words.title(rng, first.telling.happening.town.name, first.telling.type),
            outlet=others[(number * 5 + first.telling.happening.id) % len(others)],
            published=first.published + timedelta(minutes=rng.randint(20, 900)),
            sentences=tuple(kept),
            original=False,
        )


def _again(rng: random.Random, first: Report, toll: int, *, number: int) -> Report:
    """The agency's next version: another toll, the rest as it was."""
    numbers = harm(rng, first.telling, toll, running=True)
    rest = [each for each in first.sentences if each.number is None or each.number.measure != "incident"]
    return replace(
        first,
        url=f"https://news.example/{first.story}/{number}",
        published=first.published + timedelta(minutes=rng.randint(120, 1200)),
        sentences=(rest[0], *numbers, *rest[1:]),
        toll=toll,
        original=False,
    )


def _corrected(rng: random.Random, first: Report, toll: int) -> Report:
    """A correction of the toll, marked as one; where the toll was right, of the injured."""
    right = toll if toll != first.toll else max(1, toll - 1)
    made = _again(rng, first, right, number=40)
    told = harm(random.Random(first.url), first.telling, right)
    rest = [each for each in made.sentences if each.number is None or each.number.measure != "incident"]
    return replace(
        made,
        title=f"CORRECTION: {first.title}",
        sentences=(rest[0], *told, *rest[1:]),
        correction=True,
    )
