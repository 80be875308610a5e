"""Date, place, confidence, victims' number and effect of aligned templates, held against the answer keys."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from benchmarks.muc4.answers import Answer, Filler
from benchmarks.muc4.details import Interval, Victim, confidence, victims, when, where
from benchmarks.muc4.model import Prepared
from benchmarks.muc4.projection import rank
from benchmarks.muc4.scoring import Template, align, normal

MEASURES = ("date", "country", "place", "confidence", "victims' number", "victims' effect")


def judge(one: Prepared, templates: Sequence[Template], gold: Sequence[Answer]) -> Counter[str]:
    """Counts: "<measure> keys" (values in the keys of aligned templates), "<measure> given" and "<measure> right"."""
    counted: Counter[str] = Counter()
    document = one.report.annotated.document
    published = document.published.date() if document.published else None
    for at, other in align(templates, gold):
        template, answer = templates[at], gold[other]
        strings = {normal(mention) for mentions in template.entities.values() for mention in mentions}
        frames = rank(one.report, template.type, [each for each in one.candidates if each.string in strings])
        counted += _date(when(frames, published), answer)
        counted += _place(where(frames, one.report.annotated.frames), answer)
        for organisation in template.entities.get("PerpOrg", ()):
            said = confidence(normal(organisation), one.report.annotated.frames, one.report.text)
            counted += _about(organisation, said, answer.lines.get("perp_org_confidence", ()), "confidence")
        people = victims(frames, one.report.text)
        counted += _people(people, answer.lines.get("hum_tgt_number", ()), "number")
        counted += _people(people, answer.lines.get("hum_tgt_effect", ()), "effect")
    return counted


def interval(line: str) -> Interval | None:
    """A key's date: a day, two days, or on or before a day; None where it is none of these."""
    parts = [part.strip() for part in line.split("-")]
    try:
        days = [_day(part) if part else None for part in parts]
    except ValueError:
        return None
    last = days[-1]
    if last is None:
        return None
    return days[0], last


def _day(text: str) -> date:
    return datetime.strptime(text, "%d %b %y").date()  # noqa: DTZ007 - a day has no zone


def location(line: str) -> tuple[str, set[str]]:
    """A key's country, and the names below it as they are compared."""
    country, _, inner = line.partition(":")
    names = (part.partition("(")[0].strip() for piece in inner.split(":") for part in piece.split(" - "))
    return country.strip(), {normal(name).upper() for name in names if name}


def _date(given: Interval | None, answer: Answer) -> Counter[str]:
    wanted = [interval(value) for line in answer.lines.get("incident_date", ()) for value in line.values]
    dates = [each for each in wanted if each is not None]
    if not dates:
        return Counter()
    return Counter({"date keys": 1, "date given": int(given is not None), "date right": int(given in dates)})


def _place(given: tuple[str, tuple[str, ...]], answer: Answer) -> Counter[str]:
    wanted = [location(value) for line in answer.lines.get("incident_location", ()) for value in line.values]
    if not wanted:
        return Counter()
    counted = Counter({"country keys": 1, "country given": int(bool(given[0]))})
    counted["country right"] += given[0] in {country for country, _ in wanted}
    names = set().union(*(names for _, names in wanted))
    if names:
        counted += Counter({"place keys": 1, "place given": int(bool(given[1]))})
        counted["place right"] += bool(names & set(given[1]))
    return counted


def _about(mention: str, said: str, lines: Sequence[Filler], measure: str) -> Counter[str]:
    for line in lines:
        if normal(mention) in {normal(each) for each in line.references}:
            return Counter(
                {f"{measure} keys": 1, f"{measure} given": 1, f"{measure} right": int(said in line.values)}
            )
    return Counter()


def _people(people: Sequence[Victim], lines: Sequence[Filler], field: str) -> Counter[str]:
    """Each of the key's people is looked for among ours by an acceptable mention inside the target's words."""
    counted: Counter[str] = Counter()
    for line in lines:
        mentions = [normal(each) for each in line.references]
        if not mentions:
            continue
        measure = f"victims' {field}"
        counted[f"{measure} keys"] += 1
        found = [
            getattr(each, field)
            for each in people
            if getattr(each, field) and any(f" {mention} " in f" {each.mention} " for mention in mentions)
        ]
        if found:
            counted[f"{measure} given"] += 1
            counted[f"{measure} right"] += found[0] in line.values
    return counted
