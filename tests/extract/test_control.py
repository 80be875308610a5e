"""Control: held, gained, lost; a share is a share; only the whole party and the whole place change hands."""

import pytest
from tests.extract.builders import Report, fighters, number, party, place

SDF = party("The SDF", "Syrian Democratic Forces", kind="armed_group")


def _capture(**more):
    values = {"agent": SDF, "place": place("Tabqa"), **more}
    return Report("The SDF took Tabqa.").frame("capture", "took", **values).claim("control").control


def test_capturing_gains_the_place() -> None:
    control = _capture()
    assert (control.holder, control.change, control.share, control.whole) == (
        "Syrian Democratic Forces",
        "gained",
        None,
        True,
    )


@pytest.mark.parametrize("modality", ["planned", "possible", "negated", "demanded"])
def test_only_what_is_told_as_fact_changes_hands(modality: str) -> None:
    assert not _capture(modality=modality).whole


def test_a_share_is_between_0_and_1_with_its_basis_unstated() -> None:
    report = Report("The SDF hold around 80 percent of Tabqa.").frame(
        "hold", "hold", agent=SDF, place=place("Tabqa"),
        quantity=number("around 80 percent", None, 80, None, "about", unit="percent"), measure="stock",
    )  # fmt: skip
    claim = report.claim()
    assert claim.kind == "control"
    control = claim.control
    assert (control.change, control.share, control.basis, control.quantifier) == (
        "held",
        0.8,
        "unstated",
        "about",
    )
    assert not control.whole
    assert (claim.time.basis, str(claim.time.start)) == ("as_of", "2017-10-15")


def test_a_share_says_its_basis_where_the_text_does() -> None:
    report = Report("The SDF hold half of the territory of Tabqa.").frame(
        "hold", "hold", agent=SDF, place=place("Tabqa"), quantity=number("half", 50, 50, 50, unit="percent")
    )
    assert report.claim().control.basis == "area"


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        (fighters("A group of IS fighters", "Islamic State", is_part=True), "part_of_the_party"),
        (fighters("Foreign fighters", "Islamic State", is_part=True), "part_of_the_party"),
        (party("a convoy", kind="thing", plural=False), "agent_is_no_party"),
    ],
)
def test_a_part_of_the_party_does_not_lose_the_place(agent, reason) -> None:
    report = Report(f"{agent.phrase} left Tabqa.").frame(
        "withdraw", "left", agent=agent, origin=place("Tabqa")
    )
    claim = report.claim("control")
    assert claim.control.change == "lost" and not claim.control.whole
    assert dict(claim.reasons)["control.whole"] == reason


def test_a_number_of_fighters_is_a_part() -> None:
    report = Report("Some 40 fighters left Tabqa.").frame(
        "withdraw", "left", agent=fighters("Some 40 fighters", "Islamic State"), origin=place("Tabqa"),
        quantity=number("Some 40", None, 40, None, "about"),
    )  # fmt: skip
    assert not report.claim("control").control.whole


def test_the_party_itself_leaving_loses_the_place() -> None:
    report = Report("Islamic State left Tabqa.").frame(
        "withdraw", "left", agent=party("Islamic State", kind="armed_group"), origin=place("Tabqa")
    )
    control = report.claim("control").control
    assert (control.holder, control.change, control.whole) == ("Islamic State", "lost", True)


@pytest.mark.parametrize(
    "phrase", ["parts of Tabqa", "eastern Tabqa", "most of Tabqa", "the outskirts of Tabqa"]
)
def test_a_part_of_the_place_is_not_the_place(phrase: str) -> None:
    report = Report(f"The SDF took {phrase}.").frame(
        "capture", "took", agent=SDF, place=place(phrase, "Tabqa")
    )
    assert not report.claim("control").control.whole


def test_one_claim_for_each_place_lost() -> None:
    report = Report("Islamic State ceded Tabqa and Manbij.").frame(
        "withdraw",
        "ceded",
        agent=party("Islamic State", kind="armed_group"),
        origin=[place("Tabqa"), place("Manbij")],
    )
    claims = report.claims("control")
    assert [[one.name for one in claim.places] for claim in claims] == [["Tabqa"], ["Manbij"]]
    assert len({claim.id for claim in claims}) == 2


def test_leaving_without_a_place_says_nothing_of_control() -> None:
    report = Report("Islamic State left.").frame(
        "withdraw", "left", agent=party("Islamic State", kind="armed_group")
    )
    assert report.claims("control") == () and report.claims("movement")


def test_withdrawal_is_control_movement_and_event_at_once() -> None:
    report = Report("Islamic State left Tabqa.").frame(
        "withdraw", "left", agent=party("Islamic State", kind="armed_group"), origin=place("Tabqa")
    )
    assert [claim.kind.value for claim in report.claims()] == ["control", "movement", "event"]


def test_unknown_holder_is_empty_with_a_reason() -> None:
    claim = Report("Tabqa fell.").frame("capture", "fell", place=place("Tabqa")).claim("control")
    assert claim.control.holder == "" and not claim.control.whole
    assert dict(claim.reasons)["control.holder"] == "not_expressed"


def test_holding_something_in_a_place_is_not_holding_it() -> None:
    report = Report("The SDF hold positions in Tabqa.").frame("hold", "hold", agent=SDF, place=place("Tabqa"))
    claim = report.claim()
    assert not claim.control.whole and dict(claim.reasons)["control.whole"] == "part_of_the_place"
