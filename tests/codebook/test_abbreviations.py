from sitrep.codebook import read_yaml
from sitrep.codebook.abbreviations import abbreviations


def test_lists_are_lower_case_and_hold_what_they_are_for():
    lists = abbreviations()
    for words in (lists.titles, lists.numbered, lists.either, lists.after_time, lists.starters, lists.speech):
        assert words and all(word == word.casefold() for word in words)
    assert {"lt", "gen", "dr"} <= lists.titles
    assert {"no", "jan"} <= lists.numbered
    assert not lists.titles & lists.starters


def test_the_file_says_where_it_comes_from():
    assert {"source", "version", "licence"} <= set(read_yaml("abbreviations.yaml"))
