"""Situations for the tests of the report: a small one with everything in it, and one of any size. All of it is invented."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.reconcile.builders import (
    THRESHOLDS,
    agrees,
    claim,
    figure,
    holds,
    killed,
    party,
    said_by,
    term,
    toll,
    when,
)

from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.mention import PlaceMention
from sitrep.model.record import RecordPart, WireStory
from sitrep.model.situation import DocumentSummary, Situation
from sitrep.model.view import Level
from sitrep.reconcile import partition_keys, reconcile

TOWNS = (
    ("Raqqa", "Syria", 35.95, 39.01), ("Deir ez-Zor", "Syria", 35.34, 40.14), ("Mayadin", "Syria", 35.02, 40.45),
    ("Aleppo", "Syria", 36.2, 37.16), ("Idlib", "Syria", 35.93, 36.63), ("Maarat al-Numan", "Syria", 35.64, 36.67),
    ("Mosul", "Iraq", 36.34, 43.12), ("Tal Afar", "Iraq", 36.38, 42.45), ("Kirkuk", "Iraq", 35.47, 44.39),
    ("Hama", "Syria", 35.13, 36.75), ("Homs", "Syria", 34.73, 36.71), ("Damascus", "Syria", 33.51, 36.29),
    ("Douma", "Syria", 33.57, 36.4), ("Tripoli", "Lebanon", 34.43, 35.84), ("Sidon", "Lebanon", 33.56, 35.37),
    ("Kobani", "Syria", 36.89, 38.35), ("Manbij", "Syria", 36.53, 37.95), ("Qamishli", "Syria", 37.05, 41.23),
)  # fmt: skip
PARTIES = (
    "Islamic State",
    "Syrian Democratic Forces",
    "US-led coalition",
    "Syrian government forces",
    "17th Division",
    "Iraqi army",
)
SOURCES = (
    "Airwars",
    "Syrian Observatory for Human Rights",
    "United Nations",
    "Mostafa Bali",
    "A council of elders in the east of the province",
)


def place(
    name: str, country: str, lat: float, lon: float, *, precision: int = 1, radius: float | None = None
) -> PlaceMention:
    kind = "town" if precision < 3 else "adm1" if precision < 6 else "country"
    return PlaceMention(
        None, name, name, country, "", lat, lon, None, name, kind, "event", precision, 1, radius, "unique"
    )


def situated(claims: Sequence[Claim], level: Level = Level.PUBLIC) -> Situation:
    """The situation that claims give, reconciled; a document for each that they name."""
    stories = {each.document: each.document for each in claims}
    parts = _parts(claims, stories)
    documents = []
    for identity in sorted(stories):
        told = [each for each in claims if each.document == identity]
        published = datetime.fromisoformat(told[0].published).replace(tzinfo=UTC)
        documents.append(
            DocumentSummary(
                identity,
                f"Report {identity}",
                f"Outlet of {identity}",
                "",
                published,
                "day",
                len(told),
                identity,
                "c" * 64,
            )
        )
    days = [document.published.date() for document in documents if document.published]
    return Situation(
        level=level,
        as_of=max(days, default=None),
        first=min(days, default=None),
        documents=tuple(documents),
        stories=tuple(WireStory(each, (each,), each) for each in sorted(stories)),
        events=tuple(each for part in parts for each in part.events),
        series=tuple(each for part in parts for each in part.series),
        control=tuple(each for part in parts for each in part.control),
        deals=tuple(each for part in parts for each in part.deals),
        contradictions=tuple({each.id: each for part in parts for each in part.contradictions}.values()),
        claims={each.id: each for each in claims},
        counting=frozenset(identity for part in parts for event in part.events for identity in event.counted),
        reviewed=0,
    )


def _parts(claims: Sequence[Claim], stories: dict[str, str]) -> list[RecordPart]:
    touching: dict[str, list[Claim]] = {}
    for each in claims:
        for key in partition_keys(each):
            touching.setdefault(key, []).append(each)
    return [reconcile(key, touching[key], (), stories, thresholds=THRESHOLDS) for key in sorted(touching)]


def small() -> tuple[Claim, ...]:
    """One of each: tolls that disagree, a stock, control that changes, a deal that is disputed, access, an area."""
    old = {"document": "a", "published": "2017-10-10", "on": "2017-10-10"}
    un, coalition = said_by("United Nations"), said_by("US-led coalition")
    trapped = figure(8000, "about", metric="trapped", subject="people", measure="stock", idmc="stock")
    fled = figure(270000, "nearly", metric="fled", subject="people", measure="cumulative", idmc="flow")
    area = place("Hasakah", "Syria", 36.5, 40.75, precision=4, radius=70.0)
    strike = {
        "at": "Mayadin",
        "said": un,
        "document": "b",
        "sentence": 1,
        "quote": "A strike killed 12 civilians in Mayadin.",
    }
    siege = {**old, "said": un, "sentence": 1, "quote": "About 8,000 people are trapped in Raqqa."}
    since = {"on": ("2017-06-01", "2017-10-10"), "document": "a", "published": "2017-10-10"}
    council = said_by("Raqqa Civil Council")
    leave = {
        **old,
        "on": "2017-10-14",
        "sentence": 3,
        "said": council,
        "quote": "Foreign fighters will leave.",
    }
    stay = {"document": "b", "sentence": 5, "said": coalition, "quote": "Foreign fighters will not leave."}
    return (
        toll(1300, "at_least", said=said_by("Airwars"), quote="At least 1,300 civilians were killed since June.", **since),
        toll(51, said=coalition, document="b", quote="The coalition confirmed 51 deaths since June."),
        killed(12, **strike),
        claim("airstrike", **strike),
        claim("trap", kind=ClaimKind.FIGURE, figure=trapped, **siege),
        claim("trap", kind=ClaimKind.ACCESS, **siege),
        claim(
            "displace", kind=ClaimKind.FIGURE, figure=fled, on=("2017-04-01", "2017-10-15"), document="b", sentence=2,
            quote="Nearly 270,000 have fled since April.",
        ),
        holds("Islamic State", sentence=2, quote="Islamic State holds Raqqa.", **old),
        holds("Syrian Democratic Forces", 0.9, document="b", sentence=3, quote="The forces hold 90 percent of Raqqa."),
        agrees("Islamic State", "Syrian Democratic Forces", document="b", sentence=4, quote="They agreed."),
        term("leave", "foreign fighters", "affirms", **leave),
        term("leave", "foreign fighters", "denies", **stay),
        claim(
            "clash", at=area, by=["Syrian Democratic Forces"], to=["Islamic State"], document="b", sentence=6,
            quote="They fought in Hasakah province.",
        ),
    )  # fmt: skip


def large(events: int, seed: int = 7) -> tuple[Claim, ...]:
    """Invented claims about many events in several countries, with tolls, control and deals; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    begin = date(2017, 6, 1)
    for number in range(events):
        town = (
            place(*chance.choice(TOWNS))
            if chance.random() > 0.08
            else place("Al-Hasakah Governorate", "Syria", 36.4, 40.7, precision=4, radius=75.0)
        )
        day = begin + timedelta(days=chance.randrange(150))
        given = {
            "at": town, "on": day.isoformat(), "document": f"r{number // 3:04d}", "sentence": number % 3 * 4,
            "published": (begin + timedelta(days=150 * (number // 3) // (events // 3 + 1))).isoformat(),
            "said": said_by(chance.choice(SOURCES)), "quote": f"Sentence {number} of an invented report.",
        }  # fmt: skip
        sides = chance.sample(PARTIES, 2)
        kind = chance.choice(("airstrike", "shelling", "clash", "attack", "capture", "displace", "arrest"))
        made.append(
            claim(
                kind if kind != "arrest" else "detain",
                by=sides[:1],
                to=sides[1:],
                confidence=chance.random(),
                **given,
            )
        )
        given["sentence"] += 1
        if chance.random() < 0.4:
            made.append(
                killed(
                    chance.randrange(1, 90),
                    chance.choice(("exact", "at_least", "about")),
                    event_frame=made[-1].frame,
                    **given,
                )
            )
        given["sentence"] += 1
        if chance.random() < 0.2:
            made.append(holds(sides[0], chance.choice((None, None, 0.6, 0.85)), **given))
        given["sentence"] += 1
        if chance.random() < 0.15:
            stated = figure(
                chance.randrange(500, 90000),
                "about",
                metric=chance.choice(("fled", "trapped", "displaced")),
                subject="people",
                measure=chance.choice(("stock", "cumulative")),
            )
            made.append(
                claim(
                    "displace",
                    kind=ClaimKind.FIGURE,
                    figure=stated,
                    **{**given, "on": ("2017-06-01", day.isoformat())},
                )
            )
    return tuple(made)


def masked(found: Claim, person: str) -> Claim:
    """The claim with a private person among its targets."""
    return replace(
        found,
        targets=(*found.targets, replace(party(person), private=True, kind="person")),
        time=when("2017-10-15"),
    )
