"""PyTorch to ONNX: named float32 outputs, gradients included, checked against PyTorch on fresh numbers."""

import json
import logging
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

import numpy as np
import onnx
import torch
from torch.fx.experimental.proxy_tensor import make_fx

from . import _cases, _steps, _weights
from ._run import DEEP, LOOSE, ONNX, TOLERANCE, compare, difference, run_onnx
from ._tidy import tidy

# No file holds where in the code a node comes from, and to note it takes long.
torch.fx.config.do_not_emit_stack_traces = True

OPSET = 20
ORIGIN = {"maker": "The Demystifying Deep Neural Networks authors", "license": "MIT", "data": "none", "seed": "none"}


@dataclass(frozen=True)
class Model:
    """What an ONNX file is made from.

    compute: a module, or a function that may call `torch.func.grad`; named float32 tensors in, a dict of them out.
    sample: a random generator in, the named inputs out, as a reader would give them. ends: {input: (lowest, highest)}
    of those that a reader sets, as numbers or arrays; an export is tried there, and at zeros. defaults: inputs that may
    be left out, and what they are then. metadata: kept in the file. weights: a module whose NAME and shared() say which
    weights several models share. loose: outputs that may differ by LOOSE, as they are gradients through many corners.
    signs: {output: gradient}: outputs that follow the sign of a gradient, compared where it has one. cases: {name:
    whole numbers}: the model is one graph for each combination of them (see `_cases`). Then `compute` and `sample` get
    the case, {name: number}, as a keyword too; what is no input of `compute` only chooses.
    """

    name: str
    compute: Callable
    sample: Callable[[torch.Generator], dict[str, torch.Tensor]]
    ends: Mapping[str, tuple] = field(default_factory=dict)
    defaults: dict[str, torch.Tensor] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    weights: ModuleType | None = None
    loose: tuple[str, ...] = ()
    signs: dict[str, str] = field(default_factory=dict)
    cases: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    case: Mapping[str, int] | None = None

    @property
    def graphs(self):
        """The models of its cases, each of one graph; by default itself."""
        return [replace(self, cases={}, case=case) for case in _cases.every(self.cases)] if self.cases else [self]

    @property
    def file(self):
        """Where its graph lies, below `models/onnx`."""
        return f"{self.name}/{_cases.label(self.case)}.onnx" if self.case else f"{self.name}.onnx"

    @property
    def _own(self):
        return {"case": dict(self.case)} if self.case else {}

    def outputs(self, feeds):
        """The named tensors of one graph, for tensors."""
        return self.compute(**self._own, **feeds)

    def sampled(self, generator):
        """Random feeds of one graph."""
        return self.sample(generator, **self._own)

    @property
    def tolerance(self):
        """The largest relative difference that two engines may come to."""
        return DEEP if self.weights else TOLERANCE

    def chosen(self, feeds):
        """The model of the one graph that these feeds choose, and what it takes of them."""
        if not self.cases:
            return self, feeds
        case = _cases.chosen(self.cases, feeds)
        inputs = self.sample(torch.Generator(), case=case)
        return replace(self, cases={}, case=case), {name: feeds[name] for name in inputs}

    def __call__(self, feeds):
        """The named outputs, as numpy arrays, computed by PyTorch."""
        graph, feeds = self.chosen(feeds)
        feeds = {name: torch.as_tensor(value) for name, value in (graph.defaults | feeds).items()}
        return {name: value.detach().numpy() for name, value in graph.outputs(feeds).items()}


def samples(model, count, seed=2):
    """`count` random sets of feeds, as numpy arrays."""
    generator = torch.Generator().manual_seed(seed)
    return [{name: value.numpy() for name, value in model.sampled(generator).items()} for _ in range(count)]


def corners(model, seed=3):
    """Feeds that random numbers never come to: inputs at 0 and at their ends, together, and each alone; of the large
    network, which is slow, only together. ValueError for ends of what is no input."""
    (usual,) = samples(model, 1, seed)
    if unknown := model.ends.keys() - usual.keys():
        raise ValueError(f"{model.name}: ends of {', '.join(sorted(unknown))}; its inputs are: {', '.join(usual)}")
    zeros = {name: np.zeros_like(array) for name, array in usual.items()}
    low, high = ({name: np.full_like(usual[name], ends[side]) for name, ends in model.ends.items()} for side in (0, 1))
    together = [zeros, usual | low, usual | high]
    if model.weights:
        return together
    alone = [usual | {name: array} for some in (zeros, low, high) for name, array in some.items()]
    return [*together, zeros | low, zeros | high, *alone]


def trials(model, count, seed=2):
    """What an export and a compiled model are tried on: `count` random sets of feeds, and the corners."""
    return samples(model, count, seed) + corners(model)


def convolution_backward(
    gradient, input, weight, bias_sizes, stride, padding, dilation, transposed, output_padding, groups, output_mask
):
    """The gradients of a convolution, as convolutions, because ONNX has no such operator.

    To the input with any groups, to weight and bias of a plain one. None where no gradient is asked for.
    """
    if transposed or set(dilation) != {1} or (groups != 1 and any(output_mask[1:])):
        raise NotImplementedError(
            "the gradient is written for convolutions without dilation, and to weights without groups"
        )
    to_input = to_weight = to_bias = None
    if output_mask[0]:
        # What a stride leaves over at the far edge: input cells that no kernel position has reached.
        rest = [(size + 2 * p - k) % s for size, p, k, s in zip(input.shape[2:], padding, weight.shape[2:], stride)]
        to_input = torch.nn.functional.conv_transpose2d(
            gradient, weight, stride=stride, padding=padding, output_padding=rest, groups=groups
        )
    if output_mask[1]:
        swapped = torch.nn.functional.conv2d(
            input.transpose(0, 1), gradient.transpose(0, 1), padding=padding, dilation=stride
        ).transpose(0, 1)  # (out, in, height, width)
        to_weight = swapped[:, :, : weight.shape[2], : weight.shape[3]]
    if output_mask[2]:
        to_bias = gradient.sum((0, 2, 3))
    return to_input, to_weight, to_bias


DECOMPOSITIONS = {torch.ops.aten.convolution_backward.default: convolution_backward}


def traced(name, compute, *examples):
    """A function of tensors as a graph of the plain operations that it, and autograd within it, did for these examples.

    Tracing can freeze a number, or take two inputs for one, without a word. So the examples must be tensors of their
    own, and the graph is compared with the function on other numbers. ValueError, with the name, where that fails.
    """
    if len({id(example) for example in examples}) < len(examples):
        raise ValueError(
            f"{name}: two examples are one tensor, and would be traced as one input; give each a tensor of its own"
        )
    graph = make_fx(compute, DECOMPOSITIONS)(*examples)
    generator = torch.Generator().manual_seed(1)
    # Scalars are often indexes: whole numbers, and all different.
    others = [
        torch.rand(example.shape, generator=generator)
        if example.dim()
        else torch.tensor(index + 1, dtype=example.dtype)
        for index, example in enumerate(examples)
    ]
    found, wanted = (value if isinstance(value, tuple) else (value,) for value in (graph(*others), compute(*others)))
    for index, pair in enumerate(zip(found, wanted, strict=True)):
        gap = difference(*(value.detach().numpy() for value in pair))
        if not gap <= LOOSE:
            raise ValueError(f"{name}: traced, its output {index} differs by {gap:.1e} from what it computes")
    return graph


def choose(condition, one, other, inputs):
    """one(*inputs) if the condition, a tensor, holds, else other(*inputs): in ONNX an If, which computes only one."""
    if torch.compiler.is_exporting():
        return torch.cond(condition, one, other, inputs)
    return (one if condition else other)(*inputs)


def _graph(model, inputs):
    """The ONNX graph of one model, straight from PyTorch's exporter."""
    names = list(inputs)
    if model.weights:
        model.weights.shared()  # read before tracing begins, which would trace the reading

    def flat(*values):
        return tuple(model.outputs(dict(zip(names, values))).values())

    if isinstance(model.compute, torch.nn.Module):
        traced, arguments, keywords = model.compute.eval(), (), inputs  # keeps the names of its parameters
    else:
        # Tracing runs autograd and leaves the plain operations that it did; the exporter cannot do that.
        traced, arguments, keywords = make_fx(flat, DECOMPOSITIONS)(*inputs.values()).eval(), tuple(inputs.values()), {}
    outputs = model.outputs(inputs)
    for kind, values in ("input", inputs), ("output", outputs):
        for name, value in values.items():
            if value.dtype != torch.float32:
                raise ValueError(f"{model.name}: {kind} {name} is {value.dtype}, not float32")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own internals
        program = torch.onnx.export(
            traced, arguments, kwargs=keywords, opset_version=OPSET, dynamo=True, optimize=False, verbose=False
        )
    tidy(program.model, names, outputs)
    return program.model_proto


def _clean(proto):
    """Drops stack traces and notes: they hold this machine's paths and change from run to run."""
    proto.ClearField("metadata_props")
    for graph in _weights.graphs(proto.graph):
        for part in (graph, *graph.node, *graph.input, *graph.output, *graph.initializer):
            part.ClearField("metadata_props")
            part.ClearField("doc_string")
        graph.ClearField("value_info")


def export(model, folder=ONNX, checks=5, graphs=None):
    """Writes `folder/NAME.onnx`, or of a model with cases a file for each, if it agrees with PyTorch on `checks`
    samples and at the corners; returns their paths. Beside each that carries a state, in `step/`, lies the part of it
    that computes only that (see `_steps`). graphs: only these of its `graphs`.
    """
    for chatty in ("torch.onnx", "onnxscript", "onnx_ir"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    facts = {"cases": json.dumps({name: list(values) for name, values in model.cases.items()})} if model.cases else {}
    return [_exported(graph, Path(folder), checks, facts) for graph in graphs or model.graphs]


def _exported(model, folder, checks, facts):
    """The path of one graph, written and checked."""
    proto = _graph(model, model.sampled(torch.Generator().manual_seed(1)))
    _clean(proto)
    for name, value in model.defaults.items():
        proto.graph.initializer.append(onnx.numpy_helper.from_array(value.numpy(), name))
    source = {"name": model.name, "source": f"{model.sample.__module__.replace('.', '/')}.py"}
    if model.weights:
        facts = {
            **facts,
            "weights": f"{model.weights.NAME}.bin",
            "loose": json.dumps(model.loose),
            "signs": json.dumps(model.signs),
        }
    onnx.helper.set_model_props(proto, {**source, **ORIGIN, **model.metadata, **facts})
    path = folder / model.file
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.checker.check_model(proto, full_check=True)
    if model.weights:
        _weights.share(proto, model.weights, path.parent)
    feeds = trials(model, checks)
    with _steps.tried(path, proto) as candidate:
        found = run_onnx(candidate, feeds)
        for feed, outputs in zip(feeds, found):
            compare(model.name, outputs, model(feed), model.tolerance, loose=model.loose, signs=model.signs)
    if _steps.carried(proto):
        step = _steps.step(proto)
        needed = [value.name for value in step.graph.input]
        fewer = [{name: feed[name] for name in needed} for feed in feeds]
        with _steps.tried(_steps.place(path), step) as candidate:
            for outputs, whole in zip(run_onnx(candidate, fewer), found):
                compare(model.name, outputs, {name: whole[name] for name in outputs}, 0)
    return path
