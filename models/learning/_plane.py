"""What is seen of a network on a plane: how well it does, its units' pictures and where they stand, its edges."""

import math

import torch

from .._activations import ACTIVATIONS
from ._perceptron import (
    CLASSES,
    DEEPEST,
    FEATURES,
    PARAMETERS,
    UNITS,
    answers,
    features,
    losses,
    network,
    one_hot,
    split,
)  # fmt: skip

# The plane goes from -REACH to REACH. Counts that are multiples of 4 make compiled code a third of the size.
GRID, REACH = 40, 1.0
LINE = torch.linspace(-REACH, REACH, GRID)
PLANE = torch.cartesian_prod(LINE, LINE).flip(1)  # (40 * 40, 2), row by row from below
# An edge's outline: the way from one unit to the next and back, and a gap; on which side of its middle that is.
THERE, OPEN = torch.linspace(0, 1, 9), torch.tensor([math.nan])
WAY = torch.cat([THERE, THERE.flip(0), OPEN])  # (19,)
SIDE = torch.cat([torch.ones(9), -torch.ones(9), OPEN])
RISE = WAY * WAY * (3 - 2 * WAY)
EDGE, WIDEST, THINNEST = 0.05, 0.3, 0.012  # rows: of a weight of 1, at most, at least
HALF = 0.042  # of a unit's picture, as a share of the way from features to outputs: there its edges begin and end
STEP = list(ACTIVATIONS).index("step")
GAP = math.nan


def scores(parts, forms, on, feature_on, points, targets, point_count, train_count, regression):
    """The losses, the share of test points that it is right about, and how many test points of each class it takes for
    each, gaps where there is no such class; which classes there are, from 0, (3,) with gaps. And how many hidden units
    there are that are not silent.
    """
    raw, _ = network(parts, features(points) * feature_on[:, None], forms, on)  # (classes, 500)
    order = torch.arange(float(len(points)))
    training = (order < train_count).float()  # (500,)
    test = (order < point_count).float() - training
    loss = losses(raw, targets, regression)
    if len(raw) == 1:
        truth, guess = (torch.nn.functional.pad(sides(value), (0, 0, 0, 1)) for value in (targets, raw[0]))
    else:
        truth, guess = one_hot(targets), one_hot(raw.argmax(0).float())  # (3, 500)
    confusion = (truth * test) @ guess.T  # (3, 3), truth by guess
    right = confusion.diagonal().sum() / confusion.sum()
    known = torch.arange(float(CLASSES)) < (2 if len(raw) == 1 else CLASSES)
    gaps = (regression > 0.5) | ~(known & known[:, None])
    return {
        "training_loss": (loss * training).sum() / training.sum(),
        "test_loss": (loss * test).sum() / test.sum(),
        "accuracy": torch.where(regression > 0.5, math.nan, right),
        "confusion": torch.where(gaps, GAP, confusion),
        "class_rows": torch.where(gaps.diagonal(), GAP, torch.arange(float(CLASSES))),
        "hidden_units": on[: len(forms)].sum(),
    }


def sides(value):
    """(2, n): whether a number is of the first class, below 0, or of the second."""
    return torch.stack([(value <= 0).float(), (value > 0).float()])


def points(strewn, targets, point_count, train_count, regression, classes):
    """Where the points of each class lie, (3, 500) with gaps, and those of a regression; how strongly each is drawn."""
    order = torch.arange(float(len(strewn)))
    there = order < point_count
    own = one_hot(targets if classes == CLASSES else (targets > 0).float()) * (1 - regression)
    own = torch.where(there & (own > 0.5), 0.0, GAP)  # (3, 500)
    valued = torch.where(there & (regression > 0.5), 0.0, GAP)
    return {
        "class_x": own + strewn[:, 0],
        "class_y": own + strewn[:, 1],
        "valued_x": valued + strewn[:, 0],
        "valued_y": valued + strewn[:, 1],
        "point_strength": torch.where(order < train_count, 1.0, 0.3),
    }


def pictures(parts, forms, on, feature_on, units, regression, looked_at):
    """What the network, and each of its units, makes of the plane: (40, 40), rows upwards, from -1 to 1.

    Of three classes, the third has 1 to 2 in `decision_boundary`. Gaps stand for units that are not there.
    """
    depth, classes = len(forms), len(parts[-1])
    seen = features(PLANE)
    raw, hidden = network(parts, seen * feature_on[:, None], forms, on)
    if classes == 1:
        boundary = answers(raw, regression).clamp(-1, 1)
        outputs = boundary[None]
    else:
        likely = raw.softmax(0)  # (3, 40 * 40)
        lead, which = 1.5 * (likely.amax(0) - 1 / CLASSES), likely.argmax(0)
        boundary = torch.where(which == 0, -lead, torch.where(which == 1, lead, 1 + lead))
        outputs = 2 * likely - 1
    there = torch.arange(float(UNITS)) < units[:, None]  # (4, 8)
    shown = [
        seen,
        *(torch.where(known[:, None], layer.clamp(-1, 1), GAP) for layer, known in zip(hidden, there)),
        absent(units, (DEEPEST - depth) * UNITS, GRID * GRID),
        outputs,
        absent(units, CLASSES - classes, GRID * GRID),
    ]
    every = torch.cat([boundary[None], *shown])  # (1 + 42, 40 * 40)
    x, y = places(depth, units, classes)
    which = looked_at.long()[None]
    return {
        "decision_boundary": boundary.reshape(GRID, GRID),
        "unit_pictures": every[1:].reshape(-1, GRID, GRID),
        "unit_x": x,
        "unit_y": y,
        "unit_strength": torch.cat([0.25 + 0.75 * feature_on, (0.25 + 0.75 * on).reshape(-1), torch.ones(CLASSES)]),
        "looked_picture": every.index_select(0, which).reshape(GRID, GRID),
        "looked_x": torch.cat([x[:1] * GAP, x]).index_select(0, which)[0],
        "looked_y": torch.cat([y[:1] * GAP, y]).index_select(0, which)[0],
    }


def looked(parts, activations, looked_at, depth, classes):
    """What comes into the unit that is looked at: (8,) weights and where they come from, counted from 0 among features
    and hidden units; its bias; (9,) which parameters these are; and its activation, 7 for none. Gaps where there is
    none of it. And how many layers stand still, since there is a step, which has no slope, above them or in them; (4,),
    where these are, else gaps.
    """
    outputs = FEATURES + DEEPEST * UNITS
    place = torch.where(looked_at > 0.5, looked_at - 1, outputs).long()[None]
    numbers = incoming(parts, looked_at, depth, classes).index_select(0, place)[0]  # (9,)
    weights = numbers[:UNITS]
    layer = ((place - FEATURES) / UNITS).floor()  # of hidden units from 0
    before = torch.where(place >= outputs, float(depth), layer)  # so many hidden layers lie before the unit's own
    origin = torch.where(before > 0.5, FEATURES + (before - 1) * UNITS, 0.0) + torch.arange(float(UNITS))
    kinds = torch.cat([activations, torch.full((1,), 7.0)])
    kind = torch.where((place >= FEATURES) & (place < outputs), layer, float(DEEPEST)).clamp(0, DEEPEST).long()
    steps = (activations == STEP) * torch.arange(1.0, DEEPEST + 1) * (torch.arange(float(DEEPEST)) < depth)
    columns = torch.arange(1.0, DEEPEST + 1) / (depth + 1)
    return {
        "looked_weights": weights,
        "looked_origins": torch.where(weights.isnan(), GAP, origin),
        "looked_bias": numbers[UNITS],
        "looked_parameters": incoming(numbered(depth, classes), looked_at, depth, classes).index_select(0, place)[0],
        "looked_activation": kinds.index_select(0, kind)[0],
        "standing_still": steps.amax(0),
        "still_x": torch.where(torch.arange(float(DEEPEST)) < steps.amax(0), columns, GAP),
    }


def incoming(parts, some, depth, classes):
    """(42, 9): the weights that come into each unit, then its bias; gaps where there are none."""
    rows = [absent(some, FEATURES, UNITS + 1)]
    for weight, bias in zip(parts[0::2], parts[1::2]):
        if weight is parts[-2]:  # what the network does not have lies before its outputs
            rows.append(absent(some, (DEEPEST - depth) * UNITS, UNITS + 1))
        rows.append(joined([weight, absent(some, len(weight), UNITS - weight.shape[1]), bias[:, None]], 1))
    return joined([*rows, absent(some, CLASSES - classes, UNITS + 1)])


def numbered(depth, classes):
    """Which of the parameters each number of a network's parts is."""
    return split(torch.arange(float(PARAMETERS)), depth, classes)


def places(depth, units, classes):
    """Where the units stand, x from 0, for the features, to 1, for the outputs, y in rows; gaps for those not there."""
    x, y = [], []
    for layer, (count, size) in enumerate(columns(units, classes)):
        rows = (count - 1) / 2 - torch.arange(float(size))
        there = torch.arange(float(size)) < count
        known = layer <= depth or layer == DEEPEST + 1
        column = 1.0 if layer == DEEPEST + 1 else layer / (depth + 1)
        x.append(torch.where(there, column if known else GAP, GAP))
        y.append(torch.where(there, rows if known else rows * GAP, GAP))
    return torch.cat(x), torch.cat(y)


def columns(units, classes):
    """(how many units, how many there can be) of features, hidden layers and outputs."""
    return [
        (torch.tensor(float(FEATURES)), FEATURES),
        *((count, UNITS) for count in units.unbind(0)),
        (torch.tensor(float(classes)), CLASSES),
    ]


def edges(parts, layers, units):
    """The edges as ribbons, each as wide as its weight is large: (272 * 19,) with a gap after each; of positive and of
    negative weights, y in rows. And which of the parameters each is, and to which unit it leads, counted as for
    looked_at.
    """
    depth, classes = len(layers) - 2, len(layers[-1])
    x, up, down, which, ends = [], [], [], [], []
    y = places(depth, units, classes)[1].split([FEATURES, *[UNITS] * DEEPEST, CLASSES])
    y = [*y[: depth + 1], y[-1][:classes]]
    for layer, weight in enumerate(parts[0::2]):
        start, end, there = y[layer], y[layer + 1], layers[layer] * layers[layer + 1][:, None]
        middle = start[None, :, None] + (end[:, None] - start)[..., None] * RISE  # (to, from, 19)
        half = (EDGE * weight.abs()).clamp(THINNEST, WIDEST) / 2
        for side, sign in (up, weight >= 0), (down, weight < 0):
            shown = torch.where(sign & (there > 0), half, GAP)
            side.append((middle + shown[..., None] * SIDE).reshape(-1))
        way = layer / (depth + 1) + HALF + WAY * (1 / (depth + 1) - 2 * HALF)
        x.append(way.expand(*weight.shape, -1).reshape(-1))
        which.append(numbered(depth, classes)[2 * layer].reshape(-1))
        units_from = 1 + FEATURES + UNITS * (DEEPEST if layer == depth else layer)
        ends.append((units_from + torch.arange(float(len(weight)))).repeat_interleave(weight.shape[1]))
    count = len(WAY) * (FEATURES * UNITS + (DEEPEST - 1) * UNITS**2 + UNITS * CLASSES)
    fill = absent(units, count - sum(len(part) for part in x))
    gaps = absent(units, count // len(WAY) - sum(map(len, which)))
    return {
        "edge_parameters": joined([*which, gaps]),
        "edge_units": joined([*ends, gaps]),
        "edges_x": torch.cat([*x, fill]),
        "edges_positive": torch.cat([*up, fill]),
        "edges_negative": torch.cat([*down, fill]),
    }


def joined(parts, side=0):
    """Those of the parts that have anything in them."""
    return torch.cat([part for part in parts if part.numel()], side)


def absent(some, *shape):
    """Gaps, made from any input, since as constants they would lie in the file one by one."""
    return (some.reshape(-1)[0] * GAP).expand(shape)


def axis(step_count):
    """From 0 to 100, 200, 400, ... steps, (2,): wide enough for those taken."""
    pages = torch.stack([step_count * 1.05 > 100 * 2.0**k for k in range(20)]).float().sum()
    return torch.stack([0 * pages, 100 * 2**pages])
