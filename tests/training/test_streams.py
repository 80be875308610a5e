import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="needs the training extra")

from tests.training.test_corpus import document  # noqa: E402
from training.corpus import encode  # noqa: E402
from training.streams import Stream, furthest_behind  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402

pytestmark = pytest.mark.needs_torch
TEXTS = encode([document() | {"id": f"own-{n}"} for n in range(7)], WordPieces(FOLDER / VOCABULARY))


def shown(stream: Stream, count: int) -> list[list[str]]:
    return [[window.text.id for window in stream.take()] for _ in range(count)]


def test_an_epoch_gives_every_text_once():
    stream = Stream(TEXTS, seed=1, budget=40, share=1.0)
    seen: list[str] = []
    while stream.epoch == 0:
        seen += [window.text.id for window in stream.take()]
    assert sorted(seen) == [f"own-{n}" for n in range(7)]
    assert stream.done == sum(len(text.pieces.ids) for text in TEXTS)


@given(st.integers(0, 12), st.integers(1, 9))
def test_a_stream_goes_on_where_it_stood(before, after):
    whole = Stream(TEXTS, seed=3, budget=40, share=1.0)
    first = Stream(TEXTS, seed=3, budget=40, share=1.0)
    expected = shown(whole, before + after)
    shown(first, before)
    second = Stream(TEXTS, seed=3, budget=40, share=1.0)
    second.go_to(first.at)
    assert shown(second, after) == expected[before:]
    assert second.done == whole.done


@given(st.lists(st.floats(0.05, 1.0), min_size=1, max_size=5))
def test_shares_are_kept(weights):
    total = sum(weights)
    streams = [Stream(TEXTS, seed=n, budget=40, share=w / total) for n, w in enumerate(weights)]
    for _ in range(200):
        streams[furthest_behind(streams)].take()
    done = sum(stream.done for stream in streams)
    for stream in streams:
        assert abs(stream.done - stream.share * done) <= 2 * 40
