from types import SimpleNamespace

from benchmarks.errors import differences

TEXT = "Rain fell.\nPolice said rebels seized Harim on Monday."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def frame(trigger: str = "seized", **more) -> dict:
    plain = {"type": "capture", "modality": "actual", "trigger": span(trigger), "roles": {}, "said": None}
    return plain | more


def listed(gold: list[dict], given: list[dict]) -> list[tuple[str, str]]:
    def pairs(wanted, had, weight):
        return [(a, b) for a in wanted for b in had if a["trigger"] == b["trigger"]]

    score = SimpleNamespace(
        pair=pairs,
        trigger_weight=lambda text: None,
        attribution_right=lambda text, a, b: a["said"] == b["said"],
        same_time=lambda a, b: a == b,
        same_quantity=lambda a, b: a == b,
        same_place=lambda a, b: a == b,
        same_name=lambda a, b: a == b,
        same_all=lambda a, b, same: same(a, b),
    )
    found = list(differences(score, {"text": TEXT, "frames": gold}, given))
    assert all(where == "Police said rebels [seized] Harim on Monday." for _, _, where in found)
    return [(kind, what) for kind, what, _ in found]


def test_equal_frames_differ_in_nothing():
    assert listed([frame()], [frame()]) == []


def test_frames_without_an_answer_are_missed_or_spurious():
    assert listed([frame()], []) == [("missed", "capture")]
    assert listed([], [frame()]) == [("spurious", "capture")]


def test_a_wrong_type_is_one_error_whatever_else_is_wrong():
    given = frame(type="hold", modality="planned", roles={"agent": [span("rebels")]})
    assert listed([frame()], [given]) == [("type", "capture, given hold")]


def test_every_difference_of_a_frame_is_named():
    gold = frame(
        roles={"agent": [span("rebels")], "time": [span("Monday")]},
        said={"source": span("Police")},
        norm={"place": "Harim", "time": "2017-10-02"},
    )
    given = frame(modality="possible", roles={"agent": [span("Police")], "time": [span("on Monday")]})
    assert listed([gold], [given]) == [
        ("modality", "capture actual, given possible"),
        ("attribution", "said by 'Police', given own voice"),
        ("agent", "capture rebels, given Police"),
        ("place value", "'Harim', given None"),
        ("time value", "'2017-10-02', given None"),
    ]
