"""Captions, picture credits and text credits."""

import pytest

from sitrep.ingest.credits import (
    caption,
    credited_agency,
    is_text_credit,
    is_whole_credit,
    text_credit_at_end,
)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Smoke over the town hit by what residents said was shelling – Reuters", "– Reuters"),
        ("A truck is seen on the road, Oct. 8, 2017.", ""),
        ("Soldiers walk in Karsa, Valia October 14, 2017. REUTERS/Jo Marsh", "REUTERS/Jo Marsh"),
        ("A boy stands by a well (AP Photo/Jo Marsh)", "(AP Photo/Jo Marsh)"),
        ("Smoke rises over the town [Jo Marsh/AFP]", "[Jo Marsh/AFP]"),
        ("Soldiers ride a truck. Photo: Getty Images", "Photo: Getty Images"),
        ("FILE - A woman carries water in Karsa.", ""),
        ("In this file photo, a woman carries water.", ""),
    ],
)
def test_captions_and_where_their_credit_begins(line: str, credit: str) -> None:
    found = caption(line)
    assert found is not None
    assert line[found.credit :] == credit


@pytest.mark.parametrize(
    "line",
    [
        "The move is seen as a victory for the governor.",
        "Nearly 3,000 people have fled. – Reuters",
        "The mayor told AFP",
        "The group posted a video by its spokesman in Karsa",
        "The general said the army will stay until October 8, 2017.",
        "Sen. Jo Marsh (R) said so on Monday.",
    ],
)
def test_sentences_that_are_no_captions(line: str) -> None:
    assert caption(line) is None


@pytest.mark.parametrize("line", ["AFP/Getty Images", "Reuters", "(AFP)", "REUTERS/Stringer", "Photo: AP"])
def test_lines_that_are_a_credit_and_nothing_else(line: str) -> None:
    assert is_whole_credit(line)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Reporting by Ana Ruiz; Editing by Tom Lee)", ""),
        ("Additional reporting by Ana Ruiz in Morva", ""),
        ("AFP contributed to this report.", "Agence France-Presse"),
        ("Source: Reuters", "Reuters"),
        (
            "Correction: An earlier version of this report said 15 civilians were killed. The figure is 17.",
            "",
        ),
        ("(This May 12 story has been corrected to say that 11 people were killed, in paragraph 1)", ""),
        ("An earlier version of this story misspelt the town's name.", ""),
    ],
)
def test_credits_of_the_text(line: str, agency: str) -> None:
    assert is_text_credit(line)
    assert credited_agency(line) == agency


def test_a_headline_with_sources_is_no_credit() -> None:
    assert not is_text_credit("Sources: Army leaves Karsa")
    assert not is_text_credit("An earlier version of the deal left the fighters in the town.")


def test_a_credit_after_the_last_stop() -> None:
    line = "Nearly 3,000 people have fled. – Reuters"
    assert line[text_credit_at_end(line) :] == "– Reuters"
    assert text_credit_at_end("He told Reuters") == len("He told Reuters")
