# Twin: _player/src/controls/places.js
"""A few places in the figure, each dragged by itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number, stepped, within
from explainers._core.controls.pick import Field
from explainers._core.html import numeral, tag

__all__ = ["Places"]

HINT = "Drag them in the figure, or write their numbers."


@dataclass(frozen=True)
class Places(Control):
    """A few places in the figure, such as the points of a small data set, each dragged by itself or written as numbers.

    names: what each is called. fields: a Field for x and one for y. value: x of each, then y of each, in one row; the
    model gets them as (2, places). panel: the axes.
    """

    names: Sequence[str]
    fields: Sequence[Field]
    value: Sequence[float]
    panel: tuple[str, str] = ("x", "y")

    kind = "places"

    @property
    def ends(self):
        fields = [field for field, _ in wide(self.fields, self.names)]
        return [field.min for field in fields], [field.max for field in fields]

    def check(self, value):
        count = len(self.fields) * len(self.names)
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) or np.shape(value) != (count,):
            rows = ", then ".join(f"{field.label} of each" for field in self.fields)
            raise ValueError(f"{self.name} takes {count} numbers ({rows}), not {value!r}")
        numbers = zip(wide(self.fields, self.names), value, strict=True)
        return [within(f"{self.name} ({field.label})", each, field.min, field.max) for (field, _), each in numbers]

    def read(self, text):
        return [read_number(part) for part in text.split(",")]

    def spec(self):
        fields = [
            {"label": field.label, "min": field.min, "max": field.max, "step": field.step} for field in self.fields
        ]
        return {**super().spec(), "names": list(self.names), "fields": fields, "panel": list(self.panel)}

    @staticmethod
    def markup(id, spec, address):
        heads = tag("tr", tag("td") + "".join(tag("th", escape(name), scope="col") for name in spec["names"]))
        count, rows = len(spec["names"]), ""
        for i, field in enumerate(spec["fields"]):
            numbers = spec["value"][i * count : (i + 1) * count]
            cells = (cell(spec["name"], field, *pair) for pair in zip(spec["names"], numbers, strict=True))
            rows += tag("tr", tag("th", escape(field["label"]), scope="row") + "".join(cells))
        hint = tag("p", HINT, cls="dnn-hint")
        return frame(spec, tag("legend", escape(spec["label"])) + hint + tag("table", heads + rows), "fieldset")

    @staticmethod
    def said(spec, value):
        count = len(spec["names"])
        pairs = zip(spec["names"], value[:count], value[count:], strict=True)
        return ", ".join(f"{name} at {numeral(x)} and {numeral(y)}" for name, x, y in pairs)

    @classmethod
    def example(cls):
        return cls("stones", ("A", "B"), (Field("x", -1, 1, 0.05), Field("y", 0, 9, 0.5)), (-1, 0.5, 0, 9))

    def random_value(self, rng):
        return [stepped(rng, field.min, field.max, field.step) for field, _ in wide(self.fields, self.names)]

    def bad_values(self):
        good = list(self.value)
        outside = self.fields[0].max + 1
        return [[math.nan, *good[1:]], [outside, *good[1:]], good[1:], [good], "here", None, 3]

    def allowed_words(self):
        return [self.fields[0].label]


def wide(fields, names):
    """The field and the name of each number of a value, in their order."""
    return [(field, name) for field in fields for name in names]


def cell(name, field, place, value):
    """One number of one place."""
    limits = {key: numeral(field[key]) for key in ("min", "max", "step")}
    words = {"aria_label": f"{place}, {field['label']}", "inputmode": "decimal", "autocomplete": "off"}
    return tag("td", tag("input", type="number", name=name, **limits, value=numeral(value), **words))
