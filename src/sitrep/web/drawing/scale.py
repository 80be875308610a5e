"""One colour scale for map and timeline: what kind of thing happened."""

from collections.abc import Iterable, Mapping

from sitrep.report.svg import element

COLOURS: Mapping[str, tuple[str, str]] = {
    "violence": ("#d55e00", "Violence"),
    "territory": ("#0072b2", "Territory"),
    "movement": ("#009e73", "Movement of people"),
    "custody": ("#cc79a7", "Custody"),
    "politics": ("#e6c229", "Politics and talks"),
    "aid": ("#56b4e9", "Aid and access"),
}
"""Event family → colour and name, after Okabe and Ito: apart for the colour-blind, and of unlike greys in print."""

OTHER = ("#56606b", "Other")


def colour(family: str) -> str:
    """Colour of a family."""
    return COLOURS.get(family, OTHER)[0]


def label(family: str) -> str:
    """Name of a family as the legend writes it."""
    return COLOURS.get(family, OTHER)[1]


def ordered(families: Iterable[str]) -> list[str]:
    """Families in the order of the scale."""
    order = list(COLOURS)
    return sorted(
        set(families), key=lambda family: (order.index(family) if family in order else len(order), family)
    )


def swatch(family: str) -> str:
    """A square of the family's colour, for the legend."""
    square = element("rect", width=12, height=12, fill=colour(family), stroke="#1b2430", stroke_width="0.5")
    return element(
        "svg", square, width=12, height=12, viewBox="0 0 12 12", aria_hidden="true", class_="swatch"
    )
