"""Data, and what a model makes of every place among them."""

import numpy as np
import plotly.graph_objects as go

from explainers import tinted
from explainers._parts.marks import dot
from explainers._parts.panels import Axes, hidden
from explainers._parts.pictures import DIVERGING, placed

CLASSES = ("negative", "square"), ("positive", "circle")  # 0 and 1; never told apart by color alone


def points(x, y, label, size=8):
    """Points of one class, 0 or 1."""
    color, symbol = CLASSES[label]
    return dot(x, y, color, size, rim=("paper", 1.5), symbol=symbol)


def plane(x, y, opinion, ends=(0, 1)):
    """A network's opinion about every place, (y, x), from class 0 to class 1, between these ends."""
    rows, columns = np.shape(opinion)
    middle, size = ((x[0] + x[-1]) / 2, (y[0] + y[-1]) / 2), (x[-1] - x[0], y[-1] - y[0])
    whole = size[0] * columns / (columns - 1), size[1] * rows / (rows - 1)  # a pixel's middle is its place
    shown = placed(tinted(opinion[::-1], DIVERGING, ends), (rows, columns), *middle, whole, 0.75)
    return [hidden([x[0], x[-1]], [y[0], y[-1]]), shown]


def loss_map(x, y, loss, worst):
    """A loss on a grid, (y, x), as steps of color, up to the worst that is told apart."""
    scale = [[0, "var(--paper)"], [1, "var(--loss)"]]
    steps = {"ncontours": 24, "contours": {"coloring": "fill", "showlines": False}, "colorscale": scale}
    return [Axes({"showgrid": False}, {"showgrid": False}), go.Contour(x=x, y=y, z=loss, zmin=0, zmax=worst, **steps)]
