"""PLOVER: the manual's lists, and which contexts a sentence tells."""

import pytest
from tests.extract.builders import Report, party

from sitrep.codebook import frames, parties
from sitrep.codebook.plover import contexts, plover

BOOK = plover()


def test_the_manuals_lists() -> None:
    assert len(BOOK.types) == 16
    assert len(BOOK.contexts) == 37
    assert sum(len(one.modes) for one in BOOK.types.values()) == 67


@pytest.mark.parametrize(
    ("quad", "types"),
    [
        (1, "AGREE CONSULT SUPPORT CONCEDE"),
        (2, "COOPERATE AID RETREAT"),
        (3, "REQUEST ACCUSE REJECT THREATEN"),
        (4, "PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
    ],
)
def test_quads(quad: int, types: str) -> None:
    assert {name for name, one in BOOK.types.items() if one.quad == quad} == set(types.split())


def test_conflict_scores_below_cooperation() -> None:
    assert all((one.score > 0) == (one.quad <= 2) for one in BOOK.types.values() if one.score)
    assert BOOK.score("ASSAULT", "unconventional") == -10
    assert BOOK.score("ASSAULT", "no mode") == BOOK.score("ASSAULT") == -9


def test_every_mode_with_a_score_is_one_of_its_type() -> None:
    assert all(set(one.mode_scores) <= set(one.modes) for one in BOOK.types.values())


def test_sectors_of_the_parties_are_plovers() -> None:
    assert parties.SECTORS <= {*BOOK.sectors, *BOOK.international}


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        ("trap", "The United Nations said 8,000 people were trapped without food.", ("human_security",)),
        ("displace", "Villagers fled from the valley.", ("migration",)),
        ("chemical", "Gas was used in the town.", ("cbrn",)),
        ("capture", "Fighters took the hill.", ("territory",)),
        ("kill", "A sectarian mob killed two men near a mosque.", ("religion_ethnicity",)),
        ("accuse", "The envoy accused them of war crimes.", ("legal", "diplomatic")),
        ("clash", "They fought in the hills.", ()),
        ("attack", "An important convoy was attacked.", ()),
    ],
)
def test_contexts_that_a_sentence_tells(kind: str, sentence: str, expected: tuple[str, ...]) -> None:
    assert BOOK.contexts_of(kind, sentence=sentence) == expected


def test_a_label_is_no_context() -> None:
    """Whoever says "terrorists" labels; the program does not."""
    assert BOOK.contexts_of("accuse", sentence="He called them terrorists and their acts terrorism.") == ()
    assert "terrorism" not in {rule.context for rule in BOOK.rules}


def test_contexts_of_a_claim_ask_its_parties_and_codes() -> None:
    army = party("Soldiers", "Syrian Arab Army", kind="state_force")
    claim = Report("Soldiers arrested a man.").frame("detain", "arrested", agent=army).claim()
    assert contexts(claim) == ("military", "legal")


def test_every_context_rule_can_hold() -> None:
    types, modes = frames.load().types, {mode for one in BOOK.types.values() for mode in one.modes}
    for rule in BOOK.rules:
        assert rule.types <= set(types) and (not rule.mode or rule.mode in modes)
