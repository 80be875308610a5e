"""Linking: are two stories' claims on one event put together, and claims on neighbouring events left apart."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import combinations, islice
from pathlib import Path

import yaml

from benchmarks.plain_text import document_of, read_rows
from benchmarks.result import Result, fingerprint
from benchmarks.synthetic.claims import claims
from benchmarks.synthetic.claims import document_of as made_document
from benchmarks.synthetic.reports import Report
from benchmarks.synthetic.telling import tell
from benchmarks.synthetic.world import Happening, parties, towns, world
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.sentences import split
from sitrep.codebook.families import families
from sitrep.extract import extract
from sitrep.model.claim import Claim
from sitrep.reconcile import partition_keys, reconcile
from sitrep.reconcile.reprints import same_story, signature
from sitrep.settings import Settings

FAKES = Path("data") / "d_news_copyright" / "conflict_news" / "fakes.part1.jsonl"
GROUPS = Path(__file__).with_suffix(".yaml")
MADE = Path(__file__).resolve().parents[1] / "synthetic"
PAIRS = 600
SEED = 7
NEAR_DAYS = 28
"""Reports further apart are no test of linking."""

Pair = tuple[str, bool | None, bool]
LEAD = 3
"""Sentences of a report that tell its main event."""


def linked(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether the record takes any claim of one side and any of the other for one event."""
    touching: dict[str, list[Claim]] = defaultdict(list)
    for claim in (*one, *other):
        for key in partition_keys(claim):
            if key.startswith("event|"):
                touching[key].append(claim)
    ours, theirs = {claim.id for claim in one}, {claim.id for claim in other}
    for key in sorted(touching):
        for event in reconcile(key, touching[key], (), {}, thresholds={}).events:
            if not ours.isdisjoint(event.claims) and not theirs.isdisjoint(event.claims):
                return True
    return False


def neighbours(rng: random.Random, happening: Happening) -> Iterator[tuple[str, Happening]]:
    """Events that must not be taken for another: each kind of difference with its event."""
    yield "the same place the next day", replace(happening, day=happening.day + timedelta(days=1))
    near = [
        town
        for town in towns()
        if town.governorate_id == happening.town.governorate_id and town != happening.town
    ]
    yield "another town the same day", replace(happening, town=rng.choice(near or list(towns()[:8])))
    others = [
        each for each in parties()[happening.town.iso2] if each not in (happening.agent, happening.target)
    ]
    yield "another party, the same place and day", replace(happening, agent=rng.choice(others))
    kind = "detain" if happening.type not in ("abduct", "detain") else "shelling"
    toll = rng.choice([number for number in range(1, 40) if number != happening.killed])
    yield (
        "another kind of event, the same place and day",
        replace(happening, type=kind, killed=toll, injured=happening.injured + toll),
    )


def told(happening: Happening, name: str) -> list[Claim]:
    """One story's claims about an event."""
    rng = random.Random(f"pairs {SEED} {name}")
    telling = tell(rng, happening, happening.killed)
    report = Report(
        url=f"https://news.example/{name}", story=name, title="Report", outlet=f"Outlet {name}", agency="",
        published=datetime.combine(happening.day, time(12)), telling=telling, sentences=telling.sentences, toll=0,
    )  # fmt: skip
    return list(claims(report, made_document(report)))


def told_apart(one: Claim, other: Claim) -> bool:
    """Whether the two stories' own words differ in day, place, party or kind of event, for anybody to see."""
    starts, ends = (one.time.start, other.time.start), (one.time.end, other.time.end)
    if None not in (*starts, *ends) and (one.time.start > other.time.end or other.time.start > one.time.end):  # type: ignore[operator]
        return True
    if one.agents and other.agents and one.agents[0].party_id != other.agents[0].party_id:
        return True
    places = [[mention.name for mention in claim.places] for claim in (one, other)]
    if all(places) and places[0] != places[1] and one.places[0].kind == other.places[0].kind == "town":
        return True
    return families().kind[one.type][0] != families().kind[other.type][0]


def made_pairs() -> Iterator[Pair]:
    """Kind of pair, whether it is one event (None: two, and nothing tells), and whether it was linked."""
    happenings = (each for day in world(SEED) for each in day)
    for number, happening in enumerate(islice(happenings, PAIRS)):
        rng = random.Random(f"neighbour {SEED} {number}")
        first = told(happening, f"{number}-a")
        yield "one event, told twice", True, linked(first, told(happening, f"{number}-b"))
        kind, other = list(neighbours(rng, happening))[number % 4]
        second = told(other, f"{number}-c")
        found = linked(first, second)
        if told_apart(first[0], second[0]):
            yield kind, False, found
        else:
            yield "two events, nothing told differs (not counted)", None, found


def read_pairs(corpora: Path) -> Iterator[Pair]:
    """The same of real reports as sitrep reads them, copies of one story left out."""
    tools = Tools(Engine.load(threads=1), Gazetteer.open(Settings.load().cache_dir))
    rows = {row["id"].rsplit("-", 1)[1]: row for row in read_rows(corpora / FAKES)}
    groups = yaml.safe_load(GROUPS.read_text(encoding="utf-8"))["groups"]
    found: dict[str, tuple[int, datetime]] = {}
    leads, signatures = {}, {}
    for index, group in enumerate(groups):
        for number in group["reports"]:
            name = str(number)
            day = datetime.combine(group["day"], time(), UTC)
            document = replace(document_of(rows[name]), published=day, published_precision="day")
            sentences = split(document)
            found[name] = (index, day)
            signatures[name] = signature(document, sentences)
            read = extract(annotate(document, tools))
            leads[name] = [claim for claim in read if claim.sentence < LEAD]
    for one, other in combinations(found, 2):
        (group, day), (other_group, other_day) = found[one], found[other]
        if abs((day - other_day).days) > NEAR_DAYS:
            continue
        if group != other_group:
            yield "real reports on two events within 28 days", False, linked(leads[one], leads[other])
        elif not same_story(signatures[one], signatures[other])[0]:
            yield "real reports on one event, not copies", True, linked(leads[one], leads[other])


def scores(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Precision and recall of the links, in %."""
    counted = [(same, found) for _, same, found in pairs if same is not None]
    right = sum(same and found for same, found in counted)
    given = sum(found for _, found in counted)
    wanted = sum(same for same, _ in counted)
    return 100 * right / max(1, given), 100 * right / max(1, wanted)


def run(corpora: Path) -> Result:
    made, read = list(made_pairs()), list(read_pairs(corpora))
    return result(corpora, made, read)


def result(corpora: Path, made: Sequence[Pair], read: Sequence[Pair]) -> Result:
    table = [["pairs", "n", "linked", "%"]]
    figures: dict[str, float] = {}
    for label, name, pairs in (("made", "", made), ("real", "real_", read)):
        kinds: Mapping[str, list[bool]] = defaultdict(list)
        for kind, _, found in pairs:
            kinds[kind].append(found)
        for kind, each in kinds.items():
            table.append([kind, str(len(each)), str(sum(each)), f"{100 * sum(each) / len(each):.1f}"])
        precision, recall = scores(pairs)
        table.append([f"{label}: precision {precision:.1f}, recall {recall:.1f}", "", "", ""])
        figures |= {f"{name}precision": round(precision, 1), f"{name}recall": round(recall, 1)}
    return Result(
        task="linking_pairs",
        title="Linking: pairs of stories on one event, and on neighbouring events",
        figures=figures,
        table=table,
        fingerprint=fingerprint(corpora / FAKES, GROUPS, *sorted(MADE.glob("*.py"))),
        notes=[
            "Made pairs: claims made from the truth, blurred as in the synthetic record. Pairs of two events of whose stories "
            "nothing differs in day, party, town or kind (one names no party, say) are shown and not counted; of one event "
            "all pairs count, however little the stories say. An event of another kind has a toll of its own; a quarter stands "
            "at its town, as the resolver gives it.",
            f"Real pairs: {len(read)} pairs of reports on the Syrian war, grouped by their main event by eye (identities in "
            "`benchmarks/tasks/linking_pairs.yaml`), read by the whole engine; a pair is linked where claims from the first "
            f"{LEAD} sentences of both are of one event of the record. What the engine does not find cannot be linked.",
        ],
    )
