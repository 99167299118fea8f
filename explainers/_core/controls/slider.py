# Twin: _player/src/controls/slider.js
"""A number on a slider."""

import math
from dataclasses import dataclass

from explainers._core.controls._control import Control, frame, read_number, stepped, within
from explainers._core.html import decimals, label, numeral, output, tag
from explainers._core.words.summary import number

__all__ = ["Slider"]


@dataclass(frozen=True)
class Slider(Control):
    """A number from min to max in steps of step. scale: "linear" or "log". format: how its value reads, as in ".2f"."""

    min: float
    max: float
    value: float
    step: float = 1.0
    scale: str = "linear"
    format: str = ""

    kind = "slider"

    @property
    def ends(self):
        return self.min, self.max

    def check(self, value):
        return within(self.name, value, self.min, self.max)

    def read(self, text):
        return read_number(text)

    def spec(self):
        own = {"min": self.min, "max": self.max, "step": self.step, "scale": self.scale}
        return {**super().spec(), **own, "format": self.format or f".{decimals(self.step)}f"}

    @staticmethod
    def markup(id, spec, address):
        low, high, step, value = (spec[key] for key in ("min", "max", "step", "value"))
        text = number(value, spec["format"])
        log = spec["scale"] == "log"
        if log:  # the input holds the exponent; words say the number
            low, high, value = (math.log10(each) for each in (low, high, value))
        given = {"min": numeral(low), "max": numeral(high), "step": "any" if log else numeral(step)}
        spoken = {"aria_valuetext": text} if log else {}
        field = tag(
            "input", type="range", id=id, name=spec["name"], **given, value=numeral(value), autocomplete="off", **spoken
        )
        return frame(spec, label(id, spec["label"]) + output(id, text) + field)

    @staticmethod
    def said(spec, value):
        return number(value, spec["format"])

    @classmethod
    def example(cls):
        return cls("speed", -1, 2, value=0.5, step=0.1)

    def random_value(self, rng):
        return stepped(rng, self.min, self.max, self.step)

    def bad_values(self):
        return [self.max + 1, self.min - 1, math.nan, math.inf, "a lot", None, [1, 2], True]

    def allowed_words(self):
        return [f"{self.min:g}", f"{self.max:g}"]
