"""Datelines are told from sentences that only look like them."""

import pytest

from sitrep.ingest.datelines import dateline, inner_dateline, is_header


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


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("ORESH, 21 MAR 90 (RADIO VALIA) THE ARMY SAID TODAY THAT THREE SOLDIERS DIED.", "RADIO VALIA"),
        ("ORESH, 21 MAR 90 (EFE) [TEXT] The army said today that three soldiers died.", "EFE"),
        ("ORESH (VALIA), 21 MAR 90 (EFE)", "EFE"),
        ("SAN MARCO, 3 JAN 90 (RADIO VALIA)", "RADIO VALIA"),
    ],
)
def test_a_wire_s_header_of_place_day_and_agency_needs_no_dash(line: str, agency: str) -> None:
    found = dateline(line, first=True)
    assert found is not None and (found.agency, found.certain) == (agency, True)
    assert found.date.endswith("90") and line[: found.end].rstrip().endswith((")", "]"))


@pytest.mark.parametrize(
    "line",
    [
        "ORESH, 21 MAR 90 (UPDATED) THE ARMY SAID TODAY THAT THREE SOLDIERS DIED.",
        "ORESH (RADIO VALIA) THE ARMY SAID TODAY THAT THREE SOLDIERS DIED.",
        "ORESH, 21 MARCHED (EFE) THE ARMY SAID TODAY.",
        "THE ARMY, 21 MAR 90 (see above) said three soldiers died.",
        "In Oresh, 21 Mar 90 (Efe) the army said three soldiers died.",
        "KILLED ON MARCH 21, 90 PEOPLE (CIVILIANS) THE ARMY SAID.",
    ],
)
def test_brackets_without_a_dash_are_no_header_alone(line: str) -> None:
    """No agency in the brackets, no day, or words that go on: nothing is taken from them."""
    assert dateline(line, first=True) is None


def test_a_header_is_a_whole_line() -> None:
    assert is_header("ORESH, 21 MAR 90 (EFE)")
    assert not is_header("ORESH, 21 MAR 90 (EFE) THE ARMY SAID SO.")
    assert not is_header("Soldiers in Oresh, 21 March 1990 (EFE)")
    assert not is_header("ORESH (EFE)")
