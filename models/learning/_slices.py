"""Planes through many dimensions: along random directions that fit a network, or the one in which most of a path lies.

Both are as in Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets", 2018: random
directions are scaled neuron by neuron to the size of its weights, and the plane of a path is that of its two main
directions, seen from its end.
"""

import torch

ROUNDS = 24  # of the power iteration
SMALL = 1e-3  # of a path's size: a direction in which it goes no farther is none
ROOM, LEAST = 1.3, 0.5  # around a path, and half of what is seen of its plane at least


def filtered(directions, parameters, split):
    """Directions, (2, n), scaled for each neuron to the size of its weights and bias.

    split: a function that parts parameters (..., n) into weights (..., to, from) and biases (..., to) of each layer.
    """
    parts = []
    for (into, shift), (weights, biases) in zip(split(directions), split(parameters), strict=True):
        length = (into.square().sum(-1) + shift.square() + 1e-8).sqrt()
        share = (weights.square().sum(-1) + biases.square()).sqrt() / length  # (2, to)
        parts += [(into * share[..., None]).flatten(1), shift * share]
    return torch.cat(parts, 1)


def main_directions(away):
    """The two main directions, (2, n), of places, (m, n), seen from 0: of length 1 unless there is hardly any.

    Power iteration on the products of all places with each other, (m, m), always from the same beginnings.
    """
    products = away @ away.T
    whole = products.trace() + 1e-6
    products = products / whole
    found: list[torch.Tensor] = []
    for begin in (products[0], products[len(away) // 4]):
        each = begin
        for _ in range(ROUNDS):
            each = products @ without(each, found)
            each = each / (each.square().sum() + 1e-16).sqrt()
        found.append(without(each, found))
    along = torch.stack(found) @ away  # (2, n)
    return along / (along.square().sum(1, keepdim=True) + SMALL * SMALL * whole).sqrt()


def without(vector, others):
    """What is left of a vector that has nothing of these others, of length 1."""
    for other in others:
        vector = vector - other * (other @ vector)
    return vector


def coordinates(away, directions):
    """Where in the plane of two directions each place is, (m, 2), in units of theirs: the nearest there is."""
    one, two = directions
    a, b, c = one @ one + 1e-6, one @ two, two @ two + 1e-6
    along = away @ directions.T
    bottom = a * c - b * b
    return torch.stack([c * along[:, 0] - b * along[:, 1], a * along[:, 1] - b * along[:, 0]], 1) / bottom


def flat_of(away, directions):
    """The same in units of length, along the first direction and across it."""
    one = directions[0] / (directions[0].square().sum() + 1e-8).sqrt()
    two = directions[1] - one * (one @ directions[1])
    two = two / (two.square().sum() + 1e-8).sqrt()
    return away @ torch.stack([one, two]).T


def held(path, shadow):
    """How much of the length of a path, (m, n), its shadow in a plane has, (m, 2): from 0 to 1."""
    whole, seen = ((each[1:] - each[:-1]).square().sum(1).sqrt().sum() for each in (path, shadow))
    return torch.where(whole > 1e-6, seen / whole.clamp(min=1e-6), 0.0)


def framed(places, own):
    """The middle of what is seen of a plane, and half of its sides, (2,) each."""
    low, high = places.amin(0), places.amax(0)
    half = (ROOM * (high - low) / 2).max().clamp(min=LEAST)
    return torch.where(own, (low + high) / 2, 0.0), torch.where(own, half, 1.0).expand(2)
