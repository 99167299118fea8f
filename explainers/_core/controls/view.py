# Twin: _player/src/controls/view.js
"""Which part of a picture is seen: zoomed and moved as a map is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number, within
from explainers._core.html import button, label, numeral, output, tag
from explainers._core.words.rounded import fixed

__all__ = ["View"]

FIELDS = "Pixels across", "Middle, from the left", "Middle, from the top"
HINT = (
    "Drag the picture to move it. Two fingers zoom, two taps, and the wheel with Ctrl or ⌘ held: alone, it scrolls the "
    "page. Keys on the picture: arrows, + and −."
)


@dataclass(frozen=True)
class View(Control):
    """Which part of a picture of `most` by `most` pixels is seen, a square: (across, x, y), how many pixels each way,
    from `least` to `most`, and the middle, in pixels from the left and the upper edge.

    The middle is moved until all of the part lies within the picture. value: by default all of it. whole: a part of so
    few pixels begins at a whole one when a hand has moved it. panel: the axes in which the part is drawn, from 0 to 1,
    from the upper left corner.
    """

    most: float
    value: Sequence[float] = ()
    least: float = 7
    whole: float = 8
    panel: tuple[str, str] = ("x", "y")

    kind = "view"

    @property
    def default(self):
        return self.check(self.value if len(self.value) else self.ends[1])

    @property
    def ends(self):
        return [self.least, 0, 0], [self.most, self.most, self.most]

    def check(self, value):
        allowed = (
            f"{self.name} takes three numbers: how many pixels are seen across, from {self.least:g} to {self.most:g}, "
            f"and x and y of the middle, from 0 to {self.most:g}; not {value!r}"
        )
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str) or len(value) != 3:
            raise ValueError(allowed)
        try:
            across, *middle = (within(self.name, *each) for each in zip(value, *self.ends, strict=True))
        except ValueError:
            raise ValueError(allowed) from None
        return [across, *(min(max(each, across / 2), self.most - across / 2) for each in middle)]

    def read(self, text):
        return [read_number(part) for part in text.split(",")]

    def spec(self):
        return {
            **super().spec(),
            "panel": list(self.panel),
            "least": self.least,
            "most": self.most,
            "whole": self.whole,
        }

    @staticmethod
    def markup(id, spec, address):
        inwards = button("zoom_in", "+", aria_label="Zoom in")
        out = button("zoom_out", "−", aria_label="Zoom out", disabled=spec["value"][0] >= spec["most"])
        lows = spec["least"], 0, 0
        sliders = "".join(
            slider(f"{id}-{i}", spec, i, *each) for i, each in enumerate(zip(FIELDS, lows, spec["value"], strict=True))
        )
        fold = tag("details", tag("summary", "By numbers") + sliders, cls="dnn-part")
        hint = tag("p", HINT, cls="dnn-hint")
        row = tag("div", inwards + out + button("zoom_all", "All of it"), cls="dnn-buttons")
        return frame(spec, tag("legend", escape(spec["label"])) + row + hint + fold, "fieldset")

    @staticmethod
    def said(spec, value):
        across, x, y = map(fixed, value)
        return "all of it" if value[0] >= spec["most"] else f"{across} pixels across, around {x} and {y}"

    @classmethod
    def example(cls):
        return cls("part", 28, (14, 10, 16))

    def random_value(self, rng):
        across = math.exp(rng.uniform(math.log(self.least), math.log(self.most)))
        return [float(round(each, 2)) for each in (across, *rng.uniform(0, self.most, 2))]

    def bad_values(self):
        across, x, y = self.default
        return [
            [math.nan, x, y], [self.least - 1, x, y], [self.most + 1, x, y], [across, -1, y],
            [across, x, self.most + 1], [across, x], [across, x, y, 0], "near", None, 3,
        ]  # fmt: skip

    def allowed_words(self):
        return [f"from {self.least:g} to {self.most:g}", f"from 0 to {self.most:g}"]


def slider(id, spec, index, words, low, value):
    """One of the three numbers."""
    field = tag(
        "input", type="range", id=id, name=spec["name"], data_field=index, min=numeral(low), max=numeral(spec["most"]),
        step=1, value=numeral(value), autocomplete="off",
    )  # fmt: skip
    return tag("div", label(id, words) + output(id, f"{value:.0f}") + field, cls="dnn-field")
