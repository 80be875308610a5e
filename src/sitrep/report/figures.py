"""Figures: headline cards, tables by group, and the same claims by the rules of each house. Each is a range with its voices."""

from collections.abc import Iterable, Mapping, Sequence

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import HouseFigure, Range, Series
from sitrep.report.blocks import Block, Card, Cards, Heading, Paragraph, Table
from sitrep.report.charts import range_chart
from sitrep.report.known import Known, capital, figure, grade
from sitrep.report.runs import Cell, Kind, Line, Run, count, counted, day, joined, name, stated, words

MOST_CARDS = 9
MOST_CHARTED = 6
"""Figures drawn as ranges; the tables hold all."""

HOUSES = {"acled": "ACLED", "ucdp": "UCDP", "airwars": "Airwars", "idmc": "IDMC"}
HEAD = ("What", "Where", "Period", "Reported", "Who says so")
WIDTHS = (20, 15, 14, 15, 36)


def headline_metrics() -> tuple[str, ...]:
    """Metrics of the figures for the top: what befell people, most important first."""
    lexicon = report_words()
    humane = {*lexicon.figures["casualties"], *lexicon.figures["displacement"]}
    return tuple(sorted(humane, key=lambda metric: (lexicon.rank(metric), metric)))


def headline(known: Known) -> tuple[Series, ...]:
    """The figures for the top: totals and stocks of what befell people, most important and best attested first."""
    lexicon, humane = report_words(), headline_metrics()
    chosen = [
        series
        for series in known.situation.series
        if series.metric in humane
        and series.measure in ("cumulative", "stock")
        and not is_part(series, known.claims)
        and wording.has_number(known.reading(series)[0])
    ]
    chosen.sort(
        key=lambda series: (
            not known.reading(series)[1],
            lexicon.rank(series.metric),
            -len(series.voices),
            -len(series.claims),
            series.id,
        )
    )
    return tuple(chosen[:MOST_CARDS])


def is_part(series: Series, claims: Mapping[str, Claim]) -> bool:
    """Whether a figure is told as a part of another one alone ("3,000 people, including 1,000 civilians").

    Args:
        series: The figure.
        claims: Claims by their ids.
    """
    told = [claims[claim].figure for claim in series.claims if claim in claims]
    return bool(told) and all(figure is not None and bool(figure.subset_of) for figure in told)


def figure_line(known: Known, series: Series) -> Line:
    """A series in a sentence: what, where, when, how many, and who says so."""
    reading, sure = known.reading(series)
    made = [name(capital(wording.counted_thing(series.subject, series.metric)))]
    if series.place:
        made += [words(", "), name(series.place)]
    made += [words(", "), *period(series)] if period(series) else []
    made += [
        words(": "),
        reading_run(known, series, reading, style="strong"),
        words(" ("),
        *who(known, series),
    ]
    made.append(words(")" if sure else "), unreviewed"))
    return tuple(made)


def reading_run(known: Known, series: Series, reading: Range | None, style: str = "") -> Run:
    """A range with the claims that it is made of."""
    if reading is None or not wording.has_number(reading):
        return words("not stated" if reading is not None else "–")
    return stated(wording.span_of(reading), known.notes([voice.claim for voice in series.voices]), style)


def who(known: Known, series: Series) -> Line:
    """Who says a figure, without their numbers."""
    return known.roots(voice.root for voice in series.voices)


def period(series: Series) -> Line:
    """From when, or as of when a figure is."""
    if series.since is not None:
        return (words("since "), day(series.since))
    return (words("as of "), day(series.as_of)) if series.as_of is not None else ()


def cards(known: Known) -> tuple[Block, ...]:
    """The headline figures with the drawing of their ranges."""
    chosen = headline(known)
    if not chosen:
        return (Paragraph((words("No report gives a total."),)),)
    made: list[Block] = [Cards(tuple(_card(known, series) for series in chosen))]
    drawn = [series for series in chosen if len(series.voices) > 1][:MOST_CHARTED]
    if drawn:
        made.append(range_chart(known, drawn))
    return tuple(made)


def _card(known: Known, series: Series) -> Card:
    reading, sure = known.reading(series)
    what = [name(wording.counted_thing(series.subject, series.metric))]
    if series.place:
        what += [words(", "), name(series.place)]
    said = [*period(series), words("; ")] if period(series) else []
    said += who(known, series)
    if not sure:
        said += [words("; "), words("unreviewed", "warn")]
    return Card((reading_run(known, series, reading, style="strong"),), tuple(what), tuple(said))


def group(known: Known, name_of_group: str) -> tuple[Block, ...]:
    """All figures of one group as a table: every voice with what it says."""
    metrics = report_words().figures[name_of_group]
    chosen = [series for series in known.situation.series if series.metric in metrics]
    told = [series for series in chosen if wording.has_number(series.all)]
    told.sort(
        key=lambda series: (metrics.index(series.metric), series.place or "~", series.subject, series.id)
    )
    if not told:
        return (Paragraph((words("No report states a number."),)),)
    blocks: list[Block] = [table(known, told)]
    if len(told) < len(chosen):
        silent = (
            words("Figures told without a number, not listed: "),
            count(len(chosen) - len(told)),
            words("."),
        )
        blocks.append(Paragraph(silent, "note"))
    blocks.extend(houses(known, told))
    return tuple(blocks)


def table(known: Known, chosen: Iterable[Series]) -> Table:
    """Series as rows."""
    return Table(HEAD, tuple(_row(known, series) for series in chosen), WIDTHS)


def _row(known: Known, series: Series) -> tuple[Cell, ...]:
    lexicon = report_words()
    flow = {"flow": "flow", "stock": "stock"}.get(_idmc(known, series), "")
    kind = lexicon.measures.get(series.measure, series.measure)
    what: list[Line] = [(name(wording.counted_thing(series.subject, series.metric)),)]
    what.append((words(f"{kind}; {flow}" if flow and flow not in kind else kind, "soft"),))
    if series.grade is not None:
        what.append(grade(series.grade))
    said = [*known.voices(series.voices), *_beside(known, series)]
    where = (name(series.place),) if series.place else (words("place not stated"),)
    return tuple(what), (where,), (period(series),), _reported(known, series), tuple(said)


def _reported(known: Known, series: Series) -> Cell:
    """The reading that counts and the one of all claims; once where both say the same, or nothing counts."""
    if series.counted is None:
        return (reading_run(known, series, series.all),), (words("unreviewed", "warn"),)
    sure = (reading_run(known, series, series.counted), words(" counted", "soft"))
    if wording.span_of(series.counted) == wording.span_of(series.all):
        return (sure,)
    return sure, (reading_run(known, series, series.all), words(" all claims", "soft"))


def _idmc(known: Known, series: Series) -> str:
    for identity in series.claims:
        claim = known.claims.get(identity)
        if claim is not None and claim.figure is not None and claim.figure.idmc:
            return claim.figure.idmc
    return ""


def _beside(known: Known, series: Series) -> Cell:
    """Claims beside a series that are in no reading of it, and why."""
    return tuple(
        (
            words("beside it, ", "soft"),
            name(why.replace("_", " ")),
            words(": "),
            stated(_told(claim, why), (claim.id,)),
        )
        for claim, why in ((known.claims.get(identity), why) for identity, why in series.beside)
        if claim is not None and claim.figure is not None
    )


def _told(claim: Claim, why: str) -> str:
    return "none" if why == "stated_zero" else figure(claim)


def houses(known: Known, chosen: Sequence[Series]) -> tuple[Block, ...]:
    """The same claims under the coding rules of each house, where they were worked out."""
    worked = [series for series in chosen if series.houses]
    if not worked:
        return ()
    present = [house for house in HOUSES if any(f.house == house for s in worked for f in s.houses)]
    rows = []
    for series in worked:
        by_house = {found.house: found for found in series.houses}
        what = (name(wording.counted_thing(series.subject, series.metric)),)
        where = joined(
            [(name(series.place or "place not stated"),), *([period(series)] if period(series) else [])]
        )
        cells = [_house_cell(by_house.get(house), known.notes(series.claims)) for house in present]
        rows.append(((what, where), *cells))
    head = ("Figure", *(HOUSES[house] for house in present))
    widths = (30, *(70 // len(present) for _ in present))
    return (
        Heading((words("The same claims by the rules of each house"),)),
        Table(head, tuple(rows), widths),
    )


def _house_cell(found: HouseFigure | None, claims: tuple[str, ...]) -> Cell:
    """What a house makes of the claims, with those that it took in; of all where it does not say which."""
    if found is None:
        return ((words("not coded"),),)
    used = tuple(entry.claim for entry in found.entries if entry.used) or claims
    bounds = [("low", found.low), ("best", found.best), ("high", found.high)]
    told = [(label, value) for label, value in bounds if value is not None]
    if not told:
        return ((words("no figure"),),)
    values = {value for _, value in told}
    prefix = f"{found.quantifier} " if found.quantifier else ""
    if len(values) == 1:
        text = prefix + wording.number(told[0][1])
    else:
        text = prefix + ", ".join(f"{label} {wording.number(value)}" for label, value in told)
    line: Line = (Run(text, Kind.COMPUTED, used),)
    left = sum(not entry.used for entry in found.entries)
    return (line, (*counted(left, "claim"), words(" left out", "soft"))) if left else (line,)
