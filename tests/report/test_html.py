"""The report: every number leads to its sentence, nothing runs, nothing is fetched, nothing private is shown."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import html

from sitrep.model.claim import Claim, ClaimKind, Codes, Figure
from sitrep.model.mention import AttributionLink, TimeMention
from sitrep.model.record import Contradiction, Range, Series, Voice
from sitrep.model.situation import DocumentSummary, Situation
from sitrep.model.span import Span
from sitrep.model.view import Level
from sitrep.report import render_html

DAY = date(2017, 10, 20)
TIME = TimeMention(None, "since June", date(2017, 6, 1), DAY, "phrase", 5, None, None, "since")


def told(identity: str, number: int, quote: str, source: str) -> Claim:
    return Claim(
        id=identity * 20, frame="f" * 20, kind=ClaimKind.FIGURE, type="kill", modality="actual", document="d" * 20,
        sentence=0, evidence=Span(0, len(quote)), quote=quote, trigger=Span(0, 1), agents=(), targets=(), mediators=(),
        places=(), time=TIME, chain=(AttributionLink(source, "speaker", "named"),), own_voice=False, codes=Codes(),
        confidence=0.5, published="2017-10-20", block_role="body",
        figure=Figure("killed", number, number, None, False, True, "at_least", "person", "cumulative", None, "civilians"),
    )  # fmt: skip


def situation(*claims: Claim, title: str = "Monitors differ") -> Situation:
    voices = tuple(
        Voice(claim.chain[0].name, claim.id, (claim.id,), DAY, says="at least") for claim in claims
    )
    reading = Range(51, None, 1300, False, True)
    series = Series(
        "s" * 20, "killed", "civilians", "Raqqa", "cumulative", "key", date(2017, 6, 1), DAY, None, reading, voices,
        tuple(claim.id for claim in claims),
    )  # fmt: skip
    sides = tuple((claim.chain[0].name, (claim.id,)) for claim in claims)
    return Situation(
        level=Level.PUBLIC, as_of=DAY, first=DAY,
        documents=(
            DocumentSummary("d" * 20, title, "The Tribune", "", datetime(2017, 10, 20, tzinfo=UTC), "day", 2, "t" * 20, "c"),
        ),
        stories=(), events=(), series=(series,), control=(), deals=(),
        contradictions=(Contradiction("x" * 20, "figure", "civilians killed", "Raqqa", sides),),
        claims={claim.id: claim for claim in claims}, counting=frozenset(), reviewed=0,
    )  # fmt: skip


PLAIN = (
    told("a", 1300, "At least 1,300 civilians were killed, Airwars said.", "Airwars"),
    told("b", 51, "The coalition confirmed 51 deaths.", "US-led coalition"),
)


def test_every_link_leads_to_something_on_the_page() -> None:
    page = html.fromstring(render_html(situation(*PLAIN)))
    targets = set(page.xpath("//@id"))
    links = [href.removeprefix("#") for href in page.xpath("//a/@href")]
    assert links and set(links) <= targets


def test_every_claim_shows_its_sentence_and_who_says_so() -> None:
    page = html.fromstring(render_html(situation(*PLAIN)))
    for claim in PLAIN:
        (item,) = page.xpath(f"//li[@id='c-{claim.id}']")
        assert claim.quote in item.text_content() and claim.chain[0].name in item.text_content()


def test_a_card_of_a_figure_without_a_period_begins_with_its_source() -> None:
    shown = situation(*PLAIN)
    undated = replace(shown, series=tuple(replace(one, since=None, as_of=None) for one in shown.series))
    for page, text in (
        (shown, "since 1 Jun 2017; Airwars, US-led coalition"),
        (undated, "Airwars, US-led coalition"),
    ):
        (soft,) = html.fromstring(render_html(page)).xpath("//ul[@class='cards']//span[@class='soft']")
        assert soft.text_content() == text


def test_what_nobody_reviewed_is_labelled() -> None:
    text = html.fromstring(render_html(situation(*PLAIN))).text_content()
    assert "unreviewed" in text and "51 to 1,300 or more" in text


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</blockquote><svg onload=alert(1)>",
        "{{ 7*7 }}",
        "javascript:alert(1)",
        "<a href='//evil.example'>x</a>",
    ],
)
def test_text_stays_text_in_every_field(payload: str) -> None:
    quote = f"A {payload} B"
    claim = replace(told("a", 1, quote, payload), topic=payload)
    page = html.fromstring(render_html(situation(claim, title=payload)))
    assert not page.xpath("//script | //img | //*[@onerror or @onload] | //a[not(starts-with(@href, '#'))]")
    assert payload in page.text_content()


def test_nothing_is_fetched() -> None:
    text = render_html(situation(*PLAIN))
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)
    assert "default-src 'none'" in text


def test_hidden_characters_are_shown_by_name() -> None:
    claim = told("a", 1, "killed \u202egnp.exe\u202c today", "Airwars")
    page = render_html(situation(claim))
    assert "[RLO]" in page and "\u202e" not in page.partition('id="c-')[2]
