"""Reading: what became of one document, in words for people and as data for programs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sitrep.model.claim import Claim

GOOD = frozenset({"", "nothing_found"})
"""Reasons with which a document is in the record now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one document.

    Attributes:
        origin: Where it came from, as the user named it.
        document: Its id, empty where there is none.
        title: Its title.
        reason: Reason code (`errors.REASONS`), empty where claims were found.
        message: What happened and what to do, empty where claims were found.
        claims: Claim kind → number of claims.
        seconds: Stage → seconds it took.
    """

    origin: str
    document: str = ""
    title: str = ""
    reason: str = ""
    message: str = ""
    claims: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the document was read into the record."""
        return self.reason in GOOD

    def line(self) -> str:
        """One line of text."""
        if self.reason and self.reason != "nothing_found":
            return f"{self.origin}: {self.reason}: {self.message}"
        title = f" “{self.title}”" if self.title else ""
        found = ", ".join(f"{number} {kind}" for kind, number in self.claims.items())
        return (
            f"{self.origin}:{title} {sum(self.claims.values())} claims ({found})"
            if found
            else f"{self.origin}:{title} nothing_found"
        )

    def plain(self) -> dict[str, Any]:
        """The reading as JSON-able data."""
        return {
            "origin": self.origin,
            "document": self.document or None,
            "title": self.title,
            "reason": self.reason or None,
            "message": self.message or None,
            "claims": self.claims,
        }


def kinds(claims: Iterable[Claim]) -> dict[str, int]:
    """Claim kind → number of claims, most first."""
    return dict(Counter(claim.kind.value for claim in claims).most_common())
