"""Contradictions and gaps: where reports cannot all stand, and what nobody says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Contradiction, Series
from sitrep.model.situation import distinct
from sitrep.report.blocks import Block, Heading, Opposed, Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import Kind, Line, Run, cited, count, day, name, quote, stated, words

SILENT_DAYS = 7
"""A place that no report has spoken of for longer is listed as silent."""

MOST_LISTED = 25
MOST_QUOTES = 3
"""Sentences shown on each side of a contradiction; notes lead to the others."""


def contradictions(known: Known) -> tuple[Block, ...]:
    """Each contradiction with its sides, quoted."""
    found = known.situation.contradictions
    if not found:
        return (Paragraph((words("No contradiction was found between the reports."),)),)
    return tuple(_opposed(known, item) for item in found)


def _opposed(known: Known, item: Contradiction) -> Opposed:
    place = (words(" ("), name(item.place), words(")")) if item.place else ()
    sides = []
    for side, ids in item.sides:
        shown = distinct(ids, known.claims)
        said = tuple(_said(known, known.claims[identity]) for identity in shown[:MOST_QUOTES])
        if len(shown) > MOST_QUOTES:
            rest = (count(len(shown) - MOST_QUOTES), words(" more"), cited(shown[MOST_QUOTES:]))
            said = (*said, rest)
        sides.append(((_side(item, side, known.notes(ids)),), said))
    return Opposed((name(item.what), *place), tuple(sides))


def _side(item: Contradiction, side: str, claims: tuple[str, ...]) -> Run:
    return stated(side, claims) if item.kind == "figure" else name(side)


def _said(known: Known, claim: Claim) -> Line:
    who = wording.chain(claim.chain, claim.own_voice)
    made = [words("“"), quote(claim.quote), words("” "), name(who)]
    published = known.published([claim.id])
    if published is not None:
        made += [words(", "), day(published)]
    return (*made, cited((claim.id,)))


def gaps(known: Known) -> tuple[Block, ...]:
    """What nobody says, or one source alone."""
    blocks: list[Block] = [*_single(known), *_silent(known), *_abstentions(known)]
    return tuple(blocks) or (Paragraph((words("None found."),)),)


def _single(known: Known) -> Iterator[Block]:
    told = [series for series in known.situation.series if wording.has_number(series.all)]
    single = [series for series in told if len({voice.root for voice in series.voices}) == 1]
    if not single:
        return
    yield Heading((words("Figures that rest on one origin"),))
    yield Paragraph(
        (
            count(len(single)), words(" of "), count(len(told)),
            words(" figures rest on a single independent origin; nobody else gives them."),
        ),
    )  # fmt: skip
    single.sort(key=lambda series: (report_words().rank(series.metric), -_size(series), series.id))
    lines = [_one_line(known, series) for series in single[:MOST_LISTED]]
    yield Table(("Figure", "Origin"), tuple(((line,), (who,)) for line, who in lines), (62, 38))
    if len(single) > MOST_LISTED:
        yield Paragraph(
            (
                words("Not listed here, but in the tables of figures: "),
                count(len(single) - MOST_LISTED),
                words("."),
            ),
            "note",
        )


def _size(series: Series) -> float:
    found = series.all
    return 0.0 if found is None else float(found.low or found.best or found.high or 0)


def _one_line(known: Known, series: Series) -> tuple[Line, Line]:
    what: list[Run] = [name(wording.counted_thing(series.subject, series.metric))]
    if series.place:
        what += [words(", "), name(series.place)]
    if series.all is not None:
        what += [
            words(": "),
            stated(wording.span_of(series.all), known.notes([v.claim for v in series.voices], 2)),
        ]
    return tuple(what), known.roots(voice.root for voice in series.voices)


def _silent(known: Known) -> Iterator[Block]:
    """Places of which no report has spoken for some time."""
    latest: dict[tuple[str, str], date] = {}
    for claim in known.claims.values():
        told = known.published([claim.id])
        for place in claim.places:
            if place.role in ("dateline", "statement") or not place.name or told is None or place.lat is None:
                continue
            key = (place.name, place.country)
            latest[key] = max(latest.get(key, told), told)
    if known.as_of is None:
        return
    silent = [(told, *key) for key, told in latest.items() if (known.as_of - told).days > SILENT_DAYS]
    if not silent:
        return
    yield Heading((words("Places that reports no longer speak of"),))
    yield Paragraph((words("No report means no report: nothing is known to have ended there."),), "note")
    rows = tuple(
        (
            ((name(f"{place}, {country}" if country not in ("", place) else place),),),
            ((day(told),),),
            ((count((known.as_of - told).days), words(" days")),),
        )
        for told, place, country in sorted(silent)[:MOST_LISTED]
    )
    yield Table(("Place", "Last report", "Before this report"), rows, (50, 25, 25))
    if len(silent) > MOST_LISTED:
        yield Paragraph((words("Places not listed: "), count(len(silent) - MOST_LISTED), words(".")), "note")


def _abstentions(known: Known) -> Iterator[Block]:
    """What claims leave out, by reason."""
    counts: Counter[tuple[str, str]] = Counter()
    for claim in known.claims.values():
        counts.update({(field, reason.rpartition(": ")[2]) for field, reason in claim.reasons})
    rows = [
        (((words(meaning),),), ((count(counts[field, reason]),),), ((Run(f"{field}: {reason}", Kind.CODE),),))
        for field, reasons in report_words().abstentions.items()
        for reason, meaning in reasons.items()
        if counts[field, reason]
    ]
    unnamed = sum(not claim.chain or claim.chain[0].named == "anonymous" for claim in known.claims.values())
    if unnamed:
        rows.append(
            (
                ((words("who says so has no name"),),),
                ((count(unnamed),),),
                ((Run("attribution: unnamed", Kind.CODE),),),
            )
        )
    if not rows:
        return
    yield Heading((words("What claims do not say"),))
    yield Paragraph(
        (words("A value that a report does not give stays empty, with its reason; nothing is filled in."),),
        "note",
    )
    rows.sort(key=lambda row: -int(row[1][0][0].text.replace(",", "")))
    yield Table(("What is missing", "Claims", "Reason code"), tuple(rows), (58, 12, 30))
