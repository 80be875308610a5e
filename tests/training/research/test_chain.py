import itertools

import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from training.research.chain import NEVER, Chain, decode, encode, tags_of  # noqa: E402

pytestmark = pytest.mark.needs_torch

TAGS = tags_of(["cue", "source"])


@pytest.fixture
def chain():
    torch.manual_seed(5)
    made = Chain(TAGS)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made.requires_grad_(False)


def legal(sequence):
    return encode(decode(sequence, TAGS), len(sequence), TAGS) == list(sequence)


def score(chain, scores, sequence):
    steps, starts, ends = chain._all()
    total = (
        starts[sequence[0]]
        + ends[sequence[-1]]
        + sum(row[tag] for row, tag in zip(scores, sequence, strict=True))
    )
    return total + sum(steps[one, other] for one, other in itertools.pairwise(sequence))


def test_spans_come_back_from_their_tags():
    spans = [("source", 0, 1), ("cue", 1, 2), ("source", 3, 6)]
    assert [TAGS[tag] for tag in encode(spans, 6, TAGS)] == [
        "S-source",
        "S-cue",
        "O",
        "B-source",
        "I-source",
        "E-source",
    ]
    assert decode(encode(spans, 6, TAGS), TAGS) == spans


def test_the_loss_is_that_of_all_legal_sequences_written_out(chain):
    scores = torch.randn(3, len(TAGS))
    sequences = [found for found in itertools.product(range(len(TAGS)), repeat=3) if legal(found)]
    right = encode([("source", 0, 2)], 3, TAGS)
    every = torch.stack([score(chain, scores, found) for found in sequences])
    expected = torch.logsumexp(every, 0) - score(chain, scores, right)
    # a longer sequence beside it: padding must not count
    padded = torch.zeros(2, 5, len(TAGS))
    padded[0, :3] = scores
    padded[1] = torch.randn(5, len(TAGS))
    tags = torch.zeros(2, 5, dtype=torch.long)
    tags[0, :3] = torch.tensor(right)
    both = chain.loss(padded, tags, torch.tensor([3, 5]))
    other = chain.loss(padded[1:], tags[1:], torch.tensor([5]))
    assert float(both - other) == pytest.approx(float(expected), abs=1e-3)


def test_the_best_sequence_is_the_best_of_all_legal_ones(chain):
    scores = 3 * torch.randn(4, len(TAGS))
    sequences = [found for found in itertools.product(range(len(TAGS)), repeat=4) if legal(found)]
    best = max(sequences, key=lambda found: float(score(chain, scores, found)))
    assert chain.best(scores) == list(best)


def test_a_span_is_never_left_open():
    scores = torch.full((3, len(TAGS)), 0.0)
    scores[:, TAGS.index("I-cue")] = 50.0
    found = Chain(TAGS).requires_grad_(False).best(scores)
    assert legal(found)
    assert TAGS[found[1]] == "I-cue"


def test_barred_steps_cost_more_than_any_score():
    chain = Chain(TAGS).requires_grad_(False)
    steps, starts, _ = chain._all()
    assert steps[TAGS.index("B-cue"), TAGS.index("O")] == NEVER
    assert steps[TAGS.index("B-cue"), TAGS.index("E-source")] == NEVER
    assert steps[TAGS.index("E-cue"), TAGS.index("B-source")] == 0
    assert starts[TAGS.index("I-cue")] == NEVER
