"""The "norm" object of a frame: names, places, times and numbers in one line each, as the annotation guidelines write them.

Only what is known is given: a role that is not expressed, or did not resolve, has no key. Several names are joined
by "; ".
"""

from collections.abc import Sequence

from sitrep.codebook import people as people_book
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention

_PLAIN_CLASSES = frozenset(
    {"people", "residents", "villagers", "families", "citizens", "inhabitants", "others"}
)
"""Words that the guidelines write as "civilians" where they are acted on; the mention itself keeps its own word."""


def party_norm(mentions: Sequence[PartyMention], frame: Frame, role: str) -> str:
    """Names of an agent or target, joined by "; "; empty where nothing is known.

    Args:
        mentions: Resolved mentions of the role, in text order.
        frame: The frame.
        role: "agent" or "target".
    """
    names = [name for mention in mentions if (name := _name(mention, frame, role))]
    return "; ".join(dict.fromkeys(names))


def _name(mention: PartyMention, frame: Frame, role: str) -> str:
    people = people_book.load()
    if mention.reason == "class of people":
        last = mention.name.split(" of ")[0]
        if role == "target" and last.lower() in _PLAIN_CLASSES:
            return "civilians"
        if mention.plural is False and mention.name != "civilians":
            head = next((noun for noun in _tails(mention.name) if noun in people.singular), "")
            if head and head != "civilians":
                return mention.name.removesuffix(head) + people.singular[head]
    return mention.name


def _tails(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[-size:]) for size in (2, 1)]
