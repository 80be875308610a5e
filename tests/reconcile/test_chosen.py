"""Which of words and values hold, and what a claim takes from words that a person chose."""

from dataclasses import replace

import pytest
from tests.reconcile.builders import accept, claim, correct, holds, judgement, killed, place, reject

from sitrep.model.claim import Chosen, Claim
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span
from sitrep.reconcile.chosen import WORDS, chosen, in_force
from sitrep.reconcile.judgements import judge, spread


def other(found: Claim, field: str, value: str, **parts: object) -> Chosen:
    """What words stand for: the claim itself but for some parts."""
    names = [name for name in Chosen.__slots__ if name not in ("field", "value")]
    taken = {name: getattr(found, name) for name in names}
    return Chosen(field, value, **{**taken, **parts})  # type: ignore[arg-type]


def with_words(found: Claim, field: str, value: str, **parts: object) -> Claim:
    return replace(found, chosen=(*found.chosen, other(found, field, value, **parts)))


def test_a_claim_takes_only_what_its_field_speaks_of() -> None:
    toll = killed(12, at=place("Raqqa"))
    toll = with_words(toll, "place.words", "@3-9", places=(place("Tabqa"),), modality="planned", quote="else")
    judged = judge(toll, [correct(toll, "place.words", "@3-9")]).claim
    assert [each.name for each in judged.places] == ["Tabqa"]
    assert (judged.modality, judged.quote, judged.id) == (toll.modality, toll.quote, toll.id)


def test_words_that_are_not_resolved_yet_change_nothing() -> None:
    toll = killed(12, at=place("Raqqa"))
    assert judge(toll, [correct(toll, "place.words", "@3-9")]).claim == toll


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"place": "A", "place.words": "@1-2"}, [("place.words", "@1-2")]),
        ({"place.words": "@1-2", "place": "A"}, [("place.words", "@1-2"), ("place", "A")]),
        ({"place": "A", "place.words": ""}, [("place", "A")]),
        (
            {"figure.low": "1", "quantity.words": "@1-2", "figure.high": "9"},
            [("quantity.words", "@1-2"), ("figure.high", "9")],
        ),
        ({"time.end": "2017-01-01", "time.words": "null"}, [("time.words", "null")]),
    ],
)
def test_the_later_of_words_and_value_is_in_force(
    settings: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert list(in_force(settings)) == expected


def test_null_takes_the_words_of_a_field_away() -> None:
    toll = killed(12, by=["Russia"], to=["civilians"], at=place("Raqqa"))
    fields = ("agent.words", "target.words", "place.words", "time.words", "source.words")
    judged = judge(toll, [correct(toll, field, "null", hour=n) for n, field in enumerate(fields)]).claim
    assert (judged.agents, judged.targets, judged.places, judged.time.start) == ((), (), (), None)
    assert judged.own_voice and all(link.role in ("agency", "outlet") for link in judged.chain)
    for field in ("trigger.words", "quantity.words"):
        with pytest.raises(ValueError, match="must name words"):
            judge(toll, [correct(toll, field, "null")])


def test_the_holder_is_chosen_and_the_share_stays() -> None:
    held = holds("Syrian army", share=0.9)
    assert held.control is not None
    found = replace(held.control, holder="Islamic State", share=None)
    held = with_words(held, "agent.words", "@3-9", control=found)
    judged = judge(held, [correct(held, "agent.words", "@3-9")]).claim
    assert judged.control is not None
    assert (judged.control.holder, judged.control.share) == ("Islamic State", 0.9)


def added(found: Claim, value: str, hour: int = 0) -> Judgement:
    return replace(judgement(found, Verdict.ADD, hour=hour), field=found.document, value=value)


def test_an_addition_is_an_acceptance_and_is_taken_back_as_one() -> None:
    strike = claim()
    assert judge(strike, [added(strike, "{}")]).accepted is True
    assert judge(strike, [added(strike, "{}"), reject(strike, hour=1)]).accepted is False
    taken_back = [added(strike, "{}"), correct(strike, "verdict", "", hour=1)]
    assert judge(strike, taken_back).accepted is None
    assert judge(strike, [*taken_back, accept(strike, hour=2)]).accepted is True


def test_of_a_claim_that_an_engine_found_too_the_persons_words_hold() -> None:
    strike = with_words(claim(), "add", "{}", places=(place("Tabqa"),), modality="possible")
    judged = judge(strike, [added(strike, "{}")]).claim
    assert (judged.modality, [each.name for each in judged.places]) == ("possible", ["Tabqa"])
    assert judged.added and not strike.added


def test_words_lie_in_a_copy_where_they_lie_in_its_sentence_and_an_addition_is_of_one_report() -> None:
    strike = claim(document="one", quote="Jets struck the town.")
    copy = replace(
        claim(document="two", quote="Jets struck the town."), evidence=Span(50, 250), trigger=Span(70, 76)
    )
    other_words = claim(document="three", quote="Jets  struck the TOWN.")
    stories = dict.fromkeys(("one", "two", "three"), "story")
    every = [strike, copy, other_words]

    def held(made: Judgement) -> dict[str, str]:
        return {each.claim: each.value for each in spread(every, [made], stories)}

    assert held(correct(strike, "place.words", "@3-9")) == {strike.id: "@3-9", copy.id: "@53-59"}
    assert held(correct(strike, "place.words", "@3-900")) == {strike.id: "@3-900"}
    assert held(correct(strike, "place.words", "null")).keys() == {each.id for each in every}
    assert held(correct(strike, "place", "Tabqa, Syria")).keys() == {each.id for each in every}
    assert held(added(strike, "{}")).keys() == {strike.id}


def test_every_field_of_words_is_an_attribute_of_what_is_chosen() -> None:
    for names in WORDS.values():
        assert set(names) <= set(Chosen.__slots__) & set(Claim.__slots__)
    strike = claim()
    assert chosen(strike, "trigger.words", "@3-9") == strike
    moved = with_words(
        strike, "trigger.words", "@3-9", trigger=Span(3, 9), quote="else", evidence=Span(0, 10)
    )
    assert chosen(moved, "trigger.words", "@3-9").trigger == Span(3, 9)
