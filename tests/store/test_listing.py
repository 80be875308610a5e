"""Filters give the same whether few or very many claims match, and say honestly where they stopped counting."""

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.store import ClaimFilter, Store, pages
from sitrep.store.pages import Total

WANTED = [
    ClaimFilter(place="Raqqa"),
    ClaimFilter(place="Raqqa", party="Islamic State"),
    ClaimFilter(source="daily example"),
    ClaimFilter(words="militants"),
    ClaimFilter(place="Raqqa", words="militants", kind="figure"),
    ClaimFilter(place="Atlantis"),
    ClaimFilter(place="Raqqa", public=True),
]


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(1, 5):
        new = report(number, outlet="The Daily Example" if number % 2 else "Morning Paper")
        add_reading(store, new, actor="sitrep", at=AT)
        with store.writing("sitrep", AT) as w:
            assert new.document is not None
            w.evidence(new.document.id, {claim.id: claim.quote for claim in new.claims}, ["Mary Doe"])
    return store


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("order", ["published", "-confidence", "place"])
def test_a_name_of_very_many_claims_finds_the_same(
    filled: Store, wanted: ClaimFilter, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, total = filled.claims_page(wanted, order=order, limit=5)
    monkeypatch.setattr(pages, "DENSE", -1)
    monkeypatch.setattr(pages, "MOST_COUNTED", 0)
    many, counted = filled.claims_page(wanted, order=order, limit=5)
    assert many == few
    assert (counted.more, int(counted)) == (total > 0, 0)


def test_what_was_not_counted_is_said_to_be_more(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = filled.claims_page(ClaimFilter())[1]
    assert not everything.more and everything == len(list(filled.claims()))
    monkeypatch.setattr(pages, "MOST_COUNTED", 3)
    assert filled.claims_page(ClaimFilter())[1] == everything  # an index tells
    least = filled.claims_page(ClaimFilter(least=0.0))[1]
    assert (int(least), least.more) == (3, True)
    assert filled.claims_page(ClaimFilter(least=0.0), total=Total(7))[1] == 7


def test_the_version_changes_with_every_commit_and_with_nothing_else(filled: Store) -> None:
    before = filled.version()
    filled.claims_page(ClaimFilter())
    assert filled.version() == before
    with filled.writing("sitrep", AT) as w:
        w.meta("key", "value")
    assert filled.version() != before
