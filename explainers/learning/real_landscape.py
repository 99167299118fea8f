"""The landscape of a network with 67 weights, cut by a plane: train it, then see where it has walked.

The network learns to tell two kinds of dots apart, from random weights. Press Train. Nobody can draw 67 weights at
once, so the picture shows a slice: the loss in one plane through where the network stands. At first the plane lies at
random. Then choose the plane of its own path, and drag the landscape to turn it.
"""

import numpy as np

from explainers import Choice, Explainer, Play, Seed, Slider, Turn, Uniform
from explainers._parts import Axes, Panels, Title, course, dot, hidden, level, line, loss_map, plane, points, relief
from explainers._parts import words as text

TRAINING, PAIRS, SIZE = 300, 8, 67
ARM = np.linspace(0.2, 1, 18)  # how far out each dot of an arm lies
TURN = 1.7 * np.pi * ARM
ONE = 1.8 * ARM * [np.cos(TURN), np.sin(TURN)]
DOTS = np.hstack([ONE, -ONE]).T + np.random.default_rng(1).normal(0, 0.09, (36, 2))
SIDE, SQUARE = np.linspace(-1, 1, 25), {"range": [-1, 1], "showticklabels": False}
MAP = np.linspace(-2, 2, 33)
NAMES = "one direction", "the other direction"
PANELS = Panels(
    (1000, 470),
    (358, 852),
    relief=((0, 24, 486, 432), (0, 24, 358, 318)),
    map=((546, 24, 206, 206), (24, 374, 150, 150)),
    dots=((790, 24, 206, 206), (206, 374, 150, 150)),
    share=((526, 280, 470, 52), (4, 580, 350, 60)),
    course=((560, 356, 436, 70), (40, 690, 314, 110)),
)
[RELIEF] = PANELS.axes("relief")


def draw(outputs, narrow=False):
    path_x, path_y = outputs["path_x"], outputs["path_y"]
    column, row, seen = outputs["path_column"], outputs["path_row"], outputs["path_strength"]
    return PANELS.figure(
        narrow,
        relief=[
            Title("The loss in this plane"),
            relief(outputs["relief"]),
            dot(column, row, "ink", 4).update(marker_opacity=seen),
            dot(column[-1:], row[-1:], "output", 15, rim=("ink", 2)).update(marker_opacity=seen[-1:]),
        ],
        map=[
            Title("The same from above"),
            loss_map(SIDE, SIDE, outputs["heights"], 1),
            Axes({**SQUARE, "title": NAMES[0]}, {**SQUARE, "title": NAMES[1]}),
            [line(path_x, path_y, "ink", 1.5), dot(path_x, path_y, "ink", 3)],
            dot(path_x[-1:], path_y[-1:], "output", 12, rim=("ink", 2)),
        ],
        dots=[
            Title("What it says"),
            plane(MAP, MAP, outputs["opinion"], (-0.3, 1.3)),
            points(*DOTS[18:].T, 0, 6),
            points(*DOTS[:18].T, 1, 6),
        ],
        share=[
            Title("How much of its path is seen in the plane of"),
            hidden([0, 2], [1.9, -0.1]),
            text([0, 0], [0.4, 1.4], ["random directions", "its own path"], position="middle right"),
            share(outputs["chance_share"], 0.4),
            share(outputs["own_share"], 1.4),
        ],
        course=[
            Title("Loss"),
            Axes(y={"range": [-0.08, 1.05], "nticks": 3}),
            course(outputs, "loss", "loss", TRAINING),
        ],
    )


def share(amount, row):
    """A share in percent, and how much of the whole it is."""
    return [level(amount, 1, row, 1, 0.3), text(0.98, row, "%{customdata:.0%}", amount, "middle left")]


real_landscape = Explainer(
    model="real_landscape",
    draw=draw,
    answer=[RELIEF],
    controls=[
        Play("play", label="Train", steps=TRAINING, speed=120, speeds=(10, 120), pauses="to_go"),
        Choice("plane", {"two random directions": 0, "its own path": 1}, "two random directions", label="The plane of"),
        Slider("pair", 1, PAIRS, value=1, label="Which two", when=("plane", "two random directions")),
        Seed("seed", label="Random start"),
        Turn("view", label="From where you look", value=(20, 45), panel=RELIEF),
    ],
    constants={
        "points": DOTS,
        "labels": np.repeat([1, 0], 18),
        "pairs": np.random.default_rng(5).normal(0, 1, (PAIRS, 2, SIZE)),
    },
    random={"start": Uniform((SIZE,), -1, 1)},
    carry={name: f"next_{name}" for name in ("parameters", "velocity", "path", "age")},
    record=("loss",),
    loose=["relief", "path_strength", "path_x", "path_y", "path_column", "path_row", "heights", "own_share"],
    summary="Step {step:.0f}: a loss of {loss:.3f}, and {right:.0%} of the dots right. {step|It has no path yet.|"
    "Of the length of its path, the plane of two random directions holds {chance_share:.0%}, that of its own path "
    "{own_share:.0%}.}",
)
