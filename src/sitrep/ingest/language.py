"""Whether a report is in English: by function words, and by a classifier where these do not settle it."""

import importlib
import re

from sitrep.errors import ReadError

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    {"the", "of", "and", "to", "that", "said", "from", "were", "with", "by", "which", "have", "on", "for"}
)
"""Frequent English words that are rare in other languages as a group."""
_ENGLISH_SHARE = 0.12
"""English prose has 20-30 % of these; Dutch, German, French and Spanish under 4 %."""
_MIN_CHARACTERS = 200
"""Below this no method is reliable; short texts pass."""
_SAMPLE = 6000
_NEAR_ENGLISH = frozenset({"en", "pcm", "sco"})
"""Codes that the classifier also gives for plain English with many foreign names."""


def require_english(text: str, *, origin: str) -> None:
    """Lets English through, and every text under 200 characters.

    Args:
        text: The report without what surrounds it.
        origin: Named in the error.

    Raises:
        ReadError: language_unsupported.
    """
    sample = text[:_SAMPLE].lower()  # capitals throughout look like another language to the classifier
    if len(text.strip()) < _MIN_CHARACTERS:
        return
    words = _WORD.findall(sample)
    if words and sum(word in _FUNCTION_WORDS for word in words) / len(words) >= _ENGLISH_SHARE:
        return
    # The model takes half a second to load: English never gets here, so it is loaded only when needed.
    language, _ = importlib.import_module("py3langid").classify(sample)
    if language not in _NEAR_ENGLISH:
        raise ReadError("language_unsupported", f"{origin}: the text looks like {language!r}", origin=origin)
