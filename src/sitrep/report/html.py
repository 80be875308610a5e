"""The situation report as HTML: one file, no script, no outside request, every number a link to its sentences."""

from collections.abc import Mapping
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Range, Series, Voice
from sitrep.model.situation import Situation, distinct

HIDDEN_NAMES = {
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""Characters that change how text reads without being seen: shown by name, so that a quote cannot mislead."""


def render_html(situation: Situation) -> str:
    """The report as HTML text.

    Each number, event and position links to the claims it rests on (`#c-<claim id>`), each claim shows its
    sentence and attribution. Wording follows the situation's view; nothing is added to what the claims say.
    """
    environment = Environment(
        loader=PackageLoader("sitrep.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=_day,
        figure=wording.figure,
        range=wording.span_of,
        quote=_quote,
        has_number=wording.has_number,
        root=wording.root,
        place=_place,
    )
    environment.globals.update(
        counted_thing=wording.counted_thing,
        distinct=distinct,
        deal_days=wording.deal_days,
        days=wording.days,
        chain=wording.chain,
        time=wording.time,
        claim_place=wording.place,
    )
    template = environment.get_template("situation.html.j2")
    return template.render(
        situation=situation,
        claims=situation.claims,
        headline=_headline(situation),
        sizes={story.id: len(story.documents) for story in situation.stories},
        titles={document.id: document for document in situation.documents},
        dots={series.id: _dots(series, situation.claims) for series in situation.series},
        ordered=sorted(situation.claims.values(), key=_reading_order),
    )


def _reading_order(claim: Claim) -> tuple[str, str, int, str]:
    return claim.published, claim.document, claim.trigger.start, claim.id


def _day(value: date | None) -> str:
    return "unknown" if value is None else wording.day(value)


def _place(name: str, country: str = "") -> str:
    return f"{name}, {country}" if country and country != name else name or "place not stated"


def _quote(text: str) -> Markup:
    """The sentence as a text node; hidden characters are shown by name."""
    parts = [
        Markup('<span class="hidden">[{}]</span>').format(HIDDEN_NAMES[character])
        if character in HIDDEN_NAMES
        else escape(character)
        for character in text.strip()
    ]
    return Markup().join(parts)


def _headline(situation: Situation) -> list[tuple[Series, Range, bool]]:
    """Figures for the top of the page: the counted reading, or, where nothing counts yet, all of it, labelled unreviewed."""
    order = (
        "killed",
        "injured",
        "trapped",
        "fled",
        "displaced",
        "in_need",
        "evacuated",
        "detained",
        "abducted",
    )
    chosen: list[tuple[Series, Range, bool]] = []
    for series in situation.series:
        reading = series.counted if wording.has_number(series.counted) else series.all
        total = series.measure in ("cumulative", "stock") and series.metric in order
        if total and reading is not None and wording.has_number(reading):
            chosen.append((series, reading, series.counted is not None))
    chosen.sort(key=lambda item: (order.index(item[0].metric), -len(item[0].claims), item[0].id))
    return chosen[:8]


def _dots(series: Series, claims: Mapping[str, Claim]) -> list[dict[str, float | str | bool]]:
    """Each voice's number on one scale (0 to 100), for the drawing under a figure; empty for fewer than two numbers."""
    bounds: list[tuple[Voice, float, float, bool]] = []
    for voice in series.voices:
        claim = claims.get(voice.claim)
        if claim is None or claim.figure is None:
            continue
        stated = [
            value for value in (claim.figure.low, claim.figure.best, claim.figure.high) if value is not None
        ]
        if stated:
            bounds.append((voice, float(min(stated)), float(max(stated)), claim.figure.high is None))
    if len(bounds) < 2:
        return []
    lowest = min(low for _, low, _, _ in bounds)
    width = max(high for _, _, high, _ in bounds) - lowest
    return [
        {
            "claim": voice.claim,
            "root": wording.root(voice.root),
            "from": 100 * (low - lowest) / width if width else 50.0,
            "to": 100 * (high - lowest) / width if width else 50.0,
            "open": is_open,
        }
        for voice, low, high, is_open in bounds
    ]
