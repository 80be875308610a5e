"""Sources and their independence: how many voices there really are, and how much rests on the largest."""

from collections import Counter, defaultdict

from sitrep.model.claim import root
from sitrep.report.blocks import Block, Heading, Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import Cell, Line, Run, Kind, code, count, joined, name, percent, words
from sitrep.model import wording

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
        count(len(situation.documents)), words(" reports by "), count(len(outlets)), words(" outlets hold "), count(len(situation.stories)),
        words(" stories; "), count(copies), words(" reports are copies or versions of another, and one voice with it. The claims rest on "),
        count(len(spoken)), words(" independent origins"),
    ]  # fmt: skip
    if spoken:
        largest, most = min(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
        line += [words("; the largest, "), name(largest), words(", stands behind "), count(most), words(" claims, ")]
        line += [percent(most, total), words(" of all")]
    line.append(words("."))
    return (Paragraph(tuple(line)), _origins(known, spoken), Heading((words("Reports"),)), *_reports(known))


def _roots(known: Known) -> Counter[str]:
    """Origin in words → claims that rest on it."""
    return Counter(
        known.root(root(claim.chain, known.documents[claim.document].story if claim.document in known.documents else ""))
        for claim in known.claims.values()
    )


def _origins(known: Known, spoken: Counter[str]) -> Table:
    stories: dict[str, set[str]] = defaultdict(set)
    for claim in known.claims.values():
        found = known.documents.get(claim.document)
        if found is not None:
            stories[known.root(root(claim.chain, found.story))].add(found.story)
    ranked = sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
    total = sum(spoken.values())
    rows = [_origin_row(origin, claims, total, len(stories[origin])) for origin, claims in ranked[:MOST_ROOTS]]
    if len(ranked) > MOST_ROOTS:
        rest = ranked[MOST_ROOTS:]
        claims = sum(number for _, number in rest)
        head: Line = (count(len(rest)), words(" other origins"))
        rows.append(((head,), ((count(claims),),), ((percent(claims, total),),), ()))
    return Table(("Origin", "Claims", "Share", "Stories"), tuple(rows), (58, 14, 14, 14))


def _origin_row(origin: str, claims: int, total: int, stories: int) -> tuple[Cell, ...]:
    return ((name(origin),),), ((count(claims),),), ((percent(claims, total),),), ((count(stories),),)


def _reports(known: Known) -> tuple[Block, ...]:
    documents = known.situation.documents
    sizes = {story.id: len(story.documents) for story in known.situation.stories}
    corrections = {each for story in known.situation.stories for each in story.corrections}
    rows, ids = [], []
    for document in documents[:MOST_REPORTS]:
        when: Line = (words("undated"),)
        if document.published is not None:
            minute = document.published_precision == "minute"
            told = wording.day(document.published.date()) + (f" {document.published:%H:%M} UTC" if minute else "")
            when = (Run(told, Kind.DAY),)
        title: list[Line] = [(name(document.title or "untitled"),)]
        if document.id in corrections:
            title.append((words("correction", "warn"),))
        if sizes.get(document.story, 1) > 1:
            title.append((words("one of ", "soft"), count(sizes[document.story], "soft"), words(" versions of story ", "soft"), code(document.story[:6])))
        title += [(name(note, style="soft"),) for note in document.notes]
        outlet: Line = (name(document.outlet),) if document.outlet else (words("unknown"),)
        rows.append(((when,), (outlet,), ((name(document.agency),),) if document.agency else (), tuple(title), ((count(document.claims),),)))
        ids.append(f"r-{document.id}")
    made: list[Block] = [
        Table(("Published", "Outlet", "Agency", "Title", "Claims"), tuple(rows), (17, 17, 14, 43, 9), ids=tuple(ids))
    ]
    if len(documents) > MOST_REPORTS:
        made.append(Paragraph((count(len(documents) - MOST_REPORTS), words(" more reports are in the record.")), "note"))
    return tuple(made)
