"""A small network learns to tell two classes apart.

Press Play, and watch it guess, measure how wrong it was, and nudge every line a little, again and again. Each line is a weight:
blue is positive, orange negative, thick is large. The colored plane is the network's opinion about every place in it. The
points are made up; nobody tells the network where the border runs.
"""

import numpy as np
import plotly.graph_objects as go

from explainers import Explainer, Play, Seed, Slider, Uniform

LAYERS = [2, 8, 8, 1]
SHAPES = {"weight1": (8, 2), "bias1": (8,), "weight2": (8, 8), "bias2": (8,), "weight3": (1, 8), "bias3": (1,)}
REACH = 2.0
LINE = np.linspace(-REACH, REACH, 33)


def spiral(count=96, turns=1.0, spread=0.07):
    """Two interleaved arms of points (count, 2) with a little noise, and their labels (count,), 1 and 0."""
    out = np.linspace(0.15, 1, count // 2)
    angle = out * turns * 2 * np.pi
    arm = 1.8 * (out * np.stack([np.cos(angle), np.sin(angle)])).T
    points = np.concatenate([arm, -arm]) + np.random.default_rng(7).normal(0, spread, (count, 2))
    return points, np.repeat([1, 0], count // 2)


POINTS, LABELS = spiral()


def draw(outputs, narrow=False):
    nodes = [[(layer, (count - 1) / 2 - unit) for unit in range(count)] for layer, count in enumerate(LAYERS)]
    edges = [{"type": "line", "xref": "x2", "yref": "y2", "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1], "layer": "below",
              "line": {"color": f"var(--{sign})", "width": outputs[f"edges{layer + 1}_{sign}"][to, origin]}}
             for layer in range(3) for to, end in enumerate(nodes[layer + 1]) for origin, start in enumerate(nodes[layer])
             for sign in ("positive", "negative")]
    x, y = np.array([node for layer in nodes for node in layer]).T
    kinds = ["input"] * 2 + ["surface"] * 16 + ["output"]
    figure = go.Figure([
        go.Heatmap(x=LINE, y=LINE, z=outputs["probabilities"], zmin=0, zmax=1, zsmooth="fast", opacity=0.75,
                   colorscale=[[0, "var(--negative)"], [0.5, "var(--paper)"], [1, "var(--positive)"]]),
        *(go.Scatter(x=POINTS[LABELS == label, 0], y=POINTS[LABELS == label, 1], mode="markers",
                     marker={"size": 6 if narrow else 8, "color": f"var(--{sign})", "line": {"color": "var(--paper)", "width": 1.5}})
          for label, sign in ((1, "positive"), (0, "negative"))),
        go.Scatter(x=x, y=y, xaxis="x2", yaxis="y2", mode="markers",
                   marker={"size": 13 if narrow else 18, "color": [f"var(--{kind})" for kind in kinds], "line": {"color": "var(--ink)", "width": 1.5}}),
        go.Scatter(x=[1.5], y=[4.15], xaxis="x2", yaxis="y2", mode="text", customdata=[[outputs["accuracy"], outputs["step"]]],
                   texttemplate="<b>%{customdata[0]:.0%}</b> right after %{customdata[1]:.0f} steps", textfont_size=15),
    ])
    figure.update_layout(
        height=500 if narrow else 380, margin={"l": 4, "r": 4, "t": 4, "b": 4}, shapes=edges,
        xaxis={"domain": [0.09, 0.91] if narrow else [0, 0.42], "range": [-REACH, REACH], "visible": False},
        yaxis={"domain": [0, 0.58] if narrow else [0, 1], "range": [-REACH, REACH], "visible": False},
        xaxis2={"domain": [0, 1] if narrow else [0.48, 1], "range": [-0.25, 3.25], "visible": False, "anchor": "y2"},
        yaxis2={"domain": [0.63, 1] if narrow else [0, 1], "range": [-4, 4.6], "visible": False, "anchor": "x2"})
    return figure


hero = Explainer(
    model="hero",
    draw=draw,
    controls=[
        Play("play", steps=400, speed=60, speeds=(1, 10, 60), autoplay=240),
        Slider("learning_rate", 0.01, 3, value=1, step=0.01, scale="log"),
        Seed("seed", label="Random start"),
    ],
    constants={"points": POINTS, "labels": LABELS, "grid": np.stack(np.meshgrid(LINE, LINE), axis=-1).reshape(-1, 2)},
    random={name: Uniform(shape, -1, 1) for name, shape in SHAPES.items()},
    carry={name: f"next_{name}" for name in SHAPES},
    summary="After {step:.0f} steps the network is right about {accuracy:.0%} of the points; its loss is {loss:.2f}.",
)
