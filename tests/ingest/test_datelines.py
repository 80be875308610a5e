"""Datelines are told from sentences that only look like them."""

import pytest

from sitrep.ingest.datelines import dateline, inner_dateline


@pytest.mark.parametrize(
    ("line", "place", "agency", "date"),
    [
        ("MORVA – 15 October 2017: Troops left the town.", "MORVA", "", "15 October 2017"),
        ("MORVA, Oct 15 (Reuters) - Troops left the town.", "MORVA", "Reuters", "Oct 15"),
        ("PORT ORESH, Valia — Troops left the town.", "PORT ORESH, Valia", "", ""),
        ("PORT-ORESH, VALIA (AP) — Troops left the town.", "PORT-ORESH, VALIA", "Associated Press", ""),
        ("MORVA/ORESH (Reuters) - Troops left the town.", "MORVA/ORESH", "Reuters", ""),
        ("Morva, 3 November (SANA) -- Troops left the town.", "Morva", "SANA", "3 November"),
        ("Morva (AFP) – Troops left the town.", "Morva", "Agence France-Presse", ""),
        ("SAN MORVO, 30 OCT 89 (ACAN-EFE) -- [TEXT] TROOPS LEFT.", "SAN MORVO", "ACAN-EFE", "30 OCT 89"),
        (
            "SAN MORVO (VALIA), 15 JAN 90 (DPA) -- [TEXT] TROOPS.",
            "SAN MORVO (VALIA)",
            "Deutsche Presse-Agentur",
            "15 JAN 90",
        ),
        ("MORVÁ, May 8 (EFE).- Troops left the town.", "MORVÁ", "EFE", "May 8"),
        ("MORVA, Valia (Sept. 12) - Troops left the town.", "MORVA, Valia", "", "Sept. 12"),
        ("MORVA, Valia (Sept. 12, 2017) Troops left the town.", "MORVA, Valia", "", "Sept. 12, 2017"),
        ("MORVA: Troops left the town.", "MORVA", "", ""),
        ("Oresh, Valia – Troops left the town.", "Oresh, Valia", "", ""),
        ("(Reuters) — Troops left the town.", "", "Reuters", ""),
    ],
)
def test_datelines(line: str, place: str, agency: str, date: str) -> None:
    found = dateline(line, first=True)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert line[found.end :].upper().startswith("TROOPS")


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE: Troops left the town.",
        "NATO — The alliance said that it knew nothing of it.",
        "Hezbollah – a Lebanese group – said that it knew nothing.",
        "THE FRONT -- A GUERRILLA GROUP -- SAID THAT IT KNEW NOTHING.",
        "The Oresh Observatory for Human Rights (OOHR) - said nothing.",
        "Troops left the town – 15 October was a quiet day.",
        "By Monday – The army said – nobody was left.",
        "Oresh (15 May 2017) Troops left the town.",
        "Oresh (15 May 2017)",
    ],
)
def test_sentences_that_are_no_datelines(line: str) -> None:
    assert dateline(line, first=True) is None


def test_a_dated_dateline_may_have_a_line_of_its_own() -> None:
    line = "ORESH, Valia (15 May 2017)"
    found = dateline(line, first=True)
    assert found is not None
    assert (found.end, found.place, found.date) == (len(line), "ORESH, Valia", "15 May 2017")
    assert dateline("ORESH, Valia –", first=True) is None


def test_a_place_and_a_dash_in_title_case_count_only_at_the_start() -> None:
    assert dateline("Oresh – Troops left the town.", first=True) is not None
    assert dateline("Oresh – Troops left the town.", first=False) is None


def test_a_dateline_behind_a_fused_headline() -> None:
    line = "Troops Leave Town After a Month MORVA — The army left on Tuesday."
    found = inner_dateline(line)
    assert found is not None
    assert found.place == "MORVA"
    assert inner_dateline("TROOPS LEFT MORVA -- THEY SAID SO.") is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("MORVA (Meridian Wire) - Troops left the town.", "Meridian Wire"),
        ("Morva (Meridian Wire) – Troops left the town.", "Meridian Wire"),
        ("MORVA, May 8 (Meridian Wire) - Troops left the town.", "Meridian Wire"),
        ("MORVA (Lebanon) - Troops left the town.", ""),
        ("MORVA, Valia (Updated) - Troops left the town.", ""),
    ],
)
def test_agencies_that_no_codebook_holds(line: str, agency: str) -> None:
    found = dateline(line, first=True)
    assert found is not None
    assert found.agency == agency


def test_a_printed_time_is_no_dateline() -> None:
    assert dateline("Tue, 17 Oct 2017 - 19:55 GMT", first=True) is None
