"""Numbers from the words of a report to what each house writes down: one row a rule.

The frames are given, as the engine would find them; numbers, figures, series and houses are the real ones. Sources of the rules:
codebooks of ACLED, UCDP GED, Airwars and IDMC, as told in `codebook/houses.yaml`.
"""

import pytest
from tests.extract.builders import fighters, party
from tests.reconcile.builders import claim, country, judgement, killed
from tests.reconcile.telling import (
    bounds,
    house,
    monitor,
    reasons,
    record,
    series_of,
    speaker_for,
    told,
    used,
)

from sitrep.model.claim import Claim
from sitrep.model.record import Range
from sitrep.model.review import Judgement, Verdict
from sitrep.reconcile.totals import without_identified

NONE = (None, None, None)

# words; low, best, high as told; ACLED; UCDP low, best, high; Airwars minimum, maximum
ROWS = [
    ("12", (12, 12, 12), 12, (12, 12, 12), (12, 12)),
    ("at least 12", (12, 12, None), 12, (12, 12, 12), (12, None)),
    ("more than 12", (12, 12, None), 12, (12, 12, 12), (12, None)),
    ("over 12", (12, 12, None), 12, (12, 12, 12), (12, None)),
    ("up to 50", (None, None, 50), 50, (None, None, 50), (None, 50)),
    ("as many as 50", (None, None, 50), 50, (None, None, 50), (None, 50)),
    ("less than 50", (None, None, 50), 50, (None, None, 50), (None, 50)),
    ("nearly 40", (None, 40, 40), 40, (40, 40, 40), (40, 40)),
    ("about 40", (None, 40, None), 40, (40, 40, 40), (40, 40)),
    ("around 40", (None, 40, None), 40, (40, 40, 40), (40, 40)),
    ("some 40", (None, 40, None), 40, (40, 40, 40), (40, 40)),
    ("20 to 40", (20, None, 40), 20, (20, None, 40), (20, 40)),
    ("19 or 20", (19, None, 20), 19, (19, None, 20), (19, 20)),
    ("tens of", (10, None, None), 10, (10, None, None), (10, None)),
    ("dozens of", (12, None, None), 12, (12, None, None), (12, None)),
    ("scores of", (40, None, None), 40, (40, None, None), (40, None)),
    ("hundreds of", (100, None, None), 100, (100, None, None), (100, None)),
    ("thousands of", (1000, None, None), 1000, (1000, None, None), (1000, None)),
    ("several", (3, None, None), 3, (3, None, None), (3, None)),
]


@pytest.mark.parametrize(("words", "as_told", "acled", "ucdp", "airwars"), ROWS)
def test_the_words_of_a_number(words: str, as_told, acled: int, ucdp, airwars) -> None:
    series = series_of(*told(f"Shelling killed [{words}] civilians in Raqqa.", target=f"{words} civilians"))
    assert (series.all.low, series.all.best, series.all.high) == as_told
    assert bounds(house(series, "acled")) == (acled, acled, acled)
    assert bounds(house(series, "ucdp")) == ucdp
    assert bounds(house(series, "airwars")) == (airwars[0], None, airwars[1])


def test_bare_plural_is_low_two_and_three_for_acled() -> None:
    """ "Civilians were killed": that there were some."""
    [claim] = [each for each in told("Shelling killed civilians in Raqqa.") if each.figure is not None]
    series = series_of(claim)
    assert (claim.figure.low, series.all.low) == (2, None)
    assert bounds(house(series, "acled")) == (3, 3, 3)
    assert reasons(house(series, "acled")) == {claim.id: "some_is_three"}
    assert bounds(house(series, "ucdp")) == (2, None, None)
    assert bounds(house(series, "airwars")) == NONE


@pytest.mark.parametrize(
    ("words", "quantifier", "reported"),
    [
        ("12,000", "Exact", 12000),
        ("at least 12,000", "More than", 12000),
        ("more than 12,000", "More than", 12000),
        ("up to 12,000", "Less than", 12000),
        ("less than 12,000", "Less than", 12000),
        ("nearly 12,000", "Approximately", 12000),
        ("about 12,000", "Approximately", 12000),
        ("thousands of", "More than", 1000),
    ],
)
def test_idmc_keeps_the_number_as_reported_with_its_quantifier(
    words: str, quantifier: str, reported: int
) -> None:
    series = series_of(
        *fled(f"[{words}] people fled Raqqa.", f"{words} people"), metric="fled", subject="people"
    )
    figure = house(series, "idmc")
    assert (figure.best, figure.quantifier) == (reported, quantifier)


def test_idmc_gives_the_ends_of_a_range_and_no_number_between() -> None:
    series = series_of(
        *fled("[8,000 to 12,000] people fled.", "8,000 to 12,000 people"), metric="fled", subject="people"
    )
    assert bounds(house(series, "idmc")) == (8000, None, 12000)


def fled(sentence: str, whom: str, **more) -> tuple[Claim, ...]:
    given = {"kind": "displace", "trigger": "fled", "target": party(whom), **more}
    return told(sentence, **given)


COALITION = party("the coalition", "US-led coalition", kind="coalition", plural=None)


def test_sources_that_differ() -> None:
    """ACLED takes the lowest, UCDP all three (of two told equally well the lower is best), Airwars minimum and maximum."""
    low = told(
        "A strike by the coalition killed [12] civilians.",
        target="12 civilians",
        agent=COALITION,
        said=monitor(),
        document="a",
    )
    high = told(
        "A strike by the coalition killed [20] civilians.",
        target="20 civilians",
        agent=COALITION,
        said=monitor("Airwars"),
        document="b",
    )
    series = series_of(*low, *high)
    assert series.all == Range(12, None, 20, False, False)
    assert bounds(house(series, "acled")) == (12, 12, 12)
    assert bounds(house(series, "ucdp")) == (12, 12, 20)
    assert bounds(house(series, "airwars")) == (12, None, 20)
    assert sorted(reasons(house(series, "acled")).values()) == ["higher_figure", "lowest_credible"]
    assert sorted(used(house(series, "ucdp")).values()) == ["high", "low, best"]
    assert "best_conservative" in reasons(house(series, "ucdp")).values()


def test_upper_bound_gives_way_to_a_lower_figure() -> None:
    bound = told(
        "A strike by the coalition killed [up to 10] civilians.",
        target="up to 10 civilians",
        agent=COALITION,
        said=monitor(),
        document="a",
    )
    number = told(
        "A strike by the coalition killed [20] civilians.",
        target="20 civilians",
        agent=COALITION,
        said=monitor("Airwars"),
        document="b",
    )
    figure = house(series_of(*bound, *number), "acled")
    assert figure.best == 20
    assert sorted(reasons(figure).values()) == ["lowest_credible", "upper_bound"]


def test_casualties_alone_are_no_deaths() -> None:
    """ "12 casualties": ACLED writes 0, UCDP nothing; the number stays as casualties."""
    claims = told(
        "The blast left [12 casualties] in Raqqa.",
        trigger="casualties",
        target=party("12 casualties", "people"),
    )
    series = series_of(*claims, metric="casualties", subject="people")
    assert series.all.best == 12
    assert bounds(house(series, "acled")) == (0, 0, 0)
    assert bounds(house(series, "ucdp")) == NONE
    assert set(reasons(house(series, "acled")).values()) == {"casualties_only"}


def test_killed_or_wounded_is_not_split() -> None:
    claims = told(
        "The blast left [12] people killed or wounded.",
        trigger="killed",
        target=party("12 people killed or wounded", "people"),
    )
    figures = [each.figure for each in claims if each.figure is not None]
    assert [(figure.metric, figure.best) for figure in figures] == [("casualties", 12)]


def test_silence_is_no_number_and_acled_writes_zero() -> None:
    strike = told(
        "Warplanes struck a market in Raqqa.",
        kind="airstrike",
        trigger="struck",
        target=party("a market", kind="thing"),
    )
    situation = record(*strike)
    assert situation.all("series") == []
    [event] = situation.all("events")
    assert [(each.house, *bounds(each)) for each in event.houses] == [("acled", 0, 0, 0)]


def test_stated_zero_is_no_event_of_ucdps() -> None:
    strike = claim("airstrike", document="a", sentence=1)
    nobody = killed(0, document="a", sentence=2, modality="negated", event_frame="a/1")
    situation = record(strike, nobody)
    [series], [event] = situation.all("series"), situation.all("events")
    assert (dict(series.beside), series.houses) == ({nobody.id: "stated_zero"}, ())
    assert [(each.house, each.best) for each in event.houses] == [("acled", 0)]


SDF, IS = "Syrian Democratic Forces", "Islamic State"


def claimed(**more) -> tuple[Claim, ...]:
    """25 fighters of its enemy, says one party to the fighting."""
    return told(
        "The SDF killed [25] IS fighters.",
        target=fighters("25 IS fighters", IS),
        agent=party("The SDF", SDF, kind="armed_group", plural=None),
        **more,
    )


def test_claimed_by_one_party_and_doubted_is_high_only() -> None:
    claims = claimed(said=speaker_for(SDF, "claimed"))
    figure = house(series_of(*claims, subject=f"combatants:{IS}"), "ucdp")
    assert bounds(figure) == (0, 0, 25)
    assert set(used(figure).values()) == {"high"}
    assert "claimed_and_doubted" in reasons(figure).values()


def test_claimed_by_one_party_and_said_plainly_stands() -> None:
    claims = claimed(said=speaker_for(SDF))
    assert bounds(house(series_of(*claims, subject=f"combatants:{IS}"), "ucdp")) == (25, 25, 25)


def test_claimed_by_one_party_and_confirmed_by_a_monitor_stands() -> None:
    claims = (
        *claimed(said=speaker_for(SDF, "claimed"), document="a"),
        *claimed(said=monitor(), document="b"),
    )
    assert bounds(house(series_of(*claims, subject=f"combatants:{IS}"), "ucdp")) == (25, 25, 25)


@pytest.mark.parametrize(("number", "shares"), [(12, (4, 4, 4)), (14, (6, 4, 4))])
def test_total_over_three_days_is_one_claim_and_no_day_is_given_a_number(number: int, shares) -> None:
    """ACLED's coders divide it, the remainder to the first day; the division is shown and enters no number."""
    claims = told(
        f"[{number}] civilians were killed in three days.",
        target=f"{number} civilians",
        on=("2017-10-12", "2017-10-14"),
        measure="cumulative",
    )
    figures = [each for each in claims if each.figure is not None]
    assert len(figures) == 1
    figure = house(series_of(*claims), "acled")
    assert bounds(figure) == NONE
    assert reasons(figure) == {figures[0].id: "period_total"}
    days = ("2017-10-12", "2017-10-13", "2017-10-14")
    assert figure.parts == tuple((day, share, share) for day, share in zip(days, shares, strict=True))


def test_total_over_several_towns_is_one_claim() -> None:
    claims = told(
        "[13] civilians were killed in Raqqa and Mayadin.",
        target="13 civilians",
        places=("Raqqa", "Mayadin"),
        on=("2017-06-01", "2017-10-15"),
        measure="cumulative",
    )
    series = series_of(*claims)
    assert (series.place, series.all.best, len(series.claims)) == ("Mayadin and Raqqa", 13, 1)
    assert house(series, "acled").parts == (("Raqqa", 7, 7), ("Mayadin", 6, 6))


def test_total_and_single_incidents_of_it() -> None:
    """UCDP takes the events that are known off the total; the total stays as told, and nothing is added to it."""
    total = told(
        "[100] civilians were killed since June.",
        target="100 civilians",
        on=("2017-06-01", "2017-10-15"),
        measure="cumulative",
        document="total",
        said=monitor(),
    )
    incident = told(
        "A strike killed [12] civilians.", target="12 civilians", document="strike", said=monitor()
    )
    outside = told("A strike killed [7] civilians.", target="7 civilians", document="old", on="2017-05-02")
    elsewhere = told(
        "A strike killed [9] civilians.", target="9 civilians", document="far", places=("Mayadin",)
    )
    people = told("A strike killed [5] people.", target=party("5 people"), document="people")
    every = record(*total, *incident, *outside, *elsewhere, *people).all("series")
    [series] = [each for each in without_identified(every) if each.measure == "cumulative"]
    figure = house(series, "ucdp")
    assert bounds(figure) == (88, 88, 88)
    assert series.all == Range(100, 100, 100, False, False)
    taken = {entry.claim for entry in figure.entries if entry.role == "subtracted"}
    assert taken == {each.id for each in incident if each.figure is not None}
    assert set(used(figure).values()) == {"low, best, high", "subtracted"}


def test_subtraction_may_turn_low_over_best_and_never_goes_below_nothing() -> None:
    total = told(
        "[up to 30] civilians were killed since June.",
        target="up to 30 civilians",
        on=("2017-06-01", "2017-10-15"),
        measure="cumulative",
        document="total",
    )
    incident = told("A strike killed [20 to 40] civilians.", target="20 to 40 civilians", document="strike")
    every = record(*total, *incident).all("series")
    [series] = [each for each in without_identified(every) if each.measure == "cumulative"]
    assert bounds(house(series, "ucdp")) == (None, None, 0)


def test_including_is_a_part() -> None:
    claims = told(
        "The raid killed [20] people, including [seven] children.",
        target=party("20 people, including seven children", "people"),
    )
    situation = record(*claims)
    assert {(each.subject, each.all.best) for each in situation.all("series")} == {
        ("people", 20),
        ("children", 7),
    }
    [event] = situation.all("events")
    deaths = {figure.house: figure for figure in event.houses}
    assert bounds(deaths["acled"]) == (20, 20, 20)
    assert bounds(deaths["ucdp"]) == (20, 20, 20)
    assert deaths["airwars"].parts == (("children", 7, 7),)


def test_another_is_no_total_and_a_running_total_supersedes() -> None:
    first = told(
        "A bomb killed [12] civilians.",
        target="12 civilians",
        said=monitor(),
        published="2017-10-13",
        document="a",
    )
    more = told(
        "[Another three] civilians were killed, bringing the toll to [15].",
        target="Another three civilians",
        said=monitor(),
        document="b",
    )
    series = series_of(*first, *more)
    assert series.all == Range(15, 15, 15, False, False)
    acled = house(series, "acled")
    assert acled.best == 15
    assert sorted(reasons(acled).values()) == ["earlier_word", "increment", "lowest_credible"]
    assert len(series.claims) == 3


def test_another_alone_is_the_toll_of_its_own_incident() -> None:
    more = told("[Another three] civilians were killed on Thursday.", target="Another three civilians")
    assert series_of(*more).all == Range(3, 3, 3, False, False)


def test_another_alone_is_no_total_of_a_period() -> None:
    more = told(
        "[Another three] civilians were killed since June.",
        target="Another three civilians",
        on=("2017-06-01", "2017-10-15"),
        measure="cumulative",
    )
    assert record(*more).all("series") == []


def test_households_become_people_only_by_a_cited_size() -> None:
    claims = fled("[500 families] fled Raqqa.", "500 families")
    series = series_of(*claims, metric="fled", subject="families")
    figure = house(series, "idmc")
    assert (figure.best, figure.parts) == (500, (("households", 500, 500),))

    [claim] = [each for each in claims if each.figure is not None]
    situation = record(*claims).decide(cited(claim, "5.2; household survey of 2016"))
    [series] = [each for each in situation.all("series") if each.subject == "families"]
    figure = house(series, "idmc")
    assert (figure.best, figure.parts) == (500, (("households", 500, 500), ("people", 2600, 2600)))
    assert reasons(figure) == {claim.id: "household_size"}


def test_household_size_without_its_source_is_refused() -> None:
    claims = fled("[500 families] fled Raqqa.", "500 families")
    with pytest.raises(ValueError, match="cited"):
        record(*claims).decide(cited(next(each for each in claims if each.figure), "5.2"))


def cited(claim: Claim, value: str) -> Judgement:
    return judgement(claim, Verdict.SET, "figure.household_size", value)


def test_share_is_never_multiplied() -> None:
    claims = told(
        "Strikes destroyed [80 percent] of homes.",
        kind="destroy",
        trigger="destroyed",
        target=party("80 percent of homes", "homes", kind="thing"),
    )
    assert [each.figure.best for each in claims if each.figure is not None] in ([], [None])
    assert record(*claims).all("series") == []


def test_total_for_a_country_is_refused_by_acled() -> None:
    claims = told(
        "[3,000] civilians were killed in Syria.",
        target="3,000 civilians",
        on=("2017-01-01", "2017-10-15"),
        measure="cumulative",
        places=[country("Syria", "SY")],
    )
    figure = house(series_of(*claims), "acled")
    assert bounds(figure) == NONE
    assert set(reasons(figure).values()) == {"country_total"}
