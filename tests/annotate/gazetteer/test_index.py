"""The gazetteer: spellings, the index in the cache, places that a user adds."""

import threading
from pathlib import Path

import pytest

from sitrep.annotate.gazetteer import Gazetteer, Place, add_places
from sitrep.annotate.gazetteer import index as module
from sitrep.annotate.gazetteer.added import build_added
from sitrep.annotate.gazetteer.build import distance_km, mean_point
from sitrep.annotate.gazetteer.spelling import is_capitals, keys, tokens
from sitrep.errors import ReadError
from sitrep.settings import Settings

TOWNS = (
    "name,lat,lon,country,kind,alternate_names\nAlpha,10.5,20.25,SY,town,Alfa;Al-Alpha\nBeta,11,21,SY,town,\n"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings().cache_dir)


def top(gazetteer: Gazetteer, name: str, kind: str, country: str) -> Place:
    return next(
        match.place
        for match in gazetteer.lookup([name])[name]
        if match.place.kind == kind and match.place.country == country
    )


# ---- spellings


@pytest.mark.parametrize(
    "spellings",
    [
        ("Raqqa", "Ar-Raqqah", "Al Raqqah", "al-Raqqa", "Ar Raqqah"),
        ("Deir ez-Zor", "Deir Ezzor", "Deir al-Zour", "Dayr az Zawr", "Deir el-Zor"),
        ("al-Mayadin", "Mayadeen", "Al Mayādīn", "al-Mayadeen"),
        ("Tel Abyad", "Tell Abyad", "Tall Abyaḑ"),
        ("Ain Issa", "Ayn Isa", "‘Ayn ‘Īsá"),
    ],
)
def test_spellings_of_a_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({keys(spelling).sound for spelling in spellings}) == 1


def test_bare_key_drops_articles_and_final_h() -> None:
    assert {keys(name).bare for name in ("Raqqa", "Ar-Raqqah", "Al Raqqah")} == {"raqqa"}


def test_short_capitals_never_meet_a_word() -> None:
    assert keys("US") == keys("U.S.")
    assert keys("US").exact != keys("us").exact


def test_words_keep_abbreviations_and_drop_the_possessive() -> None:
    text = "U.S. troops near Raqqa's old wall"
    assert [word.text for word in tokens(text)] == ["U.S.", "troops", "near", "Raqqa", "old", "wall"]


def test_capitals_are_told_from_ordinary_text() -> None:
    assert is_capitals("TROOPS ENTERED THE TOWN TODAY.")
    assert not is_capitals("Troops of the UN entered the town today.")


# ---- lookup


@pytest.mark.parametrize("name", ["Raqqa", "Ar-Raqqah", "Al Raqqah", "al-Raqqa"])
def test_raqqa_by_every_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert top(gazetteer, name, "town", "SY").id == 172955
    assert top(gazetteer, name, "adm1", "SY").admin1 == "04"


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir Ezzor", "Deir al-Zour", "Dayr az Zawr"])
def test_deir_ez_zor_by_every_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert top(gazetteer, name, "town", "SY").id == 170794


@pytest.mark.parametrize("name", ["al-Mayadin", "Mayadeen", "Mayadin"])
def test_mayadin_by_every_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert top(gazetteer, name, "town", "SY").id == 173480


def test_adjectives_lead_to_the_country(gazetteer: Gazetteer) -> None:
    match = gazetteer.lookup(["Syrian"])["Syrian"][0]
    assert (match.how, match.place.name, match.place.kind) == ("adjective", "Syria", "country")


def test_first_order_area_is_the_mean_of_its_towns_with_a_radius(gazetteer: Gazetteer) -> None:
    area = top(gazetteer, "Raqqa", "adm1", "SY")
    assert area.lat is not None and area.lon is not None and area.radius_km is not None
    assert distance_km((area.lat, area.lon), (35.95, 39.0)) < 60
    assert 30 < area.radius_km < 150


def test_capital_is_a_town(gazetteer: Gazetteer) -> None:
    capital = gazetteer.capital("SY")
    assert capital is not None and (capital.name, capital.kind) == ("Damascus", "town")
    assert gazetteer.capital("AQ") is None


def test_unknown_names_are_left_out(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup(["Xqzzyvrtplk", ""]) == {}


def test_fuzzy_needs_a_near_and_single_match(gazetteer: Gazetteer) -> None:
    near = gazetteer.fuzzy("Qamishlli", "SY")
    assert near is not None and near.how == "fuzzy" and near.place.id == 173377
    assert gazetteer.fuzzy("Xqzzyvrtplk", "SY") is None
    assert gazetteer.fuzzy("Abu", "SY") is None


def test_mean_point_and_distance() -> None:
    assert mean_point([]) == (None, None)
    assert mean_point([(10.0, 179.0, 1.0), (10.0, -179.0, 1.0)])[1] in (180.0, -180.0)
    assert distance_km((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.2)


# ---- the index in the cache


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Replaces the large index by one of two towns; gives the list of files that were built."""
    source = tmp_path / "towns.csv"
    source.write_text(TOWNS, encoding="utf-8")
    built: list[Path] = []

    def build(path: Path) -> None:
        built.append(path)
        build_added(source, path)

    monkeypatch.setattr(module, "build", build)
    return built


def known(cache: Path) -> bool:
    opened = Gazetteer.open(cache)
    try:
        return "Alpha" in opened.lookup(["Alpha"])
    finally:
        opened.close()


def test_index_is_built_once(small: list[Path], tmp_path: Path) -> None:
    assert known(tmp_path / "cache") and known(tmp_path / "cache")
    assert len(small) == 1


def test_damaged_index_is_built_again(small: list[Path], tmp_path: Path) -> None:
    assert known(tmp_path / "cache")
    (index,) = (tmp_path / "cache" / "places").glob("*.db")
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 0xFF
    index.write_bytes(bytes(content))
    assert known(tmp_path / "cache")
    assert len(small) == 2


@pytest.mark.parametrize("note", ["", "{}", "[1]", '{"version": 1'])
def test_damaged_note_is_built_again(small: list[Path], tmp_path: Path, note: str) -> None:
    assert known(tmp_path / "cache")
    (tmp_path / "cache" / "places" / "geonames.json").write_text(note, encoding="utf-8")
    assert known(tmp_path / "cache")
    assert len(small) == 2


def test_index_of_another_version_is_built_again(
    small: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known(tmp_path / "cache")
    monkeypatch.setattr(module, "FORMAT", "another")
    assert known(tmp_path / "cache")
    assert len(small) == 2


def test_two_at_once_both_get_a_whole_index(small: list[Path], tmp_path: Path) -> None:
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(known(tmp_path / "cache"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 4
    assert not list((tmp_path / "cache" / "places").glob("tmp*"))


# ---- places that a user adds


def test_added_places_stay_and_adding_again_changes_nothing(small: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("name,lat,lon\nGamma Oil Field,35.1,40.5\n", encoding="utf-8")
    assert add_places(file, tmp_path / "cache") == 1
    assert add_places(file, tmp_path / "cache") == 1
    matches = Gazetteer.open(tmp_path / "cache").lookup(["Gamma Oil Field"])["Gamma Oil Field"]
    assert len(matches) == 1
    assert (matches[0].place.lat, matches[0].place.lon, matches[0].place.kind) == (35.1, 40.5, "town")


def test_extra_files_hold_for_one_gazetteer_only(small: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("name,lat,lon,country,kind\nDelta Camp,1,2,Iraq,other\n", encoding="utf-8")
    opened = Gazetteer.open(tmp_path / "cache", [file])
    assert opened.lookup(["Delta Camp"])["Delta Camp"][0].place.country == "IQ"
    assert Gazetteer.open(tmp_path / "cache").lookup(["Delta Camp"]) == {}


def test_geonames_dump(small: list[Path], tmp_path: Path) -> None:
    town = [
        "99",
        "Épsilon",
        "Epsilon",
        "Ypsilon",
        "35.5",
        "40.5",
        "P",
        "PPL",
        "SY",
        "",
        "07",
        *[""] * 3,
        "1200",
        *[""] * 4,
    ]
    district = [
        "98",
        "Zeta District",
        "Zeta District",
        "",
        "35",
        "40",
        "A",
        "ADM2",
        "SY",
        "",
        "07",
        *[""] * 8,
    ]
    file = tmp_path / "SY.txt"
    file.write_text("\t".join(town) + "\n" + "\t".join(district) + "\n", encoding="utf-8")
    assert add_places(file, tmp_path / "cache") == 2
    found = Gazetteer.open(tmp_path / "cache").lookup(["Ypsilon", "Zeta"])
    assert (found["Ypsilon"][0].place.id, found["Ypsilon"][0].place.population) == (99, 1200)
    assert found["Zeta"][0].place.kind == "adm2"


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        ("", "missing_column", "name"),
        ("name,lat,lon\n", "empty", "no places"),
        ("name,lat\nA,1\n", "missing_column", "lon"),
        ("name,lat,lon\nA,north,1\n", "malformed_row", "row 2"),
        ("name,lat,lon\nA,1,2\nB,91,2\n", "malformed_row", "row 3"),
        ("name,lat,lon\n,1,2\n", "malformed_row", "no name"),
        ("name,lat,lon,country\nA,1,2,Atlantis\n", "malformed_row", "Atlantis"),
        ("name,lat,lon,kind\nA,1,2,planet\n", "malformed_row", "planet"),
        ("x" + "\t" * 18 + "\n", "malformed_row", "row 1"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, content: str, reason: str, words: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=words) as caught:
        add_places(file, tmp_path / "cache")
    assert caught.value.reason == reason


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as missing:
        add_places(tmp_path / "none.csv", tmp_path / "cache")
    assert missing.value.reason == "io_error"
    (tmp_path / "latin.csv").write_bytes("name,lat,lon\nÉ,1,2\n".encode("latin-1"))
    with pytest.raises(ReadError) as unreadable:
        add_places(tmp_path / "latin.csv", tmp_path / "cache")
    assert unreadable.value.reason == "unreadable"
