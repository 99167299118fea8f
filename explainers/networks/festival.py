"""Should I go to the festival? One neuron weighs it up.

Under "How good is it?", slide the weather down to 0, and watch the total fall below the threshold. That slider is the
weather's mark; the one under "How much does it matter?" is its weight. Each blue bar is a mark times its weight, and
starts where the bar before it ended. The neuron says go when the bar of the total reaches past the dashed line, its
threshold. Lines are as thick as their weights: blue counts for going, orange against.
"""

from explainers import Explainer, Slider
from explainers._parts import Axes, Panels, columns, edges, hidden, layered, line, units, words
from explainers.networks._festival import FACTORS, MARKS, NAMES, total

INPUTS, NEURON = layered(4, 1)
HEIGHTS = [height for _, height in INPUTS]
PANELS = Panels(
    (1000, 380),
    (358, 540),
    network=((30, 12, 403, 362), (30, 12, 318, 188)),
    total=((491, 12, 499, 282), (30, 231, 318, 225)),
    sums=((491, 323, 499, 51), (30, 482, 318, 52)),
)


def draw(outputs, narrow=False):
    over_edges = [0.7 * height + 0.2 for height in HEIGHTS]
    answers = {"Go!": outputs["fires"], "Stay at home": outputs["rests"]}
    products = list(zip(outputs["inputs"], outputs["weights"], outputs["products"], strict=True))
    product = "%{customdata[0]:.0f} × %{customdata[1]:.0f}<br>= %{customdata[2]:.0f}"
    return PANELS.figure(
        narrow,
        network=[
            hidden([-0.62, 1.36], [-2, 2]),
            edges(INPUTS, NEURON, outputs["edges_positive"], outputs["edges_negative"]),
            units([INPUTS], ["input"], 34, outputs["inputs"]),
            words([-0.18] * 4, HEIGHTS, NAMES, position="middle left"),
            words([0.3] * 4, over_edges, "× %{customdata:.0f}", outputs["weights"], "top center"),
            units([NEURON], ["output"], 68, outputs["total"].reshape(1), text=20),
            # Both answers stand under the neuron; the model makes one of them opaque.
            [
                words(1, -1.4 if narrow else -0.7, f"<b>{answer}</b>", color="output", size=16).update(opacity=shown)
                for answer, shown in answers.items()
            ],
        ],
        total=[
            columns([*NAMES, "Total"]),
            Axes(y={"autorangeoptions": {"include": [0, 50]}}),
            line([-0.5, 4.5], [0, 0], "muted", 1),
            total(outputs),
            words(-0.5, outputs["threshold"], "threshold %{y:.0f}", position="top right"),
        ],
        sums=[
            hidden([-0.5, 4.5], [-1, 1]),
            words([0, 1, 2, 3], [0] * 4, product, products),
            words(4, 0, "<br><b>= %{customdata:.0f}</b>", outputs["total"]),
        ],
    )


festival = Explainer(
    model="neuron",
    draw=draw,
    answer=PANELS.axes("total"),
    controls=[
        *MARKS,
        *(
            Slider(
                f"{name}_weight",
                -4,
                4,
                weight,
                input=f"weights[{index}]",
                label=name.capitalize(),
                group="How much does it matter?",
            )
            for index, (name, (_, weight)) in enumerate(FACTORS.items())
        ),
        Slider("threshold", 0, 50, value=25, group="How hard are you to move?"),
    ],
    constants={"smooth": 0, "sums": range(-41, 41)},
    summary="The total is {total:.0f}, the threshold {threshold:.0f}: {fires|stay at home|go}.",
)
