"""Gold mentions as claims of a record, and the lemma baseline."""

from benchmarks.event_links import Mention, joined
from benchmarks.lemmas import head_lemma, lemma
from benchmarks.tasks import ecbplus, meantime

from sitrep.model.span import Span

KNOWN = {
    "killed": "kill",
    "kill": "kill",
    "shooting": "shooting",
    "arrest": "arrest",
    "stab": "stab",
    "custody": "custody",
}


def test_lemmas_come_from_the_table_else_by_ending() -> None:
    assert lemma("Killed", KNOWN) == "kill"
    assert lemma("arrested,", KNOWN) == "arrest"
    assert lemma("stabbing", KNOWN) == "stab"
    assert lemma("hijack", KNOWN) == "hijack"


def test_the_head_is_the_first_word_that_tells() -> None:
    assert head_lemma("was killed", KNOWN) == "kill"
    assert head_lemma("into custody", KNOWN) == "custody"
    assert head_lemma("was", KNOWN) == "was"


def test_mentions_join_by_lemma_or_by_event() -> None:
    lemmas = {"a": ("t", "kill"), "b": ("t", "kill"), "c": ("t", "slay"), "d": ("t", "rob")}
    groups = joined(lemmas, {"b": "event 1", "c": "event 1"})
    assert groups["a"] == groups["b"] == groups["c"] != groups["d"]


ROW = {
    "id": "r",
    "topic": "1",
    "subtopic": "1ecb",
    "text": "Police arrested Bo in Lund. He left.",
    "sents": [[0, 27], [28, 36]],
    "gold_sents": [0],
    "entities": [
        {"id": "1", "start": 0, "end": 6, "type": "HUMAN_PART_ORG", "cluster": "HUM1"},
        {"id": "2", "start": 16, "end": 18, "type": "HUMAN_PART_PER", "cluster": "HUM2"},
        {"id": "3", "start": 22, "end": 26, "type": "LOC_GPE", "cluster": "LOC1"},
        {"id": "4", "start": 28, "end": 30, "type": "HUMAN_PART_PER", "cluster": "HUM2"},
    ],
    "events": [
        {"id": "5", "start": 7, "end": 15, "type": "ACTION_OCCURRENCE", "cluster": None},
        {"id": "6", "start": 31, "end": 35, "type": "ACTION_OCCURRENCE", "cluster": "ACT9"},
    ],
}


def test_mentions_of_validated_sentences_take_the_people_beside_them() -> None:
    (mention,) = ecbplus.mentions_of(ROW)
    assert mention == Mention(
        "r 5", "r", "1/1ecb", Span(7, 15), "arrested", None, ("HUM1",), ("HUM2",), ("LOC1",)
    )
    assert mention.gold == "alone r 5"


def test_events_without_an_identity_stand_alone_and_auxiliaries_are_left_out() -> None:
    row = {
        "id": "m", "topic": "airbus", "text": "It was sold.", "entities": [{"id": "1", "cluster": "ORG1"}],
        "events": [
            {"id": "2", "start": 3, "end": 6, "type": "GRAMMATICAL", "cluster": "be", "args": []},
            {"id": "3", "start": 7, "end": 11, "type": "OTHER", "cluster": "sell", "args": [{"role": "Arg1", "ref": "1"}]},
        ],
    }  # fmt: skip
    (mention,) = meantime.mentions_of(row)
    assert (mention.text, mention.chain, mention.targets) == ("sold", None, ("ORG1",))
