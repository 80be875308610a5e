"""How claims become the counts, the province and the day of a release's record."""

from datetime import date

import pytest
from benchmarks.tasks import isaf
from tests.extract.builders import Report, number, party

from sitrep.model.claim import Claim


def captured(*frames: tuple[str, list[tuple[str, object]]]) -> tuple[Claim, ...]:
    """Claims of sentences that each detain the given targets, with or without a number."""
    report = Report(*(sentence for sentence, _ in frames))
    for index, (_, targets) in enumerate(frames):
        mentions = [
            party(phrase, phrase.split()[-1], kind="combatants", plural=phrase.endswith("s"))
            for phrase, _ in targets
        ]
        stated = [quantity for _, quantity in targets if quantity is not None]
        report.frame("detain", "detained", s=index, target=mentions, quantity=stated)
    return tuple(report.claims("figure"))


def test_leaders_and_others_add_up_across_sentences() -> None:
    claims = captured(
        ("A patrol detained a commander near the river.", [("a commander", None)]),
        ("It detained two insurgents there.", [("two insurgents", number("two", 2))]),
    )
    assert isaf.counted(claims, "captured") == 3
    assert isaf.counted(claims, "killed") == 0


def test_who_is_mentioned_again_counts_once() -> None:
    claims = captured(
        ("A patrol detained four insurgents.", [("four insurgents", number("four", 4))]),
        ("The insurgents were detained at dawn.", [("The insurgents", None)]),
    )
    assert isaf.counted(claims, "captured") == 4


def test_a_vague_plural_is_three_and_numerous_four() -> None:
    several = captured(("A patrol detained several insurgents.", [("several insurgents", None)]))
    numerous = captured(("A patrol detained numerous insurgents.", [("numerous insurgents", None)]))
    assert isaf.counted(several, "captured") == 3
    assert isaf.counted(numerous, "captured") == 4


def test_more_than_ten_is_eleven() -> None:
    more = number("more than ten", 10, 10, None, "more_than")
    claims = captured(("A patrol detained more than ten insurgents.", [("more than ten insurgents", more)]))
    assert isaf.counted(claims, "captured") == 11


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Marjeh district, Helmand province", "helmand"),
        ("Paktiya province", "paktya"),
        ("Kandahar city, Kandahar", "kandahar"),
        ("Oresh", ""),
    ],
)
def test_provinces_in_the_corpus_s_spelling(phrase: str, expected: str) -> None:
    assert isaf.province(phrase) == expected


def test_a_record_is_judged_field_by_field() -> None:
    gold = {"start_date": "2011-05-04", "province": ["logar"], "min_killed": 2, "min_captured": 0}
    found = isaf.judged(gold, isaf.Record(date(2011, 5, 5), "logar", 1, 0))
    assert (found["day"], found["day_within_1"], found["province"]) == (False, True, True)
    assert (found["killed"], found["killed_within_1"], found["killed_stated"]) == (False, True, False)
    assert found["captured"] and "captured_stated" not in found and not found["all"]
    assert not any(isaf.judged(gold, None).values())
