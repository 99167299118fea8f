"""A small ConvNet tells doodles of cats from doodles of trains and rainbows, and finds the examples nearest to one.

After LeCun, Bottou, Bengio and Haffner, 1998. Nearest is what its own last hidden layer finds most alike.
"""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from torch import nn

from .. import _doodles, _strokes
from .._centering import INK, center
from .._doodles import KINDS
from .._export import Model
from .._run import ONNX
from .._training import averages

SEED, EPOCHS, BATCH, LEARNING_RATE, DROPOUT = 1, 12, 40, 6e-3, 0.3
BAR = 0.94  # accuracy on the 600 doodles held out
MAPS, HIDDEN = (8, 12, 16), 16
SHOWN = (120, 60, 60)  # so many examples of each kind lie in the page, half of them cats
NEAREST = 12
ENDS = {"drawing": (0, 1)}
# Held-out doodles that the page offers, and what each shows: its kind, its place, whether the network is right.
SAMPLES = ((0, 3, True), (1, 5, True), (2, 2, True), (0, 183, False), (1, 177, False), (1, 124, False))


class CatOrNot(nn.Module):
    """drawing -> centered -> three convolutions -> a hidden layer -> one sum: above 0, a cat."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, MAPS[0], 5, padding=2)
        self.conv2 = nn.Conv2d(MAPS[0], MAPS[1], 3, padding=1)
        self.conv3 = nn.Conv2d(MAPS[1], MAPS[2], 3, padding=1)
        self.dense = nn.Linear(MAPS[2] * 9, HIDDEN)
        self.last = nn.Linear(HIDDEN, 1)
        self.register_buffer("example_hidden", torch.zeros(sum(SHOWN), HIDDEN))
        self.register_buffer("mistakes", torch.zeros(len(KINDS)))

    def classify(self, centered):
        """(batch, 1, 28, 28) to sums (batch,), above 0 for a cat, and the last hidden layer (batch, 16)."""
        maps = F.max_pool2d(self.conv1(centered).relu(), 2)  # (batch, 8, 14, 14)
        maps = F.max_pool2d(self.conv2(maps).relu(), 2)  # (batch, 12, 7, 7)
        maps = F.max_pool2d(self.conv3(maps).relu(), 2)  # (batch, 16, 3, 3)
        hidden = self.dense(F.dropout(maps.flatten(1), DROPOUT, self.training)).relu()  # (batch, 16)
        return self.last(hidden)[:, 0], hidden

    def forward(self, drawing, examples):
        """drawing: (1, 1, 28, 28), ink 1 on paper 0, anywhere and of any size. examples: (240, 28, 28), those that it
        learned from and that `example_hidden` belongs to: cats, trains, rainbows.
        """
        centered, _ = center(drawing)
        sums, hidden = self.classify(centered)
        probabilities = torch.stack([sums[0], 0 * sums[0]]).softmax(0)  # (2,), of a cat and of none
        distances = (self.example_hidden - hidden).square().sum(1)  # (240,)
        number = torch.arange(float(sum(SHOWN)))
        nearer = (distances[None, :] < distances[:, None]).float()
        tied = ((distances[None, :] == distances[:, None]) & (number[None, :] < number[:, None])).float()
        rank = (nearer + tied).sum(1)  # (240,), 0 for the nearest
        places = ((rank[None, :] == torch.arange(float(NEAREST))[:, None]) * number).sum(1)  # (12,)
        return {
            "centered": centered,
            "ink": drawing.sum(),
            "empty": (drawing.max() < INK).float(),
            "hidden": hidden,
            "sum": sums[0],
            "probabilities": probabilities,
            "is_cat": (sums[0] > 0).float(),
            "confidence": probabilities.max(),
            "distances": distances,
            "nearest": examples[places.long()],  # (12, 28, 28)
            "nearest_kinds": (places >= SHOWN[0]).float() + (places >= SHOWN[0] + SHOWN[1]).float(),
            "mistakes": self.mistakes + 0,
        }


def right(network, images, kinds):
    """Which doodles it is right about, (n,)."""
    with torch.no_grad():
        return (network.classify(center(images)[0])[0] > 0) == (kinds == 0)


def train():
    """Learns from 2,400 doodles, in about two minutes on two cores, and keeps a moving average of its weights; fails
    below its bar, and where a sample is no longer what it is shown for.
    """
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    images, kinds = _doodles.learned()
    network = CatOrNot()

    def loss(images, kinds):
        images = torch.where(torch.rand(len(images), 1, 1, 1, generator=generator) < 0.5, images, images.flip(3))
        other = _strokes.warp(images, generator, 1.0, (0.75, 1.05), turn=0.2, shear=0.2, stretch=0.15)
        sums, _ = network.classify(center(other)[0])
        return F.binary_cross_entropy_with_logits(sums, (kinds == 0).float())

    for epoch, average in enumerate(averages(network, loss, images, kinds, generator, EPOCHS, BATCH, LEARNING_RATE), 1):
        found = right(average, *_doodles.held_out())
        accuracy = found.float().mean().item()
        print(f"cat_or_not: epoch {epoch} of {EPOCHS}, {accuracy:.2%}", flush=True)
    if accuracy < BAR:
        raise RuntimeError(f"the bar is {BAR:.0%}")
    found = found.reshape(len(KINDS), -1)
    if changed := [each for each in SAMPLES if bool(found[each[0], each[1]]) != each[2]]:
        wrong = [[kind, place] for kind, place in (~found).nonzero().tolist()]
        raise RuntimeError(f"samples that are no longer so: {changed}; it is wrong about {wrong}")
    with torch.no_grad():
        examples = torch.from_numpy(data()["examples"]).float()[:, None] / 255
        average.example_hidden.copy_(average.classify(center(examples)[0])[1])
        average.mistakes.copy_((~found).sum(1).float())
    facts = {f"mistakes_{kind}": str(int(count)) for kind, count in zip(KINDS, average.mistakes)}
    return describe(average, {"accuracy": f"{accuracy:.4f}", "held_out": str(found.numel()), **facts})


def describe(network, results):
    """The network, ready to be exported."""
    metadata = {"data": _doodles.CREDIT, "seed": str(SEED), **results}
    return Model("cat_or_not", network.eval(), sample, ENDS, metadata=metadata)


def sample(generator):
    """Random inputs: a few strokes somewhere, any examples."""
    examples = torch.rand(sum(SHOWN), 28, 28, generator=generator)
    return {"drawing": _strokes.scribble(generator), "examples": examples}


DATA = {"data": _doodles.CREDIT, "license": "CC BY 4.0", "seed": "none"}


def data():
    """What the page shows: examples that it learned from, and samples that it did not."""
    doodles = _doodles.read()
    examples = np.concatenate([some[:count] for some, count in zip(doodles, SHOWN)])
    held_out = doodles[:, -_doodles.HELD_OUT :]
    return {"examples": examples, "samples": np.stack([held_out[kind, place] for kind, place, _ in SAMPLES])}


def model():
    """The network with the weights that it has in its ONNX file."""
    file = onnx.load(ONNX / "cat_or_not.onnx")
    kept = {each.name: torch.tensor(onnx.numpy_helper.to_array(each)) for each in file.graph.initializer}
    network = CatOrNot()
    network.load_state_dict({name: kept[name] for name in network.state_dict()})
    facts = {each.key: each.value for each in file.metadata_props}
    return describe(network, {name: facts[name] for name in facts if name.startswith(("accuracy", "held", "mistakes"))})
