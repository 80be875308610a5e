"""Which claims and documents a filter finds, and in which order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.store.reports import AT, NewReading, add_reading, party, place, report

from sitrep.errors import NotFoundError
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.mention import AttributionLink, TimeMention
from sitrep.store import ClaimFilter, DocumentFilter, Store, open_store
from sitrep.store.rows import folded

UNDATED = TimeMention(None, "", None, None, None, None, None, None, "no_anchor")


def told(new: NewReading, **changes: object) -> NewReading:
    """The report with its first claim changed."""
    return replace(new, claims=(replace(new.claims[0], **changes), *new.claims[1:]))  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> tuple[Claim, Claim, Claim]:
    """Three claims: Deir ez-Zor 2 October, Mosul 3 October, an undated one."""
    deir = told(
        report(1, sentences=1),
        places=(place("Mayadin"), place("Deir ez-Zor")),
        agents=(party("Türkiye's Forces"),),
        kind=ClaimKind.EVENT,
    )
    link = AttributionLink("a militia spokesman", "speaker", "described", party="Syrian Democratic Forces")
    mosul = told(
        report(2, sentences=1, outlet="Morning Paper"), places=(place("Mosul", "Iraq"),), chain=(link,)
    )
    undated = told(report(3, sentences=1), time=UNDATED, places=())
    for new in (undated, deir, mosul):
        add_reading(store, new, actor="sitrep", at=AT)
    return deir.claims[0], mosul.claims[0], undated.claims[0]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ClaimFilter(), [0, 1, 2]),
        (ClaimFilter(kind="event"), [0]),
        (ClaimFilter(kind=ClaimKind.FIGURE), [1, 2]),
        (ClaimFilter(place="deir ez zor"), [0]),
        (ClaimFilter(place="MAYADIN"), [0]),
        (ClaimFilter(place="zor"), [0]),
        (ClaimFilter(place="Syria"), [0]),
        (ClaimFilter(place="Iraq"), [1]),
        (ClaimFilter(place="sul"), []),
        (ClaimFilter(place="%"), []),
        (ClaimFilter(party="turkiye"), [0]),
        (ClaimFilter(party="islamic state"), [0, 1, 2]),
        (ClaimFilter(party="Mosul"), []),
        (ClaimFilter(source="militia spokesman"), [1]),
        (ClaimFilter(source="syrian democratic forces"), [1]),
        (ClaimFilter(source="activists"), [0, 2]),
        (ClaimFilter(since=date(2017, 10, 3)), [1]),
        (ClaimFilter(until=date(2017, 10, 2)), [0]),
        (ClaimFilter(since=date(2017, 10, 2), until=date(2017, 10, 3)), [0, 1]),
        (ClaimFilter(grep="REPORT  2\nkilled"), [1]),
        (ClaimFilter(grep="%"), []),
        (ClaimFilter(place="syria", since=date(2017, 10, 3)), []),
    ],
    ids=str,
)
def test_claims_are_found_by(
    store: Store, filled: tuple[Claim, ...], wanted: ClaimFilter, found: list[int]
) -> None:
    assert list(store.claims(wanted)) == [filled[index] for index in found]


def test_kept_claims_reach_their_kinds_threshold(
    store: Store, filled: tuple[Claim, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    event, first, second = filled
    for limits, found in (
        ({}, [event, first, second]),
        ({"figure": event.confidence}, [event, first, second]),
        ({"figure": 1.0}, [event]),
        ({"figure": 1.0, "event": 1.0}, []),
    ):
        monkeypatch.setattr("sitrep.store.filters.keep_thresholds", lambda limits=limits: limits)
        assert list(store.claims(ClaimFilter(kept=True))) == found
        assert list(store.claims(ClaimFilter())) == [event, first, second]


def test_claims_are_found_by_document_and_ids(store: Store, filled: tuple[Claim, ...]) -> None:
    first, second, third = filled
    assert list(store.claims(ClaimFilter(document=second.document))) == [second]
    assert list(store.claims(ClaimFilter(ids=(third.id, first.id, "none")))) == [first, third]
    assert list(store.claims(ClaimFilter(ids=()))) == []
    many = tuple(f"{number:020x}" for number in range(2000))
    assert list(store.claims(ClaimFilter(ids=(*many, first.id)))) == [first]


def test_lists_can_be_read_page_by_page(store: Store, filled: tuple[Claim, ...]) -> None:
    first, second, third = filled
    assert list(store.claims(limit=2)) == [first, second]
    assert list(store.claims(limit=2, after=second.id)) == [third]
    assert list(store.claims(ClaimFilter(source="activists"), limit=1, after=first.id)) == [third]
    assert list(store.claims(limit=0)) == []
    documents = list(store.documents())
    assert list(store.documents(limit=1, after=documents[0].id)) == documents[1:2]
    with pytest.raises(NotFoundError, match="to go on after"):
        next(store.claims(after="c1"))


def test_the_order_does_not_tell_how_reports_came_in(tmp_path: Path) -> None:
    news = [report(number) for number in (3, 29, 1, 31, 2)]
    orders = []
    for name, order in (("forth.db", news), ("back.db", news[::-1])):
        with open_store(tmp_path / name) as store:
            for new in order:
                add_reading(store, new, actor="sitrep", at=AT)
            partition = store.claims_of_partitions(["all"])["all"]
            orders.append((list(store.claims()), list(store.documents()), partition))
    assert orders[0] == orders[1]
    assert list(orders[0][2]) == orders[0][0]
    assert [c.published for c in orders[0][0]] == sorted(c.published for c in orders[0][0])


def test_documents_are_found_by(store: Store) -> None:
    news = [report(number, outlet=f"Outlet {number}") for number in (1, 2, 3)]
    for new in news:
        add_reading(store, new, actor="sitrep", at=AT)
    first, second, third = (new.document for new in news)
    assert list(store.documents(DocumentFilter(outlet="Outlet 2"))) == [second]
    assert list(store.documents(DocumentFilter(url="https://example.org/1"))) == [first]
    assert list(store.documents(DocumentFilter(capture=news[2].capture.id))) == [third]
    assert list(store.documents(DocumentFilter(since=date(2017, 10, 3)))) == [second, third]
    assert list(store.documents(DocumentFilter(until=date(2017, 10, 3)))) == [first, second]
    assert third is not None
    with store.writing("anna", AT) as w:
        w.document(replace(third, published=None))
    assert list(store.documents(DocumentFilter(until=date(2017, 10, 2)))) == [first]


def test_a_claim_is_named_by_the_start_of_its_id(store: Store) -> None:
    new = report(1, sentences=40)
    add_reading(store, new, actor="sitrep", at=AT)
    ids = sorted(claim.id for claim in new.claims)
    by_id = {claim.id: claim for claim in new.claims}
    assert store.claim(ids[0]) == by_id[ids[0]]
    assert store.claim(ids[0][:12].upper()) == by_id[ids[0]]
    shared = next(a[:1] for a, b in zip(ids, ids[1:], strict=False) if a[:1] == b[:1])
    with pytest.raises(NotFoundError, match=f"several claims start with '{shared}': {shared}"):
        store.claim(shared)
    for wrong in ("zzz", "", "  ", "%"):
        with pytest.raises(NotFoundError, match="no claim starts with"):
            store.claim(wrong)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Deir ez-Zor", " deir ez zor "),
        ("Türkiye", " turkiye "),
        ("STRASSE", " strasse "),
        ("straße", " strasse "),
        ("Al-Raqqah's 50%_", " al raqqah s 50 "),
        ("الرقة", " الرقة "),
    ],
)
def test_names_are_compared_by_their_bare_words(name: str, words: str) -> None:
    assert folded(name) == words
