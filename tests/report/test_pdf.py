"""PDF by both engines: the same text as the content, not a digit more or less, links to notes, nothing fetched, nothing run."""

import importlib
import sys
from collections import Counter
from io import BytesIO

import pytest
from lxml import etree
from pypdf import PdfReader
from tests.reconcile.builders import claim, said_by
from tests.report.situations import place, situated, small

from sitrep.errors import MissingExtraError
from sitrep.report import Report, content, render_docx, render_pdf
from sitrep.report.blocks import Picture, runs_of
from sitrep.report.pdf import png
from sitrep.report.runs import Kind, plain


def has_pango() -> bool:
    try:
        importlib.import_module("weasyprint")
    except OSError:  # the package is there, the system's library is not
        return False
    return True


needs_pango = pytest.mark.skipif(not has_pango(), reason="needs Pango, which WeasyPrint draws with")
ENGINES = (pytest.param("weasyprint", marks=needs_pango), "typst")


@pytest.fixture(scope="module")
def made() -> Report:
    return content(situated(small()))


@pytest.fixture(scope="module")
def printed(made: Report) -> dict[str, PdfReader]:
    engines = ("weasyprint", "typst") if has_pango() else ("typst",)
    return {engine: PdfReader(BytesIO(render_pdf(made, engine))) for engine in engines}


def digits(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isdigit() and character.isascii())


@pytest.mark.parametrize("engine", ENGINES)
def test_not_a_digit_is_added_or_lost(made: Report, printed: dict[str, PdfReader], engine: str) -> None:
    pages = printed[engine].pages
    expected = Counter[str]()
    for run in runs_of(made):
        expected += digits(run.text)
        for each in run.claims:
            expected += digits(str(made.numbers[each]))
    for note in made.notes:
        expected += digits(str(note.number) + "".join(map(plain, note.lines)))
    for block in (b for section in made.sections for b in section.blocks if isinstance(b, Picture)):
        for text in etree.fromstring(block.svg).xpath("//*[local-name()='text']/text()"):
            expected += digits(str(text))
    for number in range(1, len(pages) + 1):
        expected += digits(f"{number} / {len(pages)}")
    assert digits("".join(page.extract_text() for page in pages)) == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_every_figure_and_claim_is_in_it_and_numbers_lead_to_notes(
    made: Report, printed: dict[str, PdfReader], engine: str
) -> None:
    text = "".join("".join(page.extract_text().split()) for page in printed[engine].pages)
    for run in runs_of(made):
        if run.kind is Kind.STATED:
            assert "".join(run.text.split()) in text, run
    assert all(note.claim in text for note in made.notes)
    links = [link.get_object() for page in printed[engine].pages for link in page.get("/Annots", [])]
    cited = [each for run in runs_of(made) for each in run.claims]
    assert len([link for link in links if link["/Subtype"] == "/Link"]) >= len(cited)
    assert not [link for link in links if "/URI" in link.get("/A", {})], "nothing leads outside"


HOSTILE = (
    '#read("/etc/passwd") $x$ <script>alert(1)</script> [a](http://evil.example) \\ *b* `c` '
    "https://evil.example www.evil.example"
)


@pytest.mark.parametrize("engine", ENGINES)
def test_text_of_a_report_stays_text(engine: str) -> None:
    quote = f"A {HOSTILE} B"
    told = claim(
        "clash", at=place(HOSTILE, "Syria", 35.0, 39.0), by=[HOSTILE], said=said_by(HOSTILE), quote=quote
    )
    reader = PdfReader(BytesIO(render_pdf(content(situated([told]), title=HOSTILE), engine)))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert "".join(quote.split()) in text
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]
    assert not [link for link in links if "/URI" in link.get("/A", {})]
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def test_without_pango_typst_prints(made: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "weasyprint", OSError("cannot load library 'libpango-1.0-0'"))
    text = PdfReader(BytesIO(render_pdf(made))).pages[0].extract_text()
    assert "Situation as reported" in text
    with pytest.raises(MissingExtraError, match="sitrep\\[report\\]"):
        render_pdf(made, "weasyprint")


@pytest.mark.parametrize("package", ["typst", "docx"])
def test_a_missing_extra_is_named(made: Report, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    hide(monkeypatch, "weasyprint", ImportError("no weasyprint"))
    hide(monkeypatch, package, ImportError(f"no {package}"))
    with pytest.raises(MissingExtraError, match=r"pip install 'sitrep\[report\]'"):
        render_docx(made) if package == "docx" else render_pdf(made)


def hide(monkeypatch: pytest.MonkeyPatch, package: str, error: Exception) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)

    class Finder:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name.partition(".")[0] == package:
                raise error

    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])


def test_drawings_become_pictures(made: Report) -> None:
    for block in (b for section in made.sections for b in section.blocks if isinstance(b, Picture)):
        assert png(block).startswith(b"\x89PNG") and len(png(block)) > 5_000
