"""The ledger of a small network: its slopes one by one, what a reader guesses of them, and where each stands in it."""

import math

import torch

# What has a slope, in the order in which backpropagation finds them, from the loss back: the prediction; the output's
# two weights and its bias; what the hidden neurons give; their sums; of each its two weights and its bias.
CELLS = 14
# Parameters: of each hidden neuron its two weights and its bias; then the output's two weights and its bias.
OWN = torch.tensor([8, 9, 10, 11, 12, 13, 1, 2, 3])  # their places among the cells
RISES, FALLS, SHOWN = 1, 2, 4  # answers about a sign; 3 is "stays", and the other numbers are sizes, or 4
ZERO = 0.005  # smaller slopes are written as 0.00, and count as 0
SIZED = 0.04  # of smaller ones no size is asked: three would look alike
TIMES = torch.tensor([1, 2, 0, 1, 0, 2, 1, 0, 2, 1, 0, 2, 0, 1])  # the place of the right size among three
GAP = math.nan
# Where the units stand: inputs, hidden neurons, prediction; and where along an edge into a hidden neuron, or into the
# prediction, its numbers stand.
UNIT_X, UNIT_Y = torch.tensor([0.0, 0, 1.5, 1.5, 2.6]), torch.tensor([1.0, -1, 1, -1, 0])
EDGES = [(0, 2), (1, 2), (0, 3), (1, 3), (2, 4), (3, 4)]  # in the order of their weights
WEIGHTS = torch.tensor([0, 1, 3, 4, 6, 7])  # their places among the parameters
ALONG, THICK = (0.5, 0.72, 0.72, 0.5, 0.5, 0.5), 0.045


def judged(answers, slopes):
    """What the answers so far are worth, (14,) each: whether a sign, and a size, is given, asked for, and right."""
    sign, size = answers.view(CELLS, 2).T
    zero = slopes.abs() < ZERO
    truth = torch.where(slopes > 0, float(RISES), float(FALLS))
    guessed = (sign > 0.5) & (sign < SHOWN - 0.5)
    sized = guessed & (size > 0.5) & (size < SHOWN - 0.5)
    has_size = slopes.abs() >= SIZED
    return {
        "sign": guessed,
        "sign_right": zero | ((sign - truth).abs() < 0.5),
        "counts": guessed & ~zero,
        "size": sized,
        "size_right": (size - 1 - TIMES).abs() < 0.5,
        "answered": (sign > SHOWN - 0.5) | (guessed & (~has_size | (size > 0.5))),
    }


def in_a_row(before, found):
    """How many signs are right one after another, after `before` of an earlier round; a slope of 0 does not count."""
    row = before
    for cell in range(CELLS):
        after = torch.where(found["sign_right"][cell], row + 1, 0 * row)
        row = torch.where(found["counts"][cell], after, row)
    return row


def first_blank(revealed):
    """How many cells from the first are known, without one left out; 14 where all are."""
    so_far, count = revealed[0], 0 * revealed[0]
    for cell in range(CELLS):
        so_far = so_far * revealed[cell]
        count = count + so_far
    return count


def edges(parameters):
    """The outlines of the weights' lines, as thick as the weights: x and, for each sign, y, (30,) each."""
    weights = parameters[WEIGHTS]
    side, way = torch.tensor([1.0, 1, -1, -1, GAP]), torch.tensor([0.0, 1, 1, 0, GAP])
    start, end = torch.tensor(EDGES).T
    x = UNIT_X[start, None] + (UNIT_X[end] - UNIT_X[start])[:, None] * way
    middle = UNIT_Y[start, None] + (UNIT_Y[end] - UNIT_Y[start])[:, None] * way
    y = middle + side * (THICK * weights.abs().clamp(min=0.15).clamp(max=3))[:, None]  # (6, 5)
    seen = {"positive": weights > 0, "negative": weights < 0, "zero": weights == 0}
    return {"edges_x": x.reshape(-1)} | {
        f"edges_{sign}": torch.where(some[:, None], y, GAP).reshape(-1) for sign, some in seen.items()
    }


def places():
    """Where each cell is pointed at in the network, and where its slope is written, (14, 2) each."""
    at = {0: (2.6, 0.0), 3: (2.6, 0.5)}
    for hidden, (x, y) in enumerate([(1.5, 1.0), (1.5, -1.0)]):
        at |= {4 + hidden: (x, y), 6 + hidden: (x, 1.5 * y), 10 + 3 * hidden: (x, 1.5 * y)}
    slopes = {0: (2.6, -0.4), 4: (1.5, 0.68), 5: (1.5, -0.42)}
    for (start, end), cell, along in zip(EDGES, OWN[WEIGHTS].tolist(), ALONG):
        at[cell] = tuple(float(axis[start] + along * (axis[end] - axis[start])) for axis in (UNIT_X, UNIT_Y))
        slopes[cell] = at[cell]
    nowhere = GAP, GAP  # sums and biases have theirs in the ledger alone
    return torch.tensor([[at[cell], slopes.get(cell, nowhere)] for cell in range(CELLS)]).unbind(1)


PLACES, WRITTEN = places()
