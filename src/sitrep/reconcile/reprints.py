"""Reprints: documents that carry one wire story, cut, retitled or in other paragraphs, are one voice.

Two steps. Candidates: documents that share one of a signature's `bands`, which a store keeps, so that a new
document meets the old ones without reading them all. Decision: `same_story`, by how much of the shorter
text's sentences stands in the longer one. Likeness of the whole texts (Jaccard) would miss a copy cut to
its first third, and join two reports that share their background.

A correction joins what it corrects at a lower share, leads the story and beats the other versions, which
stay.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from rensa import RMinHash

from sitrep.codebook.numbers import number_words
from sitrep.model.claim import Claim, digest
from sitrep.model.document import BlockRole, Document, Sentence
from sitrep.reconcile.cells import fold

SHARE = 0.6
"""Share of the shorter text's words, in sentences that stand in the other, from which two texts are one
story, where what is shared holds the news: one of the shorter text's first sentences. Chosen on 2,836
reports (wire copy of 15 outlets on one war, agency bulletins, press releases) and copies cut from them: see
docs/evaluation.md."""

BACKGROUND_SHARE = 0.85
"""The same where the first sentences are not shared (reports of two days share their background), or where
little is shared at all (press releases share their form)."""

CORRECTION_SHARE = 0.5
"""The same where one of the two is a correction."""

AGENCIES_SHARE = 0.95
"""The same where the two texts are credited to different agencies: both may quote one statement at length."""

CHANGED_SHARE = 1 / 3
"""Share of a sentence's 5-grams that stand in the sentence that replaces it: of a correction, or of a later version, which
has another toll in its first sentence."""

LEAST_WORDS = 40
"""Words in shared sentences below which little is shared."""

_PERMUTATIONS, _ROWS, _SEED = 128, 4, 20171015
_GRAM = 5
GRAM_SHARE = 0.5
"""Share of a sentence's 5-grams that must stand in the other text: an edited word costs five of them."""

_NEWS = 3
"""Sentences in which a report tells its news."""

LEAST_SENTENCE = 8
"""Words from which a sentence tells enough to be looked for alone."""

_LEAD, _SAMPLE = 2, 8

_MARK = re.compile(
    r"^\W{0,3}(?:correction|corrected|refiles?|clarification)\b\s*[:\-\u2013\u2014(]"
    r"|^\W{0,3}(?:corrects|(?:this story|this version|official) corrects|removes? reference)\b"
    r"|\bthis (?:story|article|report) (?:has been|was) corrected\b"
    r"|\bearlier version of this (?:story|article|report)\b",
    re.IGNORECASE,
)
_MARK_LENGTH = 600
"""Code points within which a stretch of text can be a correction's mark."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What one document's text leaves for comparison.

    Attributes:
        document: Document id.
        bands: Keys under which copies are found; two documents that share none are never compared.
        sentences: Hash of each body sentence, 16 hex digits, in text order.
        lengths: Words of each of them.
        grams: Hashes of the word 5-grams of each of them, 32 bits.
        numbers: Words with digits, and number words, of each of them.
        correction: The words that mark it as a correction, empty where it is none.
        agency: Agency of the text, empty where unknown.
        published: ISO publication time, empty where unknown.
    """

    document: str
    bands: tuple[str, ...]
    sentences: tuple[str, ...]
    lengths: tuple[int, ...]
    grams: tuple[tuple[int, ...], ...]
    numbers: tuple[tuple[str, ...], ...] = ()
    correction: str = ""
    agency: str = ""
    published: str = ""

    @property
    def words(self) -> int:
        """Words of the body."""
        return sum(self.lengths)

    @property
    def body(self) -> str:
        """A key that two documents share if every comparison with a third gives the same for both."""
        facts = (self.agency, "correction" if self.correction else "", *self.sentences)
        return "b:" + hashed("\0".join(facts))


def signature(document: Document, sentences: Sequence[Sentence]) -> Signature:
    """The signature of a document's body; titles and captions differ from outlet to outlet and are left out.

    Args:
        document: The document.
        sentences: Its sentences, in text order.
    """
    texts = [
        document.text[sentence.span.start : sentence.span.end]
        for sentence in sentences
        if sentence.role is BlockRole.BODY
    ]
    split = [words for text in texts if (words := fold(text).split()) and not _is_mark(text)]
    hashes = tuple(hashed(" ".join(words)) for words in split)
    lengths = tuple(len(words) for words in split)
    grams = [word_grams(words) for words in split]
    return Signature(
        document=document.id,
        bands=_bands([gram for each in grams for gram in each], hashes, lengths),
        sentences=hashes,
        lengths=lengths,
        grams=tuple(tuple(sorted({crc32(gram.encode()) for gram in each})) for each in grams),
        numbers=tuple(tuple(filter(_is_number, words)) for words in split),
        correction=_mark(document, texts),
        agency=document.agency,
        published=document.published.isoformat() if document.published else "",
    )


def _is_number(word: str) -> bool:
    known = number_words()
    return not word.isalpha() or word in known.ones or word in known.tens or word in known.scales


def _is_mark(text: str) -> bool:
    """Whether a sentence only tells what a correction corrects: no copy of the original has it."""
    return len(text) < _MARK_LENGTH and _MARK.search(text) is not None


def _mark(document: Document, texts: Sequence[str]) -> str:
    # the mark stands in the title, before the text or at its end, never amid it
    for text in (document.title, *_outer(document), *texts[:3], *texts[-2:]):
        found = _MARK.search(text[:_MARK_LENGTH])
        if found:
            return found.group().strip()
    return ""


def _outer(document: Document) -> list[str]:
    spans = [block.span for block in document.blocks if block.role is not BlockRole.BODY]
    return [document.text[span.start : span.end] for span in spans if len(span) < _MARK_LENGTH]


def hashed(text: str) -> str:
    """64 bits of a text's hash, as 16 hex digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def word_grams(words: Sequence[str]) -> list[str]:
    """The 5-grams of a sentence's words; the whole sentence where it is shorter."""
    return [" ".join(words[start : start + _GRAM]) for start in range(max(1, len(words) - _GRAM + 1))]


def _bands(grams: Sequence[str], hashes: Sequence[str], lengths: Sequence[int]) -> tuple[str, ...]:
    """Keys for finding copies: bands of a MinHash, and hashes of some sentences.

    The bands (32 of 4 rows) find copies of about equal length; a copy cut to a third has a likeness of a
    third, which they find one time in three. It keeps whole sentences, though, and mostly the first: so the
    two leading sentences and the eight of lowest hash are keys too, short sentences apart.
    """
    if not grams:
        return ()
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update(sorted(set(grams)))
    values = sketch.digest()
    bands = [
        f"m{start // _ROWS:02d}:" + hashed(",".join(map(str, values[start : start + _ROWS])))
        for start in range(0, _PERMUTATIONS, _ROWS)
    ]
    long = [key for key, length in zip(hashes, lengths, strict=True) if length >= LEAST_SENTENCE]
    chosen = dict.fromkeys([*long[:_LEAD], *sorted(set(long))[:_SAMPLE]])
    return (*bands, *(f"s:{key}" for key in chosen))


def same_story(a: Signature, b: Signature) -> tuple[bool, str]:
    """Whether two documents carry one story, and why or why not.

    The shorter text's sentences are looked for in the other: a sentence stands there if it is equal, or if
    at least half of its 5-grams occur (an edited word, a dateline fused to it). One story if those
    sentences hold enough of the shorter text's words: `SHARE` where one of its first stands there or was
    changed there, `BACKGROUND_SHARE` otherwise. Two texts credited to different agencies must be contained almost wholly.
    """
    # of two texts of one length the one with the lower hashes: identities must not decide
    short, long = sorted((a, b), key=lambda each: (each.words, each.sentences, each.document))
    if not short.sentences:
        return False, "no body text to compare"
    if short.sentences == long.sentences:
        return True, "equal body text"
    stands_there = standing(short, long)
    found = sum(length for length, stands in zip(short.lengths, stands_there, strict=True) if stands)
    telling = [index for index, length in enumerate(short.lengths) if length >= LEAST_SENTENCE]
    news = found >= LEAST_WORDS and any(
        stands_there[index] or _likeness(short, index, long) >= CHANGED_SHARE for index in telling[:_NEWS]
    )
    wanted = _wanted(short, long, news=news)
    told = f"{found} of the shorter text's {short.words} words ({found / short.words:.0%}) stand in the other"
    return found >= wanted * short.words, f"{told}; {wanted:.0%} needed"


def _wanted(a: Signature, b: Signature, *, news: bool) -> float:
    if a.agency and b.agency and a.agency != b.agency:
        return AGENCIES_SHARE
    if not news:
        return BACKGROUND_SHARE
    return CORRECTION_SHARE if a.correction or b.correction else SHARE


def _likeness(short: Signature, index: int, long: Signature) -> float:
    """Share of a sentence's 5-grams that stand in the likest sentence of another text."""
    grams = set(short.grams[index])
    return max((len(grams.intersection(each)) for each in long.grams), default=0) / len(grams)


def standing(short: Signature, long: Signature) -> list[bool]:
    """For each sentence of a text, whether it stands in another: equal, or with most of its 5-grams."""
    equal = set(long.sentences)
    there = {gram for grams in long.grams for gram in grams}
    return [
        key in equal or (length >= _GRAM and sum(gram in there for gram in grams) >= GRAM_SHARE * len(grams))
        for key, length, grams in zip(short.sentences, short.lengths, short.grams, strict=True)
    ]


def superseded(claims: Iterable[Claim], correction: Signature) -> frozenset[str]:
    """Ids of the claims whose sentence a correction of their story has changed.

    A sentence is changed where the correction has one that shares a third of its 5-grams and is not equal. What
    the correction leaves out is not changed: copies are cut for room.

    Args:
        claims: Claims of the other documents of the story.
        correction: The story's latest correction.
    """
    equal = set(correction.sentences)
    each = [set(grams) for grams in correction.grams]
    found: set[str] = set()
    changed: dict[str, bool] = {}
    for claim in claims:
        text = fold(claim.quote)
        if text not in changed:
            grams = {crc32(gram.encode()) for gram in word_grams(text.split())}
            near = any(len(grams & other) >= CHANGED_SHARE * len(grams) for other in each)
            changed[text] = near and hashed(text) not in equal
        if changed[text]:
            found.add(claim.id)
    return frozenset(found)


def story_id(documents: Iterable[str]) -> str:
    """Identity of a story: a digest of its lowest document id, whatever came first."""
    return digest("story", min(documents))
