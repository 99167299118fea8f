"""One file of half-precision weights that several ONNX files share, so that a page fetches it once."""

import hashlib
from pathlib import Path

import numpy as np
import onnx

LARGE = 64  # numbers; what has fewer stays in the ONNX file itself


def digest(array):
    """A key for an array: the same numbers in the same shape have the same."""
    return f"{array.shape} {hashlib.sha256(np.ascontiguousarray(array, np.float32).tobytes()).hexdigest()}"


def write(tensors, path):
    """Writes {name: float32 tensor} one after another in half precision, which must hold them.

    Returns {digest: (name, offset, shape)}.
    """
    places, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        array = tensor.numpy()
        half = array.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), array):
            raise ValueError(f"the weights {name} do not fit half precision: round them first")
        places[digest(array)] = name, offset, array.shape
        parts.append(half.tobytes())
        offset += half.nbytes
    content = b"".join(parts)
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)
    return places


def share(proto, weights, folder):
    """Takes the weights out of an ONNX model: each becomes half-precision data in `folder/NAME.bin`, cast when loaded.

    ValueError when the model holds large arrays that are not among the weights: they would be fetched with every model.
    """
    file = f"{weights.NAME}.bin"
    places = write(weights.shared(), Path(folder) / file)
    kept, casts = [], []
    used = {name for graph in graphs(proto.graph) for node in graph.node for name in node.input}
    used |= {output.name for output in proto.graph.output}
    for value in proto.graph.initializer:
        if value.name not in used:
            continue
        array = onnx.numpy_helper.to_array(value)
        if array.dtype != np.float32 or array.size < LARGE or digest(array) not in places:
            kept.append(value)
            continue
        name, offset, shape = places[digest(array)]
        half = onnx.TensorProto(
            name=f"{name}_half", data_type=onnx.TensorProto.FLOAT16, dims=shape, data_location=onnx.TensorProto.EXTERNAL
        )
        for key, text in {"location": file, "offset": offset, "length": array.size * 2}.items():
            half.external_data.add(key=key, value=str(text))
        if not any(each.name == half.name for each in kept):
            kept.append(half)
        casts.append(
            onnx.helper.make_node(
                "Cast", [half.name], [value.name], name=f"{value.name}_whole", to=onnx.TensorProto.FLOAT
            )
        )
    del proto.graph.initializer[:]
    proto.graph.initializer.extend(kept)
    nodes = [*casts, *proto.graph.node]
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    left = {value.name: len(value.raw_data) for value in proto.graph.initializer if len(value.raw_data) > 50_000}
    if left:
        raise ValueError(f"large arrays that are not among the shared weights: {left}")


def graphs(graph):
    """A graph and those inside its nodes, such as the branches of an If."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from graphs(attribute.g)
