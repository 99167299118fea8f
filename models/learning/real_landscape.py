"""The landscape around a network while it is trained, cut by a plane: one along two random directions, or the one in
which most of its own path lies. It learns by gradient descent with momentum (Polyak, 1964), on all points at each step.
"""

import torch

from .._export import Model
from .._losses import cross_entropy
from .._relief import lookup, projected, relief, seen_from, strength
from ._slices import coordinates, filtered, flat_of, framed, held, main_directions

LAYERS = ((6, 2), (6, 6), (1, 6))  # weights, (to, from), of each; a bias for each unit comes after them
SIZE = sum(to * (come + 1) for to, come in LAYERS)  # 67
POINTS, GRID, MAP = 36, 25, 33
TRAINING, EVERY = 300, 5  # steps, and from one place of the path that is kept to the next
KEPT = TRAINING // EVERY + 1  # 61
RATE, MOMENTUM = 0.1, 0.9
PAIRS = 8  # of random directions
SQUEEZE = 1.5  # the loss that is half as high as the landscape can be
# Of random numbers from -1 to 1: wide enough for a start at which units are told apart, with biases of 0.
SPREAD = torch.cat([
    part for to, come in LAYERS for part in (torch.full((to * come,), 1.5 / come**0.5), torch.zeros(to))
])
SPAN = torch.linspace(-1, 1, GRID)
GROUND = torch.stack(torch.meshgrid(SPAN, SPAN, indexing="xy"), -1).view(-1, 2)  # (625, 2), row by row
ENDS = {"view": ((-180, 15), (180, 90)), "pair": (1, PAIRS), "plane": (0, 1)}


def split(parameters):
    """[(weights (..., to, from), biases (..., to)), ...] of each layer, of parameters (..., 67)."""
    sizes = [size for to, come in LAYERS for size in (to * come, to)]
    parts = parameters.split(sizes, -1)
    ahead = parameters.shape[:-1]
    return [(parts[2 * i].reshape(*ahead, *shape), parts[2 * i + 1]) for i, shape in enumerate(LAYERS)]


def network(parameters, points):
    """The sum of each of the points, (n, 2), in each of the networks, (m, 67): (m, n). Above 0, it is of kind 1."""
    *inner, (weights, biases) = split(parameters)
    units = points
    for into, shift in inner:
        units = (units @ into.mT + shift[:, None]).tanh()
    return (units @ weights.mT + biases[:, None])[..., 0]


def mean_loss(parameters, points, labels):
    """The mean of the cross-entropy in each of the networks, (m, 67): (m,)."""
    sums = network(parameters, points)
    return cross_entropy(sums, labels.expand(sums.shape)).mean(1)


def step(points, labels, start, pairs, view, plane, pair, parameters, velocity, path, age):
    """One step of training, and the landscape around where the network stands before it.

    points: (36, 2), about -2 to 2. labels: (36,), 1 or 0. start: (67,), random numbers from -1 to 1, to begin with.
    pairs: (8, 2, 67), random directions. view: (2,), degrees, as for `seen_from`. plane: (), 0 for random directions, 1
    for the plane of the path. pair: (), 1 to 8, which directions. parameters, velocity: (67,). path: (61, 67), where
    it was at every fifth step; those to come are where it stands. age: (), steps made.
    """
    fresh = age < 0.5
    parameters = torch.where(fresh, SPREAD * start, parameters)
    path = torch.where(fresh, SPREAD * start, path)

    def loss_of(parameters):
        return mean_loss(parameters[None], points, labels)[0]

    gradient, loss = torch.func.grad_and_value(loss_of)(parameters)
    going = (age < TRAINING - 0.5).float()
    moved = MOMENTUM * velocity + gradient
    following = parameters - going * RATE * moved
    ahead = (torch.arange(float(KEPT)) * EVERY > age + 0.5)[:, None]

    chance = filtered(pairs.index_select(0, (pair - 1).clamp(0.0, PAIRS - 1.0).long()[None])[0], parameters, split)
    away = path - parameters  # (61, 67), seen from where it stands
    main = main_directions(away)
    own = plane > 0.5
    flat_chance, flat_main = coordinates(away, chance), away @ main.T
    directions, places = torch.where(own, main, chance), torch.where(own, flat_main, flat_chance)
    middle, half = framed(places, own)
    seen = scenery(parameters, directions, middle, half, places, view, points, labels)
    map_points = torch.stack(torch.meshgrid(torch.linspace(-2, 2, MAP), torch.linspace(-2, 2, MAP), indexing="xy"), -1)
    return {
        "next_parameters": following,
        "next_velocity": moved,
        "next_path": torch.where(ahead, following, path),
        "next_age": age + going,
        "loss": loss,
        "to_go": TRAINING - age,
        "right": ((network(parameters[None], points)[0] > 0) == (labels > 0.5)).float().mean(),
        "opinion": network(parameters[None], map_points.view(-1, 2))[0].sigmoid().view(MAP, MAP),  # rows: upwards
        "chance_share": held(away, flat_of(away, chance)),
        "own_share": held(away, flat_main),
        **seen,
    }


def scenery(parameters, directions, middle, half, places, view, points, labels):
    """The loss on a grid of the plane, as a map and in space, and the path there."""
    every = parameters + (middle + half * GROUND) @ directions  # (625, 67)
    surface = mean_loss(every, points, labels).view(GRID, GRID)
    heights = surface / (surface + SQUEEZE)  # however high the loss, it fits
    seen = seen_from(view)
    x, y = ((places - middle) / half).unbind(1)
    (ground,) = lookup([heights], x, y)
    columns, rows = projected(x, y, ground, seen)
    return {
        "heights": heights,
        "relief": relief(heights, seen),
        "path_x": x,
        "path_y": y,
        "path_column": columns,
        "path_row": rows,
        "path_strength": strength(x, y, ground, heights, seen),
    }


def sample(generator):
    """Random inputs: points of two kinds, a network on its way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    parameters = uniform(-1, 1, SIZE)
    steps = torch.randn(KEPT, SIZE, generator=generator) * 0.05 + torch.randn(SIZE, generator=generator) * 0.05
    return {
        "points": uniform(-2, 2, POINTS, 2),
        "labels": (torch.arange(POINTS) % 2).float(),
        "start": uniform(-1, 1, SIZE),
        "pairs": torch.randn(PAIRS, 2, SIZE, generator=generator),
        "view": torch.stack([uniform(-180, 180), uniform(15, 90)]).round(),
        "plane": torch.randint(2, (), generator=generator).float(),
        "pair": torch.randint(1, PAIRS + 1, (), generator=generator).float(),
        "parameters": parameters,
        "velocity": uniform(-0.1, 0.1, SIZE),
        "path": parameters + steps.flip(0).cumsum(0).flip(0),
        "age": torch.randint(TRAINING, (), generator=generator).float(),
    }


LOOSE = ("relief", "path_strength", "path_x", "path_y", "path_column", "path_row", "heights", "own_share")


def model():
    """The step, ready to be exported."""
    return Model("real_landscape", step, sample, ENDS, loose=LOOSE)
