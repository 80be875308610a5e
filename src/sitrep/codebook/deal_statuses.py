"""How a deal stands after what was said of it: `deal_statuses.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One rule: which claims speak for a status, and whether they say that there is a deal or none.

    `terms`: claims of any type that speak of a term of the deal.
    """

    status: str
    types: frozenset[str]
    terms: bool
    modality: frozenset[str]
    decides: bool


@cache
def status_rules() -> tuple[StatusRule, ...]:
    """The rules in their order, read once a process.

    Raises:
        CodebookError: If the file is missing or malformed.
    """
    try:
        return tuple(
            StatusRule(
                status=row["status"],
                types=frozenset(row.get("types", ())),
                terms=bool(row.get("terms")),
                modality=frozenset(row["modality"]),
                decides=bool(row.get("decides")),
            )
            for row in read_yaml("deal_statuses.yaml")["rules"]
        )
    except (KeyError, TypeError) as error:
        raise CodebookError(f"deal_statuses.yaml is malformed: {error}") from error
