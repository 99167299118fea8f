"""The playground's made-up data sets: points in a plane, (500, 3) bytes: x, y, and class or value.

Each is mixed so that any share of it, from its beginning, has of every class about as many.
"""

import numpy as np

COUNT = 500
REACH = 0.92  # of the plane, from -1 to 1
SEED = 20
FACTS = {"data": "made up", "license": "MIT", "seed": str(SEED)}


def spiral(rng, along, which):
    """Two arms, wound around each other."""
    turn = 1.75 * along * 2 * np.pi + np.pi * which
    return along * np.sin(turn), along * np.cos(turn)


def circle(rng, along, which):
    """A disc, and a ring around it."""
    out = np.where(which == 1, 0.5 * np.sqrt(along), 0.7 + 0.3 * along)
    turn = rng.uniform(0, 2 * np.pi, len(along))
    return out * np.sin(turn), out * np.cos(turn)


def exclusive_or(rng, along, which):
    """Four squares: where x and y are on the same side of 0, the one class, elsewhere the other."""
    x, y = rng.uniform(0.06, 1, (2, len(along)))
    side = np.where(rng.uniform(size=len(along)) < 0.5, 1, -1)
    return side * x, side * y * np.where(which == 1, 1, -1)


def gaussians(rng, along, which):
    """Two clouds."""
    middle = np.where(which == 1, 0.4, -0.4)
    return middle + rng.normal(0, 0.17, len(along)), middle + rng.normal(0, 0.17, len(along))


def above_the_curve(rng, along, which):
    """Above and below a wave."""
    x = rng.uniform(-1, 1, len(along))
    wave = 0.45 * np.sin(np.pi * 1.25 * x)
    room = np.where(which == 1, 1 - wave, 1 + wave) - 0.05
    return x, wave + np.where(which == 1, 1, -1) * (0.05 + room * rng.uniform(0, 1, len(along)))


def three_arms(rng, along, which):
    """Three arms, wound around a middle."""
    turn = 0.75 * along * 2 * np.pi + which * 2 * np.pi / 3
    out = 0.1 + 0.9 * along
    return out * np.sin(turn) + rng.normal(0, 0.02, len(along)), out * np.cos(turn) + rng.normal(0, 0.02, len(along))


CLASSES = {
    "circle": (circle, 2),
    "exclusive_or": (exclusive_or, 2),
    "gaussians": (gaussians, 2),
    "spiral": (spiral, 2),
    "above_the_curve": (above_the_curve, 2),
    "three_arms": (three_arms, 3),
}
VALUES = {
    "slope": lambda x, y: (x + y) / 2,
    "hills": lambda x, y: sum(
        sign * np.exp(-((x - a) ** 2 + (y - b) ** 2) / 0.12)
        for sign, a, b in ((1, -0.5, 0.45), (-1, 0.5, 0.5), (1, 0.45, -0.5), (-1, -0.4, -0.45))
    ),
}


def made():
    """{name: (500, 3) uint8}."""
    found = {}
    for place, (name, (shape, classes)) in enumerate(CLASSES.items()):
        rng = np.random.default_rng(SEED + place)
        which = np.concatenate([rng.permutation(classes) for _ in range(-(-COUNT // classes))])[:COUNT]
        along = np.empty(COUNT)
        for one in range(classes):  # evenly along each class, in an order mixed by chance
            own = which == one
            along[own] = rng.permutation(np.linspace(0.02, 1, own.sum()))
        x, y = shape(rng, along, which)
        found[name] = packed(REACH * np.stack([x, y]).clip(-1.08, 1.08), which)
    for place, (name, value) in enumerate(VALUES.items()):
        x, y = np.random.default_rng(SEED + 100 + place).uniform(-1, 1, (2, COUNT))
        found[name] = packed(REACH * np.stack([x, y]), byte(value(x, y)))
    return found


def byte(numbers):
    """Numbers from -1 to 1 in a byte."""
    return np.floor((np.clip(numbers, -1, 1) + 1) * 127.5 + 0.5).astype(np.uint8)


def packed(places, third):
    return np.stack([*byte(places), third.astype(np.uint8)], axis=1)
