import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("onnx", reason="needs the training extra")

import onnxruntime  # noqa: E402
from safetensors.torch import save_file  # noqa: E402
from tests.training.test_corpus import document  # noqa: E402
from training.batches import Builder, cut  # noqa: E402
from training.corpus import encode  # noqa: E402
from training.export import average, labels, never_taken  # noqa: E402
from training.fit import optimiser_of, rate_factor  # noqa: E402
from training.graphs import Weights, write_encoder, write_roles  # noqa: E402
from training.labels import KEYS, TAGS  # noqa: E402
from training.network import Network, loss_of  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402

pytestmark = pytest.mark.needs_torch


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    made = Network(1)
    torch.nn.init.normal_(made.encoder.shapes.weight, std=0.1)
    torch.nn.init.normal_(made.encoder.words.weight, std=0.5)
    return made.eval()


@pytest.fixture(scope="module")
def batch():
    import random

    pieces = WordPieces(FOLDER / VOCABULARY)
    texts = encode([document(), document()], pieces)
    builder = Builder(pieces, masked=0, plain=0, untyped=0)
    return builder(cut(texts, random.Random(1)), np.random.default_rng(1))


def test_a_batch_marks_triggers_and_spans(batch):
    assert [TAGS[tag] for tag in batch.tags if tag] == ["capture", "kill"] * 2
    spans = batch.spans.view(4, 15, len(KEYS))
    target = spans[1, :, KEYS.index("target")]
    assert target.tolist() == [0] * 8 + [1, 2] + [0] * 5
    seen = batch.seen.view(4, 15, len(KEYS))[0]
    assert seen[:, 0].tolist() == [1] * 5 + [0] * 10  # roles: the trigger's own sentence
    assert seen[:, KEYS.index("source")].all()  # sources: the whole window
    assert batch.pairs[3].view(4, 15)[1].tolist() == [7] * 5 + [8] * 10


def test_training_steps_lower_the_loss(batch):
    torch.manual_seed(3)
    model = Network(1)
    optimiser = optimiser_of(model, torch.nn.ModuleDict())
    losses = []
    for _ in range(12):
        loss, parts = loss_of(model, batch)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert set(parts) == {"tag", "kind", "role"}
    assert losses[-1] < 0.7 * losses[0]
    assert not model.encoder.words.weight.requires_grad


def test_a_batch_without_triggers_has_a_finite_loss(network):
    import random

    pieces = WordPieces(FOLDER / VOCABULARY)
    texts = encode([{"id": "x", "text": "It rained.", "frames": []}], pieces)
    empty = Builder(pieces)(cut(texts, random.Random(1)), np.random.default_rng(1))
    loss, _ = loss_of(network, empty)
    assert torch.isfinite(loss)


def test_what_is_left_open_is_not_learned(network):
    pieces = WordPieces(FOLDER / VOCABULARY)
    whole = document()
    doubted = document()
    doubted["unsure"] = [[0, len(doubted["text"])]]
    for frame in doubted["frames"]:
        frame["unsure"] = [*KEYS, "modality", "said"]
    _, parts = loss_of(network, _batch(pieces, doubted))
    assert parts == {"tag": 0.0, "kind": 0.0, "role": 0.0}
    del doubted["unsure"], doubted["frames"][0]["unsure"]
    _, some = loss_of(network, _batch(pieces, doubted))
    _, every = loss_of(network, _batch(pieces, whole))
    assert some["tag"] == pytest.approx(every["tag"])
    assert 0 < some["role"] < every["role"]


def _batch(pieces, one):
    import random

    builder = Builder(pieces, masked=0, plain=0, untyped=0)
    return builder(cut(encode([one], pieces), random.Random(1)), np.random.default_rng(1))


def test_the_rate_warms_up_and_falls():
    rates = [rate_factor(done) for done in (0, 0.03, 0.06, 0.5, 1.0, 1.2)]
    assert rates == sorted(rates[:3]) + sorted(rates[3:], reverse=True)
    assert rates[2] == pytest.approx(1.0)
    assert rates[-1] == pytest.approx(0.01)


def session(path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def test_the_graphs_compute_what_the_network_computes(network, batch, tmp_path):
    weights = Weights({name: value.numpy() for name, value in network.state_dict().items()})
    write_encoder(tmp_path / "encoder.onnx", weights, layers=1, levels=63)
    write_roles(tmp_path / "roles.onnx", weights)
    with torch.no_grad():
        words = network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
        tags = network.tags(words).log_softmax(-1).numpy()
        triggers = words[batch.triggers]
        roles = network.roles(words, triggers, batch.types, batch.pairs).log_softmax(-1).numpy()
        modality, said = (part.log_softmax(-1).numpy() for part in network.kinds(triggers, batch.types))
    inputs = {name: getattr(batch, name).numpy() for name in ("pieces", "shapes", "first")}
    inputs |= {
        "lengths": batch.lengths.numpy().astype(np.int32),
        "positions": np.arange(batch.pieces.shape[1]),
    }
    vectors, got, projected = session(tmp_path / "encoder.onnx").run(["vectors", "tags", "projected"], inputs)
    cosine = (vectors * words.numpy()).sum(1) / (
        np.linalg.norm(vectors, axis=1) * np.linalg.norm(words.numpy(), axis=1)
    )
    assert cosine.min() > 0.99
    assert np.abs(got - tags).max() < 0.1
    names = dict(zip(("trigger", "word", "distance", "sentence"), batch.pairs.numpy(), strict=True))
    feed = {"triggers": triggers.numpy(), "types": batch.types.numpy(), "projected": projected, **names}
    spans, got_modality, got_said = session(tmp_path / "roles.onnx").run(["spans", "modality", "said"], feed)
    assert np.abs(spans - roles).max() < 0.2
    assert np.abs(got_modality - modality).max() < 1e-4
    assert np.abs(got_said - said).max() < 1e-4


def test_runs_are_averaged_parameter_by_parameter(tmp_path):
    paths = []
    for value in (1.0, 3.0):
        paths.append(tmp_path / f"{value}.pt")
        torch.save({"a": torch.full((2,), value)}, paths[-1])
    assert average(paths)["a"].tolist() == [2.0, 2.0]


def test_roles_that_a_type_never_takes_are_named_only_where_there_is_evidence():
    few = never_taken([document()] * 3)
    many = never_taken([document()] * 40)
    assert few == {}
    assert set(many) == {"kill", "capture"}
    assert "quantity" in many["kill"]
    assert "agent" not in many["capture"]
    assert labels([document()] * 40, {})["never"] == many


def test_the_base_encoder_is_loaded_layer_by_layer(tmp_path):
    torch.manual_seed(5)
    tensors = {
        "embeddings.word_embeddings.weight": torch.rand(30_522, 384),
        "embeddings.position_embeddings.weight": torch.rand(512, 384),
        "embeddings.token_type_embeddings.weight": torch.rand(2, 384),
        "embeddings.LayerNorm.weight": torch.rand(384),
        "embeddings.LayerNorm.bias": torch.rand(384),
    }
    root = "encoder.layer.0."
    shapes = {
        "attention.output.dense": (384, 384),
        "intermediate.dense": (1536, 384),
        "output.dense": (384, 1536),
    }
    shapes |= {f"attention.self.{name}": (384, 384) for name in ("query", "key", "value")}
    for name, shape in shapes.items():
        tensors[f"{root}{name}.weight"] = torch.rand(shape)
        tensors[f"{root}{name}.bias"] = torch.rand(shape[0])
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        tensors[f"{root}{name}.weight"] = torch.rand(384)
        tensors[f"{root}{name}.bias"] = torch.rand(384)
    save_file(tensors, str(tmp_path / "model.safetensors"))
    made = Network(1).encoder
    made.load_published(tmp_path / "model.safetensors")
    assert torch.equal(made.layers[0].qkv.weight[384:768], tensors[f"{root}attention.self.key.weight"])
    shown = (
        tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    assert torch.equal(made.positions.weight, shown)
