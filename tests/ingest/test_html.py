"""Saved pages: body, captions, byline and publication times out of mark-up and clutter."""

from datetime import UTC, datetime

import pytest
from tests.ingest.reading import assert_tiled, read_one, roles, texts

from sitrep.errors import ReadError
from sitrep.model.document import BlockRole

PARAGRAPHS = (
    "Government troops pulled out of the northern town of Karsa before dawn on Tuesday, leaving vehicles and "
    "shells behind, two residents told the agency by telephone.",
    "The governor said that forty families had reached the river crossing and that the road behind them was "
    "closed.",
    "Nobody has counted the dead, the hospital's director said, because the town cannot be entered while "
    "mines lie on the road.",
    "The ministry of defence in the capital did not answer questions about the <b>withdrawal</b>, "
    "which it had denied on Sunday.",
)
LINKED = """{"@context": "https://schema.org", "@graph": [
  {"@type": "NewsArticle", "headline": "Flood kills nine in Oresh", "datePublished": "2016-01-01T00:00:00Z",
   "url": "https://post.example/flood"},
  {"@type": "NewsArticle", "headline": "Troops leave Karsa after a month of fighting",
   "mainEntityOfPage": {"@id": "https://post.example/karsa"},
   "datePublished": "2017-07-04T08:40:00+03:00",
   "author": [{"@type": "Person", "name": "Leyla Marsh"}],
   "publisher": {"@type": "Organization", "name": "Morva Post"}}]}"""

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Troops leave Karsa after a month of fighting | Morva Post</title>
<link rel="canonical" href="https://post.example/karsa?utm_source=feed">
<meta property="og:title" content="Troops leave Karsa after a month of fighting">
<meta property="og:site_name" content="Morva Post Online">
<meta property="article:published_time" content="2017-07-04T05:40:00Z">
<script type="application/ld+json">{LINKED}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Troops leave Karsa after a month of fighting</h1>
<time datetime="2017-07-04T05:41:00Z">4 July 2017 05:41 GMT</time>
<figure><img src="a.jpg"><figcaption>A burnt-out truck is seen on the road into Karsa.
 <span class="credit">Jo Marsh/AFP</span></figcaption></figure>
<p>MORVA (Reuters) - {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<figure><img src="b.jpg"><figcaption>Families wait at the river crossing on Monday.</figcaption></figure>
<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
<p>(Reporting by Leyla Marsh; Editing by Tom Lee)</p></article>
<aside class="related"><figure><figcaption>Nine die in a flood in Oresh.</figcaption></figure></aside>
<div id="comments"><p>Anna: they burnt the whole town and killed 300 people on Monday,
everybody here knows that.</p></div>
<footer>All rights reserved</footer></body></html>"""


def plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


def test_a_page_becomes_title_byline_time_and_body_with_captions_in_place() -> None:
    document = read_one(PAGE, "karsa.html")
    assert roles(document) == [
        ("title", "Troops leave Karsa after a month of fighting"),
        ("byline", "By Leyla Marsh"),
        ("timestamp", "4 July 2017 05:41 GMT"),
        ("caption", "A burnt-out truck is seen on the road into Karsa."),
        ("credit", "Jo Marsh/AFP"),
        ("dateline", "MORVA (Reuters) -"),
        ("body", PARAGRAPHS[0]),
        ("body", PARAGRAPHS[1]),
        ("caption", "Families wait at the river crossing on Monday."),
        ("body", PARAGRAPHS[2]),
        ("body", plain(PARAGRAPHS[3])),
        ("credit", "(Reporting by Leyla Marsh; Editing by Tom Lee)"),
    ]
    assert_tiled(document)


def test_the_facts_of_a_page_and_every_date_with_its_origin() -> None:
    document = read_one(PAGE, "karsa.html")
    assert document.url == "https://post.example/karsa"
    assert (document.outlet, document.outlet_origin) == ("Morva Post", "json-ld")
    assert document.byline == "Leyla Marsh"
    assert (document.agency, document.agency_evidence) == ("Reuters", "dateline")
    assert (document.published, document.published_origin) == (
        datetime(2017, 7, 4, 5, 40, tzinfo=UTC),
        "json-ld",
    )
    assert [candidate.origin for candidate in document.date_candidates] == [
        "json-ld",
        "opengraph",
        "time-element",
        "timestamp-line",
    ]


def test_json_ld_of_a_neighbour_is_not_taken() -> None:
    other = PAGE.replace(
        'Troops leave Karsa after a month of fighting",\n', 'Something else entirely",\n'
    ).replace('"https://post.example/karsa"}', '"https://post.example/z"}')
    document = read_one(other, "karsa.html")
    assert (document.published_origin, document.outlet_origin) == ("opengraph", "opengraph")


def test_the_body_may_come_from_json_ld() -> None:
    body = "\\n\\n".join(plain(one).replace('"', "'") for one in PARAGRAPHS)
    linked = f'{{"@type": "NewsArticle", "headline": "Troops leave Karsa", "articleBody": "{body}"}}'
    page = (
        f'<html><head><script type="application/ld+json">{linked}</script></head>'
        '<body><div id="app"></div><p>Please wait.</p></body></html>'
    )
    document = read_one(page, "karsa.html")
    assert len(texts(document, BlockRole.BODY)) == 4
    assert document.title == "Troops leave Karsa"


def test_reading_twice_gives_the_same_document() -> None:
    assert read_one(PAGE, "karsa.html") == read_one(PAGE, "karsa.html")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "no_article"),
        ("<html><body><p>Menu</p></body></html>", "no_article"),
        ("<html><body>" + "<p>a</p>" * 60_000 + "</body></html>", "too_large"),
        (
            "<html><body><p " + " ".join(f'a{n}="{n}"' for n in range(5000)) + ">text</p></body></html>",
            "too_large",
        ),
        ("<html><body>" + "<div>" * 1000 + "<p>deep text</p></body></html>", "too_large"),
    ],
)
def test_pages_without_an_article_and_absurd_pages_are_refused(page: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_one(page, "x.html")
    assert caught.value.reason == reason


def test_a_page_in_another_encoding_is_read_as_it_declares() -> None:
    page = (
        PAGE.replace('charset="utf-8"', 'charset="windows-1252"').replace("Karsa", "Kärsa").encode("cp1252")
    )
    assert read_one(page, "karsa.html").title == "Troops leave Kärsa after a month of fighting"
