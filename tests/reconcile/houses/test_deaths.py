"""Deaths of one event over all subjects: sides add up, parts are not added, silence is nothing but ACLED's 0."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import UNSURE, Record, claim, figure, killed, record, said_by
from tests.reconcile.telling import bounds, used

from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import HouseFigure

SDF, IS = "Syrian Democratic Forces", "Islamic State"
SOHR, AIRWARS = said_by("Syrian Observatory for Human Rights"), said_by("Airwars")


def clash(**more) -> Claim:
    return claim("clash", by=[SDF], to=[IS], sentence=1, **more)


def dead(number: int, subject: str, quantifier: str = "exact", *, slot: str = "", said=SOHR, **more) -> Claim:
    """Deaths in the clash."""
    return killed(
        number,
        quantifier,
        sentence=2,
        slot=slot or subject,
        said=said,
        event_frame="report/1",
        figure={"subject": subject, **more.pop("figure", {})},
        **more,
    )


def deaths(*claims: Claim) -> dict[str, HouseFigure]:
    return in_record(record(*claims))


def in_record(situation: Record) -> dict[str, HouseFigure]:
    [event] = situation.all("events")
    return {each.house: each for each in event.houses}


def classes(ucdp: HouseFigure) -> dict[str, float | None]:
    """The dead by class, those of a side by its short name; classes without dead are left out."""
    assert all(low == high for _, low, high in ucdp.parts)
    short = {f"combatants:{SDF}": "SDF", f"combatants:{IS}": "IS"}
    return {short.get(name, name): low for name, low, _ in ucdp.parts if low != 0}


def test_best_is_the_sum_of_both_sides_civilians_and_unknown() -> None:
    found = deaths(
        clash(),
        dead(5, f"combatants:{SDF}"),
        dead(30, f"combatants:{IS}"),
        dead(4, "civilians"),
        dead(2, "police"),
    )
    assert classes(found["ucdp"]) == {"SDF": 5, "IS": 30, "civilians": 4, "unknown": 2}
    assert bounds(found["ucdp"]) == (41, 41, 41)
    assert bounds(found["acled"]) == (41, 41, 41)


def test_people_hold_the_others_and_the_rest_is_unknown() -> None:
    found = deaths(clash(), dead(50, "people"), dead(30, f"combatants:{IS}"), dead(4, "civilians"))
    assert classes(found["ucdp"]) == {"IS": 30, "civilians": 4, "unknown": 16}
    assert bounds(found["ucdp"]) == (50, 50, 50)
    assert found["acled"].best == 50


def test_a_part_is_not_added_to_its_whole() -> None:
    whole = dead(12, "civilians")
    part = dead(3, "children", figure={"subset_of": whole.id})
    found = deaths(clash(), whole, part)
    assert bounds(found["ucdp"]) == (12, 12, 12)
    assert found["acled"].best == 12
    assert bounds(found["airwars"]) == (12, None, 12)
    assert found["airwars"].parts == (("children", 3, 3),)


def test_airwars_keeps_militants_apart_and_never_gives_one_number() -> None:
    found = deaths(
        clash(),
        dead(12, "civilians"),
        dead(15, "civilians", said=AIRWARS, document="b", slot="b"),
        dead(30, f"combatants:{IS}"),
    )
    airwars = found["airwars"]
    assert bounds(airwars) == (12, None, 15)
    assert airwars.parts == (("militants", 30, 30),)
    assert {role for role in used(airwars).values()} == {"min", "max", "militants min, max"}


def test_women_children_and_men_are_told_apart() -> None:
    found = deaths(clash(), dead(3, "women"), dead(4, "children"), dead(5, "men"))
    assert bounds(found["airwars"]) == (12, None, 12)
    assert dict((name, low) for name, low, _ in found["airwars"].parts) == {
        "women": 3,
        "children": 4,
        "men": 5,
    }
    assert classes(found["ucdp"]) == {"civilians": 12}


def test_people_of_unknown_status_are_no_civilians_of_airwars() -> None:
    assert "airwars" not in deaths(clash(), dead(12, "people"))


def test_where_reports_are_silent_acled_alone_has_a_number() -> None:
    found = deaths(clash())
    assert {name: each.best for name, each in found.items()} == {"acled": 0}


def test_injured_are_no_fatalities() -> None:
    found = deaths(clash(), dead(12, "civilians", figure={"metric": "injured"}))
    assert {name: each.best for name, each in found.items()} == {"acled": 0}


def test_an_open_best_of_one_side_leaves_the_sum_to_a_reviewer() -> None:
    found = deaths(clash(), dead(5, f"combatants:{SDF}"), dead(20, "civilians", "vague"))
    assert bounds(found["ucdp"])[:2] == (25, None)


def test_what_nobody_reviewed_is_not_added_to_what_counts() -> None:
    found = deaths(clash(), dead(5, f"combatants:{SDF}"), dead(400, "civilians", confidence=UNSURE))
    assert (found["acled"].best, found["acled"].reading) == (5, "counted")
    assert bounds(found["ucdp"]) == (5, 5, 5)


@settings(max_examples=60, deadline=None)
@given(
    numbers=st.dictionaries(
        st.sampled_from(
            (f"combatants:{SDF}", f"combatants:{IS}", "civilians", "police", "people", "children")
        ),
        st.integers(1, 500),
        min_size=1,
    )
)
def test_best_always_is_the_sum_of_its_classes(numbers: dict[str, int]) -> None:
    found = deaths(clash(), *(dead(number, subject) for subject, number in numbers.items()))["ucdp"]
    assert found.best == sum(number for number in classes(found).values())
    assert found.low <= found.best <= found.high


def test_movement_has_no_deaths() -> None:
    fled = claim("displace", kind=ClaimKind.FIGURE, figure=figure(300, metric="fled", subject="people"))
    assert all(each.house == "acled" and each.best == 0 for each in deaths(fled).values())
