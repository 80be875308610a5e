"""Orders of lists of things: name → words. The store knows what each compares (`store.listing.THING_ORDERS`)."""

from collections.abc import Mapping

from sitrep.web.problems import BadQuery

EVENT_ORDERS: Mapping[str, tuple[str]] = {
    "day": ("by day",),
    "place": ("by place",),
    "claims": ("most claims first",),
    "sources": ("most sources first",),
}
"""Name → its words; the first is the default."""

SERIES_ORDERS: Mapping[str, tuple[str]] = {
    "claims": ("most claims first",),
    "name": ("by what is counted",),
    "place": ("by place",),
    "day": ("latest first",),
}

CONTROL_ORDERS: Mapping[str, tuple[str]] = {"place": ("by place",), "day": ("latest first",)}

DEAL_ORDERS: Mapping[str, tuple[str]] = {"day": ("by day",), "place": ("by place",)}


def known_order(orders: Mapping[str, tuple[str]], name: str) -> str:
    """The name of an order; the first of the table where none is asked for.

    Raises:
        BadQuery: If there is no such order.
    """
    name = name or next(iter(orders))
    if name not in orders:
        raise BadQuery("order", f"order: {name[:40]!r} is none of {', '.join(orders)}")
    return name
