"""Airwars' grades and the fields of an incident of civilian harm, from `airwars.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.table_columns import Column, columns_of


@dataclass(frozen=True, slots=True)
class AirwarsGrade:
    """A grade; `proposed` where a program may propose it, else only a person gives it."""

    name: str
    label: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class Airwars:
    """The vocabulary.

    Attributes:
        grades: In order of weight.
        strike_status: Declared, Likely, Contested, Alleged.
        accuracies: Accuracy of a place, the most exact first.
        accuracy_of_where_prec: UCDP's where_prec → accuracy; what is coarser than a province has none.
        columns: Fields of an incident, in their order.
        separator: Between several values of one cell.
        subjects: Subject of a figure → the columns' first word ("children" → children_killed_min).
    """

    grades: tuple[AirwarsGrade, ...]
    strike_status: tuple[str, ...]
    accuracies: tuple[str, ...]
    accuracy_of_where_prec: Mapping[int, str]
    columns: tuple[Column, ...]
    separator: str
    subjects: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The header line."""
        return tuple(column.name for column in self.columns)


@cache
def airwars() -> Airwars:
    """The vocabulary, read once.

    Raises:
        CodebookError: If the file is malformed.
    """
    data = read_yaml("airwars.yaml")
    places = data["geolocation_accuracy"]
    by_prec: dict[int, str] = {}
    for place in places:  # the coarser word of two for one precision: a report seldom tells village from town
        if "where_prec" in place:
            by_prec[place["where_prec"]] = place["name"]
    return Airwars(
        grades=tuple(
            AirwarsGrade(entry["name"], entry["label"], entry["by"] == "program") for entry in data["grades"]
        ),
        strike_status=tuple(data["strike_status"]),
        accuracies=tuple(place["name"] for place in places),
        accuracy_of_where_prec=by_prec,
        columns=columns_of("airwars.yaml", data["columns"]),
        separator=data["separator"],
        subjects=data["subjects"],
    )
