"""OCHA's nine kinds of access constraint and the words that tell them, from `access.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import load, pattern
from sitrep.errors import CodebookError
from sitrep.model.claim import Claim

_RULE_KEYS = frozenset(("id", "category", "types", "modality", "sentence", "target", "needs"))


@dataclass(frozen=True, slots=True)
class AccessCategory:
    """One of the nine.

    Attributes:
        number: 1 to 9, OCHA's order.
        name: Stable name.
        group: people, entry or physical, as ACAPS groups them.
        label: What it means.
    """

    number: int
    name: str
    group: str
    label: str


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One rule; all its conditions must hold. Patterns are None where nothing is asked."""

    id: str
    category: int
    types: frozenset[str]
    modality: frozenset[str]
    sentence: re.Pattern[str] | None
    target: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def holds(self, type_: str, modality: str, sentence: str, target: str) -> bool:
        """Whether the rule takes a claim; texts in lower case."""
        return (
            type_ in self.types
            and modality in self.modality
            and (self.sentence is None or bool(self.sentence.search(sentence)))
            and (self.needs is None or bool(self.needs.search(sentence)))
            and (self.target is None or bool(self.target.search(target)))
        )


@dataclass(frozen=True, slots=True)
class Access:
    """Categories by number and the rules in their order."""

    categories: Mapping[int, AccessCategory]
    groups: Mapping[str, str]
    rules: tuple[AccessRule, ...]

    def category(
        self, type_: str, *, sentence: str, target: str = "", modality: str = "actual"
    ) -> tuple[AccessCategory, str] | None:
        """The constraint that a claim tells, with the id of the rule.

        Args:
            type_: Frame type of the claim.
            sentence: Its sentence.
            target: The phrases of its targets.
            modality: Its modality; a constraint that is only planned or demanded is none.

        Returns:
            The category by the first rule that holds, None where none does: the sentence does not say what hinders.
        """
        for rule in self.rules:
            if rule.holds(type_, modality, sentence.lower(), target.lower()):
                return self.categories[rule.category], rule.id
        return None


def access_category(claim: Claim) -> tuple[AccessCategory, str] | None:
    """The access constraint that a claim tells, with the rule's id; None where it tells none, or not which."""
    targets = " ".join(party.phrase for party in claim.targets)
    return access().category(claim.type, sentence=claim.quote, target=targets, modality=claim.modality)


@cache
def access() -> Access:
    """The categories and rules, read once.

    Raises:
        CodebookError: If a rule names a category, frame type or word list that there is none of.
    """
    data = read_yaml("access.yaml")
    words = {name: pattern(entries) for name, entries in data["word_lists"].items()}
    categories = {
        number: AccessCategory(number, entry["name"], entry["group"], entry["label"])
        for number, entry in data["categories"].items()
    }
    types = frozenset(load().types)
    rules = []
    for entry in data["rules"]:
        unknown = set(entry) - _RULE_KEYS
        named = [entry[key] for key in ("sentence", "target", "needs") if key in entry]
        if (
            unknown
            or entry["category"] not in categories
            or set(entry["types"]) - types
            or set(named) - set(words)
        ):
            raise CodebookError(f"access.yaml: {entry['id']} names something that there is none of")
        rules.append(
            AccessRule(
                id=entry["id"],
                category=entry["category"],
                types=frozenset(entry["types"]),
                modality=frozenset(entry.get("modality", ("actual",))),
                sentence=words.get(entry.get("sentence", "")),
                target=words.get(entry.get("target", "")),
                needs=words.get(entry.get("needs", "")),
            )
        )
    return Access(categories, data["groups"], tuple(rules))
