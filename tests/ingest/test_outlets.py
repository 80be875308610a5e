"""Who published a page, by the lines that say so; agencies that no codebook holds."""

import pytest
from tests.ingest.reading import assert_tiled, read_one, roles

from sitrep.ingest.outlets import Publisher, imprint, named_agency, publisher, same_organisation

BODY = (
    "Government troops pulled out of the northern town of Karsa before dawn on Tuesday, leaving vehicles and "
    "shells behind, two residents said by telephone."
)


def page(*footer: str, start: str = "MORVA", above: str = "") -> str:
    return "\n\n".join(
        filter(None, (above, "Troops leave Karsa after a month", f"{start} - {BODY}", *footer))
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2017 The Karsa Herald. All rights reserved.", "The Karsa Herald"),
        ("Copyright 2017 The Karsa Herald", "The Karsa Herald"),
        ("Copyright (c) 2017, Karsa Post Ltd.", "Karsa Post Ltd"),
        ("Copyright © 2010-2017 by Karsa Media Network", "Karsa Media Network"),
        ("The Karsa Herald © 2017. All rights reserved", "The Karsa Herald"),
        ("© karsaherald.example 2017", "karsaherald.example"),
        ("(c) 2017 Karsa Today - Terms of use", "Karsa Today"),
        ("© 2017 Valia TV. Valia TV is not responsible for the content of other sites.", "Valia TV"),
    ],
)
def test_owners_of_the_copyright(line: str, name: str) -> None:
    assert publisher(line) == Publisher(name, "copyright")


@pytest.mark.parametrize(
    "line",
    [
        "© 2017",
        "© 2017 All rights reserved",
        "Copyright Ruling Angers Artists",
        "Copyright law is to be changed, the minister said.",
        "Source: Ministry of Health",
        "Source: Army Leaves Karsa",
        "Published by Ana Ruiz",
        "Published by the army, the figures show what was lost.",
        "©" * 150,
    ],
)
def test_lines_that_name_no_publisher(line: str) -> None:
    assert publisher(line) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2017 The Karsa Herald. All rights reserved.", "The Karsa Herald"),
        ("Source: The Karsa Herald", "The Karsa Herald"),
        ("Published by The Karsa Herald", "The Karsa Herald"),
    ],
)
def test_the_outlet_of_a_plain_text_page_is_found_at_its_end_or_start(line: str, outlet: str) -> None:
    for text in (page(line), page(above=line)):
        document = read_one(text)
        assert (document.outlet, document.outlet_origin) == (outlet, "text")
        assert document.title == "Troops leave Karsa after a month"
        assert ("boilerplate", line) in roles(document)
        assert_tiled(document)


def test_the_outlet_in_the_bytes_is_part_of_the_identity_and_one_by_hand_is_not() -> None:
    herald, post = (read_one(page(f"© 2017 {name}.")) for name in ("The Karsa Herald", "The Karsa Post"))
    assert herald.id != post.id
    by_hand = read_one(page("© 2017 The Karsa Herald."), outlet="Karsa Week")
    assert (by_hand.outlet, by_hand.outlet_origin, by_hand.id) == ("Karsa Week", "given", herald.id)


def test_an_agency_with_the_copyright_is_no_outlet_where_another_line_names_one() -> None:
    document = read_one(page("Source: The Karsa Herald", "© 2017 Reuters. All rights reserved."))
    assert (document.outlet, document.agency, document.agency_evidence) == (
        "The Karsa Herald",
        "Reuters",
        "credit",
    )


def test_an_agency_with_the_copyright_published_the_page_where_nobody_else_is_named() -> None:
    document = read_one(page("Copyright 2017 The Associated Press. All rights reserved."))
    assert (document.outlet, document.agency) == ("Associated Press", "Associated Press")


def test_a_copyright_under_a_picture_is_the_pictures() -> None:
    caption = "A burnt-out truck is seen on the road into Karsa, July 3, 2017."
    assert read_one(page(caption, "© 2017 Ana Ruiz")).outlet == ""


def test_a_second_name_is_noted() -> None:
    found = imprint([Publisher("Karsa Week", "source"), Publisher("The Herald", "copyright")], agency="")
    assert found.outlet == "The Herald"
    assert "'Karsa Week'" in found.note


@pytest.mark.parametrize("name", ["Meridian Wire", "North Press Agency", "Karsa Media", "KNN"])
def test_names_in_brackets_that_are_agencies(name: str) -> None:
    assert named_agency(name) == name


@pytest.mark.parametrize(
    "words",
    ["Syria", "UAE", "Nineveh", "Hama Province", "West Bank", "Ore.", "OR", "Sept. 12", "May 5", "Monday"]
    + ["Updated", "Special to The Post", "press release", "Staff", "News", "A B C D E"],
)
def test_words_in_brackets_that_are_none(words: str) -> None:
    assert named_agency(words) == ""


def test_an_agency_in_the_dateline_that_no_codebook_holds() -> None:
    document = read_one(page(start="MORVA, Valia (Meridian Wire)"))
    assert (document.agency, document.agency_evidence) == ("Meridian Wire", "dateline")
    assert document.dateline_place == "MORVA, Valia"
    assert ("body", BODY) in roles(document)


@pytest.mark.parametrize("name", ["By Meridian Wire staff", "By Meridian Wire", "BY MERIDIAN WIRE"])
def test_a_byline_that_names_the_datelines_agency_confirms_it(name: str) -> None:
    document = read_one(page(start=f"{name}\n\nMORVA (Meridian Wire)"))
    assert (document.agency, document.agency_evidence) == ("Meridian Wire", "byline")


def test_a_person_in_the_byline_does_not() -> None:
    document = read_one(page(start="By Ana Ruiz\n\nMORVA (Meridian Wire)"))
    assert (document.agency, document.agency_evidence) == ("Meridian Wire", "dateline")
    assert not same_organisation("Ana Ruiz", "")
