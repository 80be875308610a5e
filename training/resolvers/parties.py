"""What annotated frames ask of the context: which of the parties told is the annotated one."""

from collections.abc import Callable, Sequence

from sitrep.annotate.norms import party_norm
from sitrep.annotate.parties import Parties
from sitrep.annotate.parties.context import Candidate
from sitrep.annotate.parties.likeliest import ROLES, Likeliest
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question

Same = Callable[[str, str], bool]
"""Whether an annotated party value and a given one are the same."""


def questions(annotations: Sequence[Annotation], same: Same) -> list[Question]:
    """One question for each annotated agent or target that the context is asked for.

    Args:
        annotations: Documents with their annotated frames.
        same: The scorer's comparison.
    """
    return [question for each in annotations for question in _of_document(each, same)]


def _of_document(annotation: Annotation, same: Same) -> list[Question]:
    frames = [resolved.frame for resolved in annotation.read.frames]
    likeliest = Likeliest(Parties(annotation.read.document, annotation.read.sentences, frames), frames)
    found = []
    for gold, resolved in annotation.pairs():
        for role in ROLES:
            wanted = (gold.get("norm") or {}).get(role)
            query = likeliest.query(resolved.frame, role) if wanted else None
            if query is None:
                continue
            candidates, choices = likeliest.choices(resolved.frame, role)
            right = tuple(bool(same(wanted, value(each, role))) for each in candidates)
            kind = "no phrase" if query.want == "none" else "phrase without a name"
            if choices:
                found.append(Question(annotation.id, kind, choices, right))
    return found


def value(candidate: Candidate, role: str) -> str:
    """A candidate as the interchange format writes it."""
    return party_norm(candidate.mentions, role)
