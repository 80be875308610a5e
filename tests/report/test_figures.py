"""Figures: readings, what stands beside them, groups, and houses with what they took in and left out."""

from dataclasses import replace

from tests.reconcile.builders import claim, figure, killed, said_by, toll
from tests.report.situations import situated

from sitrep.model.claim import ClaimKind
from sitrep.model.record import HouseEntry, HouseFigure, Range
from sitrep.report.blocks import Heading, Paragraph, Table
from sitrep.report.figures import group, headline
from sitrep.report.known import Known
from sitrep.report.runs import plain


def table_of(known: Known, name: str) -> Table:
    """The table of a group; tables of houses may follow it."""
    return next(block for block in group(known, name) if isinstance(block, Table))


def cells(table: Table) -> list[list[str]]:
    return [[" / ".join(map(plain, cell)) for cell in row] for row in table.rows]


def test_a_stated_zero_and_a_denied_number_stand_beside_and_read_as_said() -> None:
    told = situated([toll(51, said=said_by("A"))])
    (series,) = told.series
    zero = toll(0, document="b", modality="negated", said=said_by("B"))
    denied = toll(40, document="c", modality="negated", said=said_by("C"))
    beside = replace(series, beside=((zero.id, "stated_zero"), (denied.id, "denied")))
    known = Known(replace(told, series=(beside,), claims={**told.claims, zero.id: zero, denied.id: denied}))
    table = table_of(known, "casualties")
    (row,) = cells(table)
    assert "beside it, stated zero: none" in row[4] and "beside it, denied: 40" in row[4]


def test_counted_and_all_stand_apart_where_they_differ() -> None:
    sure, unsure = toll(51, said=said_by("A")), toll(900, said=said_by("B"), document="b", confidence=0.1)
    table = table_of(Known(situated([sure, unsure])), "casualties")
    assert cells(table)[0][3] == "51 counted / 51 to 900 all claims"
    alone = table_of(Known(situated([sure])), "casualties")
    assert cells(alone)[0][3] == "51 counted"
    low = table_of(Known(situated([unsure])), "casualties")
    assert cells(low)[0][3] == "900 / unreviewed"


def test_single_events_are_no_headline_figures_and_totals_are_ranked() -> None:
    fled = figure(500, metric="fled", subject="people", measure="cumulative")
    told = situated(
        [
            killed(12),
            claim("displace", kind=ClaimKind.FIGURE, figure=fled, document="b"),
            toll(51, document="c"),
        ]
    )
    assert [(series.metric, series.measure) for series in headline(Known(told))] == [
        ("killed", "cumulative"),
        ("fled", "cumulative"),
    ]


def test_a_part_of_another_toll_is_no_headline_figure() -> None:
    whole = toll(3250, figure={"subject": "people"})
    part = toll(1130, sentence=1, figure={"subset_of": whole.id}, on="")
    known = Known(situated([whole, part]))
    assert {series.subject for series in known.situation.series} == {"people", "civilians"}
    assert [series.subject for series in headline(known)] == ["people"]


def test_flow_and_stock_never_share_a_row_and_say_what_they_are() -> None:
    flow = figure(500, metric="fled", subject="people", measure="cumulative", idmc="flow")
    stock = figure(800, metric="trapped", subject="people", measure="stock", idmc="stock")
    told = situated(
        [
            claim("displace", kind=ClaimKind.FIGURE, figure=flow),
            claim("trap", kind=ClaimKind.FIGURE, figure=stock, document="b"),
        ]
    )
    table = table_of(Known(told), "displacement")
    trapped, fled = (row[0] for row in cells(table))
    assert trapped.startswith("people trapped / number at one time; stock")
    assert fled.startswith("people fled / total over a period; flow")


def test_a_house_shows_its_figure_what_it_rests_on_and_how_much_it_left_out() -> None:
    told = situated([toll(51, said=said_by("A")), toll(900, said=said_by("B"), document="b")])
    (series,) = told.series
    first, second = series.claims
    entries = (HouseEntry(first, True, "low", "lowest"), HouseEntry(second, False, "", "higher"))
    acled = HouseFigure("acled", 51, None, None, "", entries)
    idmc = HouseFigure("idmc", None, 51, None, "More than")
    worked = replace(series, houses=(acled, idmc))
    heading, table = group(Known(replace(told, series=(worked,))), "casualties")[-2:]
    assert isinstance(heading, Heading) and isinstance(table, Table)
    assert table.head == ("Figure", "ACLED", "IDMC")
    assert cells(table)[0][1:] == ["51 / 1 claim left out", "More than 51"]
    (run,) = table.rows[0][1][0]
    assert run.claims == (first,)
    assert set(table.rows[0][2][0][0].claims) == {first, second}, (
        "a house that does not say which rests on all"
    )


def test_a_series_without_a_number_is_counted_and_not_listed() -> None:
    told = situated([toll(51)])
    silent = replace(told.series[0], id="silent", all=Range(None, None, None, False, True), counted=None)
    found = group(Known(replace(told, series=(*told.series, silent))), "casualties")
    (note,) = [plain(block.line) for block in found if isinstance(block, Paragraph)]
    assert note == "Figures told without a number, not listed: 1."
