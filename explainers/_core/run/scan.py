# Twin: _player/src/run/history.js
"""A run of an explainer: state carried from step to step, and its history."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import plotly.graph_objects as go

from explainers._core.files import save
from explainers._core.picture import shown
from explainers._core.picture import theme as themes


class History:
    """Recorded outputs of a run, thinned when it grows long, so that it always spans the whole run.

    At most `capacity` moments are kept: once there are more, every other one goes and only every second later step is kept.
    """

    def __init__(self, shapes, capacity):
        self.shapes = {"step": (), **shapes}
        self.capacity = capacity
        self.stride = 1
        self.moments = []

    def record(self, step, outputs):
        if step % self.stride == 0:
            self.moments.append({"step": np.float32(step), **{name: outputs[name] for name in self.shapes if name != "step"}})
        if len(self.moments) > self.capacity:
            self.moments = self.moments[::2]
            self.stride *= 2

    def arrays(self, step, outputs):
        """{NAME_history: (capacity + 1, ...) float32}: what was kept, then this moment, then NaN."""
        now = {"step": np.float32(step), **outputs}
        moments = self.moments if self.moments and self.moments[-1]["step"] == step else [*self.moments, now]
        arrays = {}
        for name, shape in self.shapes.items():
            array = np.full((self.capacity + 1, *shape), np.nan, np.float32)
            array[:len(moments)] = [moment[name] for moment in moments]
            arrays[f"{name}_history"] = array
        return arrays


class Run(Sequence):
    """What a run gave: item t is the named arrays at step t. `figure` is the run as an animation."""

    def __init__(self, explainer, moments, theme):
        self.explainer = explainer
        self.moments = moments
        self.theme = theme

    def __len__(self):
        return len(self.moments)

    def __getitem__(self, step):
        return self.moments[step]

    def save(self, path, *, both=False):
        """Write what the model makes of the photograph: .png, the picture after the last step, or .gif, a film of all steps.

        both: with the photograph beside it, before and after. ValueError for another ending, or where the model makes no picture.
        """
        path = Path(path)
        if path.suffix not in (".png", ".gif"):
            raise ValueError(f"cannot save {path.name!r}; the endings of a run are: .png, .gif")
        if "picture" not in self.explainer.plan.model.outputs:
            raise ValueError(f"{self.explainer.name} makes no picture; its own save() writes its figure, as a .gif with steps")
        pictures = [shown.image(np.concatenate([moment["photo"], moment["picture"]], axis=3) if both else moment["picture"]) for moment in self.moments]
        if path.suffix == ".gif":
            save.animate(path, pictures)
        else:
            pictures[-1].save(path)

    @cached_property
    def figure(self):
        """A Plotly figure with one frame a step, and a Play button, for a slide."""
        figures = [self.explainer.drawn(outputs, theme=self.theme) for outputs in self.moments]
        first = figures[0]
        first.frames = [go.Frame(data=each.data, layout={"shapes": each.layout.shapes}, name=str(step)) for step, each in enumerate(figures)]
        animate = {"frame": {"duration": 100, "redraw": True}, "transition": {"duration": 0}, "fromcurrent": True}
        palette = themes.colors(self.theme)
        first.update_layout(updatemenus=[{
            "type": "buttons", "showactive": False, "x": 0, "y": -0.02, "xanchor": "left", "yanchor": "top", "direction": "left",
            "bgcolor": palette["surface"], "bordercolor": palette["line"],
            "buttons": [{"label": "Play", "method": "animate", "args": [None, animate]},
                        {"label": "Pause", "method": "animate", "args": [[None], {"mode": "immediate"}]}]}])
        first.update_layout(margin_b=first.layout.margin.b + 48 if first.layout.margin.b else 56)
        return first


def scan(explainer, values, steps):
    """The named arrays at steps 0 to `steps`, one after another, as the page would have them."""
    plan = explainer.plan
    history = History(plan.recorded, plan.capacity)
    state: dict[str, np.ndarray] = {}
    for step in range(steps + 1):
        feeds = {**explainer.feeds(values, step), **state}
        outputs = plan.model.run(feeds)
        arrays = {**feeds, **outputs, "step": np.float32(step)}
        history.record(step, arrays)
        yield {**arrays, **history.arrays(step, arrays)}
        state = {name: outputs[output] for name, output in explainer.carry.items()}
