# Twin: _player/src/controls/retouch.js
"""Pixels of a picture, whose numbers are written over by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number
from explainers._core.html import button, label, numeral, output, tag
from explainers._core.words.rounded import fixed

__all__ = ["Retouch"]


@dataclass(frozen=True)
class Retouch(Control):
    """Pixels of a picture whose numbers are written over, at most `room` of them: each a column and a row, from 0, and
    a number from 0 to `top` for each of `names`, one after the other.

    shape: (height, width) of the picture. The model gets (room, 2 + names), with -1 where nothing is written. at:
    outputs, the column and the row of the pixel that the page writes over. shown: the output with its numbers, as they
    are now.
    """

    shape: tuple[int, int]
    names: Sequence[str]
    at: Sequence[str] = ()
    shown: str = ""
    top: int = 255
    room: int = 24
    value: Sequence[float] = ()

    kind = "retouch"

    @property
    def ends(self):
        height, width = self.shape
        return [], [width - 1, height - 1, *[self.top] * len(self.names)]

    def fits(self, explainer, model):
        for name in [*self.at, self.shown]:
            if name and name not in model.outputs:
                raise ValueError(f"{self.name} needs an output {name!r}; there are: {', '.join(model.outputs)}")

    def check(self, value):
        height, width = self.shape
        allowed = (
            f"{self.name} takes up to {self.room} pixels, each a column from 0 to {width - 1}, a row from 0 to "
            f"{height - 1}, and {', '.join(self.names)}, whole numbers from 0 to {self.top}"
        )
        long = 2 + len(self.names)
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) or np.ndim(value) > 1:
            raise ValueError(f"{allowed}; not {value!r}")
        if len(value) % long or len(value) > long * self.room:
            raise ValueError(f"{allowed}; not {len(value)} numbers")
        highest = [width - 1, height - 1, *[self.top] * len(self.names)]
        found: dict[tuple, list] = {}
        for start in range(0, len(value), long):
            pixel = list(value[start : start + long])
            if any(isinstance(each, bool) or each not in range(high + 1) for each, high in zip(pixel, highest)):
                raise ValueError(f"{allowed}; not {pixel!r}")
            found[tuple(pixel[:2])] = [int(each) for each in pixel]
        return [each for pixel in found.values() for each in pixel]

    def array(self, value):
        long = 2 + len(self.names)
        rows = np.full((self.room, long), -1, np.float32)
        rows.reshape(-1)[: len(value)] = value
        return rows

    def read(self, text):
        return [read_number(part) for part in text.split(",")] if text else []

    def spec(self):
        own = {"shape": list(self.shape), "names": list(self.names), "at": list(self.at)}
        return {**super().spec(), **own, "shown": self.shown, "top": self.top, "room": self.room}

    def opening(self, outputs, others):
        numbers = outputs[self.shown].tolist() if self.shown else [0.0] * len(self.names)
        return {"first": [int(fixed(number)) for number in numbers]}

    @staticmethod
    def markup(id, spec, address):
        numbers = spec.get("first") or [0] * len(spec["names"])
        rows = "".join(
            row(f"{id}-{i}", spec, i, *pair) for i, pair in enumerate(zip(spec["names"], numbers, strict=True))
        )
        buttons = tag("div", button("undo", "Undo", disabled=True), cls="dnn-buttons")
        said = tag("p", cls="dnn-said", role="status")
        return frame(spec, tag("legend", escape(spec["label"])) + rows + buttons + said, "fieldset")

    @staticmethod
    def said(spec, value):
        count = len(value) // (2 + len(spec["names"]))
        return "1 pixel" if count == 1 else f"{count} pixels"

    @classmethod
    def example(cls):
        return cls("dabs", (3, 4), ("Red", "Green", "Blue"))

    def random_value(self, rng):
        height, width = self.shape
        places = rng.permutation(height * width)[: rng.integers(min(4, self.room + 1))]
        return [
            int(each)
            for place in places
            for each in (place % width, place // width, *rng.integers(self.top + 1, size=len(self.names)))
        ]

    def bad_values(self):
        good = [0, 0, *[0] * len(self.names)]
        return [good[1:], [self.shape[1], *good[1:]], [*good[:-1], self.top + 1], [*good[:-1], 0.5], "red", None, 3]

    def allowed_words(self):
        return [f"up to {self.room} pixels", f"from 0 to {self.top}"]


def row(id, spec, index, name, value):
    """One number of a pixel, on a slider."""
    slider = tag(
        "input", type="range", id=id, name=spec["name"], data_field=index, min=0, max=spec["top"], step=1,
        value=numeral(value), autocomplete="off",
    )  # fmt: skip
    return tag("div", label(id, name) + output(id, numeral(value)) + slider, cls="dnn-field")
