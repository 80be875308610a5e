"""Who is said to hold a place, day by day, with what every voice says beside it.

A claim that a party holds or gained a place asserts it for the last day it speaks of; a withdrawal or
surrender takes it from the one who left. Claims about a part of a party or of the place change nothing.
Control is only ever claimed here: no source is believed over another, and where the claims of the latest day
disagree it is contested.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from sitrep.model import wording
from sitrep.model.claim import Control, digest
from sitrep.model.mention import Number
from sitrep.model.record import Contradiction, ControlReading, ControlState, Voice
from sitrep.reconcile.cells import fold, place_name
from sitrep.reconcile.readings import Weighed

MAJORITY = 0.5
"""Share of a place above which its holder holds it: two such holders contradict each other."""


def control(
    cell: str, claims: Sequence[Weighed]
) -> tuple[tuple[ControlState, ...], tuple[Contradiction, ...]]:
    """The state of one place, and the days on which two parties are both said to hold it.

    A place of which claims tell a part only has no state.

    Args:
        cell: Place cell; where the place is not surely known each story speaks of a place of its own.
        claims: Control claims told as fact about that place, not rejected, in order of id.
    """
    by_place: dict[str, list[Weighed]] = {}
    for item in claims:
        if item.claim.control is not None and item.claim.control.holder:
            by_place.setdefault("" if item.where.linkable else item.story, []).append(item)
    states, disputes = [], []
    for link, told in sorted(by_place.items()):
        if any(_tells(item) for item in told):
            states.append(_state(cell, link, told))
        disputes.extend(_disputes(cell, link, told))
    return tuple(states), tuple(disputes)


def _control(item: Weighed) -> Control:
    if item.claim.control is None:
        raise ValueError(f"claim {item.claim.id} states nothing about control")
    return item.claim.control


def _day(item: Weighed) -> date:
    return item.as_of or date.min


def _state(cell: str, link: str, claims: Sequence[Weighed]) -> ControlState:
    counted = [item for item in claims if item.counts]
    counted_history, all_history = _history(counted), _history(claims)
    history = counted_history or all_history
    shown = history[-1]
    return ControlState(
        id=digest("control", cell, link),
        place=place_name(item.where for item in claims),
        country=claims[0].where.country,
        holder="" if shown.status == "contested" else shown.holder,
        share=shown.share,
        status=shown.status,
        as_of=shown.as_of,
        voices=_voices(claims),
        claims=tuple(item.claim.id for item in claims),
        counted=tuple(item.claim.id for item in counted),
        counted_reading=counted_history[-1] if counted_history else None,
        all_reading=all_history[-1] if all_history else None,
        history=history,
        basis=shown.basis,
    )


def _history(claims: Iterable[Weighed]) -> tuple[ControlReading, ...]:
    """One reading a day, oldest first, of the days on which claims about the whole place speak.

    A gain or loss without a day is known only to lie before its report: it speaks for the day of publication where
    nothing else does.
    """
    voices = _one_voice(item for item in claims if _tells(item))
    settled = {_day(item) for item in voices if _is_dated(item)}
    telling = sorted(
        (item for item in voices if _is_dated(item) or _day(item) not in settled),
        key=lambda item: (_day(item), item.claim.id),
    )
    return tuple(_reading(day, list(told)) for day, told in groupby(telling, key=_day))


def _is_dated(item: Weighed) -> bool:
    """Whether a claim speaks of its day: who holds a place does, a change only with a time of its own."""
    return _control(item).change == "held" or item.claim.time.start is not None


def _one_voice(claims: Iterable[Weighed]) -> list[Weighed]:
    """One claim a statement: what a story's sentence says of a place, as its first version says it.

    Copies that name another holder than most do are left out: what a cut left out can change whom "they" stands for, and the
    sentence still says one thing. A copy printed days later speaks of the day of the first, unless only the copy is good enough.
    """
    by_sentence: dict[tuple[str, str, int], dict[str, list[Weighed]]] = {}
    for item in claims:
        copies = by_sentence.setdefault(_statement(item), {})
        copies.setdefault(item.claim.document, []).append(item)
    kept: list[Weighed] = []
    for copies in by_sentence.values():
        named = {
            document: tuple(sorted({_control(item).holder for item in told}))
            for document, told in copies.items()
        }
        counts = Counter(named.values())
        usual = min(counts, key=lambda holders: (-counts[holders], holders))
        same: list[list[Weighed]] = [each for document, each in copies.items() if named[document] == usual]
        kept += min(same, key=_first)
    return kept


def _first(told: Iterable[Weighed]) -> tuple[bool, str, str]:
    """Sorting key of one document's copy of a statement: the first that is good enough."""
    each = list(told)
    return (
        not any(item.passes for item in each),
        min(item.claim.published or "~" for item in each),
        min(item.claim.id for item in each),
    )


def _tells(item: Weighed) -> bool:
    """Whether a claim says who holds the place: a share of it does, a gain or loss of a part does not."""
    stated = _control(item)
    return not item.superseded and (stated.whole or (stated.change == "held" and stated.share is not None))


def _reading(day: date, told: Sequence[Weighed]) -> ControlReading:
    as_of = None if day == date.min else day
    held = [item for item in told if _holds(item)]
    losing = [item for item in told if _control(item).change == "lost"]
    losers = frozenset().union(*(_holders(item) for item in losing))
    if held:
        # who is named by all: "the militia" and "the militia and its allies" do not contradict each other
        common = frozenset.intersection(*(_holders(item) for item in held))
        if not common or common & losers:
            return _said("", None, "contested", as_of, [*held, *losing])
        return _said("; ".join(sorted(common)), _share(held), "claimed", as_of, held)
    minor = [item for item in told if _control(item).change != "lost"]
    if minor:
        # shares of half or less: the largest is shown with its share
        largest = max(minor, key=lambda item: (_control(item).share or 0, item.claim.id))
        holder = "; ".join(sorted(_holders(largest)))
        same = [item for item in minor if _holders(item) == _holders(largest)]
        return _said(holder, _control(largest).share, "claimed", as_of, same)
    return _said("; ".join(sorted(losers)), None, "lost", as_of, losing)


def _said(
    holder: str, share: Number | None, status: str, as_of: date | None, told: Sequence[Weighed]
) -> ControlReading:
    """A reading with who says so, and what its share is a share of."""
    bases = {_control(item).basis for item in told if share is not None and _control(item).share == share}
    return ControlReading(
        holder=holder,
        share=share,
        status=status,
        as_of=as_of,
        basis="; ".join(sorted(bases - {""})),
        roots=tuple(sorted({item.root for item in told})),
        claims=tuple(sorted({item.claim.id for item in told})),
    )


def _holders(item: Weighed) -> frozenset[str]:
    """The parties that a claim names as joint holders."""
    return frozenset(name.strip() for name in _control(item).holder.split(";") if name.strip())


def _holds(item: Weighed) -> bool:
    stated = _control(item)
    return stated.change in ("held", "gained") and (stated.share is None or stated.share > MAJORITY)


def _share(held: Sequence[Weighed]) -> Number | None:
    """The share that the voices of a day agree on; None where they differ, or none states one."""
    latest = {item.root: _control(item).share for item in sorted(held, key=lambda item: item.latest)}
    shares = {share for share in latest.values() if share is not None}
    return shares.pop() if len(shares) == 1 else None


def _voices(claims: Sequence[Weighed]) -> tuple[Voice, ...]:
    by_root: dict[str, list[Weighed]] = {}
    for item in claims:
        by_root.setdefault(item.root, []).append(item)
    voices = []
    for root, told in by_root.items():
        last = max(told, key=lambda item: item.latest)
        ids = tuple(item.claim.id for item in told)
        voices.append(
            (last.latest, Voice(root, last.claim.id, ids, last.as_of, last.counts, None, _says(last)))
        )
    return tuple(voice for _, voice in sorted(voices, key=lambda pair: pair[0], reverse=True))


def _says(item: Weighed) -> str:
    """What a claim says about control, in words: "Syrian Democratic Forces held 90 %"."""
    stated = _control(item)
    share = "" if stated.share is None else f" {wording.number(round(stated.share * 100, 1))} %"
    return f"{stated.holder} {stated.change}{share}"


def _disputes(cell: str, link: str, claims: Sequence[Weighed]) -> list[Contradiction]:
    """Days on which two parties are said to hold more than half of the place, by two frames."""
    holding = sorted(
        (
            item
            for item in _one_voice(each for each in claims if _tells(each))
            if _holds(item) and item.as_of is not None and _is_dated(item)
        ),
        key=lambda item: (_day(item), item.claim.id),
    )
    found = []
    for day, told in groupby(holding, key=_day):
        sides: dict[str, list[Weighed]] = {}
        for item in told:
            sides.setdefault("; ".join(sorted(_holders(item))), []).append(item)
        sides = {name: side for name, side in sides.items() if _contradicted(side, sides.values())}
        if not sides:
            continue
        counted = [side for side in sides.values() if any(item.counts for item in side)]
        found.append(
            Contradiction(
                id=digest("contradiction", "control", cell, link, day.isoformat()),
                kind="control",
                what=f"who holds the place on {wording.day(day)}",
                place=place_name(item.where for item in claims),
                sides=tuple(
                    (f"{name} holds it", tuple(item.claim.id for item in side))
                    for name, side in sorted(sides.items())
                ),
                counted=len(counted) > 1,
            )
        )
    return found


def _contradicted(side: Sequence[Weighed], sides: Iterable[Sequence[Weighed]]) -> bool:
    """Whether another side names other holders.

    One frame with two says that they hold it together.
    """
    frames = {item.claim.frame for item in side}
    return any(
        not _holders(side[0]) & _holders(other[0]) and frames.isdisjoint(item.claim.frame for item in other)
        for other in sides
    )


def _statement(item: Weighed) -> tuple[str, str, int]:
    """What copies of one statement share: story, sentence, and where its trigger stands in it."""
    claim = item.claim
    return item.story, fold(claim.quote), claim.trigger.start - claim.evidence.start
