"""Among the dead: tolls that are parts of one told before, and tolls that are not."""

import pytest
from tests.extract.builders import Report, number, party, place

from sitrep.model.claim import Claim, Figure

WHOLE = "Shelling killed 12 people in Tabqa."


def told(
    sentence: str, trigger: str, people: str, *, count: int | None = None, **more
) -> tuple[Claim, Claim]:
    """The claim of twelve dead in Tabqa, and that of a second sentence."""
    report = Report(WHOLE, sentence)
    report.frame("shelling", "Shelling", place=place("Tabqa"))
    report.frame("kill", "killed", quantity=number("12", 12), target=party("12 people"), place=place("Tabqa"))
    stated = {} if count is None else {"quantity": number(more.pop("phrase", str(count)), count)}
    report.frame(
        more.pop("kind", "kill"), trigger, s=1, target=party(people, **more.pop("whom", {})), **stated, **more
    )
    whole, *others = report.claims("figure")
    return whole, others[0]


def figure(claim: Claim) -> Figure:
    assert claim.figure is not None
    return claim.figure


ONE = {"plural": False, "kind": "person"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "people", "count", "subject"),
    [
        ("Among the dead was a journalist.", "dead", "a journalist", None, "journalists"),
        ("Among the dead were 2 children.", "dead", "2 children", 2, "children"),
        ("Amongst those killed were 2 children.", "killed", "2 children", 2, "children"),
        ("A doctor was among the dead.", "dead", "A doctor", None, "medics"),
        ("The dead included 2 aid workers.", "dead", "2 aid workers", 2, "aid workers"),
        ("Among the young victims were 3 children.", "victims", "3 children", 3, "children"),
        ("5 of the dead were children.", "dead", "5 of the dead", 5, "people"),
        ("One of those killed was a journalist.", "killed", "a journalist", None, "journalists"),
    ],
)
def test_a_part_of_the_toll_points_to_it(
    sentence: str, trigger: str, people: str, count: int | None, subject: str
) -> None:
    whole, part = told(sentence, trigger, people, count=count, whom={} if count else ONE)
    assert figure(part).subset_of == whole.id and figure(part).subject == subject
    assert part.event_frame == whole.event_frame != ""
    assert [each.name for each in part.places] == ["Tabqa"]


@pytest.mark.parametrize(
    ("sentence", "trigger", "people", "count"),
    [
        ("The dead were 2 children.", "dead", "2 children", 2),
        ("All of the dead were civilians.", "dead", "civilians", None),
        ("The number of those killed rose to 14.", "killed", "those", 14),
        ("The mayor was killed among his guards.", "killed", "The mayor", None),
        ("Relatives of the dead said 2 children were killed.", "killed", "2 children", 2),
        ("Among those who condemned it, 2 ministers were killed later.", "killed", "2 ministers", 2),
    ],
)
def test_another_number_is_no_part(sentence: str, trigger: str, people: str, count: int | None) -> None:
    whole, other = told(sentence, trigger, people, count=count)
    assert figure(other).subset_of != whole.id


def test_more_than_the_toll_is_no_part_of_it() -> None:
    whole, part = told("Among the dead were 20 children.", "dead", "20 children", count=20)
    assert figure(part).subset_of != whole.id


def test_the_wounded_are_no_part_of_the_dead() -> None:
    whole, part = told("Among the wounded were 2 children.", "wounded", "2 children", count=2, kind="injure")
    assert figure(part).metric == "injured" and figure(part).subset_of != whole.id


def test_the_dead_of_another_town_are_no_part() -> None:
    whole, part = told(
        "In Manbij 2 children were among the dead.", "dead", "2 children", count=2, place=place("Manbij")
    )
    assert figure(part).subset_of != whole.id and [each.name for each in part.places] == ["Manbij"]


def test_a_toll_far_above_is_not_taken_up() -> None:
    report = Report(WHOLE, "It rained.", "It was cold.", "Among the dead were 2 children.")
    report.frame("kill", "killed", quantity=number("12", 12), target=party("12 people"))
    report.frame("kill", "dead", s=3, quantity=number("2", 2), target=party("2 children"))
    _, part = report.claims("figure")
    assert not figure(part).subset_of


def test_parts_within_the_sentence_are_figures_of_their_own() -> None:
    """The engine gives a frame the number of all; the parts that follow it are told beside."""
    report = Report("Shelling killed 12 people in Tabqa, 3 of them women.")
    report.frame(
        "kill", "killed", quantity=number("12", 12), target=party("12 people"), parts=[number("3", 3)]
    )
    whole, part = report.claims("figure")
    assert (figure(part).best, figure(part).subject) == (3, "women")
    assert figure(part).subset_of == whole.id
