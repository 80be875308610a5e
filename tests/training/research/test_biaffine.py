import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

import numpy as np  # noqa: E402
from tests.training.test_corpus import document  # noqa: E402
from training.batches import Builder, cut  # noqa: E402
from training.corpus import encode  # noqa: E402
from training.labels import KEYS  # noqa: E402
from training.network import Network  # noqa: E402
from training.research.biaffine import (  # noqa: E402
    LONGEST,
    Spans,
    annotated,
    decoded,
    loss_of_spans,
    span_lengths,
)

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402

pytestmark = pytest.mark.needs_torch


@pytest.fixture
def batch():
    import random

    pieces = WordPieces(FOLDER / VOCABULARY)
    windows = cut(encode([document()], pieces), random.Random(1))
    return Builder(pieces, masked=0.0, plain=0.0, untyped=0.0)(windows, np.random.default_rng(1))


def test_a_span_is_as_long_as_its_marks(batch):
    lengths = span_lengths(batch).numpy()
    begins = batch.spans.numpy() == 1
    assert ((lengths > 0) == begins).all()
    assert lengths.sum() == (batch.spans > 0).sum()  # every marked word belongs to one span


def test_what_is_annotated_is_decoded_from_scores_that_say_so(batch):
    class Knowing(Spans):
        def forward(self, hidden):
            lengths = span_lengths(batch)
            for size in range(1, LONGEST + 1):
                yield torch.where(lengths[: len(lengths) - size + 1] == size, 5.0, -5.0)

    wanted = annotated(batch)
    assert wanted
    assert decoded(Knowing(), torch.zeros(len(batch.spans), 1), batch) == wanted


def test_of_spans_that_overlap_the_likeliest_is_kept(batch):
    class Greedy(Spans):
        def forward(self, hidden):
            pairs = len(batch.spans)
            for size in range(1, 4):
                scores = torch.full((pairs - size + 1, len(KEYS)), -5.0)
                scores[0, 0] = float(size)
                yield scores

    found = decoded(Greedy(), torch.zeros(len(batch.spans), 1), batch)
    assert {span[2:] for span in found if span[1] == 0} == {(0, 3)}


def test_the_head_learns_the_spans_of_one_text(batch):
    torch.manual_seed(1)
    network, head = Network(1, dropout=0.0), Spans()
    network.encoder.dropout.p = 0.0
    learned = [*network.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam([p for p in learned if p.requires_grad], lr=3e-3)
    first = None
    for _ in range(60):
        optimiser.zero_grad()
        loss, parts = loss_of_spans(network, head, batch)
        loss.backward()
        optimiser.step()
        first = first or parts["role"]
    assert parts["role"] < first / 4
