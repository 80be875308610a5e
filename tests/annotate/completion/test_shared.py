"""Agents and times that joined verbs share, on sentences written for these tests."""

import pytest

from sitrep.annotate.completion.shared import shared_roles
from sitrep.model.frame import Frame
from sitrep.model.span import Span


def pair(text: str, first: str, second: str, **roles: str) -> list[Frame]:
    """Two frames after the pass; the roles given are those of the first, or of the second with a "2" behind."""

    def span(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    def frame(trigger: str, own: dict[str, str]) -> Frame:
        return Frame(
            span(trigger), "attack", "actual", 0, {role: (span(quote),) for role, quote in own.items()}
        )

    own = {role: quote for role, quote in roles.items() if not role.endswith("2")}
    others = {role[:-1]: quote for role, quote in roles.items() if role.endswith("2")}
    return shared_roles([frame(first, own), frame(second, others)], text)


def quotes(text: str, frame: Frame, role: str) -> list[str]:
    return [span.of(text) for span in frame.spans(role)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The militia entered the town and seized a bridge.", "entered", "seized"),
        ("The militia entered the town, then quickly seized a bridge.", "entered", "seized"),
        ("The militia shot two guards and held the gate.", "shot", "held"),
    ],
)
def test_the_second_of_two_joined_verbs_has_the_agent_of_the_first(
    text: str, first: str, second: str
) -> None:
    _, other = pair(text, first, second, agent="The militia")
    assert quotes(text, other, "agent") == ["The militia"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The militia entered the town and they seized a bridge.", "entered", "seized"),
        ("The militia entered the town, which was seized and burned.", "entered", "burned"),
        ("The militia was attacked and seized a bridge.", "attacked", "seized"),
        ("The militia entered the town; it was late and looted shops burned.", "entered", "looted"),
        ("The militia entered. Rebels seized a bridge.", "entered", "seized"),
        ("The militia entered the town and the seizure went on.", "entered", "seizure"),
        (
            "The militia entered a town of " + "very " * 13 + "old houses and seized a bridge.",
            "entered",
            "seized",
        ),
    ],
)
def test_verbs_that_nothing_joins_share_no_agent(text: str, first: str, second: str) -> None:
    _, other = pair(text, first, second, agent="The militia")
    assert quotes(text, other, "agent") == []


def test_an_agent_of_its_own_is_kept() -> None:
    text = "The militia entered the town and seized a bridge with the police."
    _, other = pair(text, "entered", "seized", agent="The militia", agent2="the police")
    assert quotes(text, other, "agent") == ["the police"]


def test_a_time_before_both_verbs_is_that_of_both() -> None:
    text = "On Monday the militia entered the town and seized a bridge."
    _, other = pair(text, "entered", "seized", time="Monday")
    assert quotes(text, other, "time") == ["Monday"]
    one, _ = pair(text, "entered", "seized", time2="Monday")
    assert quotes(text, one, "time") == ["Monday"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The militia entered the town on Monday and seized a bridge.", "Monday"),
        ("He said on Monday that the militia entered the town and seized a bridge.", "Monday"),
        ("After the rains the militia entered the town and seized a bridge.", "the rains"),
    ],
)
def test_a_time_of_another_clause_is_not_shared(text: str, time: str) -> None:
    _, other = pair(text, "entered", "seized", time=time)
    assert quotes(text, other, "time") == []
