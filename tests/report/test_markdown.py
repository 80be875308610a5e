"""Markdown: text of a report stays text, tables keep their columns, footnotes name their claims."""

import re

import pytest
from tests.reconcile.builders import claim, said_by
from tests.report.situations import place, situated, small

from sitrep.report import content, render_markdown
from sitrep.report.markdown import footnote_names

ISOLATES = "\u2068\u2069"


def test_a_footnote_is_named_after_its_claim() -> None:
    made = content(situated(small()))
    text = render_markdown(made)
    for note in made.notes:
        assert f"[^{note.claim[:8]}]: " in text and f"claim {note.claim}." in text


def test_claims_that_begin_alike_get_longer_names() -> None:
    names = footnote_names({"ab" * 10: 1, "ab" * 9 + "cd": 2})
    assert len(set(names.values())) == 2 and all(
        identity.startswith(name) for identity, name in names.items()
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a \\| b"),
        ("<b>x</b>", "\\<b\\>x\\</b\\>"),
        ("[x](http://evil.example)", "\\[x\\](http\\://evil.example)"),
        ("www.evil.example", "www\\.evil.example"),
        ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
        ("#1 & more", "\\#1 \\& more"),
        ("قتل", "\u2068قتل\u2069"),
    ],
)
def test_text_stays_text(text: str, written: str) -> None:
    told = claim(
        "clash", at=place(text, "Syria", 35.0, 39.0), by=[text], said=said_by(text), quote=f"A {text} B"
    )
    made = render_markdown(content(situated([told]), title=text))
    assert made.startswith(f"# {written}\n")
    assert re.search(rf"A {re.escape(written.strip(ISOLATES))} B", made)


def test_every_row_has_the_columns_of_its_head() -> None:
    columns = 0
    for line in render_markdown(content(situated(small()))).splitlines():
        found = len(re.findall(r"(?<!\\)\|", line)) - 1
        if not line.startswith("|"):
            columns = 0
        else:
            assert found == (columns or found)
            columns = found
