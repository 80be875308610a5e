"""Names of private persons in running text: what shows one, and what must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.pipeline.private_names import told_names


def told(text: str, *, private: tuple[str, ...] = (), public: tuple[str, ...] = ()) -> set[str]:
    return set(told_names(text, private=private, public=public))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Among the dead was Olha Marchenko, a 41-year-old nurse.", {"Olha Marchenko"}),
        ("A shell killed her son Danilo, 9, in the yard.", {"Danilo"}),
        ("The dead included two-year-old Lina and Farid Haddad, 11.", {"Lina", "Farid Haddad"}),
        ("Rana Nasser (27) died in the church.", {"Rana Nasser"}),
        ("- Admitted: Samira Khalil, female, 33, shrapnel", {"Samira Khalil"}),
        ("The shell hit a house belonging to Salim al-Omari.", {"Salim al-Omari"}),
        ("The boy, identified as Taras Bondar, died later.", {"Taras Bondar"}),
        ("Mariam al-Hajj, who lost two brothers, told us there was no warning.", {"Mariam al-Hajj"}),
        ("Shells fell. Neighbour Asha Kamal lost her baby Noor.", {"Asha Kamal", "Noor"}),
        ("He said his uncle Tekle was shot in Axum.", {"Tekle"}),
        ("TWO CIVILIANS DIED, AND HIS SON PEDRO RUIZ, AGED 11, WAS HURT.", {"PEDRO RUIZ"}),
    ],
)
def test_words_beside_a_name_show_a_private_person(text: str, names: set[str]) -> None:
    assert told(text) == names


def test_who_bears_the_last_name_of_a_private_person_is_private_too() -> None:
    text = "“They were innocent,” said Emad Haddad of Samir Haddad. Nasir Haddad and Ali Omar fled."
    assert told(text, private=("Samir Haddad",)) == {"Emad Haddad", "Samir Haddad", "Nasir Haddad"}


def test_a_noun_for_people_before_a_name_is_no_part_of_it() -> None:
    assert told("Teacher Adam Bakri died.", private=("Bakri",)) == {"Adam Bakri"}


@pytest.mark.parametrize(
    "text",
    [
        "President Selim Aziz, 71, spoke on Monday.",
        "Rana Aziz, 45, the governor, said so.",
        "Islamic State, who held the town, left.",
        "Strikes hit Aleppo 12 times. On March 3, 2025, 20 died.",
        "The United Nations Children's Fund, whose staff left, said 12 died.",
        "The town of Haditha fell; three children of Anbar died.",
        "A house was hit. Kharkiv was quiet.",
    ],
)
def test_roles_parties_and_places_stay(text: str) -> None:
    assert told(text) == set()


def test_a_name_that_the_claims_know_as_public_stays() -> None:
    assert told("Tal Rifaat, 30, and Omar Said, 41, fled.", public=("Tal Rifaat",)) == {"Omar Said"}


def test_a_sentence_ends_a_name() -> None:
    assert told("It hit Bandiagara. Sekou Traore, 30, died.") == {"Sekou Traore"}


@given(st.text(alphabet="aA ,.0159-\n’é", max_size=80))
def test_every_name_stands_in_the_text(text: str) -> None:
    assert all(name in text for name in told(text))
