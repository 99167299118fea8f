"""Data, and what a model makes of every place among them."""

import numpy as np
import plotly.graph_objects as go

from explainers import tinted
from explainers._parts.marks import dot, words
from explainers._parts.panels import Axes, hidden
from explainers._parts.pictures import DIVERGING, cells, placed

# One class, none, another; and from there, none, a third.
THREE = [[0, "var(--negative)"], [1 / 3, "var(--paper)"], [2 / 3, "var(--positive)"]]
THREE += [[171 / 255, "var(--paper)"], [1, "var(--third)"]]
DEPTH = [[0, "var(--paper)"], [1, "var(--loss)"]]
CLASSES = ("negative", "square"), ("positive", "circle"), ("third", "triangle-up")  # never told apart by color alone


def points(x, y, label, size=8, strength=None):
    """Points of one class, 0, 1 or 2. strength: how strongly each is drawn, up to 1."""
    color, symbol = CLASSES[label]
    marks = dot(x, y, color, size, rim=("paper", min(1.5, size / 4)), symbol=symbol)
    return marks if strength is None else marks.update(marker_opacity=strength)


def valued(x, y, values, size=8, strength=None):
    """Points that have a value from -1 to 1."""
    marks = dot(x, y, "ink", size, rim=("ink", 1))
    scale = {"color": values, "cmin": -1, "cmax": 1, "colorscale": DIVERGING, "opacity": strength}
    return marks.update(marker=scale)


def shaded(x, y, losses, worst, size=9):
    """Places in the color of the loss at each, as on a `loss_map` up to the same worst."""
    marks = dot(x, y, "loss", size, rim=("ink", 1))
    return marks.update(marker={"color": losses, "cmin": 0, "cmax": worst, "colorscale": DEPTH})


def table(counts, rows):
    """How many of each class, row by row, are taken for which, (classes, classes). rows: 0, 1, ..., or a gap for a
    class that is not there, and so has no number either.
    """
    marks = [
        dot(*place, *look[:1], 9, symbol=look[1])
        for row, look in zip(rows, CLASSES, strict=True)
        for place in ((-1, row), (row, -1))
    ]
    numbers = [
        words(list(rows), [row] * len(rows), "%{customdata:.0f}", numbers)
        for row, numbers in zip(rows, counts, strict=True)
    ]
    return [hidden([-1.5, 2.5], [2.5, -1.5]), marks, numbers]


def reach(ends):
    """What x and y, (2, ...) each, are called at the ends of the plane, as a line of words."""
    low_x, high_x, low_y, high_y = (f"%{{customdata[{place}]:.3~g}}" for place in range(4))
    says = f"x from {low_x} to {high_x}, y from {low_y} to {high_y}"
    return [hidden([0, 1], [0, 1]), words(0, 0.5, says, [[*ends[0], *ends[1]]], "middle right", "muted")]


def plane(x, y, opinion, ends=(0, 1), third=False):
    """A network's opinion about every place, (y, x), from class 0 to class 1, between these ends. third: from there as
    far again for a third class.
    """
    low, high = ends
    scale, reached = (THREE, (low, high + (high - low) / 2)) if third else (DIVERGING, ends)
    rows, columns = np.shape(opinion)
    middle, size = ((x[0] + x[-1]) / 2, (y[0] + y[-1]) / 2), (x[-1] - x[0], y[-1] - y[0])
    whole = size[0] * columns / (columns - 1), size[1] * rows / (rows - 1)  # a pixel's middle is its place
    shown = placed(tinted(opinion[::-1], scale, reached), (rows, columns), *middle, whole, 0.75)
    return [hidden([x[0], x[-1]], [y[0], y[-1]]), shown]


def loss_map(x, y, loss, worst, best=0):
    """A loss on a grid, (y, x), as steps of color, from the best up to the worst that is told apart."""
    steps = {"ncontours": 24, "contours": {"coloring": "fill", "showlines": False}, "colorscale": DEPTH}
    return [
        Axes({"showgrid": False}, {"showgrid": False}),
        go.Contour(x=x, y=y, z=loss, zmin=best, zmax=worst, **steps),
    ]


def relief(seen):
    """A loss as a landscape in space, as `models/_relief.py` draws it: (height, width), 0 where there is nothing."""
    return [cells(np.shape(seen)), placed(tinted(seen, DEPTH, (0, 1)), np.shape(seen))]
