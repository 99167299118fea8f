# Twin: _player/src/controls/pick.js
"""A place in the figure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number, stepped, within
from explainers._core.html import decimals, label, numeral, output, tag
from explainers._core.words.summary import number

__all__ = ["Field", "Pick"]


@dataclass(frozen=True)
class Field:
    """One number of a Pick: its label and what it may be."""

    label: str
    min: float
    max: float
    step: float = 1.0


@dataclass(frozen=True)
class Pick(Control):
    """A place in the figure, set by a click, a tap, or keys.

    panels: the axes that take a click, as ("x", "y") or several such. value: (x, y), or (panel, x, y) where panels have
    different places, counted from 1. fields: one Field for each of those numbers. hover: whether a mouse need not
    click: what it is over is picked while it is there, and a click keeps it. follows: an output with the numbers of the
    place where a run stands, for one that the run moves on: what is picked is carried, and the next step starts there.
    view: the View that says which part of a picture the panel shows; then x and y are the column and the row of a
    pixel, from 0.
    """

    fields: Sequence[Field]
    value: Sequence[float]
    panels: Sequence[tuple[str, str]] = (("x", "y"),)
    hover: bool = False
    follows: str = ""
    view: str = ""

    kind = "pick"

    @property
    def ends(self):
        return [field.min for field in self.fields], [field.max for field in self.fields]

    def fits(self, explainer, model):
        views = [control.name for control in explainer.controls if control.kind == "view"]
        if self.view and self.view not in views:
            known = ", ".join(views) or "none"
            raise ValueError(f"{self.name} picks in the view {self.view!r}, which is not there; there are: {known}")
        if self.follows and model.outputs.get(self.follows) != (len(self.fields),):
            known = ", ".join(model.outputs)
            raise ValueError(
                f"{self.name} follows an output of {len(self.fields)} numbers, not {self.follows!r}; there are: {known}"
            )

    def check(self, value):
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str) or len(value) != len(self.fields):
            labels = ", ".join(field.label for field in self.fields)
            raise ValueError(f"{self.name} takes {len(self.fields)} numbers ({labels}), not {value!r}")
        pairs = zip(self.fields, value, strict=True)
        return [within(f"{self.name} ({field.label})", each, field.min, field.max) for field, each in pairs]

    def read(self, text):
        return [read_number(part) for part in text.split(",")]

    def spec(self):
        fields = [
            {"label": field.label, "min": field.min, "max": field.max, "step": field.step} for field in self.fields
        ]
        panels = [list(panel) for panel in self.panels]
        own = {"panels": panels, "fields": fields, "hover": self.hover, "follows": self.follows, "view": self.view}
        return {**super().spec(), **own}

    @staticmethod
    def markup(id, spec, address):
        rows = "".join(
            row(f"{id}-{i}", spec["name"], i, *pair)
            for i, pair in enumerate(zip(spec["fields"], spec["value"], strict=True))
        )
        words = "Click a pixel, or slide." if spec["view"] else "Click in the figure, or slide."
        hint = tag("p", words, cls="dnn-hint")
        return frame(spec, tag("legend", escape(spec["label"])) + hint + rows, "fieldset")

    @staticmethod
    def said(spec, value):
        fields = [(field["label"], f".{decimals(field['step'])}f") for field in spec["fields"]]
        return ", ".join(f"{words} {number(each, form)}" for (words, form), each in zip(fields, value, strict=True))

    @classmethod
    def example(cls):
        fields = Field("Map", 1, 2), Field("x", -1, 1, 0.05), Field("y", 0, 9)
        return cls("place", fields, (1, 0, 0), (("x", "y"), ("x2", "y2")))

    def random_value(self, rng):
        return [stepped(rng, field.min, field.max, field.step) for field in self.fields]

    def bad_values(self):
        first, *rest = (field.min for field in self.fields)
        return [[math.nan, *rest], [first - 1, *rest], [*rest], "here", None, 3]

    def allowed_words(self):
        return [self.fields[0].label]


def row(id, name, index, field, value):
    """One number of the place, on a slider."""
    limits = {"min": numeral(field["min"]), "max": numeral(field["max"]), "step": numeral(field["step"])}
    slider = tag(
        "input", type="range", id=id, name=name, data_field=index, **limits, value=numeral(value), autocomplete="off"
    )
    text = number(value, f".{decimals(field['step'])}f")
    return tag("div", label(id, field["label"]) + output(id, text) + slider, cls="dnn-field")
