"""Charts: a mark a voice, scales that begin at nought, weeks, control by day; each with its table."""

from lxml import etree
from tests.reconcile.builders import claim, holds, said_by, toll
from tests.report.situations import large, situated

from sitrep.report.blocks import Picture
from sitrep.report.charts import range_chart, week_chart
from sitrep.report.control_chart import control_chart
from sitrep.report.figures import headline
from sitrep.report.known import Known
from sitrep.report.runs import plain
from sitrep.report.spots import holders


def texts(picture: Picture, kind: str) -> list[str]:
    return [
        str(each)
        for each in etree.fromstring(picture.svg).xpath(f"//*[local-name()='text'][@class='{kind}']/text()")
    ]


def test_a_figure_has_a_mark_for_each_voice_that_leads_to_its_claim() -> None:
    claims = [
        toll(1300, "at_least", said=said_by("Airwars")),
        toll(51, said=said_by("US-led coalition"), document="b"),
    ]
    known = Known(situated(claims))
    picture = range_chart(known, headline(known))
    assert sorted(texts(picture, "stated")) == ["51", "at least 1,300"]
    links = etree.fromstring(picture.svg).xpath("//*[local-name()='a']/@href")
    assert sorted(links) == sorted(f"#c-{each.id}" for each in claims)
    assert texts(picture, "tick")[0] == "0"


def test_a_larger_number_stands_further_right() -> None:
    known = Known(
        situated(
            [
                toll(100, said=said_by("A")),
                toll(300, said=said_by("B"), document="b"),
                toll(200, said=said_by("C"), document="c"),
            ]
        )
    )
    links = etree.fromstring(range_chart(known, headline(known)).svg).xpath("//*[local-name()='a']")
    by_value = {
        int(link.xpath("./*[@class='stated']/text()")[0]): float(
            link.xpath("./*[local-name()='circle']/@cx")[0]
        )
        for link in links
    }
    assert by_value[100] < by_value[200] < by_value[300]
    assert abs((by_value[200] - by_value[100]) - (by_value[300] - by_value[200])) < 0.2, "the scale is linear"


def test_weeks_count_each_dated_event_once() -> None:
    situation = situated(large(60))
    picture = week_chart(Known(situation))
    assert picture is not None and picture.table is not None
    total = sum(int(plain(row[1][0])) for row in picture.table.rows)
    left = next(run.text for run in picture.caption if run.kind.value == "count")
    assert total + int(left) == len(situation.events)
    assert sum(int(plain(row[2][0])) for row in picture.table.rows) == sum(
        bool(e.counted) for e in situation.events if e.start and e.end and (e.end - e.start).days < 7
    )


def test_years_are_drawn_by_month() -> None:
    claims = [
        claim(on=day, document=day, published=day) for day in ("2014-01-05", "2015-06-05", "2017-10-15")
    ]
    picture = week_chart(Known(situated(claims)))
    assert picture is not None and "month" in plain(picture.description)


def test_one_dated_event_makes_no_chart() -> None:
    assert week_chart(Known(situated([claim()]))) is None


def test_control_shows_each_day_that_reports_speak_of_and_disagreement() -> None:
    claims = [
        holds("Islamic State", on="2017-10-01", published="2017-10-01", document="a"),
        holds("Islamic State", on="2017-10-05", published="2017-10-05", document="b"),
        holds("Iraqi army", on="2017-10-10", published="2017-10-10", document="c"),
        holds("Islamic State", on="2017-10-10", published="2017-10-10", document="d", said=said_by("Other")),
    ]
    situation = situated(claims)
    picture = control_chart(Known(situation), holders(situation.control), 10)
    assert picture is not None and picture.table is not None
    rows = [[plain(cell[0]) for cell in row] for row in picture.table.rows]
    assert [row[1] for row in rows] == ["1 Oct 2017", "5 Oct 2017", "10 Oct 2017"]
    assert rows[-1][3] == "contested" and "?" in texts(picture, "name")
    assert texts(picture, "name").count("A") == 1, "a report that says the same again is a dot"


def test_a_day_long_ago_does_not_stretch_the_axis() -> None:
    claims = [
        holds("Islamic State", on="2014-01-01", published="2017-10-01", document="a"),
        holds("Iraqi army", on="2017-10-10", published="2017-10-10", document="c"),
    ]
    situation = situated(claims)
    picture = control_chart(Known(situation), holders(situation.control), 10)
    assert picture is not None
    assert texts(picture, "words") == ["earlier"] and not [
        each for each in texts(picture, "day") if "2014" in each
    ]


def test_nobody_said_to_hold_anything_makes_no_chart() -> None:
    assert control_chart(Known(situated([claim()])), {}, 10) is None
