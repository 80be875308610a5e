"""Frames to claims: one statement a document, every claim tied to its characters.

`extract` settles each frame (source, time and place that it shares with the event it belongs to, codes),
joins the mentions of one statement, and lets the extractor of each claim kind speak. Which kinds a frame
type becomes, and which of them is primary, stands in `codebook/frames.yaml`; the extractors know nothing of
one another.
"""

from collections.abc import Callable, Iterable, Mapping

from sitrep.extract.access import claims as access
from sitrep.extract.assembly import Draft, Page
from sitrep.extract.by_hand import claim_of, identity
from sitrep.extract.control import claims as control
from sitrep.extract.deals import claims as deals
from sitrep.extract.events import claims as events
from sitrep.extract.figures import claims as figures
from sitrep.extract.movements import claims as movements
from sitrep.extract.parts import subsets
from sitrep.extract.relations import claims as relations
from sitrep.extract.settle import settle
from sitrep.extract.statements import claims as statements
from sitrep.extract.under_deal import without_echoes
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.mention import AnnotatedDocument
from sitrep.model.review import Added

__all__ = ["EXTRACTORS", "extract", "extract_added", "identity"]

EXTRACTORS: Mapping[ClaimKind, Callable[[Draft, Page], Iterable[Claim]]] = {
    ClaimKind.EVENT: events,
    ClaimKind.FIGURE: figures,
    ClaimKind.CONTROL: control,
    ClaimKind.DEAL: deals,
    ClaimKind.ACCESS: access,
    ClaimKind.MOVEMENT: movements,
    ClaimKind.STATEMENT: statements,
    ClaimKind.RELATION: relations,
}
"""Claim kind → the extractor that makes its claims from a settled frame."""


def extract(annotated: AnnotatedDocument) -> tuple[Claim, ...]:
    """Every claim of a document, in text order; a frame's claims stand together, its primary kind first.

    Frames outside title, body and captions, and frames of repeated blocks, give nothing. Equal input gives
    equal output; ids do not depend on confidence, model or attributes given by hand.

    Args:
        annotated: The document with its sentences and resolved frames.
    """
    page = settle(annotated)
    found: dict[str, Claim] = {}
    for draft in page.leads:
        for kind in draft.type.kinds:
            for claim in EXTRACTORS[kind](draft, page):
                found.setdefault(claim.id, claim)
    return without_echoes(subsets(found.values(), page))


def extract_added(annotated: AnnotatedDocument, index: int, added: Added) -> Claim:
    """The claim of a frame that a person made.

    Args:
        annotated: The document with its resolved frames, the person's among them.
        index: Place of the person's frame among them.
        added: What the person said; its kind is one that its type becomes.
    """
    return claim_of(annotated, index, added, EXTRACTORS)
