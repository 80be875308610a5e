"""The two graphs that ship, written node by node.

`encoder`: pieces of all windows of a batch to one vector a word, trigger tags, and what the role head
needs of words. Its matrices are signed integers, one scale a column; activations are quantised when they
are seen. `roles`: the heads conditioned on triggers, in 32-bit floats (they are small). Nothing is left
for an optimiser to fuse or choose.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.labels import KEYS
from training.network import HEADS, ROLE_WIDTH, WIDTH

OPSET, CONTRIB = 17, "com.microsoft"
Floats = NDArray[np.float32]


@dataclass
class Graph:
    """A graph being written: every method adds a node and gives the name of its output."""

    levels: int
    """Largest weight of the integer matrices."""
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, value: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        names = [f"n{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0]

    def quantised(self, weight: Floats) -> tuple[str, str, str]:
        """A matrix (inputs, outputs) as signed integers with a scale and a zero point a column."""
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / self.levels
        integers = np.clip(np.rint(weight / scale), -self.levels, self.levels).astype(np.int8)
        zeros = np.zeros(weight.shape[1], dtype=np.int8)
        return self.constant(integers), self.constant(scale.astype(np.float32)), self.constant(zeros)

    def multiply(self, data: str, weight: Floats, bias: Floats) -> str:
        """`data @ weight + bias` in integers."""
        integers, scale, zeros = self.quantised(weight)
        return self.add(
            "DynamicQuantizeMatMul", data, integers, scale, zeros, self.constant(bias), domain=CONTRIB
        )

    def linear(self, data: str, weight: Floats, bias: Floats) -> str:
        """`data @ weight + bias` in floats."""
        return self.add("Add", self.add("MatMul", data, self.constant(weight)), self.constant(bias))

    def gelu(self, data: str) -> str:
        return self.add("Gelu", data, domain=CONTRIB)

    def norm(self, data: str, weight: Floats, bias: Floats, epsilon: float) -> str:
        return self.add(
            "LayerNormalization", data, self.constant(weight), self.constant(bias), axis=-1, epsilon=epsilon
        )

    def attention(self, data: str, weight: Floats, bias: Floats, lengths: str) -> str:
        """Self-attention of rows whose true lengths are given, before the output projection."""
        integers, scale, zeros = self.quantised(weight)
        quantised = self.add("DynamicQuantizeLinear", data, outputs=3)
        root = quantised[:-2]
        return self.add(
            "QAttention",
            quantised,
            integers,
            self.constant(bias),
            f"{root}_1",
            scale,
            lengths,
            f"{root}_2",
            zeros,
            domain=CONTRIB,
            num_heads=HEADS,
        )

    def words(self, data: str) -> str:
        """Of (rows, length, width) the positions of words' first pieces, (words, width)."""
        flat = self.add("Reshape", data, self.constant(np.array([-1, WIDTH], dtype=np.int64)))
        return self.add("Gather", flat, "first", axis=0)

    def write(
        self, path: Path, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, str]
    ) -> None:
        """Write the graph; `outputs` maps the name to publish to the node output that it is."""
        self.nodes += [helper.make_node("Identity", [inner], [name]) for name, inner in outputs.items()]
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sitrep")
        onnx.save(model, str(path))


class Weights:
    """Parameters of the network by name, matrices turned to (inputs, outputs)."""

    def __init__(self, state: dict[str, Floats]) -> None:
        self._state = state

    def table(self, name: str) -> Floats:
        return self._state[f"{name}.weight"]

    def pair(self, name: str) -> tuple[Floats, Floats]:
        weight = self._state[f"{name}.weight"]
        return (weight.T if weight.ndim == 2 else weight), self._state[f"{name}.bias"]


def write_encoder(path: Path, weights: Weights, *, layers: int, levels: int) -> None:
    """Write the encoder's graph.

    Inputs: pieces and shapes (rows, length), positions (length,), lengths (rows,), first (words,).
    Outputs: vectors (words, 384), tags (words, 44) as log probabilities, projected (words, 512).
    """
    graph = Graph(levels)
    hidden = _embeddings(graph, weights)
    for index in range(layers):
        root = f"encoder.layers.{index}"
        mixed = graph.attention(hidden, *weights.pair(f"{root}.qkv"), "lengths")
        if index == layers - 1:  # from here on only words count, not their further pieces, marks and padding
            hidden, mixed = graph.words(hidden), graph.words(mixed)
        mixed = graph.multiply(mixed, *weights.pair(f"{root}.out"))
        hidden = graph.norm(graph.add("Add", hidden, mixed), *weights.pair(f"{root}.attention_norm"), 1e-12)
        inner = graph.gelu(graph.multiply(hidden, *weights.pair(f"{root}.up")))
        inner = graph.multiply(inner, *weights.pair(f"{root}.down"))
        hidden = graph.norm(graph.add("Add", hidden, inner), *weights.pair(f"{root}.norm"), 1e-12)
    tags = graph.linear(graph.gelu(graph.multiply(hidden, *weights.pair("tag_inner"))), *weights.pair("tag"))
    word, gate = weights.pair("role_word"), weights.pair("role_word_gate")
    both = np.concatenate([word[0], gate[0]], axis=1), np.concatenate([word[1], gate[1]])
    graph.write(
        path,
        {
            "pieces": (TensorProto.INT64, ["rows", "length"]),
            "shapes": (TensorProto.INT64, ["rows", "length"]),
            "positions": (TensorProto.INT64, ["length"]),
            "lengths": (TensorProto.INT32, ["rows"]),
            "first": (TensorProto.INT64, ["words"]),
        },
        {
            "vectors": hidden,
            "tags": graph.add("LogSoftmax", tags, axis=-1),
            "projected": graph.multiply(hidden, *both),
        },
    )


def _embeddings(graph: Graph, weights: Weights) -> str:
    table = weights.table("encoder.words")
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    integers = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    rows = graph.add("Gather", graph.constant(integers), "pieces", axis=0)
    rows = graph.add("Cast", rows, to=TensorProto.FLOAT)
    scales = graph.add("Gather", graph.constant(scale.astype(np.float32)), "pieces", axis=0)
    words = graph.add("Mul", rows, scales)
    places = graph.add("Gather", graph.constant(weights.table("encoder.positions")), "positions", axis=0)
    shapes = graph.add("Gather", graph.constant(weights.table("encoder.shapes")), "shapes", axis=0)
    summed = graph.add("Add", graph.add("Add", words, places), shapes)
    return graph.norm(summed, *weights.pair("encoder.norm"), 1e-12)


def write_roles(path: Path, weights: Weights) -> None:
    """Write the graph of the heads conditioned on triggers.

    Inputs: triggers (triggers, 384), types (triggers,), projected (words, 512) of the encoder, and for
    every pair of a trigger and a word trigger, word, distance, sentence (pairs,). Outputs: spans (pairs,
    14, 3), modality (triggers, 5), said (triggers, 3), all as log probabilities.
    """
    graph = Graph(127)

    def take(table: str, index: str) -> str:
        return graph.add("Gather", table, index, axis=0)

    kind = take(graph.constant(weights.table("kind_type")), "types")
    both = graph.add("Concat", "triggers", kind, axis=-1)
    inner = graph.gelu(graph.linear(both, *weights.pair("kind_inner")))
    modality = graph.add("LogSoftmax", graph.linear(inner, *weights.pair("modality")), axis=-1)
    said = graph.add("LogSoftmax", graph.linear(inner, *weights.pair("said")), axis=-1)
    whose = graph.linear("triggers", *weights.pair("role_trigger"))
    whose = graph.add("Add", whose, take(graph.constant(weights.table("role_type")), "types"))
    gate = graph.linear("triggers", *weights.pair("role_trigger_gate"))
    halves = graph.add(
        "Split", "projected", graph.constant(np.array([ROLE_WIDTH] * 2, dtype=np.int64)), axis=1, outputs=2
    )
    state = graph.add("Add", take(halves, "word"), take(whose, "trigger"))
    gated = graph.add("Mul", take(halves[:-1] + "1", "word"), take(gate, "trigger"))
    state = graph.add("Add", graph.add("Add", state, take(*_nearness(graph, weights))), gated)
    state = graph.gelu(graph.norm(state, *weights.pair("role_norm"), 1e-5))
    scores = graph.linear(state, *weights.pair("role"))
    scores = graph.add("Reshape", scores, graph.constant(np.array([-1, len(KEYS), 3], dtype=np.int64)))
    graph.write(
        path,
        {
            "triggers": (TensorProto.FLOAT, ["triggers", WIDTH]),
            "types": (TensorProto.INT64, ["triggers"]),
            "projected": (TensorProto.FLOAT, ["words", 2 * ROLE_WIDTH]),
            "trigger": (TensorProto.INT64, ["pairs"]),
            "word": (TensorProto.INT64, ["pairs"]),
            "distance": (TensorProto.INT64, ["pairs"]),
            "sentence": (TensorProto.INT64, ["pairs"]),
        },
        {"spans": graph.add("LogSoftmax", scores, axis=-1), "modality": modality, "said": said},
    )


def _nearness(graph: Graph, weights: Weights) -> tuple[str, str]:
    """What both distances of a pair add, as one table with a row for every two classes, and each pair's row."""
    words, sentences = weights.table("role_distance"), weights.table("role_sentence")
    table = graph.add("Add", graph.constant(words[:, None]), graph.constant(sentences))
    table = graph.add("Reshape", table, graph.constant(np.array([-1, ROLE_WIDTH], dtype=np.int64)))
    scaled = graph.add("Mul", "distance", graph.constant(np.array(len(sentences), dtype=np.int64)))
    return table, graph.add("Add", scaled, "sentence")
