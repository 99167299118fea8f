"""One number goes in, one comes out: what an activation function makes of a neuron's sum.

Slide x, and read: from x straight up to the curve, and across to the answer y. The green line shows how steep the curve
is there, which is called its slope. Under each picture stands what a small push on x does to y. Choose two functions
and compare them: the step on the left nearly always answers a small push with nothing at all.
"""

import numpy as np

from explainers import Choice, Explainer, Slider
from explainers._activations import ACTIVATIONS, NAMED
from explainers._parts import Axes, Panels, Title, dot, general_neuron, hidden, line, words

ORDER = ["step", "sigmoid", "tanh", "ReLU", "leaky ReLU", "GELU"]
OPTIONS = {name: ACTIVATIONS.index(name) for name in ORDER}
ENDS, EDGE = (-4, 4), 4.4
PANELS = Panels(
    (1000, 380),
    (358, 496),
    first=((424, 26, 254, 240), (30, 24, 144, 168)),
    second=((716, 26, 254, 240), (210, 24, 144, 168)),
    first_says=((424, 304, 284, 72), (30, 226, 144, 84)),
    second_says=((716, 304, 284, 72), (210, 226, 144, 84)),
    neuron=((6, 40, 390, 300), (4, 318, 350, 174)),
)


def draw(outputs, narrow=False):
    chosen, widths = outputs["chosen"], (outputs["edge_positive"], outputs["edge_negative"])
    sides = {"first": 0, "second": 1}
    return PANELS.figure(
        narrow,
        **{name: [Title(NAMED.of(chosen[side])), read(outputs, side)] for name, side in sides.items()},
        **{f"{name}_says": said(outputs, side, narrow) for name, side in sides.items()},
        neuron=general_neuron(
            outputs["x"].reshape(1),
            outputs["weight"].reshape(1),
            outputs["bias"],
            outputs["pre_activation"],
            [(NAMED.of(chosen[side]), outputs["activations"][side]) for side in (0, 1)],
            widths,
            heads=("x", "times<br>weight", "sum,<br>plus bias", "activation<br>function", "y"),
            forms=(".1f", ".2f"),
            size=32 if narrow else 42,
        ),
    )


def read(outputs, side):
    """A function's curve, how it is read at x, and how steep it is there."""
    x, y, low = outputs["x"], outputs["activations"][side], outputs["reach"][0]
    return [
        Axes({"range": [-EDGE, EDGE], "title": "x", "tickvals": [-4, -2, 0, 2, 4]}, {"nticks": 5}),
        line(ENDS, outputs["reach"], "ink").update(opacity=0),  # as far as both panels reach
        line([-EDGE, EDGE], [0, 0], "muted", 1),
        line(outputs["places"], outputs["curves"][side], "ink", 2.5),
        line([x, x], [low, y], "input", 2.5, "dot"),
        line([x, -EDGE], [y, y], "output", 2.5, "dot"),
        line(outputs["tangent_x"], outputs["tangent_y"][side], "gradient", 5).update(cliponaxis=True),
        dot(x, y, "output", 14, rim=("ink", 2)),
    ]


def said(outputs, side, narrow):
    """The answer, the slope, and what a push does, in numbers."""
    slope, corner = outputs["smooth_row"][side], outputs["corner_row"][side]
    push = "x up by %{customdata[0]:.1f}:<br>y by %{customdata[1]:+.4f}"
    push = push if narrow else "a push of %{customdata[0]:.1f} on x moves y by %{customdata[1]:+.4f}"
    pushed = [[outputs["push"], outputs["moved"][side]]]
    return [
        hidden([0, 1], [-2.6, 1.6]),
        words(0, 1, "<b>y = %{customdata:.3f}</b>", outputs["activations"][side], "middle right", "output"),
        words(0, slope, "slope %{customdata:.3f}", outputs["slopes"][side], "middle right", "gradient"),
        words(0, corner, ["no slope just here"], position="middle right", color="gradient"),
        words(0, -1.5 if narrow else -1, push, pushed, "middle right"),
    ]


activation = Explainer(
    model="activation",
    draw=draw,
    answer=PANELS.axes("first", "second"),
    controls=[
        Slider("x", *ENDS, value=1, step=0.1, label="x", group="The neuron"),
        Slider("weight", -2, 2, value=1, step=0.1, group="The neuron"),
        Slider("bias", -4, 4, value=0, step=0.1, group="The neuron"),
        Choice("first", OPTIONS, "step", input="chosen[0]", group="Its activation function"),
        Choice("second", OPTIONS, "sigmoid", input="chosen[1]", group="Its activation function"),
    ],
    constants={"push": 0.1, "places": np.linspace(*ENDS, 160)},
    gaps=["tangent_y", "smooth_row", "corner_row"],
    loose=[
        "activations",
        "slopes",
        "moved",
        "tangent_y",
        "difference",
    ],  # near 0 they are differences of larger numbers
    summary="The sum is {pre_activation:.1f}. With {chosen[0]:activations}, y is {activations[0]:.3f}, and a push of "
    "{push:.1f} on x moves it by {moved[0]:.4f}. With {chosen[1]:activations}, y is {activations[1]:.3f}, and the push "
    "moves it by {moved[1]:.4f}.",
)
