"""Gold mentions of events as claims, put through the record's own linking."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.lemmas import head_lemma, table
from benchmarks.plain_text import read_rows
from sitrep.annotate import Tools, annotate
from sitrep.annotate.sentences import split
from sitrep.codebook.families import families
from sitrep.extract import extract
from sitrep.model.claim import Claim, ClaimKind, Codes, claim_id, digest
from sitrep.model.document import Document, Sentence
from sitrep.model.mention import PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.reconcile import partition_keys, reconcile
from sitrep.reconcile.unions import Unions

FRAMES = Path("corpus") / "frames" / "train.jsonl"
SHARE, LEAST = 0.6, 3
"""A lemma stands for the type of this share of its annotated triggers, of so many at least."""

NO_TIME = TimeMention(None, "", None, None, None, None, None, None, "no_phrase")


@dataclass(frozen=True, slots=True)
class Mention:
    """One annotated mention of an event.

    Attributes:
        id: Unique name.
        document: Its document.
        cluster: Documents on the same thing, as the corpus gives them: nothing is linked across two of them.
        span: Its characters.
        text: Its words.
        chain: Gold chain; None where the corpus links it to nothing.
        agents: Gold entities (their chains) that the corpus gives as acting, as far as it does.
        targets: Gold entities acted upon.
        places: Gold entities that are places.
    """

    id: str
    document: str
    cluster: str
    span: Span
    text: str
    chain: str | None
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def gold(self) -> str:
        """The chain, a mention alone being its own."""
        return self.chain or f"alone {self.id}"


def lemma_types(corpora: Path) -> Mapping[str, str]:
    """Lemma → frame type that its triggers have in the annotated training reports, where one type is clear."""
    known = table(corpora)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(corpora / FRAMES):
        for frame in row["frames"]:
            start, end = frame["trigger"]
            counts[head_lemma(row["text"][start:end], known)][frame["type"]] += 1
    found = {}
    for lemma, types in counts.items():
        type_, number = types.most_common(1)[0]
        if number >= LEAST and number >= SHARE * sum(types.values()):
            found[lemma] = type_
    return found


def by_lemma(corpora: Path, mentions: Iterable[Mention]) -> dict[str, tuple[str, str]]:
    """The baseline: mentions of one document cluster whose heads have one lemma are one event."""
    known = table(corpora)
    return {each.id: (each.cluster, head_lemma(each.text, known)) for each in mentions}


def by_record(
    documents: Mapping[str, Document],
    mentions: Sequence[Mention],
    types: Mapping[str, str],
    tools: Tools,
    corpora: Path,
) -> dict[str, str]:
    """Mention → event of the record, for mentions whose claim makes one; the others are left out.

    A mention takes the claims that sitrep reads at it. Where it reads none, a claim is made of the type that its lemma
    stands for, without time, place or parties, said on its document's day. A document cluster counts as one story, as the
    baseline is given it too: undated claims link within it. An event of the record holds an act and the harm that it did,
    which the corpora take for two events: its mentions are one chain for each frame type.
    """
    known = table(corpora)
    inside: dict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        inside[each.document].append(each)
    claims: dict[str, Claim] = {}
    at: dict[str, list[str]] = defaultdict(list)
    for identity, found in sorted(inside.items()):
        read = extract(annotate(documents[identity], tools))
        sentences = split(documents[identity])
        for each in found:
            type_ = types.get(head_lemma(each.text, known), "")
            own = [claim for claim in read if claim.trigger.overlaps(each.span) and claim.type == type_]
            if not own and type_ in families().kind:
                own = [_made(documents[identity], sentences, each, type_)]
            for claim in own:
                claims[claim.id] = _with_gold(claim, each)
                at[claim.id].append(each.id)
    stories = {each.document: each.cluster for each in mentions}
    return _linked(claims, at, stories)


def _made(document: Document, sentences: Sequence[Sentence], mention: Mention, type_: str) -> Claim:
    span = mention.span
    sentence = next((each.index for each in sentences if each.span.overlaps(span)), len(sentences))
    published = document.published.date().isoformat() if document.published else ""
    return Claim(
        id=claim_id(document.id, ClaimKind.EVENT, span.start, "gold"), frame=digest(document.id, str(span.start)),
        kind=ClaimKind.EVENT, type=type_, modality="actual", document=document.id, sentence=sentence, evidence=span,
        quote=mention.text, trigger=span, agents=(), targets=(), mediators=(), places=(), time=NO_TIME, chain=(),
        own_voice=True, codes=Codes(), confidence=1.0, published=published, block_role="body",
    )  # fmt: skip


def _with_gold(claim: Claim, mention: Mention) -> Claim:
    """The claim as told as fact, its parties and place those of the annotation where there are any."""
    agents = tuple(_party(name) for name in mention.agents) or claim.agents
    targets = tuple(_party(name) for name in mention.targets) or claim.targets
    places = tuple(_place(name) for name in mention.places[:1]) or claim.places
    return replace(claim, modality="actual", agents=agents, targets=targets, places=places)


def _party(name: str) -> PartyMention:
    return PartyMention(None, name, name, name, "armed_group", True, False, False, None, "", "annotated")


def _place(name: str) -> PlaceMention:
    number = int(digest(name)[:8], 16)
    return PlaceMention(
        None, name, name, "", "XX", 0.0, 0.0, number, name, "town", "event", 1, 1, None, "annotated"
    )


def _linked(
    claims: Mapping[str, Claim], at: Mapping[str, Sequence[str]], stories: Mapping[str, str]
) -> dict[str, str]:
    touching: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        for key in partition_keys(claim):
            if key.startswith("event|"):
                touching[key].append(claim)
    unions: Unions[str] = Unions(sorted({mention for found in at.values() for mention in found}))
    seen = set()
    for key in sorted(touching):
        for event in reconcile(key, touching[key], (), stories, thresholds={}).events:
            of_type: dict[str, list[str]] = defaultdict(list)
            for claim in event.claims:
                of_type[claims[claim].type].extend(at[claim])
            for members in of_type.values():
                seen.update(members)
                for other in members[1:]:
                    unions.join(members[0], other)
    return {mention: unions.top(mention) for mention in sorted(seen)}


def joined(lemmas: Mapping[str, object], record: Mapping[str, str]) -> dict[str, str]:
    """Mentions of one lemma, or of one event of the record, together."""
    unions: Unions[str] = Unions(lemmas)
    first: dict[object, str] = {}
    for mention, group in lemmas.items():
        unions.join(first.setdefault(("lemma", group), mention), mention)
    for mention, group in record.items():
        unions.join(first.setdefault(("event", group), mention), mention)
    return {mention: unions.top(mention) for mention in lemmas}
