"""Six-slot F1: what is compared, how templates are put side by side, what is counted."""

import pytest
from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.scoring import ALL, TYPE, Template, align, f1, normal, score


def key(types: tuple[str, ...], **entities: tuple[tuple[str, ...], ...]) -> Answer:
    return Answer(types, dict.fromkeys(SLOTS, ()) | entities, {}, False)


def test_case_marks_and_articles_are_not_compared() -> None:
    assert normal('The "Old Mill"  farm') == "old mill farm"


def test_any_acceptable_mention_is_right_and_a_part_of_one_is_not() -> None:
    gold = [key(("attack",), PerpInd=(("masked men", "two masked men"),))]
    right = score([[Template("attack", {"PerpInd": ("TWO MASKED MEN",)})]], [gold])
    part = score([[Template("attack", {"PerpInd": ("men",)})]], [gold])
    assert f1(right) == (100.0, 100.0, 100.0)
    assert f1(part, ["PerpInd"]) == (0.0, 0.0, 0.0)
    assert f1(part, [TYPE]) == (100.0, 100.0, 100.0)


def test_a_template_of_another_type_is_spurious_as_a_whole() -> None:
    gold = [key(("attack",), Target=(("bridge",),))]
    counted = score([[Template("bombing", {"Target": ("bridge",)})]], [gold])
    assert f1(counted) == (0.0, 0.0, 0.0)
    assert sum(counted[f"{slot} given"] for slot in ALL) == 2
    assert sum(counted[f"{slot} gold"] for slot in ALL) == 2


def test_any_of_the_types_of_a_key_is_right() -> None:
    assert align([Template("bombing")], [key(("bombing", "attack"))]) == [(0, 0)]


def test_templates_are_put_side_by_side_for_the_highest_f1() -> None:
    gold = [key(("attack",), Target=(("bridge",),)), key(("attack",), Target=(("mill",), ("barn",)))]
    given = [Template("attack", {"Target": ("mill", "barn")}), Template("attack", {"Target": ("bridge",)})]
    assert sorted(align(given, gold)) == [(0, 1), (1, 0)]


def test_missing_and_spurious_fillers_cost_recall_and_precision() -> None:
    gold = [key(("attack",), Target=(("bridge",), ("mill",)), Weapon=(("bomb",),))]
    counted = score([[Template("attack", {"Target": ("bridge", "road", "river")})]], [gold])
    assert f1(counted) == pytest.approx((50.0, 50.0, 50.0))
    assert f1(counted, ["Target"]) == pytest.approx((100 / 3, 50.0, 40.0))
