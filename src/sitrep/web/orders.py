"""Orders of lists that are computed: name → what is compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sitrep.model.record import ControlState, Deal, Event, Series
from sitrep.web.problems import BadQuery

T = TypeVar("T")
Key = Callable[[Any], Any]


def _event_day(event: Event) -> Any:
    return event.start or date.max, event.id


def _event_place(event: Event) -> Any:
    return event.place or "~", event.start or date.max, event.id


def _event_size(event: Event) -> Any:
    return -len(event.claims), event.id


def _event_voices(event: Event) -> Any:
    return -len(event.roots), event.id


EVENT_ORDERS: Mapping[str, tuple[str, Key]] = {
    "day": ("by day", _event_day),
    "place": ("by place", _event_place),
    "claims": ("most claims first", _event_size),
    "sources": ("most sources first", _event_voices),
}
"""Name → its words and key; the first is the default."""


def _series_name(series: Series) -> Any:
    return series.metric, series.subject, series.place, series.id


def _series_place(series: Series) -> Any:
    return series.place or "~", series.metric, series.id


def _series_size(series: Series) -> Any:
    return -len(series.claims), series.id


def _series_day(series: Series) -> Any:
    return -(series.as_of or date.min).toordinal(), series.id


SERIES_ORDERS: Mapping[str, tuple[str, Key]] = {
    "claims": ("most claims first", _series_size),
    "name": ("by what is counted", _series_name),
    "place": ("by place", _series_place),
    "day": ("latest first", _series_day),
}


def _control_place(state: ControlState) -> Any:
    return state.country, state.place, state.id


def _control_day(state: ControlState) -> Any:
    return -(state.as_of or date.min).toordinal(), state.id


CONTROL_ORDERS: Mapping[str, tuple[str, Key]] = {
    "place": ("by place", _control_place),
    "day": ("latest first", _control_day),
}


def _deal_day(deal: Deal) -> Any:
    return deal.start or date.max, deal.place, deal.id


def _deal_place(deal: Deal) -> Any:
    return deal.place, deal.id


DEAL_ORDERS: Mapping[str, tuple[str, Key]] = {
    "day": ("by day", _deal_day),
    "place": ("by place", _deal_place),
}


def ordered(items: Sequence[T], orders: Mapping[str, tuple[str, Key]], name: str) -> list[T]:
    """Items in an order; the first of the table where none is asked for.

    Raises:
        BadQuery: If there is no such order.
    """
    name = name or next(iter(orders))
    if name not in orders:
        raise BadQuery("order", f"order: {name[:40]!r} is none of {', '.join(orders)}")
    return sorted(items, key=orders[name][1])
