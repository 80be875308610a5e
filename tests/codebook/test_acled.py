"""ACLED's sub-event type of an event: one rule decides, by the order of the codebook."""

import copy

import pytest
from tests.extract.builders import Report, fighters, party

from sitrep.codebook import read_yaml
from sitrep.codebook.acled import Told, build, sub_event, sub_event_book, told_by
from sitrep.errors import CodebookError

RULES = sub_event_book()


def told(kind: str, sentence: str, *, words: str = "", modality: str = "actual", **sides: str) -> Told:
    """A frame as the rules see it; `agent` and `target` are "words/kind"."""
    agent_words, _, agent = sides.get("agent", "").partition("/")
    target_words, _, target = sides.get("target", "").partition("/")
    return Told(
        type=kind,
        modality=modality,
        words=words,
        agent_words=agent_words,
        target_words=target_words,
        agent_kinds=frozenset(filter(None, (agent,))),
        target_kinds=frozenset(filter(None, (target,))),
        sentence=sentence,
    )


def code(*frames: Told, sentences: tuple[str, ...] = ()) -> str:
    return RULES.code(frames, sentences).sub_event_type


def test_a_battle_for_a_town_is_coded_by_who_has_it_in_the_end() -> None:
    sentence = "the army took the town from the rebels"
    assert code(told("capture", sentence, agent="the army/state_force")) == "Government regains territory"
    sentence = "rebels took the town"
    assert (
        code(told("capture", sentence, agent="rebels/armed_group")) == "Non-state actor overtakes territory"
    )


def test_a_town_that_is_held_briefly_has_not_changed_hands() -> None:
    sentence = "rebels attacked the base and briefly held the town"
    frames = (
        told("attack", sentence, agent="rebels/armed_group", target="the base/thing"),
        told("capture", sentence, agent="rebels/armed_group"),
    )
    assert code(*frames) == "Armed clash"


def test_a_place_that_is_left_without_a_fight_is_transferred() -> None:
    sentence = "the soldiers left the village and the rebels moved in"
    frames = (
        told("withdraw", sentence, agent="the soldiers/state_force"),
        told("capture", sentence, agent="the rebels/armed_group"),
    )
    assert code(*frames) == "Non-violent transfer of territory"
    assert code(*frames, told("clash", sentence)) == "Non-state actor overtakes territory"


def test_a_ceasefire_that_ends_fighting_is_an_agreement() -> None:
    sentence = "the two sides agreed to a ceasefire after a week of fighting"
    frames = (told("agree", sentence), told("ceasefire", sentence), told("clash", sentence))
    assert code(*frames) == "Agreement"


@pytest.mark.parametrize(
    ("sentence", "agent", "target", "expected"),
    [
        ("gunmen killed four villagers", "gunmen/combatants", "four villagers/civilians", "Attack"),
        ("gunmen killed four soldiers", "gunmen/combatants", "four soldiers/state_force", "Armed clash"),
        ("a mob killed a man", "a mob/people", "a man/people", "Mob violence"),
    ],
)
def test_deaths_are_coded_by_who_killed_whom(sentence: str, agent: str, target: str, expected: str) -> None:
    assert code(told("kill", sentence, words="killed", agent=agent, target=target)) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("a suicide bomber killed nine people", "killed", "Suicide bomb"),
        ("a hand grenade killed one", "killed a hand grenade", "Grenade"),
        ("a roadside bomb killed one", "killed a roadside bomb", "Remote explosive/landmine/IED"),
        ("mortar shells killed one", "killed mortar shells", "Shelling/artillery/missile attack"),
        ("jets killed ten", "killed jets", "Air/drone strike"),
        ("shells with chlorine killed ten", "killed shells", "Chemical weapon"),
        ("a rocket-propelled grenade killed one", "killed a rocket-propelled grenade", "Shelling/artillery/missile attack"),
    ],
)  # fmt: skip
def test_the_weapon_decides_where_it_is_named(sentence: str, words: str, expected: str) -> None:
    assert code(told("kill", sentence, words=words, target="people/people")) == expected


def test_weapons_that_are_taken_or_stopped_are_no_attack() -> None:
    taken = told("capture", "police seized two rifles", words="seized", target="two rifles/thing")
    assert code(taken) == "Disrupted weapons use"
    assert code(sentences=("air defences shot down a missile",)) == "Disrupted weapons use"
    assert code(sentences=("sappers defused a bomb",)) == "Disrupted weapons use"


def test_what_a_crowd_does_makes_a_riot_and_what_is_done_to_it_a_grade_of_protest() -> None:
    march = told("protest", "thousands took part in a rally", words="rally")
    assert code(march) == "Peaceful protest"
    text = ("thousands took part in a rally", "police dispersed them with tear gas")
    assert code(march, sentences=text) == "Protest with intervention"
    shot = told(
        "kill", "soldiers shot dead two protesters", agent="soldiers/state_force", target="two protesters/civilians"
    )  # fmt: skip
    assert code(march, shot) == "Excessive force against protesters"
    stones = told(
        "attack", "protesters threw stones at police", words="threw stones", agent="protesters/civilians"
    )
    assert code(march, stones, shot) == "Violent demonstration"


def test_only_what_is_told_as_fact_is_coded() -> None:
    sentence = "rebels may take the town"
    assert code(told("capture", sentence, modality="possible", agent="rebels/armed_group")) == ""


def test_people_and_institutions_without_fighting() -> None:
    assert code(told("detain", "police arrested 40 people", target="40 people/people")) == "Arrests"
    assert code(told("abduct", "bandits kidnapped 40 pupils")) == "Abduction/forced disappearance"
    assert code(told("displace", "thousands fled")) == "Other"
    assert (
        code(sentences=("the army opened a new base near the river",)) == "Headquarters or base established"
    )
    assert code(sentences=("the governor imposed a curfew",)) == "Change to group/activity"
    looted = told("destroy", "soldiers looted shops", words="looted", target="shops/thing")
    assert code(looted) == "Looting/property destruction"


def test_a_rule_and_its_event_type_are_given_with_the_code() -> None:
    found = RULES.code((told("chemical", "gas was used"),))
    assert (found.event_type, found.sub_event_type) == ("Explosions/Remote violence", "Chemical weapon")
    assert found.rule == "chemical.frame"
    assert RULES.code(()).rule == ""


def test_claims_of_one_frame_are_asked_once() -> None:
    report = Report("Rebels killed soldiers near the river.").frame(
        "kill", "killed", agent=fighters("Rebels", "Free Syrian Army"),
        target=party("soldiers", "Syrian Arab Army", kind="state_force"),
    )  # fmt: skip
    claims = report.claims()
    assert len(claims) > 1
    (one,) = told_by(claims)
    assert (one.type, one.words.strip(), one.target_words) == ("kill", "killed", "soldiers")
    assert sub_event(claims).sub_event_type == "Armed clash"


def test_every_sub_event_type_has_a_rule() -> None:
    names = {name for names in read_yaml("acled.yaml")["event_types"].values() for name in names}
    assert {rule.code for rule in RULES.rules} == names


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "Skirmish"}, "no sub-event type"),
        ({"frame": {"types": ["skirmish"]}}, "unknown frame type"),
        ({"frame": {"types": "skirmishes"}}, "unknown group of types"),
        ({"frame": {"types": ["clash"], "agent": "giants"}}, "unknown kind group"),
        ({"sentence": ["no such list"]}, "unknown word list"),
        ({"whenever": True}, "unknown condition"),
    ],
)
def test_a_rule_that_names_what_does_not_exist_is_refused(change: dict, message: str) -> None:
    data = copy.deepcopy(read_yaml("acled.yaml"))
    data["rules"].append({"id": "test", "code": "Other", "sentence": ["arrest"], **change})
    with pytest.raises(CodebookError, match=message):
        build(data)


def test_further_rules_are_asked_first() -> None:
    more = {
        "event_types": {"Weather": ["Storm"]},
        "word_lists": {"storm": ["storm*"]},
        "rules": [{"id": "storm", "code": "Storm", "sentence": ["storm"]}],
    }
    book = build(read_yaml("acled.yaml"), before=more)
    found = book.code((told("kill", "a storm killed ten"),))
    assert (found.event_type, found.sub_event_type) == ("Weather", "Storm")
