"""A frame that a person made among the engine's: what it says is taken as it is, what it leaves out is settled."""

import pytest
from tests.extract.builders import Report, days, number, party, place, says

from sitrep.extract import extract, extract_added, identity
from sitrep.extract.by_hand import slot_of
from sitrep.model.claim import Claim, ClaimKind, claim_id
from sitrep.model.review import Added, StatedNumber

NOTHING = StatedNumber()


def added(report: Report, kind: str, stated: StatedNumber = NOTHING) -> Claim:
    """The claim of the report's last frame, which a person made."""
    frame = report.frames[-1].frame
    return extract_added(report.annotated(), len(report.frames) - 1, Added(ClaimKind(kind), frame, stated))


def test_a_death_finds_the_attack_that_the_report_tells_and_takes_its_place_and_day() -> None:
    report = Report("Jets struck Idlib on Monday.", "Twelve people were dead by noon.")
    report.frame("airstrike", "struck", place=place("Idlib"), time=days("on Monday", "2017-10-09"))
    report.frame("kill", "dead", s=1, target=party("people"), quantity=number("Twelve", 12))
    claim = added(report, "figure")
    strike = next(each for each in extract(report.annotated()) if each.type == "airstrike")
    assert claim.event_frame == strike.frame
    assert [each.name for each in claim.places] == ["Idlib"] and claim.time.basis == "inherited"


def test_what_the_person_says_is_not_put_right() -> None:
    report = Report("Officials denied that rebels shelled Idlib.")
    report.frame("deny", "denied", agent=party("Officials"), topic="rebels shelled Idlib")
    report.frame("shelling", "shelled", agent=party("rebels"), place=place("Idlib"), confidence=1.0)
    assert added(report, "event").modality == "actual"
    claim = added(report, "event")
    assert [each.phrase for each in claim.agents] == ["rebels"]


def test_a_number_of_something_else_is_a_figure_if_a_person_says_so() -> None:
    report = Report("Ten buses left Idlib.")
    report.frame(
        "evacuate", "left", target=party("buses", kind="thing"), quantity=number("Ten", 10, unit="buses")
    )
    assert not [each for each in extract(report.annotated()) if each.kind == "figure"]
    claim = added(report, "figure", StatedNumber(low=300))
    assert claim.figure is not None
    assert (claim.figure.low, claim.figure.best, claim.figure.quantifier) == (300, None, "at_least")
    assert claim.figure.high_open and claim.figure.metric == "evacuated"


@pytest.mark.parametrize(
    ("stated", "quantifier"),
    [
        (StatedNumber(best=5), "range"),
        (StatedNumber(5, 5, 5), "exact"),
        (StatedNumber(low=5), "at_least"),
        (StatedNumber(high=5), "up_to"),
        (StatedNumber(4, None, 6), "range"),
        (StatedNumber(5, 5, 5, "about"), "about"),
    ],
)
def test_bounds_that_a_person_gives_say_what_kind_of_number_it_is(
    stated: StatedNumber, quantifier: str
) -> None:
    report = Report("Twelve people were killed in Idlib.")
    report.frame(
        "kill", "killed", target=party("people"), place=place("Idlib"), quantity=number("Twelve", 12)
    )
    figure = added(report, "figure", stated).figure
    assert figure is not None and (figure.low, figure.best, figure.high) == (
        stated.low,
        stated.best,
        stated.high,
    )
    assert figure.quantifier == quantifier


def test_the_measure_brings_its_idmc_category() -> None:
    report = Report("Twelve families were displaced from Idlib.")
    report.frame(
        "displace", "displaced", target=party("families"), quantity=number("Twelve", 12, unit="family")
    )
    for measure in ("stock", "cumulative"):
        figure = added(report, "figure", StatedNumber(measure=measure)).figure
        assert figure is not None and figure.measure == measure
        assert figure.low == 12


def test_control_without_a_holder_that_the_extractor_knows_is_still_a_claim() -> None:
    report = Report("Neighbours kept the quarter.")
    report.frame("withdraw", "kept", agent=party("Neighbours"))
    claim = added(report, "control")
    assert claim.control is not None and claim.control.change == "lost" and not claim.control.whole


def test_its_identity_is_that_of_its_words() -> None:
    report = Report("Rebels hold Idlib.", "Twelve people were killed.")
    report.frame("hold", "hold", agent=party("Rebels", kind="armed_group"), place=place("Idlib"))
    frame = report.frames[-1].frame
    place_at = str(report.text.index("Idlib"))
    assert slot_of(ClaimKind.CONTROL, frame) == place_at and slot_of(ClaimKind.EVENT, frame) == ""
    claim = added(report, "control")
    assert claim.id == identity(report.identity, Added(ClaimKind.CONTROL, frame))
    assert claim.id == claim_id(report.identity, "control", frame.trigger.start, place_at)
    assert claim.id in {each.id for each in extract(report.annotated())}, "the engine's would be the same"


def test_a_source_that_a_person_names_stays() -> None:
    report = Report("Rebels shelled Idlib, a nurse said.")
    report.frame("shelling", "shelled", agent=party("Rebels"), said=(says("a nurse", named="described"),))
    assert [link.name for link in added(report, "event").chain][0] == "a nurse"
