"""Reading the answer keys: own sentences, in the keys' notation."""

from benchmarks.muc4.answers import answers, body_text, filler

TEXT = """   LIMA, 3 MAY 90 (EFE) -- [TEXT] TWO MASKED MEN BLEW UP A BRIDGE NEAR THE
"OLD MILL" FARM.

   THE MAYOR [OF THE TOWN] WAS NOT HURT."""


def test_alternatives_are_values_of_one_filler() -> None:
    read = filler('"MASKED MEN" / "TWO MASKED MEN"')
    assert (read.values, read.references, read.optional) == (("MASKED MEN", "TWO MASKED MEN"), (), False)


def test_what_stands_behind_the_colon_is_what_it_is_said_of() -> None:
    read = filler('? NO INJURY / DEATH: "MAYOR" / "THE MAYOR: ACTING"')
    assert read.values == ("NO INJURY", "DEATH")
    assert read.references == ("MAYOR", "THE MAYOR: ACTING")
    assert read.optional


def test_escaped_marks_and_slashes_inside_a_string_are_its_own() -> None:
    assert filler(r'"\"OLD MILL\" FARM" / "TRUCK/BUS"').values == ('"OLD MILL" FARM', "TRUCK/BUS")


def test_a_dash_fills_nothing() -> None:
    assert filler('GUN: "-"').references == ()


def test_the_body_is_one_line_without_dateline_and_brackets() -> None:
    body = body_text(TEXT)
    assert body.startswith('two masked men blew up a bridge near the "old mill" farm.')
    assert body.endswith("the mayor (of the town) was not hurt.")


def test_mentions_that_the_body_does_not_hold_are_dropped() -> None:
    template = {
        "template": ["1 (OPTIONAL)"],
        "incident_type": ["BOMBING / ATTACK"],
        "perp_individual": ['"MASKED MEN" / "REBELS"', '"GUNMEN"'],
        "phys_tgt_id": [r'"\"OLD MILL\" FARM"'],
    }
    (one,) = answers({"text": TEXT, "templates": [template]})
    assert one.types == ("bombing", "attack")
    assert one.entities["PerpInd"] == (("masked men",),)
    assert one.entities["Target"] == (('"old mill" farm',),)
    assert one.optional


def test_equal_templates_count_once() -> None:
    template = {"template": ["1"], "incident_type": ["BOMBING"], "phys_tgt_id": ['"BRIDGE"']}
    other = {**template, "template": ["2"], "incident_date": ["02 MAY 90"]}
    assert len(answers({"text": TEXT, "templates": [template, other]})) == 1
