"""Sentence labels from frames of the police."""

import pytest
from benchmarks.tasks.indiapolice import labels_of, scores

from sitrep.model.frame import Frame
from sitrep.model.span import Span


def frame(text: str, kind: str, trigger: str, *, modality: str = "actual", **roles: str) -> Frame:
    def span(phrase: str) -> Span:
        return Span(text.index(phrase), text.index(phrase) + len(phrase))

    return Frame(span(trigger), kind, modality, 0, {role: (span(phrase),) for role, phrase in roles.items()})


def labels(text: str, *frames: Frame) -> set[str]:
    return set(labels_of(text, frames, text))


def test_a_death_by_the_police_is_force_and_action_too() -> None:
    text = "Police killed two rioters."
    found = labels(text, frame(text, "kill", "killed", agent="Police", target="two rioters"))
    assert found == {"KILL", "FORCE", "ANY_ACTION"}


def test_a_death_by_others_is_none_of_theirs() -> None:
    text = "Rioters killed two shopkeepers."
    assert labels(text, frame(text, "kill", "killed", agent="Rioters")) == set()


@pytest.mark.parametrize(("agent", "expected"), [("", True), ("The police", True), ("The rebels", False)])
def test_an_arrest_is_the_police_s_unless_somebody_else_is_named(agent: str, expected: bool) -> None:
    text = f"{agent or 'Yesterday'} arrested ten men."
    given = frame(text, "detain", "arrested", **({"agent": agent} if agent else {}))
    assert ("ARREST" in labels(text, given)) is expected


def test_what_is_denied_or_planned_is_no_action() -> None:
    text = "Police will arrest ten men."
    assert labels(text, frame(text, "detain", "arrest", modality="planned", agent="Police")) == set()


def test_inaction_is_found_by_words_where_there_is_no_frame() -> None:
    assert labels("The police stood by as shops burned.") == {"FAIL"}
    assert labels("The shopkeepers stood by as shops burned.") == set()


def test_scores_go_by_label() -> None:
    pairs = [(frozenset(("KILL", "FORCE")), frozenset(("FORCE",))), (frozenset[str](), frozenset(("KILL",)))]
    found = scores(pairs)
    assert found["FORCE"] == (100.0, 100.0, 100.0, 1)
    assert found["KILL"] == (0.0, 0.0, 0.0, 1)
