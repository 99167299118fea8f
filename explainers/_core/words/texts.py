# Twin: _player/src/page/address.js
"""Values of controls written as text: in a fence's presets, in an address, on the command line.

The explainer judges them.
"""

import re
from urllib.parse import parse_qsl

LONGEST = 100_000  # steps that an address may ask for: more would keep a reader waiting
PATIENT = 200  # the same for the large network


def parse(explainer, pairs):
    """{control: text} -> {control: value}. ValueError names what is not allowed, and what is."""
    read = {control.name: control.read for control in explainer.controls}
    given = {name: read[name](text) if name in read else text for name, text in pairs.items()}
    checked = explainer.checked(given)
    return {name: checked[name] for name in given}


def parse_address(explainer, query):
    """The same for the part of an address after `?`, as in `learning_rate=1.1&step=20`.

    `step` is no control: it says how far to run a figure that has steps.
    """
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    if explainer.carry and "step" in pairs:
        step(pairs["step"], explainer.plan.model.weights)
    return parse(explainer, {name: text for name, text in pairs.items() if name != "step" or not explainer.carry})


def step(text, large):
    """The step that a text names. large: of a figure with the large network.

    ValueError says which an address may name.
    """
    longest = PATIENT if large else LONGEST
    if not re.fullmatch(r"[0-9]+", text) or int(text) > longest:
        raise ValueError(f"step takes a whole number from 0 to {longest}, not {text!r}")
    return int(text)
