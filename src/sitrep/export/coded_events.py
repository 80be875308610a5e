"""What PLOVER and CAMEO code: events, deals, and statements, demands, accusations that belong to neither."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from sitrep.codebook.acled import SubEvent
from sitrep.export.event_rows import EventRow, event_rows, place_of, sources_of
from sitrep.export.material import COUNTED, UNREVIEWED, Material
from sitrep.model.claim import Claim, Codes, root


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event with its codes.

    `lead`: the claim whose codes stand for it: the code that most of its claims have, of those the surest claim.
    """

    row: EventRow
    lead: Claim
    codes: Codes


def coded_events(
    material: Material, left_out: Counter[str], passed_over: Set[str] = frozenset()
) -> Iterator[CodedEvent]:
    """Everything that the codebooks code, in the order of the record; what has no code is counted in `left_out`.

    Args:
        material: The record as one view shows it.
        left_out: Counts what is not given, by reason.
        passed_over: Claims that the codebook does not code beside others.
    """
    held: set[str] = set(passed_over)
    for row in event_rows(material):
        held.update(row.told)
        lead = _lead(row, passed_over)
        if lead is None:
            left_out["within_assault" if not passed_over.isdisjoint(row.told) else "no_code"] += 1
        else:
            yield CodedEvent(row, lead, lead.codes)
    yield from _statements(material, held)


def _lead(row: EventRow, passed_over: Set[str]) -> Claim | None:
    coded = [claim for claim in row.claims if claim.codes.plover and claim.id not in passed_over]
    acts = [claim for claim in coded if claim.modality == "actual"] or coded
    if not acts:
        return None
    usual = Counter(claim.codes for claim in acts)
    return max(acts, key=lambda claim: (usual[claim.codes], claim.confidence, claim.id))


def _statements(material: Material, held: set[str]) -> Iterator[CodedEvent]:
    """Claims of no event and no deal: copies of a sentence, and claims of one frame, are one."""
    situation = material.situation
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in situation.claims.values():
        if claim.id not in held and claim.codes.plover and claim.kind.value != "figure":
            speaker = claim.chain[0].name if claim.chain else ""
            groups.setdefault((claim.type, claim.quote, speaker), []).append(claim)
    for claims in groups.values():
        counted = [claim for claim in claims if claim.id in situation.counting]
        told = tuple(counted or claims)
        lead = max(told, key=lambda claim: (claim.confidence, claim.id))
        sources = sources_of(material, told)
        stories = {source.id: source.story or source.id for source in sources}
        yield CodedEvent(
            EventRow(
                id=lead.id,
                deal=False,
                reading=COUNTED if counted else UNREVIEWED,
                start=lead.time.start,
                end=lead.time.end,
                times=(lead.time,),
                where=place_of(material, told, ""),
                agents=lead.agents,
                targets=lead.targets,
                claims=told,
                told=tuple(claim.id for claim in claims),
                counted=tuple(claim.id for claim in counted),
                sub_event=SubEvent(),
                roots=tuple(
                    sorted({root(claim.chain, stories.get(claim.document, claim.document)) for claim in told})
                ),
                grade=None,
                tolls=(),
                wholes=(),
                houses=(),
                sources=sources,
            ),
            lead,
            lead.codes,
        )
