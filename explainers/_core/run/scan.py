# Twin: _player/src/run/history.js
"""A run of an explainer: state carried from step to step, and its history."""

from bisect import bisect
from collections import deque
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import plotly.graph_objects as go

from explainers._core.files import film, target
from explainers._core.picture import shown
from explainers._core.picture import theme as themes
from explainers._core.run.tally import counted


class History:
    """Recorded outputs of a run, thinned when it grows long, so that it always spans the whole run.

    At most `capacity` moments are kept: once there are more, every other one goes, and only every second later step is
    kept. log: {step: moment}, with those that went: half a capacity more each time that a run gets twice as long.
    """

    def __init__(self, shapes, capacity, first=0):
        self.shapes = {"step": (), **shapes}
        self.capacity = capacity
        self.first = first  # the step from which it is kept
        self.stride = 1
        self.moments = []
        self.log = {}

    @classmethod
    def of(cls, explainer, first=0):
        """An empty one, for a run of this explainer from a step on."""
        return cls(explainer.plan.recorded, explainer.plan.capacity, first)

    def keeps(self, step):
        """Whether it keeps the moment at a step."""
        return (step - self.first) % self.stride == 0

    def record(self, step, outputs):
        if self.keeps(step):
            self.log[step] = {name: outputs[name] for name in self.shapes}
            self.moments.append(self.log[step])
        if len(self.moments) > self.capacity:
            self.moments = self.moments[::2]
            self.stride *= 2

    def before(self, step):
        """Another history, as this one was before a step."""
        earlier = History(self.shapes, self.capacity, self.first)
        for logged, moment in self.log.items():
            if logged < step:
                earlier.record(logged, moment)
        return earlier

    def arrays(self, outputs):
        """{NAME_history: (capacity + 1, ...) float32}: what was kept, then this moment, then NaN."""
        latest = self.moments and self.moments[-1]["step"] == outputs["step"]
        moments = self.moments if latest else [*self.moments, outputs]
        arrays = {}
        for name, shape in self.shapes.items():
            array = np.full((self.capacity + 1, *shape), np.nan, np.float32)
            array[: len(moments)] = [moment[name] for moment in moments]
            arrays[f"{name}_history"] = array
        return arrays


def scan(explainer, values, steps, *, changes=None, history=None, start=0, state=None, looks=None):
    """What the model takes and gives at steps `start` to `steps`, one after another, as the page would have it.

    changes: {step: {control: value}}, of what is set when a step is reached. history: records them, where one is
    given. state: {input: array} carried into the first of them. looks: whether anybody looks at a step, by default at
    all; of the others, but for the last and those that the history keeps, only what is carried on is computed, and they
    are passed over.
    """
    changes, model = changes or {}, explainer.plan.model
    for before in (step for step in changes if step < start):
        values = {**values, **changes[before]}
    feeds = {**explainer.feeds(values, start), **(state or {})}
    for step in range(start, steps + 1):
        if step > start:
            feeds = {**feeds, **explainer.drawn_anew(values, step)}
        if step in changes:
            values = {**values, **changes[step]}
            feeds = explainer.changed(feeds, changes[step])
        if looks is None or looks(step) or step == steps or (history and history.keeps(step)):
            outputs = model.run(feeds)
            arrays = {**feeds, **outputs, "step": np.float32(step)}
            if history:
                history.record(step, arrays)
            yield {name: array.copy() for name, array in arrays.items()}  # they are handed out
        else:
            outputs = model.step(feeds)
        feeds = {**feeds, **{name: outputs[output] for name, output in explainer.carry.items()}}


def after(explainer, values, steps, changes=None):
    """The named arrays after so many steps."""
    history = History.of(explainer)
    run = scan(explainer, values, steps, changes=changes, history=history, looks=unseen)
    *_, arrays = deque(run, maxlen=1)
    return {**arrays, **history.arrays(arrays), **counted(explainer, arrays)}


def on_the_way(explainer, changes):
    """What is changed on the way of a run, checked, in the order of its steps. ValueError for what begins another."""
    controls = {control.name: control for control in explainer.controls}
    found = {}
    for step, given in sorted(changes.items()):
        found[step] = explainer.given(given)
        if again := [name for name in found[step] if explainer.begins(controls[name])]:
            raise ValueError(f"{again[0]} of {explainer.name} begins another run, so it cannot change at step {step}")
    return found


def unseen(step):
    """Nobody looks at a step for its own sake."""
    return False


class Run(Sequence):
    """What a run gave: item t is the named arrays at step t. `figure` is the run as an animation.

    Of a long run not every moment is kept, but what its history has, and the states at those steps. The rest is worked
    out again from the nearest of them when it is asked for, and is the same to the last bit.
    """

    def __init__(self, explainer, values, steps, changes, theme, stop=None, state=None):
        """stop: whether the run ends, by a step and its arrays; it is asked at the steps at which goals are judged.
        state: {input: array} carried into the last step, with which the run begins there, and has no other.
        """
        self.explainer, self.values, self.changes, self.theme = explainer, values, changes, theme
        start = steps if state else 0
        self.steps = range(start, steps + 1)
        self._history = History.of(explainer, start)
        self._states = {}  # {step: what was carried into it}, thinned like the history
        looks = (lambda step: step % explainer.judged_every == 0) if stop else unseen
        options = {"start": start, "state": state, "history": self._history, "looks": looks}
        for arrays in scan(explainer, values, steps, changes=changes, **options):
            step = int(arrays["step"])
            if step in self._history.log:
                self._states[step] = {name: arrays[name] for name in explainer.carry}
            if len(self._states) > self._history.capacity:
                stride = self._history.stride
                self._states = {kept: state for kept, state in self._states.items() if kept % stride == 0}
            if stop and stop(step, arrays):
                self.steps = range(step + 1)
                break

    def __len__(self):
        return len(self.steps)

    def __getitem__(self, step):
        """The named arrays at a step, which counts from the end where it is negative; for a slice, a list of them."""
        try:
            chosen = self.steps[step]
        except IndexError:
            raise IndexError(f"this run has the steps 0 to {self.steps[-1]}, not {step}") from None
        if not isinstance(chosen, range):
            return next(self._moments([chosen]))
        backward = chosen.step < 0
        found = list(self._moments(chosen[::-1] if backward else chosen))
        return found[::-1] if backward else found

    def __iter__(self):
        return self._moments(self.steps)

    def _moments(self, chosen):
        """The named arrays at the chosen steps, each later than the one before."""
        kept, here, asked = list(self._states), -np.inf, set(chosen)
        for step in chosen:
            near = kept[bisect(kept, step) - 1]
            if near > here + 1:  # else going on from here is as near
                history, here = self._history.before(near), near - 1
                state, last = self._states[near], self.steps[-1]
                options = {"changes": self.changes, "history": history, "looks": asked.__contains__}
                course = scan(self.explainer, self.values, last, start=near, state=state, **options)
            while here < step:
                arrays = next(course)
                here = int(arrays["step"])
            yield {**arrays, **history.arrays(arrays), **counted(self.explainer, arrays)}

    def save(self, path, *, both=False):
        """Write the image that the model makes: .png, as it is after the last step, or a film of all steps,
        .gif or .mp4.

        both: with the image that it was made from beside it, before and after. ValueError for another ending, or where
        there is no such image; OSError says why nothing can be written there.
        """
        path, ending = target.place(path, (".png", *film.ENDINGS), whose=" of a run")
        image, original = self.explainer.image, self.explainer.original
        if not image:
            raise ValueError(f"{self.explainer.name} makes no image; its own save() writes its figure, also as a .gif")
        if both and not original:
            raise ValueError(f"{self.explainer.name} makes its image from no other; leave out both=True")
        names = [original, image] if both else [image]
        moves = ending in film.ENDINGS
        moments = self if moves else [self[-1]]
        images = [shown.image(np.concatenate([moment[name] for name in names], axis=-1)) for moment in moments]
        target.write(path, film.made(images, ending))

    @cached_property
    def figure(self):
        """A Plotly figure with one frame a step, and a Play button, for a slide."""
        figures = [self.explainer.drawn(outputs, theme=self.theme) for outputs in self]
        first = figures[0]
        first.frames = [
            go.Frame(data=each.data, layout={"shapes": each.layout.shapes}, name=str(step))
            for step, each in enumerate(figures)
        ]
        animate = {"frame": {"duration": 100, "redraw": True}, "transition": {"duration": 0}, "fromcurrent": True}
        palette = themes.colors(self.theme)
        first.update_layout(
            updatemenus=[
                {
                    "type": "buttons",
                    "showactive": False,
                    "x": 0,
                    "y": -0.02,
                    "xanchor": "left",
                    "yanchor": "top",
                    "direction": "left",
                    "bgcolor": palette["surface"],
                    "bordercolor": palette["line"],
                    "buttons": [
                        {"label": "Play", "method": "animate", "args": [None, animate]},
                        {"label": "Pause", "method": "animate", "args": [[None], {"mode": "immediate"}]},
                    ],
                }
            ]
        )
        first.update_layout(margin_b=first.layout.margin.b + 48 if first.layout.margin.b else 56)
        return first
