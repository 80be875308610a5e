"""Sources and their independence: how many voices there really are, and how much rests on the largest."""

from collections import Counter, defaultdict

from sitrep.model import wording
from sitrep.model.situation import DocumentSummary
from sitrep.report.blocks import Block, Heading, Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import Cell, Kind, Line, Run, code, count, counted, name, percent, words

MOST_ROOTS = 25
MOST_REPORTS = 200
"""Reports listed one by one; `sitrep show --json` lists all."""


def sources(known: Known) -> tuple[Block, ...]:
    """Reports, stories and copies, then origins with their share of the claims, then the reports one by one."""
    situation = known.situation
    outlets = {document.outlet for document in situation.documents if document.outlet}
    copies = len(situation.documents) - len(situation.stories)
    spoken = _roots(known)
    total = sum(spoken.values())
    line: list[Run] = [
        *counted(len(situation.documents), "report"), words(" by "), *counted(len(outlets), "outlet"), words(" hold "),
        *counted(len(situation.stories), "story", "stories"),
        words("; copies or versions of another report, and one voice with it: "),
        count(copies), words(". The claims rest on "), *counted(len(spoken), "independent origin"),
    ]  # fmt: skip
    if spoken:
        largest, most = min(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
        line += [
            words("; the largest, "),
            name(known.root(largest)),
            words(", stands behind "),
            count(most),
            words(" claims, "),
        ]
        line += [percent(most, total), words(" of all")]
    line.append(words("."))
    return (Paragraph(tuple(line)), _origins(known, spoken), Heading((words("Reports"),)), *_reports(known))


def _roots(known: Known) -> Counter[str]:
    """Origin in words → claims that rest on it."""
    return Counter(known.origin(claim) for claim in known.claims.values())


def _origins(known: Known, spoken: Counter[str]) -> Table:
    stories: dict[str, set[str]] = defaultdict(set)
    for claim in known.claims.values():
        found = known.documents.get(claim.document)
        if found is not None:
            stories[known.origin(claim)].add(found.story)
    ranked = sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
    total = sum(spoken.values())
    rows = [
        _origin_row(known, origin, claims, total, len(stories[origin]))
        for origin, claims in ranked[:MOST_ROOTS]
    ]
    if len(ranked) > MOST_ROOTS:
        rest = ranked[MOST_ROOTS:]
        claims = sum(number for _, number in rest)
        head: Line = (words("others: "), count(len(rest)))
        rows.append(((head,), ((count(claims),),), ((percent(claims, total),),), ()))
    return Table(("Origin", "Claims", "Share", "Stories"), tuple(rows), (58, 14, 14, 14))


def _origin_row(known: Known, origin: str, claims: int, total: int, stories: int) -> tuple[Cell, ...]:
    head: Line = (name(known.root(origin)),)
    if origin.startswith("unnamed:"):
        head = (*head, words(", story ", "soft"), code(origin.partition(":")[2][:6]))
    return (head,), ((count(claims),),), ((percent(claims, total),),), ((count(stories),),)


def _reports(known: Known) -> tuple[Block, ...]:
    documents = known.situation.documents
    shown = documents[:MOST_REPORTS]
    head = ("Published", "Outlet", "Agency", "Title", "Claims")
    rows = tuple(_report_row(known, document) for document in shown)
    made: list[Block] = [Table(head, rows, (17, 17, 14, 43, 9), ids=tuple(f"r-{each.id}" for each in shown))]
    if len(documents) > MOST_REPORTS:
        rest = count(len(documents) - MOST_REPORTS)
        made.append(
            Paragraph((words("Reports in the record that are not listed: "), rest, words(".")), "note")
        )
    return tuple(made)


def _report_row(known: Known, document: DocumentSummary) -> tuple[Cell, ...]:
    when: Line = (words("undated"),)
    if document.published is not None:
        told = wording.day(document.published.date())
        if document.published_precision == "minute":
            told += f" {document.published:%H:%M} UTC"
        when = (Run(told, Kind.DAY),)
    outlet: Line = (name(document.outlet),) if document.outlet else (words("unknown"),)
    agency: Cell = ((name(document.agency),),) if document.agency else ()
    return (when,), (outlet,), agency, _title(known, document), ((count(document.claims),),)


def _title(known: Known, document: DocumentSummary) -> Cell:
    """Title, and what it is among the versions of its story."""
    made: list[Line] = [(name(document.title or "untitled"),)]
    story = known.stories.get(document.story)
    if story is not None and document.id in story.corrections:
        made.append((words("correction", "warn"),))
    if story is not None and len(story.documents) > 1:
        versions = count(len(story.documents), "soft")
        made.append(
            (words("one of ", "soft"), versions, words(" versions of story ", "soft"), code(story.id[:6]))
        )
    return (*made, *((name(note, style="soft"),) for note in document.notes))
