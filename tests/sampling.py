"""Values that a reader could give: the ends of every control, its default, and random ones between.

Each kind knows its own.
"""

import numpy as np


def controls(explainer):
    """The controls that take a value."""
    return [control for control in explainer.controls if control.valued]


def values(explainer, how, seed=0):
    """{control: value}: how is "default", "minimum", "maximum" or "random"."""
    if how == "default":
        return {}
    if how == "random":
        rng = np.random.default_rng(seed)
        return {control.name: control.random_value(rng) for control in controls(explainer)}
    return {control.name: control.ends[how == "maximum"] for control in controls(explainer)}
