# Twin: _player/src/controls/turn.js
"""From where something in space is seen: turned by a finger, a mouse or keys."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number, stepped, within
from explainers._core.html import label, numeral, output, tag
from explainers._core.words.rounded import fixed

__all__ = ["Turn"]

ROUND = 180  # degrees, to either side


@dataclass(frozen=True)
class Turn(Control):
    """From where a landscape is seen, in whole degrees: (around, tilt). The model gets both, and draws it.

    Dragging sideways in the figure walks around it, from -180 to 180 and on from there; dragging up and down tilts it,
    from `low`, nearly along the ground, to `high`, where 90 is from straight above. Two range inputs do the same.
    panel: the axes that are dragged in.
    """

    value: Sequence[float] = (30, 40)
    panel: tuple[str, str] = ("x", "y")
    low: float = 15
    high: float = 90

    kind = "turn"

    @property
    def ends(self):
        return [-ROUND, self.low], [ROUND, self.high]

    def check(self, value):
        allowed = (
            f"{self.name} takes two numbers, how far around from -{ROUND} to {ROUND} and the tilt from {self.low:g} to "
            f"{self.high:g} (degrees), not {value!r}"
        )
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str) or len(value) != 2:
            raise ValueError(allowed)
        try:
            return [within(self.name, each, low, high) for each, low, high in zip(value, *self.ends, strict=True)]
        except ValueError:
            raise ValueError(allowed) from None

    def read(self, text):
        return [read_number(part) for part in text.split(",")]

    def spec(self):
        return {**super().spec(), "panel": list(self.panel), "low": self.low, "high": self.high}

    @staticmethod
    def markup(id, spec, address):
        ends = ("Around", -ROUND, ROUND), ("Tilt", spec["low"], spec["high"])
        rows = "".join(
            row(f"{id}-{i}", spec["name"], i, *end, value)
            for i, (end, value) in enumerate(zip(ends, spec["value"], strict=True))
        )
        hint = tag("p", "Drag the picture, or slide.", cls="dnn-hint")
        return frame(spec, tag("legend", escape(spec["label"])) + hint + rows, "fieldset")

    @staticmethod
    def said(spec, value):
        around, tilt = map(degrees, value)
        return f"{around} around, tilted by {tilt}"

    @classmethod
    def example(cls):
        return cls("view")

    def random_value(self, rng):
        return [stepped(rng, low, high, 1) for low, high in zip(*self.ends, strict=True)]

    def bad_values(self):
        around, tilt = self.default
        return [
            [math.nan, tilt], [ROUND + 1, tilt], [-ROUND - 1, tilt], [around, self.low - 1], [around, self.high + 1],
            [around], [around, tilt, 0], "north", None, 3,
        ]  # fmt: skip

    def allowed_words(self):
        return [f"from -{ROUND} to {ROUND}", f"from {self.low:g} to {self.high:g}"]


def row(id, name, index, words, low, high, value):
    """One of the two angles, on a slider."""
    slider = tag(
        "input", type="range", id=id, name=name, data_field=index, min=numeral(low), max=numeral(high), step=1,
        value=numeral(value), aria_valuetext=degrees(value), autocomplete="off",
    )  # fmt: skip
    return tag("div", label(id, words) + output(id, degrees(value)) + slider, cls="dnn-field")


def degrees(value):
    """An angle in words, with the sign that print has."""
    return f"{fixed(value)}°".replace("-", "−")
