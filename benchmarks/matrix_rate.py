"""How fast the machine multiplies integer matrices of the encoder's shapes, and how much of that texts need."""

import statistics
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from sitrep.annotate.engine.files import FOLDER, VOCABULARY, read_weights
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.windows import BATCH, batches
from sitrep.annotate.engine.words import lay_out
from sitrep.annotate.sentences import split
from sitrep.model.document import Document

REPEATS = 40


def shapes() -> Counter[tuple[int, int]]:
    """Shapes (inputs, outputs) of the encoder's integer matrices, without tables that are only looked up in."""
    graph = onnx.load_model_from_string(read_weights().encoder).graph
    looked_up = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    return Counter(
        (one.dims[0], one.dims[1])
        for one in graph.initializer
        if one.data_type == TensorProto.INT8 and len(one.dims) == 2 and one.name not in looked_up
    )


def operations(rows: int) -> int:
    """Operations of the encoder's integer products for so many word pieces; a multiply-add is two."""
    return sum(2 * rows * wide * out * count for (wide, out), count in shapes().items())


def rate(rows: int = BATCH) -> float:
    """Operations a second over the encoder's shapes as often as it has each, by processor time."""
    seconds = sum(count * _seconds(shape, rows) for shape, count in shapes().items())
    return operations(rows) / seconds


def _seconds(shape: tuple[int, int], rows: int) -> float:
    """Median time of one product, unsigned by signed as in the encoder, on one thread."""
    generator = np.random.default_rng(0)
    weights = numpy_helper.from_array(generator.integers(-64, 65, shape, dtype=np.int8), "weights")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["data", "weights"], ["product"])],
        "product",
        [helper.make_tensor_value_info("data", TensorProto.UINT8, [rows, shape[0]])],
        [helper.make_tensor_value_info("product", TensorProto.INT32, [rows, shape[1]])],
        [weights],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    data = generator.integers(0, 256, (rows, shape[0]), dtype=np.uint8)
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        session.run(None, {"data": data})
        times.append(time.process_time() - began)
    return statistics.median(times)


def seen(documents: Sequence[Document]) -> tuple[int, int]:
    """Word pieces of documents, and positions that the encoder sees for them: also context, marks and padding."""
    vocabulary = WordPieces(FOLDER / VOCABULARY)
    pieces = positions = 0
    for document in documents:
        words = lay_out(document.text, split(document), vocabulary)
        pieces += len(words.pieces.ids)
        sizes = [window.size for window in words.windows]
        for batch in batches(sizes):
            positions += len(batch) * (max(sizes[index] for index in batch) + 2)
    return pieces, positions
