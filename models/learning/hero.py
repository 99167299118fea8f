"""A small network learns to tell two classes apart: one step of training, and what the network thinks now.

Two numbers in, two hidden layers of eight units, one probability out. Backpropagation: Rumelhart, Hinton and
Williams, 1986.
"""

import torch

from .._export import Model
from .._losses import cross_entropy

POINTS, GRID = 96, 33
EDGE, WIDEST = 1.5, 6.0  # an edge is drawn this many px wide for each unit of its weight, up to the widest
SHAPES = {"weight1": (8, 2), "bias1": (8,), "weight2": (8, 8), "bias2": (8,), "weight3": (1, 8), "bias3": (1,)}


def network(parameters, points):
    """The logit of each point, (n,)."""
    hidden1 = (points @ parameters["weight1"].T + parameters["bias1"]).tanh()  # (n, 8)
    hidden2 = (hidden1 @ parameters["weight2"].T + parameters["bias2"]).tanh()  # (n, 8)
    return (hidden2 @ parameters["weight3"].T + parameters["bias3"])[:, 0]  # (n,)


def mean_loss(parameters, points, labels):
    """The mean of -log(probability given to the true class), and the logits."""
    logits = network(parameters, points)
    return cross_entropy(logits, labels).mean(), logits


def step(points, labels, grid, learning_rate, **parameters):
    """One step of plain gradient descent on all points, and a map of the network's opinion before it.

    points: (96, 2), about -2 to 2. labels: (96,), 1 or 0. grid: (33 * 33, 2), where to ask for an opinion, row by
    row from below. learning_rate: (), above 0; 0.5 suits starts that are uniform from -1 to 1. parameters: weights
    as (to, from) and biases, of the shapes in SHAPES.
    """
    gradient, (loss, logits) = torch.func.grad_and_value(mean_loss, has_aux=True)(parameters, points, labels)
    widths = {name.replace("weight", "edges"): EDGE * parameters[name] for name in SHAPES if "weight" in name}
    return {
        **{f"next_{name}": parameters[name] - learning_rate * gradient[name] for name in SHAPES},
        "loss": loss,
        "accuracy": ((logits > 0) == (labels > 0.5)).float().mean(),
        "probabilities": network(parameters, grid).sigmoid().reshape(GRID, GRID),  # rows: upwards
        **{f"{name}_positive": width.clamp(0.0, WIDEST) for name, width in widths.items()},  # (to, from), px
        **{f"{name}_negative": (-width).clamp(0.0, WIDEST) for name, width in widths.items()},
    }


def sample(generator):
    """Random inputs: two blobs of points, a network that has not learned yet."""
    labels = (torch.arange(POINTS) % 2).float()
    line = torch.linspace(-2, 2, GRID)
    return {
        "points": torch.randn(POINTS, 2, generator=generator) * 0.7 + labels[:, None] - 0.5,
        "labels": labels,
        "grid": torch.cartesian_prod(line, line).flip(1),
        "learning_rate": torch.rand((), generator=generator) * 2,
        **{name: torch.rand(shape, generator=generator) * 2 - 1 for name, shape in SHAPES.items()},
    }


def model():
    """The step, ready to be exported."""
    return Model("hero", step, sample, {"learning_rate": (0.01, 3)})
