"""How many of 500 test digits the network of the digit figure still reads, and what it takes for what.

Its kernels, biases and silenced feature maps are inputs, so that it counts for a network that a reader has changed. It
takes a batch of pictures at a time, and carries the count on; all other outputs are about the count that it was given.
"""

import torch
import torch.nn.functional as F

from .. import _sets
from .._centering import center
from .._export import Model
from . import _mnist
from ._digit_net import CHANNELS, KERNEL, MAPS, SIZES
from ._mosaic import first_largest

EACH, BATCH = 50, 20  # test digits of each sort; pictures at a time, the last axis of all arrays: so many lanes
FLAT = MAPS[2] * SIZES[2] ** 2
WEIGHTS = {
    **{f"conv{i + 1}_kernel": (MAPS[i], CHANNELS[i], KERNEL, KERNEL) for i in range(3)},
    **{f"conv{i + 1}_bias": (MAPS[i],) for i in range(3)},
    "dense_weight": (10, MAPS[2], SIZES[2], SIZES[2]),
    "dense_bias": (10,),
}


def tally(silenced, images, labels, counts, **weights):
    """images: (20, 28, 28), centered, ink 1; labels: (20,), 0 to 9. counts: (10, 10), so far, a row for each digit that
    was written, a column for each that was read. silenced: (56,), and the weights, as the figure has them."""
    source = images.permute(1, 2, 0)[None, None]  # (1, 1, 28, 28, 20)
    for index, silent in enumerate(silenced.split(MAPS), 1):
        source = F.max_pool3d(source, (2, 2, 1)) if index > 1 else source  # (1, channels, size, size, 20)
        kernel, bias = weights[f"conv{index}_kernel"], weights[f"conv{index}_bias"]
        total = F.conv3d(source, kernel[..., None], bias, padding=(KERNEL // 2, KERNEL // 2, 0))
        source = total.relu() * (1 - silent)[:, None, None, None]
    logits = weights["dense_weight"].reshape(10, FLAT) @ source.reshape(FLAT, BATCH) + weights["dense_bias"][:, None]
    places = torch.arange(10.0)[:, None]
    first = torch.where(logits >= logits.amax(0), places, 10.0).amin(0)  # (20,), of equals the first
    read, written = (places == first).float(), (places == labels).float()  # (10, 20) each
    each = counts.sum(1)  # (10,)
    right = torch.diagonal(counts)
    accuracy = right / each.clamp(min=1.0)
    return {
        "next_counts": counts + written @ read.T,
        "confusion": counts * 1,
        "confusion_x": torch.where(counts > 0, places.T, torch.nan).flatten(),  # where a number stands
        "mistaken": counts - torch.diag(right),
        "accuracy": accuracy,
        "counted": counts.sum(),
        "correct": right.sum(),
        "mistakes": (each - right).sum(),
        "hardest": first_largest(-accuracy),
        "hardest_accuracy": accuracy.min(),
    }


def sample(generator):
    """Random inputs: about such weights as are learned, and blots."""
    weights = {name: torch.randn(shape, generator=generator) for name, shape in WEIGHTS.items()}
    for name in weights:
        weights[name] = weights[name] / max(1, weights[name][0].numel()) ** 0.5
    images = torch.rand(BATCH, 28, 28, generator=generator).round(decimals=1)
    labels = torch.randint(10, (BATCH,), generator=generator).float()
    counts = torch.randint(50, (10, 10), generator=generator).float()
    silenced = (torch.rand(sum(MAPS), generator=generator) < 0.1).float()
    return {"silenced": silenced, "images": images, "labels": labels, "counts": counts, **weights}


DATA = {"data": _mnist.CREDIT, "license": "CC BY-SA 3.0", "seed": "none"}


def chosen():
    """The places of the first 50 of each digit in MNIST's test set, (500,), in their order there."""
    _, labels = _mnist.read("t10k")
    return torch.cat([(labels == digit).nonzero()[:EACH, 0] for digit in range(10)]).sort().values


def data():
    """Those digits: pictures, centered as the figure centers a drawing, (500, 28, 28), and what they are, (500,)."""
    images, labels = _mnist.read("t10k")
    centered = center(images[chosen()])[0][:, 0]
    shades = (centered * _sets.DARKEST).round().byte().numpy()
    return {"images": _sets.Shades(shades), "labels": labels[chosen()].float().numpy()}


def model():
    """Nothing in it is learned: the weights come from the figure."""
    ends = {"silenced": (0, 1), "images": (0, 1), "labels": (0, 9), "counts": (0, 50)}
    return Model("digits_tally", tally, sample, ends)
