"""Listing: pages of events, series, control, deals and contradictions as a view shows them. Only the parts on a page are read."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sitrep.model.claim import Claim
from sitrep.model.plain import to_plain
from sitrep.model.record import ControlState, RecordPart, Series
from sitrep.model.view import Level, without_private_place
from sitrep.pipeline.browsing import ListedClaim, listed
from sitrep.pipeline.situations import bare, coarsened, hidden_places, masked
from sitrep.reconcile.totals import without_identified
from sitrep.report.spots import Spot, spot
from sitrep.store import ClaimFilter, Reads
from sitrep.store.pages import Total
from sitrep.store.rows import folded

OF_PART: Mapping[str, Callable[[RecordPart], Sequence[Any]]] = {
    "event": lambda part: part.events,
    "series": lambda part: part.series,
    "control": lambda part: part.control,
    "deal": lambda part: part.deals,
    "contradiction": lambda part: part.contradictions,
}
"""Kind of thing → those of a part."""

MOST_SPOTS = 300
"""Places that a map draws: the most reported. More could not be told apart, and filters lead to the others."""


def things_page(  # noqa: PLR0913 - what a page is asked for
    reads: Reads,
    kind: str,
    level: Level,
    wanted: ClaimFilter | None,
    *,
    order: str,
    limit: int,
    offset: int,
    told_since: date | None = None,
    houses: bool = False,
    total: Total | None = None,
) -> tuple[tuple[Any, ...], Total]:
    """Things of one page as a view shows them, and the number of all.

    Args:
        reads: The record.
        kind: A key of `OF_PART`.
        level: Whose view.
        wanted: Only things that a claim which matches is in; None for all.
        order: A name of `store.listing.THING_ORDERS[kind]`.
        limit: Things on a page.
        offset: Things on the pages before.
        told_since: Only what is new since that day.
        houses: Take known events off totals, as UCDP does: it is in the readings of the houses alone.
        total: The number of all, where it is known.
    """
    pairs, number = reads.things_page(
        kind, wanted, order=order, limit=limit, offset=offset, told_since=told_since, total=total
    )
    return as_shown(reads, kind, pairs, level, houses=houses), number


def thing(reads: Reads, kind: str, identity: str, level: Level) -> Any | None:
    """One thing as a view shows it; None where there is none of that id."""
    partition = reads.partition_of(kind, identity)
    if partition is None:
        return None
    return next(iter(as_shown(reads, kind, [(identity, partition)], level, houses=True)), None)


def headline_page(
    reads: Reads, metrics: Sequence[str], level: Level, wanted: ClaimFilter | None, most: int
) -> tuple[Series, ...]:
    """The figures for the top, as `report.figures.headline` chooses them."""
    return as_shown(reads, "series", reads.headline_series(metrics, wanted, most), level)


def as_shown(
    reads: Reads, kind: str, pairs: Sequence[tuple[str, str]], level: Level, *, houses: bool = False
) -> tuple[Any, ...]:
    """Things by id and partition, in the order given, as a view shows them; those that are gone are left out."""
    parts = {part.partition: part for part in reads.parts_of(partition for _, partition in pairs)}
    found = []
    for identity, partition in pairs:
        held = OF_PART[kind](parts[partition]) if partition in parts else ()
        found += [each for each in held if each.id == identity]
    if kind == "series" and houses:
        found = [_less_identified(reads, each) for each in found]
    if level is Level.RESTRICTED:
        return tuple(found)
    if kind == "event":
        claims = reads.claims_by_id(
            {claim for event in found for claim in event.claims if event.lat is not None}
        )
        found = [bare(event) for event in coarsened(found, claims)]
    if kind != "contradiction":
        found = _without_private_places(reads, found)
    return masked(found, names_within(reads, found))


def _without_private_places(reads: Reads, found: Sequence[Any]) -> list[Any]:
    """Things as `without_private_place` leaves them. Of most one claim is read: a place that it does not hide is none."""
    placed = [each for each in found if each.place and each.claims]
    first = reads.claims_by_id(dict.fromkeys(each.claims[0] for each in placed))
    hidden = _hidden(reads, first.values())
    doubtful = [each for each in placed if each.place in hidden.get(each.claims[0], ())]
    if not doubtful:
        return list(found)
    claims = reads.claims_by_id(dict.fromkeys(claim for each in doubtful for claim in each.claims))
    hidden = _hidden(reads, claims.values())
    return [without_private_place(each, hidden) for each in found]


def _hidden(reads: Reads, claims: Collection[Claim]) -> dict[str, frozenset[str]]:
    return hidden_places(claims, reads.masked_names({claim.document for claim in claims}))


def _less_identified(reads: Reads, total: Series) -> Series:
    """The series as the situation shows it: a total of deaths less the single events within it."""
    if total.measure != "cumulative" or not total.cell or not total.houses:
        return total
    if total.since is None or total.as_of is None:
        return total
    pairs = reads.incidents_within(total.metric, total.subject, total.cell, total.since, total.as_of)
    wanted = frozenset(identity for identity, _ in pairs)
    within = [
        each
        for part in reads.parts_of(partition for _, partition in pairs)
        for each in part.series
        if each.id in wanted
    ]
    return without_identified([total, *within])[0]


def names_within(reads: Reads, found: Iterable[Any]) -> frozenset[str]:
    """Names, in all spellings, that the public view masks anywhere in the record and that stand in things.

    A name that is private in one report is masked in what was computed of all. Only names that begin with a word of the things
    are looked up.
    """
    return names_in(reads, (text for each in found for text in _texts(to_plain(each))))


def names_in(reads: Reads, shown: Iterable[str]) -> frozenset[str]:
    """Names, in all spellings, that the public view masks anywhere in the record and that stand in texts."""
    texts = list({folded(text) for text in shown})
    words = {word for text in texts for word in text.split()}
    return frozenset(
        spelling
        for spelling, name in reads.masked_spellings(sorted(words))
        if any(name in text for text in texts)
    )


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)


def claims_shown(reads: Reads, ids: Iterable[str], level: Level) -> dict[str, ListedClaim]:
    """Claims by their ids as a view shows them; unknown ones are left out."""
    found: dict[str, Claim] = reads.claims_by_id(dict.fromkeys(ids))
    return {each.claim.id: each for each in listed(reads, tuple(found.values()), level)}


Families = Mapping[tuple[str, str], Counter[str]]
"""Country and name of a place → events by family."""


def spots_shown(
    reads: Reads, level: Level, wanted: ClaimFilter | None
) -> tuple[tuple[Spot, ...], Families, int]:
    """Places on a map, the most reported first, the events of all places by family, and how many more places there are.

    Args:
        reads: The record.
        level: Whose view: the public one cuts points of protected places.
        wanted: Only places of things that a claim which matches is in; None for all.
    """
    sizes = reads.place_sizes(wanted)
    families = {
        where: Counter({family: number for family, number in found.items() if family})
        for where, found in reads.event_places(wanted).items()
    }
    ranked = sorted(sizes, key=lambda key: (-sizes[key], key))
    drawn = ranked[:MOST_SPOTS]
    names = {place for _, place in drawn}
    points = reads.place_points(level.value, names, wanted)
    pairs = reads.control_of(names, wanted)
    states = {state.id: state for state in as_shown(reads, "control", tuple(pairs.values()), level)}
    made = [
        spot(
            where,
            points[where],
            sum(families.get(where, Counter()).values()),
            sizes[where],
            states.get(pairs[where][0]) if where in pairs else None,
        )
        for where in drawn
        if where in points
    ]
    if level is Level.PUBLIC:
        made = [replace(each, name=name) for each, name in zip(made, _bare_names(reads, made), strict=True)]
    made.sort(key=lambda each: (-each.claims, each.country, each.name))
    return tuple(made), families, max(0, len(ranked) - MOST_SPOTS)


def _bare_names(reads: Reads, made: Sequence[Spot]) -> list[str]:
    """Names of spots with private names masked: the house of a person may have been taken for a place."""
    shown = [ControlState("", each.name, "", "", None, "", None, (), (), ()) for each in made]
    return [state.place for state in masked(shown, names_within(reads, shown))]
