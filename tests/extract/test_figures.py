"""Figures: which numbers become one, what they count, and what is never made up."""

import pytest
from tests.extract.builders import Report, fighters, number, party, place

from sitrep.model.claim import Figure


def _figures(report: Report) -> list[Figure]:
    return [claim.figure for claim in report.claims("figure")]


def test_a_number_is_kept_as_reported_with_its_open_bound() -> None:
    report = Report("Shelling killed more than 40 civilians.").frame(
        "kill", "killed", target=party("more than 40 civilians", "civilians", kind="civilians"),
        quantity=number("more than 40", 40, 40, None, "more_than"),
    )  # fmt: skip
    (figure,) = _figures(report)
    assert (figure.metric, figure.low, figure.best, figure.high) == ("killed", 40, 40, None)
    assert figure.low_open and figure.high_open and figure.quantifier == "more_than"
    assert (figure.subject, figure.measure, figure.idmc) == ("civilians", "incident", None)


def test_one_figure_for_each_number_with_the_target_that_holds_or_follows_it() -> None:
    report = Report("The blast killed 12 soldiers and three journalists.").frame(
        "kill", "killed", quantity=[number("12", 12), number("three", 3)],
        target=[fighters("12 soldiers", "Syrian Arab Army"), party("three journalists", "journalists")],
    )  # fmt: skip
    first, second = _figures(report)
    assert (first.best, first.subject) == (12, "combatants:Syrian Arab Army")
    assert (second.best, second.subject) == (3, "journalists")


def test_including_is_a_part_and_not_added() -> None:
    report = Report("The raid killed 20 people, including seven children.").frame(
        "kill", "killed", quantity=[number("20", 20), number("seven", 7)],
        target=party("20 people, including seven children", "people"),
    )  # fmt: skip
    whole, part = report.claims("figure")
    assert whole.figure.subset_of == "" and whole.figure.subject == "people"
    assert part.figure.subset_of == whole.id and part.figure.subject == "children"


def test_a_part_without_its_whole_says_so() -> None:
    report = Report("The dead were villagers, including seven children.").frame(
        "kill", "dead", quantity=number("seven", 7, subset=True), target=party("seven children", "children")
    )
    claim = report.claim("figure")
    assert claim.figure.subset_of == "" and dict(claim.reasons)["figure"] == "subset_of_unknown"


@pytest.mark.parametrize(
    ("target", "low", "best", "high", "quantifier"),
    [
        (party("a teacher", "teacher", plural=False), 1, 1, 1, "counted"),
        (party("Amal Haddad", kind="person", is_named=True, private=True, plural=False), 1, 1, 1, "counted"),
        (party("villagers"), 2, None, None, "vague"),
    ],
)
def test_targets_without_a_number(target, low, best, high, quantifier) -> None:
    figure = (
        Report(f"Mines killed {target.phrase}.").frame("kill", "killed", target=target).claim("figure").figure
    )
    assert (figure.low, figure.best, figure.high, figure.quantifier) == (low, best, high, quantifier)


@pytest.mark.parametrize(
    "target",
    [
        party("them"),
        party("Ahrar", kind="armed_group", plural=None),
        party("the village", kind="thing", plural=False),
    ],
)
def test_what_cannot_be_counted_stays_null_with_a_reason(target) -> None:
    claim = Report(f"Shells killed {target.phrase}.").frame("kill", "killed", target=target).claim("figure")
    assert (claim.figure.low, claim.figure.best, claim.figure.high) == (None, None, None)
    assert claim.figure.quantifier == "not_stated" and dict(claim.reasons)["figure"] == "no_quantity"


def test_no_one_killed_is_a_stated_zero_and_negated() -> None:
    report = Report("No one was killed in the strike.").frame(
        "kill", "killed", modality="negated", target=party("No one", plural=None)
    )
    claim = report.claim("figure")
    assert (claim.figure.low, claim.figure.best, claim.figure.high) == (0, 0, 0)
    assert claim.modality == "negated" and claim.figure.reason == "stated_zero"


def test_no_casualties_is_a_stated_zero() -> None:
    report = Report("There were no deaths in the village.").frame("kill", "deaths", modality="negated")
    assert report.claim("figure").figure.best == 0


def test_a_denied_plural_counts_nobody() -> None:
    report = Report("The army did not kill villagers.").frame(
        "kill", "kill", modality="negated", target=party("villagers")
    )
    assert report.claim("figure").figure.low is None


def test_killed_or_wounded_is_one_number_of_casualties() -> None:
    report = Report("The clash left 30 people killed or wounded.")
    for kind, trigger in (("kill", "killed"), ("injure", "wounded")):
        report.frame(
            kind, trigger, target=party("30 people", "people"), quantity=number("30", 30, unit="casualty")
        )
    (casualties,) = [figure for figure in _figures(report) if figure.best is not None]
    assert casualties.metric == "casualties"


@pytest.mark.parametrize(
    ("kind", "trigger", "measure", "metric", "idmc"),
    [
        ("displace", "fled", "cumulative", "fled", "flow"),
        ("displace", "displaced", "incident", "displaced", "flow"),
        ("displace", "displaced", "stock", "displaced", "stock"),
        ("trap", "trapped", "stock", "trapped", None),
        ("return", "returned", "incident", "returned", "flow"),
        ("evacuate", "evacuated", "incident", "evacuated", "flow"),
        ("abduct", "kidnapped", "incident", "abducted", None),
        ("detain", "arrested", "incident", "detained", None),
        ("release", "freed", "incident", "released", None),
        ("execute", "executed", "incident", "killed", None),
        ("need", "starving", "stock", "in_need", None),
        ("aid", "reached", "incident", "reached", None),
    ],
)
def test_metric_measure_and_idmc_by_type(kind, trigger, measure, metric, idmc) -> None:
    report = Report(f"In Idlib 300 people were {trigger}.").frame(
        kind, trigger, target=party("300 people", "people"), quantity=number("300", 300), measure=measure
    )
    figure = report.claim("figure").figure
    assert (figure.metric, figure.measure, figure.idmc, figure.subject) == (metric, measure, idmc, "people")


@pytest.mark.parametrize(
    ("kind", "trigger", "metric"),
    [("surrender", "surrendered", "surrendered"), ("withdraw", "left", "withdrawn"),
     ("deploy", "deployed", "deployed"), ("present", "remained", "fighters_present")],
)  # fmt: skip
def test_the_agent_is_counted_where_the_agent_moves_or_stands(kind, trigger, metric) -> None:
    report = Report(f"Some 400 fighters {trigger} in Hajin.").frame(
        kind, trigger, agent=fighters("Some 400 fighters", "Islamic State", is_part=True),
        quantity=number("Some 400", None, 400, None, "about"), place=place("Hajin"),
    )  # fmt: skip
    figure = report.claim("figure").figure
    assert (figure.metric, figure.best, figure.subject) == (metric, 400, "combatants:Islamic State")


def test_homes_destroyed_are_counted_and_tanks_are_not() -> None:
    homes = Report("Floods of fire destroyed 50 homes.").frame(
        "destroy", "destroyed", target=party("50 homes", kind="thing"), quantity=number("50", 50, unit="home")
    )
    tanks = Report("The raid destroyed 50 tanks.").frame(
        "destroy", "destroyed", target=party("50 tanks", kind="thing"), quantity=number("50", 50, unit="tank")
    )
    assert homes.claim("figure").figure.metric == "housing_destroyed"
    assert tanks.claims("figure") == ()


def test_percent_and_money_are_no_figures_of_people() -> None:
    for unit in ("percent", "dollar"):
        report = Report("Aid of 50 was delivered.").frame(
            "aid", "delivered", quantity=number("50", 50, unit=unit)
        )
        assert report.claims("figure") == ()


def test_several_places_make_one_claim_with_a_list() -> None:
    report = Report("Some 900 people fled Tabqa and Manbij.").frame(
        "displace", "fled", target=party("Some 900 people", "people"),
        quantity=number("Some 900", None, 900, None, "about"),
        origin=[place("Tabqa"), place("Manbij")],
    )  # fmt: skip
    claim = report.claim("figure")
    assert [one.name for one in claim.places] == ["Tabqa", "Manbij"] and claim.figure.best == 900


def test_increment_and_running_total_are_kept() -> None:
    report = Report("Another 12 died, bringing the toll to 50.").frame(
        "kill",
        "died",
        quantity=[number("Another 12", 12, increment=True), number("50", 50, running_total=True)],
    )
    first, second = _figures(report)
    assert first.increment and not first.running_total
    assert second.running_total and not second.increment


def test_families_are_counted_as_families_and_never_as_people() -> None:
    report = Report("Some 80 families fled.").frame(
        "displace", "fled", target=party("Some 80 families", "families"),
        quantity=number("Some 80", None, 80, None, "about", unit="family"),
    )  # fmt: skip
    figure = report.claim("figure").figure
    assert (figure.unit, figure.subject) == ("family", "families")


def test_figures_of_one_frame_have_ids_of_their_own_by_the_place_of_the_number() -> None:
    report = Report("It killed 12 soldiers, 12 officers and a guard.").frame(
        "kill", "killed", quantity=number("12", 12),
        target=[party("12 soldiers"), party("a guard", plural=False)],
    )  # fmt: skip
    one, two = report.claims("figure")
    assert one.id != two.id and one.frame == two.frame


def test_a_word_before_a_noun_is_not_one_person() -> None:
    report = Report("The migrant flow went on.").frame(
        "displace", "flow", target=party("migrant", kind="civilians", plural=False)
    )
    assert report.claim("figure").figure.quantifier == "not_stated"


def test_him_and_her_are_one_and_them_is_no_number() -> None:
    for word, best in (("him", 1), ("her", 1), ("them", None)):
        report = Report(f"The patrol fired and killed {word}.").frame(
            "kill", "killed", target=party(word, "", kind="unknown", plural=None)
        )
        (figure,) = _figures(report)
        assert figure.best == best


def test_a_person_named_after_including_is_part_of_the_number() -> None:
    report = Report("Troops detained four men near the river, including a commander.").frame(
        "detain", "detained", quantity=number("four", 4),
        target=[party("four men", "men"), party("a commander", "commander", kind="combatants", plural=False)],
    )  # fmt: skip
    whole, part = report.claims("figure")
    assert (whole.figure.best, whole.figure.subset_of) == (4, "")
    assert (part.figure.best, part.figure.subset_of) == (1, whole.id)


def test_a_person_named_beside_a_number_is_not_part_of_it() -> None:
    report = Report("Troops detained four men, including boys, and a commander.").frame(
        "detain", "detained", quantity=number("four", 4),
        target=[party("four men", "men"), party("a commander", "commander", kind="combatants", plural=False)],
    )  # fmt: skip
    _, other = report.claims("figure")
    assert other.figure.subset_of == ""
