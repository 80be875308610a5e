"""The frame types and their rules: complete, and no rule may use a code that no codebook holds."""

import copy

import pytest

from sitrep.codebook import frames, frames_deals, frames_figures, frames_places, frames_sides, read_yaml
from sitrep.errors import CodebookError

TYPES = """
clash airstrike shelling bombing chemical attack execute kill injure abduct detain abuse destroy
hold capture advance withdraw surrender present deploy support ally govern displace evacuate return
trap aid block need agree ceasefire violate negotiate release demand threaten accuse deny protest
sanction prosecute
""".split()


def _content():
    names = ("frames.yaml", "plover.yaml", "cameo.yaml", "acled.yaml")
    return [copy.deepcopy(read_yaml(name)) for name in names]


def test_the_42_types_of_the_guidelines() -> None:
    assert sorted(frames.load().types) == sorted(TYPES)


def test_every_type_has_a_definition_a_family_and_a_root_rule() -> None:
    for frame_type in frames.load().types.values():
        assert frame_type.definition.endswith(".") and frame_type.family
        assert not frame_type.rules[-1].when
        assert frame_type.rules[-1].id.endswith(".root")


def test_rule_ids_say_one_thing_only() -> None:
    owners: dict[str, set] = {}
    for frame_type in frames.load().types.values():
        for rule in frame_type.rules:
            owners.setdefault(rule.id, set()).add(rule.codes)
    assert all(len(codes) == 1 for codes in owners.values())


def test_the_lists_are_those_of_the_codebooks() -> None:
    plover, acled = read_yaml("plover.yaml"), read_yaml("acled.yaml")
    assert len(plover["types"]) == 16
    assert len(acled["event_types"]) == 6
    assert sum(len(names) for names in acled["event_types"].values()) == 25


@pytest.mark.parametrize(
    "name",
    ["frames", "frames_figures", "frames_deals", "frames_places", "frames_sides", "plover", "cameo", "acled"],
)
def test_every_list_names_source_version_and_licence(name: str) -> None:
    content = read_yaml(f"{name}.yaml")
    assert all(content[key] for key in ("source", "version", "licence"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"plover": "TERRORISE"}, "PLOVER has no type"),
        ({"mode": "aerial-ish"}, "has no mode"),
        ({"cameo": "999"}, "no code '999'"),
        ({"acled": "Skirmish"}, "no type 'Skirmish'"),
        ({"when": {"weather": "rain"}}, "unknown condition"),
        ({"when": {"words": "no_such_list"}}, "unknown word list"),
        ({"when": {"agent": "no_such_group"}}, "unknown kind group"),
        ({"when": {"modality": ["maybe"]}}, "unknown modality"),
    ],
)
def test_a_code_that_no_list_holds_is_refused(change: dict, message: str) -> None:
    content = _content()
    content[0]["types"]["clash"]["codes"][0].update(change)
    with pytest.raises(CodebookError, match=message):
        frames.build(*content)


def test_a_type_without_root_rule_is_refused() -> None:
    content = _content()
    del content[0]["types"]["clash"]["codes"][-1]
    with pytest.raises(CodebookError, match="root"):
        frames.build(*content)


def test_an_unknown_claim_kind_is_refused() -> None:
    content = _content()
    content[0]["types"]["clash"]["kinds"] = ["rumour"]
    with pytest.raises(CodebookError, match="rumour"):
        frames.build(*content)


@pytest.mark.parametrize(
    ("metric", "measure", "category"),
    [("fled", "cumulative", "flow"), ("displaced", "incident", "flow"), ("displaced", "stock", "stock"),
     ("evacuated", "incident", "flow"), ("returned", "incident", "flow"), ("trapped", "stock", None),
     ("killed", "incident", None)],
)  # fmt: skip
def test_idmc_category_by_metric(metric: str, measure: str, category: str | None) -> None:
    assert frames.load().metrics[metric].category(measure) == category


def test_the_word_terrorist_is_no_type() -> None:
    book = frames.load()
    names = {*book.types, *(t.family for t in book.types.values()), *frames_figures.load().subjects}
    assert not [name for name in names if "terror" in name]


@pytest.mark.parametrize(
    ("phrase", "subject"),
    [("civilians", "civilians"), ("women and children", "women and children"),
     ("syrian soldiers", "combatants"),
     ("aid workers", "aid workers"), ("people", "people"), ("schoolchildren", "children"), ("tanks", "")],
)  # fmt: skip
def test_subject_words(phrase: str, subject: str) -> None:
    assert frames_figures.load().subject(phrase) == subject


@pytest.mark.parametrize(
    ("phrase", "people"),
    [("foreign is fighters", "foreign fighters"), ("foreign islamic state fighters", "foreign fighters"),
     ("foreign fighters", "foreign fighters"),
     ("the wounded", "the wounded"),
     ("civilians and their belongings", "civilians"), ("a convoy", "")],
)  # fmt: skip
def test_people_that_a_term_is_about(phrase: str, people: str) -> None:
    assert frames_deals.load().people(phrase) == people


@pytest.mark.parametrize(
    "sentence",
    [
        "they left under the withdrawal deal",
        "the men went as part of a local agreement",
        "freed under the terms of a prisoner-exchange accord",
    ],
)
def test_sentences_under_a_deal(sentence: str) -> None:
    assert frames_deals.load().under.search(sentence)


def test_a_mere_mention_of_a_deal_is_not_under_it() -> None:
    assert not frames_deals.load().under.search(
        "they fled under fire before anybody spoke to them about any kind of deal"
    )


def test_patterns_stay_fast_on_hostile_text() -> None:
    hostile = "under " + " ".join(["a'-" * 50] * 2000) + " " * 20000
    assert frames_deals.load().under.search(hostile) is None
    assert frames_figures.load().subject("x" * 100_000) == ""


def test_place_rules_are_about_known_families() -> None:
    families = {kind.family for kind in frames.load().types.values()}
    takes = frames_places.load().from_context
    assert takes <= families
    assert not {"speech", "deals"} & takes


@pytest.mark.parametrize("text", ["plans attacks abroad", "protests across the country"])
def test_words_for_elsewhere(text: str) -> None:
    assert frames_places.load().elsewhere.search(text)


def test_a_demonym_is_no_country_name() -> None:
    demonyms = frames_sides.load().demonyms
    assert {"syrian", "iraqi", "libyan"} <= demonyms
    assert not {"syria", "iraq", "u.s."} & demonyms


@pytest.mark.parametrize(
    ("text", "share"), [(" in five homes", True), (" out of ten people", True), (" in an attack", False)]
)
def test_words_of_a_share(text: str, share: bool) -> None:
    assert bool(frames_sides.load().share_of.match(text)) is share


def test_place_and_side_patterns_stay_fast_on_hostile_text() -> None:
    text = "in " * 20_000 + "out of " * 20_000
    assert not frames_sides.load().share_of.search(text)
    assert not frames_places.load().elsewhere.search(text)
