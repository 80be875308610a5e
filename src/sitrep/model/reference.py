"""Events that another house coded, kept to compare with: they never become claims of the record."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ReferenceEvent:
    """One event of UCDP GED as its table has it: nothing is put right, low may lie above best (its codebook subtracts).

    `type_of_violence`, `clarity`, `date_prec`, `where_prec` are UCDP's codes, None where the table gives none. Numbers are
    deaths.
    """

    id: str
    start: date
    end: date
    country: str
    adm1: str
    adm2: str
    place: str
    lat: float | None
    lon: float | None
    side_a: str
    side_b: str
    type_of_violence: int | None
    clarity: int | None
    date_prec: int | None
    where_prec: int | None
    civilians: int | None
    low: int | None
    best: int
    high: int | None

    @property
    def inverted(self) -> bool:
        """Whether low lies above best, or best above high."""
        return (self.low is not None and self.low > self.best) or (
            self.high is not None and self.best > self.high
        )


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that gave no event: its line in the file, a reason code, what is wrong."""

    line: int
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """A table of another house as it was read.

    `missing`: columns that the file lacks; their values stay empty.
    """

    source: str
    file: str
    sha256: str
    events: tuple[ReferenceEvent, ...]
    rejected: tuple[RejectedRow, ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def inverted(self) -> int:
        """Number of events whose low, best and high are not in order."""
        return sum(event.inverted for event in self.events)
