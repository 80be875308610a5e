"""Scores and the added types of the CASE 2021 benchmark."""

import pytest
from benchmarks.tasks import case2021
from tests.codebook.test_acled import told

from sitrep.codebook import read_yaml


def test_weighted_f1_counts_each_type_by_its_share() -> None:
    found = case2021.scores(
        ["Attack", "Attack", "Attack", "Grenade"], ["Attack", "Attack", "Grenade", "Grenade"]
    )
    assert found["accuracy"] == 75
    assert found["weighted"] == pytest.approx(0.75 * 80 + 0.25 * 100 * 2 / 3)
    assert found["macro"] == pytest.approx((80 + 200 / 3) / 2)


def test_no_answer_is_wrong_for_its_own_type_alone() -> None:
    found = case2021.scores(["Attack", "Grenade"], ["", "Grenade"])
    assert found == {"weighted": 50.0, "macro": 50.0, "accuracy": 50.0}


def test_the_labels_name_the_25_types_of_acled_and_five_more() -> None:
    assert case2021.SUB_TYPES < set(case2021.NAMES.values())
    assert len(case2021.SUB_TYPES) == 25 and len(set(case2021.NAMES.values())) == 30
    added = set(case2021.NAMES.values()) - case2021.SUB_TYPES
    wide = case2021.book(wide=True)
    assert added <= {rule.code for rule in wide.rules}
    assert not added & {rule.code for rule in case2021.book(wide=False).rules}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("an earthquake shook the coast", "Natural disaster"),
        ("a fire broke out in a textile factory", "Man-made disaster"),
        ("customs officers found cocaine in a truck", "Organized crime"),
        ("the two countries cut ties", "Diplomatic event"),
    ],
)
def test_the_added_types_go_by_their_words(sentence: str, expected: str) -> None:
    assert case2021.book(wide=True).code((), (sentence,)).sub_event_type == expected


def test_a_claim_of_responsibility_is_told_from_the_attack() -> None:
    attack = told("attack", "the group claimed responsibility for the attack", words="attack")
    wide = case2021.book(wide=True).code((attack,)).sub_event_type
    assert wide == "Attribution of responsibility"


def test_a_third_of_the_snippets_is_read() -> None:
    read = [case2021.seen({"id": f"case21t2-{number}"}) for number in range(900)]
    assert 250 < sum(read) < 350


def test_the_hierarchy_is_that_of_the_codebook() -> None:
    assert set(read_yaml("acled.yaml")["event_types"]) == {
        "Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments",
    }  # fmt: skip
