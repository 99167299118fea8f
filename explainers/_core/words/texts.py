"""Values of controls written as text: in a fence's presets, in an address, on the command line. The explainer judges them."""

from urllib.parse import parse_qsl

YES_NO = {"true": True, "false": False}


def parse(explainer, pairs):
    """{control: text} -> {control: value}. ValueError names what is not allowed, and what is."""
    kinds = {control.name: control.kind for control in explainer.controls}
    given = {name: _value(kinds.get(name), text.strip()) for name, text in pairs.items()}
    checked = explainer.checked(given)
    return {name: checked[name] for name in given}


def parse_address(explainer, query):
    """The same for the part of an address after `?`, as in `learning_rate=1.1&step=20`.

    `step` is no control: it says how far to run a figure that has steps.
    """
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    if explainer.carry and not pairs.get("step", "0").isdecimal():
        raise ValueError(f"{explainer.name}: step takes a whole number from 0, not {pairs['step']!r}")
    return parse(explainer, {name: text for name, text in pairs.items() if name != "step" or not explainer.carry})


def _value(kind, text):
    if kind in ("slider", "seed"):
        return _number(text)
    if kind == "pick":
        return [_number(part) for part in text.split(",")]
    return YES_NO.get(text, text) if kind == "toggle" else text


def _number(text):
    try:
        return float(text)
    except ValueError:
        return text  # the control says, better than float does, what it takes
