"""A playground: one step of training a small network on points in a plane, and what the network makes of the plane.

Up to four hidden layers of up to eight units, each layer with an activation of its own. Plain descent and momentum
(Polyak, 1964) and Adam as in `torch.optim`; a test compares them. `_perceptron` has the network, `_plane` what is seen
of it. Page and Python agree to 1e-4 for some fifty steps. After that a large rate is chaotic: a difference in the last
digit grows, and runs part.
"""

from itertools import pairwise

import torch

from .._activations import ACTIVATIONS
from .._adam import adam
from .._export import Model
from . import _perceptron as perceptron
from . import _plane, _planes
from ._perceptron import CLASSES, DEEPEST, FEATURES, UNITS, features, layout

POINTS = 500
PLAIN, MOMENTUM, ADAM = range(3)  # optimizers
NONE, L1, L2 = range(3)  # regularization
DATA, data = _planes.FACTS, _planes.made  # the points that a reader may choose
CASES = {"depth": tuple(range(DEEPEST + 1)), "batch_size": (12, 32), "classes": (1, CLASSES)}


def batch_loss(parts, seen, targets, chosen, forms, on, regression):
    """The mean loss of a minibatch. chosen: (room,), 1 / batch size, or 0 in a place that is left empty."""
    return (perceptron.losses(perceptron.network(parts, seen, forms, on)[0], targets, regression) * chosen).sum()


def step(
    case, points, targets, point_count, offsets, noise, train_share, regression, feature_on, units, activations,
    silenced, learning_rate, batch_size, optimizer, momentum, regularization, regularization_rate, looked_at, ends,
    parameters, velocity, gradient_size, cursor, step_count, optimizer_used, optimizer_steps,
):  # fmt: skip
    """One step, and the network before it.

    case: depth, 0 to 4 hidden layers; batch_size, the room for a minibatch, 12 or 32; classes, 3, or 1 for two classes
    or a regression. points: (500, 2), from -1 to 1, the first point_count of them there; targets: (500,), -1 or 1, of
    three classes 0 to 2, of a regression any number. offsets: (500, 2), where noise, 0 to 0.3, strews the points.
    train_share: (), 0.1 to 0.9, of the points, from the first. feature_on: (7,), 1 or 0. units: (4,), 1 to 8 in each
    hidden layer. activations: (4,), places in ACTIVATIONS. silenced: (4, 8), 1 for a unit that says 0. learning_rate,
    batch_size, 1 to 32, optimizer, 0 to 2, momentum, regularization, 0 to 2, regularization_rate: (). looked_at: (), 0
    for the whole network, else 1 + a unit's place among features, hidden units and outputs. ends: (3, 2), what
    x, y and value are called at -1 and 1. parameters, velocity, and gradient_size, the root of Adam's mean square:
    (308,), see `_perceptron.SIZES`. cursor: (), the next point to learn from. step_count: (), steps taken;
    optimizer_steps: (), those with the optimizer_used.
    """
    depth, room, classes = case["depth"], case["batch_size"], case["classes"]
    on = (torch.arange(float(UNITS)) < units[:, None]) * (1 - silenced)  # (4, 8)
    parts, forms = perceptron.split(parameters, depth, classes), perceptron.shapes(activations, depth)
    train_count = torch.minimum((train_share * point_count + 0.5).floor(), point_count - 1).clamp(min=1)  # one to test

    # A minibatch: the next points in their order, and around again.
    place = torch.remainder(cursor + torch.arange(float(room)), train_count).long()  # (room,)
    chosen = (torch.arange(float(room)) < batch_size) / batch_size
    seen = features(points[place] + noise * offsets[place]) * feature_on[:, None]  # (7, room)
    slopes = torch.func.grad(batch_loss)(parts, seen, targets[place], chosen, forms, on, regression)

    # Parameters of what is switched off keep what they have learned.
    layers = [feature_on, *on[:depth], torch.ones(classes)]
    pairs = [(to[:, None] * origin, to) for origin, to in pairwise(layers)]
    alive = layout([part for pair in pairs for part in pair], depth, classes)  # (308,)
    penalty = (regularization == L1) * parameters.sign() + (regularization == L2) * parameters
    gradient = layout(slopes, depth, classes) + regularization_rate * perceptron.IS_WEIGHT * penalty  # (308,)

    kept = ((optimizer - optimizer_used).abs() < 0.5).float()  # another optimizer begins anew
    first, count = velocity * kept, optimizer_steps * kept + 1
    rolling = momentum * (optimizer == MOMENTUM) * first + gradient
    move, average, size = adam(gradient, first, gradient_size * kept, count)
    is_adam = optimizer == ADAM
    strewn = points + noise * offsets  # (500, 2)
    return {
        "next_parameters": parameters - learning_rate * alive * torch.where(is_adam, move, rolling),
        "next_velocity": torch.where(is_adam, average, rolling),
        "next_gradient_size": size,
        "next_cursor": torch.remainder(cursor + batch_size, train_count),
        "next_step_count": step_count + 1,
        "next_optimizer_used": optimizer + 0,
        "next_optimizer_steps": count,
        **_plane.scores(parts, forms, on, feature_on, strewn, targets, point_count, train_count, regression),
        **_plane.points(strewn, targets, point_count, train_count, regression, classes),
        **_plane.pictures(parts, forms, on, feature_on, units, regression, looked_at),
        **_plane.looked(parts, activations, looked_at, depth, classes),
        **_plane.edges(parts, layers, units),
        "step_axis": _plane.axis(step_count),
        "plane_ends": ends + 0,
    }


def sample(generator, case):
    """Random inputs."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    def number(count, *shape):
        return torch.randint(count, shape, generator=generator).float()

    return {
        "points": uniform(-1, 1, POINTS, 2),
        "targets": number(3, POINTS) if case["classes"] == CLASSES else 2 * number(2, POINTS) - 1,
        "point_count": 300 + number(201),
        "offsets": torch.randn(POINTS, 2, generator=generator),
        "noise": uniform(0, 0.1),
        "train_share": uniform(0.1, 0.9),
        "regression": number(2) if case["classes"] == 1 else torch.tensor(0.0),
        "feature_on": (uniform(0, 1, FEATURES) > 0.3).float(),
        "units": 1 + number(UNITS, DEEPEST),
        "activations": number(len(ACTIVATIONS), DEEPEST),
        "silenced": (uniform(0, 1, DEEPEST, UNITS) > 0.9).float(),
        "learning_rate": uniform(0.001, 0.1),
        "batch_size": 1 + number(case["batch_size"]),
        "optimizer": number(3),
        "momentum": uniform(0, 0.9),
        "regularization": number(3),
        "regularization_rate": uniform(0, 0.01),
        "looked_at": number(1 + FEATURES + DEEPEST * UNITS + CLASSES),
        "ends": uniform(-9, 9, 3, 2),
        "parameters": uniform(-0.5, 0.5, perceptron.PARAMETERS),
        "velocity": uniform(-0.1, 0.1, perceptron.PARAMETERS),
        "gradient_size": uniform(0.05, 0.2, perceptron.PARAMETERS),
        "cursor": number(30),
        "step_count": number(50),
        "optimizer_used": number(3),
        "optimizer_steps": number(50),
    }


ENDS = {
    "noise": (0, 0.3),
    "train_share": (0.1, 0.9),
    "units": (1, UNITS),
    "activations": (0, len(ACTIVATIONS) - 1),
    "learning_rate": (0.0001, 10),
    "batch_size": (1, 32),
    "optimizer": (PLAIN, ADAM),
    "momentum": (0, 0.99),
    "regularization": (NONE, L2),
    "regularization_rate": (0, 0.1),
    "looked_at": (0, FEATURES + DEEPEST * UNITS + CLASSES),
}


def model():
    """The step, ready to be exported: a graph for each depth, room and number of outputs."""
    return Model("playground", step, sample, ENDS, cases=CASES)
