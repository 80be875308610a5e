"""Situation → the report's content: sections of paragraphs, tables, drawings and notes. Pure; every format is written from it."""

from sitrep.model import wording
from sitrep.model.claim import Claim, digest
from sitrep.model.situation import Situation
from sitrep.model.view import Level
from sitrep.report import access, changes, deals, events, figures, gaps, method, sources
from sitrep.report.blocks import Block, Bullets, Heading, Note, Paragraph, Report, Section, runs_of
from sitrep.report.changes import Earlier
from sitrep.report.charts import week_chart
from sitrep.report.control_chart import control_chart
from sitrep.report.known import Known, figure
from sitrep.report.map import map_of
from sitrep.report.runs import Line, Run, code, count, counted, day, days, joined, name, quote, stated, words
from sitrep.report.spots import holders

MOST_HIGHLIGHTS = 5
"""Lines of each kind among the highlights."""

MOST_COUNTRIES = 4
MOST_CHARTED_PLACES = 14


def content(situation: Situation | Known, *, title: str = "", earlier: Earlier | None = None) -> Report:
    """The whole report.

    Args:
        situation: What a view shows of the record; as `Known` where origins and decisions are known too.
        title: Given by hand; otherwise made of the countries that events are told of.
        earlier: The record up to the last report, for what changed since.
    """
    known = situation if isinstance(situation, Known) else Known(situation)
    sections = [
        Section("highlights", "Highlights", _highlights(known, earlier)),
        Section("figures", "Headline figures", figures.cards(known)),
        *_map(known),
        Section("places", "Situation by place", _places(known)),
        Section("control", "Control, as reported", _control(known)),
        Section("deals", "Deals and positions", deals.deals(known)),
        Section("displacement", "Displacement and people trapped", figures.group(known, "displacement")),
        Section("casualties", "Casualties, people held and missing", figures.group(known, "casualties")),
        Section("other-figures", "Other figures", figures.group(known, "other")),
        Section("access", "Humanitarian access", access.access_by_category(known)),
        Section("contradictions", "Contradictions", gaps.contradictions(known)),
        Section("gaps", "Gaps", gaps.gaps(known)),
        Section("sources", "Sources and their independence", sources.sources(known)),
        Section("method", "Method and limits", method.method(known)),
        Section("responsibility", "Data responsibility", method.responsibility(known)),
    ]
    drawn = Report(_title(known, title), _facts(known, earlier), tuple(sections))
    numbers: dict[str, int] = {}
    for run in runs_of(drawn):
        for claim in run.claims:
            if claim in known.claims:
                numbers.setdefault(claim, len(numbers) + 1)
    notes = tuple(_note(known, known.claims[claim], number) for claim, number in numbers.items())
    closing = Section("notes", "Notes", (method.uncited(known, len(notes)),))
    return Report(drawn.title, drawn.facts, (*drawn.sections, closing), notes, numbers)


def _title(known: Known, title: str) -> Line:
    if title:
        return (name(title),)
    weights: dict[str, int] = {}
    for event in known.situation.events:
        if event.country:
            weights[event.country] = weights.get(event.country, 0) + len(event.claims)
    countries = sorted(weights, key=lambda country: (-weights[country], country))
    if not countries:
        return (words("Situation as reported"),)
    return (
        words("Situation as reported: "), *joined([(name(country),) for country in countries[:MOST_COUNTRIES]], ", "),
        *((words(" and other countries"),) if len(countries) > MOST_COUNTRIES else ()),
    )  # fmt: skip


def _facts(known: Known, earlier: Earlier | None) -> tuple[tuple[str, Line], ...]:
    situation = known.situation
    sure, total = len(situation.counting & known.claims.keys()), len(known.claims)
    added = sum(claim.added for claim in known.claims.values())
    too: Line = (words(" ("), count(added), words(" of them added)")) if added else ()
    reviewed: Line = (
        (words("claims judged by a person: "), count(situation.reviewed), *too, words("; "))
        if situation.reviewed
        else (words("Nobody has judged any claim yet; "),)
    )
    view = (
        "restricted: names of private persons are shown, do not pass on"
        if situation.level is Level.RESTRICTED
        else "public"
    )
    facts: list[tuple[str, Line]] = [
        ("As of", (day(situation.as_of),)),
        ("Reports published", (days(situation.first, situation.as_of),)),
        (
            "Basis",
            (
                *counted(len(situation.documents), "report"), words(", "),
                *counted(len(situation.stories), "independent story", "independent stories"), words(", "),
                *counted(total, "claim"),
            ),
        ),
        ("Reviewed", (*reviewed, words("counted: "), count(sure), words(", not counted: "), count(total - sure))),
        ("View", (words(view),)),
    ]  # fmt: skip
    if earlier is not None:
        facts.append(("Compared with", (words("reports up to "), day(earlier.since))))
    facts.append(("Edition", (code(_edition(known, earlier)),)))
    return tuple(facts)


def _edition(known: Known, earlier: Earlier | None) -> str:
    """What tells two reports apart: a digest of all that they are made of."""
    situation = known.situation
    since = str(earlier.since) if earlier else ""
    return digest(
        situation.level.value,
        str(situation.as_of),
        since,
        *map(repr, known.claims.values()),
        *sorted(situation.counting),
    )[:12]


def _highlights(known: Known, earlier: Earlier | None) -> tuple[Block, ...]:
    told = [
        *(figures.figure_line(known, series) for series in figures.headline(known)[:MOST_HIGHLIGHTS]),
        *_who_holds(known),
        *deals.disputed(known)[:MOST_HIGHLIGHTS],
        events.undated(known),
    ]
    blocks: list[Block] = [Paragraph((words(method.NOTICE),), "note"), Bullets(tuple(told))]
    if earlier is not None:
        blocks.append(Heading((words("What changed since "), day(earlier.since))))
        blocks.append(Bullets(changes.changes(known, earlier)))
    return tuple(blocks)


def _who_holds(known: Known) -> list[Line]:
    states = sorted(known.situation.control, key=lambda state: (-len(state.claims), state.place, state.id))
    return [
        events.control_line(known, state, (words("Control of "), name(state.place), words(": ")))
        for state in states[:MOST_HIGHLIGHTS]
    ]


def _map(known: Known) -> tuple[Section, ...]:
    drawn = map_of(known)
    return (Section("map", "Map", (drawn,)),) if drawn is not None else ()


def _places(known: Known) -> tuple[Block, ...]:
    chart = week_chart(known)
    return (
        Paragraph(events.undated(known)),
        *((chart,) if chart is not None else ()),
        *events.by_place(known),
    )


def _control(known: Known) -> tuple[Block, ...]:
    if not known.situation.control:
        return (Paragraph((words("No report says who holds a place."),)),)
    chart = control_chart(known, holders(known.situation.control), MOST_CHARTED_PLACES)
    return (*((chart,) if chart is not None else ()), events.control_table(known))


def _note(known: Known, claim: Claim, number: int) -> Note:
    source = known.source(claim)
    published = known.published([claim.id])
    said: Line = (words("“"), quote(claim.quote), words("”"))
    who: list[Run] = [name(wording.chain(claim.chain, claim.own_voice))]
    if source is not None:
        who += [
            words(". In "),
            name(source.outlet or "unknown outlet"),
            words(", "),
            name(f"“{source.title or 'untitled'}”"),
        ]
    who += [words(", "), day(published) if published is not None else words("publication day unknown")]
    what: list[Run] = [words(f"{claim.kind.value}, {claim.type.replace('_', ' ')}")]
    if claim.figure is not None:
        thing = wording.counted_thing(claim.figure.subject, claim.figure.metric)
        what += [words(": "), name(thing), words(", "), stated(figure(claim), (claim.id,))]
    what += [words("; time: "), days(claim.time.start, claim.time.end)]
    if wording.place(claim):
        what += [words("; place: "), name(wording.place(claim))]
    what += [words("; counted" if claim.id in known.situation.counting else "; unreviewed")]
    if claim.modality != "actual":
        what += [words(f"; {claim.modality}")]
    what += [
        *_changed(known, claim),
        words("; characters "),
        code(f"{claim.evidence.start}–{claim.evidence.end}"),
        words("; claim "),
        code(claim.id),
    ]
    return Note(number, claim.id, (said, tuple(who), tuple(what)))


def _changed(known: Known, claim: Claim) -> Line:
    """That a person added the claim, or changed it, and in which fields."""
    fields = known.set_by_person(claim.id)
    added: Line = (words("; added by a person"),) if claim.added else ()
    return (*added, words("; set by a person: "), name(", ".join(fields))) if fields else added
