"""Values of controls written as text: in a fence's presets, in an address, on the command line. The explainer judges them."""

from urllib.parse import parse_qsl


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
    if explainer.carry and not pairs.get("step", "0").isdecimal():
        raise ValueError(f"{explainer.name}: step takes a whole number from 0, not {pairs['step']!r}")
    return parse(explainer, {name: text for name, text in pairs.items() if name != "step" or not explainer.carry})
