"""The report's words cover what the record can hold, and none of them takes a side."""

import re

from sitrep.codebook.families import families
from sitrep.codebook.report_words import report_words

LOADED = re.compile(
    r"\b(terror\w*|regime|rebel\w*|liberat\w*|martyr\w*|massacre\w*|brutal|claimed|admitted|infamous)\b",
    re.IGNORECASE,
)


def test_every_type_of_an_event_has_a_word() -> None:
    assert families().kind.keys() <= report_words().events.keys()


def test_words_are_neutral() -> None:
    lexicon = report_words()
    told = [
        *lexicon.events.values(),
        *lexicon.stances.values(),
        *lexicon.modalities.values(),
        *lexicon.measures.values(),
        *lexicon.statuses.values(),
    ]
    assert len(told) > 30 and not [each for each in told if LOADED.search(each)]


def test_metrics_are_ranked_once() -> None:
    lexicon = report_words()
    assert (
        lexicon.rank("killed")
        < lexicon.rank("fled")
        < lexicon.rank("surrendered")
        < lexicon.rank("unheard of")
    )
