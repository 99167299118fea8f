"""One step of a dream: the picture is changed so that a layer of EfficientNet-Lite0 is stirred by it more strongly.

A. Mordvintsev, C. Olah and M. Tyka, "Inceptionism: going deeper into neural networks" (2015). The dream begins on a
small copy of the picture, where every pixel covers much, and goes on through octaves, larger and larger copies. Coarse
and fine parts of the gradient count alike, and the picture is moved about: A. Mordvintsev, "DeepDreaming with
TensorFlow" (2016).
"""

import torch
import torch.nn.functional as F

from .. import _efficientnet as network
from .._export import Model, choose, traced

SIZES = (128, 224, 320)  # px of the octaves; the last is the picture's own
SIDE = SIZES[-1]
LAYERS = (4, 7, 9, 12)  # blocks whose output may be amplified
STEPS = 10  # of an octave, after which the next larger one begins
BANDS = 3  # of detail, each half as fine as the one before; and what is left
REACH = 32  # px that the picture is moved at most: as far apart as the deepest units
STRIDES = 0.618034, 0.754878  # of REACH, right and down, at each step: they come close to no place twice


def excitement(picture, layer):
    """The mean squared output of a block. layer: (4,), 1 for the one of LAYERS that counts, else 0."""
    outputs = network.layers(picture, LAYERS[-1])
    return torch.stack([outputs[block].square().mean() for block in LAYERS]) @ layer


def moved(picture, right, down):
    """picture: (1, 3, side, side), moved by whole pixels; what leaves on one side comes in on the other.

    right, down: (), int64.
    """
    places = torch.arange(picture.shape[-1])
    rows, columns = ((places - by) % len(places) for by in (down, right))
    return picture.index_select(2, rows).index_select(3, columns)


def even(gradient):
    """The same gradient with coarse and fine detail equally strong, (1, 3, side, side), with a mean square of 1."""
    side, parts = gradient.shape[-1], []
    for _ in range(BANDS):
        coarse = F.avg_pool2d(gradient, 2)
        parts.append(gradient - network.resized(coarse, gradient.shape[-1]))
        gradient = coarse
    return unit(sum(network.resized(unit(part), side) for part in [*parts, gradient]))


def unit(array):
    """An array scaled to a mean square of 1."""
    return array / (array.square().mean().sqrt() + 1e-12)


def stir(size):
    """A function of (photo, change, right, down, layer) that gives the gradient at that size and the nudge that is made
    of it, both (1, 3, 320, 320) with a mean square of about 1, and the excitement."""

    def at(photo, change, right, down, layer):
        picture = moved(network.resized((photo + change).clamp(0, 1), size), right, down)
        gradient, value = torch.func.grad_and_value(excitement)(picture, layer)
        gradient = moved(unit(gradient), -right, -down)
        return network.resized(gradient, SIDE), network.resized(even(gradient), SIDE), value

    return at


class Dream(torch.nn.Module):
    """The step, with each octave traced at its own size, so that only one of them is computed."""

    def __init__(self):
        super().__init__()
        network.weights()  # read before tracing begins
        photo, change = torch.zeros(1, 3, SIDE, SIDE), torch.zeros(1, 3, SIDE, SIDE)
        right, down = torch.tensor(0), torch.tensor(0)
        examples = photo, change, right, down, torch.eye(4)[0]
        self.small, self.middle, self.large = (traced(f"stir at {size}", stir(size), *examples) for size in SIZES)

    def forward(self, photo, change, step_count, layer, octaves, strength):
        """photo, change: (1, 3, 320, 320). step_count: (), steps already taken. layer: (4,), 1 for the chosen of
        LAYERS. octaves: (), 1 to 3. strength: (), how far a pixel typically moves in a step, in 255ths."""
        octave = (len(SIZES) - octaves + (step_count / STEPS).floor()).clamp(0, len(SIZES) - 1)
        right, down = ((REACH * (step_count * stride).frac()).long() for stride in STRIDES)
        inputs = photo, change, right, down, layer

        def larger(*inputs):
            return choose(octave < 1.5, self.middle, self.large, inputs)

        gradient, nudge, value = choose(octave < 0.5, self.small, larger, inputs)
        picture = (photo + change).clamp(0, 1)
        sizes = torch.tensor(SIZES, dtype=torch.float32)
        return {
            "gradient": gradient,
            "next_change": (picture + strength * network.SHADE * nudge).clamp(0, 1) - photo,
            "next_step_count": step_count + 1,
            "picture": picture,
            "excitement": value,
            "octave": octave + 1,
            "octave_size": (sizes * (torch.arange(len(SIZES)) == octave).float()).sum(),
        }


def sample(generator):
    """A made-up photograph with some change to it, any layer, any moment of a run."""
    photo = network.picture(generator, SIDE)
    change = (photo + 0.05 * torch.randn(photo.shape, generator=generator)).clamp(0, 1) - photo
    octave, layer, more = (torch.randint(high, (), generator=generator) for high in (3, 4, 10))
    octaves = len(SIZES) - octave * torch.randint(2, (), generator=generator)  # it begins there, or has come there
    step_count = STEPS * (octave - len(SIZES) + octaves) + more
    return {
        "photo": photo,
        "change": change,
        "step_count": step_count.float(),
        "layer": torch.eye(4)[layer],
        "octaves": octaves.float(),
        "strength": 12 * torch.rand((), generator=generator),
    }


def model():
    """The network as it is; it needs no training here."""
    ends = {"photo": (0, 1), "layer": ((1, 0, 0, 0), (0, 0, 0, 1)), "octaves": (1, len(SIZES)), "strength": (1, 12)}
    return Model(
        "dream", Dream(), sample, ends, metadata=network.METADATA, weights=network, loose=("gradient", "next_change")
    )
