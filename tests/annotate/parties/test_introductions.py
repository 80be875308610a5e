"""Names behind a role, a trade, an age or an owner, on sentences written for these tests."""

import pytest

from sitrep.annotate.norms import party_norm
from sitrep.annotate.parties import Parties
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span


def mentions(text: str, *quotes: str, role: str = "target", type: str = "accuse") -> tuple[PartyMention, ...]:
    """The mentions of quotes that fill one role."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    document = Document("d", "c", text, tuple(Block(span, BlockRole.BODY) for span in spans))
    sentences = tuple(Sentence(n, span, n, BlockRole.BODY) for n, span in enumerate(spans))
    filled = tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)
    frame = Frame(Span(0, 1), type, "actual", 0, {role: filled})
    parties = Parties(document, sentences, [frame])
    return tuple(one for span in filled for one in parties.resolve(span, 0, frame=frame))


def names(text: str, *quotes: str, **more: str) -> list[str]:
    return [one.name for one in mentions(text, *quotes, **more)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("his predecessor, Barack Obama", ["Barack Obama"]),
        ("its closest neighbour, Armenia", ["Armenia"]),
        ("the rival militia, Hezbollah", ["Hezbollah"]),
        ("Opposition leader and candidate Bobi Wine", ["Bobi Wine"]),
        ("the president and Foreign Minister Sergei Lavrov", ["president", "Sergei Lavrov"]),
        ("shops, Hezbollah and a bank", ["shops", "Hezbollah", "bank"]),
        ("36-year-old Miguel Torres", ["Miguel Torres"]),
    ],
)
def test_what_only_introduces_a_name_is_no_party(phrase: str, expected: list[str]) -> None:
    assert names(f"They blamed {phrase} for it.\n", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Azerbaijan's Defence Ministry", "Azerbaijani Defence Ministry"),
        ("Pakistan’s information minister", "Pakistani information minister"),
    ],
)
def test_a_country_that_owns_an_institution_is_its_adjective(phrase: str, expected: str) -> None:
    assert names(f"They blamed {phrase} for it.\n", phrase) == [expected]


def test_a_trade_before_a_name_in_capitals_is_no_part_of_it() -> None:
    text = "GUNMEN ABDUCTED BUSINESSMAN CARLOS RUIZ AND MSGR PEDRO SOTO IN THE NORTH.\n"
    assert names(text, "BUSINESSMAN CARLOS RUIZ", type="abduct") == ["Carlos Ruiz"]
    assert names(text, "MSGR PEDRO SOTO", type="abduct") == ["Pedro Soto"]


def test_a_headline_before_a_dateline_names_no_person() -> None:
    text = "Storm Over Northern Border ANKARA (Reuters) - Ankara denied it.\n"
    assert names(text, "Ankara", role="agent", type="deny") == ["Turkey"]


def test_a_short_form_that_an_editor_expands_is_the_long_one() -> None:
    text = "THE FPN [NORTHERN PATRIOTIC FRONT] CLAIMED IT. LATER THE FPN DENIED IT.\n"
    assert [one.name.lower() for one in mentions(text, "THE FPN", role="agent")] == [
        "northern patriotic front"
    ]


def test_police_of_towns_are_no_party_of_the_country() -> None:
    assert names("In the United States, police shot a man.\n", "police", role="agent") == ["police"]
    assert names("In Turkey, police shot a man.\n", "police", role="agent") == ["Turkish police"]


def test_members_of_a_force_are_a_part_of_it() -> None:
    (one,) = mentions("In Iraq, members of the army left.\n", "members of the army", role="agent")
    assert (one.name, one.is_part) == ("Iraqi Army", True)


def test_those_who_do_something_are_people() -> None:
    text = "They fed those who stayed in the town.\n"
    found = mentions(text, "those who stayed", type="aid")
    assert [one.kind for one in found] == ["people"]
    assert party_norm(found, "target") == "civilians"
