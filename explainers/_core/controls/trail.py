# Twin: _player/src/controls/trail.js
"""A trail of places in the figure, to which each click adds one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

import numpy as np

from explainers._core.controls._control import Control, frame, read_number, stepped, within
from explainers._core.controls.pick import Field
from explainers._core.html import button, numeral, tag

__all__ = ["Trail"]


@dataclass(frozen=True)
class Trail(Control):
    """Places in the figure, in the order in which a reader adds them: by a click, a tap, or keys. None is taken back,
    but all by starting over, so that each counts.

    fields: two Fields, across and up. room: how many places there may be. value: x, y, x, y, ..., or pairs of them;
    by default none. panel: the axes that take a click. adds: words of the button by which keys add a place.

    The model gets (room, 3): x, y and a 1 for each place, then zeros.
    """

    fields: Sequence[Field]
    room: int = 20
    value: Sequence = ()
    panel: tuple[str, str] = ("x", "y")
    adds: str = "Add"

    kind = "trail"

    @property
    def ends(self):
        across, up = self.fields
        return [], [across.max, up.max] * self.room

    def check(self, value):
        across, up = self.fields
        allowed = f"{self.name} takes up to {self.room} places ({across.label}, {up.label})"
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str):
            raise ValueError(f"{allowed}, not {value!r}")
        numbers = list(chain(*value)) if all(np.ndim(each) == 1 for each in value) else list(value)
        if len(numbers) % 2 or len(numbers) > 2 * self.room:
            raise ValueError(f"{allowed}, not {len(numbers) / 2:g}")
        fields = [self.fields[place % 2] for place in range(len(numbers))]
        return [
            within(f"{self.name} ({field.label})", each, field.min, field.max)
            for field, each in zip(fields, numbers, strict=True)
        ]

    def read(self, text):
        return [read_number(part) for part in text.split(",")] if text else []

    def array(self, value):
        places = np.zeros((self.room, 3), np.float32)
        there = np.reshape(value, (-1, 2))
        places[: len(there), :2], places[: len(there), 2] = there, 1
        return places

    def spec(self):
        fields = [{"label": each.label, "min": each.min, "max": each.max, "step": each.step} for each in self.fields]
        return {**super().spec(), "fields": fields, "room": self.room, "panel": list(self.panel), "adds": self.adds}

    @staticmethod
    def markup(id, spec, address):
        hint = tag("p", "Click in the figure. With keys: aim with the arrows, then press Enter.", cls="dnn-hint")
        aim = button(spec["name"], spec["adds"], id=id, aria_describedby=f"{id}-aim")
        where = tag("p", "", cls="dnn-said", id=f"{id}-aim", role="status")
        return frame(spec, tag("legend", escape(spec["label"])) + hint + aim + where, "fieldset")

    @staticmethod
    def said(spec, value):
        across, up = (field["label"] for field in spec["fields"])
        pairs = zip(value[::2], value[1::2], strict=True)
        return "; ".join(f"{numeral(x)} {across}, {numeral(y)} {up}" for x, y in pairs) or "none"

    @classmethod
    def example(cls):
        return cls("marks", (Field("x", -1, 1, 0.05), Field("y", 0, 9)), 4, (0, 1, 0.5, 2))

    def random_value(self, rng):
        count = int(rng.integers(self.room + 1))
        return [stepped(rng, field.min, field.max, field.step) for _ in range(count) for field in self.fields]

    def bad_values(self):
        across, up = (field.min for field in self.fields)
        return [[math.nan, up], [across - 1, up], [across], [across, up] * (self.room + 1), "here", None, 3]

    def allowed_words(self):
        return [self.fields[0].label]
