"""Additions: what a person adds to the record in words of its reports, and whose view those words are chosen in."""

from sitrep.model.review import Judgement
from sitrep.pipeline.adding import NO_NAMES, Addition, addition
from sitrep.pipeline.committing import Committer
from sitrep.pipeline.record import Record


def add(
    record: Record,
    document: str,
    given: Addition,
    *,
    by: str,
    why: str = "",
    hidden: frozenset[str] = NO_NAMES,
) -> Judgement:
    """Add a claim that the engine missed; it counts as accepted, and totals follow.

    Undo takes it away again; reading the report anew keeps it.

    Args:
        record: The open record.
        document: Id of the report that tells it, the first characters of it, or its address.
        given: Words, type and what else the person says.
        by: Who adds it.
        why: The reason, for those who come after.
        hidden: Private names that the person's view masks: words that touch one are not found.

    Returns:
        The judgement; its `claim` is the claim's id.

    Raises:
        NotFoundError: If there is no such report.
        JudgementError: If words are not in the text, or something else cannot be; nothing is noted. With the reason `claim_known`
            and the claim's id if the record holds the claim already.
    """
    record.refresh()
    found = record.store.document_named(document)
    made = addition(record.store, found, given, by=by, at=record.now(), why=why, hidden=hidden)
    Committer(record.store, by, record.settings.cache_dir).judge(made, made.at)
    record.refresh()
    return made
