"""What annotated frames ask of the context for parties, and the fit of rare signs."""

import numpy as np
import pytest
from training.resolvers import choice, parties, rare
from training.resolvers.__main__ import party_lines
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question

from sitrep.annotate import times
from sitrep.annotate.sentences import split
from sitrep.ingest import frames_document
from sitrep.model.frame import Frame
from sitrep.model.mention import AnnotatedDocument, ResolvedFrame
from sitrep.model.span import Span

TEXT = "Boko Haram shelled the town of Gwoza.\nThe shelling killed residents, and gunmen looted shops.\n"
GOLD = (
    (
        "shelling",
        "shelled",
        0,
        {"agent": "Boko Haram", "target": "the town of Gwoza"},
        {"agent": "Boko Haram"},
    ),
    ("kill", "killed", 1, {"target": "residents"}, {"agent": "Boko Haram", "target": "civilians"}),
    ("destroy", "looted", 1, {"agent": "gunmen"}, {"agent": "Boko Haram"}),
)


def same(wanted: str, given: str) -> bool:
    return wanted == given


def at(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


@pytest.fixture
def annotated() -> Annotation:
    document = frames_document({"id": "made", "text": TEXT, "published": "2015-03-01"})
    resolved, gold = [], []
    for type_, trigger, sentence, roles, norm in GOLD:
        frame = Frame(
            at(trigger), type_, "actual", sentence, {role: (at(text),) for role, text in roles.items()}
        )
        resolved.append(ResolvedFrame(frame, times.absent(), (), (), (), (), (), (), True, None))
        gold.append({"roles": {role: [[0, 1]] for role in roles}, "norm": norm})
    return Annotation("made", AnnotatedDocument(document, split(document), tuple(resolved), ""), tuple(gold))


def test_frames_ask_where_no_phrase_names_the_party(annotated, monkeypatch):
    monkeypatch.setattr(parties, "_bucket", lambda name: 1)
    asked = parties.questions([annotated], same)
    assert [each.kind for each in asked] == ["no phrase", "phrase without a name", "phrase without a name"]
    killers, killed, looters = asked
    assert killers.right[0] and sum(killers.right) == 1
    assert killed.right[0]  # what the phrase says itself comes first
    assert not looters.right[0] and any(looters.right)


def test_a_phrase_left_out_is_asked_for_like_one_that_is_not_there(annotated, monkeypatch):
    monkeypatch.setattr(parties, "_bucket", lambda name: 0 if name == "made 2 agent" else 1)
    assert [each.kind for each in parties.questions([annotated], same)][-1] == "phrase left out"
    assert [frame.roles.get("agent") for frame in parties.thinned(annotated)] == [
        (at("Boko Haram"),),
        None,
        None,
    ]


def test_one_role_in_four_is_left_out_and_always_the_same():
    names = [f"d{n} {n} agent" for n in range(2000)]
    left_out = [name for name in names if not parties._bucket(name)]
    assert 400 < len(left_out) < 600
    assert left_out == [name for name in names if not parties._bucket(name)]


def test_rare_signs_get_the_weights_of_the_plain_fit():
    rng = np.random.default_rng(3)
    made = []
    for document in range(400):
        chosen = [{f"s{n}": 1.0 for n in rng.choice(12, size=3, replace=False)} for _ in range(4)]
        odds = np.exp([sum(0.3 * int(name[1:]) - 1 for name in each) for each in chosen])
        right = rng.choice(4, p=odds / odds.sum())
        made.append(Question(f"d{document}", "made", tuple(chosen), tuple(n == right for n in range(4))))
    names = choice.sign_names(made)
    plain, ours = choice.fit(made, names, penalty=2), rare.fit(made, names, penalty=2)
    assert [ours[name] for name in names] == pytest.approx([plain[name] for name in names], abs=0.01)
    assert rare.held_out(made, penalty=2, least=1, decimals=2) == choice.held_out(
        made, penalty=2, least=1, decimals=2
    )


def test_nothing_to_learn_from_is_an_error():
    with pytest.raises(ValueError, match="nothing to fit"):
        rare.fit([Question("d", "made", ({"a": 1.0},), (False,))], ["a"], penalty=1)


def test_lines_of_weights_are_quoted():
    assert party_lines({"own 'x": -0.5, "count group": 1.0}) == ['"count group": 1.00', '"own \'x": -0.50']
