"""The report as HTML: one file, no script, no outside request, every number a link to its claim."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sitrep.report.blocks import Block, Report
from sitrep.report.runs import plain


def render_html(report: Report) -> str:
    """The report as HTML text, for screens of any width and for paper (A4)."""
    environment = Environment(
        loader=PackageLoader("sitrep.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        block=_block, drawing=Markup, plain=plain
    )  # drawings are escaped where they are made
    return environment.get_template("report.html.j2").render(report=report, numbers=report.numbers)


def _block(block: Block) -> str:
    """The name by which the template knows a block."""
    return type(block).__name__.lower()
