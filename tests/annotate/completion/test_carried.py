"""Which numbers of a sentence its frames carry, on sentences written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.completion.carried import with_numbers
from sitrep.model.frame import Frame
from sitrep.model.span import Span


def carried(text: str, *frames: tuple[str, str, dict[str, str]]) -> list[list[str]]:
    """Numbers of each frame, told as trigger, type and quotes of its roles (several joined by "|")."""

    def span(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    told = [
        Frame(
            span(trigger),
            type_,
            "actual",
            0,
            {role: tuple(span(quote) for quote in quotes.split("|")) for role, quotes in roles.items()},
        )
        for trigger, type_, roles in frames
    ]
    done = with_numbers(told, text, Span(0, len(text)))
    return [[number.of(text) for number in frame.spans("quantity")] for frame in done]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "roles", "number"),
    [
        (
            "Shells killed at least 12 people.",
            "killed",
            "kill",
            {"target": "at least 12 people"},
            "at least 12",
        ),
        (
            "Dozens of villagers were killed.",
            "killed",
            "kill",
            {"target": "Dozens of villagers"},
            "Dozens of",
        ),
        ("The shelling left 12 dead.", "dead", "kill", {}, "12"),
        ("A blast hit the bus, killing at least five.", "killing", "kill", {}, "at least five"),
        ("Officials said more than 30 people were injured.", "injured", "injure", {}, "more than 30"),
        (
            "Some 800 fighters surrendered at night.",
            "surrendered",
            "surrender",
            {"agent": "Some 800 fighters"},
            "Some 800",
        ),
        ("The army reported two attacks on its posts.", "attacks", "attack", {"target": "its posts"}, "two"),
        ("Police detained 14 suspects in the raid.", "detained", "detain", {"agent": "Police"}, "14"),
    ],
)
def test_a_number_that_the_engine_left_out_comes_in(
    text: str, trigger: str, type_: str, roles: dict[str, str], number: str
) -> None:
    assert carried(text, (trigger, type_, roles)) == [[number]]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "roles"),
    [
        ("Shells killed a boy of 12.", "killed", "kill", {"target": "a boy of 12"}),
        ("Shells killed Karim Aziz, 45, at home.", "killed", "kill", {"target": "Karim Aziz"}),
        (
            "Shells killed soldiers of the 33rd Brigade.",
            "killed",
            "kill",
            {"target": "soldiers of the 33rd Brigade"},
        ),
        ("The general was killed on 4 May 2016.", "killed", "kill", {"target": "The general"}),
        ("Guards were shot 12 hours later.", "shot", "attack", {"target": "Guards"}),
        ("The mayor denied that 12 people were there.", "denied", "deny", {"agent": "The mayor"}),
    ],
)
def test_ages_dates_and_names_are_no_numbers_of_the_frame(
    text: str, trigger: str, type_: str, roles: dict[str, str]
) -> None:
    assert carried(text, (trigger, type_, roles)) == [[]]


def test_each_of_two_frames_carries_its_own_number() -> None:
    text = "The ministry put it at 45 dead and 472 wounded."
    assert carried(text, ("dead", "kill", {}), ("wounded", "injure", {})) == [["45"], ["472"]]


def test_a_number_of_the_other_frame_goes_though_the_engine_gave_it_to_both() -> None:
    text = "The ministry put it at 45 dead and 472 wounded."
    both = {"quantity": "45|472"}
    assert carried(text, ("dead", "kill", both), ("wounded", "injure", both)) == [["45"], ["472"]]


@pytest.mark.parametrize("text", ["The army moved 12 tanks.", "Officials spoke for 90 minutes of the deal."])
def test_a_number_of_the_engine_stays_where_no_other_frame_carries_it(text: str) -> None:
    trigger, quantity = ("moved", "12") if "moved" in text else ("spoke", "90")
    assert carried(text, (trigger, "accuse", {})) == [[]]
    assert carried(text, (trigger, "accuse", {"quantity": quantity})) == [[quantity]]


def test_a_phrase_of_the_engine_without_a_readable_number_stays() -> None:
    text = "They lost an untold share of the men."
    assert carried(text, ("lost", "kill", {"quantity": "share"})) == [["share"]]


def test_a_phrase_of_the_engine_is_made_whole() -> None:
    text = "Shells killed dozens of villagers."
    assert carried(text, ("killed", "kill", {"quantity": "dozens"})) == [["dozens of"]]


def test_of_one_number_told_twice_the_surer_place_counts() -> None:
    text = "71 Killed in Crash At least 71 people were killed when a plane came down."
    frame = Frame(Span(45, 51), "kill", "actual", 0, {"target": (Span(19, 37),)})
    (done,) = with_numbers([frame], text, Span(0, len(text)))
    assert [number.of(text) for number in done.spans("quantity")] == ["At least 71"]


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(st.sampled_from("12 dozens of killed and 3% shot, men.\n"), min_size=4, max_size=80),
    data=st.data(),
)
def test_carried_numbers_lie_in_the_sentence(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    sentence = Span(cuts[0], cuts[3])
    frame = Frame(Span(cuts[1], cuts[2]), "kill", "actual", 0)
    (done,) = with_numbers([frame], text, sentence)
    assert all(sentence.contains(number) and len(number) for number in done.spans("quantity"))
    assert with_numbers([done], text, sentence)[0].roles.keys() == done.roles.keys()
