"""Two filters, one after the other, and the one kernel that does both."""

import torch
from torch.nn import functional as F

from .._export import Model
from . import _filters

UNSEEN = 0.5 / 255  # a screen tells 256 steps from black to white
EDGE = 2  # px, from the border on, in which the two may differ
SAME = 1e-6
LOOSE = "twice", "single", "difference", "inside", "everywhere"  # small differences of numbers up to 8,100


def combined(first, second):
    """The kernel, (5, 5), that does what two, (3, 3) each, do one after the other: the first is laid down nine times,
    at each place of the second and as often as that says.
    """
    padded = F.pad(first, (2,) * 4)  # (7, 7)
    places = [(row, column) for row in range(3) for column in range(3)]
    laid = [padded[2 - row : 7 - row, 2 - column : 7 - column] * second[row, column] for row, column in places]
    return torch.stack(laid).sum(0)


def compute(photo, first, second, clip):
    """photo: (1, 3, 240, 240), red, green and blue from 0 to 1. first, second: (3, 3), any numbers. clip: (), 1 for
    what a photo editor does that keeps pictures between filters: all numbers are brought to 0 to 1 after the first.
    """
    once = _filters.filtered(photo, first)  # (1, 3, 240, 240)
    once = _filters.mixed(once, _filters.shown(once), clip)
    twice = _filters.shown(_filters.filtered(once, second))
    both = combined(first, second)  # (5, 5)
    single = _filters.shown(_filters.filtered(photo, both))
    # (240, 240), of the channel that differs most, as far as a screen shows it: sums of large numbers are rounded
    difference = ((twice - single).abs().amax(1)[0] - UNSEEN).relu()
    identity = F.pad(torch.ones(1, 1), (2,) * 4)  # (5, 5), which leaves a picture as it is
    return {
        "once": _filters.shown(once),
        "twice": twice,
        "single": single,
        "combined": both,
        "difference": difference,
        "inside": difference[EDGE:-EDGE, EDGE:-EDGE].max(),
        "everywhere": difference.max(),
        "first_sum": first.sum(),
        "second_sum": second.sum(),
        "combined_sum": both.sum(),
        "undone": ((both - identity).abs().max() < SAME).float(),
        "first_middle": first[1, 1],
    }


def sample(generator):
    """A made-up photograph under two made-up kernels."""
    first, second = torch.randn(2, 3, 3, generator=generator) / 3
    return {
        "photo": _filters.photograph(generator),
        "first": first,
        "second": second,
        "clip": torch.randint(2, (), generator=generator).float(),
    }


def model():
    """Ready to be exported."""
    ends = {"photo": (0, 1), "first": (-10, 10), "second": (-10, 10), "clip": (0, 1)}
    return Model("two_filters", compute, sample, ends, loose=LOOSE)
