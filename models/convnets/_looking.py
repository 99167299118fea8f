"""The part of a picture that a reader has zoomed to: its pixels, their numbers where they can be read, and frames."""

import torch

from ._mosaic import box

SEEN = 224  # samples each way of what is shown: each pixel of a part of 7 has 32
LEAST, READABLE = 7.0, 8.0  # pixels across: of the smallest part, and of the largest in which numbers are written
CELLS = 9  # rows and columns of pixels whose numbers are written, those at the edge in part beyond it
NEAR = 56.0  # pixels across, from which on the left neighbor has a frame, too
SMALLEST = 0.012  # half the side of a frame, as a share of the part
NAN = float("nan")


def at(picture, rows, columns):
    """The numbers of a picture, (..., height, width), in these rows and columns, whole numbers as floats."""
    return picture.index_select(-2, rows.int()).index_select(-1, columns.int())


def lines(places, across):
    """Lines from one side of the part to the other, with gaps between them: where each is, and how far along."""
    there = (places >= 0) & (places <= 1) & (across <= READABLE)
    ends = torch.tensor([0.0, 1.0, NAN]).expand(len(places), 3)
    return torch.where(there, places, NAN)[:, None].expand(-1, 3).reshape(-1), ends.reshape(-1) * 1.0


def look(picture, view, pixel):
    """What is seen of a picture, (channels, side, side), as {name: tensor}. Places are shares of the part, from its
    upper left corner; those of `window` shares of the whole picture.

    view: (3,), how many pixels are seen each way, and x and y of the middle, in pixels. pixel: (2,), column and row,
    from 0, of the one that has a frame.
    """
    side = picture.shape[-1]
    across = view[0].clamp(LEAST, float(side))
    left, top = (torch.minimum((each - across / 2).clamp(min=0.0), side - across) for each in (view[1], view[2]))
    samples = (torch.arange(float(SEEN)) + 0.5) / SEEN * across
    columns, rows = ((start + samples).floor().clamp(max=side - 1.0) for start in (left, top))
    column, row = pixel.round().clamp(0.0, side - 1.0).unbind(0)
    cells = [start.floor() + torch.arange(float(CELLS)) for start in (left, top)]
    cells_x, cells_y = (
        torch.where((cell < side) & (across <= READABLE), (cell + 0.5 - start) / across, NAN)
        for cell, start in zip(cells, (left, top))
    )
    x, y = (column + 0.5 - left) / across, (row + 0.5 - top) / across
    half = (0.5 / across).clamp(min=SMALLEST)
    before = x - 1 / across
    ends = left / side, top / side, (left + across) / side, (top + across) / side
    yes = across > 0
    outlines = {
        "pixel": box(x - half, y - half, x + half, y + half, yes),
        "neighbor": box(before - half, y - half, before + half, y + half, (column > 0.5) & (across <= NEAR)),
        "window": box(*ends, yes),
    }
    column_before = (column - 1).clamp(min=0.0)
    (places_x, along_x), (places_y, along_y) = (
        lines((cell - start) / across, across) for cell, start in zip(cells, (left, top))
    )
    return {
        "seen": at(picture, rows, columns),  # (channels, 224, 224)
        "cells": at(picture, *(cell.clamp(max=side - 1.0) for cell in cells[::-1])).flatten(1),  # (channels, 81)
        "cell_x": cells_x.expand(CELLS, CELLS).reshape(-1),  # (81,)
        "cell_y": cells_y[:, None].expand(CELLS, CELLS).reshape(-1),
        "numbers": at(picture, row[None], column[None]).flatten(),  # (channels,)
        "numbers_before": at(picture, row[None], column_before[None]).flatten(),
        "grid_x": torch.cat([places_x, along_y]),  # (54,)
        "grid_y": torch.cat([along_x, places_y]),
        "column": column,
        "row": row,
        "across": across,
        "side": across * 0 + side,
        **{f"{name}_{which}": corners for name, pair in outlines.items() for which, corners in zip("xy", pair)},
    }
