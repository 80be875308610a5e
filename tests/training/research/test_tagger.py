import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from training.research.fit import Run, optimiser_of  # noqa: E402
from training.research.paragraphs import Article, Paragraph  # noqa: E402
from training.research.tagger import (  # noqa: E402
    TAGS,
    Tagger,
    batch_of,
    decode,
    epoch,
    parts,
    read,
    size_of,
    tiles,
    views,
)

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402

pytestmark = pytest.mark.needs_torch

SENTENCE = ("The", "envoy", "said", "talks", "resumed", ".")
SPANS = (("source", 0, 2), ("cue", 2, 3), ("content", 3, 5))


@pytest.fixture(scope="module")
def pieces():
    return WordPieces(FOLDER / VOCABULARY)


@pytest.fixture(scope="module")
def article(pieces):
    long = Paragraph(
        SENTENCE * 60, tuple((kind, a + 6 * n, b + 6 * n) for n in range(60) for kind, a, b in SPANS)
    )
    short = Paragraph(
        ("“", "No", "”", ",", "he", "said", "."), (("content", 0, 3), ("source", 4, 5), ("cue", 5, 6))
    )
    return parts(Article("made-up", (short, long, short)), pieces)


@pytest.fixture(scope="module")
def tagger():
    torch.manual_seed(2)
    made = Tagger(layers=1)
    torch.nn.init.normal_(made.encoder.words.weight, std=0.5)
    return made


def words(windows):
    return sum(len(part) for window in windows for part in window)


def test_windows_hold_every_word_once_and_keep_to_the_budget(article):
    windows = list(tiles(article, 100))
    assert words(windows) == sum(len(part) for part in article)
    assert all(sum(len(part.ids) for part in window) <= 100 for window in windows)
    tags = [tag for window in windows for part in window for tag in part.tags.tolist()]
    whole = [tag for part in article for tag in part.tags.tolist()]
    assert sum(one != other for one, other in zip(tags, whole, strict=True)) <= 2 * len(windows)


def test_a_span_that_is_cut_is_closed_and_opened_again(article):
    part = article[1].cut(1, 5)
    assert decode(part.tags.tolist(), TAGS) == [("source", 0, 1), ("cue", 1, 2), ("content", 2, 4)]
    assert len(part.ids) == part.starts[-1] == 4


def test_an_article_is_read_in_windows_that_tile_it(article):
    taken = []
    for window, skip, (low, high) in views(article):
        taken += range(low, high)
        assert 0 <= skip and skip + high - low <= words([window])
    assert taken == list(range(sum(len(part) for part in article)))


def test_spelling_tells_what_stands_inside_quotation_marks(article):
    mark, inside, _, outside, *_ = article[0].shapes.tolist()
    assert mark // 8 == 2 and inside // 8 == 1 and outside // 8 == 0


def test_a_batch_points_every_sequence_at_its_own_words(article, pieces):
    batch = batch_of([[article[0]], [article[2], article[0]]], pieces)
    assert batch.counts.tolist() == [7, 7, 7]
    assert batch.words.tolist() == [list(range(7)), list(range(7, 14)), list(range(14, 21))]
    assert batch.lengths.tolist() == [size_of([article[0]]), size_of([article[2], article[0]])]
    flat = batch.pieces.reshape(-1)[batch.first]
    assert flat[:7].tolist() == flat[7:14].tolist() == flat[14:].tolist()


def test_epochs_depend_on_the_seed_alone(article):
    one, other = (epoch([article], random.Random(3), 300) for _ in range(2))
    assert [[size_of(window) for window in batch] for batch in one] == [
        [size_of(window) for window in batch] for batch in other
    ]
    assert words([window for batch in one for window in batch]) == sum(len(part) for part in article)


def test_steps_of_training_lower_the_loss(article, pieces):
    torch.manual_seed(4)
    tagger = Tagger(layers=1)
    optimiser = optimiser_of(tagger)
    batch = batch_of([[article[0]]], pieces, np.random.default_rng(1))
    losses = []
    for _ in range(15):
        loss = tagger.loss(batch)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] / 2


def test_reading_gives_spans_inside_every_paragraph(article, pieces, tagger):
    found = read(tagger, article, pieces)
    assert len(found) == len(article)
    for part, spans in zip(article, found, strict=True):
        assert all(0 <= start < end <= len(part) for _, start, end in spans)
    assert found == read(tagger, article, pieces)


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(article, pieces, tmp_path, monkeypatch):
    monkeypatch.setattr("training.research.fit.Tagger", lambda: Tagger(layers=1))
    monkeypatch.setattr("training.network.Encoder.load_published", lambda *_: None)

    def run(name, total):
        return Run(tmp_path / name, [article], pieces, base=tmp_path, seed=1, total=total)

    whole = run("whole", 1_200)
    whole.train()
    cut = run("cut", 1_200)
    for windows in epoch([article], random.Random(1_000), 512)[:1]:
        cut._step(windows)
    cut.save()
    again = run("cut", 1_200)
    assert again.step == 1
    again.train()
    assert torch.equal(again.tagger.outer.weight, whole.tagger.outer.weight)
    assert (tmp_path / "cut" / "seconds").exists()
