"""The line at which a neuron with two inputs changes its answer, within a rectangle of the plane."""

import torch

FLAT = 1e-4  # no more than 0 but for rounding: engines add in different orders
FAR = 1e6  # where a line that runs along a side would meet it
GAP = float("nan")


def segment(neuron, low, high):
    """Where a neuron's line enters and leaves a rectangle: x, y, (2,) each; gaps where it does not cross it.

    neuron: (3,), two weights and a bias; the line is where its sum is 0. low, high: (2,) each, the rectangle's corners.
    """
    size = neuron[:2].square().sum()
    there = size > FLAT
    normal = neuron[:2] / torch.where(there, size, 1.0)
    middle = (low + high) / 2
    foot = middle - normal * (middle @ neuron[:2] + neuron[2])  # the line's nearest point to the middle
    along = torch.stack([-neuron[1], neuron[0]])
    flat = along.abs() < FLAT
    steps = torch.where(flat, 1.0, along)
    ends = [torch.where(flat, FAR * side, (end - foot) / steps) for side, end in ((-1, low), (1, high))]
    inside = ~flat | ((foot > low) & (foot < high))
    begin, end = torch.minimum(*ends).max(), torch.maximum(*ends).min()
    seen = there & inside.all() & (end > begin + FLAT)
    x, y = (foot[side] + along[side] * torch.stack([begin, end]) for side in (0, 1))
    return torch.where(seen, x, GAP), torch.where(seen, y, GAP)


def through(places, steepest, farthest):
    """The slope and the intercept of the line y = slope * x + intercept through two places, (2, 2): x and y of each.

    steepest, farthest: the largest of either, whatever its sign.
    """
    across, up = places[1] - places[0]
    upright = across.abs() < FLAT
    slope = torch.where(upright, steepest * up.sign(), up / torch.where(upright, 1.0, across))
    slope = slope.clamp(-steepest, steepest)
    middle = (places[0] + places[1]) / 2
    return slope, (middle[1] - slope * middle[0]).clamp(-farthest, farthest)
