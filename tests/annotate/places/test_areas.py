"""First-order areas of a document, and which of the namesakes they point at. The sentences are our own."""

import pytest
from tests.annotate.places.test_resolver import one, report

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.places import Places
from sitrep.model.mention import PlaceMention
from sitrep.settings import Settings


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings().cache_dir)


def named(gazetteer: Gazetteer, *lines: str, wide: bool = False) -> dict[str, PlaceMention]:
    document, sentences = report(*lines)
    return {
        mention.phrase: mention
        for mention in Places(document, sentences, (), gazetteer, wide=wide).toponyms()
    }


def test_a_state_after_a_town_says_which_town(gazetteer: Gazetteer) -> None:
    found = named(
        gazetteer,
        "Police in Springfield, Ohio, closed two roads on Monday.",
        "The mayor of Springfield spoke later.",
    )
    assert (round(found["Springfield"].lat or 0), round(found["Springfield"].lon or 0)) == (40, -84)
    assert found["Ohio"].kind == "adm1"


def test_a_state_named_elsewhere_helps_a_town(gazetteer: Gazetteer) -> None:
    mention = one(
        gazetteer, "Gainesville", "Troopers from across Texas met on Monday.", "They gathered in Gainesville."
    )
    assert round(mention.lon or 0) == -97


def test_the_state_after_a_town_is_the_state(gazetteer: Gazetteer) -> None:
    found = named(gazetteer, "The bridge in Buffalo, New York, was closed on Monday.")
    assert found["New York"].kind == "adm1"


def test_a_list_of_states_puts_none_in_another(gazetteer: Gazetteer) -> None:
    found = named(gazetteer, "Guards from California, Florida, New York were sent on Monday.")
    assert found["Florida"].kind == "adm1"


def test_members_of_a_list_of_states_are_states(gazetteer: Gazetteer) -> None:
    line = "The illness was seen in Michigan, Oregon, Washington, Idaho and New York on Monday."
    found = named(gazetteer, line)
    assert {found[name].kind for name in ("Michigan", "Oregon", "Washington", "Idaho", "New York")} == {
        "adm1"
    }


def test_a_country_after_a_town_says_which_town(gazetteer: Gazetteer) -> None:
    found = named(
        gazetteer, "Envoys of Canada, Canadian aid workers and Canadian troops met in London, Canada."
    )
    assert found["London"].iso2 == "CA"


def test_a_state_said_once_holds_for_the_name_elsewhere(gazetteer: Gazetteer) -> None:
    found = named(
        gazetteer,
        "Fires spread in the state of Victoria in Australia.",
        "Smoke lay over Victoria on Monday.",
    )
    assert {found["Victoria"].kind} == {"adm1"}


def test_a_county_tells_the_state_of_a_town(gazetteer: Gazetteer) -> None:
    mention = one(
        gazetteer,
        "Charleston",
        "Troops met in Kanawha County, USA, on Monday.",
        "They went on to Charleston.",
    )
    assert round(mention.lon or 0) == -82


def test_a_county_is_known_though_its_name_is_an_ordinary_word(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Orange County", "Crews from the United States left Orange County.").kind == "adm2"


def test_an_abbreviated_state_is_read_within_a_sentence(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, "A man died in Calif. jail cells on Monday.")["Calif."].kind == "adm1"


def test_a_great_city_before_an_area_of_its_country_stays_itself(gazetteer: Gazetteer) -> None:
    found = named(gazetteer, "Shells fell on Aleppo, Idlib and Hama in Syria on Monday.")
    assert round(found["Aleppo"].lat or 0, 1) == 36.2


def test_wide_takes_the_best_of_several(gazetteer: Gazetteer) -> None:
    lines = ("A convoy stopped in Richmond on Monday.",)
    assert one(gazetteer, "Richmond", *lines).reason == "ambiguous"
    document, sentences = report(*lines)
    start = document.text.index("Richmond")
    span = type(sentences[0].span)(start, start + len("Richmond"))
    (mention,) = Places(document, sentences, (), gazetteer, wide=True).resolve(span, role="place")
    assert mention.lat is not None


def test_seas_and_mountains_have_a_point_and_a_radius(gazetteer: Gazetteer) -> None:
    mention = one(gazetteer, "the Black Sea", "A ship was hit in the Black Sea on Monday.")
    assert (mention.lat, mention.lon) == (43.0, 34.0)
    assert mention.radius_km is not None and mention.radius_km > 100


def test_a_small_namesake_of_a_capital_is_no_capital(gazetteer: Gazetteer) -> None:
    found = named(
        gazetteer, "Troopers from across Pennsylvania met on Monday.", "Officials in Washington welcomed it."
    )
    assert round(found["Washington"].lat or 0, 1) == 38.9


def test_a_country_is_not_the_state_of_its_name(gazetteer: Gazetteer) -> None:
    found = named(gazetteer, "Traders from Nigeria crossed into Niger on Monday, officials in Nigeria said.")
    assert found["Niger"].iso2 == "NE"


def test_a_large_province_is_meant_rather_than_a_small_town_abroad(gazetteer: Gazetteer) -> None:
    found = named(gazetteer, "Drivers from Ontario left Canada for the United States on Monday.")
    assert (found["Ontario"].kind, found["Ontario"].iso2) == ("adm1", "CA")
