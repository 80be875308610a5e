"""Whatever the model can hold, the record gives back."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.strategies import objects
from tests.store.reports import AT

from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement
from sitrep.store import Store, open_store


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One record for every example: it takes whatever comes."""
    with open_store(tmp_path_factory.mktemp("shared") / "record.db") as store:
        yield store


CAPTURES = st.tuples(objects(Capture), st.binary(max_size=50))


def quoting(claim: Claim, document: Document, number: int) -> Claim:
    """The claim as one of the document, its quote true."""
    if claim.evidence.end > len(document.text):
        claim = replace(claim, evidence=document.blocks[0].span) if document.blocks else claim
    end = min(claim.evidence.end, len(document.text))
    evidence = replace(claim.evidence, start=min(claim.evidence.start, end), end=end)
    return replace(
        claim, id=f"{number:020x}", document=document.id, evidence=evidence, quote=evidence.of(document.text)
    )


@given(
    pair=CAPTURES,
    document=objects(Document),
    claims=st.lists(objects(Claim), max_size=3),
    judgement=objects(Judgement),
    part=objects(RecordPart),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_record_gives_back_what_it_was_given(
    shared: Store,
    pair: tuple[Capture, bytes],
    document: Document,
    claims: list[Claim],
    judgement: Judgement,
    part: RecordPart,
) -> None:
    capture, data = pair
    capture = replace(capture, id=hashlib.sha256(data).hexdigest(), size=len(data))
    number = shared.counts()["ledger"]
    document = replace(document, id=f"document {number}", capture_id=capture.id)
    claims = [quoting(claim, document, number * 10 + i) for i, claim in enumerate(claims)]
    part = replace(part, partition=f"partition {number}")
    with shared.writing("sitrep", AT) as w:
        is_new = w.capture(capture, data)
        w.document(document)
        w.claims(document.id, claims, {})
        w.parts([(part, "hash")])
        if claims:
            judgement = replace(judgement, claim=claims[0].id)
            w.judgement(judgement)
    if is_new:
        assert shared.capture(capture.id) == (capture, data)
    assert shared.document(document.id) == document
    assert [shared.claim(claim.id) for claim in claims] == claims
    assert list(shared.parts(part.partition)) == ([] if part == RecordPart(part.partition) else [part])
    if claims:
        assert shared.judgements([claims[0].id]) == (judgement,)


def test_a_record_of_anything_verifies(shared: Store) -> None:
    assert [finding for finding in shared.verify() if finding.what != "span"] == []
