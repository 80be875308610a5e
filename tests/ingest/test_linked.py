"""JSON-LD: damaged, hostile or of a neighbour."""

from sitrep.ingest.linked import linked_article


def test_scripts_that_are_no_json_give_nothing() -> None:
    for script in ("", "{", "[" * 100_000, "nonsense", "null", "3"):
        assert linked_article([script], titles=(), url="") is None


def test_the_only_article_is_taken_and_two_strangers_are_not() -> None:
    one = '{"@type": ["NewsArticle"], "headline": "A &amp; B", "author": "Jo", "publisher": "Post"}'
    article = linked_article([one], titles=("Other",), url="")
    assert article is not None
    assert (article.headline, article.authors, article.publisher) == ("A & B", ("Jo",), "Post")
    assert (
        linked_article([one, '{"@type": "BlogPosting", "headline": "C"}'], titles=("Other",), url="") is None
    )


def test_an_address_beats_a_headline() -> None:
    scripts = [
        '{"@type": "Article", "headline": "Same words"}',
        '{"@type": "Article", "headline": "Others", "url": "https://x.org/a"}',
    ]
    article = linked_article(scripts, titles=("Same words",), url="https://x.org/a")
    assert article is not None and article.headline == "Others"


def test_values_of_odd_types_are_ignored() -> None:
    article = linked_article(
        ['{"@type": "Article", "headline": 3, "author": [null, 1], "url": {"a": 1}}'], titles=(), url=""
    )
    assert article is not None
    assert (article.headline, article.authors, article.url) == ("", (), "")
