"""Bars: with names under them, with a sign, and as guesses of named classes."""

import plotly.graph_objects as go

from explainers import CLASSES
from explainers._parts.marks import listed, token, words
from explainers._parts.panels import Axes, Under, hidden

SIGN = [[0, "var(--negative)"], [0.5, "var(--negative)"], [0.5, "var(--positive)"], [1, "var(--positive)"]]


def columns(names, first=0):
    """Axes with a name under each bar; the bars stand at first, first + 1, ..."""
    places = [first + place for place in range(len(names))]
    return Axes({"range": [first - 0.5, places[-1] + 0.5], "tickvals": places, "ticktext": names, "showgrid": False})


def bars(heights, color, first=0, width=None, says=None):
    """Bars of one color, the first of them at `first`. says: a template of words at the end of each."""
    heights = listed(heights)
    places = [first + place for place in range(len(heights))]
    return go.Bar(x=places, y=heights, width=width, marker_color=token(color), **said(says))


def stretch(begin, end, y, height):
    """A time, or another range of x, as a gray band around a height."""
    sides = {"x0": begin, "x1": end, "y0": y - height / 2, "y1": y + height / 2}
    return {"type": "rect", **sides, "fillcolor": token("line"), "line": {"width": 0}, "layer": "below"}


def terms(heights, starts, says=None):
    """Bars colored by their sign: the terms of a sum, where each starts at the end of the one before it.

    says: a template of words at the end of each, in which %{customdata} is its height.
    """
    sign = {"color": heights, "cmin": -1e-6, "cmax": 1e-6, "colorscale": SIGN}
    numbers = heights if says else None
    return go.Bar(x=list(range(len(heights))), y=heights, base=starts, marker=sign, customdata=numbers, **said(says))


def rows(lengths, starts, places):
    """The terms of a sum as bars in rows, each from the end of the one before it, and last the sum itself, from 0."""
    looks = {"orientation": "h", "width": 0.55}
    sign = {"color": lengths[:-1], "cmin": -1e-6, "cmax": 1e-6, "colorscale": SIGN}
    return [
        go.Bar(x=lengths[:-1], y=places[:-1], base=starts[:-1], marker=sign, **looks),
        go.Bar(x=lengths[-1:], y=places[-1:], marker_color=token("output"), **looks),
    ]


def said(template):
    return {"texttemplate": template, "textposition": "outside", "constraintext": "none"} if template else {}


def level(amount, whole, y, start=0, width=0.22, color="output"):
    """How much of a whole there is: a bar to the right of `start`, at this height, over one for all of it."""
    rows = {"y": [y], "base": [start], "orientation": "h", "width": width}
    return [go.Bar(x=[x], marker_color=token(each), **rows) for each, x in (("surface", whole), (color, amount))]


def guesses(classes, probabilities, over=None):
    """Guesses among ImageNet's classes as named bars from 0 to 1. over: probabilities drawn in ink over them."""
    return shares(CLASSES.of(classes), probabilities, over)


def shares(names, probabilities, over=None, digits=1, strength=None):
    """Named bars from 0 to 1, below each other. over: others drawn in ink over them. digits: of the percentages.
    strength: how strongly the bars are drawn, up to 1.
    """
    ranks = list(range(1, len(probabilities) + 1))
    lengths = {"surface": [1] * len(ranks), "output": probabilities, "ink": over}
    rows = {"y": ranks, "orientation": "h", "width": 0.28}
    above = [rank - 0.38 for rank in ranks]
    return [
        hidden([0, 1.001], [len(ranks) + 0.4, 0.3]),
        [
            go.Bar(x=x, marker_color=token(color), opacity=strength if color == "output" else None, **rows)
            for color, x in lengths.items()
            if x is not None
        ],
        words([0] * len(ranks), above, names, position="middle right"),
        words([1] * len(ranks), above, f"%{{customdata:.{digits}%}}", probabilities, "middle left", "muted"),
    ]


def guess(classes, probabilities, strong=False):
    """The first of some guesses, under the picture before it. strong: in bold."""
    template = f"{'<b>%{text}</b>' if strong else '%{text}'}<br>%{{customdata:.0%}}"
    first = {"text": CLASSES.of(classes[:1]), "customdata": probabilities[:1]}
    return Under(go.Scatter(mode="text", texttemplate=template, textposition="bottom right", **first))
