"""Properties of claims that hold whatever the frames are."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.builders import Report, days, fighters, number, party, place, says

from sitrep.codebook import frames
from sitrep.extract import EXTRACTORS, extract
from sitrep.model.claim import ClaimKind, claim_id, digest
from sitrep.model.columns import claim_row
from sitrep.model.document import REPORTING_ROLES, BlockRole
from sitrep.model.frame import MODALITIES
from sitrep.model.plain import from_json, to_json

TYPES = sorted(frames.load().types)
WORDS = (
    "Army",
    "rebels",
    "villagers",
    "Idlib",
    "Hama",
    "12",
    "Monday",
    "attack",
    "deal",
    "fled",
    "struck",
    "including",
)
PARTIES = {
    "Army": party("Army", "Syrian Arab Army", kind="state_force"),
    "rebels": fighters("rebels", "Free Syrian Army"),
    "villagers": party("villagers", kind="civilians"),
}
SOURCES = (
    (),
    (says("activists", named="anonymous"),),
    (says("Mostafa Bali", by="Syrian Democratic Forces"),),
)


@st.composite
def _frame(draw, sentence: int):
    roles = {}
    for role in ("agent", "target"):
        if draw(st.booleans()):
            roles[role] = PARTIES[draw(st.sampled_from(sorted(PARTIES)))]
    for role in ("place", "origin"):
        if draw(st.booleans()):
            roles[role] = place(draw(st.sampled_from(("Idlib", "Hama"))))
    if draw(st.booleans()):
        low, high = sorted(draw(st.tuples(st.integers(0, 500), st.integers(0, 500))))
        roles["quantity"] = number(
            "12", low, None, high, "range", unit=draw(st.sampled_from(("person", "percent")))
        )
    if draw(st.booleans()):
        roles["time"] = days("Monday", "2017-10-09")
    if draw(st.booleans()):
        roles["topic"] = "attack deal fled"
    return {
        "kind": draw(st.sampled_from(TYPES)),
        "trigger": draw(st.sampled_from(("attack", "deal", "fled", "struck"))),
        "s": sentence, "modality": draw(st.sampled_from(MODALITIES)), "said": draw(st.sampled_from(SOURCES)),
        "confidence": draw(st.floats(0, 1)), **roles,
    }  # fmt: skip


@st.composite
def reports(draw) -> Report:
    count = draw(st.integers(1, 4))
    roles = {i: draw(st.sampled_from(list(BlockRole))) for i in range(count) if draw(st.booleans())}
    report = Report(*["  " + " ".join(WORDS) + ". "] * count, roles=roles)
    for sentence in draw(st.lists(st.integers(0, count - 1), max_size=8)):
        report.frame(**draw(_frame(sentence)))
    return report


@settings(max_examples=150, deadline=None)
@given(reports())
def test_claims_are_tied_to_the_text(report: Report) -> None:
    for claim in report.claims():
        assert claim.quote == claim.evidence.of(report.text) == claim.quote.strip()
        assert claim.evidence.contains(claim.trigger)
        assert BlockRole(claim.block_role) in REPORTING_ROLES
        assert all(span != claim.evidence and span.of(report.text) for span in claim.further)
        assert claim.frame == digest(claim.document, str(claim.trigger.start))


@settings(max_examples=150, deadline=None)
@given(reports())
def test_ids_are_unique_and_numbers_in_order(report: Report) -> None:
    claims = report.claims()
    assert len({claim.id for claim in claims}) == len(claims)
    ids = {claim.id for claim in claims}
    for claim in claims:
        figure = claim.figure
        assert (figure is not None) == (claim.kind == ClaimKind.FIGURE)
        assert (claim.control is not None) == (claim.kind == ClaimKind.CONTROL)
        if figure is not None:
            bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
            assert bounds == sorted(bounds)
            assert figure.subset_of == "" or figure.subset_of in ids - {claim.id}


@settings(max_examples=100, deadline=None)
@given(reports(), st.text(max_size=12), st.floats(0, 1))
def test_ids_do_not_depend_on_the_model(report: Report, model: str, confidence: float) -> None:
    annotated = report.annotated()
    triggers = [one.frame.trigger.start for one in annotated.frames]
    if len(set(triggers)) < len(triggers):
        return
    other = replace(
        annotated,
        model=model,
        frames=tuple(
            replace(one, frame=replace(one.frame, confidence=confidence)) for one in annotated.frames
        ),
    )
    assert [claim.id for claim in extract(annotated)] == [claim.id for claim in extract(other)]


@settings(max_examples=100, deadline=None)
@given(reports())
def test_every_frame_of_a_reporting_block_is_in_some_claim(report: Report) -> None:
    annotated = report.annotated()
    told = {claim.evidence for claim in extract(annotated)} | {
        span for claim in extract(annotated) for span in claim.further
    }
    for one in annotated.frames:
        sentence = annotated.sentences[one.frame.sentence]
        if sentence.role in REPORTING_ROLES:
            start = sentence.span.start + 2
            assert any(span.start == start for span in told)


@settings(max_examples=50, deadline=None)
@given(reports())
def test_claims_survive_being_written_and_are_the_same_again(report: Report) -> None:
    claims = report.claims()
    assert claims == report.claims()
    for claim in claims:
        assert from_json(type(claim), to_json(claim)) == claim
        assert claim_row(claim, counts=False)["id"] == claim.id
        assert len(dict(claim.reasons)) == len(claim.reasons)


def test_ids_are_those_of_the_model() -> None:
    claim = Report("Jets struck Idlib.").frame("airstrike", "struck").claim()
    assert claim.id == claim_id(claim.document, "event", claim.trigger.start, "")
    assert claim.model == "abcdefabcdef" and claim.published == "2017-10-15"


def test_there_is_an_extractor_for_every_kind() -> None:
    assert set(EXTRACTORS) == set(ClaimKind)


def test_nothing_gives_nothing() -> None:
    assert Report("Nothing happened.").claims() == ()
