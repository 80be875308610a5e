"""The entity task on made-up reports."""

from types import SimpleNamespace

from benchmarks.tasks import re3d
from benchmarks.tasks.toponyms import document_of

from sitrep.annotate.parties.coreference import Discourse, discourse
from sitrep.annotate.sentences import split
from sitrep.codebook import parties, people
from sitrep.model.span import Span

TEXT = (
    "The United Nations said 12 Syrians fled from the Islamic State's fighters for $5 million.\n"
    "Minister Jane Example left on Monday [3]. Example met the Iraqi envoy."
)


def told(text: str) -> Discourse:
    document = document_of({"id": "made-up", "text": text})
    return discourse(document, split(document), parties.load(), people.load())


def quotes(spans: object, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in spans]  # type: ignore[attr-defined]


def test_what_no_annotator_upheld_is_left_out_and_arms_are_one_type() -> None:
    row = {
        "entities": [
            {"start": 0, "end": 4, "type": "Weapon", "confidence": 1},
            {"start": 6, "end": 9, "type": "MilitaryPlatform", "confidence": 0.7},
            {"start": 6, "end": 9, "type": "Location", "confidence": 0},
            {"start": 11, "end": 15, "type": "Vehicle", "confidence": 1},
        ]
    }
    found = {name: spans for name, spans in re3d.gold_of(row).items() if spans}
    assert found == {re3d.ARMS: {(0, 4), (6, 9)}}


def test_names_of_parties_carry_their_article_and_no_possessive_ending() -> None:
    spans = re3d.parties_of(told(TEXT), re3d.ORGANISATIONS)
    assert quotes(re3d.with_article(span, TEXT) for span in spans) == [
        "The United Nations",
        "the Islamic State",
    ]


def test_a_person_is_found_wherever_the_report_names_them() -> None:
    assert quotes(re3d.persons_of(told(TEXT))) == ["Jane Example", "Example"]


def test_peoples_and_adjectives_of_countries_are_nationalities() -> None:
    assert quotes(re3d.adjectives_of(told(TEXT))) == ["Syrians", "Iraqi"]


def test_sums_of_money_times_and_footnotes_are_no_quantities() -> None:
    document = document_of({"id": "made-up", "text": TEXT})
    monday = Span(TEXT.index("Monday"), TEXT.index("Monday") + 6)
    money, numbers = re3d.numbers_of(TEXT, split(document), [monday])
    assert quotes(money) == ["$5 million"]
    assert quotes(numbers) == ["12"]


def test_states_count_as_organisations_where_they_act() -> None:
    text = "Turkey's army left Iraq."
    mention = SimpleNamespace(kind="state", is_named=True, span=Span(0, 8))
    other = SimpleNamespace(kind="armed_group", is_named=True, span=Span(9, 13))
    frame = SimpleNamespace(agents=(mention, other), targets=(), mediators=())
    assert quotes(re3d.states_of([frame], text), text) == ["Turkey"]  # type: ignore[list-item]


def test_all_types_are_added_up() -> None:
    gold = [{name: set() for name in re3d.TYPES} | {"Person": {(0, 4)}, "Location": {(5, 9)}}]
    given = [{name: set() for name in re3d.TYPES} | {"Person": {(0, 4), (5, 9)}}]
    counted = re3d.tally(gold, given)
    assert (counted["all"].gold, counted["all"].given, counted["all"].equal) == (2, 2, 1)
    assert counted["Location"].exact() == (0.0, 0.0, 0.0)
