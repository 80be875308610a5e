"""Text into pages: escaped, hidden characters made visible, direction kept apart."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sitrep.model import wording
from sitrep.model.situation import distinct
from sitrep.pipeline.browsing import Piece
from sitrep.report.runs import HIDDEN_NAMES, JOINERS

SECTIONS = (
    ("situation", "/", "Situation"),
    ("events", "/events", "Events"),
    ("figures", "/figures", "Figures"),
    ("control", "/control", "Control"),
    ("deals", "/deals", "Deals"),
    ("claims", "/claims", "Claims"),
    ("reports", "/reports", "Reports"),
    ("sources", "/sources", "Sources"),
    ("review", "/review", "Review"),
    ("export", "/export", "Export"),
)
"""Name, address and title of every section, in the order of the menu."""

_HIDDEN = frozenset({"Cf", "Cc", "Zl", "Zp", "Cs", "Co"})


@cache
def environment() -> Environment:
    """The templates; everything is escaped, and a name that nobody gave is an error."""
    made = Environment(
        loader=PackageLoader("sitrep.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        shown=shown,
        plain=visible,
        day=day,
        moment=moment,
        figure=wording.figure,
        range=wording.span_of,
        has_number=wording.has_number,
        root=wording.root,
        number=wording.number,
        words=words,
        shares=shares,
    )
    made.globals.update(
        sections=SECTIONS,
        counted_thing=wording.counted_thing,
        deal_days=wording.deal_days,
        days=wording.days,
        chain=wording.chain,
        time=wording.time,
        claim_place=wording.place,
        claim_parties=wording.parties,
        distinct=distinct,
    )
    return made


def page(template: str, **values: Any) -> str:
    """A template as text."""
    given = {"reviewer": "", "level": "", "message": "", "restricted": False, "account": None, **values}
    return environment().get_template(template).render(**given)


def visible(text: object) -> str:
    """Text for an attribute: characters that cannot be seen are named, "[RLO]"."""
    return "".join(_name(character) if is_hidden(character) else character for character in str(text))


def shown(text: object) -> Markup:
    """Text of a report in a page: isolated from the direction around it, what hides in it marked by name."""
    return Markup(f"<bdi>{marked(str(text))}</bdi>")  # noqa: S704 - `marked` escapes


def marked(text: str) -> Markup:
    """Text with the characters that cannot be seen marked by name."""
    if text.isprintable():  # no hidden character is; most text of a page is done at once
        return escape(text)
    parts: list[Markup] = []
    run: list[str] = []
    for character in text:
        if is_hidden(character):
            made = Markup('<span class="hidden" data-code="{:X}">{}</span>')
            parts += [escape("".join(run)), made.format(ord(character), _name(character))]
            run = []
        else:
            run.append(character)
    return Markup().join((*parts, escape("".join(run))))


def is_hidden(character: str) -> bool:
    """Whether a character changes how text reads without being seen. Line ends and joiners that spelling needs are not meant."""
    if character in "\n\t\r" or character in JOINERS:
        return False
    return character in HIDDEN_NAMES or unicodedata.category(character) in _HIDDEN


def _name(character: str) -> str:
    return f"[{HIDDEN_NAMES.get(character, f'U+{ord(character):04X}')}]"


def text_pieces(found: Iterable[Piece], here: str = "") -> Markup:
    """A stretch of a document with its marks: `mark` elements that name what they are, linked where a claim is told there.

    Each sentence is an element that bears its number, so that words can be chosen in it.

    Args:
        found: The pieces.
        here: Claim whose page this is: its own marks lead nowhere.
    """
    parts: list[Markup] = []
    sentence: int | None = None
    for piece in found:
        if piece.sentence != sentence:
            parts.append(Markup("</span>") if sentence is not None else Markup(""))
            if piece.sentence is not None:
                parts.append(Markup('<span class="one" data-sentence="{}">').format(piece.sentence))
            sentence = piece.sentence
        text = marked(piece.text)
        if piece.masked:
            text = Markup('<span class="masked">{}</span>').format(text)
        labels = [label for label in piece.labels if label != "evidence"]
        if labels:
            kinds = " ".join(f"m-{label}" for label in labels)
            text = Markup('<mark class="{}" title="{}">{}</mark>').format(kinds, ", ".join(labels), text)
        if "evidence" in piece.labels:
            text = Markup('<span class="evidence">{}</span>').format(text)
        others = [claim for claim in piece.claims if claim != here]
        if others and piece.text.strip():
            text = Markup('<a class="told" href="/claims/{}">{}</a>').format(others[0], text)
        parts.append(text)
    if sentence is not None:
        parts.append(Markup("</span>"))
    return Markup("<bdi>{}</bdi>").format(Markup().join(parts))


def day(value: date | None) -> str:
    """A day, or that it is unknown."""
    return "unknown" if value is None else wording.day(value)


def moment(value: datetime | None, precision: str = "minute") -> str:
    """A time as precise as it is known, in UTC."""
    if value is None:
        return "unknown"
    return f"{value:%Y-%m-%d %H:%M}" if precision == "minute" else f"{value:%Y-%m-%d}"


def words(code: str) -> str:
    """A code as words: "time_start" reads "time start"."""
    return code.replace("_", " ")


def shares(value: float | None) -> str:
    """A share of a place: "90 %"; empty where none is stated."""
    return "" if value is None else f"{value * 100:.0f} %"
