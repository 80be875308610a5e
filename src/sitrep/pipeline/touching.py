"""Touching: which partitions claims touch because of what people decided, wherever the claims stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.model.claim import Claim
from sitrep.model.review import Judgement
from sitrep.reconcile import joined_keys
from sitrep.reconcile.judgements import about_events, spread
from sitrep.store import ClaimFilter, Reads, Writing


@dataclass(frozen=True, slots=True)
class Together:
    """Claims that decisions tie to each other, and all decisions about them, by copy and by frame included."""

    claims: dict[str, Claim]
    decisions: tuple[Judgement, ...]

    @property
    def documents(self) -> frozenset[str]:
        """Documents of the claims."""
        return frozenset(claim.document for claim in self.claims.values())


def together(reads: Reads, document: str) -> Together:
    """Everything that people tied to a document's claims.

    The claims of its story, those that judgements about them name, those that name them, with their stories, and so on.
    """
    claims: dict[str, Claim] = {}
    judgements: dict[Judgement, None] = {}
    seen: set[str] = set()
    queue = [document]
    while queue:
        following = queue.pop()
        if following in seen:
            continue
        documents = _story(reads, following)
        seen.update(documents)
        found = {each.id: each for member in documents for each in reads.claims_of_document(member)}
        claims.update(found)
        about = (*reads.judgements(found), *reads.judgements_naming(found))
        judgements.update(dict.fromkeys(about))
        others = {id_ for each in about if about_events(each) for id_ in (each.claim, each.value)}
        queue += _documents(reads, others - claims.keys())
    stories = reads.stories(seen)
    return Together(claims, spread(claims.values(), tuple(judgements), stories))


def _story(reads: Reads, document: str) -> tuple[str, ...]:
    story = reads.stories([document]).get(document, "")
    return reads.documents_of_story(story) if story else (document,)


def _documents(reads: Reads, claims: Iterable[str]) -> list[str]:
    ids = tuple(sorted(id_ for id_ in claims if id_))
    return sorted({claim.document for claim in reads.claims(ClaimFilter(ids=ids))}) if ids else []


def touch(w: Writing, document: str) -> frozenset[str]:
    """Let every claim touch the partitions that decisions about it, its copies and what it is joined to lead to.

    Called whenever a decision or a document is new: the record is the same in whatever order they come.

    Returns:
        The documents whose claims were seen to.
    """
    if not w.read.is_judged():
        return frozenset({document})
    found = together(w.read, document)
    decided = {judgement.claim for judgement in found.decisions}
    decided |= {judgement.value for judgement in found.decisions if about_events(judgement)}
    if decided:
        keys = joined_keys(found.claims.values(), found.decisions)
        w.touch({identity: touched for identity, touched in keys.items() if identity in decided})
    return found.documents | {document}
