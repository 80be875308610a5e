"""UCDP's best where sources differ: the most reliable word, rule by rule, with the reason beside every claim."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.builders import activists, killed, record, said_by, toll
from tests.reconcile.telling import bounds, house, reasons, used

from sitrep.model.claim import Claim
from sitrep.model.record import HouseFigure

COALITION, RUSSIA, IS = "US-led coalition", "Russia", "Islamic State"
SOHR, AIRWARS, UN = (
    said_by(name) for name in ("Syrian Observatory for Human Rights", "Airwars", "United Nations")
)


def dead(number: int, quantifier: str = "exact", *, by: str = COALITION, **more) -> Claim:
    return killed(number, quantifier, by=[by], **more)


def between(low: int, high: int, **more) -> Claim:
    """ "30 to 50": no number between the two is told."""
    made = dead(low, **more)
    return replace(made, figure=replace(made.figure, best=None, high=high, quantifier="range"))


def ucdp(*claims: Claim) -> HouseFigure:
    [series] = record(*claims).all("series")
    return house(series, "ucdp")


def test_one_source_is_the_best() -> None:
    told = ucdp(dead(12, said=SOHR))
    assert bounds(told) == (12, 12, 12) and set(reasons(told).values()) == {"stated"}


def test_a_party_to_the_conflict_is_not_best_beside_others() -> None:
    """Its number stays as the high figure, and says why it is not the best."""
    monitor = dead(12, document="a", said=SOHR, by=RUSSIA)
    enemy = dead(40, document="b", said=said_by(RUSSIA, party=RUSSIA), by=RUSSIA)
    told = ucdp(monitor, enemy)
    assert bounds(told) == (12, 12, 40)
    assert used(told) == {monitor.id: "low, best", enemy.id: "high"}
    assert reasons(told)[monitor.id] == "best_disinterested"


def test_at_least_twelve_is_not_forty_because_a_party_says_forty() -> None:
    """Forty lies within "at least 12", but only the party that is told of says so."""
    told = ucdp(
        dead(12, "at_least", document="a", said=SOHR, by=RUSSIA),
        dead(40, document="b", said=said_by(RUSSIA, party=RUSSIA), by=RUSSIA),
    )
    assert told.best == 12


def test_what_a_party_owns_to_is_not_best_beside_monitors() -> None:
    """A coalition confirms 51 deaths by its own strikes, a monitor counts 1,130 in the town: nobody else is named as agent."""
    confirmed = toll(51, document="a", said=said_by(COALITION, party=COALITION))
    confirmed = replace(confirmed, chain=tuple(replace(link, cue="confirmed") for link in confirmed.chain))
    monitor = toll(1130, document="b", said=SOHR)
    told = ucdp(confirmed, monitor)
    assert bounds(told) == (51, 1130, 1130) and reasons(told)[monitor.id] == "best_disinterested"


def test_what_is_told_with_doubt_is_not_best_beside_what_is_not() -> None:
    doubtful = dead(30, document="b", said=AIRWARS)
    doubtful = replace(doubtful, chain=tuple(replace(link, cue="claimed") for link in doubtful.chain))
    plain = dead(12, document="a", said=SOHR)
    told = ucdp(plain, doubtful)
    assert told.best == 12 and reasons(told)[plain.id] == "best_undoubted"


def test_the_newest_word_is_best() -> None:
    early = dead(12, document="a", said=SOHR, published="2017-10-15")
    late = dead(20, document="b", said=AIRWARS, published="2017-10-20")
    told = ucdp(early, late)
    assert bounds(told) == (12, 20, 20)
    assert reasons(told)[late.id] == "best_latest"


def test_a_number_that_no_other_source_excludes_is_best() -> None:
    least, exact = dead(12, "at_least", document="a", said=SOHR), dead(14, document="b", said=AIRWARS)
    told = ucdp(least, exact)
    assert told.best == 14 and reasons(told)[exact.id] == "best_agreed"


def test_a_range_bears_out_the_number_within_it() -> None:
    """Of 12 and 20 the lower would be best, were there not somebody who says 18 to 22."""
    told = [dead(12, document="a", said=AIRWARS), dead(20, document="b", said=UN)]
    assert ucdp(*told).best == 12
    assert ucdp(*told, between(18, 22, document="c", said=SOHR)).best == 20


def test_of_numbers_that_exclude_each_other_the_one_that_more_sources_give_is_best() -> None:
    claims = [
        dead(20, document="a", said=SOHR),
        dead(20, document="b", said=AIRWARS),
        dead(12, document="c", said=UN),
    ]
    told = ucdp(*claims)
    assert told.best == 20
    assert {reasons(told)[claim.id] for claim in claims[:2]} == {"best_corroborated"}


def test_relays_bear_nothing_out() -> None:
    """Three outlets that relay one monitor are one source, and leave the lower of two numbers the best."""
    claims = [dead(20, document=name, said=SOHR) for name in ("a", "b", "c")]
    assert ucdp(*claims, dead(12, document="d", said=UN)).best == 12


def test_a_named_source_goes_before_activists_and_an_own_voice() -> None:
    named = dead(20, document="a", said=UN)
    told = ucdp(
        named,
        dead(12, document="b", said=activists()),
        dead(15, document="c"),
    )
    assert told.best == 20 and reasons(told)[named.id] == "best_named"


def test_of_two_named_sources_within_days_the_later_report_is_best() -> None:
    early = dead(12, document="a", said=SOHR, published="2017-10-15")
    late = dead(14, document="b", said=AIRWARS, published="2017-10-16")
    assert ucdp(early, late).best == 14


def test_of_two_that_are_told_equally_well_the_lower_is_best() -> None:
    """UCDP is highly conservative when counting fatalities."""
    low, high = dead(12, document="a", said=SOHR), dead(20, document="b", said=AIRWARS)
    told = ucdp(low, high)
    assert bounds(told) == (12, 12, 20) and reasons(told)[low.id] == "best_conservative"


def test_where_parties_alone_speak_the_lower_number_is_best_and_says_so() -> None:
    ours = dead(5, document="a", by=COALITION, said=said_by(COALITION, party=COALITION))
    theirs = dead(40, document="b", by=COALITION, said=said_by(IS, party=IS))
    theirs = replace(theirs, targets=tuple(replace(m, name=IS) for m in ours.agents))
    told = ucdp(ours, theirs)
    assert told.best == 5 and reasons(told)[ours.id] == "best_of_parties"


def test_a_number_between_says_why_it_was_passed_over() -> None:
    between = dead(15, document="b", said=activists())
    told = ucdp(dead(12, document="a", said=activists("AFP")), between, dead(20, document="c", said=UN))
    assert told.best == 20 and reasons(told)[between.id] == "not_best_unnamed"


def test_a_range_or_a_word_alone_has_no_best() -> None:
    assert ucdp(between(30, 50, said=SOHR)).best is None
    assert ucdp(dead(24, "vague", said=SOHR)).best is None


SOURCES = (SOHR, AIRWARS, UN, activists(), (), said_by(COALITION, party=COALITION))
TOLD = st.tuples(
    st.integers(1, 500),
    st.sampled_from(("exact", "at_least", "more_than", "up_to", "about", "nearly", "vague")),
    st.sampled_from(SOURCES),
    st.sampled_from(("2017-10-13", "2017-10-15", "2017-10-16")),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_best_is_a_number_that_somebody_gives_in_any_order(told: list, shuffled) -> None:
    claims = [
        dead(number, quantifier, document=str(index), said=said, published=day)
        for index, (number, quantifier, said, day) in enumerate(told)
    ]
    found = ucdp(*claims)
    silent = {id_ for id_, why in reasons(found).items() if why in ("earlier_word", "copy")}
    speaking = [claim for claim in claims if claim.id not in silent]
    given_ = {claim.figure.best for claim in speaking if claim.figure.best is not None}
    assert found.best in given_ or (found.best is None and not given_)
    again = list(claims)
    shuffled.shuffle(again)
    assert ucdp(*again) == found
    if found.best is not None:
        assert (found.low or 0) <= found.best <= (found.high or 0)
        assert any("best" in entry.role for entry in found.entries)
