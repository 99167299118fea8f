# Twin: _player/src/controls/pick.js
"""HTML as text: elements, and the few that every control is made of."""

import math
from html import escape

EMPTY = ("img", "input", "source")  # elements that have no inside


def tag(element, inside=None, /, cls=None, **attributes):
    """One element. An attribute that is True has no value; None and False leave it out; `aria_label` is aria-label."""
    pairs = {"class": cls, **{key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}}
    written = "".join(
        f" {key}" if value is True else f' {key}="{escape(str(value))}"'
        for key, value in pairs.items()
        if value is not None and value is not False
    )
    return f"<{element}{written}>" + ("" if element in EMPTY else f"{inside or ''}</{element}>")


def button(name, text, /, **attributes):
    return tag("button", escape(text), type="button", name=name, **attributes)


def label(id, text):
    return tag("label", escape(text), for_=id)


def output(id, text):
    return tag("output", escape(text), for_=id)


def numeral(value):
    """A number as an attribute: 3, not 3.0."""
    return f"{value:.12g}"


def decimals(step):
    """How many decimals a number in steps of `step` is shown with."""
    return max(0, -math.floor(math.log10(step) + 1e-9))
