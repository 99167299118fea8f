"""A network: layers of units, and an edge for each weight between them."""

import numpy as np
import plotly.graph_objects as go

from explainers import tinted
from explainers._parts.marks import token
from explainers._parts.pictures import placed

SHADED = [[0, "var(--negative)"], [0.5, "var(--surface)"], [1, "var(--positive)"]]  # which no page melts into
KINDS = {"input": "input", "hidden": "surface", "output": "output"}
WRITTEN = {"input": "on_input", "hidden": "ink", "output": "on_output"}  # what stands in them


def layered(*counts):
    """Where the units of layers of so many stand, [(x, y), ...] a layer: the layers at x = 0, 1, ..., around y = 0."""
    return [[(layer, (count - 1) / 2 - unit) for unit in range(count)] for layer, count in enumerate(counts)]


def edges(start, end, positive, negative):
    """A line from each unit of one layer to each of the next.

    positive, negative: its width in px, (to, from), where the weight is above 0, and where it is below; otherwise 0.
    """
    shape = len(end), len(start)
    widths = {"positive": np.reshape(positive, shape), "negative": np.reshape(negative, shape)}
    shapes = []
    for to, origin in np.ndindex(shape):
        ends = dict(zip(("x0", "y0", "x1", "y1"), (*start[origin], *end[to]), strict=True))
        for sign, width in widths.items():
            line = {"color": token(sign), "width": width[to, origin]}
            shapes.append({"type": "line", **ends, "layer": "below", "line": line})
    return shapes


def ribbons(x, positive, negative, zero=None, strength=0.85):
    """Weights as ribbons: their outlines, parted by gaps, of those above 0, of those below, and of those that are 0."""
    sides = {"positive": positive, "negative": negative} | ({} if zero is None else {"muted": zero})
    looks = {"mode": "none", "fill": "toself", "hoverinfo": "skip"}
    return [go.Scatter(x=x, y=y, fillcolor=token(color), opacity=strength, **looks) for color, y in sides.items()]


def unit_pictures(pictures, x, y, size, strength):
    """What each unit makes of the plane, (units, rows, columns) from -1 to 1, rows upwards, where the unit stands."""
    return [
        placed(tinted(picture[::-1], SHADED, (-1, 1)), np.shape(picture), *place, size, strong)
        for picture, *place, strong in zip(pictures, x, y, strength, strict=True)
    ]


def units(layers, kinds, size, numbers=None, text=16, says="%{customdata:.0f}"):
    """Units as discs. kinds: "input", "hidden" or "output", one a layer. numbers: what they give, written in as the
    template `says` has it.
    """
    x, y = zip(*(place for layer in layers for place in layer), strict=True)
    kinds = [kind for layer, kind in zip(layers, kinds, strict=True) for _ in layer]
    colors, rim = [token(KINDS[kind]) for kind in kinds], {"color": token("ink"), "width": 1.5}
    discs = go.Scatter(x=x, y=y, mode="markers", marker={"size": size, "color": colors, "line": rim})
    if numbers is None:
        return discs
    font = {"size": text, "color": [token(WRITTEN[kind]) for kind in kinds]}
    return discs.update(mode="markers+text", customdata=numbers, texttemplate=says, textfont=font)
