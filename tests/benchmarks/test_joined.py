from benchmarks.joined import join

from sitrep.model.span import Span

ROWS = [
    ["The", "army", "``", "ca", "n't", "hold", "''", "Aleppo", "."],
    ["Talks", "-LRB-", "again", "-RRB-", "."],
]
JOINED = join("made-up", ROWS)


def test_tokens_become_running_text() -> None:
    assert JOINED.document.text == "The army “can't hold” Aleppo.\nTalks (again).\n"
    assert [block.span.of(JOINED.document.text) for block in JOINED.document.blocks] == [
        "The army “can't hold” Aleppo.",
        "Talks (again).",
    ]


def test_every_token_is_found_again() -> None:
    flat = [token for row in ROWS for token in row]
    for index, token in enumerate(flat):
        span = Span(JOINED.starts[index], JOINED.ends[index])
        assert JOINED.tokens(span) == (index, index + 1), token


def test_a_span_is_given_in_the_tokens_of_its_row() -> None:
    start = JOINED.document.text.index("(again")
    assert JOINED.in_row(Span(start, start + 6)) == (1, (1, 3))
    assert JOINED.of(1, (1, 3)) == Span(start, start + 6)


def test_a_span_is_cut_at_the_end_of_its_row() -> None:
    start = JOINED.document.text.index("Aleppo")
    assert JOINED.in_row(Span(start, start + 13)) == (0, (7, 9))


def test_a_part_of_a_token_is_the_token() -> None:
    start = JOINED.document.text.index("leppo")
    assert JOINED.in_row(Span(start, start + 5)) == (0, (7, 8))
