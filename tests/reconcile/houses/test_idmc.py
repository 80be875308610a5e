from tests.reconcile.builders import UNSURE, activists, killed, own_voice_of, record, said_by
from tests.reconcile.telling import house, reasons, used

from sitrep.model.claim import Claim

UN = said_by("United Nations")
COUNCIL = said_by("an official", named="described", party="Raqqa Civil Council")


def fled(number: int, quantifier: str = "exact", **more) -> Claim:
    """People who fled Raqqa since April."""
    given = {"on": ("2017-04-01", str(more.get("published", "2017-10-15"))), **more}
    stated = {"metric": "fled", "measure": "cumulative", "subject": "people", "idmc": "flow"}
    return killed(number, quantifier, figure=stated, **given)


def recommended(*claims: Claim) -> str:
    [series] = record(*claims).all("series")
    figure = house(series, "idmc")
    [chosen] = used(figure)  # exactly one, always
    assert {reason for claim, reason in reasons(figure).items() if claim != chosen} <= {
        "triangulation",
        "no_number",
    }
    return chosen


def test_a_named_source_is_recommended_before_one_that_is_not() -> None:
    by_un = fled(270000, "nearly", document="a", said=UN, published="2017-09-30")
    unnamed = fled(300000, document="b", said=activists())
    own = fled(310000, document="c", said=own_voice_of("Egypt Today"), own_voice=True)
    council = fled(290000, document="d", said=COUNCIL)
    assert recommended(by_un, unnamed, own, council) == by_un.id
    assert recommended(unnamed, own, council) == council.id


def test_of_two_named_sources_the_latest_is_recommended() -> None:
    early = fled(200000, document="a", said=UN, published="2017-08-30")
    late = fled(270000, document="b", said=said_by("International Organization for Migration"))
    assert recommended(early, late) == late.id


def test_a_number_is_recommended_before_a_vague_one() -> None:
    vague = fled(1000, "vague", document="a", said=UN)
    number = fled(1400, document="b", said=said_by("Red Cross"), published="2017-08-30")
    assert recommended(vague, number) == number.id


def test_a_disinterested_source_is_recommended_before_a_party_to_the_displacement() -> None:
    army = fled(
        10,
        document="a",
        said=said_by("a general", named="described", party="Islamic State"),
        by=["Islamic State"],
    )
    others = fled(900, document="b", said=COUNCIL, published="2017-08-30")
    assert recommended(army, others) == others.id


def test_flow_and_stock_are_two_series() -> None:
    flow = fled(270000, document="a", said=UN)
    stock = killed(
        60000,
        document="b",
        said=UN,
        figure={"metric": "fled", "measure": "stock", "subject": "people", "idmc": "stock"},
    )
    assert {each.measure for each in record(flow, stock).all("series")} == {"cumulative", "stock"}


def test_where_something_counts_an_unreviewed_number_is_not_recommended() -> None:
    sure = fled(1400, document="a", said=activists())
    [series] = record(sure, fled(270000, document="b", said=UN, confidence=UNSURE)).all("series")
    assert set(used(house(series, "idmc"))) == {sure.id}
