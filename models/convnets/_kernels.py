"""What a kernel makes of pictures, whichever they are: for goals that hold for all that a reader may draw."""

import torch


def farthest(kernel, place):
    """How far from the pixel at a place under the kernel its sum can be, in any picture from 0 to 1: ().

    kernel: (rows, columns). place: (row, column). The worst picture has 1 wherever the kernel's number is too large,
    and 0 elsewhere; or the other way round.
    """
    wanted = torch.zeros_like(kernel)
    wanted[place] = 1.0
    difference = kernel - wanted
    return torch.maximum(difference.relu().sum(), (-difference).relu().sum())


def strongest(sums):
    """The strongest answer to an edge from 0 to 1, wherever it lies under the kernel: ().

    sums: of the kernel's columns for a vertical edge, of its rows for a horizontal one. It is 0 only where all are 0.
    """
    before = sums.cumsum(0)  # of those on the one side of the edge
    return torch.maximum(before.abs().max(), (sums.sum() - before).abs().max())
