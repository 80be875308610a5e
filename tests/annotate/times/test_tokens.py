"""A time phrase as token letters."""

import pytest

from sitrep.annotate.times.tokens import tokens


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("on Oct. 8, 2017", "jMdy"),
        ("the night of 14 April", "PodM"),
        ("twenty-four hours", "wU"),
        ("5-6 April", "d-dM"),
        ("mid-October", "mM"),
        ("a week ago", "wUA"),
        ("the end of a siege", "zox"),
        ("so far this year", "GHU"),
        ("1835 (0035 GMT)", "cct"),
        ("10:30 a.m. today", "cT"),
        ("the '90s and '64", "D&Y"),
        ("the 1980s", "D"),
    ],
)
def test_phrase_becomes_letters(phrase: str, kinds: str) -> None:
    assert "".join(token.kind for token in tokens(phrase)) == kinds


def test_the_last_week_is_told_from_last_week() -> None:
    assert tokens("the last week")[0].raw == "the last"
    assert tokens("last week")[0].raw == "last"
