"""Marks that stand in any panel: lines, dots, words; and how a number went, step by step."""

import numpy as np
import plotly.graph_objects as go

from explainers._core.picture.theme import LIGHT
from explainers._parts.panels import Axes

# An axis of probabilities, on which a dot at either end is whole.
PERCENT = Axes(y={"range": [-0.05, 1.05], "tickformat": ".0%", "nticks": 3})
# A rim of paper, so that words are readable where a bar or a line gets under them.
HALO = ", ".join(f"{x}px {y}px 1px var(--paper)" for x in (-1, 1) for y in (-1, 1))


def token(color):
    """A color of the palette, as a figure names it."""
    return f"var(--{color})"


def readable(color):
    """The shade of a color that words are written in."""
    return token(f"{color}_text" if f"{color}_text" in LIGHT else color)


def listed(value):
    """One number or word as a list of one; several as they are."""
    return value if np.ndim(value) else [value]


def line(x, y, color, width=2, dash=None):
    """A line through places. dash: "dash" for one that something is compared with."""
    return go.Scatter(x=x, y=y, mode="lines", line={"color": token(color), "width": width, "dash": dash})


def outline(x, y, color="output", width=2):
    """A frame around something, or several, with gaps between them."""
    return line(x, y, color, width).update(connectgaps=False)


def area(x, y, color, rim=0):
    """What lies between these corners, filled, and as many px more as `rim` says."""
    return line(x, y, color, 2 * rim).update(fill="toself", fillcolor=token(color), cliponaxis=False)


def squares(x, y, color, strength=0.2):
    """Squares, or other filled outlines, with gaps between them. strength: of what fills them."""
    inside = line(x, y, color, 0).update(fill="toself", fillcolor=token(color), opacity=strength)
    return [inside, outline(x, y, color, 1.5)]


def specks(x, y, color, strength=1):
    """Many small marks, or other filled outlines, as one: their corners, with gaps between them. strength: of them."""
    looks = {"mode": "none", "fill": "toself", "hoverinfo": "skip"}
    return go.Scatter(x=x, y=y, fillcolor=token(color), opacity=strength, **looks)


def dot(x, y, color, size=9, rim=None, symbol=None, says=None, position="top left"):
    """A mark where something stands, or several. rim: (color, px). says: a template of words beside it."""
    edge = rim and {"color": token(rim[0]), "width": rim[1]}
    marker = {"size": size, "symbol": symbol, "color": token(color), "line": edge}
    if says is None:
        return go.Scatter(x=listed(x), y=listed(y), mode="markers", marker=marker, cliponaxis=True)
    return words(x, y, says, position=position, color=color).update(mode="markers+text", marker=marker)


def words(x, y, says, numbers=None, position="middle center", color=None, size=None, clip=None):
    """Words at places. says: a text, a template such as "%{y:.0f}" or, of `numbers`, "%{customdata}", or a list.

    clip: whether they end at the panel's sides.
    """
    text = {"texttemplate": says} if "%{" in str(says) else {"text": listed(says)}
    font = {"color": color and readable(color), "size": size, "shadow": HALO}
    numbers = None if numbers is None else listed(numbers)
    looks = {"mode": "text", "textposition": position, "textfont": font, "cliponaxis": clip}
    return go.Scatter(x=listed(x), y=listed(y), customdata=numbers, **text, **looks)


def curves(outputs, colors):
    """How several recorded outputs went, {name: color}, and a dot where each stands, on an axis as `step_axis` says."""
    axis = {"rangemode": "tozero", "autorangeoptions": {"include": [-1]}}
    ahead = line(outputs["step_axis"], [0, 0], "ink").update(opacity=0)
    went = [line(outputs["step_history"], outputs[f"{name}_history"], color, 2) for name, color in colors.items()]
    dots = [dot(outputs["step"], outputs[name], color, 7) for name, color in colors.items()]
    return [Axes(x={"title": "step", **axis}), ahead, went, dots]


def course(outputs, name, color, steps=None):
    """How a recorded output went so far, and a dot where it stands.

    steps: how many there will be. Without it, the axis is as long as the output `step_axis`, (begin, end), says, and
    moves on only when the run gets there.
    """
    if steps:
        axis, ahead = {"range": [-0.025 * steps, 1.025 * steps]}, []
    else:
        axis = {"rangemode": "tozero", "autorangeoptions": {"include": [-1]}}
        ahead = line(outputs["step_axis"], [1, 1], color).update(opacity=0)
    went = line(outputs["step_history"], outputs[f"{name}_history"], color, 2.5)
    return [Axes(x={"title": "step", **axis}), went, ahead, dot(outputs["step"], outputs[name], color)]
