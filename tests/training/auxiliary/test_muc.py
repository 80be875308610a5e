from training.auxiliary.muc import prose, quoted


def test_hard_line_breaks_go_and_sentences_stand_on_lines():
    text = "   CITY, 3 JAN 90 -- THE GARRISON\nREPORTED A CLASH.  TWO SOLDIERS\nWERE WOUNDED.\n\n   A BRIDGE WAS\nDESTROYED.\n"
    assert prose(text).split("\n") == [
        "CITY, 3 JAN 90 -- THE GARRISON REPORTED A CLASH.",
        "TWO SOLDIERS WERE WOUNDED.",
        "A BRIDGE WAS DESTROYED.",
    ]


def test_required_fills_are_given_with_their_alternatives():
    template = {
        "incident_type": ["ATTACK"],
        "perp_org": ['"FARABUNDO MARTI FRONT" / "FMLN"'],
        "perp_individual": ['? "REBELS"'],
        "hum_tgt_name": ['"MAYOR"'],
        "hum_tgt_desc": ['"OFFICIAL": "MAYOR"'],
    }
    assert list(quoted([template])) == [
        ("perp_org", "FARABUNDO MARTI FRONT"),
        ("perp_org", "FMLN"),
        ("hum_tgt", "MAYOR"),
        ("hum_tgt", "OFFICIAL"),
        ("hum_tgt", "MAYOR"),
    ]
