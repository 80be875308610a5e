import pytest
from tests.reconcile.builders import UNSURE, agrees, claim, own_voice_of, record, reject, said_by, term

from sitrep.codebook.families import term_class
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.record import TermState

COUNCIL = said_by("a council official", named="described", party="Raqqa Civil Council")
BALI = said_by("Mostafa Bali", party="Syrian Democratic Forces")
COALITION = said_by("US-led coalition", party="US-led coalition")


def included() -> Claim:
    """ "The foreign fighters are part of the deal and will leave", said a council official on 14 October."""
    return term(
        "leave", "foreign fighters", "affirms", document="council", said=COUNCIL, published="2017-10-14"
    )


def stayed() -> Claim:
    """ "Foreign fighters did not leave under the deal", said the SDF's spokesman on 15 October."""
    return term(
        "leave", "foreign IS fighters", "denies", document="militia", said=BALI, published="2017-10-15"
    )


def ruled_out() -> Claim:
    """The coalition ruled out the exit of foreign militants."""
    return term(
        "leave", "foreign militants", "denies", document="coalition", said=COALITION, published="2017-10-14"
    )


def test_contradiction_on_a_term_shows_both_sides() -> None:
    a, b, c = included(), stayed(), ruled_out()
    [dispute] = record(a, b, c).all("contradictions")
    assert (dispute.kind, dispute.what, dispute.place) == ("term", "foreign fighters leave", "Raqqa")
    assert dict(dispute.sides) == {"affirms": (a.id,), "denies": tuple(sorted((b.id, c.id)))}
    assert dispute.counted


def test_contradiction_of_unreviewed_claims_says_so() -> None:
    unsure = term("leave", "foreign fighters", "affirms", document="council", said=COUNCIL, confidence=UNSURE)
    [dispute] = record(unsure, stayed()).all("contradictions")
    assert not dispute.counted


@pytest.mark.parametrize("stance", ["demands", "open"])
def test_demand_or_possibility_contradicts_nobody(stance: str) -> None:
    wish = term("leave", "foreign fighters", stance, document="wish", said=COUNCIL)
    assert record(wish, stayed()).all("contradictions") == []


def test_holder_who_changed_its_mind_does_not_contradict_itself() -> None:
    first = term("leave", "foreign fighters", "affirms", document="early", said=BALI, published="2017-10-13")
    assert record(first, stayed()).all("contradictions") == []


def test_two_terms_do_not_contradict() -> None:
    local = term("leave", "Syrian fighters", "affirms", document="council", said=COUNCIL)
    assert record(local, stayed()).all("contradictions") == []


def test_months_apart_do_not_contradict() -> None:
    early = term(
        "leave", "foreign fighters", "affirms", document="early", said=COUNCIL, published="2017-07-01"
    )
    assert record(early, stayed()).all("contradictions") == []


def test_staying_is_the_denial_of_leaving() -> None:
    stays = term("stay", "foreign fighters", "affirms", document="stays", said=BALI)
    [dispute] = record(included(), stays).all("contradictions")
    assert dict(dispute.sides)["denies"] == (stays.id,)


def test_unplaced_terms_of_two_stories_do_not_meet() -> None:
    a = term("leave", "foreign fighters", "affirms", document="a", said=COUNCIL, at=None)
    b = term("leave", "foreign fighters", "denies", document="b", said=BALI, at=None)
    assert record(a, b).all("contradictions") == []
    assert len(record(a, b, stories={"a": "story", "b": "story"}).all("contradictions")) == 1


def test_deal_lists_who_says_what_and_when() -> None:
    deal = agrees(
        "Islamic State", "Raqqa Civil Council", document="council", published="2017-10-14", said=COUNCIL
    )
    included_ = term(
        "leave",
        "foreign fighters",
        "affirms",
        document="council",
        sentence=1,
        said=COUNCIL,
        published="2017-10-14",
    )
    [made] = record(deal, included_, stayed()).all("deals")
    assert made.parties == ("Islamic State", "Raqqa Civil Council")
    assert [(each.holder, each.term, each.stance, str(each.as_of)) for each in made.positions] == [
        ("Raqqa Civil Council", "", "affirms", "2017-10-14"),
        ("Raqqa Civil Council", "foreign fighters leave", "affirms", "2017-10-14"),
        ("Syrian Democratic Forces", "foreign fighters leave", "denies", "2017-10-15"),
    ]


def test_reports_within_days_that_share_a_party_are_one_deal() -> None:
    a = agrees("Islamic State", "Raqqa Civil Council", document="a", published="2017-10-10", on="")
    b = agrees("Islamic State", document="b", published="2017-10-14", on="")
    c = agrees("Islamic State", document="c", published="2017-10-28", on="")
    assert len(record(a, b, c).all("deals")) == 1
    assert len(record(a, c).all("deals")) == 2


def test_deals_of_other_parties_or_places_are_others() -> None:
    a = agrees("Islamic State", document="a")
    assert len(record(a, agrees("Russia", document="b")).all("deals")) == 2
    assert len(record(a, agrees("Islamic State", document="b", at="Mayadin")).all("deals")) == 2


def test_term_near_two_deals_belongs_to_the_nearer() -> None:
    far = agrees("Islamic State", document="a", published="2017-10-04")
    near = agrees("Russia", document="b", published="2017-10-14")
    made = record(far, near, stayed()).all("deals")
    assert [stayed().id in deal.claims for deal in made if far.id in deal.claims] == [False]
    assert [stayed().id in deal.claims for deal in made if near.id in deal.claims] == [True]


def test_negated_planned_demanded_and_possible_are_positions() -> None:
    stances = {
        modality: agrees("Islamic State", document=modality, modality=modality, said=said_by(modality))
        for modality in ("actual", "planned", "negated", "demanded", "possible")
    }
    [deal] = record(*stances.values()).all("deals")
    assert {each.holder: each.stance for each in deal.positions} == {
        "actual": "affirms",
        "planned": "affirms",
        "negated": "denies",
        "demanded": "demands",
        "possible": "open",
    }


def test_agent_of_a_denial_takes_the_position() -> None:
    denial = term(
        "leave",
        "foreign fighters",
        "denies",
        type_="deny",
        kind=ClaimKind.STATEMENT,
        by=["US-led coalition"],
        said=own_voice_of("Reuters", "agency"),
        own_voice=True,
    )
    deal = agrees("US-led coalition", sentence=1)
    [made] = record(denial, deal).all("deals")
    assert "US-led coalition" in {each.holder for each in made.positions if each.stance == "denies"}


def test_who_denies_a_deal_is_not_a_party_to_it() -> None:
    deal = agrees("Islamic State", "Raqqa Civil Council", document="a")
    denial = agrees("US-led coalition", "Islamic State", document="b", modality="negated")
    [made] = record(deal, denial).all("deals")
    assert made.parties == ("Islamic State", "Raqqa Civil Council")
    assert denial.id in made.claims


def test_copies_take_one_position() -> None:
    copies = [agrees("Islamic State", document=name, said=BALI) for name in ("a", "b")]
    [deal] = record(*copies, stories={"a": "story", "b": "story"}).all("deals")
    assert len(deal.positions) == 1
    assert len(deal.claims) == 2


def test_rejected_claim_takes_no_position() -> None:
    a, b = included(), stayed()
    assert record(a, b).decide(reject(b)).all("contradictions") == []


def test_terms_alone_make_no_deal() -> None:
    leaving = term("leave", "civilians", "affirms", document="c", kind=ClaimKind.DEAL)
    assert record(included(), stayed(), leaving, claim()).all("deals") == []


@pytest.mark.parametrize(
    "phrase",
    [
        "foreign fighters",
        "Foreign IS fighters",
        "foreign militants",
        "the non-Syrian jihadists",
        "foreign members",
    ],
)
def test_foreign_fighters_are_one_class_in_any_words(phrase: str) -> None:
    assert term_class(phrase) == "foreign fighters"


def test_party_is_its_own_class() -> None:
    assert term_class("Islamic State") == "Islamic State"


# how the deal and its terms stand


def states(*claims: Claim, **more) -> dict[str, TermState]:
    """Term → its state, of the only deal; the deal itself under the empty term."""
    [deal] = record(*claims, **more).all("deals")
    return {each.term: each for each in deal.terms}


def deal_told(**more) -> Claim:
    given = {"document": "council", "published": "2017-10-14", "said": COUNCIL, "on": "", **more}
    return agrees("Islamic State", "Raqqa Civil Council", **given)


def test_a_term_stands_by_the_latest_word_with_dissent_shown() -> None:
    """Three positions on foreign fighters: the council includes them, the coalition and then the SDF do not."""
    state = states(deal_told(), included(), ruled_out(), stayed())["foreign fighters leave"]
    assert (state.status, state.action, state.party_class) == ("excluded", "leave", "foreign fighters")
    assert state.holders == ("Syrian Democratic Forces", "US-led coalition")
    assert state.dissent == ("Raqqa Civil Council",)
    assert (state.claim, str(state.as_of), state.counted) == (stayed().id, "2017-10-15", True)


def test_opposite_words_of_the_same_day_contest_a_term() -> None:
    state = states(deal_told(), included(), ruled_out())["foreign fighters leave"]
    assert (state.status, state.holders, state.dissent) == (
        "contested",
        ("Raqqa Civil Council",),
        ("US-led coalition",),
    )


def test_a_holder_who_changed_its_mind_holds_its_latest_word_alone() -> None:
    first = term("leave", "foreign fighters", "affirms", document="early", said=BALI, published="2017-10-13")
    state = states(deal_told(), first, stayed())["foreign fighters leave"]
    assert (state.status, state.holders, state.dissent) == ("excluded", ("Syrian Democratic Forces",), ())


def test_an_unreviewed_word_does_not_change_what_counts() -> None:
    later = term(
        "leave",
        "foreign fighters",
        "affirms",
        document="later",
        said=said_by("Talal Selo", party="Syrian Democratic Forces"),
        published="2017-10-16",
        confidence=UNSURE,
    )
    assert states(deal_told(), stayed(), later)["foreign fighters leave"].status == "excluded"
    unsure = states(deal_told(), later)["foreign fighters leave"]
    assert (unsure.status, unsure.counted) == ("included", False)


@pytest.mark.parametrize(("stance", "status"), [("demands", "demanded"), ("open", "open")])
def test_a_term_that_is_only_demanded_or_possible_is_not_included(stance: str, status: str) -> None:
    wish = term("leave", "the wounded", stance, document="council", sentence=1, said=COUNCIL)
    assert states(deal_told(), wish)["the wounded leave"].status == status
    granted = term("leave", "the wounded", "affirms", document="b", said=BALI, published="2017-10-14")
    assert states(deal_told(), wish, granted)["the wounded leave"].status == "included"


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([("negotiate", "actual", "2017-10-12")], "in_talks"),
        ([("agree", "planned", "2017-10-12")], "proposed"),
        ([("negotiate", "actual", "2017-10-12"), ("agree", "actual", "2017-10-13")], "agreed"),
        ([("agree", "actual", "2017-10-13"), ("negotiate", "actual", "2017-10-14")], "agreed"),
        ([("agree", "actual", "2017-10-13"), ("violate", "actual", "2017-10-14")], "violated"),
        ([("agree", "actual", "2017-10-13"), ("agree", "negated", "2017-10-14")], "denied"),
        ([("agree", "negated", "2017-10-13"), ("ceasefire", "actual", "2017-10-14")], "agreed"),
    ],
)
def test_the_deal_itself_stands_by_the_latest_claim_that_decides(claims, status: str) -> None:
    told = [
        claim(
            type_,
            kind=ClaimKind.DEAL,
            by=["Islamic State", "Raqqa Civil Council"],
            document=f"d{index}",
            modality=modality,
            published=day,
            on="",
            said=said_by(f"source {index}"),
        )
        for index, (type_, modality, day) in enumerate(claims)
    ]
    assert states(*told)[""].status == status


def test_a_term_that_is_carried_out_puts_the_deal_in_effect() -> None:
    left = term("leave", "fighters", "affirms", document="b", said=BALI, published="2017-10-15")
    state = states(deal_told(), left)[""]
    assert (state.status, state.holders) == ("in_effect", ("Syrian Democratic Forces",))


def test_who_denies_the_deal_dissents() -> None:
    denial = agrees(
        "US-led coalition", "Islamic State", document="b", modality="negated", said=COALITION, on=""
    )
    state = states(deal_told(published="2017-10-15"), denial)[""]
    assert (state.status, state.holders, state.dissent) == (
        "agreed",
        ("Raqqa Civil Council",),
        ("US-led coalition",),
    )


def test_one_report_tells_of_one_deal_unless_it_names_both_parties_of_two() -> None:
    whole = agrees("Islamic State", "Raqqa Civil Council", document="a", sentence=0)
    half = agrees("US-led coalition", document="a", sentence=1)
    assert len(record(whole, half).all("deals")) == 1
    other = agrees("Russia", "US-led coalition", document="a", sentence=2)
    assert len(record(whole, other).all("deals")) == 2


@pytest.mark.parametrize("phrase", ["foreign", "Foreigners"])
def test_a_word_may_stand_for_its_class(phrase: str) -> None:
    assert term_class(phrase) == "foreign fighters"
