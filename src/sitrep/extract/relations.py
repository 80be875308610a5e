"""Relation claims: who backs whom, who belongs to what, who is allied with whom."""

from collections.abc import Iterator
from dataclasses import replace

from sitrep.extract.assembly import Draft, Page, build
from sitrep.model.claim import Claim, ClaimKind


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The relation between a frame's agents and targets: backed_by, member_of or ally_of."""
    relation = draft.type.relation_of(page.lower((draft.trigger,)))
    yield replace(build(draft, page, ClaimKind.RELATION), relation=relation)
