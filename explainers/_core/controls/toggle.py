# Twin: _player/src/controls/toggle.js
"""On or off."""

from dataclasses import dataclass

import numpy as np

from explainers._core.controls._control import Control, frame
from explainers._core.html import label, tag
from explainers._core.words import names

__all__ = ["Toggle"]

YES_NO = {"true": True, "false": False, "on": True, "off": False}


@dataclass(frozen=True)
class Toggle(Control):
    """On or off; the model gets 1 or 0."""

    value: bool = False

    kind = "toggle"
    ends = False, True

    def check(self, value):
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{self.name} takes True or False, not {value!r}")
        return bool(value)

    def read(self, text):
        return YES_NO.get("".join(names.words(text)), text)

    @staticmethod
    def markup(id, spec, address):
        given = {"type": "checkbox", "role": "switch", "id": id, "name": spec["name"], "checked": spec["value"]}
        return frame(spec, tag("input", **given, autocomplete="off") + label(id, spec["label"]))

    @staticmethod
    def said(spec, value):
        return "on" if value else "off"

    @classmethod
    def example(cls):
        return cls("on")

    def random_value(self, rng):
        return bool(rng.integers(2))

    def bad_values(self):
        return ["yes", 2, None]

    def allowed_words(self):
        return ["True", "False"]
