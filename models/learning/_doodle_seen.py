"""What is seen of the network for doodles: its weights as pictures and ribbons, and how each is to move."""

import math

import torch

from ._doodle_net import HIDDEN, SIDE, split

GAP = math.nan
# How strong a slope is drawn in full; rows that a ribbon is pulled aside for a slope of 1; and how wide it is, in rows,
# for a weight of 1, at most, and at least.
STRONG, PULL, EDGE, WIDEST, THINNEST = 0.1, 1.4, 0.09, 0.3, 0.03
# Where the network stands: its hidden neurons in rows, top down, its outputs right of them.
ROWS, OUTPUT_ROWS, LEFT, RIGHT = torch.arange(5.0, -1, -1), torch.tensor([3.7, 1.3]), 0.25, 1.0
VIVID = 1.5  # a weight's color is full from 1 / VIVID of the largest
ALONG = torch.linspace(0, 1, 9)
BACK, UP = torch.arange(8, -1, -1), torch.arange(SIDE - 1, -1, -1)  # along a ribbon, and the rows of a picture


def axis(rounds):
    """From just before 0 to 25, 50, 100, ... rounds, (2,): wide enough for those made."""
    pages = torch.stack([rounds * 1.02 > 25 * 2.0**k for k in range(12)]).float().sum()
    return 25 * 2**pages * torch.tensor([-0.03, 1.03])


def seen(parameters, slope, pulled, glow):
    """The weights: those of pixels as pictures, rows upwards, and how strongly each is to move, with gaps where it is
    not; the others as ribbons, (12 * 19,), which a slope pulls up where they are to grow, down where they are to
    shrink.
    """
    weights, _, last, _ = split(parameters)
    slopes, _, last_slopes, _ = split(slope)
    pictures = (VIVID * weights / weights.abs().max().clamp(min=0.05)).clamp(-1, 1).view(HIDDEN, SIDE, SIDE)
    strength = (slopes.abs() / STRONG).clamp(max=1).view(HIDDEN, SIDE, SIDE)
    weight, aside = last.reshape(-1, 1), -PULL * last_slopes.reshape(-1, 1) * pulled  # (12, 1)
    begin, end = ROWS.repeat(2)[:, None], OUTPUT_ROWS.repeat_interleave(HIDDEN)[:, None]
    middle = begin + (end - begin) * ALONG + aside * 4 * ALONG * (1 - ALONG)  # (12, 9)
    wide = (EDGE * weight.abs()).clamp(THINNEST, WIDEST)
    gap = torch.full((2 * HIDDEN, 1), GAP)
    outline = torch.cat([middle + wide, (middle - wide)[:, BACK], gap], 1)  # (12, 19)
    x = LEFT + (RIGHT - LEFT) * torch.cat([ALONG, ALONG[BACK], torch.full((1,), GAP)])
    return {
        "weight_pictures": pictures[:, UP],
        "slope_pictures": torch.where(strength > 0.02, strength, GAP)[:, UP],
        "slope_x": torch.where(glow > 0, torch.zeros(HIDDEN), GAP),
        "glow": glow.expand(HIDDEN),
        "ribbon_x": (x + 0 * weight).reshape(-1),
        "ribbon_positive": torch.where(weight > 0, outline, GAP).reshape(-1),
        "ribbon_negative": torch.where(weight > 0, GAP, outline).reshape(-1),
    }
