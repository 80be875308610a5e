"""Names of private persons that a text tells beside no claim: relatives, victims with their ages, owners of houses.

The claims of a document know persons by their roles in what happened. A quote shows whole sentences, in which others
stand: "her son Danilo, 9". Where the words beside a name show a person and no public role, the name is private. Source: Every
Casualty standards, OCHA data responsibility.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from sitrep.annotate.parties.roster import strip_titles
from sitrep.codebook.parties import Word, words_of
from sitrep.codebook.parties import load as load_parties
from sitrep.codebook.people import load as load_people
from sitrep.codebook.private_names import load as load_words

_GAPS = frozenset((" ", "-", "\u2011", "\u00a0"))
_INITIAL = 2
"""Letters of a name's word that a full stop may shorten ("J. Ruiz"); behind a longer one a sentence ends."""
_LONGEST = 6
_BEHIND = 90
_HYPHEN = "[-\u2010\u2011 ]"
_AGE_BEFORE = re.compile(rf"\b[\w\u2010\u2011-]{{1,20}}{_HYPHEN}years?{_HYPHEN}old{_HYPHEN}$", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"(?:,| \() ?(?:(?:fe)?male, )?(?:aged? )?\d{1,3}(?: years old)?(?=\)|[.;]|,(?! ?\d)| and\b|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_AGED_AFTER = re.compile(
    rf", (?:(?:an?|the|their|his|her) )?(?:aged? \d|[\w\u2011-]{{1,20}}{_HYPHEN}years?{_HYPHEN}old)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^|[.!?:;\u201d\"] )([^\W\d_][\w-]*)$")
_WHO_AFTER = re.compile(r",? (?:who|whose|whom)\b")


def told_names(text: str, *, private: Collection[str], public: Collection[str]) -> frozenset[str]:
    """Names of private persons by the words beside them.

    Args:
        text: A document.
        private: Names that its claims know as private; who bears the same last name is private too.
        public: Names of its places and of its persons with a public role: never given.
    """
    last_names = {name.split()[-1].casefold() for name in private if name.split()}
    kept = {name.casefold() for name in public}
    found: set[str] = set()
    for run in _runs(words_of(text), text):
        name = text[run[0].start : run[-1].end].removesuffix("'s").removesuffix("\u2019s")
        if name.casefold() in kept or _is_public(run):
            continue
        of_family = len(run) > 1 and not name.isupper() and name.split()[-1].casefold() in last_names
        if of_family or _shows_person(text, run):
            found.add(name)
    return frozenset(found)


def _runs(words: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Runs of capitalised words that may be a name; words that no name holds part them."""
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], text[run[-1].end : word.start]):
            yield from _trimmed(run)
            run = []
        particle = bool(run) and word.key in load_people().particles
        if not _in_no_name(word) and (word.text[0].isupper() or particle):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _goes_on(last: Word, gap: str) -> bool:
    return gap in _GAPS or (gap == ". " and len(last.text) <= _INITIAL)


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].text[0].isupper():
        run.pop()
    if run and len(run) <= _LONGEST:
        yield list(run)


@cache
def _separators() -> frozenset[str]:
    people = load_people()
    return people.starters | people.determiners | people.tails | load_words().kin | load_words().apart


def _in_no_name(word: Word) -> bool:
    low = word.text.lower()
    return (low in _separators() and low not in load_people().particles) or low in load_people().classes


def _is_public(run: Sequence[Word]) -> bool:
    """Whether a run is a party, a people, an organisation, a well-known figure or a person with a title."""
    people, parties = load_people(), load_parties()
    low = [word.text.lower() for word in run]
    if any(word in people.organisations or word in people.classes or word in people.peoples for word in low):
        return True
    if tuple(word.key for word in run) in parties.index or any(
        word.key in parties.adjectives for word in run
    ):
        return True
    if low[-1] in people.leader_of or " ".join(low) in people.leader_of:
        return True
    return bool(strip_titles(run, people)[0])


def _shows_person(text: str, run: Sequence[Word]) -> bool:
    start, end = run[0].start, run[-1].end
    before = text[max(0, start - 40) : start]
    shouted = text[start:end].isupper()
    if _AGE_BEFORE.search(before) or (_names_kin(before, shouted=shouted) and (len(run) > 1 or not shouted)):
        return True
    aged = _AGED_AFTER.match(text, end) or _AGE_AFTER.match(text, end)
    who = len(run) > 1 and _WHO_AFTER.match(text, end)
    return bool(aged or who) and not _tells_role(text, end)


def _names_kin(before: str, *, shouted: bool) -> bool:
    """Whether a word for kin or a phrase such as "identified as" stands right before a name.

    In small letters, unless the text is shouted or a sentence opens with it ("Neighbour Rana Aziz said").
    """
    if before[-1:] not in (" ", "\u00a0"):
        return False
    stem = " ".join(before.split())
    stem = stem.lower() if shouted else stem
    opening = _OPENING.search(" ".join(before.rpartition("\n")[2].split()))
    last = opening.group(1).lower() if opening else stem.rsplit(" ", 1)[-1]
    return stem.endswith(load_words().naming) or last in load_words().kin


def _tells_role(text: str, end: int) -> bool:
    """Whether a public role is told right behind a name ("Rana Aziz, 45, the governor")."""
    behind = re.split(r"[.;\n]", text[end : end + _BEHIND], maxsplit=1)[0]
    return any(word.text.lower() in load_people().titles for word in words_of(behind)[:8])
