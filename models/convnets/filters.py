"""A filter of a photo editor: a kernel slides over a photograph, and the sums are a photograph again."""

import torch

from .._export import Model
from . import _filters

SIZE = _filters.SIZE
CELLS = 5  # of a kernel's side
EVEN = 0.5  # a place where all pixels are alike
ROOM = 0.2  # of the bars' height, over and under them, for their numbers
CLOSE = 1e-4  # of a sum that was typed with a few decimals


def compute(photo, kernel, in_gray, strength, divider, places):
    """photo: (1, 3, 240, 240), red, green and blue from 0 to 1. kernel: (5, 5), any numbers; one of 3 by 3 stands in
    its middle. in_gray: (), 1 for a photograph in gray. strength: (), how much of the filter is mixed in, from 0 to 1.
    divider: (), up to where the photograph stays as it was, from 0 to 1 across. places: (1, 2), in px, where a reader
    would have that.
    """
    before = _filters.mixed(photo, _filters.gray(photo), in_gray)  # (1, 3, 240, 240)
    after = _filters.shown(_filters.mixed(before, _filters.filtered(before, kernel), strength))
    across = (torch.arange(float(SIZE)) + 0.5) / SIZE  # (240,)
    total, middle = kernel.sum(), kernel[CELLS // 2, CELLS // 2]
    neighbors = total - middle
    weights = _filters.mixed(torch.ones(()), total, strength)  # of all that goes into a pixel, mixed in or not
    even = _filters.shown(EVEN * torch.stack([torch.ones(()), weights]))  # (2,), before and after
    line = divider * SIZE - 0.5
    ends = torch.stack([torch.zeros(()), middle, total])  # of the bars
    low, high = ends.min(), ends.max()
    room = ROOM * (high - low) + CLOSE
    return {
        "before": before,
        "after": after,
        "shown": torch.where(across < divider, before, after),
        "kernel_sum": total,
        "middle": middle,
        "neighbors": neighbors,
        "neighbors_size": kernel.abs().sum() - middle.abs(),
        "terms": torch.stack([middle, neighbors]),  # (2,)
        "starts": torch.stack([torch.zeros(()), middle]),  # (2,)
        "bars_range": torch.stack([low - room, high + room]),  # (2,)
        "even": even.expand(1, 3, 1, 2),
        "sort": ((total - 1).abs() < CLOSE) + 2.0 * (total.abs() < CLOSE),  # 1: the sum is 1; 2: it is 0; 0: neither
        "line_x": torch.stack([line, line]),
        "handle_x": line[None],
        "handle_y": torch.full((1,), (SIZE - 1) / 2),
        "divider_asked": (places[0, 0] + 0.5) / SIZE,
    }


def sample(generator):
    """A made-up photograph under made-up weights, or under one of the usual kernels."""
    uniform = torch.rand(3, generator=generator)
    return {
        "photo": _filters.photograph(generator),
        "kernel": torch.randn(CELLS, CELLS, generator=generator) / 2,
        "in_gray": torch.randint(2, (), generator=generator).float(),
        "strength": uniform[0],
        "divider": uniform[1],
        "places": SIZE * torch.rand(1, 2, generator=generator),
    }


def model():
    """Ready to be exported."""
    ends = {"photo": (0, 1), "kernel": (-10, 10), "in_gray": (0, 1), "strength": (0, 1), "divider": (0, 1)}
    return Model("filters", compute, sample, ends)
