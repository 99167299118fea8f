"""Neurons after neurons, and no activation function: how much can the whole stack draw?

The circles are what a stack of layers should answer: for each x below, so high. The thick line is what it does answer.
Press Play: it changes its weights a little at a time, so that its line comes nearer to the circles. Without an
activation function it stays a straight line, however many layers it has, and one single neuron, dashed, does the same.
Then choose ReLU or tanh as the activation function, and press Play once more: it bends.
"""

import numpy as np

from explainers import Choice, Explainer, Play, Seed, Slider, Uniform, Words
from explainers._activations import ACTIVATIONS
from explainers._parts import Axes, Panels, Title, course, dot, edges, general_neuron, hidden, line, units, words

# Made-up points: a wave, a V, and a straight line, each with some noise.
X = np.linspace(-2, 2, 32)
NOISE = np.random.default_rng(4).normal(0, 0.05, 32)
POINTS = {
    "A wave": 0.8 * np.sin(0.75 * np.pi * X) + NOISE,
    "A V": 0.8 * np.abs(X) - 0.8 + NOISE,
    "A line": 0.4 * X + 0.1 + NOISE,
}
FORMS = {"none" if name == "linear" else name: place for place, name in enumerate(ACTIVATIONS)}
ORDER = ["none", "step", "sigmoid", "tanh", "ReLU", "leaky ReLU", "GELU"]
SAYS = Words("stack", [f"The stack, with {'no activation function' if name == 'none' else name}" for name in FORMS])
SAME, OTHER = "The one neuron that does the same", "The one neuron, if nothing in the stack bent"
ONE = Words("multiplied_out", [SAME if name == "none" else OTHER for name in FORMS])
STATE = ["parameters", "velocity", "gradient_size", "step_count"]
UNITS, DEEPEST = 4, 4
PANELS = Panels(
    (1000, 490),
    (358, 730),
    fit=((40, 26, 440, 424), (34, 24, 316, 206)),
    stack=((540, 26, 452, 136), (4, 432, 350, 128)),
    one=((540, 188, 452, 112), (4, 588, 350, 108)),
    says=((540, 302, 452, 24), (4, 700, 350, 26)),
    losses=((584, 356, 404, 94), (52, 290, 298, 88)),
)


def draw(outputs, narrow=False):
    differ = "at %{customdata[0]:.0f} random x the two differ by at most <b>%{customdata[1]:.7f}</b>"
    differ = "at %{customdata[0]:.0f} random x at most <b>%{customdata[1]:.7f}</b> apart" if narrow else differ
    apart = [[outputs["probe_count"], outputs["largest_difference"]]]
    return PANELS.figure(
        narrow,
        fit=[
            Title("Thick: the stack. Dashed: one neuron"),
            Axes(
                {"range": [-2.1, 2.1], "title": "x", "nticks": 5},
                {"range": [-1.4, 1.4], "nticks": 5, "title": "answer"},
            ),
            dot(outputs["x"], outputs["targets"], "paper", 8, rim=("ink", 1.5)),
            line(outputs["places"], outputs["curve"], "output", 5).update(cliponaxis=True),
            line(outputs["places"], outputs["line"], "ink", 2, "dash").update(cliponaxis=True),
        ],
        losses=[
            Title("How far off the stack is: its loss"),
            Axes({"nticks": 4}, {"type": "log", "range": [-2.85, 1.2], "dtick": 1}),
            course(outputs, "loss", "loss"),
            line(outputs["step_axis"], [outputs["best_loss"]] * 2, "ink", 1.5, "dash"),
            words(outputs["step_axis"][1], outputs["best_loss"], "best straight line", position="top left"),
        ],
        stack=[Title(SAYS.of(outputs["form"])), stack(outputs, 11 if narrow else 14)],
        one=[Title(ONE.of(outputs["form"])), multiplied(outputs, narrow)],
        says=[hidden([0, 1], [0, 1]), words(0, 0.5, differ, apart, "middle right")],
    )


def stack(outputs, size):
    """The layers from left to right, with their weights as lines."""
    columns, there = outputs["columns"], outputs["there"]
    heights = [(UNITS - 1) / 2 - unit for unit in range(UNITS)]
    hidden_units = [[(columns[place], height) for height in heights] for place in range(1, DEEPEST + 1)]
    ends = [(columns[0], 0)], [(columns[DEEPEST + 1], 0)]

    def between(start, end, name, *place):
        return edges(start, end, *(outputs[f"{name}_{sign}"][place] for sign in ("positive", "negative")))

    return [
        hidden([-0.06, 1.06], [-1.9, 1.9]),
        between(ends[0], hidden_units[0], "first"),
        [between(*hidden_units[place : place + 2], "inner", place) for place in range(DEEPEST - 1)],
        [between(hidden_units[place], ends[1], "last", place) for place in range(DEEPEST)],
        [units([layer], ["hidden"], size).update(opacity=there[place]) for place, layer in enumerate(hidden_units)],
        [units([end], [kind], size + 5) for end, kind in zip(ends, ("input", "output"), strict=True)],
    ]


def multiplied(outputs, narrow):
    """The one neuron that a stack without an activation function is."""
    return general_neuron(
        None,
        outputs["line_slope"].reshape(1),
        outputs["line_height"],
        None,
        [("none", None)],
        (outputs["line_slope_positive"], outputs["line_slope_negative"]),
        heads=(),
        forms=(".2f", ".2f"),
        size=18 if narrow else 20,
    )


linear_collapse = Explainer(
    model="linear_collapse",
    draw=draw,
    answer=PANELS.axes("fit"),
    controls=[
        Play(steps=300, speed=30, speeds=(1, 10, 30, 120)),
        Choice("activation", {name: FORMS[name] for name in ORDER}, "none", label="Activation function", input="form"),
        Slider("depth", 1, DEEPEST, value=3, label="Layers before the last neuron"),
        Choice("points", POINTS, "A wave", input="targets"),
        Seed("seed", value=4, label="Random start"),
    ],
    constants={"x": X, "learning_rate": 0.05, "places": np.linspace(-2, 2, 80)},
    random={"parameters": Uniform((76,), -1, 1), "probes": Uniform((16,), -2, 2, each_step=True)},
    carry={name: f"next_{name}" for name in STATE},
    record=("loss",),
    loose=["next_parameters"],  # Adam divides by the size of a gradient
    summary="Step {step:.0f}: the stack is off by {loss:.3f}, the best straight line by {best_loss:.3f}. Multiplied "
    "out, it is x times {line_slope:.2f} plus {line_height:.2f}; at random x the two differ by at most "
    "{largest_difference:.4f}.",
)
