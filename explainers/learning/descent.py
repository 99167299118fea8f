"""Roll downhill: gradient descent on the loss of a straight line.

Press Play, or Step once. Each place on the map is one line, given by its tilt and its height, and the stronger its
color, the worse the line fits the points beside it. The green stroke is the next step: straight down from where the dot
stands, its length set by the learning rate. Click anywhere on the map to start from there. Then raise the learning rate until the steps overshoot.
"""

import numpy as np
import plotly.graph_objects as go

from explainers import Choice, Explainer, Pick, Play, Seed, Slider, Uniform
from explainers import Field as Number

# Sixteen made-up points about a line; with these x, steps longer than about 0.96 times the gradient diverge.
X = np.linspace(-0.3, 0.7, 16)
Y = 1.6 * X + 0.5 + np.random.default_rng(3).normal(0, 0.2, 16)
SLOPES, INTERCEPTS = (-2.5, 5.0), (-1.5, 3.0)


def draw(outputs, narrow=False):
    path = outputs["position_history"]
    here, there = outputs["position"], outputs["next_position"]
    gaps = [(y, prediction, None) for y, prediction in zip(outputs["y"], outputs["predictions"], strict=True)]
    data, losses = {"xaxis": "x2", "yaxis": "y2"}, {"xaxis": "x3", "yaxis": "y3"}
    figure = go.Figure([
        go.Contour(x=outputs["grid_slope"], y=outputs["grid_intercept"], z=outputs["loss_surface"], ncontours=24, contours={"coloring": "fill", "showlines": False},
                   colorscale=[[0, "var(--paper)"], [1, "var(--loss)"]], zmin=0, zmax=9),
        go.Scatter(x=path[:, 0], y=path[:, 1], mode="lines", line={"color": "var(--ink)", "width": 1.5}, cliponaxis=True),
        go.Scatter(x=path[:, 0], y=path[:, 1], mode="markers", marker={"size": 4, "color": "var(--ink)"}, cliponaxis=True),
        go.Scatter(x=[here[0], there[0]], y=[here[1], there[1]], mode="lines", line={"color": "var(--gradient)", "width": 5}, cliponaxis=True),
        go.Scatter(x=here[:1], y=here[1:], mode="markers", marker={"size": 16, "color": "var(--output)", "line": {"color": "var(--ink)", "width": 2}},
                   cliponaxis=True),
        go.Scatter(x=np.repeat(X, 3), y=[number for gap in gaps for number in gap], mode="lines", line={"color": "var(--loss)", "width": 1},
                   cliponaxis=True, **data),
        go.Scatter(x=outputs["x"], y=outputs["y"], mode="markers", marker={"size": 8, "color": "var(--paper)", "line": {"color": "var(--ink)", "width": 1.5}}, **data),
        go.Scatter(x=outputs["x"], y=outputs["y"], mode="markers", marker={"size": 8, "color": "var(--ink)", "opacity": outputs["in_batch"]}, **data),
        go.Scatter(x=outputs["line_x"], y=outputs["line_y"], mode="lines", line={"color": "var(--output)", "width": 4}, cliponaxis=True, **data),
        go.Scatter(x=outputs["step_history"], y=outputs["loss_history"], mode="lines", line={"color": "var(--loss)", "width": 2}, cliponaxis=True, **losses),
        # Invisible: the axis ends where it does, and moves on only when the run gets there.
        go.Scatter(x=outputs["step_axis"], y=[1, 1], mode="lines", opacity=0, **losses),
        go.Scatter(x=outputs["step"].reshape(1), y=outputs["loss"].reshape(1), mode="markers", marker={"size": 9, "color": "var(--loss)"}, cliponaxis=True, **losses),
    ])
    across = [[0.08, 1], [0.06, 0.44], [0.62, 1]] if narrow else [[0.05, 0.56], [0.65, 1], [0.65, 1]]
    up = [[0.46, 1], [0, 0.26], [0, 0.26]] if narrow else [[0, 1], [0.56, 1], [0, 0.36]]
    figure.update_layout(
        height=560 if narrow else 440, margin={"l": 26, "r": 12, "t": 12, "b": 42},
        xaxis={"domain": across[0], "range": SLOPES, "title": "tilt of the line", "showgrid": False},
        yaxis={"domain": up[0], "range": INTERCEPTS, "title": "height of the line", "showgrid": False},
        xaxis2={"domain": across[1], "anchor": "y2", "range": [-0.4, 0.8], "nticks": 4, "title": "the points, and this line"},
        yaxis2={"domain": up[1], "anchor": "x2", "range": [-1, 3], "nticks": 4},
        xaxis3={"domain": across[2], "anchor": "y3", "title": "step", "rangemode": "tozero", "nticks": 4},
        yaxis3={"domain": up[2], "anchor": "x3", "type": "log", "range": [-2.1, 1.6], "title": "loss", "dtick": 1})
    return figure


descent = Explainer(
    model="descent",
    draw=draw,
    controls=[
        Play("play", steps=200, speed=10, speeds=(1, 10, 60)),
        Slider("learning_rate", 0.01, 1.2, value=0.3, step=0.01),
        Slider("momentum", 0, 0.95, value=0, step=0.05),
        Choice("optimizer", {"Plain": 0, "Adam": 1}, "Plain", input="adam"),
        Choice("batch_size", {"All 16": 16, "4": 4, "1": 1}, "All 16", label="Points a step"),
        Pick("start", fields=(Number("Tilt", *SLOPES, 0.05), Number("Height", *INTERCEPTS, 0.05)), value=(-1.5, 2.4), input="position"),
        Seed("seed", label="Random draw"),
    ],
    constants={"x": X, "y": Y, "grid_slope": np.linspace(*SLOPES, 41), "grid_intercept": np.linspace(*INTERCEPTS, 41),
               "line_x": (-0.4, 0.8)},
    random={"draw": Uniform((16,), 0, 1, each_step=True)},
    carry={"position": "next_position", "velocity": "next_velocity", "second_moment": "next_second_moment",
           "step_count": "next_step_count"},
    record=("position", "loss"),
    summary="Step {step:.0f}: tilt {slope:.2f}, height {intercept:.2f}, loss {loss:.3f}.",
)
