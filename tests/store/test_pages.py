"""Pages of lists, full text, and names that only the restricted view may be searched for."""

from dataclasses import replace

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.store import ClaimFilter, Store
from sitrep.store.filters import searched

DOE = "Mary Doe"


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(1, 4):
        add_reading(store, report(number), actor="sitrep", at=AT)
    return store


def indexed(store: Store, masked: str = "") -> None:
    for document in list(store.documents()):
        claims = store.claims_of_document(document.id)
        shown = {
            claim.id: claim.quote.replace(masked, "[private person]") if masked else claim.quote
            for claim in claims
        }
        with store.writing("sitrep", AT) as w:
            w.evidence(document.id, shown, [masked] if masked else [])


def test_pages_follow_each_other_without_gap_or_overlap(filled: Store) -> None:
    everything, total = filled.claims_page(ClaimFilter(), limit=1000)
    assert total == len(everything) == len(list(filled.claims())) > 3
    pages = [filled.claims_page(ClaimFilter(), limit=2, offset=start)[0] for start in range(0, total, 2)]
    assert [claim.id for page in pages for claim in page] == [claim.id for claim in everything]
    assert [claim.id for claim in everything] == [claim.id for claim in filled.claims()]


@pytest.mark.parametrize(
    "order", ["published", "-published", "time", "-time", "confidence", "-confidence", "kind", "place"]
)
def test_every_order_gives_every_claim_once(filled: Store, order: str) -> None:
    found, total = filled.claims_page(ClaimFilter(), order=order, limit=1000)
    assert len({claim.id for claim in found}) == total == len(list(filled.claims()))


def test_words_are_found_without_regard_to_case_and_order(filled: Store) -> None:
    indexed(filled)
    claim = next(iter(filled.claims()))
    words = claim.quote.strip(".").upper().split()[:3]
    found, total = filled.claims_page(ClaimFilter(words=" ".join(reversed(words))), limit=1000)
    assert total > 0 and claim.id in {each.id for each in found}
    assert filled.claims_page(ClaimFilter(words="quinquagesima"))[1] == 0
    assert (
        filled.claims_page(ClaimFilter(words='"), -- *'))[1] == 0
    )  # no word at all finds nothing, and is no error


@pytest.mark.parametrize(
    "query", ['a"b', "NEAR(", "x*", "col:umn", "a AND", "(", '"', "'; DROP TABLE claims; --", "{shown} : x"]
)
def test_the_language_of_the_index_cannot_be_spoken(filled: Store, query: str) -> None:
    indexed(filled)
    filled.claims_page(ClaimFilter(words=query))


def test_a_query_is_words_and_phrases() -> None:
    assert searched('"human  shields" Raqqa, déjà') == ("human shields", "raqqa", "deja")
    assert searched("  ,,, ") == ()


def test_a_masked_name_finds_nothing_in_the_public_view(filled: Store) -> None:
    claim = next(iter(filled.claims()))
    name = claim.quote.split()[0]
    indexed(filled, masked=name)
    assert filled.claims_page(ClaimFilter(words=name))[1] > 0
    assert filled.claims_page(ClaimFilter(words=name, public=True))[1] == 0


def test_a_masked_party_is_not_found_by_name_in_the_public_view(filled: Store) -> None:
    claim = next(claim for claim in filled.claims() if claim.agents)
    name = claim.agents[0].name
    indexed(filled)
    assert filled.claims_page(ClaimFilter(party=name, public=True))[1] > 0
    indexed(filled, masked=name)
    assert filled.claims_page(ClaimFilter(party=name))[1] > 0
    assert filled.claims_page(ClaimFilter(party=name, public=True))[1] == 0
    assert filled.claims_page(ClaimFilter(party=name.split()[-1], public=True))[1] == 0


def test_evidence_follows_the_claims(filled: Store) -> None:
    indexed(filled)
    document = next(iter(filled.documents()))
    claims = filled.claims_of_document(document.id)
    word = claims[0].quote.split()[0]
    before = filled.claims_page(ClaimFilter(words=word, document=document.id))[1]
    with filled.writing("sitrep", AT) as w:
        w.claims(document.id, [replace(claims[0], confidence=0.5)], {})
    after, total = filled.claims_page(ClaimFilter(words=word, document=document.id))
    assert before >= 1 and total == len(after) <= 1


def test_a_change_changes_the_state(filled: Store) -> None:
    before = filled.state()
    assert filled.state() == before
    add_reading(filled, report(9), actor="sitrep", at=AT)
    assert filled.state() != before


def test_who_looked_changes_no_state(filled: Store) -> None:
    before = filled.state()
    with filled.writing("anna", AT) as w:
        w.viewed("view restricted", "/claims")
        w.viewed("export restricted", "/export/claims.csv")
    assert filled.state() == before and filled.verify() == ()


def test_documents_that_were_never_indexed_are_named(filled: Store) -> None:
    assert len(tuple(filled.unindexed())) == 3
    indexed(filled)
    assert tuple(filled.unindexed()) == ()


def test_masked_names_are_kept_as_they_are_spelt(filled: Store) -> None:
    documents = [document.id for document in filled.documents()]
    assert filled.masked_names(documents) == {}
    indexed(filled, masked=DOE)
    assert filled.masked_names(documents) == {document: frozenset({DOE}) for document in documents}
