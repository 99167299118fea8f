"""Walk downhill: a straight line learns to fit points, step by step.

Press Play, or Step once. Each place on the map is one line, given by its tilt and its height, and the stronger its
color, the worse the line fits the points in the second picture, where thin strokes show by how much it misses each. How
badly it fits in all is its loss, which the third picture shows for each step so far. The dot is the walker, and the
green stroke its next step: by the plain rule it goes steepest downhill, and further where it is steeper or the learning
rate larger. Click anywhere on the map to start from there. Then raise the learning rate to 1.1, press Reset and Play,
and see it leap over the valley and off the map. The text explains the other settings one by one.
"""

import numpy as np

from explainers import Choice, Explainer, Pick, Play, Seed, Slider, Uniform
from explainers import Field as Number
from explainers._parts import Axes, Panels, course, dot, line, loss_map

# Sixteen made-up points about a line; with these x, steps longer than about 0.96 times the gradient diverge.
X = np.linspace(-0.3, 0.7, 16)
Y = 1.6 * X + 0.5 + np.random.default_rng(3).normal(0, 0.2, 16)
SLOPES, INTERCEPTS, LINE = (-2.5, 5.0), (-1.5, 3.0), (-0.4, 0.8)
PANELS = Panels(
    (1000, 440),
    (358, 560),
    map=((74, 12, 491, 386), (52, 12, 294, 273)),
    data=((651, 12, 337, 170), (45, 386, 122, 132)),
    losses=((651, 259, 337, 139), (224, 386, 122, 132)),
)


def draw(outputs, narrow=False):
    path_x, path_y = outputs["position_history"].T
    here, there = outputs["position"], outputs["next_position"]
    gaps = [y for pair in zip(outputs["y"], outputs["predictions"], strict=True) for y in (*pair, None)]
    return PANELS.figure(
        narrow,
        map=[
            Axes(
                {"range": SLOPES, "title": "tilt of the line"},
                {"range": INTERCEPTS, "title": "height of the line at x = 0"},
            ),
            loss_map(outputs["grid_slope"], outputs["grid_intercept"], outputs["loss_surface"], worst=9),
            [line(path_x, path_y, "ink", 1.5), dot(path_x, path_y, "ink", 4)],
            line([here[0], there[0]], [here[1], there[1]], "gradient", 5),
            dot(here[0], here[1], "output", 16, rim=("ink", 2)),
        ],
        data=[
            Axes(
                {"range": LINE, "nticks": 4, "title": "x, the points, and this line"}, {"range": [-1, 3], "nticks": 4}
            ),
            line(np.repeat(X, 3), gaps, "loss", 1),
            dot(outputs["x"], outputs["y"], "paper", 8, rim=("ink", 1.5)),
            dot(outputs["x"], outputs["y"], "ink", 8).update(marker_opacity=outputs["in_batch"]),
            line(outputs["line_x"], outputs["line_y"], "output", 4),
        ],
        losses=[
            Axes({"nticks": 4}, {"type": "log", "range": [-2.1, 1.6], "dtick": 1, "title": "loss"}),
            course(outputs, "loss", "loss"),
        ],
    )


descent = Explainer(
    model="descent",
    draw=draw,
    answer=PANELS.axes("map"),
    controls=[
        Play("play", steps=200, speed=10, speeds=(1, 10, 60)),
        Slider("learning_rate", 0.01, 1.2, value=0.3, step=0.01),
        Slider("momentum", 0, 0.95, value=0, step=0.05),
        Choice("optimizer", {"Plain": 0, "Adam": 1}, "Plain", input="adam", label="Rule of a step (optimizer)"),
        Choice("batch_size", {"All 16": 16, "4": 4, "1": 1}, "All 16", label="Points asked at each step"),
        Pick(
            "start",
            fields=(Number("Tilt", *SLOPES, 0.05), Number("Height", *INTERCEPTS, 0.05)),
            value=(-1.5, 2.4),
            input="position",
            panels=PANELS.axes("map"),
        ),
        Seed("seed", label="Random draw of points"),
    ],
    constants={
        "x": X,
        "y": Y,
        "grid_slope": np.linspace(*SLOPES, 41),
        "grid_intercept": np.linspace(*INTERCEPTS, 41),
        "line_x": LINE,
    },
    random={"draw": Uniform((16,), 0, 1, each_step=True)},
    carry={
        "position": "next_position",
        "velocity": "next_velocity",
        "second_moment": "next_second_moment",
        "step_count": "next_step_count",
    },
    record=("position", "loss"),
    summary="Step {step:.0f}: tilt {slope:.2f}, height {intercept:.2f}, loss {loss:.3f}.",
)
