"""Values that a reader could give: the ends of every control, its default, and random ones between; and bad ones."""
import math

import numpy as np

from explainers import Play
from explainers._core.photo import samples


def controls(explainer):
    """The controls that take a value."""
    return [control for control in explainer.controls if not isinstance(control, Play)]


def _stepped(low, high, step, rng):
    steps = int(round((high - low) / step))
    return float(min(high, round(low + int(rng.integers(steps + 1)) * step, 9)))


def _random(control, rng):
    match control.kind:
        case "slider":
            return _stepped(control.min, control.max, control.step, rng)
        case "choice":
            return list(control.options)[rng.integers(len(control.options))]
        case "toggle":
            return bool(rng.integers(2))
        case "seed":
            return int(rng.integers(control.min, control.max + 1))
        case "pick":
            return [_stepped(field.min, field.max, field.step, rng) for field in control.fields]
        case "pad":
            return rng.integers(control.levels + 1, size=control.shape) / control.levels
        case "photo":
            names = list(samples())
            across, down, side = rng.uniform([0, 0, control.spec()["least"]], 1).round(3)
            return f"{names[rng.integers(len(names))]}@{across},{down},{side}"
    raise NotImplementedError(f"no values are known for a control of kind {control.kind!r}; add them to tests/sampling.py")


def values(explainer, how, seed=0):
    """{control: value}: how is "default", "minimum", "maximum" or "random"."""
    if how == "default":
        return {}
    if how == "random":
        rng = np.random.default_rng(seed)
        return {control.name: _random(control, rng) for control in controls(explainer)}
    return {control.name: control.ends[how == "maximum"] for control in controls(explainer)}


def bad(control):
    """Values that the control must refuse."""
    match control.kind:
        case "slider":
            return [control.max + 1, control.min - 1, math.nan, math.inf, "a lot", None, [1, 2], True]
        case "choice":
            return ["no such option", 3, None]
        case "toggle":
            return ["yes", 2, None]
        case "seed":
            return [control.min - 1, control.max + 1, 1.5, math.nan, "one", None]
        case "pick":
            first, *rest = (field.min for field in control.fields)
            return [[math.nan, *rest], [first - 1, *rest], [first], "here", None, 3]
        case "pad":
            return [np.zeros((2, 2)), np.full(control.shape, math.nan), np.full(control.shape, 2.0), "no such sample", None, 3]
        case "photo":
            return [np.zeros((40, 40)), np.full((40, 40, 3), math.nan), np.full((40, 40, 3), 2.0), np.full((40, 40, 3), 256), 
                    "no such sample", None, 3]
    raise NotImplementedError(f"no bad values are known for a control of kind {control.kind!r}; add them to tests/sampling.py")


def allowed(control):
    """Words that a refusal must hold, so that the reader knows what to give instead."""
    match control.kind:
        case "slider" | "seed":
            return [f"{control.min:g}", f"{control.max:g}"]
        case "choice":
            return [str(len(control.options))] if control.search else list(control.options)
        case "photo":
            return ["cat", "path", "PIL", "array"]
        case "toggle":
            return ["True", "False"]
        case "pick":
            return [control.fields[0].label]
        case "pad":
            return [str(size) for size in control.shape]
