"""What people point out in a report's text, made into claims: added claims, and words that they chose for others.

Both are made anew whenever a report is read or a person decides about it, from the judgements and the claims that the engine
found: so another publication day resolves "last night" anew, and taking a judgement back leaves nothing behind.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sitrep.annotate import resolve
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.extract import extract_added
from sitrep.model.claim import Chosen, Claim, ClaimKind
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame, Said
from sitrep.model.plain import from_json
from sitrep.model.review import Added, Judgement, Verdict
from sitrep.model.span import Span
from sitrep.pipeline.selecting import as_reporting, sentences_of
from sitrep.reconcile.chosen import WORDS, spans_of
from sitrep.reconcile.judgements import order, spread
from sitrep.store import Reads

_ROLE_OF_PLACE = {"event": "place", "origin": "origin", "destination": "destination"}
_NO_NUMBER = frozenset({"singular_or_named", "bare_plural", "stated_zero"})
"""Reasons of figures whose span is that of the people counted, not that of a number."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """Claims of a report with all that people pointed out in it.

    `withdrawn`: ids of claims that a person added, and took back, and that nobody else found.
    """

    claims: tuple[Claim, ...]
    withdrawn: frozenset[str]


def about(reads: Reads, document: str, claims: Iterable[str]) -> tuple[Judgement, ...]:
    """Judgements about a report's claims, and those that add claims to it, oldest first.

    Those that wait are among them, and words that people chose for the same sentence in another copy of its story.
    """
    ids = tuple(claims)
    if not reads.is_judged() and not reads.waiting([*ids, document]):
        return ()
    adding = (*reads.judgements_naming([document]), *reads.waiting([document]))
    wanted = dict.fromkeys((*ids, *(each.claim for each in adding if each.field == document)))
    found = dict.fromkeys((*reads.judgements(wanted), *reads.waiting(wanted)))
    here = (each for each in found if each.claim in wanted)
    return tuple(sorted((*here, *_by_copy(reads, document)), key=order))


def _by_copy(reads: Reads, document: str) -> tuple[Judgement, ...]:
    story = reads.stories([document]).get(document, "")
    mates = reads.documents_of_story(story) if story else ()
    if len(mates) < 2 or not reads.is_judged():
        return ()
    claims = [claim for mate in mates for claim in reads.claims_of_document(mate)]
    decided = reads.judgements([claim.id for claim in claims])
    own = {claim.id for claim in claims if claim.document == document}
    every = spread(claims, decided, dict.fromkeys(mates, story))
    return tuple(each for each in every if each.claim in own and each.field in WORDS and each not in decided)


def furnished(
    document: Document,
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    gazetteer: Callable[[], Gazetteer],
) -> Furnished:
    """The claims of a report with those that people added, and with what the words stand for that they chose.

    Args:
        document: The report.
        claims: As an engine found them; what people pointed out before is put aside and made anew.
        judgements: All about these claims, and all that add to the report, in any order.
        gazetteer: Opens the gazetteer; called only where there is something to resolve.
    """
    read = {claim.id: replace(claim, chosen=()) for claim in claims if not claim.added}
    added, words, taken_back = _standing(judgements)
    withdrawn = frozenset(taken_back - read.keys())
    if not added and not words:
        return Furnished(tuple(read.values()), withdrawn)
    maker = _Maker(document, tuple(read.values()), gazetteer())
    made = dict(read)
    for identity, value in sorted(added.items()):
        claim = maker.added(value)
        if identity in read:
            made[identity] = _with_chosen(made[identity], Verdict.ADD, value, claim)
        else:
            made[identity] = replace(claim, id=identity)
    for identity, fields in sorted(words.items()):
        base = made.get(identity)
        if base is None:
            continue
        frame = maker.frame(added[identity]) if base.added else frame_of(base)
        for field, value in sorted(fields.items()):
            other = maker.chosen(base.kind, frame, field, value)
            made[identity] = _with_chosen(made[identity], field, value, other)
    return Furnished(tuple(made.values()), withdrawn)


def _standing(
    judgements: Iterable[Judgement],
) -> tuple[dict[str, str], dict[str, dict[str, str]], set[str]]:
    """Claim → value of the addition that stands; claim → field → value of words that stand; claims taken back."""
    added: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    taken_back: set[str] = set()
    for judgement in sorted(judgements, key=order):
        claim = judgement.claim
        if judgement.verdict is Verdict.ADD:
            added[claim] = judgement.value
            taken_back.discard(claim)
        elif judgement.verdict is Verdict.SET and judgement.field == "verdict" and claim in added:
            del added[claim]
            taken_back.add(claim)
        elif judgement.verdict is Verdict.SET and judgement.field in WORDS:
            words.setdefault(claim, {})[judgement.field] = judgement.value
    kept = {
        claim: {field: value for field, value in fields.items() if value not in ("", "null")}
        for claim, fields in words.items()
    }
    return added, {claim: fields for claim, fields in kept.items() if fields}, taken_back


class _Maker:
    """Makes claims of frames that people chose, within all that the report tells."""

    def __init__(self, document: Document, read: Sequence[Claim], gazetteer: Gazetteer) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._frames = context(read)

    def frame(self, value: str) -> Frame:
        return from_json(Added, value).frame

    def added(self, value: str) -> Claim:
        return self._claim(from_json(Added, value))

    def chosen(self, kind: ClaimKind, frame: Frame, field: str, value: str) -> Claim:
        """The claim of a frame as it would be with other words for one field."""
        spans = spans_of(value)
        role = field.removesuffix(".words")
        if role == "trigger":
            frame = replace(frame, trigger=spans[0])
        elif role == "source":
            said = frame.said or Said()
            frame = replace(frame, said=replace(said, source=spans[0], via=None, said_origin=None))
        elif role == "place":
            lost = bool(frame.spans("origin")) and not frame.spans("place")
            others = {name: found for name, found in frame.roles.items() if name not in ("place", "origin")}
            frame = replace(frame, roles={**others, "origin" if lost else "place": spans})
        else:
            frame = replace(frame, roles={**frame.roles, role: spans})
        return self._claim(Added(kind, frame))

    def _claim(self, added: Added) -> Claim:
        document = as_reporting(self._document, added.frame.trigger)
        sentences = sentences_of(document)
        home = _sentence(added.frame, sentences)
        frame = replace(added.frame, sentence=home, confidence=1.0, claim_confidence=1.0)
        others = [each for each in self._frames if each.trigger.start != frame.trigger.start]
        others = [replace(each, sentence=_sentence(each, sentences)) for each in others]
        frames = sorted([*others, frame], key=lambda each: each.trigger)
        annotated = resolve(document, frames, self._gazetteer)
        return extract_added(annotated, frames.index(frame), replace(added, frame=frame))


def _sentence(frame: Frame, sentences: Sequence[Sentence]) -> int:
    return next(each.index for each in sentences if each.span.overlaps(frame.trigger))


def _with_chosen(claim: Claim, field: str, value: str, found: Claim) -> Claim:
    taken = (
        "type", "modality", "sentence", "evidence", "quote", "trigger", "agents", "targets", "mediators", "places",
        "time", "chain", "own_voice", "figure", "control",
    )  # fmt: skip
    made = Chosen(str(field), value, **{name: getattr(found, name) for name in taken})
    return replace(claim, chosen=(*claim.chosen, made))


def context(claims: Iterable[Claim]) -> tuple[Frame, ...]:
    """The frames that claims came from, as far as claims tell, in text order: what resolves "they" and finds a death's attack."""
    found: dict[int, Frame] = {}
    for claim in claims:
        frame = frame_of(claim)
        known = found.get(claim.trigger.start)
        if known is not None:
            roles = {
                role: tuple(sorted({*known.spans(role), *frame.spans(role)}))
                for role in (*known.roles, *frame.roles)
            }
            frame = replace(known, roles=roles)
        found[claim.trigger.start] = frame
    return tuple(found[start] for start in sorted(found))


def frame_of(claim: Claim) -> Frame:
    """The frame that a claim came from, as far as the claim tells: spans that it took from elsewhere are left out."""
    reasons = dict(claim.reasons)
    roles: dict[str, set[Span]] = {}
    for role, mentions in (("agent", claim.agents), ("target", claim.targets), ("mediator", claim.mediators)):
        roles[role] = {mention.span for mention in mentions if mention.span is not None}
    if "inherited" not in reasons.get("places", ""):
        for place in claim.places:
            if place.span is not None and place.role in _ROLE_OF_PLACE and place.reason != "context":
                roles.setdefault(_ROLE_OF_PLACE[place.role], set()).add(place.span)
    if claim.time.span is not None and claim.time.basis != "inherited":
        roles["time"] = {claim.time.span}
    figure = claim.figure
    numbered = figure is not None and figure.quantifier not in ("counted", "not_stated")
    if figure is not None and figure.span is not None and numbered and figure.reason not in _NO_NUMBER:
        roles["quantity"] = {figure.span}
    if claim.topic_span is not None:
        roles["topic"] = {claim.topic_span}
    return Frame(
        trigger=claim.trigger,
        type=claim.type,
        modality=claim.modality,
        sentence=claim.sentence,
        roles={role: tuple(sorted(spans)) for role, spans in roles.items() if spans},
        said=None if claim.own_voice else _said(claim),
        confidence=claim.confidence,
        claim_confidence=claim.confidence,
    )


def _said(claim: Claim) -> Said:
    links = {link.role: link for link in reversed(claim.chain)}
    speaker, origin, agency = links.get("speaker"), links.get("origin"), links.get("agency")
    if speaker is None and agency is not None and agency.cue_span is not None:
        speaker, agency = agency, None  # an agency that speaks itself
    return Said(
        source=speaker.span if speaker else None,
        cue=speaker.cue_span if speaker else None,
        via=agency.span if agency else None,
        said_origin=origin.span if origin else None,
        direct=bool(speaker and speaker.direct),
    )
