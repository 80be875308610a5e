"""Reports in a few lines: sentences with frames whose mentions are found by their words.

report = Report("Rebels shelled Idlib on Monday.")
report.frame("shelling", "shelled", agent=party("Rebels", kind="armed_group"), place=place("Idlib"))
claims = report.claims()
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sitrep.extract import extract
from sitrep.model.claim import Claim
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import (
    AnnotatedDocument,
    AttributionLink,
    PartyMention,
    PlaceMention,
    Quantity,
    ResolvedFrame,
    TimeMention,
)
from sitrep.model.span import Span

NO_TIME = TimeMention(None, "", None, None, None, None, None, None, "no_phrase")
OUTLET = AttributionLink("Daily Courier", "outlet", "named", "Daily Courier")


def party(
    phrase: str, name: str = "", *, kind: str = "people", plural: bool | None = True, **more
) -> PartyMention:
    """A party mention; `span` is found by its phrase when the frame is built."""
    values = {
        "party_id": "",
        "is_named": False,
        "is_part": False,
        "private": False,
        "members_of": "",
        "reason": "test",
    }
    known = {**values, **more}
    if kind in ("armed_group", "state", "state_force", "coalition", "un"):
        known = {**known, "party_id": more.get("party_id", name or phrase), "is_named": True}
    return PartyMention(None, phrase, name or phrase, kind=kind, plural=plural, **known)


def fighters(phrase: str, of: str, **more) -> PartyMention:
    """Members of an armed party."""
    return party(phrase, of, kind="combatants", members_of=of, party_id=of, **more)


def place(
    phrase: str, name: str = "", *, kind: str = "town", lat: float | None = 35.9, reason: str = "gazetteer"
):
    """A place mention; its role comes from the role it is given for."""
    name = name or phrase
    return PlaceMention(
        None, phrase, name, "Syria", "SY", lat, 39.0, 1, name, kind, "event", 1, 1, 5.0, reason
    )


def days(phrase: str, start: str, end: str = "") -> TimeMention:
    """A resolved time phrase."""
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return TimeMention(None, phrase, first, last, "phrase", 1, 1, first, "test")


def number(
    phrase: str, low=None, best=None, high=None, quantifier: str = "exact", unit: str = "person", **more
) -> Quantity:
    """A number; with `low` alone it is exact."""
    if quantifier == "exact" and low is not None:
        best = high = low
    opened = {"low_open": quantifier == "more_than", "high_open": high is None}
    return Quantity(
        Span(0, 0),
        phrase,
        low,
        best,
        high,
        quantifier=quantifier,
        unit=unit,
        reason="test",
        **{**opened, **more},
    )


def says(name: str, *, named: str = "named", by: str = "", role: str = "speaker") -> AttributionLink:
    """One link of an attribution chain."""
    return AttributionLink(name, role, named, by, "said")


@dataclass
class Report:
    """A document of one sentence a block, and its frames."""

    sentences: tuple[str, ...]
    title: str = ""
    published: datetime | None = datetime(2017, 10, 15, 2, 27, tzinfo=UTC)
    identity: str = "0123456789abcdef0123"
    model: str = "abcdefabcdef"
    roles: dict[int, BlockRole] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)
    frames: list[ResolvedFrame] = field(default_factory=list)

    def __init__(self, *sentences: str, title: str = "", **more) -> None:
        self.roles, self.repeats, self.frames = {}, {}, []
        self.title = title
        self.sentences = (title, *sentences) if title else sentences
        if title:
            self.roles[0] = BlockRole.TITLE
        for name, value in more.items():
            setattr(self, name, value)

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def _span(self, sentence: int, phrase: str) -> Span:
        start = sum(len(one) + 1 for one in self.sentences[:sentence])
        return Span(
            start + self.sentences[sentence].index(phrase),
            start + self.sentences[sentence].index(phrase) + len(phrase),
        )

    def frame(
        self,
        kind: str,
        trigger: str,
        *,
        s: int = 0,
        modality: str = "actual",
        confidence: float = 0.9,
        said: tuple[AttributionLink, ...] = (),
        time: TimeMention = NO_TIME,
        measure: str | None = None,
        quantity=(),
        parts=(),
        **roles,
    ) -> "Report":
        """Add a frame. Roles take a mention or a list of mentions; topic and instrument take text."""
        spans: dict[str, tuple[Span, ...]] = {}
        lists: dict[str, list] = {}
        for role, given in roles.items():
            values = list(given) if isinstance(given, (list, tuple)) else [given]
            phrases = [value if isinstance(value, str) else value.phrase for value in values]
            spans[role] = tuple(self._span(s, phrase) for phrase in phrases)
            lists[role] = [
                v if isinstance(v, str) else replace(v, span=sp)
                for v, sp in zip(values, spans[role], strict=True)
            ]
        quantities = [quantity] if isinstance(quantity, Quantity) else list(quantity)
        quantities = [replace(one, span=self._span(s, one.phrase)) for one in quantities]
        within = tuple(replace(one, span=self._span(s, one.phrase), subset=True) for one in parts)
        spans["quantity"] = tuple(one.span for one in quantities)
        if time.phrase:
            time = replace(time, span=self._span(s, time.phrase))
            spans["time"] = (time.span,)
        places = [
            replace(one, role="event" if role == "place" else role)
            for role in ("place", "origin", "destination")
            for one in lists.get(role, ())
        ]
        found = Frame(
            self._span(s, trigger), kind, modality, s, {k: v for k, v in spans.items() if v}, None, confidence
        )
        self.frames.append(
            ResolvedFrame(
                found,
                time,
                tuple(quantities),
                tuple(places),
                tuple(lists.get("agent", ())),
                tuple(lists.get("target", ())),
                tuple(lists.get("mediator", ())),
                (*said, OUTLET),
                not said,
                measure or ("incident" if quantities else None),
                parts=within,
            )
        )
        return self

    def annotated(self) -> AnnotatedDocument:
        """The annotated document as the resolvers would give it."""
        blocks, sentences, start = [], [], 0
        for index, sentence in enumerate(self.sentences):
            span = Span(start, start + len(sentence))
            role = self.roles.get(index, BlockRole.BODY)
            blocks.append(Block(span, role, self.repeats.get(index)))
            sentences.append(Sentence(index, span, index, role))
            start += len(sentence) + 1
        document = Document(
            self.identity, "c" * 64, self.text, tuple(blocks), title=self.title, published=self.published
        )
        return AnnotatedDocument(document, tuple(sentences), tuple(self.frames), self.model)

    def claims(self, kind: str = "", type: str = "") -> tuple[Claim, ...]:
        """Claims of the report, of one kind and frame type where they are given."""
        return tuple(
            claim
            for claim in extract(self.annotated())
            if (not kind or claim.kind == kind) and (not type or claim.type == type)
        )

    def claim(self, kind: str = "", type: str = "") -> Claim:
        """The only such claim."""
        (found,) = self.claims(kind, type)
        return found
