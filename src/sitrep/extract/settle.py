"""From resolved frames to settled drafts: the steps that run before any claim is made, in order."""

from collections import defaultdict
from dataclasses import replace

from sitrep.codebook import frames as frame_types
from sitrep.codebook.frames import Facts, FrameBook
from sitrep.extract.assembly import Draft, Page, event_places, trimmed
from sitrep.extract.attach import attach
from sitrep.extract.inherit import inherit
from sitrep.extract.merge import merge
from sitrep.extract.parts import with_wholes
from sitrep.extract.placing import place_statements
from sitrep.extract.sides import put_right
from sitrep.extract.topics import enclose
from sitrep.model.document import REPORTING_ROLES, Document
from sitrep.model.mention import AnnotatedDocument


def settle(annotated: AnnotatedDocument) -> Page:
    """The document's frames with shared values settled, and the leads of its statements in text order.

    Sides and places are put right first; then come sources and modality inside denials and demands, since
    everything else compares them; then deaths and damage find the event they belong to, and missing times
    and places are taken from it; then the mentions of one statement are joined, and statements still without
    a place take one from the document; codes come last, since they ask for the cause.
    """
    document = annotated.document
    book = frame_types.load()
    drafts = _drafts(annotated, book)
    drafts = put_right(drafts, document.text)
    drafts = enclose(drafts, document.text)
    drafts = with_wholes(attach(drafts, document.text), document.text)
    drafts = inherit(drafts, document)
    leads, lead_of = merge(drafts, document.text)
    page = place_statements(_page(annotated, book, drafts=drafts, leads=leads, lead_of=lead_of))
    deadly = {lead_of[draft.cause] for draft in drafts if draft.cause is not None and _death(draft)}
    deadly |= {index for draft in drafts if _death(draft) for index in page.by_sentence[draft.sentence.index]}
    coded = tuple(_coded(draft, page, deadly=draft.index in deadly) for draft in page.leads)
    return replace(page, drafts={**page.drafts, **{draft.index: draft for draft in coded}}, leads=coded)


def _page(
    annotated: AnnotatedDocument,
    book: FrameBook,
    *,
    drafts: tuple[Draft, ...],
    leads: tuple[Draft, ...],
    lead_of: dict[int, int],
) -> Page:
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence.index].append(draft.index)
    return Page(
        document=annotated.document,
        model=annotated.model,
        book=book,
        drafts={draft.index: draft for draft in (*drafts, *leads)},
        leads=leads,
        lead_of=lead_of,
        by_sentence={sentence: tuple(indices) for sentence, indices in by_sentence.items()},
        holding=frozenset(d.inside for d in drafts if d.inside is not None and d.type.term),
        told=frozenset(draft.type.name for draft in drafts),
    )


def _drafts(annotated: AnnotatedDocument, book: FrameBook) -> tuple[Draft, ...]:
    document = annotated.document
    sentences = {
        sentence.index: sentence for sentence in annotated.sentences if _reports(sentence.block, document)
    }
    drafts = []
    taken: set[int] = set()
    order = sorted(
        range(len(annotated.frames)),
        key=lambda i: (annotated.frames[i].frame.trigger.start, -annotated.frames[i].frame.confidence, i),
    )
    for index in order:
        resolved = annotated.frames[index]
        frame = resolved.frame
        sentence = sentences.get(frame.sentence)
        # one trigger is one frame (guidelines): of two readings of one trigger the surer one stays
        if sentence is None or frame.type not in book.types or frame.trigger.start in taken:
            continue
        taken.add(frame.trigger.start)
        drafts.append(
            Draft(
                index=index,
                resolved=resolved,
                type=book.types[frame.type],
                sentence=sentence,
                evidence=trimmed(sentence.span, document.text),
                modality=frame.modality,
                time=resolved.time,
                places=event_places(resolved.places),
                chain=resolved.chain,
                own_voice=resolved.own_voice,
            )
        )
    return tuple(drafts)


def _reports(block: int, document: Document) -> bool:
    found = document.blocks[block]
    return found.role in REPORTING_ROLES and found.repeats is None


def _death(draft: Draft) -> bool:
    return draft.type.name in ("kill", "execute") and draft.modality == "actual"


def _coded(draft: Draft, page: Page, *, deadly: bool) -> Draft:
    resolved = draft.resolved
    frame = resolved.frame
    facts = Facts(
        modality=draft.modality,
        words=page.lower((frame.trigger, *frame.spans("instrument"))),
        target_words=page.lower(frame.spans("target")),
        topic_words=page.lower(frame.spans("topic")),
        agent_kinds=frozenset(party.kind for party in resolved.agents),
        target_kinds=frozenset(party.kind for party in resolved.targets),
        cause=page.drafts[page.lead_of[draft.cause]].type.name if draft.cause is not None else "",
        death=deadly,
        mediated=bool(resolved.mediators),
    )
    return replace(draft, codes=page.book.codes(draft.type.name, facts))
