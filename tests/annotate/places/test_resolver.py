"""Places: from phrases to gazetteer entries, precision, context, abstention. The sentences are our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.norms import place_norm
from sitrep.annotate.places import Places
from sitrep.annotate.sentences import split
from sitrep.ingest import frames_document
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PlaceMention
from sitrep.model.span import Span
from sitrep.settings import Settings


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings().cache_dir)


def report(*lines: str, dateline: str = "") -> tuple[Document, tuple[Sentence, ...]]:
    text = "\n".join(([dateline] if dateline else []) + list(lines))
    blocks, sentences, position = [], [], 0
    for number, line in enumerate(text.split("\n")):
        span = Span(position, position + len(line))
        role = BlockRole.DATELINE if dateline and number == 0 else BlockRole.BODY
        blocks.append(Block(span, role))
        if role is BlockRole.BODY:
            sentences.append(Sentence(len(sentences), span, number, role))
        position += len(line) + 1
    place = dateline.split(" (")[0].title()
    document = Document(id="d", capture_id="c", text=text, blocks=tuple(blocks), dateline_place=place)
    return document, tuple(sentences)


def read(
    gazetteer: Gazetteer, phrase: str, *lines: str, role: str = "place", dateline: str = ""
) -> tuple[PlaceMention, ...]:
    """Resolves the last occurrence of a phrase in the report made of the lines."""
    document, sentences = report(*lines, dateline=dateline)
    start = document.text.rindex(phrase)
    span = Span(start, start + len(phrase))
    number = next(sentence.index for sentence in sentences if sentence.span.contains(span))
    frame = Frame(Span(start, start), "attack", "actual", number, {role: (span,)})
    return Places(document, sentences, (frame,), gazetteer).resolve(span, role=role)


def one(gazetteer: Gazetteer, phrase: str, *lines: str, **options: str) -> PlaceMention:
    (mention,) = read(gazetteer, phrase, *lines, **options)
    return mention


# ---- names


@pytest.mark.parametrize(
    ("phrase", "norm"),
    [
        ("the Syrian city of Raqqa", "Raqqa, Syria"),
        ("Raqqa, Syria", "Raqqa, Syria"),
        ("Raqqa's central market", "Raqqa, Syria"),
        ("the outskirts of Raqqa", "Raqqa, Syria"),
        ("Raqqa province", "Raqqa, Syria"),
        ("northern Iraq", "northern Iraq, Iraq"),
        ("south-eastern Turkey", "south-eastern Turkey, Turkey"),
        ("eastern Aleppo", "eastern Aleppo, Syria"),
        ("the Syrian capital", "Damascus, Syria"),
        ("Iraq", "Iraq"),
        ("Iraqi territory", "Iraq"),
        ("the Syrian-Turkish border", "Syria-Turkey border"),
        ("the Sheikh Maqsud district of Aleppo", "Sheikh Maqsud, Aleppo, Syria"),
        ("the Red Sea", "Red Sea"),
        ("the Middle East", "Middle East"),
    ],
)
def test_phrases(gazetteer: Gazetteer, phrase: str, norm: str) -> None:
    mentions = read(gazetteer, phrase, f"Fighting went on in {phrase} on Monday, the Syrian army said.")
    assert [place_norm(mention) for mention in mentions] == [norm]


@pytest.mark.parametrize(
    ("phrase", "norms"),
    [
        ("Raqqa and Mosul", ["Raqqa, Syria", "Mosul, Iraq"]),
        ("Hama and Idlib provinces", ["Hama, Syria", "Idlib, Syria"]),
        ("Homs, Hama and Palmyra", ["Homs, Syria", "Hama, Syria", "Palmyra, Syria"]),
    ],
)
def test_one_phrase_several_places(gazetteer: Gazetteer, phrase: str, norms: list[str]) -> None:
    mentions = read(gazetteer, phrase, f"Syrian and Iraqi forces fought in {phrase} on Monday.")
    assert [place_norm(mention) for mention in mentions] == norms


def test_provinces_share_their_noun(gazetteer: Gazetteer) -> None:
    mentions = read(gazetteer, "Hama and Idlib provinces", "Syrian jets hit Hama and Idlib provinces.")
    assert [mention.kind for mention in mentions] == ["adm1", "adm1"]


def test_city_is_the_town_and_province_the_area(gazetteer: Gazetteer) -> None:
    line = "Troops left the city of Idlib for the rest of Idlib province in Syria."
    assert one(gazetteer, "the city of Idlib", line).kind == "town"
    assert one(gazetteer, "Idlib province", line).kind == "adm1"


def test_unspecified_name_is_the_town(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Aleppo", "The battle for Aleppo goes on, Syrian state media said.").kind == "town"


def test_the_longest_spelling_of_the_document_names_the_place(gazetteer: Gazetteer) -> None:
    mention = one(gazetteer, "Raqqa", "Syrian rebels near Ar-Raqqah said so.", "Fighters left Raqqa.")
    assert (mention.name, mention.gazetteer_name) == ("Ar-Raqqah", "Ar Raqqah")


# ---- namesakes


def test_tripoli_by_context(gazetteer: Gazetteer) -> None:
    libya = one(
        gazetteer,
        "Tripoli",
        "Militias in Libya fought again.",
        "Libyan officials spoke of clashes in Tripoli.",
    )
    lebanon = one(
        gazetteer,
        "Tripoli",
        "The Lebanese army moved north.",
        "Lebanon saw shooting in Tripoli, north of Beirut.",
    )
    assert (libya.iso2, lebanon.iso2) == ("LY", "LB")


def test_aleppo_is_not_in_pennsylvania(gazetteer: Gazetteer) -> None:
    line = "U.S. officials in Washington said that American jets struck Aleppo."
    assert one(gazetteer, "Aleppo", line).iso2 == "SY"


def test_palmyra(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Palmyra", "Syrian troops took Palmyra back.").geonameid == 163808


def test_georgia_by_context(gazetteer: Gazetteer) -> None:
    country = one(
        gazetteer,
        "Georgia",
        "Russian tanks entered Georgia.",
        "Shells fell near Tbilisi, far inside Georgia.",
    )
    state = one(gazetteer, "Atlanta, Georgia", "U.S. police shot a man in Atlanta, Georgia.")
    assert (country.kind, country.name) == ("country", "Georgia")
    assert (state.iso2, state.name) == ("US", "Atlanta")


def test_the_stated_country_decides(gazetteer: Gazetteer) -> None:
    assert (
        one(gazetteer, "Tripoli, Lebanon", "Libyan and other officials met in Tripoli, Lebanon.").iso2 == "LB"
    )


def test_an_embassy_is_not_in_the_country_it_speaks_for(gazetteer: Gazetteer) -> None:
    assert (
        one(
            gazetteer, "the U.S. embassy in Baghdad", "Iraqi crowds stormed the U.S. embassy in Baghdad."
        ).iso2
        == "IQ"
    )


def test_a_small_town_of_a_country_that_nothing_speaks_of_is_not_taken(gazetteer: Gazetteer) -> None:
    mention = one(
        gazetteer, "Mansi", "Burmese troops burned houses in Mansi.", "Myanmar said nothing of Mansi."
    )
    assert (mention.lat, mention.reason, mention.country) == (None, "not_in_gazetteer", "Myanmar")


def test_two_towns_of_one_name_without_any_context_stay_open(gazetteer: Gazetteer) -> None:
    mention = one(gazetteer, "San Rafael", "Gunmen attacked San Rafael.")
    assert (mention.lat, mention.reason) == (None, "ambiguous")


# ---- precision: the rows of the places table


@pytest.mark.parametrize(
    ("phrase", "ucdp", "acled"),
    [
        ("Raqqa", 1, 1),
        ("the town of Tabqa", 1, 1),
        ("the Sheikh Maqsud neighborhood of Aleppo", 1, 1),
        ("near Raqqa", 2, 2),
        ("the outskirts of Raqqa", 2, 2),
        ("north of Raqqa", 2, 2),
        ("15 km south of Raqqa", 2, 2),
        ("60 kilometers north of Raqqa", 5, 3),
        ("Raqqa province", 4, 3),
        ("southern Syria", 5, 3),
        ("the Syrian-Turkish border", 5, 3),
        ("the Syrian coast", 5, 3),
        ("Syria", 6, None),
        ("Darfur", 5, 3),
        ("the Red Sea", 7, 3),
        ("the Middle East", None, None),
    ],
)
def test_precision(gazetteer: Gazetteer, phrase: str, ucdp: int | None, acled: int | None) -> None:
    (mention,) = read(gazetteer, phrase, f"A strike hit {phrase} while Syria and Sudan looked on.")
    assert (mention.ucdp_prec, mention.acled_prec) == (ucdp, acled)


def test_a_quarter_has_the_point_of_its_town(gazetteer: Gazetteer) -> None:
    line = "Syrian shells hit Aleppo and the Bustan al-Qasr neighborhood of Aleppo."
    mention = one(gazetteer, "the Bustan al-Qasr neighborhood of Aleppo", line)
    assert (mention.geonameid, mention.reason, mention.name) == (
        170063,
        "part_of_town",
        "Bustan al-Qasr, Aleppo",
    )


def test_a_compass_part_lies_on_its_side_of_the_country(gazetteer: Gazetteer) -> None:
    north = one(gazetteer, "northern Iraq", "Turkish jets struck northern Iraq.")
    south = one(gazetteer, "southern Iraq", "Turkish jets struck southern Iraq.")
    assert north.lat is not None and south.lat is not None and north.lat > south.lat + 2
    assert north.radius_km is not None and north.kind == "area"


def test_a_district_is_placed_and_keeps_its_noun(gazetteer: Gazetteer) -> None:
    line = "Afghan forces raided Zhari district, Kandahar province."
    mention = one(gazetteer, "Zhari district, Kandahar province", line)
    assert (round(mention.lat or 0), round(mention.lon or 0)) == (32, 65)
    assert (mention.kind, mention.ucdp_prec, mention.acled_prec) == ("adm2", 3, 2)
    assert place_norm(mention) == "Zhari district, Kandahar province, Afghanistan"


def test_a_district_without_data_abstains_with_its_name(gazetteer: Gazetteer) -> None:
    line = "Afghan forces raided Marfudak district, Kandahar province."
    mention = one(gazetteer, "Marfudak district, Kandahar province", line)
    assert (mention.lat, mention.reason, mention.kind) == (None, "no_area_data", "adm2")


def test_a_building_lies_in_the_town_that_the_report_speaks_of(gazetteer: Gazetteer) -> None:
    lines = ("The army entered Khartoum on Friday.", "Fighters held out in the Republican Palace.")
    mention = one(gazetteer, "the Republican Palace", *lines)
    assert (mention.name, mention.reason) == ("Khartoum", "part_of_town")


def test_a_country_beats_a_town_of_its_name_in_a_report_on_elsewhere(gazetteer: Gazetteer) -> None:
    line = "The United States sent doctors, American officials said, and Lebanon sent three."
    assert one(gazetteer, "Lebanon", line).iso2 == "LB"


# ---- the dateline


def test_the_dateline_is_never_an_event_place(gazetteer: Gazetteer) -> None:
    document, sentences = report(
        "Fighters left Raqqa overnight after a battle in Raqqa.", "Talks failed.", dateline="CAIRO (Agency)"
    )
    start = document.text.index("Talks")
    frame = Frame(Span(start, start + 5), "clash", "actual", 1)
    places = Places(document, sentences, (frame,), gazetteer)
    assert [mention.name for mention in places.of_frame(frame, role="place")] == ["Raqqa"]


def test_the_dateline_counts_when_the_text_names_it(gazetteer: Gazetteer) -> None:
    line = "A bomb went off near a mosque in Cairo, Egyptian police said."
    assert one(gazetteer, "Cairo", line, dateline="CAIRO (Agency)").name == "Cairo"


def test_the_country_of_the_dateline_settles_a_namesake(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Tripoli", "Gunfire was heard in Tripoli.", dateline="BEIRUT (Agency)").iso2 == "LB"


# ---- pointing back


@pytest.mark.parametrize(
    ("phrase", "norm"),
    [
        ("the city", "Raqqa, Syria"),
        ("the town", "Raqqa, Syria"),
        ("there", "Raqqa, Syria"),
        ("the country", "Syria"),
    ],
)
def test_phrases_that_point_back(gazetteer: Gazetteer, phrase: str, norm: str) -> None:
    first = "Syrian fighters held Raqqa, a city in Syria, for years."
    mention = one(
        gazetteer, phrase, first, f"Thousands of people are still trapped in {phrase}, the aid group said."
    )
    assert (place_norm(mention), mention.reason) == (norm, "coreference")


def test_pointing_back_to_nothing_abstains(gazetteer: Gazetteer) -> None:
    mention = one(gazetteer, "the city", "Thousands are trapped in the city.")
    assert (mention.name, mention.lat, mention.reason) == ("", None, "pronoun_unresolved")


def test_a_named_place_leaves_the_pointing_phrase_out(gazetteer: Gazetteer) -> None:
    document, sentences = report("Syrian jets hit the market in Idlib, a hospital there and a school.")
    spans = tuple(Span(document.text.index(p), document.text.index(p) + len(p)) for p in ("Idlib", "there"))
    frame = Frame(Span(0, 6), "airstrike", "actual", 0, {"place": spans})
    mentions = Places(document, sentences, (frame,), gazetteer).of_frame(frame, role="place")
    assert [mention.name for mention in mentions] == ["Idlib"]


def test_context_gives_an_attack_its_place_but_not_a_statement(gazetteer: Gazetteer) -> None:
    document, sentences = report(
        "Gunmen stormed a hotel in Mogadishu.", "Ten people were killed.", "He denied it."
    )
    killed, denied = document.text.index("killed"), document.text.index("denied")
    frames = (
        Frame(Span(killed, killed + 6), "kill", "actual", 1),
        Frame(Span(denied, denied + 6), "deny", "actual", 2),
    )
    places = Places(document, sentences, frames, gazetteer)
    (mention,) = places.of_frame(frames[0], role="place")
    assert (place_norm(mention), mention.reason, mention.span) == ("Mogadishu, Somalia", "context", None)
    assert places.of_frame(frames[1], role="place") == ()
    assert places.of_frame(frames[0], role="destination") == ()


# ---- capitals


def test_text_in_capitals(gazetteer: Gazetteer) -> None:
    line = "SALVADORAN TROOPS CLASHED WITH GUERRILLAS IN THE TOWN OF USULUTAN, IN EASTERN EL SALVADOR."
    assert place_norm(one(gazetteer, "THE TOWN OF USULUTAN", line)) == "Usulutan, El Salvador"
    assert place_norm(one(gazetteer, "EASTERN EL SALVADOR", line)) == "eastern El Salvador, El Salvador"


def test_ordinary_words_in_capitals_are_no_places(gazetteer: Gazetteer) -> None:
    line = "THE ARMY AND THE POLICE LEFT THE MILITARY BASE NEAR SAN SALVADOR, THE CAPITAL OF EL SALVADOR."
    assert (
        place_norm(one(gazetteer, "THE MILITARY BASE NEAR SAN SALVADOR", line)) == "San Salvador, El Salvador"
    )


# ---- properties

PHRASES = st.lists(
    st.sampled_from(
        [
            "Raqqa",
            "the",
            "city",
            "of",
            "Syria",
            ",",
            "and",
            "northern",
            "border",
            "Zzyx",
            "60 km",
            "U.S.",
            "'s",
            "-",
            "(",
            "\n",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(text=st.one_of(PHRASES, st.text(max_size=60)), data=st.data())
def test_any_text_gives_mentions_within_it(gazetteer: Gazetteer, text: str, data: st.DataObject) -> None:
    document, sentences = report(*text.split("\n"))
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    span = Span(start, end)
    frame = Frame(Span(start, start), "attack", "actual", 0, {"place": (span,)})
    places = Places(document, sentences, (frame,), gazetteer)
    for mention in places.resolve(span, role="place"):
        assert mention.span == span and mention.phrase == document.text[start:end]
        assert (mention.lat is None) == (mention.lon is None)
        assert mention.reason
        assert not place_norm(mention) or place_norm(mention).endswith(mention.country)


def test_a_nation_in_the_name_of_a_hospital_is_not_where_it_stands(gazetteer: Gazetteer) -> None:
    text = (
        "Fighters took El Fasher in western Sudan from the Sudanese army.\n"
        "Patients were shot dead at the Saudi Maternity Hospital."
    )
    document = frames_document({"id": "x", "text": text, "published": "2025-10-28"})
    start = text.index("the Saudi")
    places = Places(document, split(document), (), gazetteer)
    (place,) = places.resolve(Span(start, len(text) - 1), role="place")
    assert place.country == "Sudan"
