"""The record end to end, through the library, on the example reports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitrep.model.document import SourceAttributes
from sitrep.model.view import Level
from sitrep.pipeline import ClaimFilter, Record, open_record
from sitrep.settings import Settings

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "raqqa"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The example reports in a record, read once for all tests that only look."""
    with opened(tmp_path_factory.mktemp("record") / "record.db") as record:
        readings = list(record.read(record.sources([str(EXAMPLES)]).files))
        assert all(reading.ok for reading in readings)
        yield record


def opened(path: Path) -> Record:
    return open_record(replace(Settings.load(), db=path), clock=lambda: NOW)


def exported(record: Record, folder: Path) -> bytes:
    out = folder / "claims.jsonl"
    record.export("claims.jsonl", out, Level.RESTRICTED)
    return out.read_bytes()


def test_every_quote_is_the_text_under_its_span(read: Record) -> None:
    for claim, _ in read.claims(level=Level.RESTRICTED):
        text = read.store.document(claim.document).text
        assert claim.evidence.of(text) == claim.quote
        assert claim.trigger.of(text) and claim.evidence.contains(claim.trigger)


def test_nothing_but_what_is_told_as_fact_counts(read: Record) -> None:
    for claim, counts in read.claims():
        assert not counts or claim.modality == "actual"


def test_reprints_are_one_story_and_the_correction_leads_its_own(read: Record) -> None:
    situation = read.situation()
    titles = {document.id: document.title for document in situation.documents}
    sizes = sorted(len(story.documents) for story in situation.stories)
    assert sizes == [1] * 7 + [2, 3]
    (corrected,) = [story for story in situation.stories if story.corrections]
    assert titles[corrected.lead].startswith("CORRECTION")


def test_the_two_reports_on_foreign_fighters_stand_side_by_side(read: Record) -> None:
    situation = read.situation()
    (term,) = [item for item in situation.contradictions if "foreign fighters" in item.what]
    sides = [{situation.claims[identity].document for identity in ids} for _, ids in term.sides]
    titles = {document.id: document.title for document in situation.documents}
    told = [{titles[document] for document in side} for side in sides]
    assert any("Foreign fighters to leave Raqqa too, local council says" in side for side in told)
    assert any("Coalition: no exit for foreign militants in Raqqa" in side for side in told)


def test_the_toll_keeps_its_three_sources_apart(read: Record) -> None:
    (toll,) = [item for item in read.situation().contradictions if item.what.startswith("civilians killed")]
    assert {side for side, _ in toll.sides} >= {"51", "1,130", "at least 1,300"}


def test_no_dateline_city_is_an_event_place(read: Record) -> None:
    datelines = {"beirut", "geneva", "baghdad", "damascus", "london"}
    for claim, _ in read.claims():
        for place in claim.places:
            assert place.name.casefold() not in datelines


def test_comments_and_related_stories_give_no_claims(read: Record) -> None:
    for claim, _ in read.claims():
        assert (
            "Borneo" not in claim.quote and "Manila" not in claim.quote and "nobody writes" not in claim.quote
        )


def test_reading_again_changes_nothing(read: Record, tmp_path: Path) -> None:
    before, counts = exported(read, tmp_path), read.store.counts()
    again = list(read.read(read.sources([str(EXAMPLES)]).files))
    assert {reading.reason for reading in again} == {"already_read"}
    assert exported(read, tmp_path) == before
    assert read.store.counts() == counts


def test_any_order_of_files_gives_the_same_record(read: Record, tmp_path: Path) -> None:
    files = list(read.sources([str(EXAMPLES)]).files)
    with opened(tmp_path / "other.db") as other:
        list(other.read(reversed(files)))
        assert exported(other, tmp_path) == exported(read, tmp_path / "..")
        assert list(other.store.parts()) == list(read.store.parts())


def test_computing_everything_anew_gives_the_same_parts(read: Record) -> None:
    before = list(read.store.parts())
    with read.store.writing("test", NOW) as w:
        w.dirty_all()
    assert read.refresh() > 0
    assert list(read.store.parts()) == before


def test_the_record_verifies(read: Record) -> None:
    assert read.store.verify() == ()


def test_a_rejected_claim_leaves_the_toll_and_comes_back(tmp_path: Path) -> None:
    with opened(tmp_path / "record.db") as record:
        list(record.read([EXAMPLES / "11-raqqa-toll-monitor.txt"]))
        before = record.situation()
        (claim,) = [claim for claim, _ in record.claims(ClaimFilter(kind="figure", grep="1,300"))]
        record.judge(claim.id, "reject", by="Rana", why="Airwars has withdrawn it")
        after = record.situation()
        assert len(after.contradictions) == 1 and "at least 1,300" not in dict(after.contradictions[0].sides)
        record.judge(claim.id, "set", by="Rana", field="verdict", value="")
        assert record.situation().series == before.series


def test_an_accepted_claim_counts(tmp_path: Path) -> None:
    with opened(tmp_path / "record.db") as record:
        list(record.read([EXAMPLES / "11-raqqa-toll-monitor.txt"]))
        (claim,) = [claim for claim, _ in record.claims(ClaimFilter(kind="figure", grep="1,300"))]
        record.judge(claim.id, "accept", by="Rana")
        assert (claim.id, True) in [(found.id, counts) for found, counts in record.claims()]
        (toll,) = [s for s in record.situation().series if claim.id in s.claims]
        assert toll.counted is not None and toll.counted.low == 1300 and toll.counted.high_open


def test_another_date_by_hand_resolves_times_anew_and_keeps_ids(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(
        "Rebels leave Karsa\n\nRebels left the town of Karsa on Monday, the army said.\n", encoding="utf-8"
    )
    with opened(tmp_path / "record.db") as record:
        list(record.read([file]))
        before = {claim.id: claim.time.reason for claim, _ in record.claims()}
        assert "no_anchor" in before.values()
        when = SourceAttributes(published=datetime(2017, 10, 18, tzinfo=UTC), outlet="The Harbour Gazette")
        list(record.read([file], attributes=when))
        after = {claim.id: claim.time for claim, _ in record.claims()}
        assert after.keys() == before.keys()
        assert {str(time.start) for time in after.values() if time.phrase} == {"2017-10-16"}
        (document,) = record.store.documents()
        assert document.outlet == "The Harbour Gazette"
        assert [attribute.name for attribute in record.store.attributes(document.id)] == [
            "outlet",
            "published",
        ]


def test_explain_shows_where_everything_stands(read: Record) -> None:
    claim = next(claim for claim, _ in read.claims(ClaimFilter(kind="figure", grep="1,300")))
    explained = read.explain(claim.id[:10])
    for mark in explained.marks:
        start = mark.span.start - explained.offset
        assert explained.passage[start : start + len(mark.span)] == mark.span.of(explained.document.text)
    assert explained.capture.id == explained.document.capture_id


STORY = (
    "Fighters left the town of Mayadin on Saturday after weeks of air strikes, the Syrian army said.",
    "About forty buses carried them and their families to the desert near the border, an official told reporters.",
    "The army, which had ringed the town since spring, did not fire on the convoy as it crossed the river.",
    "Government troops killed 20 militants in Mayadin on Friday, the Syrian army said.",
    "Aid agencies have asked for the road from the coast to be opened so that flour and fuel can come in.",
)


@pytest.mark.parametrize("corrected_first", [True, False])
def test_a_correction_holds_for_a_reprint_read_before_or_after_it(
    tmp_path: Path, corrected_first: bool
) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file, title in zip(files, ("Fighters leave Mayadin", "Army: militants gone"), strict=True):
        file.write_text("\n\n".join((title, "October 14, 2017", *STORY)) + "\n", encoding="utf-8")
    with opened(tmp_path / "record.db") as record:
        list(record.read(files[:1] if corrected_first else files))
        (toll,) = [
            claim
            for claim, _ in record.claims(ClaimFilter(kind="figure", grep="killed 20"))
            if claim.document == next(iter(record.store.documents())).id or corrected_first
        ][:1]
        record.judge(toll.id, "set", by="Rana", field="place", value="Raqqa")
        list(record.read(files))
        (series,) = [s for s in record.situation().series if s.metric == "killed"]
        assert (series.place, len(series.claims)) == ("Raqqa", 2)


def test_the_deal_of_raqqa_is_one_with_three_positions_on_foreign_fighters(read: Record) -> None:
    [deal] = [each for each in read.situation().deals if each.place == "Raqqa"]
    taken = {(each.holder, each.stance) for each in deal.positions if each.term == "foreign fighters leave"}
    assert taken == {
        ("Raqqa Civil Council", "affirms"),
        ("US-led coalition", "denies"),
        ("Syrian Democratic Forces", "denies"),
    }
    state = next(each for each in deal.terms if each.term == "foreign fighters leave")
    assert (state.status, state.dissent) == ("excluded", ("Raqqa Civil Council",))
    assert deal.terms[0].status == "in_effect"


def test_killed_trapped_and_fled_of_raqqa_are_a_series_each_in_their_role(read: Record) -> None:
    series = [each for each in read.situation().series if each.place == "Raqqa"]
    civilians = [each for each in series if (each.metric, each.subject) == ("killed", "civilians")]
    [killed] = [each for each in civilians if each.since is not None]
    assert (killed.measure, str(killed.since)) == ("cumulative", "2017-06-01")
    # "3,250 people, including 1,130 civilians" tells no start: a part of another toll
    claims = read.situation().claims
    assert all(
        claims[claim].figure.subset_of for each in civilians if each != killed for claim in each.claims
    )
    figures = {each.house: each for each in killed.houses}
    assert (figures["ucdp"].low, figures["ucdp"].best, figures["ucdp"].high) == (51, 1130, 1300)
    assert {entry.reason for entry in figures["acled"].entries if not entry.used} >= {"period_total", "copy"}
    assert killed.grade is not None and killed.grade.value == "contested"
    [trapped] = [each for each in series if each.metric == "trapped"]
    assert (trapped.measure, trapped.all.best, trapped.houses) == ("stock", 8000, ())
    [fled] = [each for each in series if each.metric == "fled" and each.measure == "cumulative"]
    assert (fled.subject, str(fled.since)) == ("people", "2017-04-01")
    [idmc] = fled.houses
    assert (idmc.best, idmc.quantifier) == (270000, "Approximately")
    [recommended] = [entry.claim for entry in idmc.entries if entry.used]
    assert [link.party for link in read.situation().claims[recommended].chain][0] == "United Nations"


def test_explain_tells_what_each_house_made_of_a_claim(read: Record) -> None:
    [airwars] = [
        claim
        for claim, _ in read.claims(ClaimFilter(kind="figure"), Level.RESTRICTED)
        if claim.chain and claim.chain[0].name == "Airwars"
    ]
    standing = {each.value: each.why for each in read.explain(airwars.id).standing}
    assert standing["UCDP GED: low 51, best 1,130, high 1,300"].startswith(
        "high: a total over several events"
    )
    assert standing["ACLED: not taken"].startswith("left out: a total over a period")
    assert "contested (proposed only)" in standing
    assert (
        read.explain(airwars.id).plain()["standing"][0]["what"] == "civilians killed since 1 Jun 2017 (Raqqa)"
    )


def test_every_claim_in_a_houses_figure_is_a_claim_of_the_record(read: Record) -> None:
    situation = read.situation()
    parts = (*situation.series, *situation.events)
    entries = [entry for part in parts for figure in part.houses for entry in figure.entries]
    assert entries and {entry.claim for entry in entries} <= set(situation.claims)
