"""What annotated frames ask of the context: which of the places named is the annotated one."""

from collections.abc import Callable, Sequence

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.norms import place_norm
from sitrep.annotate.places import Places
from sitrep.annotate.places.context import Query
from sitrep.annotate.places.scan import PLACE_ROLES
from sitrep.model.frame import Frame
from sitrep.model.mention import PlaceMention
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question
from training.resolvers.place_signs import signs

Same = Callable[[str, str], bool]
"""Whether an annotated place and a given one are the same."""


class Asking(Places):
    """Places of one document, keeping what is asked of the context: each query with the country it is bound to."""

    def __init__(self, annotation: Annotation, gazetteer: Gazetteer) -> None:
        self._asked: list[tuple[Query, str]] = []
        frames = [frame.frame for frame in annotation.read.frames]
        super().__init__(annotation.read.document, annotation.read.sentences, frames, gazetteer)

    def asked(self, frame: Frame, role: str) -> tuple[Query, str] | None:
        """What a frame's place role asks of the context; None where its phrases name a place or settle it alone."""
        spans = frame.spans(role)
        if not spans:
            return self.query(frame.trigger.start, frame, role, ""), ""
        if any(self._phrase(span).named for span in spans):
            return None
        self._asked.clear()
        self.resolve(spans[0], role=role)
        return self._asked[0] if self._asked else None

    def choices(
        self, query: Query, country: str
    ) -> tuple[tuple[PlaceMention, ...], tuple[dict[str, float], ...]]:
        """The places that come into question, and the signs of each."""
        chosen = [each for each in self._candidates if not country or each.mention.iso2 == country]
        return tuple(each.mention for each in chosen), signs(chosen, query, self._main_country())

    def _from_context(
        self, position: int, frame: Frame | None, role: str, *, head: str, country: str
    ) -> tuple[float, PlaceMention] | None:
        self._asked.append((self.query(position, frame, role, head), country))
        return super()._from_context(position, frame, role, head=head, country=country)


def questions(annotations: Sequence[Annotation], gazetteer: Gazetteer, same: Same) -> list[Question]:
    """One question for each annotated place that no phrase of its frame names.

    Args:
        annotations: Documents with their annotated frames.
        gazetteer: Where place names are looked up.
        same: The scorer's comparison.
    """
    return [question for each in annotations for question in _of_document(each, gazetteer, same)]


def _of_document(annotation: Annotation, gazetteer: Gazetteer, same: Same) -> list[Question]:
    places = Asking(annotation, gazetteer)
    found = []
    for gold, resolved in annotation.pairs():
        for role in PLACE_ROLES:
            wanted = (gold.get("norm") or {}).get(role)
            if not wanted or (asked := places.asked(resolved.frame, role)) is None:
                continue
            mentions, choices = places.choices(*asked)
            right = tuple(bool(same(wanted, place_norm(mention))) for mention in mentions)
            kind = "phrase without a name" if resolved.frame.spans(role) else "no phrase"
            if choices:
                found.append(Question(annotation.id, kind, choices, right))
    return found
