# Twin: _player/src/page/address.js
"""Values of controls written as text: in a fence's presets, in an address, on the command line.

The explainer judges them.
"""

import re
from urllib.parse import parse_qsl

from explainers._core.picture.beside import MOST
from explainers._core.words import state

LONGEST = 50_000  # steps that an address may ask for: more would keep a reader waiting, and it carries the state
FARTHEST = 1_000_000_000  # step, with the state
PATIENT = 200  # the same for the large network
CHANGE = "at"  # what is changed on the way
STATE = "state"  # what is carried to the step
KEPT = "kept"  # a run beside it, as an address says it
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
    way, and what is carried to a step that is far; nor is `kept`, a run beside it.
    """
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    if explainer.carry:
        where(explainer, query)
        changes(explainer, query)
    if explainer.beside:
        kept(explainer, query)
    others = {"step", CHANGE, STATE} if explainer.carry else set()
    others |= {KEPT} if explainer.beside else set()
    own = {name: text for name, text in pairs.items() if name not in others}
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


def kept(explainer, query):
    """[(values, changes), ...] of the runs that an address keeps: `kept=` and what an address says of a run, encoded.
    ValueError for one that cannot be, and for too many.
    """
    found = [text for name, text in parse_qsl(query, keep_blank_values=True) if name == KEPT]
    if len(found) > MOST:
        raise ValueError(f"an address keeps up to {MOST} runs, not {len(found)}")
    return [(run(explainer, text), changes(explainer, text)) for text in found]


def run(explainer, text):
    """The values of a kept run, which has none beside it."""
    if KEPT in dict(parse_qsl(text, keep_blank_values=True)):
        raise ValueError(f"a kept run keeps no others: {text[:40]!r}")
    return parse_address(explainer, text)


def step(text, large=False, most=LONGEST):
    """The step that a text names. large: of a figure with the large network; else up to `most`.

    ValueError says which an address may name.
    """
    longest = PATIENT if large else most
    if not re.fullmatch(r"[0-9]+", text) or int(text) > longest:
        raise ValueError(f"step takes a whole number from 0 to {longest}, not {text!r}")
    return int(text)
