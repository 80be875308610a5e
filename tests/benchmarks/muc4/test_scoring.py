"""Six-slot F1: what is compared, how templates are put side by side, what is counted."""

from itertools import permutations

import pytest
from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.scoring import ALL, TYPE, Template, align, f1, normal, score
from hypothesis import given
from hypothesis import strategies as st


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


NAMES = st.lists(st.sampled_from(["mayor", "bridge", "mill", "barn"]), max_size=3, unique=True).map(tuple)
KINDS = st.sampled_from(["attack", "bombing"])


@given(
    st.lists(st.tuples(KINDS, NAMES), max_size=4),
    st.lists(st.tuples(KINDS, NAMES), max_size=4),
)
def test_no_other_way_side_by_side_has_a_higher_f1(given_, told) -> None:
    templates = [Template(kind, {"Target": names}) for kind, names in given_]
    gold = [key((kind,), Target=tuple((name,) for name in names)) for kind, names in told]

    def value(pairs) -> float:
        right = sum(1 + len(set(given_[one][1]) & set(told[other][1])) for one, other in pairs)
        given_count = sum(1 + len(names) for _, names in given_)
        told_count = sum(1 + len(names) for _, names in told)
        return 2 * right / (given_count + told_count) if right else 0.0

    places = [*range(len(told)), *[None] * len(given_)]
    every = (
        [(one, other) for one, other in enumerate(chosen) if other is not None]
        for chosen in set(permutations(places, len(given_)))
    )
    fitting = [pairs for pairs in every if all(given_[one][0] == told[other][0] for one, other in pairs)]
    assert value(align(templates, gold)) == pytest.approx(max(map(value, fitting)))
