import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from training.auxiliary.labels import STORIES, TRIGGERS  # noqa: E402
from training.auxiliary.tasks import GROUPS, TASKS, heads, story_loss, trigger_loss, word_loss  # noqa: E402
from training.batches import Builder, cut  # noqa: E402
from training.corpus import IGNORED, Gold, Text  # noqa: E402
from training.labels import TAGS, TYPES, UNKNOWN_TYPE  # noqa: E402
from training.network import Network  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402

pytestmark = pytest.mark.needs_torch
PIECES = WordPieces(FOLDER / VOCABULARY)
WORDS = "Police detained two men in Harim .".split()


def batch(keys: int = 14, *, frames=(), labels=None, label: int = IGNORED):
    text = Text("t", PIECES(WORDS), [(0, len(WORDS))], list(frames), labels=labels, label=label)
    builder = Builder(PIECES, masked=0, plain=0, untyped=0, keys=keys, local=keys)
    return builder(cut([text], random.Random(1)), np.random.default_rng(1))


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(2)
    return Network(1).eval()


def test_every_task_has_a_head_and_a_group_of_positive_shares():
    made = heads()
    assert GROUPS == ("arguments", "events", "entities", "modality", "syntax")
    assert all(task.head is None or task.head in made for task in TASKS)
    assert all(task.share > 0 for task in TASKS)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_step_lowers_each_tasks_loss(task):
    torch.manual_seed(4)
    model, made = Network(1), heads()
    gold = Gold(1, 2, UNKNOWN_TYPE, 0, 1, {0: [(0, 1)], 1: [(2, 4)]})
    labels = np.array([0, 1, 0, 0, 0, 1, 0])
    if task.name == "factuality":
        labels = np.array([IGNORED, 2.5, *[IGNORED] * 5])
    given = batch(task.keys, frames=[gold], labels=labels, label=0)
    optimiser = torch.optim.Adam(
        [*(p for p in model.parameters() if p.requires_grad), *made.parameters()], 1e-3
    )
    losses = []
    for _ in range(6):
        loss = task.loss(model, made, given)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0]


def test_classes_that_a_corpus_does_not_annotate_take_no_part(network):
    made = heads().eval()
    labels = np.array([0, 0, 0, 0, 0, 1, 0])
    narrow = word_loss("entities", [0, 1, 2])(network, made, batch(labels=labels)).detach()
    with torch.no_grad():
        made["entities"][-1].bias[5] += 50
    again = word_loss("entities", [0, 1, 2])(network, made, batch(labels=labels)).detach()
    assert float(again) == pytest.approx(float(narrow))


def sure(network: Network, tag: str) -> None:
    with torch.no_grad():
        network.tag.weight.zero_()
        network.tag.bias.zero_()
        network.tag.bias[TAGS.index(tag)] = 12.0


def test_a_trigger_may_be_of_any_type_of_its_set(network):
    labels = np.full(len(WORDS), IGNORED)
    labels[1] = list(TRIGGERS).index("Justice:Arrest-Jail") + 1
    for tag, right in (("detain", True), ("prosecute", True), ("protest", False), ("O", False)):
        sure(network, tag)
        assert (float(trigger_loss(network, heads(), batch(labels=labels)).detach()) < 0.1) is right


def test_a_word_of_no_event_is_of_none_of_these_types_but_may_be_of_others(network):
    for tag, right in (("O", True), ("govern", True), ("protest", False)):
        sure(network, tag)
        loss = trigger_loss(network, heads(), batch(labels=np.zeros(len(WORDS), dtype=np.int64)))
        assert (float(loss.detach()) < 0.1) is right


def test_a_story_holds_its_event_at_one_word_at_least(network):
    label = list(STORIES).index("COERCE")
    for tag, right in (("detain", True), ("protest", False)):
        sure(network, tag)
        assert (float(story_loss(network, heads(), batch(label=label)).detach()) < 0.1) is right
    assert set(TYPES) >= {name for names in STORIES.values() for name in names.split()}
