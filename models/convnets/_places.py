"""One neuron at every place of a picture: its sums, its answers, what it sees at one of them; and the picture moved."""

import torch

SIZE = 96  # px, the side of the picture, and of the map
SIDE = 3  # px, the side of a kernel


def squash(total):
    """The sigmoid, spelled out, because onnxruntime's own stops falling at -18."""
    return 1 / (1 + (-total).exp())


def ringed(pictures):
    """(channels, height, width) with one more pixel on each side, those of the rim once more ("edge" padding)."""
    wide = torch.cat([pictures[:, :, :1], pictures, pictures[:, :, -1:]], 2)
    return torch.cat([wide[:, :1], wide, wide[:, -1:]], 1)


def weighed(pictures, kernels):
    """What the kernels, (channels, 3, 3), add up to at each place of the pictures, (channels, height, width)."""
    around, totals = ringed(pictures), []
    for row in range(SIDE):
        for column in range(SIDE):
            seen = around[:, row : row + SIZE, column : column + SIZE]  # (channels, height, width)
            totals.append((seen * kernels[:, row, column][:, None, None]).sum(0))
    return sum(totals)


def moved(pictures, shift):
    """Pictures, (..., height, width), moved to the right; what leaves there comes in on the left."""
    return pictures.index_select(-1, ((torch.arange(float(SIZE)) - shift + SIZE) % SIZE).long())


def bent(total, form):
    """The activation: form 0 for none, 1 for ReLU, 2 for a sigmoid."""
    return torch.where(form < 0.5, total, torch.where(form < 1.5, total.relu(), squash(total)))


def patch(pictures, place):
    """The 3 × 3 pixels around a place, x and y, (channels, 3, 3)."""
    offset = torch.arange(float(SIDE))
    rows, columns = ((at + offset).long() for at in (place[1], place[0]))
    return ringed(pictures).index_select(1, rows).index_select(2, columns)


def mean_where(numbers, mask):
    """The mean of those numbers, (height, width), that a mask of 0 and 1 keeps; 0 where it keeps none. It adds up rows
    first, since a sum of thousands of numbers, one after the other, is not the same in all engines."""
    return (numbers * mask).sum(1).sum() / mask.sum().clamp(min=1.0)
