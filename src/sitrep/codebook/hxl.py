"""HXL hashtags of exported columns, from `hxl.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

_NUMBER = "number"
_DATE = "date"


@dataclass(frozen=True, slots=True)
class TaggedColumn:
    """One column with its tagspec.

    Attributes:
        column: Name of the value in the record's rows.
        tag: HXL tagspec, such as "#affected+killed+min".
        label: Header line for people.
        type: text, number or date.
    """

    column: str
    tag: str
    label: str
    type: str

    @property
    def hashtag(self) -> str:
        """The tag without its attributes."""
        return self.tag.split("+")[0]

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes, in the order of the tagspec."""
        return tuple(self.tag.split("+")[1:])


@dataclass(frozen=True, slots=True)
class Hxl:
    """Tagged columns by the name of their value, in the order of the file."""

    columns: Mapping[str, TaggedColumn]

    def tag(self, column: str) -> str:
        """The tagspec of a column.

        Raises:
            CodebookError: If the column has none.
        """
        try:
            return self.columns[column].tag
        except KeyError as error:
            raise CodebookError(f"hxl.yaml: no tag for the column {column!r}") from error


@cache
def hxl() -> Hxl:
    """The tagged columns, read once.

    Raises:
        CodebookError: If a column or tagspec stands twice, an attribute is neither of HXL nor marked as ours, or a
            hashtag that a validator reads as a number or date is given to a column of another type.
    """
    data = read_yaml("hxl.yaml")
    known = frozenset(data["attributes_of_hxl"])
    wanted = {tag: kind for kind, tags in data["datatypes"].items() for tag in tags}
    columns: dict[str, TaggedColumn] = {}
    for entry in data["columns"]:
        column = TaggedColumn(entry["column"], entry["tag"], entry["label"], entry["type"])
        if column.column in columns or column.tag in {other.tag for other in columns.values()}:
            raise CodebookError(f"hxl.yaml: {column.column} or its tag stands twice")
        if unknown := set(column.attributes) - known - set(entry.get("ours", ())):
            raise CodebookError(f"hxl.yaml: {column.column} has attributes nobody knows: {sorted(unknown)}")
        _check(column, wanted)
        columns[column.column] = column
    return Hxl(columns)


def _check(column: TaggedColumn, wanted: Mapping[str, str]) -> None:
    kind = wanted.get(column.hashtag)
    if kind is not None and column.type != kind:
        raise CodebookError(f"hxl.yaml: {column.tag} must hold a {kind}, not {column.type}")
    if column.type == _DATE and column.hashtag != "#date":
        raise CodebookError(f"hxl.yaml: the date of {column.column} must stand under #date")
    if column.type not in ("text", _NUMBER, _DATE):
        raise CodebookError(f"hxl.yaml: {column.column} has the unknown type {column.type!r}")
