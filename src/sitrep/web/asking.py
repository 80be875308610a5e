"""What a page or a program asks for: the words of the command line as query parameters, and back into an address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from sitrep.model.claim import ClaimKind
from sitrep.model.frame import MODALITIES
from sitrep.store import ClaimFilter
from sitrep.store.filters import ORDERS
from sitrep.web.problems import BadQuery

PER_PAGE = 50
MOST_PER_PAGE = 200
LONGEST = 200
"""Characters of a name or query: longer ones are slips, or attempts to keep the server busy."""

GRADES = ("confirmed", "fair", "weak", "contested")
FARTHEST = 1_000_000
"""Last page that can be asked for."""

_TEXTS = ("type", "place", "party", "source", "grep", "document")


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, order and page, as `sitrep claims` names them. None: not asked for."""

    kind: str | None = None
    type: str | None = None
    modality: str | None = None
    place: str | None = None
    party: str | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None
    grade: str | None = None
    grep: str | None = None
    document: str | None = None
    counted: bool | None = None
    reviewed: bool | None = None
    kept: bool = False
    sort: str = "published"
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def narrows(self) -> bool:
        """Whether any filter is set: order and page narrow nothing."""
        return replace(self, sort="published", page=1, per_page=PER_PAGE) != Asked()

    def claims(self) -> ClaimFilter:
        """The filter as the store knows it."""
        return ClaimFilter(
            kind=self.kind,
            type=self.type,
            modality=self.modality,
            place=self.place,
            party=self.party,
            source=self.source,
            since=self.since,
            until=self.until,
            words=self.grep,
            document=self.document,
            judged=self.reviewed,
            kept=self.kept,
            counted=self.counted,
            grade=self.grade,
        )

    def query(self, **changes: object) -> str:
        """The query of an address that asks for this with some changes; "?" included, empty where nothing is asked."""
        asked = replace(self, **changes) if changes else self  # type: ignore[arg-type]  # names of fields
        pairs = []
        for field in fields(asked):
            value = getattr(asked, field.name)
            if value is None or value == field.default:
                continue
            pairs.append((field.name, _written(value)))
        return "?" + urlencode(pairs) if pairs else ""

    def told(self) -> list[tuple[str, str, str]]:
        """Filters that are set, as (name, value, address without it)."""
        plain = ("sort", "page", "per_page")
        return [
            (
                field.name,
                _written(getattr(self, field.name)),
                self.query(**{field.name: field.default, "page": 1}) or "?",
            )
            for field in fields(self)
            if field.name not in plain and getattr(self, field.name) not in (None, field.default)
        ]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def asked(parameters: Mapping[str, str]) -> Asked:
    """What query parameters ask for; empty ones are not asked for, unknown ones are passed over.

    Raises:
        BadQuery: If a value cannot be; it names the parameter and what it takes.
    """
    given = {name: value.strip() for name, value in parameters.items() if value.strip()}
    for name in _TEXTS:
        if len(given.get(name, "")) > LONGEST:
            raise BadQuery(name, f"{name}: more than {LONGEST} characters")
    return Asked(
        kind=_one_of(given, "kind", tuple(ClaimKind)),
        modality=_one_of(given, "modality", MODALITIES),
        grade=_one_of(given, "grade", GRADES),
        since=_day(given, "since"),
        until=_day(given, "until"),
        counted=_yes(given, "counted"),
        reviewed=_yes(given, "reviewed"),
        kept=_yes(given, "kept") or False,
        sort=_one_of(given, "sort", tuple(ORDERS)) or "published",
        page=_number(given, "page", 1, FARTHEST),
        per_page=_number(given, "per_page", PER_PAGE, MOST_PER_PAGE),
        **{name: given.get(name) for name in _TEXTS},
    )


def _one_of(given: Mapping[str, str], name: str, known: tuple[str, ...]) -> str | None:
    value = given.get(name)
    if value is not None and value not in known:
        raise BadQuery(name, f"{name}: {value[:40]!r} is none of {', '.join(known)}")
    return value


def day_of(text: str, name: str) -> date:
    """A day written YYYY-MM-DD.

    Raises:
        BadQuery: If it is none.
    """
    try:
        value = date.fromisoformat(text)
    except ValueError as error:
        raise BadQuery(name, f"{name}: {text[:40]!r} is not a day; write 2017-10-15") from error
    if value.isoformat() != text:
        raise BadQuery(name, f"{name}: {text[:40]!r} is not a day; write 2017-10-15")
    return value


def _day(given: Mapping[str, str], name: str) -> date | None:
    return day_of(given[name], name) if name in given else None


def _yes(given: Mapping[str, str], name: str) -> bool | None:
    value = _one_of(given, name, ("yes", "no", "true", "false", "1", "0", "on"))
    return None if value is None else value in ("yes", "true", "1", "on")


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most or len(text) > 9:
        raise BadQuery(name, f"{name}: {text[:40]!r} is not a number from 1 to {most:,}")
    return int(text)
