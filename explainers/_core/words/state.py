# Twin: _player/src/run/state.js
"""What a run carries, as text: for the address of a step to which it would take too long to run again."""

import base64
import re
from math import ceil, prod

import numpy as np

MOST = 4096  # numbers: an address may not grow without end


def carried(explainer):
    """How many numbers a run carries; 0 where they are too many for an address."""
    count = sum(prod(explainer.plan.model.inputs[name]) for name in explainer.carry)
    return count if count <= MOST else 0


def write(explainer, state):
    """state: {input: array} of what is carried."""
    flat = np.concatenate([np.asarray(state[name], "<f4").ravel() for name in explainer.carry])
    return base64.urlsafe_b64encode(flat.tobytes()).decode().rstrip("=")


def read(explainer, text):
    """{input: array}. ValueError says how many numbers it takes."""
    count = carried(explainer)
    letters = ceil(count * 4 * 8 / 6)
    if not count or len(text) != letters or not re.fullmatch(r"[\w-]*", text, re.ASCII):
        raise ValueError(f"state takes the {count} numbers that {explainer.name} carries, in {letters} letters")
    flat = np.frombuffer(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "<f4")
    shapes = {name: explainer.plan.model.inputs[name] for name in explainer.carry}
    ends = np.cumsum([prod(shape) for shape in shapes.values()])[:-1]
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), np.split(flat, ends), strict=True)}
