import sys

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from training.resolvers import measures, numbers, page
from training.resolvers.__main__ import RECIPES, main, measure_lines, place_lines, refitted, report
from training.resolvers.annotations import annotations
from training.resolvers.choice import Question, fit, held_out, is_right, rounded, shown, sign_names, tally
from training.resolvers.place_signs import signs
from training.resolvers.places import Asking, questions

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.places import context
from sitrep.annotate.places.context import Candidate, Query, Ranking
from sitrep.annotate.places.mentions import abstention
from sitrep.annotate.quantities.measure import weigh
from sitrep.codebook import read_yaml
from sitrep.codebook.numbers_measures import measure_signs
from sitrep.codebook.place_words import place_weights
from sitrep.model.span import Span
from sitrep.settings import Settings

TEXT = (
    "Rebels captured Aleppo on Monday.\n"
    "They shelled the city again, and 12 people were killed.\n"
    "In Beirut officials said that more than 300 people have been killed since March."
)


def span(text: str) -> list[int]:
    start = TEXT.index(text)
    return [start, start + len(text)]


def frame(type_: str, trigger: str, norm: dict, **roles: str) -> dict:
    return {
        "type": type_,
        "modality": "actual",
        "trigger": span(trigger),
        "roles": {role: [span(text)] for role, text in roles.items()},
        "said": None,
        "norm": norm,
    }


ROW = {
    "id": "made-1",
    "text": TEXT,
    "published": "2014-05-06",
    "frames": [
        frame(
            "capture",
            "captured",
            {"place": "Aleppo, Syria"},
            agent="Rebels",
            place="Aleppo",
            time="on Monday",
        ),
        frame("shelling", "shelled", {"place": "Aleppo, Syria"}, agent="They", place="the city"),
        frame(
            "kill",
            "killed.\n",
            {"place": "Aleppo, Syria", "quantity": {"best": 12, "measure": "incident"}},
            quantity="12 people",
        ),
        frame(
            "kill",
            "killed since",
            {"quantity": {"low": 300, "measure": "cumulative"}},
            quantity="more than 300 people",
            time="since March",
        ),
    ],
}
ROW["frames"][2]["trigger"][1] -= 2
ROW["frames"][3]["trigger"][1] -= len(" since")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings.load().cache_dir)


@pytest.fixture(scope="module")
def annotated(gazetteer):
    return annotations([ROW], gazetteer)


def same(wanted: str, given_: str) -> bool:
    return wanted == given_


# ---- choice


def drawn(number: int = 3000) -> list[Question]:
    """Questions of three choices, answered by chance after known weights."""
    rng = np.random.default_rng(7)
    made = []
    for document in range(number):
        table = rng.normal(size=(3, 2))
        odds = np.exp(table @ [1.5, -0.5])
        right = rng.choice(3, p=odds / odds.sum())
        choices = tuple({"a": float(row[0]), "b": float(row[1])} for row in table)
        made.append(Question(f"d{document // 10}", "made", choices, tuple(n == right for n in range(3))))
    return made


def test_the_fit_finds_the_weights_that_made_the_data():
    found = fit(drawn(), ["a", "b"], penalty=1)
    assert [found["a"], found["b"]] == pytest.approx([1.5, -0.5], abs=0.1)


def test_the_fit_is_where_the_slope_is_level():
    questions_, penalty = drawn(60), 2.0
    found = fit(questions_, ["a", "b"], penalty=penalty)
    for name in found:
        slope = -penalty * found[name]
        for each in questions_:
            odds = [np.exp(sum(found[n] * v for n, v in row.items())) for row in each.choices]
            mean = sum(o * row[name] for o, row in zip(odds, each.choices, strict=True)) / sum(odds)
            slope += each.choices[each.right.index(True)][name] - mean
        assert slope == pytest.approx(0, abs=1e-5)


def test_a_larger_penalty_draws_the_weights_to_zero():
    loose, tight = (fit(drawn(100), ["a", "b"], penalty=penalty) for penalty in (1, 100))
    assert abs(tight["a"]) < abs(loose["a"])


def test_two_choices_may_be_right():
    either = Question("d", "made", ({"a": 1.0}, {"b": 1.0}, {"c": 1.0}), (True, True, False))
    found = fit([either], ["a", "b", "c"], penalty=0.1)
    assert found["a"] == pytest.approx(found["b"])
    assert found["a"] > 0 > found["c"]


def test_a_question_without_a_right_choice_teaches_nothing_and_counts_as_wrong():
    none = Question("d", "made", ({"a": 1.0}, {"b": 1.0}), (False, False))
    assert fit([*drawn(50), none], ["a", "b"], penalty=1) == fit(drawn(50), ["a", "b"], penalty=1)
    assert tally([none], {"a": 1.0}) == {("made", False): 1}
    with pytest.raises(ValueError, match="nothing to fit"):
        fit([none], ["a"], penalty=1)


def test_the_first_of_equals_is_chosen():
    equal = Question("d", "made", ({"a": 1.0}, {"a": 1.0}), (True, False))
    assert is_right(equal, {"a": 2.0})
    assert is_right(equal, {})


def test_rare_signs_get_no_weight():
    made = [Question("d", "made", ({"often": 1.0}, {}), (True, False))] * 4
    made.append(Question("d", "made", ({"seldom": 1.0}, {"seldom": 1.0}), (True, False)))
    assert sign_names(made) == ["often", "seldom"]
    assert sign_names(made, least=2) == ["often"]


def test_a_document_is_judged_by_weights_fitted_without_it():
    # each document has its own sign: weights from the others know nothing of it, and the first choice is wrong
    made = [Question(f"d{n}", "made", ({"other": 1.0}, {f"own {n}": 1.0}), (False, True)) for n in range(10)]
    seen = fit(made, sign_names(made), penalty=1)
    assert tally(made, {name: weight for name, weight in seen.items() if name != "other"}) == {
        ("made", True): 10
    }
    flipped = [Question(each.document, "made", each.choices[::-1], each.right[::-1]) for each in made]
    first = [Question(each.document, "made", ({}, each.choices[1]), (False, True)) for each in made]
    assert held_out(first, penalty=1, least=1, decimals=2) == {("made", False): 10}
    assert held_out(flipped, penalty=1, least=1, decimals=2) == {("made", True): 10}


def test_rounding_leaves_out_zero_and_what_is_small():
    assert rounded({"a": 0.126, "b": -0.001, "c": 0.014}, 2, smallest=0.02) == {"a": 0.13}
    assert rounded({"a": -0.04, "b": 0.05001}, 1) == {"b": 0.1}


def test_shares_are_shown_by_kind():
    counts = {("x", True): 3, ("x", False): 1, ("a", False): 2}
    assert shown(counts) == "a 0.0 % of 2, x 75.0 % of 4"


# ---- places

KINDS = ("town", "adm1", "country", "region", "adm2")
spans = st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))
starts = st.lists(st.integers(0, 120), max_size=4).map(sorted)


@st.composite
def candidates(draw):
    mention = abstention(
        "X", draw(st.sampled_from(["SY", "IQ"])), kind=draw(st.sampled_from(KINDS)), reason=""
    )
    return Candidate(mention, draw(starts), draw(starts), draw(starts))


@st.composite
def queries(draw):
    here = draw(spans)
    before = draw(st.one_of(st.none(), st.just(Span(0, here.start)))) if here.start else None
    return Query(
        position=draw(st.integers(here.start, here.end - 1)),
        sentence=here,
        before=before,
        head=draw(st.sampled_from(["", "town", "country", "here", "other"])),
        act=draw(st.sampled_from(["violence", "talk"])),
        role=draw(st.sampled_from(["place", "origin", "destination"])),
        inside=tuple(
            Span(max(each.start, here.start), min(each.end, here.end))
            for each in draw(st.lists(spans, max_size=2))
            if max(each.start, here.start) < min(each.end, here.end)
        ),
    )


@given(st.lists(candidates(), min_size=1, max_size=5), queries(), st.sampled_from(["", "SY"]))
def test_the_resolver_ranks_by_the_weighted_sum_of_the_signs(named, query, country):
    chosen = [each for each in named if not country or each.mention.iso2 == country]
    best = Ranking(named, "SY").best(query, country=country)
    weights = place_weights()
    sums = [
        sum(weights.get(name, 0.0) * value for name, value in each.items())
        for each in signs(chosen, query, "SY")
    ]
    if not chosen:
        assert best is None
        return
    odds = np.exp(np.array(sums) - max(sums))
    assert best is not None
    assert best[0] == pytest.approx(1 / odds.sum())
    assert sums[next(n for n, each in enumerate(chosen) if each is best[1])] == pytest.approx(max(sums))


def test_every_weight_that_ships_has_a_sign_of_its_name():
    kinds, heads = ("town", "adm1", "country", "region", "other"), (*context._HEADS, "here", "other")
    wants = [*heads, *(f"none {act}" for act in context._ACTS)]
    fixed = "roles,main country,early,same sentence,same sentence near,in another role,adjective in sentence,"
    fixed += "adjective in role,role in sentence,sentence before,role in sentence before,distance,only later"
    known = {*fixed.split(","), *(f"count {kind}" for kind in kinds)}
    known |= {f"{kind} for {want}" for kind in kinds for want in wants}
    known |= {f"{kind} role {role}" for kind in kinds for role in ("place", "origin", "destination")}
    assert set(place_weights()) <= known


def test_frames_ask_where_no_phrase_names_the_place(annotated, gazetteer):
    asked = questions(annotated, gazetteer, same)
    assert [each.kind for each in asked] == ["phrase without a name", "no phrase"]
    assert [each.document for each in asked] == ["made-1", "made-1"]
    assert all(each.right == (True, False) for each in asked)  # Aleppo, Beirut


def test_a_phrase_asks_with_its_noun(annotated, gazetteer):
    places = Asking(annotated[0], gazetteer)
    named, pointing, silent = (each.frame for each in annotated[0].read.frames[:3])
    assert places.asked(named, "place") is None
    query, country = places.asked(pointing, "place")
    assert (query.head, query.position, country) == ("town", TEXT.index("the city"), "")
    query, country = places.asked(silent, "place")
    assert (query.head, query.act, query.position) == ("", "violence", silent.trigger.start)


def test_only_places_of_the_country_asked_for_come_into_question(annotated, gazetteer):
    places = Asking(annotated[0], gazetteer)
    query, _ = places.asked(annotated[0].read.frames[2].frame, "place")
    assert [each.name for each in places.choices(query, "")[0]] == ["Aleppo", "Beirut"]
    assert [each.name for each in places.choices(query, "LB")[0]] == ["Beirut"]


# ---- numbers


def test_a_frame_is_asked_about_each_number_of_its_sentence_with_and_without_its_people(annotated):
    carried = [(question.kind, question.right[1]) for question in numbers.questions(annotated)]
    shelled_or_killed = [("with roles", False), ("with roles", True), ("without", False), ("without", True)]
    assert carried == [*shelled_or_killed, ("with roles", True), ("without", True)]


def test_what_the_engine_found_is_no_sign_of_a_carried_number(annotated):
    for question in numbers.questions(annotated):
        assert not any("quantity" in sign or "engine" in sign for sign in question.choices[1])


# ---- measures


def test_numbers_with_a_measure_become_questions(annotated):
    first, second = measures.questions(annotated)
    assert first.right == (True, False, False)
    assert second.right == (False, True, False)
    assert first.choices[0] == {}
    assert "always cumulative" in first.choices[1]
    assert "time:since stock" in second.choices[2]


def test_the_choice_by_weights_is_what_the_resolver_says(annotated):
    read = annotated[0].read
    weights = measures.singles(measure_signs().weights)
    for each in read.frames[2:]:
        names = measures.signs_of(each, read.document.text, read.sentences[each.frame.sentence])
        said = weigh(
            each.frame,
            read.document.text,
            read.sentences[each.frame.sentence].span,
            time_rule="since" if each.time.phrase else "",
            quantity=each.quantities[0],
        )
        assert is_right(measures.question("d", names, said), weights)
        assert each.measure == said


def test_weights_pair_up_and_part_again():
    flat = {"type:kill cumulative": 0.3, "always stock": -0.4}
    assert measures.pairs(flat) == {"always": (0.0, -0.4), "type:kill": (0.3, 0.0)}
    parted = measures.singles({"always": (0.0, -0.4)})
    assert parted == {"always cumulative": 0.0, "always stock": -0.4}


# ---- the page

PAGE = "# A page.\nsource: made\nweights:\n  old: 1.0\n\n  older: 2.0\n# After it.\nmore: [1]\n"


def test_only_the_block_of_weights_changes():
    assert page.with_weights(PAGE, ["new: 3.0"]) == (
        "# A page.\nsource: made\nweights:\n  new: 3.0\n# After it.\nmore: [1]\n"
    )
    with pytest.raises(ValueError, match="weights"):
        page.with_weights("source: made\n", ["a: 1"])


@pytest.mark.parametrize("what", sorted(RECIPES))
def test_the_weights_that_ship_are_read_again_as_they_were_written(what, tmp_path):
    recipe, written = RECIPES[what], tmp_path / "made.yaml"
    written.write_text("source: made\nweights:\n  old: 1.0\n", encoding="utf-8")
    page.write_weights(written, recipe.lines(recipe.shipped()))
    read = yaml.safe_load(written.read_text(encoding="utf-8"))
    assert read == {"source": "made", "weights": read_yaml(recipe.page)["weights"]}


def test_lines_of_weights():
    assert place_lines({"b": -0.5, "a": 1.0}) == ["a: 1.00", "b: -0.50"]
    assert measure_lines({"time:now stock": 0.5}) == ['"time:now": [0.0, 0.5]']


# ---- the command


def test_the_report_gives_the_shares_and_the_distance():
    made = [
        measures.question(f"d{n}", ["always", "time:since"] if n % 2 else ["always"], wanted)
        for n, wanted in enumerate(["incident", "cumulative"] * 20)
    ]
    recipe = RECIPES["measures"]
    weights = rounded(fit(made, sign_names(made), penalty=recipe.penalty), 1)
    lines = report(recipe, made, made, weights).splitlines()
    assert lines[0] == "train, held out   measure 100.0 % of 40"
    assert lines[2] == "dev               measure 100.0 % of 40"
    assert lines[4].startswith(f"{len(weights)} weights; ")


def test_a_sign_too_rare_to_learn_from_keeps_its_weight():
    made = [measures.question(f"d{n}", ["always"], "stock") for n in range(5)]
    made.append(measures.question("d5", ["running_total:period"], "stock"))
    recipe = RECIPES["measures"]
    weights = refitted(recipe, made)
    rare = "running_total:period cumulative"
    assert weights[rare] == recipe.shipped()[rare] > 0
    assert weights["always stock"] > 0
    assert weights["always stock"] != recipe.shipped()["always stock"]


def test_the_command_needs_the_corpora(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("SITREP_CORPORA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["resolvers", "measures", "--check"])
    with pytest.raises(SystemExit):
        main()
    assert "SITREP_CORPORA" in capsys.readouterr().err


@pytest.mark.needs_corpora
def test_a_check_fits_and_writes_nothing(monkeypatch, capsys):
    monkeypatch.setattr("training.resolvers.__main__.write_weights", lambda *_: pytest.fail("written"))
    monkeypatch.setattr(sys, "argv", ["resolvers", "measures", "--check"])
    main()
    out = capsys.readouterr().out
    assert "train, held out   measure" in out
    assert "from those shipped 0.00 apart, at most 0.00" in out  # the weights that ship are the command's
