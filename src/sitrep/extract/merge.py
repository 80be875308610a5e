"""One statement a document: mentions of the same thing are joined under the best attributed one.

Conservative on purpose: a mention joins a lead only if the lead already says everything that the mention
says (parties, places, days, numbers, topic) with the same modality, and nobody else is cited for it. So
nothing is lost, and different numbers, different modality or different sources stay different statements.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitrep.codebook import frames_deals
from sitrep.extract.alike import agents_fit, agents_told, one_class, same_story, same_voice
from sitrep.extract.assembly import Draft, party_name
from sitrep.model.claim import root
from sitrep.model.document import BlockRole
from sitrep.model.frame import Frame
from sitrep.model.mention import Number, Quantity, TimeMention

_NEAR = 3  # sentences within which a mention that names nothing may point back to a lead
_CANDIDATES = 64  # leads of one type that a mention is compared with, the latest ones: keeps the work linear
_STEM = 5  # letters by which a headline's verb and the body's are one word ("captures", "captured")
_WIDE_FAMILIES = frozenset(("actors", "law", "speech", "protest"))
_RANKS = {"named": 3, "described": 2, "anonymous": 1}
_Value = tuple[Number | None, Number | None, Number | None, str]


@dataclass(frozen=True, slots=True)
class _Content:
    """What a mention says, in comparable form; empty sets where it says nothing."""

    draft: Draft
    agents: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    values: frozenset[_Value]
    words: tuple[str, str, str]
    """Topic, instrument, and the sentence that says who is in or out of a deal, lower case."""
    trigger: str
    source: str
    """Root of the attribution, empty for the report's own voice."""

    @property
    def bare(self) -> bool:
        return not (self.agents or self.targets or self.places or self.values or self.draft.time.phrase)

    @property
    def amount(self) -> int:
        sets = (self.agents, self.targets, self.places, self.values)
        dated = self.draft.time.start is not None
        return sum(map(len, sets)) + dated + sum(map(bool, self.words)) + bool(self.source)


def merge(drafts: tuple[Draft, ...], text: str) -> tuple[tuple[Draft, ...], dict[int, int]]:
    """Leads in text order, and for every draft the lead of its statement.

    A lead's `further` are the sentences of the mentions that joined it. A title's frame joins the body
    statement that it does not contradict, taking its attribution and time; without one it leads alone as
    `headline_only`.

    Args:
        drafts: Settled drafts in text order.
        text: The document's text.
    """
    contents = [_content(draft, text) for draft in drafts]
    body = [content for content in contents if content.draft.sentence.role != BlockRole.TITLE]
    titles = [content for content in contents if content.draft.sentence.role == BlockRole.TITLE]
    leads: dict[str, list[_Content]] = defaultdict(list)
    joined: dict[int, list[_Content]] = defaultdict(list)
    lead_of: dict[int, int] = {}
    for content in sorted(body, key=_order):
        _place(content, _covering(content, leads), leads, joined, lead_of)
    alone = set()
    for content in titles:
        lead = _headed(content, leads)
        if lead is None:
            alone.add(content.draft.index)
        _place(content, lead, leads, joined, lead_of)
    merged = [
        _finished(lead, joined[lead.draft.index], headline=lead.draft.index in alone)
        for group in leads.values()
        for lead in group
    ]
    return tuple(sorted(merged, key=lambda draft: (draft.trigger, draft.index))), lead_of


def _place(
    content: _Content,
    lead: _Content | None,
    leads: dict[str, list[_Content]],
    joined: dict[int, list[_Content]],
    lead_of: dict[int, int],
) -> None:
    if lead is None:
        leads[content.draft.type.name].append(content)
        lead_of[content.draft.index] = content.draft.index
    else:
        joined[lead.draft.index].append(content)
        lead_of[content.draft.index] = lead.draft.index


def _finished(lead: _Content, others: Sequence[_Content], *, headline: bool) -> Draft:
    spans = {other.draft.evidence for other in others} - {lead.draft.evidence}
    return replace(lead.draft, further=tuple(sorted(spans)), headline_only=headline)


def _content(draft: Draft, text: str) -> _Content:
    resolved = draft.resolved
    return _Content(
        draft=draft,
        agents=frozenset(party_name(party) for party in resolved.agents),
        targets=frozenset(party_name(party) for party in resolved.targets),
        places=frozenset(place.name for place in draft.places),
        values=frozenset(_value(quantity) for quantity in resolved.quantities),
        words=(
            _phrase(resolved.frame, "topic", text),
            _phrase(resolved.frame, "instrument", text),
            _membership(draft, text),
        ),
        trigger=draft.trigger.of(text).lower(),
        source="" if draft.own_voice else root(draft.chain, ""),
    )


def _value(quantity: Quantity) -> _Value:
    return quantity.low, quantity.best, quantity.high, quantity.unit


def _membership(draft: Draft, text: str) -> str:
    if draft.type.name != "agree":
        return ""
    sentence = draft.evidence.of(text).lower()
    return sentence if frames_deals.load().says_who(sentence) else ""


def _phrase(frame: Frame, role: str, text: str) -> str:
    return " ".join(span.of(text) for span in frame.spans(role)).lower()


def _rank(content: _Content) -> int:
    draft = content.draft
    return 0 if draft.own_voice or not draft.chain else _RANKS.get(draft.chain[0].named, 0)


def _order(content: _Content) -> tuple[bool, int, int, int]:
    # what says most comes first, so that a lead exists before the mentions it covers
    caption = content.draft.sentence.role == BlockRole.CAPTION
    return caption, -content.amount, -_rank(content), content.draft.trigger.start


def _covering(content: _Content, leads: dict[str, list[_Content]]) -> _Content | None:
    kind = content.draft.type
    candidates = [
        lead
        for name in (kind.name, *sorted(kind.generic_for))
        for lead in leads.get(name, ())[-_CANDIDATES:]
        if _covers(lead, content)
    ]
    return min(candidates, key=lambda lead: _preference(lead, content), default=None)


def _preference(lead: _Content, content: _Content) -> tuple[bool, int, int]:
    distance = content.draft.trigger.start - lead.draft.trigger.start
    if content.bare:  # points back to the nearest one before it
        return distance < 0, abs(distance), 0
    return False, -_rank(lead), abs(distance)


def _covers(lead: _Content, other: _Content) -> bool:
    if lead.draft.modality != other.draft.modality or not same_voice(lead.draft, other.draft):
        return False
    sets = ((lead.targets, other.targets), (lead.places, other.places))
    if not all(one >= two for one, two in sets) or not lead.values >= other.values:
        return False
    if not lead.agents >= other.agents and not (other.places and agents_told(lead.draft, other.draft)):
        return False
    if any(two and one != two for one, two in zip(lead.words, other.words, strict=True)):
        return False
    if not _within(lead.draft.time, other.draft.time) or lead.draft.inside != other.draft.inside:
        return False
    return _anchored(lead, other)


def _anchored(lead: _Content, other: _Content) -> bool:
    """Something that both name, or a mention that names nothing and stands close behind."""
    if other.bare:
        behind = other.draft.sentence.index - lead.draft.sentence.index
        return lead.draft.type.name == other.draft.type.name and 0 <= behind <= _NEAR and _alike(lead, other)
    return bool(other.agents or other.targets or other.places or other.words[0])


def _alike(lead: _Content, other: _Content) -> bool:
    """Types that gather many acts (a coup and a resignation) need the same word as well."""
    return lead.draft.type.family not in _WIDE_FAMILIES or lead.trigger[:4] == other.trigger[:4]


def _within(lead: TimeMention, other: TimeMention) -> bool:
    if other.start is None or other.end is None or other.basis == "as_of":
        return not other.phrase or other.phrase == lead.phrase or other.basis == "as_of"
    if lead.start is None or lead.end is None:
        return False
    return other.start <= lead.start and lead.end <= other.end


def _headed(title: _Content, leads: dict[str, list[_Content]]) -> _Content | None:
    fitting = [
        lead for group in leads.values() for lead in group if _one_story(title, lead) and _fits(title, lead)
    ]
    anchored = [lead for lead in fitting if _shares(title, lead)]
    if not anchored and title.bare and len(fitting) == 1:
        anchored = fitting
    return min(anchored, key=lambda lead: (-_rank(lead), lead.draft.trigger.start), default=None)


def _one_story(title: _Content, lead: _Content) -> bool:
    return (
        lead.draft.sentence.role != BlockRole.TITLE
        and same_story(title.draft, lead.draft)
        or (title.trigger[:_STEM] == lead.trigger[:_STEM] and bool(title.agents & lead.agents))
    )


def _fits(title: _Content, lead: _Content) -> bool:
    if title.draft.modality != lead.draft.modality or not same_voice(lead.draft, title.draft, title=True):
        return False
    if not agents_fit(title.draft, lead.draft):
        return False
    sets = ((title.targets, lead.targets), (title.places, lead.places))
    same_type = title.draft.type.name == lead.draft.type.name
    if any(one and two and not one & two for one, two in sets if same_type):
        return False
    one, two = title.draft.time, lead.draft.time
    if one.start and one.end and two.start and two.end and (one.end < two.start or two.end < one.start):
        return False
    return all(any(_agree(value, other) for other in lead.values) for value in title.values)


def _agree(title: _Value, lead: _Value) -> bool:
    """The same number, or a vague one of the title ("dozens") that the body's does not fall below."""
    if title[:3] == lead[:3]:
        return True
    low, best, high, _ = title
    known = [number for number in lead[:3] if number is not None]
    return low is not None and best is None and high is None and bool(known) and min(known) >= low


def _shares(title: _Content, lead: _Content) -> bool:
    common = title.agents & lead.agents or title.targets & lead.targets or title.places & lead.places
    return bool(common) or one_class(title.draft, lead.draft)
