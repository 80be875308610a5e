"""Plain text: what each line of a saved page is, read as a person would."""

from datetime import UTC, datetime

import pytest
from tests.ingest.reading import assert_tiled, read_one, roles, texts

from sitrep.errors import ReadError
from sitrep.model.document import BlockRole

BODY = (
    "Government troops pulled out of the northern town of Karsa before dawn on Tuesday, leaving vehicles and "
    "shells behind, two residents told the agency by telephone.",
    "The governor said that forty families had reached the river crossing and that the road behind them was "
    "closed.",
)

SAVED_PAGE = f"""Home | World | Politics | Sports
Troops leave Karsa after a month of fighting

BY

-

Tue, 4 Jul 2017 - 05:40 GMT

BY

Tue, 4 Jul 2017 - 05:40 GMT

A burnt-out truck is seen on the road into Karsa, July 3, 2017.

A burnt-out truck is seen on the road into Karsa, July 3, 2017.

MORVA – 4 July 2017: {BODY[0]}

{BODY[1]}

k
Families and aid workers wait at the crossing after what residents said was shelling – AFP
Nobody has counted the dead, the hospital's director said, because the town cannot be entered.

Share
Tweet
Comments

2

Leave a Comment

Anna says the army burnt the whole town and killed 300 people on Monday.

Follow us
"""


def test_a_saved_page_is_told_apart_line_by_line() -> None:
    document = read_one(SAVED_PAGE)
    assert roles(document) == [
        ("boilerplate", "Home | World | Politics | Sports"),
        ("title", "Troops leave Karsa after a month of fighting"),
        ("byline", "BY"),
        ("boilerplate", "-"),
        ("timestamp", "Tue, 4 Jul 2017 - 05:40 GMT"),
        ("byline", "BY"),
        ("timestamp", "Tue, 4 Jul 2017 - 05:40 GMT"),
        ("caption", "A burnt-out truck is seen on the road into Karsa, July 3, 2017."),
        ("caption", "A burnt-out truck is seen on the road into Karsa, July 3, 2017."),
        ("dateline", "MORVA – 4 July 2017:"),
        ("body", BODY[0]),
        ("body", BODY[1]),
        ("boilerplate", "k"),
        ("caption", "Families and aid workers wait at the crossing after what residents said was shelling"),
        ("credit", "– AFP"),
        (
            "body",
            "Nobody has counted the dead, the hospital's director said, because the town cannot be entered.",
        ),
        ("boilerplate", "Share"),
        ("boilerplate", "Tweet"),
        ("boilerplate", "Comments"),
        ("boilerplate", "2"),
        ("boilerplate", "Leave a Comment"),
        ("boilerplate", "Anna says the army burnt the whole town and killed 300 people on Monday."),
        ("boilerplate", "Follow us"),
    ]
    assert_tiled(document)


def test_a_doubled_line_points_to_its_first_copy() -> None:
    document = read_one(SAVED_PAGE)
    repeated = [(block.role, block.repeats) for block in document.blocks if block.repeats is not None]
    assert repeated == [(BlockRole.BYLINE, 2), (BlockRole.TIMESTAMP, 4), (BlockRole.CAPTION, 7)]


def test_time_dateline_and_agency_of_a_saved_page() -> None:
    document = read_one(SAVED_PAGE)
    assert document.title == "Troops leave Karsa after a month of fighting"
    assert document.published == datetime(2017, 7, 4, 5, 40, tzinfo=UTC)
    assert (document.published_precision, document.published_origin) == ("minute", "timestamp-line")
    assert [(c.origin, c.precision) for c in document.date_candidates] == [
        ("timestamp-line", "minute"),
        ("dateline", "day"),
    ]
    assert document.dateline_place == "MORVA"
    assert document.agency == ""  # the picture's credit says nothing about the text
    assert document.byline == ""


def test_a_dateline_of_its_own_line_dates_the_report() -> None:
    document = read_one(f"Troops leave Karsa\nMORVA, Valia (July 4, 2017)\n{BODY[0]}\n\n{BODY[1]}\n")
    assert ("dateline", "MORVA, Valia (July 4, 2017)") in roles(document)
    assert document.published == datetime(2017, 7, 4, tzinfo=UTC)
    assert_tiled(document)


def test_the_number_of_a_release_gives_the_year_of_its_dateline() -> None:
    def published(number: str, day: str) -> datetime | None:
        return read_one(f"Troops leave Karsa\n{number}\nMORVA ({day}) - {BODY[0]}\n\n{BODY[1]}\n").published

    assert published("2017-07-S-041", "July 4") == datetime(2017, 7, 4, tzinfo=UTC)
    assert published("2017-12-CA-003", "Jan. 2") == datetime(2018, 1, 2, tzinfo=UTC)
    assert published("2017-12-CA-003\n2016-11-CA-001", "Jan. 2") is None
    assert published("17-07-041", "July 4") is None


def test_a_wire_report_names_its_agency_in_the_dateline() -> None:
    document = read_one(f"Troops leave Karsa\n\nMORVA, July 4 (Reuters) - {BODY[0]}\n\n{BODY[1]}\n")
    assert roles(document)[1] == ("dateline", "MORVA, July 4 (Reuters) -")
    assert (document.agency, document.agency_evidence) == ("Reuters", "dateline")
    assert document.published is None
    assert any("gives no year" in note for note in document.notes)


def test_a_dateline_without_a_year_takes_the_year_of_the_better_candidate() -> None:
    head = "Troops leave Karsa\n\nJanuary 2, 2018 at 9:05 AM EST"
    page = f"{head}\n\nMORVA, Dec 31 (Reuters) - {BODY[0]}\n\n{BODY[1]}\n"
    dated = {c.origin: c.value for c in read_one(page).date_candidates}
    assert dated["dateline"] == datetime(2017, 12, 31, tzinfo=UTC)
    assert dated["timestamp-line"] == datetime(2018, 1, 2, 14, 5, tzinfo=UTC)


def test_who_reported_and_edited_is_a_credit_of_the_text() -> None:
    page = f"Troops leave Karsa\n\n{BODY[0]}\n\n{BODY[1]} (Reporting by Ana Ruiz; Editing by Tom Lee)\n"
    document = read_one(page)
    assert roles(document)[-2:] == [
        ("body", BODY[1]),
        ("credit", "(Reporting by Ana Ruiz; Editing by Tom Lee)"),
    ]


def test_an_agency_after_the_last_sentence_is_the_texts() -> None:
    document = read_one(f"Troops leave Karsa\n\n{BODY[0]}\n\n{BODY[1]} – Reuters\n")
    assert roles(document)[-1] == ("credit", "– Reuters")
    assert (document.agency, document.agency_evidence) == ("Reuters", "credit")


def test_a_byline_may_stand_on_the_next_line() -> None:
    document = read_one(f"Troops leave Karsa after a month\n\nBY\n\nLeyla Marsh\n\n{BODY[0]}\n\n{BODY[1]}\n")
    assert texts(document, BlockRole.BYLINE) == ["BY", "Leyla Marsh"]
    assert document.byline == "Leyla Marsh"


def test_an_agency_may_sign() -> None:
    document = read_one(
        f"Troops leave Karsa after a month\n\nBy The Associated Press\n\n{BODY[0]}\n\n{BODY[1]}\n"
    )
    assert (document.agency, document.agency_evidence) == ("Associated Press", "byline")


def test_an_agency_alone_on_a_line_above_the_report_signs_it() -> None:
    document = read_one(
        f"Troops leave Karsa after a month\n\nAgence France Presse\n\n{BODY[0]}\n\n{BODY[1]}\n"
    )
    assert (document.agency, document.agency_evidence) == ("Agence France-Presse", "byline")


def test_a_page_without_blank_lines_and_with_the_browsers_title() -> None:
    page = (
        "Troops leave Karsa after a month of fighting - Morva Post\n"
        "Troops leave Karsa after a month of fighting\n"
        "Mar. 12, 2018 | 10:15 AM (Last updated: March 12, 2018 | 02:30 PM)\n"
        "KARSA, Valia: The governor said that forty families had reached the river crossing.\n"
        "The army still holds the southern gate.\n"
    )
    document = read_one(page)
    assert document.title == "Troops leave Karsa after a month of fighting"
    assert [role for role, _ in roles(document)] == [
        "boilerplate",
        "title",
        "timestamp",
        "dateline",
        "body",
        "body",
    ]
    assert document.published == datetime(2018, 3, 12, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "sentence",
    [
        "Few of them subscribe to the view that the army will become a member of the alliance.",
        "By continuing to use the road, the army said, drivers put their lives at risk.",
        "This report was published by the ministry on Monday and names forty people who died.",
        "Young men sign up for the army because there is no other work in the valley.",
    ],
)
def test_sentences_with_words_of_a_page_stay_in_the_report(sentence: str) -> None:
    document = read_one(f"Troops leave Karsa after a month\n\n{BODY[0]}\n\n{sentence}\n\n{BODY[1]}\n")
    assert ("body", sentence) in roles(document)


def test_a_comments_button_above_the_report_does_not_end_it() -> None:
    document = read_one(f"Troops leave Karsa after a month\n\nComments\n0\nShare\n\n{BODY[0]}\n\n{BODY[1]}\n")
    assert texts(document, BlockRole.BODY) == list(BODY)


def test_headlines_after_related_are_not_the_report() -> None:
    related = "Related stories\nFlood kills nine in Oresh"
    page = f"Troops leave Karsa after a month\n\n{BODY[0]}\n\n{related}\n\n{BODY[1]}\n"
    document = read_one(page)
    assert ("boilerplate", "Flood kills nine in Oresh") in roles(document)
    assert texts(document, BlockRole.BODY) == list(BODY)


def test_a_cookie_notice_is_not_the_report() -> None:
    notice = "We use cookies to improve your experience. By clicking accept you agree to our cookie policy."
    document = read_one(f"{notice}\nTroops leave Karsa after a month\n\n{BODY[0]}\n\n{BODY[1]}\n")
    assert roles(document)[0] == ("boilerplate", notice)
    assert document.title == "Troops leave Karsa after a month"


def test_wrapped_lines_are_one_paragraph() -> None:
    page = (
        "Troops leave Karsa\n\n"
        "MORVA (AP) -- Government troops pulled out of the northern town of\n"
        "Karsa before dawn on Tuesday, leaving vehicles and shells behind them\n"
        "on the road, two residents told the agency by telephone. Nobody could\n"
        "enter the town.\n"
        "\n"
        "The governor said that forty families had reached the river crossing\n"
        "and that the road behind them was closed.\n"
    )
    document = read_one(page)
    body = texts(document, BlockRole.BODY)
    assert [text.split()[0] for text in body] == ["Government", "The"]
    assert body[0].endswith("enter the town.")
    assert "\n" in body[0]
    assert_tiled(document)


def test_a_radio_transcript_dateline_in_capitals() -> None:
    text = "PUERTO ALTO, 30 OCT 89 (EFE) -- [TEXT] THE ARMY SAID TODAY THAT TWELVE SOLDIERS DIED."
    document = read_one(text)
    assert roles(document)[0] == ("dateline", "PUERTO ALTO, 30 OCT 89 (EFE) -- [TEXT]")
    assert document.published == datetime(1989, 10, 30, tzinfo=UTC)
    assert (document.published_precision, document.published_origin) == ("day", "dateline")
    assert document.agency == "EFE"


def test_what_the_user_says_wins_and_keeps_the_identity() -> None:
    plain = read_one(SAVED_PAGE)
    told = read_one(
        SAVED_PAGE,
        outlet="Morva Post",
        title="Other",
        published=datetime(2017, 7, 6, tzinfo=UTC),
        url="https://x.org/a",
    )
    assert told.id == plain.id
    assert (told.outlet, told.outlet_origin, told.title) == ("Morva Post", "given", "Other")
    assert told.published == datetime(2017, 7, 6, tzinfo=UTC)
    assert told.published_origin == "given"
    assert any("disagree" in note for note in told.notes)


def test_several_reports_in_one_file_are_refused() -> None:
    one = f"Troops leave Karsa after a month\n\nMORVA, July 4 (Reuters) - {BODY[0]}\n\n{BODY[1]}\n"
    two = f"Ferry sinks off the coast of Oresh\n\nORESH, July 5 (Reuters) - {BODY[1]}\n\n{BODY[0]}\n"
    for joint in ("\n\n", "\n\n==========\n\n", "\n\f\n"):
        with pytest.raises(ReadError) as caught:
            read_one(one + joint + two)
        assert caught.value.reason == "several_documents"


def test_a_rule_inside_one_report_is_no_boundary() -> None:
    document = read_one(f"Troops leave Karsa after a month\n\n{BODY[0]}\n\n==========\n\n{BODY[1]}\n")
    assert texts(document, BlockRole.BODY) == list(BODY)


def test_a_round_up_with_one_headline_is_one_report() -> None:
    reports = f"MORVA, July 4 (Reuters) - {BODY[0]}\n\nORESH, July 4 (Reuters) - {BODY[1]}"
    page = f"The day in brief across the region\n\n{reports}\n"
    assert read_one(page).title == "The day in brief across the region"


def test_nothing_but_page_elements_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        read_one("Share\nTweet\n0\nComments\n")
    assert caught.value.reason == "empty"


def test_a_remark_between_time_and_dateline_makes_no_second_report() -> None:
    text = (
        "CORRECTION: Troops leave Karsa\n\nTue, 17 Oct 2017 - 19:55 GMT\n\n"
        "(Corrects number of families to 40, not 400, in paragraph two)\n\n"
        f"MORVA, Valia (Meridian Wire) - {BODY[0]}\n\n{BODY[1]}"
    )
    assert read_one(text).agency == "Meridian Wire"


def test_the_desks_note_on_a_correction_reports_nothing() -> None:
    note = "(Corrects number of people who fled to 270,000, not 370,000, in paragraph four)"
    story = "BEIRUT (Reuters) - Rebels left the town of Karsa on Monday, the army said."
    page = f"CORRECTION: Rebels leave Karsa\n\n{note}\n\n{story}\n"
    document = read_one(page)
    assert [block.role for block in document.blocks if block.span.of(document.text) == note] == [
        BlockRole.CREDIT
    ]
