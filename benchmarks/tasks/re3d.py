"""Entities on re3d (reports on the war in Syria and Iraq): what sitrep reads in the text, by the corpus's types.

Organisation: names of the codebook's parties that are no states or persons, with an article in front, wherever they
    stand; states where they act, are acted on or mediate.
Location: names that the gazetteer reads as places, outside of organisations, persons and the adjectives below.
Person: names of persons, without their titles, wherever the document uses them; leaders of the codebook.
Nationality: adjectives of countries and words for their people, outside of organisations and persons.
Temporal: time phrases.
Quantity: numbers in digits or words, without what they count, outside of time phrases, sums of money and brackets.
Money: numbers with a currency, with its sign where it stands in front.
Weapon, MilitaryPlatform: instruments of frames; one type here, because sitrep does not part them.

The other five types (DocumentReference, Vehicle, CommsIdentifier, Coordinate, Frequency) are not looked for. Annotated
entities of confidence 0 are suggestions that no annotator upheld, and left out. The table was drawn up on the documents
that the frames are trained on.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.plain_text import document_of
from benchmarks.result import Result, fingerprint
from benchmarks.spans import Range, Tally
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.parties.coreference import Discourse, discourse
from sitrep.annotate.places import Places
from sitrep.annotate.quantities.numbers import scan
from sitrep.annotate.quantities.units import read_unit
from sitrep.annotate.sentences import split
from sitrep.annotate.times.find import find
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.codebook.parties import key_of
from sitrep.model.document import Document, Sentence
from sitrep.model.mention import ResolvedFrame
from sitrep.model.span import Span
from sitrep.settings import Settings

SOURCES = (
    "a_open/entities/re3d.open.train.jsonl",
    "b_sharealike/entities/re3d.wikipedia.bysa.jsonl",
)
ARMS = "Weapon, MilitaryPlatform"
TYPES = ("Organisation", "Location", "Person", "Temporal", "Nationality", "Quantity", ARMS, "Money")
"""The types that can be compared, as they are shown."""

JOINED = {"Weapon": ARMS, "MilitaryPlatform": ARMS}
ORGANISATIONS = frozenset(
    {"state_force", "armed_group", "coalition", "un", "ngo", "monitor", "agency", "outlet", "authority"}
)
"""Kinds of parties that count as organisations; states are read as places."""

CURRENCIES = frozenset({"US dollar", "pound sterling", "euro"})
_ARTICLE = re.compile(r"\b([Tt]he)\s$")
_OWNED = re.compile(r"['’]s?$")
_SIGN = re.compile(r"(?:us)?[$£€]\s*$", re.IGNORECASE)
NUMBERS = frozenset({"exact", "vague", "share", "most"})
"""Kinds of numbers that stand for a quantity: ordinals do not."""

NO_COUNTS = frozenset({"all", "both", "full", "most", "no", "once", "twice", "none"})
"""Words that sitrep reads a number from and that are no numerals."""

Found = dict[str, set[Range]]
"""Type → spans of one document, in characters."""

System = Callable[[Sequence[dict[str, Any]]], list[Found]]


def gold_of(row: dict[str, Any]) -> Found:
    """Annotated entities of the types that can be compared."""
    found: Found = {name: set() for name in TYPES}
    for entity in row["entities"]:
        name = JOINED.get(entity["type"], entity["type"])
        if name in found and entity["confidence"] > 0:
            found[name].add((entity["start"], entity["end"]))
    return found


def zero_shot(rows: Sequence[dict[str, Any]]) -> list[Found]:
    """What sitrep gives as shipped."""
    tools = Tools(Engine.load(), Gazetteer.open(Settings.load().cache_dir))
    return [entities(document_of(row), tools) for row in rows]


SYSTEMS: tuple[tuple[str, str, System], ...] = (("shipped", "sitrep as shipped, zero-shot", zero_shot),)
"""Prefix of the figures, label, and what gives the entities; one block of rows each."""


def entities(document: Document, tools: Tools) -> Found:
    """Everything that sitrep names in a document, by type of re3d."""
    sentences = split(document)
    frames = annotate(document, tools).frames
    told = discourse(document, sentences, party_book.load(), people_book.load())
    times = [found.span for found in find(document.text)]
    organisations = [with_article(span, document.text) for span in parties_of(told, ORGANISATIONS)]
    organisations += [span for span in states_of(frames, document.text) if not touches(span, organisations)]
    persons = [
        span
        for span in {*parties_of(told, {"person"}), *persons_of(told)}
        if not touches(span, (*times, *organisations))
    ]
    named = [*organisations, *persons]
    peoples = [span for span in adjectives_of(told) if not touches(span, named)]
    toponyms = Places(document, sentences, [frame.frame for frame in frames], tools.gazetteer).toponyms()
    money, numbers = numbers_of(document.text, sentences, times)
    found = {
        "Organisation": organisations,
        "Location": [
            mention.span
            for mention in toponyms
            if mention.span is not None and not touches(mention.span, (*named, *peoples))
        ],
        "Person": persons,
        "Temporal": times,
        "Nationality": peoples,
        "Quantity": numbers,
        ARMS: [span for frame in frames for span in frame.frame.spans("instrument")],
        "Money": money,
    }
    return {name: {(span.start, span.end) for span in spans} for name, spans in found.items()}


def parties_of(told: Discourse, kinds: Collection[str]) -> Iterator[Span]:
    """Names of the codebook's parties of some kinds, without a possessive ending."""
    for match, span in zip(told.matches, told.spans, strict=True):
        if match.party.kind in kinds:
            last = told.words[match.last - 1]
            owned = _OWNED.search(last.text)
            yield Span(span.start, last.start + owned.start() if owned else span.end)


def with_article(span: Span, text: str) -> Span:
    """The span with an article in front of it: the corpus counts it to the name of an organisation."""
    article = _ARTICLE.search(text, max(0, span.start - 4), span.start)
    return Span(article.start(1), span.end) if article else span


def states_of(frames: Iterable[ResolvedFrame], text: str) -> Iterator[Span]:
    """Spans in which a state acts, is acted on or mediates, by its own name."""
    for frame in frames:
        for mention in (*frame.agents, *frame.targets, *frame.mediators):
            if mention.kind == "state" and mention.is_named and mention.span is not None:
                owned = _OWNED.search(mention.span.of(text))
                yield Span(mention.span.start, mention.span.end - (len(owned.group()) if owned else 0))


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares anything with one of the others."""
    return any(span.overlaps(other) for other in others)


def persons_of(told: Discourse) -> Iterator[Span]:
    """Every place where a person of the document is named in full or by surname."""
    names = {key_of(form) for person in told.persons for form in (*person.forms, person.name)}
    names |= {(key_of(person.name)[-1],) for person in told.persons if key_of(person.name)}
    names -= {(starter,) for starter in people_book.load().starters}
    longest = max((len(name) for name in names), default=0)
    at = 0
    while at < len(told.words):
        for size in range(min(longest, len(told.words) - at), 0, -1):
            run = told.words[at : at + size]
            if tuple(word.key for word in run) in names and run[-1].text[0].isupper():
                yield Span(run[0].start, run[-1].end)
                at += size
                break
        else:
            at += 1


def adjectives_of(told: Discourse) -> Iterator[Span]:
    """Adjectives of countries and the plurals for their people ("Syrian", "Syrians"), with a capital letter."""
    adjectives = party_book.load().adjectives
    at = 0
    while at < len(told.words):
        for size in (2, 1):
            run = told.words[at : at + size]
            key = " ".join(word.key for word in run)
            if (key in adjectives or key.removesuffix("s") in adjectives) and run[0].text[0].isupper():
                yield Span(run[0].start, run[-1].end)
                at += len(run)
                break
        else:
            at += 1


def numbers_of(
    text: str, sentences: Sequence[Sentence], times: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """Sums of money and other numbers, outside of time phrases."""
    money, numbers = [], []
    for sentence in sentences:
        for number in scan(text, sentence.span.start, sentence.span.end):
            span = Span(number.start, number.end)
            word = span.of(text).lower()
            bracketed = text[: number.start].endswith("[") and text[number.end :].startswith("]")
            if number.kind not in NUMBERS or word in NO_COUNTS or bracketed or touches(span, times):
                continue
            left = text[max(sentence.span.start, number.start - 6) : number.start]
            if read_unit(text, span, left=left) in CURRENCIES:
                sign = _SIGN.search(left)
                money.append(Span(number.start - len(sign.group()) if sign else number.start, number.end))
            else:
                numbers.append(span)
    return money, numbers


def tally(gold: Sequence[Found], given: Sequence[Found]) -> dict[str, Tally]:
    """Numbers by type, and over all types under "all"."""
    counted = {name: Tally() for name in (*TYPES, "all")}
    for wanted, found in zip(gold, given, strict=True):
        for name in TYPES:
            for key in (name, "all"):
                counted[key].add(wanted[name], found[name])
    return counted


def run(corpora: Path) -> Result:
    sources = [corpora / "data" / path for path in SOURCES]
    rows = [json.loads(line) for source in sources for line in source.read_text("utf-8").split("\n") if line]
    gold = [gold_of(row) for row in rows]
    head = ["system", "type", "annotated", "given", "exact P", "exact R", "exact F1"]
    table = [[*head, "overlap P", "overlap R", "overlap F1"]]
    figures = {}
    for prefix, label, system in SYSTEMS:
        counted = tally(gold, system(rows))
        for name, each in counted.items():
            values = [f"{value:.1f}" for value in (*each.exact(), *each.overlap())]
            table.append([label, name, str(each.gold), str(each.given), *values])
        for name in ("Organisation", "Location", "Person", "Temporal", "Quantity", "all"):
            figures[f"{prefix}_{name.lower()}"] = round(counted[name].exact()[2], 1)
            figures[f"{prefix}_{name.lower()}_overlap"] = round(counted[name].overlap()[2], 1)
    upheld = sum(entity["confidence"] > 0 for row in rows for entity in row["entities"])
    compared = sum(len(spans) for row in gold for spans in row.values())
    return Result(
        task="re3d",
        title=f"Entities in {len(rows)} reports on Syria and Iraq (re3d, all public parts)",
        figures=figures,
        table=table,
        fingerprint=fingerprint(*sources),
        notes=[
            f"{compared} of the {upheld} entities that annotators upheld are of types that sitrep names at all.",
            "No entity label was trained on, but the documents are no strangers: 57 of the 64 are among the training documents "
            "of the frames, on which the mapping of types was drawn up, and 7 among the development documents.",
            "The corpus also annotates pronouns and descriptions ('he', 'the prime minister', 'the city', 'we') and titles with "
            "names; ours are names alone, which bounds recall and exact figures.",
            "No published figure is known for these types on these documents.",
        ],
    )
