# Twin: _player/src/controls/seed.js
"""Which random numbers."""

import math
from dataclasses import dataclass

from explainers._core.controls._control import Control, frame, read_number, within
from explainers._core.html import button, label, tag

__all__ = ["Seed"]


@dataclass(frozen=True)
class Seed(Control):
    """Which random numbers: a whole number. It feeds the explainer's random arrays, not the model."""

    name: str = "seed"
    value: int = 1
    min: int = 0
    max: int = 9999

    kind = "seed"
    begins = True
    target = None

    @property
    def ends(self):
        return self.min, self.max

    def check(self, value):
        number = within(self.name, value, self.min, self.max)
        if number != int(number):
            raise ValueError(f"{self.name} takes a whole number from {self.min} to {self.max}, not {number:g}")
        return int(number)

    def read(self, text):
        return read_number(text)

    def spec(self):
        return {**super().spec(), "min": self.min, "max": self.max}

    @staticmethod
    def markup(id, spec, address):
        given = {"min": spec["min"], "max": spec["max"], "step": 1, "value": spec["value"], "inputmode": "numeric"}
        field = tag("input", type="number", id=id, name=spec["name"], **given, autocomplete="off")
        another = button(f"next_{spec['name']}", "Another", aria_label=f"Another: {spec['label']}")
        return frame(spec, label(id, spec["label"]) + field + another)

    @classmethod
    def example(cls):
        return cls("seed", max=9)

    def random_value(self, rng):
        return int(rng.integers(self.min, self.max + 1))

    def bad_values(self):
        return [self.min - 1, self.max + 1, 1.5, math.nan, "one", None]

    def allowed_words(self):
        return [f"{self.min:g}", f"{self.max:g}"]
