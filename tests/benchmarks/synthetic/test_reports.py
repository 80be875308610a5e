"""The synthetic world: the same for one seed, its claims true to its texts."""

from itertools import islice

from benchmarks.synthetic.claims import claims, document_of, item
from benchmarks.synthetic.reports import Report, reports
from benchmarks.synthetic.world import AGAIN, world

from sitrep.model.claim import ClaimKind
from sitrep.reconcile.reprints import same_story, signature


def some(number: int = 300, seed: int = 1) -> list[Report]:
    return list(islice(reports(seed), number))


def test_one_seed_gives_one_world() -> None:
    assert some(80) == some(80)
    assert some(80) != some(80, seed=2)


def test_reports_come_by_time_and_never_before_their_event() -> None:
    found = some()
    assert [each.published for each in found] == sorted(each.published for each in found)
    assert all(each.published.date() >= each.telling.happening.day for each in found)
    assert len({each.url for each in found}) == len(found)


def test_every_claim_stands_in_its_text() -> None:
    for report in some():
        made = document_of(report)
        for claim in claims(report, made):
            assert claim.evidence.of(made.text) == claim.quote
            assert claim.evidence.contains(claim.trigger) and claim.trigger.of(made.text).strip()
            if claim.figure is not None and claim.figure.span is not None:
                assert str(claim.figure.best) in claim.figure.span.of(made.text)


def test_what_a_story_says_of_its_event_may_be_vague_and_is_never_another_place() -> None:
    kinds, days = set(), set()
    for report in some(800):
        telling = report.telling
        kinds.add(telling.where.kind)
        days.add(telling.when.start is None)
        assert telling.where.town == telling.happening.town
        if telling.when.start is not None and telling.when.end is not None:
            assert telling.when.start <= telling.happening.day <= telling.when.end
    assert kinds == {"town", "quarter", "governorate", "none"} and days == {True, False}


def test_events_come_again_the_next_day() -> None:
    days = list(islice(world(3), 200))
    again = sum(
        (one.town, one.type, one.agent) == (other.town, other.type, other.agent)
        for today, tomorrow in zip(days, days[1:], strict=False)
        for one in today
        for other in tomorrow
    )
    assert again > AGAIN * sum(map(len, days)) / 2


def test_copies_are_of_their_story_and_other_stories_are_not() -> None:
    found = [item(report) for report in some(120)]
    reported = some(120)
    for index, (one, report) in enumerate(zip(found, reported, strict=True)):
        for other, beside in list(zip(found, reported, strict=True))[index + 1 :]:
            if report.story != beside.story:
                assert not same_story(one.signature, other.signature)[0]


def test_a_toll_belongs_to_the_event_of_the_first_sentence() -> None:
    for report in some():
        made = list(claims(report, document_of(report)))
        tolls = [
            each
            for each in made
            if each.kind is ClaimKind.FIGURE and each.figure and each.figure.measure == "incident"
        ]
        assert all(each.event_frame == made[0].frame for each in tolls)
        assert bool(tolls) == bool(report.toll) or report.telling.happening.killed == 0


def test_the_signature_is_that_of_the_document() -> None:
    made = item(some(1)[0])
    from sitrep.annotate.sentences import split

    assert made.signature == signature(made.document, split(made.document))
