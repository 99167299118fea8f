"""A network: layers of units, and an edge for each weight between them; one neuron, part by part."""

import numpy as np
import plotly.graph_objects as go

from explainers import tinted
from explainers._parts.marks import specks, token, words
from explainers._parts.panels import hidden
from explainers._parts.pictures import placed

SHADED = [[0, "var(--negative)"], [0.5, "var(--surface)"], [1, "var(--positive)"]]  # which no page melts into
KINDS = {"input": "input", "hidden": "surface", "output": "output"}
WRITTEN = {"input": "on_input", "hidden": "ink", "output": "on_output"}  # what stands in them
STAGES = 0, 1.55, 2.75, 3.9  # where a neuron's inputs stand, its sum, its activation function, what it gives out
HEADS = "inputs", "times<br>weights", "sum,<br>plus bias", "activation<br>function", "answer"
BOX = 0.57, 0.3  # half of what an activation function stands in
APART = 1.4  # rows between two answers


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
    return [specks(x, y, color, strength) for color, y in sides.items()]


def unit_pictures(pictures, x, y, size, strength, scale=SHADED, ends=(-1, 1)):
    """What each unit makes of the plane, or its weights, (units, rows, columns), rows upwards, where the unit stands.

    scale, ends: their colors, and the numbers at the ends of these.
    """
    return [
        placed(tinted(picture[::-1], scale, ends), np.shape(picture), *place, size, strong)
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


def general_neuron(
    inputs, weights, bias, total, answers, widths, *, names=None, heads=HEADS, forms=(".0f", ".0f"), size=38,
    stages=STAGES, away=0.3,
):  # fmt: skip
    """A neuron in its general form, from left to right: inputs times weights, their sum with the bias, an activation
    function, and what it gives out.

    inputs, weights: (n,). bias, total: numbers. answers: what the activation function is called, and what it gives,
    [(words, number)]; several where functions are compared. widths: of the edges in px, (n,) each: positive, negative.
    names: of the inputs, beside them; where there are none, inputs, total and answers may be None, and are not written.
    heads: over the five columns. forms: of numbers on the way, and of answers. size: of a disc, in px. stages: where
    the columns stand. away: from the middle of its disc stands a name.
    """
    start, add, bend, end = stages
    count, (way, said) = len(weights), (f"%{{customdata:{form}}}" for form in forms)
    rows = [(count - 1) / 2 - row for row in range(count)]
    outs = [APART * ((len(answers) - 1) / 2 - row) for row in range(len(answers))]
    top, below = max(rows[0], outs[0], 0.3) + 0.45, max(rows[0], outs[0], 0.7)
    left = -1.3 if names else -0.5
    labels = [] if names is None else words([start - away] * count, rows, names, position="middle left")
    on_edges = [start + 0.46 * (add - start)] * count, [0.54 * row for row in rows]
    places = start, on_edges[0][0], add, bend, end
    text, over = (15, 12) if size > 32 else (12, 11)
    return [
        hidden([left, end + 0.4], [-below - 0.55, top + 0.45]),
        edges([(start, row) for row in rows], [(add, 0)], *widths),
        link((add, 0), (add, -0.8)),
        [[link((add, 0), (bend, row)), link((bend, row), (end, row)), box(bend, row)] for row in outs],
        units([[(start, row) for row in rows]], ["input"], size, inputs, text, way),
        labels,
        words(*on_edges, f"× {way}", weights, "top center"),
        units([[(add, 0)]], ["hidden"], size + 10, None if total is None else total.reshape(1), text, way),
        words(add, -0.8, f"bias {way}", bias, "bottom center"),
        [words(bend, row, name) for row, (name, _) in zip(outs, answers, strict=True)],
        [
            units([[(end, row)]], ["output"], size + 6, None if number is None else number.reshape(1), text, said)
            for row, (_, number) in zip(outs, answers, strict=True)
        ],
        [
            words(place, top, head, position="top center", color="muted", size=over)
            for place, head in zip(places, heads)
        ],
    ]


def link(start, end):
    """A thin line from place to place, which stands for no weight."""
    ends = dict(zip(("x0", "y0", "x1", "y1"), (*start, *end), strict=True))
    return {"type": "line", **ends, "layer": "below", "line": {"color": token("muted"), "width": 1.5}}


def box(x, y, half=BOX):
    """What an activation function stands in. half: of its size."""
    ends = {"x0": x - half[0], "x1": x + half[0], "y0": y - half[1], "y1": y + half[1]}
    line = {"color": token("ink"), "width": 1.5}
    return {"type": "rect", **ends, "layer": "below", "fillcolor": token("surface"), "line": line}
