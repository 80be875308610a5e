"""CAMEO: the codes that frames give, and what PLOVER makes of a code, from `cameo.yaml` and `cameo_plover.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.plover import plover
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class PloverCode:
    """A CAMEO code in PLOVER; `mode` is empty and `contexts` none where the table gives none."""

    type: str
    mode: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cameo:
    """Codes and crosswalk.

    Attributes:
        labels: Code → label, of the codes that frames give and all roots.
        to_plover: Code → PLOVER, of every code that PLOVER's table has.
        departures: Code → why a frame's PLOVER type is not the table's.
    """

    labels: Mapping[str, str]
    to_plover: Mapping[str, PloverCode]
    departures: Mapping[str, str]

    def root(self, code: str) -> str:
        """The two-digit root: "08" of "0871"."""
        return code[:2]

    def base(self, code: str) -> str:
        """The three-digit code: "087" of "0871"; of a root the root."""
        return code[:3]

    def quad(self, code: str) -> int:
        """GDELT's QuadClass by the root: 1 to 5 verbal, 6 to 8 material cooperation, 9 to 13 verbal, above material conflict."""
        root = int(self.root(code))
        return 1 + sum(root > last for last in (5, 8, 13))


@cache
def cameo() -> Cameo:
    """Codes and crosswalk, read once.

    Raises:
        CodebookError: If the crosswalk gives a type, mode or context that PLOVER has not.
    """
    data = read_yaml("cameo_plover.yaml")
    book = plover()
    crosswalk = {}
    for code, (type_, mode, contexts) in data["codes"].items():
        known = type_ in book.types and (not mode or mode in book.types[type_].modes)
        if not known or set(contexts) - set(book.contexts):
            raise CodebookError(f"cameo_plover.yaml: {code} gives what PLOVER has not")
        crosswalk[code] = PloverCode(type_, mode, tuple(contexts))
    return Cameo(read_yaml("cameo.yaml")["codes"], crosswalk, data["departures"])
