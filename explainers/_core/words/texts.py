# Twin: _player/src/page/address.js
"""Values of controls written as text: in a fence's presets, in an address, on the command line.

The explainer judges them.
"""

import re

from explainers._core.picture.beside import MOST
from explainers._core.words import mended, names, state

LONGEST = 50_000  # steps that an address may ask for: more would keep a reader waiting, and it carries the state
FARTHEST = 1_000_000_000  # step, with the state
PATIENT = 200  # the same for the large network
STEP = "step"
CHANGE = "at"  # what is changed on the way
STATE = "state"  # what is carried to the step
KEPT = "kept"  # a run beside it, as an address says it
CHANGED = re.compile(r"(\d+):(\w+):(.*)", re.DOTALL)


def parse(explainer, pairs):
    """{control: text} -> {control: value}, the controls by their own names. ValueError names what is not allowed, and
    what is.
    """
    read = {control.name: control.read for control in explainer.controls if control.valued}
    known = list(read)
    return explainer.given({
        name: read[found](text) if (found := names.found(name, known)) else text for name, text in pairs.items()
    })


def parse_address(explainer, query):
    """The same for the part of an address after `?`, as in `learning_rate=1.1&step=20`.

    `step`, `at` and `state` are no controls: they say how far to run a figure that has steps, what is changed on the
    way, and what is carried to a step that is far; nor is `kept`, a run beside it.
    """
    pairs = understood(explainer, query)
    if explainer.carry:
        where(explainer, query)
        changes(explainer, query)
    if explainer.beside:
        kept(explainer, query)
    return parse(explainer, {name: text for name, text in pairs if name not in others(explainer)})


def others(explainer):
    """The names that an address of an explainer may have besides those of controls."""
    return [*((STEP, CHANGE, STATE) if explainer.carry else ()), *((KEPT,) if explainer.beside else ())]


def understood(explainer, query):
    """[(name, text), ...] of a query, mended where chats and mails have changed it."""

    def fits(name, text):
        try:
            one(explainer, name, text)
        except ValueError:
            return False
        return True

    return mended.pairs(query, [*explainer.defaults, *others(explainer)], fits)


def one(explainer, name, text):
    """ValueError where a pair of an address says nothing that the explainer could do by itself."""
    if name not in others(explainer):
        parse(explainer, {name: text})
    elif name == STEP:
        step(text, explainer.plan.model.weights, FARTHEST)
    elif name == STATE:
        state.read(explainer, text)
    elif name == CHANGE:
        explainer.changes(dict([change(explainer, text)]))
    else:
        run(explainer, text)


def where(explainer, query):
    """The step that an address names, and {input: array} of what it carries there, or None where that is run to."""
    pairs = dict(understood(explainer, query))
    if STATE not in pairs:
        return step(pairs.get(STEP, "0"), explainer.plan.model.weights), None
    if STEP not in pairs:
        raise ValueError(f"{STATE} takes a step beside it")
    return step(pairs[STEP], most=FARTHEST), state.read(explainer, pairs[STATE])


def changes(explainer, query):
    """{step: {control: value}} of what an address changes on the way: `at=120:momentum:0.9`. ValueError as for others,
    and for a change of what begins another run.
    """
    found: dict[int, dict] = {}
    for key, text in understood(explainer, query):
        if key == CHANGE:
            at, given = change(explainer, text)
            found.setdefault(at, {}).update(given)
    return explainer.changes(found)


def change(explainer, text):
    """(step, {control: value}) of what one part of an address changes on the way."""
    parts = CHANGED.fullmatch(text)
    if not parts or int(parts[1]) < 1:
        raise ValueError(f'{CHANGE} takes a step from 1, a control and a value, as in "120:momentum:0.9"; not {text!r}')
    at, name, value = parts.groups()
    return step(at, explainer.plan.model.weights), parse(explainer, {name: value})


def kept(explainer, query):
    """[(values, changes), ...] of the runs that an address keeps: `kept=` and what an address says of a run, encoded.
    ValueError for one that cannot be, and for too many.
    """
    found = [text for name, text in understood(explainer, query) if name == KEPT]
    if len(found) > MOST:
        raise ValueError(f"an address keeps up to {MOST} runs, not {len(found)}")
    return [(run(explainer, text), changes(explainer, text)) for text in found]


def run(explainer, text):
    """The values of a kept run, which has none beside it."""
    if any(name == KEPT for name, _ in understood(explainer, text)):
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
