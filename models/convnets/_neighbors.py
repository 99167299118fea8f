"""How well each pixel of a picture is foretold by its left neighbor, and pairs of both to look at.

Foretold as in a regression on a line (Galton, 1886): the share of the variance that is gone once the line through all
pairs with the least mean square has been taken away, which is the square of their correlation (Pearson, 1896). How
alike neighbors are in photographs: Field, 1987.
"""

import torch

from ._cells import squares

COUNT = 200  # pairs that are drawn, of all that are counted
STRIDE = 7919  # a prime, so that they lie all over the picture
SPECK = 0.026  # the side of the square that stands for a pair
GRAIN = 1e-6  # a variance below it is none: half a shade of 255, in one pixel of a hundred, is more


def foretold(plane):
    """The share of the variation that is foretold, () from 0 to 1, and the best line: its slope, and its height at 0.

    plane: (height, width). Where nothing varies, nothing is foretold.
    """
    left, here = plane[:, :-1], plane[:, 1:]
    means = [each.mean(1).mean() for each in (left, here)]
    left, here = left - means[0], here - means[1]
    spread_left, spread_here, together = (each.mean(1).mean() for each in (left * left, here * here, left * here))
    slope = together / spread_left.clamp(min=GRAIN)
    share = (slope * together / spread_here.clamp(min=GRAIN)).clamp(0, 1)
    return share, slope, means[1] - slope * means[0]


def pairs(plane):
    """Some pairs of neighbors as small squares, the left one's number across and the other's up: their outlines, x and
    y, (6 COUNT,) each.
    """
    height, width = plane.shape
    index = torch.arange(COUNT) * STRIDE % (height * (width - 1))
    place = index // (width - 1) * width + index % (width - 1)  # in the picture, row by row
    left, here = (plane.reshape(-1).index_select(0, each.int()) for each in (place, place + 1))
    return [SPECK * each for each in squares(left / SPECK, here / SPECK)]


def line(slope, height):
    """The heights of a line at 0 and 1, (2,)."""
    return torch.stack([height, height + slope])
