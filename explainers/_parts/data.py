"""Data, and what a model makes of every place among them."""

import plotly.graph_objects as go

from explainers._parts.marks import dot
from explainers._parts.panels import Axes, hidden

CLASSES = ("negative", "square"), ("positive", "circle")  # 0 and 1; never told apart by color alone
DIVERGING = [[0, "var(--negative)"], [0.5, "var(--paper)"], [1, "var(--positive)"]]


def points(x, y, label, size=8):
    """Points of one class, 0 or 1."""
    color, symbol = CLASSES[label]
    return dot(x, y, color, size, rim=("paper", 1.5), symbol=symbol)


def plane(x, y, probabilities):
    """A network's opinion about every place, (y, x): how probable it finds class 1 there."""
    scale = {"zmin": 0, "zmax": 1, "colorscale": DIVERGING, "zsmooth": "fast", "opacity": 0.75}
    return [hidden([x[0], x[-1]], [y[0], y[-1]]), go.Heatmap(x=x, y=y, z=probabilities, **scale)]


def loss_map(x, y, loss, worst):
    """A loss on a grid, (y, x), as steps of color, up to the worst that is told apart."""
    scale = [[0, "var(--paper)"], [1, "var(--loss)"]]
    steps = {"ncontours": 24, "contours": {"coloring": "fill", "showlines": False}, "colorscale": scale}
    return [Axes({"showgrid": False}, {"showgrid": False}), go.Contour(x=x, y=y, z=loss, zmin=0, zmax=worst, **steps)]
