"""Who said it: the chain of attribution of a frame, origin first: [origin, speaker, agency, outlet].

Absent links are left out. "told Reuters" makes Reuters the agency of that statement only; a photo credit says
nothing about the text. Source: annotation guidelines, "said".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from sitrep.annotate.parties import Parties
from sitrep.annotate.parties.speakers import Speaker, speaker_of
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.codebook.parties import key_of
from sitrep.model.document import Document
from sitrep.model.frame import Frame, Said
from sitrep.model.mention import AttributionLink
from sitrep.model.span import Span

SPEECH_ACTS = frozenset({"deny", "accuse", "demand", "threaten"})
"""Frame types whose agent is the source of what their topic says."""
_STATED = {
    "accuse": ("actual", "possible"),
    "deny": ("negated",),
    "demand": ("demanded",),
    "threaten": ("planned", "possible"),
}
"""Act → modalities of what its topic states, annotation guidelines, "modality"."""
_CLAUSE = re.compile(r"\s+(?:(?:reports?|claims?|allegations?|charges?|accusations?)\s+)?(?:that|having)\b")
_IMPERSONAL = re.compile(r"(?:is|are|was|were|has been|have been|been|it)\b|reportedly", re.IGNORECASE)
"""Cues without a subject that speaks: "was reported", "it is said"."""
_CALLED = re.compile(
    r"\bwhat\s+((?:[\w.’'-]+\s+){0,5}?[\w.’'-]+)\s+(said|says?|called|calls?|claim(?:s|ed)?|describ\w+ as|believed?)\s+"
    r"(?:(?:was|were|is|are|to be|may be|it is)\s+)?(?:(?!(?:before|after|about|in|on|to|of|at|by|when)\s)[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
"""A source inside a relative clause in front of the trigger."""
_GERUND = re.compile(r"\b(?:of|for|and|or|ever|from)\s+(?:\w+ly\s+)?$")
_ARTICLES = frozenset({"the", "a", "an"})
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-$")
_PHRASE = re.compile(
    r"((?:\s+(?:of|for|in)(?:\s+the)?(?=\s+[A-Z])|\s+(?!(?:we|that|which|whose|how|will|would|who)\b)[\w.’'-]+?){1,8}?),?\s+(?:who\b|has\b|have\b|had\b|also\b|was\b|is\b|were\b|"
    r"sa(?:id|ys?)\b|told\b|tells?\b|add(?:s|ed)\b|report(?:s|ed)\b|announc|warn|confirm|den(?:y|ie)|claim|stat(?:es?|ed)\b|"
    r"call|accus|urg|demand|insist|reject|vow|threat|condemn|estimat|describ|quot|cit)",
    re.IGNORECASE,
)
"""A noun phrase of up to eight words before a verb that tells."""


def chain(document: Document, frame: Frame, parties: Parties) -> tuple[tuple[AttributionLink, ...], bool]:
    """The attribution of a frame.

    Args:
        document: The report, with its agency and outlet.
        frame: The frame; its said-by spans are used.
        parties: The document's party resolver.

    Returns:
        Links, origin first, and whether the report speaks in its own voice: then the chain is only the agency
        of the text and the outlet.
    """
    said = frame.said
    if said is None:
        return (*_agency(document, None, "", document.text), *_outlet(document, "")), True
    cue = said.cue.of(document.text) if said.cue is not None else ""
    links: list[AttributionLink] = []
    if said.said_origin is not None:
        links.append(_link(speaker_of(said.said_origin, document, parties), "origin", said, ""))
    if said.source is not None:
        links.append(_link(speaker_of(said.source, document, parties), "speaker", said, cue))
    elif not links:
        links.append(AttributionLink("", "speaker", "anonymous", "", cue, None, said.cue, said.direct))
    speaker = links[-1].name
    agency = _agency(document, said.via, speaker, document.text)
    if links[-1].role == "speaker" and _is_agency(speaker) and not agency:
        links[-1] = replace(links[-1], role="agency")
    return (*links, *agency, *_outlet(document, links[-1].name)), False


def inner_sources(frames: Sequence[Frame], text: str = "") -> tuple[Frame, ...]:
    """Frames with their sources mended: cut ones completed, those of stated topics filled in.

    A source that is an article alone becomes its noun phrase. The agent of a denial, accusation, demand or
    threat is the source of what its topic states in a clause or a gerund ("denied that troops shelled",
    "accused them of shelling"); a noun ("condemned the shelling") names what is known anyhow. Only frames
    without a said-by of their own are filled in; of nested topics the innermost gives the source. The act
    itself keeps its own attribution.

    Args:
        frames: Frames of one document; their order and number stay as they are.
        text: Text of the document; without it nothing is mended.
    """
    if not text:
        return tuple(frames)
    acts = [
        (topic, act)
        for act in frames
        if act.type in SPEECH_ACTS and act.spans("agent")
        for topic in act.spans("topic")
    ]
    acts.sort(key=lambda entry: (len(entry[0]), entry[0]))
    whole = [_whole(frame, text) for frame in frames]
    speakers = {
        frame.said.cue: frame.said.source
        for frame in whole
        if frame.said is not None and frame.said.cue is not None and frame.said.source is not None
        if not _IMPERSONAL.match(frame.said.cue.of(text))
    }
    return tuple(_called(_with_source(_spoken(frame, speakers), acts, text), text) for frame in whole)


def _spoken(frame: Frame, speakers: Mapping[Span, Span]) -> Frame:
    """The frame with the source that another frame gives for the same cue: one "said" has one subject."""
    said = frame.said
    if said is None or said.cue is None or said.source is not None or said.cue not in speakers:
        return frame
    return replace(frame, said=replace(said, source=speakers[said.cue]))


def _with_source(frame: Frame, acts: Sequence[tuple[Span, Frame]], text: str) -> Frame:
    if frame.said is not None:
        return frame
    for topic, act in acts:
        if act is not frame and topic.contains(frame.trigger) and not frame.trigger.overlaps(act.trigger):
            if not _is_stated(frame, act, text):
                return frame
            return replace(frame, said=Said(source=act.spans("agent")[0], cue=act.trigger))
    return frame


def _called(frame: Frame, text: str) -> Frame:
    """The frame with the source of "what activists said were airstrikes", where it has none."""
    if frame.said is not None:
        return frame
    found = _CALLED.search(text, max(0, frame.trigger.start - 120), frame.trigger.start)
    if found is None:
        return frame
    return replace(frame, said=Said(source=Span(*found.span(1)), cue=Span(*found.span(2))))


def _is_stated(frame: Frame, act: Frame, text: str) -> bool:
    """Whether a topic tells something in a clause or a gerund, in a modality that fits the act."""
    if frame.modality not in _STATED.get(act.type, ()):
        return False
    if _CLAUSE.match(text, act.trigger.end):
        return True
    gerund = frame.trigger.of(text).lower().endswith("ing")
    before = text[max(0, frame.trigger.start - 12) : frame.trigger.start]
    follows = (
        act.trigger.end <= frame.trigger.start and not text[act.trigger.end : frame.trigger.start].strip()
    )
    return gerund and act.type in {"accuse", "deny"} and (follows or _GERUND.search(before) is not None)


def _whole(frame: Frame, text: str) -> Frame:
    """The frame with a source that is an article or half a title alone completed to its noun phrase.

    A source that begins behind a hyphen ("State-" and "run TV") is completed to the whole word.
    """
    said = frame.said
    if said is None or said.source is None:
        return frame
    start, end = said.source.start, said.source.end
    if text[start - 1 : start] == "-" and (compound := _COMPOUND.search(text, max(0, start - 30), start)):
        start = compound.start()
    words = said.source.of(text).lower()
    if (words in _ARTICLES or words in _half_titles()) and (phrase := _PHRASE.match(text, end)):
        end = phrase.end(1)
    source = Span(start, end)
    return frame if source == said.source else replace(frame, said=replace(said, source=source))


@cache
def _half_titles() -> frozenset[str]:
    """First words of titles of two words ("prime", "vice"), which are none on their own."""
    titles = people_book.load().titles
    return frozenset(first for title in titles for first, _, rest in [title.partition(" ")] if rest) - titles


def _link(speaker: Speaker, role: str, said: Said, cue: str) -> AttributionLink:
    return AttributionLink(
        name=speaker.name,
        role=role,
        named=speaker.named,
        party=speaker.party,
        cue=cue,
        span=speaker.span,
        cue_span=said.cue if role == "speaker" else None,
        direct=said.direct and role == "speaker",
        private=speaker.private,
    )


def _agency(document: Document, via: Span | None, speaker: str, text: str) -> tuple[AttributionLink, ...]:
    """The agency or medium of a statement, else the agency of the text; not twice the one that speaks."""
    name = _canonical(via.of(text)) if via is not None else document.agency
    if not name or key_of(name) == key_of(speaker):
        return ()
    return (AttributionLink(name, "agency", "named", span=via),)


def _outlet(document: Document, speaker: str) -> tuple[AttributionLink, ...]:
    if not document.outlet:
        return ()
    name = _canonical(document.outlet)
    return () if key_of(name) == key_of(speaker) else (AttributionLink(name, "outlet", "named"),)


def _canonical(name: str) -> str:
    """The usual name of an agency or outlet; an unknown one keeps its own, without a leading article."""
    entries = party_book.load().index.get(key_of(name)) or party_book.load().index.get(key_of(name)[1:], ())
    media = [party for party, _ in entries if party.kind in {"agency", "outlet"}]
    words = name.strip().split()
    return media[0].name if media else " ".join(words[1:] if words[:1] in (["the"], ["The"]) else words)


def _is_agency(name: str) -> bool:
    party = party_book.load().by_name.get(name)
    return party is not None and party.kind == "agency"
