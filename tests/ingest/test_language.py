"""English passes, in capitals too; short texts pass; other languages are refused."""

import pytest

from sitrep.errors import ReadError
from sitrep.ingest.language import require_english

ENGLISH = (
    "The army left the town before dawn on Tuesday and the governor said that forty families had reached "
    "the river. Nobody was able to say how many of them had come from the villages in the hills, "
    "which were shelled for days."
)
GERMAN = (
    "Die Armee verließ die Stadt am Dienstag vor Tagesanbruch, und der Gouverneur sagte, vierzig Familien "
    "hätten den Fluss erreicht. Niemand konnte sagen, wie viele von ihnen aus den Dörfern "
    "in den Bergen kamen, die tagelang beschossen wurden."
)


def test_english_passes_in_capitals_too() -> None:
    require_english(ENGLISH, origin="x")
    require_english(ENGLISH.upper(), origin="x")


def test_english_without_function_words_is_left_to_the_classifier() -> None:
    lines = (
        "Government troops withdrew overnight. Residents heard explosions. Hospitals received casualties. "
        * 3
    )
    require_english(lines, origin="x")


def test_other_languages_are_refused_and_short_texts_pass() -> None:
    with pytest.raises(ReadError) as caught:
        require_english(GERMAN, origin="x")
    assert caught.value.reason == "language_unsupported"
    require_english(GERMAN[:150], origin="x")
