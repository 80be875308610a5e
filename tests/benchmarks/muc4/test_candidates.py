"""Candidates: which pieces of a role's span could be a mention, and where they stand."""

from benchmarks.muc4.candidates import LONGEST, Lines, candidates
from tests.benchmarks.muc4.written import report

TEXT = "The mayor of Altamira, Ana Ruiz, was shot by two masked men.\nThe masked men fled."
SHOT = ("attack", "shot", {"target": "The mayor of Altamira, Ana Ruiz", "agent": "two masked men"})


def strings(text: str, *frames: tuple[str, str, dict[str, str]]) -> set[str]:
    read = report(text, *frames)
    return {one.string for one in candidates(read, Lines(read))}


def test_pieces_of_roles_and_the_trigger_are_candidates() -> None:
    found = strings(TEXT, SHOT)
    assert {"ana ruiz", "mayor", "mayor of altamira", "two masked men", "masked men", "shot"} <= found
    assert "fled" not in found


def test_none_begins_or_ends_with_an_article_or_a_preposition() -> None:
    assert not {
        one for one in strings(TEXT, SHOT) if one.split()[0] in ("the", "of") or one.split()[-1] == "of"
    }


def test_none_reaches_over_a_bracket() -> None:
    found = strings("The front (FPN) struck.", ("attack", "struck", {"agent": "The front (FPN)"}))
    assert {"front", "fpn"} <= found and "front fpn" not in found


def test_long_runs_are_cut() -> None:
    words = " ".join(f"word{at}" for at in range(30))
    found = strings(f"Attacked were {words}.", ("attack", "Attacked", {"target": words}))
    assert max(len(one.split()) for one in found) == LONGEST


def test_all_places_in_the_text_are_found() -> None:
    read = report(TEXT, SHOT)
    (one,) = (each for each in candidates(read, Lines(read)) if each.string == "masked men")
    assert len(one.places) == 1 and len(one.found) == 2


def test_times_and_numbers_hold_no_candidates() -> None:
    assert strings("Shots rang on Friday.", ("attack", "Shots", {"time": "Friday"})) == {"shots"}
