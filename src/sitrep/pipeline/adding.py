"""Adding: a claim that the engine missed, from words that a person chose in a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sitrep.codebook import frames as frame_types
from sitrep.errors import REASONS, JudgementError
from sitrep.extract import identity
from sitrep.model.claim import ClaimKind
from sitrep.model.document import Document
from sitrep.model.frame import MODALITIES, ROLES, Frame, Said
from sitrep.model.mention import Number
from sitrep.model.plain import from_json, to_json
from sitrep.model.review import Added, Judgement, StatedNumber, Verdict
from sitrep.model.span import Span
from sitrep.pipeline.selecting import MOST_SELECTIONS, Selection, parsed, selected, sentences_of
from sitrep.store import Reads

QUANTIFIERS = ("exact", "at_least", "more_than", "less_than", "up_to", "about", "nearly", "range", "vague")
MEASURES = ("incident", "cumulative", "stock")

NUMBERS = ("low", "best", "high")
SAID = ("source", "cue")
FIELDS = ("words", "type", "kind", "modality", *ROLES, *SAID, *NUMBERS, "quantifier", "measure")
"""What can be said of a claim that is added, by the names under which a person writes it."""

NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Addition:
    """What a person says of a claim that the engine missed.

    Attributes:
        words: The words that say it ("killed"): the trigger.
        type: Frame type, such as kill.
        kind: Claim kind that the type becomes; its first one if left out.
        modality: actual, planned, demanded, possible or negated.
        roles: Role → words: agent, target, place, origin, destination, time, instrument, quantity, topic, mediator. Words
            without a sentence of their own are looked for in the trigger's.
        source: Who says so; the report itself if left out.
        cue: The words that attribute it ("said").
        number: The number as the person reads it.
    """

    words: Selection
    type: str
    kind: str = ""
    modality: str = "actual"
    roles: Mapping[str, tuple[Selection, ...]] = field(default_factory=dict)
    source: Selection | None = None
    cue: Selection | None = None
    number: StatedNumber = StatedNumber()


def addition_of(said: Mapping[str, str]) -> Addition:
    """What a person says of a claim, from fields as text.

    Args:
        said: Field of `FIELDS` → text: words as `selecting.parsed` takes them, numbers, names; empty where nothing is said.

    Raises:
        JudgementError: If a field is unknown, words or type are missing, or a number is none.
    """
    unknown = sorted(said.keys() - set(FIELDS))
    if unknown:
        raise JudgementError(f"no field {unknown[0][:40]!r}; known: {', '.join(FIELDS)}")
    found = {name: parsed(said.get(name, "")) for name in ("words", *ROLES, *SAID)}
    if not found["words"] or not said.get("type"):
        raise JudgementError(
            "adding a claim needs the words that say it, and their type", reason="words_not_found"
        )
    for name in ("words", *SAID):
        if len(found[name]) > 1:
            raise JudgementError(f"{name}: one stretch of text, not {len(found[name])}")
    low, best, high = (number_of(said.get(name, ""), name) for name in NUMBERS)
    return Addition(
        words=found["words"][0],
        type=said["type"],
        kind=said.get("kind", ""),
        modality=said.get("modality") or MODALITIES[0],
        roles={role: found[role] for role in ROLES if found[role]},
        source=next(iter(found["source"]), None),
        cue=next(iter(found["cue"]), None),
        number=StatedNumber(low, best, high, said.get("quantifier", ""), said.get("measure", "")),
    )


def addition(
    reads: Reads,
    document: Document,
    given: Addition,
    *,
    by: str,
    at: datetime,
    why: str = "",
    hidden: frozenset[str] = NO_NAMES,
) -> Judgement:
    """The judgement that adds a claim.

    Args:
        reads: The record.
        document: The report that tells it.
        given: What the person says.
        by: Who adds it.
        at: When.
        why: The reason, for those who come after.
        hidden: Private names that the person's view masks: words that touch one are not found.

    Raises:
        JudgementError: If words are not in the text, or type, kind, modality, role or number cannot be. With the reason
            `claim_known` and the claim's id if the record holds the claim already.
    """
    if not by.strip():
        raise JudgementError("adding a claim needs the name of the person who adds it")
    added = _added(document, given, hidden)
    name = identity(document.id, added)
    if reads.claims_by_id([name]):
        raise JudgementError(
            f"claim {name} says that already. {REASONS['claim_known']}", reason="claim_known", claim=name
        )
    judgement = Judgement(name, Verdict.ADD, by, at, why, document.id, to_json(added))
    check_added(reads, judgement)
    return judgement


def _added(document: Document, given: Addition, hidden: frozenset[str]) -> Added:
    _known_type(given.type)
    trigger = selected(document, given.words, hidden=hidden)
    home = next((each for each in sentences_of(document) if each.span.overlaps(trigger)), None)
    if home is None or not home.span.contains(trigger):
        raise JudgementError(
            f"{given.words.words!r} runs over the end of a sentence: choose the words that say it, within one"
        )

    def found(selection: Selection) -> Span:
        return selected(document, selection, home=home.span, hidden=hidden)

    roles = {role: tuple(sorted({found(each) for each in given.roles[role]})) for role in given.roles}
    roles = {role: spans for role, spans in roles.items() if spans}
    source = None if given.source is None else found(given.source)
    cue = None if given.cue is None else found(given.cue)
    book = frame_types.load().types[given.type]
    kind = given.kind or book.kinds[0].value
    if kind == ClaimKind.CONTROL and book.control == "lost" and "origin" not in roles and "place" in roles:
        roles["origin"] = roles.pop("place")  # a place that is lost is the place that is left
    if kind not in set(book.kinds):
        known = f"{given.type} becomes {', '.join(book.kinds)}"
        raise JudgementError(f"{kind!r}: {known}. {REASONS['no_such_kind']}", reason="no_such_kind")
    frame = Frame(
        trigger=trigger,
        type=given.type,
        modality=given.modality,
        sentence=home.index,
        roles=roles,
        said=None if source is None and cue is None else Said(source=source, cue=cue),
        confidence=1.0,
        claim_confidence=1.0,
    )
    return Added(ClaimKind(kind), frame, given.number)


def added_of(judgement: Judgement) -> Added:
    """What a judgement adds.

    Raises:
        JudgementError: If its value says nothing of the kind.
    """
    try:
        return from_json(Added, judgement.value)
    except (ValueError, TypeError, RecursionError) as error:
        raise JudgementError(f"claim {judgement.claim}: nothing that can be added: {error}") from error


def check_added(reads: Reads, judgement: Judgement) -> None:
    """Whether a judgement can add its claim to its report.

    Raises:
        JudgementError: If not.
        NotFoundError: If the record does not hold the report.
    """
    document = reads.document(judgement.field)
    added = added_of(judgement)
    frame = added.frame
    _known_type(frame.type)
    if added.kind not in frame_types.load().types[frame.type].kinds:
        raise JudgementError(
            f"{frame.type} becomes no {added.kind}. {REASONS['no_such_kind']}", reason="no_such_kind"
        )
    if frame.modality not in MODALITIES:
        raise JudgementError(f"{frame.modality!r} is no modality; known: {', '.join(MODALITIES)}")
    unknown = sorted(frame.roles.keys() - set(ROLES))
    if unknown or any(len(spans) > MOST_SELECTIONS for spans in frame.roles.values()):
        raise JudgementError(f"roles: {unknown or 'too many words'}; known: {', '.join(ROLES)}")
    said = frame.said
    told = (said.source, said.cue, said.via, said.said_origin) if said is not None else ()
    spans = [frame.trigger, *(span for each in frame.roles.values() for span in each)]
    for span in (*spans, *(each for each in told if each is not None)):
        check_span(document, span)
    if not any(each.span.contains(frame.trigger) for each in sentences_of(document)):
        raise JudgementError(f"{frame.trigger} is within no sentence of report {document.id}")
    _check_number(added.number)
    if identity(document.id, added) != judgement.claim:
        raise JudgementError(f"claim {judgement.claim} is not what its words make: the id is another one")


def check_span(document: Document, span: Span) -> None:
    """Whether words can stand at a span.

    Raises:
        JudgementError: If it leaves the text, or there is nothing but white space.
    """
    if span.end > len(document.text) or not span.of(document.text).strip():
        size = f"{len(document.text):,} code points"
        raise JudgementError(
            f"no words at {span.start}-{span.end} of report {document.id}, {size} long",
            reason="words_not_found",
        )


def _known_type(name: str) -> None:
    types = frame_types.load().types
    if name not in types:
        raise JudgementError(f"{name[:40]!r} is no frame type; known: {', '.join(types)}")


def _check_number(number: StatedNumber) -> None:
    if number.quantifier and number.quantifier not in QUANTIFIERS:
        raise JudgementError(f"{number.quantifier!r} is no quantifier; known: {', '.join(QUANTIFIERS)}")
    if number.measure and number.measure not in MEASURES:
        raise JudgementError(f"{number.measure!r} is no measure; known: {', '.join(MEASURES)}")
    stated: list[Number] = [each for each in (number.low, number.best, number.high) if each is not None]
    if any(not 0 <= each < float("inf") for each in stated) or stated != sorted(stated):
        raise JudgementError("low, best and high must be 0 or more, and none below the one before it")


def number_of(text: str, name: str) -> Number | None:
    """A bound as a person types it; None where nothing is typed.

    Raises:
        JudgementError: If it is no number.
    """
    if not text.strip():
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError as error:
        raise JudgementError(f"{name}: {text[:40]!r} is not a number; write 1300") from error
    if not 0 <= value < float("inf"):
        raise JudgementError(
            f"{name}: {text[:40]!r} is not a count of people or things: it must be 0 or more"
        )
    return int(value) if value.is_integer() else value
