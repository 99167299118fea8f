# Twin: _player/src/page/address.js
"""Values of controls written as text: in a fence's presets, in an address, on the command line.

The explainer judges them.
"""

import re
from urllib.parse import parse_qsl

from explainers._core.words import state

LONGEST = 50_000  # steps that an address may ask for: more would keep a reader waiting, and it carries the state
FARTHEST = 1_000_000_000  # step, with the state
PATIENT = 200  # the same for the large network
CHANGE = "at"  # what is changed on the way
STATE = "state"  # what is carried to the step
CHANGED = re.compile(r"(\d+):(\w+):(.*)", re.DOTALL)


def parse(explainer, pairs):
    """{control: text} -> {control: value}. ValueError names what is not allowed, and what is."""
    read = {control.name: control.read for control in explainer.controls}
    given = {name: read[name](text) if name in read else text for name, text in pairs.items()}
    checked = explainer.checked(given)
    return {name: checked[name] for name in given}


def parse_address(explainer, query):
    """The same for the part of an address after `?`, as in `learning_rate=1.1&step=20`.

    `step`, `at` and `state` are no controls: they say how far to run a figure that has steps, what is changed on the
    way, and what is carried to a step that is far.
    """
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    if explainer.carry:
        where(explainer, query)
        changes(explainer, query)
    own = {name: text for name, text in pairs.items() if name not in ("step", CHANGE, STATE) or not explainer.carry}
    return parse(explainer, own)


def where(explainer, query):
    """The step that an address names, and {input: array} of what it carries there, or None where that is run to."""
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    if STATE not in pairs:
        return step(pairs.get("step", "0"), explainer.plan.model.weights), None
    if "step" not in pairs:
        raise ValueError(f"{STATE} takes a step beside it")
    return step(pairs["step"], most=FARTHEST), state.read(explainer, pairs[STATE])


def changes(explainer, query):
    """{step: {control: value}} of what an address changes on the way: `at=120:momentum:0.9`. ValueError as for others,
    and for a change of what begins another run.
    """
    found: dict[int, dict] = {}
    for key, text in parse_qsl(query, keep_blank_values=True):
        if key != CHANGE:
            continue
        parts = CHANGED.fullmatch(text)
        if not parts or int(parts[1]) < 1:
            raise ValueError(
                f'{CHANGE} takes a step from 1, a control and a value, as in "120:momentum:0.9"; not {text!r}'
            )
        at, name, value = parts.groups()
        given = parse(explainer, {name: value})
        found.setdefault(step(at, explainer.plan.model.weights), {}).update(given)
    return explainer.changes(found)


def step(text, large=False, most=LONGEST):
    """The step that a text names. large: of a figure with the large network; else up to `most`.

    ValueError says which an address may name.
    """
    longest = PATIENT if large else most
    if not re.fullmatch(r"[0-9]+", text) or int(text) > longest:
        raise ValueError(f"step takes a whole number from 0 to {longest}, not {text!r}")
    return int(text)
