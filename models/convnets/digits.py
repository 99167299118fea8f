"""A ConvNet of four layers reads a handwritten digit, and shows all of its work.

Three convolutions with ReLU, max pooling between them, and a dense layer: after LeCun and others, 1998.
"""

import time

import torch
import torch.nn.functional as F

from .. import _strokes, _wrap
from .._centering import INK, center
from .._export import Model, samples
from .._run import ONNX, run_onnx, session
from .._training import averages
from . import _mnist
from ._digit_net import COLUMNS, KERNEL, KERNELS, MAPS, SIZES, DigitNet
from ._mosaic import Cell, box, explain, first_largest, mosaic

SEED, EPOCHS, BATCH, LEARNING_RATE = 1, 16, 100, 4e-3
BAR, BAR_MOVED = 0.992, 0.98  # accuracy on the 10,000 test digits: as they are; moved, scaled and centered again
ENDS = {
    "image": (0, 1),
    "picked": ((1, 0, 0), (3, 118, 56)),
    "channel": (0, 16),
    "silenced": (0, 1),
    "edits": (-10, 10),
}
PLAIN = "convolution, ReLU, max pooling of 2, twice; convolution, ReLU, dense; ink is 1 and paper 0"
DEFAULTS = {
    "picked": torch.tensor([1.0, 14.0, 14.0]),
    "channel": torch.tensor(0.0),
    "silenced": torch.zeros(sum(MAPS)),
    "edits": torch.full((sum(KERNELS), KERNEL, KERNEL), float("nan")),
}


class Digits(DigitNet):
    """image -> centered -> the network -> its answer, and all of its work."""

    def forward(self, image, picked, channel, silenced, edits):
        """image: (1, 1, 28, 28), ink 1 on paper 0, anywhere and of any size. picked: (3,), a layer, 1 to 3, and a
        pixel's x and y in its mosaic. channel: (), of which the kernel is shown, from 1; 0 for the one that counts most
        there. silenced: (56,), 1 for each feature map that is set to 0, those of the first layer first. edits:
        (648, 5, 5): what stands in each grid of weights, layer by layer, map by map, channel by channel; NaN where a
        weight is as it was learned."""
        centered, measured = center(image)
        measured = {name: value[0] for name, value in measured.items()}  # scalars
        empty = image.max() < INK
        layer = picked[0].round().clamp(1.0, 3.0) - 1
        cells = [Cell(picked[1], picked[2], *sides) for sides in zip(MAPS, COLUMNS, SIZES)]
        changed = edits == edits  # no NaN is equal to itself
        kernels = [
            torch.where(there, grids, conv.weight.flatten(0, 1)).reshape(conv.weight.shape)
            for conv, there, grids in zip(self.convs, changed.split(KERNELS), edits.split(KERNELS))
        ]
        silent = silenced.split(MAPS)
        logits, layers = self.classify(centered, kernels, [1 - each[:, None, None] for each in silent])
        probabilities = logits.softmax(1)[0]  # (10,)
        outputs = {"centered": centered, **measured, "empty": empty.float()}
        corners = [measured["left"] - 0.5, measured["top"] - 0.5, measured["right"] + 0.5, measured["bottom"] + 0.5]
        outputs["box_x"], outputs["box_y"] = box(*corners, ~empty)
        for index, (source, pre_activation, feature_map) in enumerate(layers):
            name = f"conv{index + 1}"
            outputs |= {
                f"{name}_input": source,
                f"{name}_pre_activation": pre_activation,
                f"{name}_feature_map": feature_map,
                f"{name}_kernel": kernels[index],
                f"{name}_bias": self.convs[index].bias,
                f"{name}_mosaic": mosaic(feature_map[0], COLUMNS[index]),
                f"{name}_largest": feature_map.max().clamp(min=1e-3),  # for the color scale
            }
        return {
            **outputs,
            "conv1_kernel_mosaic": mosaic(kernels[0][:, 0], COLUMNS[0]),
            "dense_weight": self.dense.weight.reshape(10, MAPS[2], SIZES[2], SIZES[2]),
            "dense_bias": self.dense.bias,
            "silenced_count": silenced.sum(),
            "silenced_in_layer": torch.stack([each.sum() for each in silent]),
            "edited_count": changed.flatten(1).any(1).float().sum(),
            "logits": logits,
            "probabilities": probabilities,
            "probabilities_untouched": self.classify(centered)[0].softmax(1)[0],
            "digit": first_largest(probabilities),
            "confidence": probabilities.max(),
            **explain(layer, cells, COLUMNS, kernels, self.convs, [source for source, _, _ in layers], silent, channel),
        }


def train():
    """Learns from the 60,000 training digits, in about 8 minutes on two cores; fails below its bars."""
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    images, labels = _mnist.read("train")
    tests, answers = _mnist.read("t10k")
    moved = _strokes.warp(tests, torch.Generator().manual_seed(100))
    network = Digits().to(memory_format=torch.channels_last)

    def loss(images, labels):
        batch = center(_strokes.vary(images, generator))[0].to(memory_format=torch.channels_last)
        return F.cross_entropy(network.classify(batch)[0], labels)

    start = time.monotonic()
    learned = averages(network, loss, images, labels, generator, EPOCHS, BATCH, LEARNING_RATE)
    for epoch, average in enumerate(learned, 1):
        plain, other = (_strokes.accuracy(average.guess, pictures, answers) for pictures in (tests, moved))
        took = f"epoch {epoch} of {EPOCHS}, {time.monotonic() - start:.0f} s"
        print(f"digits: {took}, {plain:.2%}, moved {other:.2%}", flush=True)
    if plain < BAR or other < BAR_MOVED:
        raise RuntimeError(f"the bars are {BAR:.1%} and {BAR_MOVED:.1%}")
    return describe(average, {"accuracy": f"{plain:.4f}", "accuracy_moved": f"{other:.4f}"})


def describe(network, results):
    """The network, ready to be exported."""
    metadata = {"data": _mnist.CREDIT, "seed": str(SEED), **results}
    return Model("digits", network.to(memory_format=torch.contiguous_format).eval(), sample, ENDS, DEFAULTS, metadata)


def sample(generator):
    """Random inputs: a few strokes somewhere, any pick, some maps silenced, some weights changed."""
    layer, x, y, channel = (torch.randint(below, (), generator=generator).float() for below in (3, 119, 57, 17))
    silenced = (torch.rand(sum(MAPS), generator=generator) < 0.1).float()
    grids = torch.randn(sum(KERNELS), KERNEL, KERNEL, generator=generator) / 2
    edits = torch.where(torch.rand(grids.shape, generator=generator) < 0.02, grids, torch.nan)
    picked = {"picked": torch.stack([layer + 1, x, y]), "channel": channel}
    return {"image": _strokes.scribble(generator), **picked, "silenced": silenced, "edits": edits}


DATA, PACKED = {"data": _mnist.CREDIT, "license": "CC BY-SA 3.0", "seed": "none"}, True
data = _mnist.fewer


def wrapped(network):
    """The model of somebody else's network, a module or its state_dict, as `_wrap` has it."""
    own = Digits().eval()
    _wrap.fill([own.conv1, own.conv2, own.conv3, own.dense], network)
    pictures = samples(Model("digits", own, sample), 8)
    centered = center(torch.cat([torch.from_numpy(feeds["image"]) for feeds in pictures]))[0]
    _wrap.agree(network, centered, own.classify(centered)[0], PLAIN)
    return Model("digits", own, sample, ENDS, metadata=_wrap.FACTS)


def model():
    """The network with the weights that it has in its ONNX file."""
    path = ONNX / "digits.onnx"
    outputs = run_onnx(path, [{"image": torch.zeros(1, 1, 28, 28).numpy()}])[0]  # its weights are among them
    network = Digits()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            output = name.replace(".", "_") if "dense" in name else name.replace(".weight", "_kernel").replace(".", "_")
            parameter.copy_(torch.from_numpy(outputs[output]).reshape(parameter.shape))
    metadata = session(path).get_modelmeta().custom_metadata_map
    return describe(network, {name: metadata[name] for name in ("accuracy", "accuracy_moved")})
