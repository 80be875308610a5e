"""Every number of a report resolves to a claim, or is by its structure a date, a count, a code, or part of a name or quote.

No value is exempt: what a number may be follows from the run it stands in. Text of the report's own (words) holds none.
"""

import re
from collections.abc import Iterator

import pytest
from docx import Document
from lxml import etree, html
from tests.report.situations import large, situated, small

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.report import Earlier, Known, Report, content, render_docx, render_html, render_markdown
from sitrep.report.blocks import Picture, Table, lines_of, runs_of
from sitrep.report.runs import Kind, Run, plain

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
TRACED = {Kind.STATED, Kind.COMPUTED}
SMALL = situated(small())
LARGE = situated(large(40))
SITUATIONS = {"small": SMALL, "large": LARGE}


def report(name: str) -> Report:
    situation = SITUATIONS[name]
    old = tuple(each for each in situation.claims.values() if each.published <= "2017-10-10")
    return content(
        situation,
        earlier=Earlier(min(d.published.date() for d in situation.documents if d.published), situated(old)),
    )


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text)


def states(claim: Claim) -> set[str]:
    """Every number that a claim states, as it is written."""
    found: list[float] = []
    if claim.figure is not None:
        found += [
            each for each in (claim.figure.low, claim.figure.best, claim.figure.high) if each is not None
        ]
    if claim.control is not None and claim.control.share is not None:
        found.append(round(claim.control.share * 100, 1))
    return {wording.number(each) for each in found}


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_number_of_the_content_is_stated_by_the_claims_it_names(name: str) -> None:
    made = report(name)
    claims = SITUATIONS[name].claims
    traced = 0
    for run in runs_of(made):
        if run.kind is Kind.WORDS:
            assert not numbers(run.text), run
        elif run.kind in TRACED and numbers(run.text):
            told = set().union(*(states(claims[each]) for each in run.claims))
            assert set(numbers(run.text)) <= told, run
            assert set(run.claims) <= set(made.numbers), "a claim that a number rests on has a note"
            traced += 1
    assert traced > 15


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_number_in_a_name_is_part_of_what_the_record_calls_it(name: str) -> None:
    """A name may hold digits ("17th Division"): then the record's own texts hold that very name, and no figure gave it."""
    known = " \n ".join(texts(SITUATIONS[name]))
    for run in runs_of(report(name)):
        if run.kind is Kind.NAME:
            for found in re.findall(r"\S*\d\S*", run.text):
                assert found.strip("“”.,;") in known, run


def texts(situation: object) -> Iterator[str]:
    """Names of parties, places, outlets, titles and disputes of a situation."""
    for claim in situation.claims.values():  # type: ignore[attr-defined]
        yield from (mention.name for mention in (*claim.agents, *claim.targets, *claim.places))
        yield from (link.name for link in claim.chain)
        yield from (claim.control.holder,) if claim.control else ()
    for document in situation.documents:  # type: ignore[attr-defined]
        yield from (document.title, document.outlet)
    for item in situation.contradictions:  # type: ignore[attr-defined]
        yield item.what


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_page_says_of_every_number_what_it_is(name: str) -> None:
    made = report(name)
    claims = SITUATIONS[name].claims
    page = html.fromstring(render_html(made))
    notes = {each.get("id"): each.get("value") for each in page.xpath("//ol[@class='notes']/li")}
    for node in page.xpath("//body//text()[not(ancestor::title or ancestor::desc)]"):
        if not numbers(node):
            continue
        line = [node.getparent(), *node.getparent().iterancestors()]
        if any(each.get("class") == "refs" for each in line):
            assert notes[line[0].get("href")[1:]] == str(node)
            continue
        classes = [set((each.get("class") or "").split()) for each in line]
        kind = next(found for found in classes if found & {*map(str, Kind), "tick"})
        assert not kind & {"words"}, node
        if kind & {"tick"}:
            assert any(each.tag == "svg" for each in line), "a scale stands in a drawing"
        if kind & {"stated", "computed"}:
            ids = [each.removeprefix("#c-") for each in _links(line)]
            assert set(numbers(node)) <= set().union(*(states(claims[each]) for each in ids)), node
    assert all(link[1:] in page.xpath("//@id") for link in page.xpath("//a/@href"))


def _links(line: list[html.HtmlElement]) -> list[str]:
    """Links of the span or drawing that a number stands in; within a note, the note itself."""
    for each in line:
        if each.tag == "li" and (each.get("id") or "").startswith("c-"):
            return ["#" + each.get("id")]
        if each.tag == "a":
            return [each.get("href")]
        found = each.xpath(".//a/@href")
        if found:
            return [str(link) for link in found]
    return []


def told(made: Report) -> list[Run]:
    """Runs with numbers in the order in which the formats without drawings tell them."""
    found = [run for run in runs_without_drawings(made) if numbers(run.text)]
    found += [run for note in made.notes for line in note.lines for run in line if numbers(run.text)]
    return found


def runs_without_drawings(made: Report) -> Iterator[Run]:
    yield from made.title
    for _, line in made.facts:
        yield from line
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Picture) and block.table is None:
                continue
            yield from (run for line in lines_of(block) for run in line)


@pytest.mark.parametrize("name", SITUATIONS)
def test_markdown_tells_the_same_numbers_with_their_footnotes(name: str) -> None:
    made = report(name)
    text = render_markdown(made)
    assert not re.search(r"<[a-zA-Z/!]", re.sub(r"\\<", "", text)), "no HTML"
    defined = dict(re.findall(r"^\[\^([0-9a-f]+)\]: (.*)$", text, re.MULTILINE))
    used = set(re.findall(r"\[\^([0-9a-f]+)\](?!:)", text))
    assert used == set(defined) and all(f"claim {each}" in defined[each] for each in defined)
    bare = re.sub(r"\[\^[0-9a-f]+\]:?", "", re.sub(r"\\(.)", r"\1", text))
    expected = [number for run in told(made) for number in numbers(run.text)]
    assert numbers(bare) == expected
    for run in told(made):
        if run.kind in TRACED and run in set(runs_of(made)):
            refs = "".join(rf"\[\^{each[:8]}[0-9a-f]*\]" for each in run.claims)
            assert re.search(re.escape(run.text) + r"\**" + refs, text), run


@pytest.mark.parametrize("name", SITUATIONS)
def test_word_tells_the_same_numbers_with_their_notes(name: str, tmp_path: object) -> None:
    made = report(name)
    file = tmp_path / "report.docx"  # type: ignore[operator]
    file.write_bytes(render_docx(made))
    body = Document(str(file)).element.body
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    anchors = {each.get(f"{{{space['w']}}}anchor") for each in body.iterfind(".//w:hyperlink", space)}
    marks = {each.get(f"{{{space['w']}}}name") for each in body.iterfind(".//w:bookmarkStart", space)}
    assert anchors and anchors <= marks
    for link in body.findall(".//w:hyperlink", space):
        link.getparent().remove(link)
    pictures = [b for section in made.sections for b in section.blocks if isinstance(b, Picture)]
    lines = [
        "".join(t.text for t in each.iter(f"{{{space['w']}}}t")) for each in body.iter(f"{{{space['w']}}}p")
    ]
    found = [number for line in lines for number in numbers(line)]
    expected = [number for run in runs_of(made) for number in numbers(run.text)]
    expected += [
        number
        for note in made.notes
        for number in (str(note.number), *(n for line in note.lines for n in numbers(plain(line))))
    ]
    assert found == expected
    assert len(
        body.findall(f".//{{{'http://schemas.openxmlformats.org/drawingml/2006/picture'}}}pic")
    ) == len(pictures)


def test_what_a_drawing_shows_stands_in_a_table() -> None:
    made = report("large")
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                tables = (
                    [block.table]
                    if block.table
                    else [b for s in made.sections for b in s.blocks if isinstance(b, Table)]
                )
                written = " ".join(plain(line) for table in tables for line in lines_of(table))
                drawn = etree.fromstring(block.svg)
                for text in drawn.xpath("//*[local-name()='text'][@class='stated']/text()"):
                    assert text.rstrip("…") in written


def test_known_takes_the_origins_that_the_record_weighed() -> None:
    """A number's voice is named as the record names it, not as the cut copy of a story does."""
    identity = next(iter(SMALL.claims))
    assert Known(SMALL, {identity: "Agency"}).origin(SMALL.claims[identity]) == "Agency"
