"""Cells of small pictures: which of them are looked at, and where things stand that are drawn on them."""

import torch

from .._lines import GAP


def picks(start, stride, count, rows, length):
    """(rows, length): row i is 1 at place start + i * stride and 0 elsewhere; rows from `count` on are 0 throughout.

    So `picks(...) @ array` takes rows of an array, at places that only the inputs say. Numbers are whole, ().
    """
    row, place = torch.arange(rows)[:, None].float(), torch.arange(length)[None, :].float()
    return (((start + row * stride - place).abs() < 0.5) & (row < count - 0.5)).float()


def grid(rows, columns):
    """x and y of every cell, row by row, from 0: (rows * columns,) each."""
    y, x = torch.meshgrid(torch.arange(rows).float(), torch.arange(columns).float(), indexing="ij")
    return x.reshape(-1), y.reshape(-1)


def square(left, top, side):
    """The outline of a square of `side` cells whose first stands at (left, top): x and y, (5,) each."""
    x, y = torch.stack([left, left + side]) - 0.5, torch.stack([top, top + side]) - 0.5
    return x[[0, 1, 1, 0, 0]], y[[0, 0, 1, 1, 0]]


def squares(x, y):
    """The outlines of the cells that stand at these places, with gaps between them: x and y, (6 n,) each."""
    edge = torch.tensor([-0.5, 0.5, 0.5, -0.5, -0.5, GAP])
    return (x[:, None] + edge).reshape(-1), (y[:, None] + edge[[0, 0, 1, 1, 0, 5]]).reshape(-1)


def where(shown, x):
    """Places that are shown, and gaps."""
    return torch.where(shown, x, GAP)
