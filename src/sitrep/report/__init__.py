"""Situation → the situation report: one content, written as HTML, Markdown, PDF or DOCX."""

from collections.abc import Callable, Mapping

from sitrep.report.blocks import Report
from sitrep.report.changes import Earlier
from sitrep.report.content import content
from sitrep.report.docx_file import render_docx
from sitrep.report.html import render_html
from sitrep.report.known import Known
from sitrep.report.markdown import render_markdown
from sitrep.report.pdf import render_pdf

__all__ = [
    "FORMATS",
    "Earlier",
    "Known",
    "Report",
    "content",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_pdf",
]


def _html(report: Report) -> bytes:
    return render_html(report).encode()


def _markdown(report: Report) -> bytes:
    return render_markdown(report).encode()


FORMATS: Mapping[str, Callable[[Report], bytes]] = {
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".pdf": render_pdf,
    ".docx": render_docx,
}
"""Ending of a file's name → what writes it."""
