"""A small network for doodles: 784 pixels, six sigmoid neurons, a score for a cat and one for anything else.

Its parameters lie in a row: weights (6, 784) and biases (6,) of the hidden neurons, weights (2, 6) and biases (2,) of
the outputs. Rumelhart, Hinton and Williams, 1986.
"""

import torch

from .._losses import cross_entropy
from ..networks.neuron import squash

SIDE, HIDDEN, OUTPUTS = 28, 6, 2
PIXELS = SIDE * SIDE
SIZES = HIDDEN * PIXELS, HIDDEN, OUTPUTS * HIDDEN, OUTPUTS
PARAMETERS = sum(SIZES)  # 4,724
WIDTHS = 0.05, 0.0, 1.0, 0.0  # how far from 0 random parameters begin; biases begin at 0
SPREAD = torch.cat([torch.full((size,), width) for size, width in zip(SIZES, WIDTHS)])
# How the doodles of `cat_or_not` are used: of each kind the first are learned from, and the others held out.
KINDS = (0, 120), (120, 180), (180, 240)  # cats, trains, rainbows
LEARNED = 2 / 3
FIRST = 34  # the cat that is taken first


def shared():
    """Places of the doodles to learn from, in the order in which they are taken, a cat and something else by turns,
    and of those held out, cats first.
    """
    cats, trains, rainbows = (
        (list(range(low, low + round(LEARNED * (high - low)))), list(range(low + round(LEARNED * (high - low)), high)))
        for low, high in KINDS
    )
    others = [each for pair in zip(trains[0], rainbows[0], strict=True) for each in pair]
    pairs = zip(cats[0][FIRST:] + cats[0][:FIRST], others, strict=True)
    return [each for pair in pairs for each in pair], [*cats[1], *trains[1], *rainbows[1]]


def split(parameters):
    """Weights (6, 784) and biases (6,) of the hidden neurons, weights (2, 6) and biases (2,) of the outputs."""
    weights, biases, last, last_biases = parameters.split(SIZES)
    return weights.view(HIDDEN, PIXELS), biases, last.view(OUTPUTS, HIDDEN), last_biases


def network(parameters, pixels):
    """What the hidden neurons give, (n, 6), and the scores, (n, 2), for doodles (n, 784)."""
    weights, biases, last, last_biases = split(parameters)
    hidden = squash(pixels @ weights.T + biases)
    return hidden, hidden @ last.T + last_biases


def loss(parameters, pixels, is_cat):
    """The cross-entropy of one doodle, (784,): the softmax of two scores is the sigmoid of how far they are apart."""
    scores = network(parameters, pixels[None])[1][0]
    return cross_entropy(scores[0] - scores[1], is_cat)


def shares(scores):
    """Scores (n, 2) as shares that add up to 1, each the exponential of its score: the softmax."""
    cat = squash(scores[:, 0] - scores[:, 1])
    return torch.stack([cat, squash(scores[:, 1] - scores[:, 0])], 1)
