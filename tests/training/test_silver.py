import pytest

pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("onnx", reason="needs the training extra")

from tests.training.test_corpus import TEXT, document, span  # noqa: E402
from training.silver import agreed  # noqa: E402

pytestmark = pytest.mark.needs_torch


def test_two_equal_readings_leave_nothing_open():
    frames = document()["frames"]
    kept, unsure = agreed(TEXT, frames, frames)
    assert [frame["type"] for frame in kept] == ["kill", "capture"]
    assert all(frame["unsure"] == [] for frame in kept)
    assert unsure == []


def test_a_trigger_that_one_reading_lacks_is_left_open():
    kill, capture = document()["frames"]
    kept, unsure = agreed(TEXT, [kill, capture], [capture])
    assert [frame["type"] for frame in kept] == ["capture"]
    assert unsure == [kill["trigger"]]
    kept, unsure = agreed(TEXT, [capture], [kill, capture])
    assert [frame["type"] for frame in kept] == ["capture"]
    assert unsure == [kill["trigger"]]


def test_another_type_is_no_agreement():
    kill, capture = document()["frames"]
    kept, unsure = agreed(TEXT, [kill], [{**kill, "type": "injure"}])
    assert kept == []
    assert unsure == [kill["trigger"]]


def test_only_what_differs_in_a_frame_is_left_open():
    kill, _ = document()["frames"]
    other = {
        **kill,
        "modality": "possible",
        "roles": {**kill["roles"], "target": [span("guards")]},
        "said": {**kill["said"], "direct": False},
    }
    ((frame,), _) = agreed(TEXT, [kill], [other])
    assert frame["unsure"] == sorted(["target", "modality", "said", "source", "cue", "via", "said_origin"])
    assert frame["roles"] == kill["roles"]


def test_spans_agree_where_they_cover_the_same_words():
    _, capture = document()["frames"]  # "Hari" of "Harim"
    whole = {**capture, "roles": {**capture["roles"], "place": [span("Harim")]}}
    ((frame,), _) = agreed(TEXT, [capture], [whole])
    assert frame["unsure"] == []
