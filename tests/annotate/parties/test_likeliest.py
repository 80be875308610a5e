"""Parties from the context, on sentences written for these tests."""

import pytest

from sitrep.annotate.norms import party_norm
from sitrep.annotate.parties import Likeliest, Parties, context
from sitrep.annotate.parties.context import Candidate, Query, Ranking, signs
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

TEXT = (
    "Boko Haram shelled the town of Gwoza.\n"
    "The shelling killed residents, and gunmen looted shops.\n"
    "Nigerian troops left the day before.\n"
)


def at(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def frame(type_: str, trigger: str, sentence: int, **roles: str) -> Frame:
    return Frame(
        at(trigger), type_, "actual", sentence, {role: (at(quote),) for role, quote in roles.items()}
    )


SHELLED = frame("shelling", "shelled", 0, agent="Boko Haram", target="the town of Gwoza")
KILLED = frame("kill", "killed", 1, target="residents")
LOOTED = frame("destroy", "looted", 1, agent="gunmen", target="shops")
LEFT = frame("withdraw", "left", 2, agent="Nigerian troops")
FRAMES = [SHELLED, KILLED, LOOTED, LEFT]


@pytest.fixture
def likeliest(monkeypatch: pytest.MonkeyPatch) -> Likeliest:
    """With weights that prefer armed groups told before; what a phrase says itself weighs 0.5."""
    weights = {
        "group for none agent": 3.0,
        "group for combatants agent": 1.0,
        "own combatants": 0.5,
        "later none": -5.0,
        "later here none": -5.0,
    }
    monkeypatch.setattr(context, "party_weights", lambda: weights)
    lines = TEXT.splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    document = Document("d", "c", TEXT, tuple(Block(span, BlockRole.BODY) for span in spans))
    sentences = tuple(Sentence(n, span, n, BlockRole.BODY) for n, span in enumerate(spans))
    return Likeliest(Parties(document, sentences, FRAMES), FRAMES)


def test_a_role_without_a_phrase_takes_the_likeliest_party_and_says_so(likeliest: Likeliest) -> None:
    (mention,) = likeliest.of_frame(KILLED, "agent")
    assert (mention.name, mention.party_id, mention.span) == ("Boko Haram", "boko-haram", None)
    assert mention.reason.startswith("context: the likeliest of those told, 0.")
    assert not mention.is_named


def test_a_phrase_that_names_nobody_keeps_its_characters(likeliest: Likeliest) -> None:
    (mention,) = likeliest.of_frame(LOOTED, "agent")
    assert (mention.name, mention.span, mention.phrase) == ("Boko Haram", at("gunmen"), "gunmen")


def test_what_a_phrase_says_itself_stays_where_it_weighs_most(
    likeliest: Likeliest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "party_weights", lambda: {"own combatants": 4.0})
    (mention,) = likeliest.of_frame(LOOTED, "agent")
    assert (mention.name, mention.reason) == ("gunmen", "class of people")


def test_a_name_asks_nothing_of_the_context(likeliest: Likeliest) -> None:
    assert likeliest.query(SHELLED, "agent") is None
    (mention,) = likeliest.of_frame(SHELLED, "agent")
    assert (mention.name, mention.reason) == ("Boko Haram", "known party")


def test_nothing_is_taken_below_the_least_probability(
    likeliest: Likeliest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitrep.annotate.parties.likeliest.LEAST", 1.1)
    assert likeliest.of_frame(KILLED, "agent") == ()
    (mention,) = likeliest.of_frame(LOOTED, "agent")
    assert mention.name == "gunmen"


def test_nobody_told_is_nobody() -> None:
    assert Ranking([], {}).best(Query(KILLED, "agent", 0, 0, "none")) is None


def party(name: str, kind: str = "armed_group") -> PartyMention:
    return PartyMention(None, "", name, "", kind, True, False, False, None, "", "")


def test_the_signs_of_a_candidate() -> None:
    told = Candidate((party("Boko Haram"),), starts=[0, 50], beside={1: {"agent"}}, nouns={"group"})
    told.roles.update(("agent", "agent kill", "agent 'killed'"))
    query = Query(
        KILLED, "agent", 70, 1, "none", facing=frozenset({"Boko Haram"}), source="Boko Haram", word="killed"
    )
    found = signs(told, query, {0: 0, 50: 1})
    assert {name for name, value in found.items() if value == 1.0} == {
        "group for none agent",
        "group for none agent violence",
        "group as agent kill",
        "facing",
        "facing kill",
        "source for none agent",
        "source of kill none",
        "agent here for agent none",
        "back 0 none",
        "early",
    }
    assert (
        found["role"] == found["role in type"] == found["role with word"] == pytest.approx(0.693, abs=0.001)
    )
    assert 0 < found["distance none"] < 1


def test_what_stands_only_later_is_told_so() -> None:
    later = Candidate((party("Nigerian Army", "state_force"),), starts=[90])
    assert signs(later, Query(KILLED, "agent", 70, 1, "none"), {90: 2})["later none"] == 1.0
    assert signs(later, Query(KILLED, "agent", 70, 1, "none"), {90: 1})["later here none"] == 1.0


def test_several_parties_of_one_role_are_one_candidate() -> None:
    both = Candidate((party("Boko Haram"), party("Ansaru")), starts=[0])
    assert (both.sort, both.names) == ("several", {"Boko Haram", "Ansaru"})
    assert party_norm(both.mentions, "agent") == "Boko Haram; Ansaru"
