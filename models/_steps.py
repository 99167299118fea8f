"""A graph in three parts: what a step carries on to the next one, its scores, and what is only looked at.

Between two steps that anybody sees lie thousands that nobody does. An output `next_NAME` is carried on to the input
NAME. The graph pruned to those outputs is a file of its own, for onnxruntime, which computes all of a graph whatever it
is asked for. A score is an output of one number, such as a loss: of steps that are kept or judged these are enough. A
compiled model has the parts as functions, and computes everything by calling one after the other.
"""

from contextlib import contextmanager

import onnx

NEXT = "next_"


def carried(proto):
    """The outputs that are carried on. None of the large network, each of whose steps is looked at."""
    inputs = {value.name for value in proto.graph.input}
    if any(value.data_location == onnx.TensorProto.EXTERNAL for value in proto.graph.initializer):
        return []
    names = [value.name for value in proto.graph.output]
    return [name for name in names if name.startswith(NEXT) and name.removeprefix(NEXT) in inputs]


def step(proto):
    """A copy of a model that gives only what is carried on, and takes only what that needs."""
    return pruned(proto, carried(proto))


def scores(proto):
    """The outputs of one number that are not carried on."""
    known = {*carried(proto)}
    return [
        value.name for value in proto.graph.output if value.name not in known and not value.type.tensor_type.shape.dim
    ]


def parts(proto):
    """{name: copy of a model that gives its share of the outputs}: step and score, where it has them, and view."""
    shares = {"step": carried(proto), "score": scores(proto)} if carried(proto) else {}
    known = {name for share in shares.values() for name in share}
    shares["view"] = [value.name for value in proto.graph.output if value.name not in known]
    return {part: pruned(proto, share) for part, share in shares.items() if share}


def pruned(proto, outputs):
    """A copy of a model that gives only some outputs."""
    copy = onnx.ModelProto()
    copy.CopyFrom(proto)
    graph, needed, nodes = copy.graph, set(outputs), []
    wanted = [value for value in graph.output if value.name in needed]
    for node in reversed(graph.node):
        if needed & set(node.output):
            nodes.insert(0, node)
            needed |= set(node.input)
    for kept, there in (
        (wanted, graph.output),
        (nodes, graph.node),
        ([value for value in graph.initializer if value.name in needed], graph.initializer),
        ([value for value in graph.input if value.name in needed], graph.input),
    ):
        del there[:]
        there.extend(kept)
    return copy


def place(path):
    """Where the pruned graph of the file at path lies."""
    return path.parent / "step" / path.name


@contextmanager
def tried(path, proto):
    """Writes a model to path, once what is done with the candidate meanwhile has not failed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    candidate = path.with_suffix(".candidate")
    candidate.write_bytes(proto.SerializeToString(deterministic=True))
    try:
        yield candidate
        candidate.replace(path)
    finally:
        candidate.unlink(missing_ok=True)
