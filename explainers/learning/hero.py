"""A small network learns to tell two kinds of dots apart.

Press Reset, then Step: it guesses, measures how wrong it was, and changes every line a little. Play does that many
times a second. Each line stands for a number: blue is above 0, orange below, and the thicker, the further from 0. The
colors behind the dots are what the network says about every place; where they fade, it is undecided. The dots are made
up, and nobody draws it the border between them.
"""

import numpy as np

from explainers import Explainer, Play, Seed, Slider, Uniform
from explainers._parts import Panels, edges, hidden, layered, plane, points, units, words

LAYERS = layered(2, 8, 8, 1)
SHAPES = {"weight1": (8, 2), "bias1": (8,), "weight2": (8, 8), "bias2": (8,), "weight3": (1, 8), "bias3": (1,)}
LINE = np.linspace(-2, 2, 33)
PANELS = Panels(
    (1000, 380),
    (358, 500),
    plane=((4, 4, 417, 372), (36, 211, 287, 285)),
    network=((480, 4, 516, 372), (4, 4, 350, 182)),
)


def spiral(count=96, turns=1.0, spread=0.07):
    """Two interleaved arms of points (count, 2) with a little noise, and their labels (count,), 1 and 0."""
    out = np.linspace(0.15, 1, count // 2)
    angle = out * turns * 2 * np.pi
    arm = 1.8 * (out * np.stack([np.cos(angle), np.sin(angle)])).T
    points = np.concatenate([arm, -arm]) + np.random.default_rng(7).normal(0, spread, (count, 2))
    return points, np.repeat([1, 0], count // 2)


POINTS, LABELS = spiral()


def draw(outputs, narrow=False):
    weights = [(outputs[f"edges{layer}_positive"], outputs[f"edges{layer}_negative"]) for layer in (1, 2, 3)]
    right = "<b>%{customdata[0]:.0%}</b> right after %{customdata[1]:.0f} steps"
    return PANELS.figure(
        narrow,
        plane=[
            plane(LINE, LINE, outputs["probabilities"]),
            [points(*POINTS[label == LABELS].T, label, 6 if narrow else 8) for label in (1, 0)],
        ],
        network=[
            hidden([-0.25, 3.25], [-4, 4.9]),
            [edges(*LAYERS[layer : layer + 2], *widths) for layer, widths in enumerate(weights)],
            units(LAYERS, ["input", "hidden", "hidden", "output"], 13 if narrow else 18),
            words(1.5, 4.35, right, [[outputs["accuracy"], outputs["step"]]]),
        ],
    )


hero = Explainer(
    model="hero",
    draw=draw,
    answer=PANELS.axes("plane"),
    controls=[
        Play("play", steps=400, speed=60, speeds=(1, 10, 60), autoplay=240),
        Slider("learning_rate", 0.01, 3, value=1, step=0.01, scale="log"),
        Seed("seed", label="Random start"),
    ],
    constants={"points": POINTS, "labels": LABELS, "grid": np.stack(np.meshgrid(LINE, LINE), axis=-1).reshape(-1, 2)},
    random={name: Uniform(shape, -1, 1) for name, shape in SHAPES.items()},
    carry={name: f"next_{name}" for name in SHAPES},
    summary="After {step:.0f} steps the network is right about {accuracy:.0%} of the dots. Its loss, a number "
    "for how wrong it is, is {loss:.2f}.",
)
