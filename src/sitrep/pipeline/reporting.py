"""Reporting: what the report is written from, that is the record as a view shows it, at a day and before it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sitrep.model.situation import Situation
from sitrep.model.view import Level, mask, render
from sitrep.pipeline.backdating import Backdated
from sitrep.pipeline.corrections import corrected
from sitrep.pipeline.situations import names_by_document, situation
from sitrep.reconcile.readings import weigh
from sitrep.report import Earlier, Known, Report, content
from sitrep.store import Reads


def report_of(
    reads: Reads,
    thresholds: Mapping[str, float],
    level: Level,
    *,
    since: date | None = None,
    as_of: date | None = None,
    title: str = "",
) -> Report:
    """The report's content.

    Args:
        reads: The record, up to date.
        thresholds: Kind of claim → confidence from which it counts.
        level: Whose view.
        since: Day of the last report: what changed after it is told.
        as_of: Last publication day of reports that go in; all of them by default.
        title: Title; made from the countries told of if empty.
    """
    judgements = reads.judgements()
    now = Backdated(reads, as_of, thresholds) if as_of is not None else reads
    shown, origins = _told(now, thresholds, level)
    if as_of is not None:
        shown = replace(shown, as_of=as_of)
    earlier = None
    if since is not None:
        before, _ = _told(Backdated(reads, since, thresholds), thresholds, level)
        judged = tuple(each for each in judgements if each.at.date() > since)
        earlier = Earlier(since, replace(before, as_of=since), judged)
    return content(Known(shown, origins, judgements), title=title, earlier=earlier)


def _told(reads: Reads, thresholds: Mapping[str, float], level: Level) -> tuple[Situation, dict[str, str]]:
    """The situation with its claims as people left them, rejected ones gone; and the origin of each claim."""
    shown = situation(reads, thresholds, level)
    found = corrected(reads)
    claims = list(reads.claims())
    weighed = weigh(
        claims,
        reads.judgements(),
        reads.stories(),
        thresholds=thresholds,
        corrections=found.documents,
        superseded=found.superseded,
    )
    names = names_by_document(reads.documents(), claims) if level is Level.PUBLIC else {}
    left = {
        item.claim.id: render(item.claim, level, names.get(item.claim.document, frozenset()))
        for item in weighed
    }
    kept = {identity: left[identity] for identity in shown.claims if identity in left}
    everyone = frozenset[str]().union(*names.values())
    origins = {item.claim.id: mask(item.root, everyone) for item in weighed}
    return replace(shown, claims=kept), origins
