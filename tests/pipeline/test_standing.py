"""What a claim is in the record's numbers, without a store: parts by their keys."""

from collections.abc import Iterable, Iterator

from tests.reconcile.builders import Record, claim, killed, record, said_by, toll

from sitrep.model.record import RecordPart
from sitrep.pipeline.standing import standing

SOHR = said_by("Syrian Observatory for Human Rights")


class Parts:
    """The reads that standing needs, over a record in memory."""

    def __init__(self, situation: Record) -> None:
        self.made = situation.filled

    def partitions_of_claims(self, claims: Iterable[str]) -> tuple[str, ...]:
        wanted = set(claims)
        return tuple(key for key, part in sorted(self.made.items()) if wanted & set(_ids(part)))

    def parts(self, prefix: str = "") -> Iterator[RecordPart]:
        yield from (part for key, part in sorted(self.made.items()) if key.startswith(prefix))


def _ids(part: RecordPart) -> Iterator[str]:
    for each in (*part.series, *part.events):
        yield from each.claims


def told(situation: Record, claim: str) -> dict[str, str]:
    return {each.value: each.why for each in standing(Parts(situation), claim)}  # type: ignore[arg-type]


def test_a_claim_that_went_in_and_one_that_did_not() -> None:
    low = killed(12, document="a", said=SOHR, by=["US-led coalition"])
    high = killed(20, document="b", said=said_by("Airwars"), by=["US-led coalition"])
    situation = record(low, high)
    assert told(situation, low.id)["ACLED: 12"].startswith("fatalities: the lowest figure")
    assert told(situation, high.id)["ACLED: 12"].startswith("left out: a lower figure is told")
    assert told(situation, high.id)["Airwars: 12 to 20"] == "max: states this bound"
    assert any(value.endswith("(proposed only)") for value in told(situation, low.id))


def test_a_total_is_explained_less_its_events_as_the_situation_shows_it() -> None:
    total = toll(100, document="total", said=SOHR)
    incident = killed(12, document="strike", said=SOHR, on="2017-08-01")
    lines = told(record(total, incident), total.id)
    assert "UCDP GED: 88" in lines
    assert "UCDP GED: 100" in told(record(total), total.id)


def test_a_claim_without_a_number_stands_in_its_event_alone() -> None:
    strike = claim("airstrike", said=SOHR)
    [found] = standing(Parts(record(strike)), strike.id)  # type: ignore[arg-type]
    assert (found.what, found.value) == ("airstrike, Raqqa, 15 Oct 2017", "weak (proposed only)")
