"""A playground: train a network of your own, and watch every part of it learn.

Press Play. Each small square is a map of the plane: of a feature on the left, of a unit further right. Blue is above 0,
orange below, faded near 0. The ribbons are weights, thicker the further from 0. The large map is what the whole network
says, over the points that it learns from; faint points are kept from it, as a test. Change anything while it runs, and
point at a unit to see it large.
"""

import numpy as np

from explainers import Explainer, Normal, Uniform, Words
from explainers._parts import (
    Axes,
    Panels,
    Title,
    beside,
    courses,
    curves,
    dot,
    hidden,
    plane,
    points,
    reach,
    ribbons,
    table,
    unit_pictures,
    valued,
    words,
)
from explainers.learning._playground import FEATURES, THINGS, controls
from explainers.learning._playground_torch import LISTING

SAYS = Words("playground_says", ["What the whole network says", *(f"What {thing} says" for thing in THINGS[1:])])
TAKEN = Words("playground_taken", ["Test points, and what they are taken for", "No classes: it predicts a number"])
STATE = ["parameters", "velocity", "gradient_size", "cursor", "step_count", "optimizer_used", "optimizer_steps"]
GAPS = [
    "accuracy", "confusion", "class_rows", "class_x", "class_y", "valued_x", "valued_y", "still_x", "edge_parameters",
    "edge_units", *(f"edges_{side}" for side in ("x", "positive", "negative")), "unit_pictures", "unit_x", "unit_y",
    *(f"looked_{part}" for part in ("x", "y", "picture", "weights", "origins", "bias", "parameters")),
]  # fmt: skip
LINE, SIZE = np.linspace(-1, 1, 40), (0.084, 0.86)
PANELS = Panels(
    (1000, 560),
    (358, 844),
    network=((64, 26, 510, 392), (52, 366, 296, 226)),
    plane=((620, 26, 380, 380), (29, 24, 300, 300)),
    reach=((620, 411, 380, 14), (29, 329, 300, 14)),
    key=((120, 438, 300, 16), (90, 606, 240, 16)),
    losses=((64, 458, 510, 66), (52, 626, 296, 66)),
    table=((620, 462, 130, 90), (52, 754, 130, 84)),
    right=((790, 462, 210, 90), (210, 754, 138, 84)),
)
[NETWORK], [PLANE] = PANELS.axes("network"), PANELS.axes("plane")


def draw(outputs, narrow=False):
    rows = outputs["class_rows"]
    pictures = (outputs[f"unit_{part}"] for part in ("pictures", "x", "y"))
    return PANELS.figure(
        narrow,
        network=[
            Title("Features, hidden units, output"),
            hidden([-0.06, 1.045], [-4.6, 4.6]),
            ribbons(*(outputs[f"edges_{part}"] for part in ("x", "positive", "negative"))),
            unit_pictures(*pictures, SIZE, outputs["unit_strength"]),
            dot(outputs["looked_x"], outputs["looked_y"], "ink", 40, symbol="square-open"),
            words([-0.05] * 7, [3 - place for place in range(7)], FEATURES, position="middle left", clip=False),
            words(outputs["still_x"], [4.4] * 4, ["stands still"] * 4, color="muted"),
        ],
        plane=[Title(SAYS.of(outputs["looked_at"])), landscape(outputs, "looked_picture", 7)],
        reach=reach(outputs["plane_ends"]),
        key=[
            hidden([0, 2], [0, 1]),
            words([0], [0.5], "● while learning", position="middle right", color="loss"),
            words([1], [0.5], "● on test points", position="middle right", color="ink"),
        ],
        losses=[
            Title("Loss"),
            Axes({"nticks": 4}, {"rangemode": "tozero", "nticks": 3}),
            curves(outputs, {"training_loss": "loss", "test_loss": "ink"}),
        ],
        table=[Title(TAKEN.of(outputs["regression"])), table(outputs["confusion"], rows)],
        right=[
            hidden([0, 1], [2.5, -1.5]),
            words(rows[:1], [0.3], "%{customdata:.0%} right", [outputs["accuracy"]], "middle right", size=24),
        ],
    )


def draw_beside(runs, narrow=False):
    size = 4 if narrow else 5
    losses = [
        Title("Loss: training thick, test thin"),
        Axes(y={"rangemode": "tozero", "nticks": 3}),
        courses(runs, {"training_loss": "loss", "test_loss": "ink"}),
    ]
    return beside(runs, narrow, lambda run: landscape(run, "decision_boundary", size), losses)


def landscape(outputs, picture, size):
    """What a network or a unit says, over the points that it learns from."""
    strength = outputs["point_strength"]
    return [
        plane(LINE, LINE, outputs[picture], (-1, 1), third=True),
        [points(outputs["class_x"][each], outputs["class_y"][each], each, size, strength) for each in range(3)],
        valued(outputs["valued_x"], outputs["valued_y"], outputs["targets"], size, strength),
    ]


playground = Explainer(
    model="playground",
    draw=draw,
    answer=[PLANE],
    controls=controls(NETWORK, PLANE),
    random={"parameters": Uniform((308,), -0.5, 0.5), "offsets": Normal((500, 2), seed="sample")},
    carry={name: f"next_{name}" for name in STATE},
    record=("training_loss", "test_loss"),
    judged_every=100,
    listing=LISTING,
    gaps=GAPS,
    loose=["next_parameters"],  # Adam divides by the size of a gradient
    beside=draw_beside,
    summary="Step {step:.0f}: the loss is {training_loss:.3f}, on the test points {test_loss:.3f}.",
)
