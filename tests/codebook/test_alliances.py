"""Who stands with whom, by year."""

import pytest

from sitrep.codebook.alliances import allied, organisations, side, stands_for
from sitrep.codebook.parties import load
from sitrep.codebook.party_codes import party_codes

YPG, SDF, COALITION = "Kurdish People's Protection Units", "Syrian Democratic Forces", "US-led coalition"
QASSAM, HAMAS = "Izz ad-Din al-Qassam Brigades", "Hamas"


def test_a_wing_and_a_member_are_of_what_holds_them() -> None:
    assert {YPG, SDF} <= side(YPG, 2017) and organisations(QASSAM, 2023) == {QASSAM, HAMAS}
    assert YPG not in side(SDF, 2017)


def test_membership_goes_up_all_the_way() -> None:
    """A brigade of a front of an army is of the army."""
    assert "Syrian National Army" in organisations("Failaq al-Sham", 2020)


@pytest.mark.parametrize(("year", "with_it"), [(2014, False), (2015, True), (2024, True), (None, True)])
def test_a_relation_holds_by_year(year: int | None, with_it: bool) -> None:
    assert (SDF in side(YPG, year)) is with_it


@pytest.mark.parametrize(("year", "with_it"), [(2022, True), (2023, False), (2024, False), (None, False)])
def test_a_relation_does_not_hold_in_the_year_in_which_it_ends(year: int | None, with_it: bool) -> None:
    """The Rapid Support Forces and the army were at war from April 2023 on."""
    assert ("Sudanese Armed Forces" in side("Rapid Support Forces", year)) is with_it


def test_allies_and_backers_stand_by_each_other_both_ways_and_one_step_far() -> None:
    assert COALITION in allied(SDF, 2017) and SDF in allied(COALITION, 2017)
    assert COALITION in allied(YPG, 2017)  # through the alliance that it is a member of
    assert "Hezbollah" in allied("Iran", 2020) and "Houthis" not in allied("Hezbollah", 2020)


def test_what_split_off_is_on_its_own_side() -> None:
    assert "al-Shabaab" not in side("Islamic State in Somalia", 2020) | allied(
        "Islamic State in Somalia", 2020
    )


def test_two_members_do_not_stand_for_each_other() -> None:
    assert stands_for(YPG, SDF, 2017) and stands_for(SDF, YPG, 2017)
    assert not stands_for("Hamza Division", "Sultan Murad Division", 2018)


def test_nobody_is_his_own_ally_and_no_chain_is_endless() -> None:
    for relation in party_codes().relations:
        for year in (relation.first or 2000, None):
            assert not side(relation.party, year) & allied(relation.party, year)
            assert organisations(relation.party, year) <= set(load().by_name)
