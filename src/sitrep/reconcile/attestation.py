"""What an event gets beside its claims: a grade, its deaths under the rules of each house, and who denies it."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.codebook import grades
from sitrep.model.claim import digest
from sitrep.model.record import Contradiction, Event, Series
from sitrep.reconcile.grades import denying, grade_event
from sitrep.reconcile.houses.deaths import deaths
from sitrep.reconcile.readings import Weighed


def attested(
    event: Event, members: Sequence[Weighed], others: Sequence[Weighed], tolls: Sequence[Series]
) -> Event:
    """The event with its grade and its deaths as houses read them.

    Args:
        event: The event.
        members: Its claims.
        others: Negated claims about happenings of its family at its place.
        tolls: The series of its figures.
    """
    denials = denying(members, others) if event.family in grades.load().acts else []
    claims = {item.claim.id: item.claim for item in members}
    return replace(event, grade=grade_event(event, members, denials), houses=deaths(claims, tolls))


def denial(event: Event, members: Sequence[Weighed], others: Sequence[Weighed]) -> tuple[Contradiction, ...]:
    """Who tells of an event and who denies it, side by side; empty where nobody denies it."""
    denials = denying(members, others) if event.family in grades.load().acts else []
    if not denials:
        return ()
    told = [item for item in members if not item.superseded]
    return (
        Contradiction(
            id=digest("contradiction", "event", event.id),
            kind="event",
            what=", ".join(event.types),
            place=event.place,
            sides=(
                ("told as fact", tuple(item.claim.id for item in told)),
                ("denied", tuple(sorted(item.claim.id for item in denials))),
            ),
            counted=any(item.counts for item in told) and any(item.passes for item in denials),
        ),
    )
