"""Humanitarian access: what reports say hinders it, by the nine categories of OCHA's monitoring framework."""

from collections import defaultdict

from sitrep.codebook.access import AccessCategory, access
from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.situation import distinct
from sitrep.report.blocks import Block, Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import Cell, Line, Run, cited, count, day, days, joined, name, quote, words

MOST_CLAIMS = 8
"""Sentences shown for a category, the latest; notes lead to as many."""


def access_by_category(known: Known) -> tuple[Block, ...]:
    """The categories that reports tell of, with their sentences, and those that none tells of."""
    codebook = access()
    found = _found(known)
    told = [category for number, category in codebook.categories.items() if found.get(number)]
    silent = [category for number, category in codebook.categories.items() if not found.get(number)]
    blocks: list[Block] = []
    if told:
        rows = [row for category in told for row in _rows(known, category, found[category.number])]
        blocks.append(
            Table(
                ("Constraint", "Where and when", "What is reported", "Who says so"),
                tuple(rows),
                (22, 19, 38, 21),
            )
        )
    if silent:
        labels = joined([(name(category.label),) for category in silent])
        blocks.append(
            Paragraph(
                (words("No report tells of: "), *labels, words(". That is no finding that there is none."))
            )
        )
    blocks.append(Paragraph((words("Categories: OCHA Access Monitoring and Reporting Framework."),), "note"))
    return tuple(blocks)


def _found(known: Known) -> dict[int, list[Claim]]:
    """Category → its claims, one a sentence and source, latest first."""
    codebook = access()
    by_category: dict[int, list[str]] = defaultdict(list)
    for claim in known.claims.values():
        target = " ".join(mention.phrase for mention in claim.targets)
        hit = codebook.category(claim.type, sentence=claim.quote, target=target, modality=claim.modality)
        if hit is not None:
            by_category[hit[0].number].append(claim.id)
    made = {}
    for number, ids in by_category.items():
        claims = [known.claims[identity] for identity in distinct(ids, known.claims)]
        once = {claim.quote: claim for claim in reversed(claims)}
        made[number] = sorted(once.values(), key=lambda claim: (claim.published, claim.id), reverse=True)
    return made


def _rows(known: Known, category: AccessCategory, claims: list[Claim]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for number, claim in enumerate(claims[:MOST_CLAIMS]):
        head: list[Line] = []
        if not number:
            head = [
                (name(category.label),),
                (count(len(claims)), words(" sentences" if len(claims) > 1 else " sentence", "soft")),
            ]
        where: list[Line] = [
            (name(wording.place(claim)) if wording.place(claim) else words("place not stated"),)
        ]
        when = days(claim.time.start, claim.time.end)
        published = known.published([claim.id])
        where.append((when,) if claim.time.start is not None else (words("undated, told "), day(published)))
        said: list[Run] = [words("“"), quote(claim.quote), words("”"), cited((claim.id,))]
        modality = report_words().modalities.get(claim.modality)
        who: list[Line] = [(name(wording.chain(claim.chain, claim.own_voice)),)]
        if modality:
            who.append((words(modality, "warn"),))
        rows.append((tuple(head), tuple(where), (tuple(said),), tuple(who)))
    return rows
