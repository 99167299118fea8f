"""The mysterious bias is only the threshold, moved to the other side of the comparison.

Move the threshold, or a mark; the weights stay as they were. In the first picture the total is compared with the
threshold; W, C, M and N are the four things that count. In the second it has become one more term, the bias: its bar
goes down from the top of the total, and what is left, the sum, is compared with 0. Both always give the same answer. In
the third, a rule turns that sum into what the neuron says, 1 for go and 0 for stay: the rule is its activation
function, and what it says is its activation. The last is the whole neuron as books draw it, from left to right: inputs
times weights, their sum with the bias, the activation function, the answer.
"""

import numpy as np

from explainers import Choice, Explainer, Slider, Words
from explainers._parts import Axes, Panels, Title, bars, columns, dot, general_neuron, line, terms, words
from explainers.networks._festival import FACTORS, MARKS, NAMES, total

HEIGHTS, SUMS = (-40, 53), (-34, 53)
SHORT = [name[0] for name in NAMES]
ACTIVATIONS = "Step", "Sigmoid"
SAYS = Words("bias_activation", [name.lower() for name in ACTIVATIONS])
PANELS = Panels(
    (1000, 590),
    (358, 770),
    total=((30, 42, 287, 246), (30, 39, 120, 246)),
    sum=((365, 42, 315, 246), (170, 39, 180, 246)),
    activation=((757, 42, 229, 246), (61, 372, 267, 114)),
    neuron=((150, 350, 700, 230), (4, 528, 350, 236)),
)


def draw(outputs, narrow=False):
    only_bias = ["", "", "", "", "%{customdata:.0f}"]
    return PANELS.figure(
        narrow,
        total=[
            Title("Over threshold?"),
            columns([*SHORT, "Total"]),
            Axes(y={"range": HEIGHTS}),
            total(outputs),
            words(-0.5, outputs["threshold"], "%{y:.0f}" if narrow else "threshold %{y:.0f}", position="top right"),
            words(4, outputs["total"], "%{y:.0f}", position="top center"),
        ],
        sum=[
            Title("Over 0?"),
            columns([*SHORT, "B" if narrow else "Bias", "Sum"]),
            Axes(y={"range": HEIGHTS, "showticklabels": not narrow}),
            terms(outputs["terms"], outputs["running_pre_activation"][:5], says=only_bias),
            bars(outputs["pre_activation"], "output", first=5, says="%{y:.0f}"),
            line([-0.5, 5.5], [0, 0], "ink", dash="dash"),
        ],
        activation=[
            Title("Activation"),
            Axes(x={"range": SUMS, "tickvals": [-20, 0, 20, 40], "title": "sum"}),
            Axes(y={"range": [-0.1, 1.4], "tickvals": [0, 1]}),
            line(outputs["sums"], outputs["curve"], "muted"),
            dot(outputs["pre_activation"], outputs["activation"], "output", 16, says="<b>%{y:.2f}</b>"),
        ],
        neuron=general_neuron(
            outputs["inputs"],
            outputs["weights"],
            outputs["bias"],
            outputs["pre_activation"],
            [(SAYS.of(outputs["smooth"]), outputs["activation"])],
            (outputs["edges_positive"], outputs["edges_negative"]),
            names=NAMES,
            forms=(".0f", ".2f"),
            size=28 if narrow else 38,
        ),
    )


bias = Explainer(
    model="neuron",
    draw=draw,
    answer=PANELS.axes("total", "sum"),
    controls=[
        *MARKS,
        Slider("threshold", -10, 30, value=25, group="The neuron"),
        Choice(
            "activation",
            {name: place for place, name in enumerate(ACTIVATIONS)},
            "Step",
            input="smooth",
            label="Activation function",
            group="The neuron",
        ),
    ],
    constants={
        "weights": [weight for _, weight in FACTORS.values()],
        "sums": np.concatenate([np.linspace(SUMS[0], 0, 41), np.linspace(1e-3, SUMS[1], 41)]),  # the step is upright
    },
    summary="Total {total:.0f} against threshold {threshold:.0f}; with the bias {bias:.0f}, the sum is "
    "{pre_activation:.0f} against 0. Both say {fires|stay at home|go}; the activation is {activation:.2f}.",
)
