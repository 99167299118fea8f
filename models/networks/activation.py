"""A neuron with one input, with two activation functions beside each other: what it gives out, and its slope.

ReLU: Fukushima, 1969; Nair and Hinton, 2010. Leaky ReLU: Maas, Hannun and Ng, 2013. GELU: Hendrycks and Gimpel, 2016,
in its form with tanh.
"""

import math

import torch

from .._activations import ACTIVATIONS, TABLE, activated
from .._export import Model

PLACES = 160  # along each curve
HALF = 0.9  # of a tangent, along x
EDGE = 4.0  # an edge is drawn this many px wide for each unit of its weight
ENDS = {"x": (-4, 4), "weight": (-2, 2), "bias": (-4, 4), "chosen": (0, len(ACTIVATIONS) - 1), "push": (0.1, 0.1)}
TOPS = 1.0731 * 2.0 ** torch.arange(5)  # of a panel: odd numbers, on which no curve ends


def activation(x, weight, bias, chosen, push, places):
    """What a neuron says to x, and would say to a little more, with two activation functions.

    x, weight, bias: (). chosen: (2,), places in ACTIVATIONS. push: (), by how much x is pushed. places: (160,), where
    to draw the curves. A step has no slope where it jumps, nor have ReLU and leaky ReLU at their corner; there
    `slopes` has what autograd gives, and `at_corner` says so.
    """

    def answer(x, form):
        return activated(weight * x + bias, form)

    table = TABLE[chosen.long()]  # (2, 8)
    forms = table.unbind(0)
    pre_activation = weight * x + bias
    activations = torch.stack([answer(x, form) for form in forms])  # (2,)
    pushed = torch.stack([answer(x + push, form) for form in forms])
    slopes = torch.stack([torch.func.grad(answer)(x, form) for form in forms])
    curves = torch.stack([answer(places, form) for form in forms])  # (2, 160)
    at_corner = ((table[:, 6] + table[:, 7] > 0) & (pre_activation == 0)).float()  # (2,)
    smooth = torch.where(at_corner > 0.5, math.nan, 0.0)
    ends = torch.stack([-HALF + 0 * x, HALF + 0 * x])  # (2,), of a tangent, from x

    # Both panels end at the same heights, which change seldom.
    highest, lowest = curves.amax((0, 1)), curves.amin((0, 1))
    top = torch.where(highest > TOPS, 1.0, 0.0).sum()
    low = torch.where(lowest < -0.3, -1.0731, -0.2) + 0 * x
    return {
        "product": weight * x,
        "pre_activation": pre_activation,
        "activations": activations,
        "difference": activations[0] - activations[1],
        "slopes": slopes,
        "moved": pushed - activations,
        "at_corner": at_corner,
        "curves": curves,
        "tangent_x": x + ends,
        "tangent_y": (activations + smooth)[:, None] + slopes[:, None] * ends,  # (2, 2), gaps at a corner
        "smooth_row": smooth,  # where words about a slope stand: 0, or a gap
        "corner_row": torch.where(at_corner > 0.5, 0.0, math.nan),
        "reach": torch.stack([low, 1.0731 * 2.0**top]),
        "edge_positive": EDGE * weight.relu(),  # px
        "edge_negative": EDGE * (-weight).relu(),
    }


def sample(generator):
    """Random inputs of the kind a reader gives."""

    def uniform(low, high):
        return low + (high - low) * torch.rand((), generator=generator)

    return {
        "x": uniform(-4, 4),
        "weight": uniform(-2, 2),
        "bias": uniform(-4, 4),
        "chosen": torch.randint(len(ACTIVATIONS), (2,), generator=generator).float(),
        "push": torch.tensor(0.1),
        "places": torch.linspace(-4, 4, PLACES),
    }


def model():
    """The neuron, ready to be exported."""
    return Model("activation", activation, sample, ENDS)
