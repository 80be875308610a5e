"""Writing SVG: elements as text, every attribute and text escaped; no script, no style sheet, no outside request."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from sitrep.report.runs import visible

FONT = "Liberation Sans, Arimo, Helvetica, Arial, DejaVu Sans, sans-serif"
INK, SOFT, LINE, PAPER, TINT = "#1b2430", "#56616f", "#c3cad3", "#ffffff", "#f3f5f8"
BLUE, ORANGE = "#0b5c8a", "#d55e00"
EM = 0.53
"""Mean width of a character, in sizes of the font; wide enough for the fonts named above."""


def element(tag: str, /, *children: str, **attributes: object) -> str:
    """One element. Attribute names are written with "_" for "-"; a trailing one is left out, None drops the attribute."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{tag}{told}>{inner}</{tag}>" if inner else f"<{tag}{told}/>"


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def text(x: float, y: float, words: str, /, kind: str = "words", **attributes: object) -> str:
    """A line of text. `kind` says what it is, as for runs: words, name, day, count, stated; tick for a scale."""
    given = {"font_size": 12, "fill": INK, "font_family": FONT, **attributes}
    return element("text", escape(visible(words)), x=float(x), y=float(y), class_=kind, **given)


def tooltip(words: str) -> str:
    """The title of a drawing or of a part of it: read out, and shown where a pointer rests."""
    return element("title", escape(visible(words)))


def linked(claim: str, *children: str) -> str:
    """Drawing that leads to a claim's note."""
    return element("a", *children, href=f"#c-{claim}")


def picture(width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """A whole drawing, with its title and description for those who do not see it."""
    head = tooltip(title) + element("desc", escape(visible(description)))
    return element(
        "svg",
        head,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(float(width))} {_value(float(height))}",
        width=float(width),
        height=float(height),
        role="img",
    )


def width_of(words: str, size: float) -> float:
    """Width that a line takes, in pixels, estimated: wide scripts count double."""
    return size * sum(2 * EM if ord(character) > 0x2E7F else EM for character in visible(words))


def fitted(words: str, size: float, room: float) -> str:
    """A line cut to fit, with an ellipsis where something was left out."""
    words = visible(words)
    if width_of(words, size) <= room:
        return words
    return words[: max(1, int(room / (size * EM)) - 1)].rstrip() + "…"


def nice(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above a value: steps of scales."""
    if value <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (5, 2, 1) if step * power <= value)
