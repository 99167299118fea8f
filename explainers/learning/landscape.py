"""A landscape: every place is a pair of weights, and its height is the loss.

The small network gets one number of an animal, how its ears stand, and says how sure it is that this is a cat. Its two
weights are a place on the map, where the dot stands: the walker. The stronger the color, the higher the loss. Drag the
landscape to turn it. Then press Play: the walker goes downhill, and the guess gets better. Click anywhere on the map to
put the walker there.
"""

import numpy as np

from explainers import Choice, Explainer, Pick, Play, Turn
from explainers import Field as Number
from explainers._parts import Axes, Panels, Title, dot, edges, hidden, layered, loss_map, relief, shares, units, words

# Sixteen made-up animals by how their ears stand, from -2, hanging down, to 2, upright: eight cats, then eight others.
CATS = [2.0, 1.8, 1.6, 1.5, 1.3, 1.1, 0.9, 0.1]
OTHERS = [-1.9, -1.6, -1.2, -0.8, -0.4, 0.1, 0.4, 1.0]
SHOWN = {"a cat": 1.8, "a dog": -1.2, "a fox": 1.0, "a cat with folded ears": 0.1}
WEIGHTS = (-3, 3), (-4, 4)
LOWEST, HIGHEST = 0.2, 1.5  # as in the model: losses of the ground, and of where the landscape is cut off
NAMES = "weight 1", "weight 2"
LAYERS = layered(1, 1, 1)
PANELS = Panels(
    (1000, 456),
    (358, 692),
    relief=((0, 24, 468, 416), (0, 24, 358, 318)),
    map=((536, 24, 260, 260), (42, 376, 176, 176)),
    guess=((846, 24, 116, 120), (246, 376, 108, 120)),
    network=((500, 346, 500, 106), (0, 602, 358, 88)),
)
[RELIEF], [MAP] = PANELS.axes("relief"), PANELS.axes("map")


def draw(outputs, narrow=False):
    x, y = (outputs[f"weight_{which}"] for which in (1, 2))
    column, row = outputs["walker_column"], outputs["walker_row"]
    return PANELS.figure(
        narrow,
        relief=[
            Title("The landscape of loss"),
            relief(outputs["relief"]),
            words(outputs["name_column"], outputs["name_row"], list(NAMES), color="muted"),
            dot(outputs["trail_column"], outputs["trail_row"], "ink", 4).update(
                marker_opacity=outputs["trail_strength"]
            ),
            dot(column, row, "output", 15, rim=("ink", 2)).update(marker_opacity=outputs["walker_strength"]),
        ],
        map=[
            Title("The same from above"),
            Axes(*({"range": each, "title": name, "tickvals": [-2, 0, 2]} for name, each in zip(NAMES, WEIGHTS))),
            loss_map(outputs["grid_1"], outputs["grid_2"], outputs["loss_surface"], HIGHEST, LOWEST),
            dot(outputs["trail_1"], outputs["trail_2"], "ink", 4),
            dot(x, y, "output", 15, rim=("ink", 2)),
        ],
        guess=[Title("Its guess"), shares(["cat", "not cat"], outputs["probabilities"], digits=0)],
        network=[
            hidden([-0.35, 2.35], [-1.25, 0.85]),
            *(edges(*LAYERS[at : at + 2], outputs["positive"][at], outputs["negative"][at]) for at in (0, 1)),
            words([0.5], [0.45], "weight 1: %{customdata:.2f}", x),
            words([1.5], [0.45], "weight 2: %{customdata:.2f}", y),
            words([0, 1, 2], [-0.95] * 3, ["ears", "tanh", "cat"], color="muted"),
            units(LAYERS, ("input", "hidden", "output"), 44, outputs["units"], 14, "%{customdata:.2f}"),
        ],
    )


landscape = Explainer(
    model="landscape",
    draw=draw,
    answer=[RELIEF],
    controls=[
        Play("play", steps=60, speed=10, speeds=(1, 10, 60)),
        Choice("animal", {name: place for place, name in enumerate(SHOWN)}, "a cat"),
        Pick(
            "start",
            label="Where the walker starts",
            fields=[Number(name.capitalize(), *ends, 0.05) for name, ends in zip(NAMES, WEIGHTS, strict=True)],
            value=(-1, 2),
            input="position",
            panels=[MAP],
        ),
        Turn("view", label="From where you look", value=(20, 40), panel=RELIEF),
    ],
    constants={
        "ears": CATS + OTHERS,
        "cats": np.repeat([1, 0], 8),
        "shown_ears": list(SHOWN.values()),
        "grid_1": np.linspace(*WEIGHTS[0], 49),
        "grid_2": np.linspace(*WEIGHTS[1], 49),
    },
    carry={"position": "next_position", "trail": "next_trail", "taken": "next_taken"},
    gaps=["trail_1", "trail_2", "trail_column", "trail_row"],
    loose=["relief", "trail_strength", "walker_strength"],  # what hides what is decided by less than a pixel
    summary="Step {step:.0f}: a loss of {loss:.2f}, the mean over all animals. Of {animal|%s} the network says: cat, "
    "{probabilities[0]:.0%%}." % "|".join(SHOWN),
)
