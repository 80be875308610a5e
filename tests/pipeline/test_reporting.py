"""The report from a record: its formats, its days, its views; and the record as it was on an earlier day."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from tests.pipeline.test_record import EXAMPLES, opened

from sitrep.codebook.counting import thresholds
from sitrep.model.plain import to_plain
from sitrep.model.situation import Situation
from sitrep.model.view import PRIVATE_PERSON, Level
from sitrep.pipeline import Record
from sitrep.pipeline.backdating import Backdated
from sitrep.pipeline.reporting import report_of
from sitrep.pipeline.situations import situation
from sitrep.report.runs import plain

MIDDLE = date(2017, 10, 15)
EARLY = ("01", "02", "03", "04", "05", "06", "07", "08")
"""Examples that were published up to that day."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with opened(tmp_path_factory.mktemp("report") / "record.db") as record:
        list(record.read(record.sources([str(EXAMPLES)]).files))
        yield record


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with opened(tmp_path_factory.mktemp("early") / "record.db") as record:
        files = [str(path) for path in sorted(EXAMPLES.iterdir()) if path.name[:2] in EARLY]
        list(record.read(record.sources(files).files))
        yield record


def told(found: Situation) -> dict[str, list[str]]:
    """What a situation says, as sorted text; names of stories left out, which depend on what else was read."""
    stories = {story.id: "STORY" for story in found.stories}

    def bare(item: object) -> str:
        text = json.dumps(to_plain(item), sort_keys=True, default=str)
        for story in stories:
            text = text.replace(story, "STORY")
        return text

    lists = ("events", "series", "control", "deals", "contradictions")
    return {name: sorted(map(bare, getattr(found, name))) for name in lists} | {
        "claims": sorted(found.claims)
    }


def test_the_record_of_an_earlier_day_is_what_its_reports_alone_give(whole: Record, early: Record) -> None:
    backdated = situation(Backdated(whole.store, MIDDLE, thresholds()), thresholds(), Level.PUBLIC)
    alone = early.situation()
    assert told(backdated) == told(alone) and len(alone.claims) > 100
    assert len(backdated.documents) == len(EARLY) and backdated.as_of == MIDDLE


def test_backdating_to_the_last_day_changes_nothing(whole: Record) -> None:
    now = whole.situation()
    assert now.as_of is not None
    assert told(
        situation(Backdated(whole.store, now.as_of, thresholds()), thresholds(), Level.PUBLIC)
    ) == told(now)


def test_before_the_first_report_there_is_nothing(whole: Record) -> None:
    empty = situation(Backdated(whole.store, date(2017, 1, 1), thresholds()), thresholds(), Level.PUBLIC)
    assert not empty.documents and not empty.claims and not empty.events


def test_a_report_of_a_day_with_what_changed_since(whole: Record) -> None:
    made = report_of(
        whole.store,
        thresholds(),
        Level.PUBLIC,
        since=date(2017, 10, 14),
        as_of=date(2017, 10, 18),
        title="Week",
    )
    facts = dict(made.facts)
    assert plain(made.title) == "Week" and plain(facts["As of"]) == "18 Oct 2017"
    assert plain(facts["Compared with"]) == "reports up to 14 Oct 2017"
    text = "\n".join(
        plain(line)
        for section in made.sections[:1]
        for block in section.blocks
        for line in getattr(block, "items", ())
    )
    assert (
        "New reports: 5" in text
        and "Corrected report: " in text
        and "New figure: people killed, Raqqa: 3,250." in text
    )
    assert "Airwars" not in text, "what was published later is not in it"


def test_the_same_record_gives_the_same_report(whole: Record, tmp_path: Path) -> None:
    for ending in (".html", ".md"):
        first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
        whole.report(first, since=date(2017, 10, 14))
        whole.report(second, since=date(2017, 10, 14))
        assert first.read_bytes() == second.read_bytes()


def test_what_a_person_decided_is_in_the_report(tmp_path: Path) -> None:
    with opened(tmp_path / "record.db") as record:
        list(record.read([EXAMPLES / "11-raqqa-toll-monitor.txt"]))
        (series,) = [
            each
            for each in record.situation().series
            if each.metric == "killed" and each.measure == "cumulative"
        ]
        by_root = {voice.root: voice.claim for voice in series.voices}
        record.judge(
            by_root["Airwars"], "set", by="R. Eviewer", why="a typo", field="figure.best", value="1350"
        )
        record.judge(by_root["US-led coalition"], "reject", by="R. Eviewer")
        record.report(tmp_path / "report.html", Level.PUBLIC)
        page = html.fromstring((tmp_path / "report.html").read_bytes())
        (note,) = page.xpath(f"//li[@id='c-{by_root['Airwars']}']")
        assert "1,350" in note.text_content() and "set by a person: figure.best" in note.text_content()
        assert not page.xpath(f"//li[@id='c-{by_root['US-led coalition']}']"), (
            "a rejected claim is in no figure"
        )
        assert "Eviewer" not in page.text_content() and "typo" not in page.text_content()
        assert "claims judged by a person: 2" in page.text_content()


SHELTER = """The Valley Tribune

Strike hits family in Raqqa

By Staff

RAQQA, Oct 20, 2017 - An airstrike killed Samira Haddawi, a seamstress, and her son Yusuf Haddawi in Raqqa on Thursday, the
Syrian Observatory for Human Rights said.

Samira Haddawi was buried on Friday, her neighbour said.
"""


@pytest.mark.parametrize("ending", [".html", ".md", ".pdf", ".docx"])
def test_no_private_name_leaves_in_public(tmp_path: Path, ending: str) -> None:
    source = tmp_path / "report.txt"
    source.write_text(SHELTER, encoding="utf-8")
    with opened(tmp_path / "record.db") as record:
        assert all(reading.ok for reading in record.read([source]))
        public, restricted = tmp_path / f"public{ending}", tmp_path / f"restricted{ending}"
        record.report(public)
        record.report(restricted, Level.RESTRICTED)
        assert "Haddawi" not in text_of(public) and PRIVATE_PERSON.replace(" ", "") in text_of(public)
        assert "Haddawi" in text_of(restricted) and "donotpasson" in text_of(restricted)


def text_of(file: Path) -> str:
    """The text of a report in any format, without spaces."""
    if file.suffix == ".pdf":
        from pypdf import PdfReader

        text = "".join(page.extract_text() for page in PdfReader(file).pages)
    elif file.suffix == ".docx":
        from docx import Document

        text = "".join(Document(str(file)).element.body.itertext())
    else:
        text = file.read_text(encoding="utf-8").replace("\\", "")
    return "".join(text.split())


def test_another_ending_is_refused_and_a_full_disk_leaves_nothing(whole: Record, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.docx"):
        whole.report(tmp_path / "report.odt")
    with pytest.raises(OSError, match="no such folder"):
        whole.report(tmp_path / "missing" / "report.md")
    assert not list(tmp_path.iterdir())
