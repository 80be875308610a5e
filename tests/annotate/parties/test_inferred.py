"""Parties that a frame leaves out, on sentences written for these tests."""

import pytest

from sitrep.annotate.parties import Parties
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span


def inferred(
    text: str, foes: list[str], trigger: str, *, type: str = "capture", role: str = "target", agent: str = ""
) -> tuple[PartyMention, ...]:
    """What is inferred for a frame; `foes` are targets of clashes told in the text."""

    def at(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    document = Document("d", "c", text, tuple(Block(span, BlockRole.BODY) for span in spans))
    sentences = tuple(Sentence(n, span, n, BlockRole.BODY) for n, span in enumerate(spans))
    clashes = [Frame(at(foe), "clash", "actual", 0, {"target": (at(foe),)}) for foe in foes]
    roles = {"agent": (at(agent),)} if agent else {}
    frame = Frame(at(trigger), type, "actual", 0, roles)
    return Parties(document, sentences, [*clashes, frame]).inferred(frame, role)


TEXT = "Troops fought Boko Haram and villagers.\nThe Taliban were far away.\nThe town was seized.\n"


def test_the_only_party_fought_lost_the_town() -> None:
    (mention,) = inferred(TEXT, ["Boko Haram", "villagers"], "seized")
    assert (mention.name, mention.span, mention.is_named) == ("Boko Haram", None, False)
    assert mention.reason == "inferred: the only party fought, Boko Haram"


@pytest.mark.parametrize(
    ("foes", "more"),
    [
        (["Boko Haram", "The Taliban"], {}),
        ([], {}),
        (["villagers"], {}),
        (["Boko Haram"], {"type": "kill"}),
        (["Boko Haram"], {"role": "agent"}),
        (["Boko Haram"], {"agent": "Boko Haram"}),
    ],
)
def test_nothing_is_inferred_where_another_could_be_meant(foes: list[str], more: dict[str, str]) -> None:
    assert inferred(TEXT, foes, "seized", **more) == ()
