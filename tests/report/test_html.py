"""The page: every number leads to its sentence, nothing runs, nothing is fetched, nothing private is shown, nothing hides."""

import re
from dataclasses import replace

import pytest
from lxml import html
from tests.reconcile.builders import claim, said_by
from tests.report.situations import place, situated, small

from sitrep.model.record import Grade, HouseEntry, HouseFigure
from sitrep.model.situation import Situation
from sitrep.report import content, render_html

SMALL = situated(small())


def page_of(situation: Situation, title: str = "") -> html.HtmlElement:
    return html.fromstring(render_html(content(situation, title=title)))


def test_every_link_leads_to_something_on_the_page() -> None:
    page = page_of(SMALL)
    targets = set(page.xpath("//@id"))
    links = [href.removeprefix("#") for href in page.xpath("//a/@href")]
    assert links and set(links) <= targets
    assert len(targets) == len(page.xpath("//@id")), "no anchor stands twice"


def test_every_cited_claim_shows_its_sentence_and_who_says_so() -> None:
    page = page_of(SMALL)
    cited = {href.removeprefix("#c-") for href in page.xpath("//sup//a/@href")}
    assert cited == {each.removeprefix("c-") for each in page.xpath("//ol[@class='notes']/li/@id")}
    for identity in cited:
        told = SMALL.claims[identity]
        (item,) = page.xpath(f"//li[@id='c-{identity}']")
        assert told.quote in item.text_content() and told.chain[0].name in item.text_content()


def test_sections_follow_the_order_of_a_situation_report() -> None:
    titles = [title.text for title in page_of(SMALL).xpath("//h2")]
    order = [
        "Highlights",
        "Headline figures",
        "Map",
        "Situation by place",
        "Deals and positions",
        "Humanitarian access",
    ]
    order += [
        "Contradictions",
        "Gaps",
        "Sources and their independence",
        "Method and limits",
        "Data responsibility",
        "Notes",
    ]
    assert [title for title in titles if title in order] == order


def test_what_nobody_reviewed_is_labelled() -> None:
    unsure = situated([replace(each, confidence=0.1) for each in small()])
    text = page_of(unsure).text_content()
    assert "Nobody has judged any claim yet" in text and "51 to 1,300 or more" in text
    for card in page_of(unsure).xpath("//ul[@class='cards']/li"):
        assert "unreviewed" in card.text_content()
    assert not any(
        "unreviewed" in card.text_content() for card in page_of(SMALL).xpath("//ul[@class='cards']/li")
    )


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</blockquote><svg onload=alert(1)>",
    "{{ 7*7 }}",
    "javascript:alert(1)",
    "<a href='//evil.example'>x</a>",
    "</title><script>x</script>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_in_every_field(payload: str) -> None:
    told = claim(
        "clash",
        at=place(payload, payload, 35.0, 39.0),
        by=[payload],
        to=[payload],
        said=said_by(payload),
        quote=f"A {payload} B",
    )
    page = page_of(situated([told]), title=payload)
    assert not page.xpath("//script | //img | //*[@onerror or @onload] | //a[not(starts-with(@href, '#'))]")
    assert payload in page.text_content()


def test_nothing_is_fetched() -> None:
    text = render_html(content(SMALL))
    assert (
        not re.search(r"(src|href)=[\"']?(https?:)?//", text)
        and "@import" not in text
        and "url(http" not in text
    )
    assert "default-src 'none'" in text


def test_hidden_characters_are_shown_by_name() -> None:
    hostile = "killed \u202egnp.exe\u202c today\u2066\u200b\x07"
    told = claim("clash", at=place(f"Raqqa{hostile}", "Syria", 35.0, 39.0), by=[hostile], quote=hostile)
    text = render_html(content(situated([told]), title=hostile))
    assert "[RLO]" in text and "[U+0007]" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x07]", text)


def test_names_and_quotes_do_not_turn_what_stands_around_them() -> None:
    page = page_of(situated([claim("clash", by=["قوات"], quote="قتل الناس")]))
    for arabic in ("قوات", "قتل الناس"):
        assert {
            each.getparent().tag
            for each in page.xpath(f"//body//text()[contains(., '{arabic}')]")
            if not each.is_tail
        } == {"bdi"}


def test_grades_and_houses_are_shown_where_they_are() -> None:
    bare = tuple(replace(each, grade=None, houses=()) for each in SMALL.series)
    series = bare[0]
    entry = HouseEntry(series.claims[0], True, "low", "lowest")
    worked = replace(
        series,
        grade=Grade("contested", ("incompatible",)),
        houses=(
            HouseFigure("acled", 51, None, None, "", (entry,)),
            HouseFigure("ucdp", 51, 51, 1300, "", (entry,)),
        ),
    )
    graded = replace(
        SMALL,
        series=(worked, *bare[1:]),
        events=tuple(replace(e, grade=Grade("weak")) for e in SMALL.events),
    )
    page = page_of(graded)
    text = page.text_content()
    assert "proposed grade: contested (incompatible)" in text and "proposed grade: weak" in text
    (head,) = [row for row in page.xpath("//thead/tr") if "ACLED" in row.text_content()]
    cells = [cell.text_content() for cell in head.xpath("ancestor::table//tbody/tr/td")]
    assert cells[1].startswith("51") and cells[2].startswith("low 51, best 51, high 1,300")
    assert len(head.xpath("ancestor::table//tbody//a[starts-with(@href, '#c-')]")) == 2
    assert "ACLED" not in page_of(replace(SMALL, series=bare)).text_content(), (
        "a house that worked nothing out has no column"
    )


def test_an_empty_record_gives_a_report_that_says_so() -> None:
    text = page_of(situated([])).text_content()
    assert "No report tells of an event." in text and "No report gives a total." in text
