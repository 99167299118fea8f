# Twin: _player/src/controls/entries.js
"""Numbers, such as weights, written over by hand: of what is carried while it runs, or of an input."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number
from explainers._core.html import button, tag
from explainers._core.words.rounded import fixed

__all__ = ["Entries"]

MOST = 1000.0  # as large as a number may be, either way


@dataclass(frozen=True)
class Entries(Control):
    """Numbers, such as weights, each written over by hand.

    input: `count` numbers. value: what is written over, [place, number, place, number, ...]; as a rule nothing. Where
    the input is carried on, it is written over at a step, from where the run stands. start: its numbers, where nothing
    else feeds it: then what is written over stays so, like any setting.

    The page has `fields` fields, for what comes into the thing that is looked at. of: the Look control; shown: outputs
    with the numbers of the fields, one after the other; places: the output that says which of the numbers they are;
    origins: the output that says from which thing each comes, counted from 0, where it comes from one; last: what
    the last field is called; form: an output, and what is done with the sum, by its number. lines: outputs with the
    outlines of lines, x, y of some, y of the others; line_places, line_ends: those that say which of the
    numbers each line is, and the Look's number of the thing that it leads to. A tap on a line leads to its field.
    """

    count: int = 0
    of: str = ""
    fields: int = 0
    shown: Sequence[str] = ()
    places: str = ""
    origins: str = ""
    last: str = ""
    form: tuple[str, Sequence[str]] | None = None
    lines: Sequence[str] = ()
    line_places: str = ""
    line_ends: str = ""
    panel: tuple[str, str] = ("x", "y")
    restarts: bool | None = False
    value: Sequence[float] = ()
    start: Sequence[float] = ()

    kind = "entries"

    def __post_init__(self):
        if len(self.start) not in (0, self.count):
            raise ValueError(f"{self.name} has {len(self.start)} numbers to start with, not {self.count}")

    @property
    def momentary(self):
        return not len(self.start)

    @property
    def ends(self):
        return [], [0, 1.0]

    def check(self, value):
        allowed = f"{self.name} takes places from 0 to {self.count - 1}, each with a number from {-MOST:g} to {MOST:g}"
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) or len(value) % 2:
            raise ValueError(f"{allowed}; not {value!r}")
        found = {}
        for place, number in pairs(value):
            real = isinstance(number, int | float | np.number) and not isinstance(number, bool)
            if isinstance(place, bool) or place not in range(self.count) or not real or not abs(number) <= MOST:
                raise ValueError(f"{allowed}; not {place!r}, {number!r}")
            found[int(place)] = float(number)
        return [each for pair in found.items() for each in pair]

    def arrays(self, value):
        return {} if self.momentary else {self.target: over(np.array(self.start, np.float32), value)}

    def put(self, value, feeds):
        if not self.momentary:
            super().put(value, feeds)
            return
        for name in (name for name in self.feeds if name in feeds):
            over(feeds[name].reshape(-1), value)

    def read(self, text):
        return [read_number(part) for part in text.split(",")] if text else []

    def spec(self):
        own = "count", "of", "fields", "places", "origins", "last", "line_places", "line_ends"
        form = {"output": self.form[0], "words": list(self.form[1])} if self.form else None
        lists = {"shown": list(self.shown), "lines": list(self.lines), "panel": list(self.panel)}
        lists["start"] = np.array(self.start, np.float32).tolist()
        return {**super().spec(), **{name: getattr(self, name) for name in own}, **lists, "form": form}

    def opening(self, outputs, others):
        places = outputs[self.places].tolist() if self.places else []
        names = list(others[self.of].options) if self.of else []
        origins = outputs[self.origins].tolist() if self.origins else []
        numbers = [number for name in self.shown for number in outputs[name].reshape(-1).tolist()]
        fields = [
            None
            if np.isnan(place)
            else [f"× {names[int(origins[field]) + 1]}" if field < len(origins) else self.last, fixed(number, 2)]
            for field, (place, number) in enumerate(zip(places, numbers, strict=True))
        ]
        word = self.form[1][int(outputs[self.form[0]])] if self.form else ""
        return {"first": {"fields": fields, "word": word}}

    @staticmethod
    def markup(id, spec, address):
        first = spec.get("first") or {"fields": [], "word": ""}
        known = first["fields"] or [["", ""]] * spec["fields"]
        given = {"type": "number", "step": "any", "name": spec["name"], "autocomplete": "off"}
        fields = "".join(
            tag("label", tag("span", escape(name)) + tag("input", value=number, **given), hidden=not (name or number))
            for name, number in (each or ["", ""] for each in known)
        )
        words = tag("legend", spec["label"]) + tag("p", escape(first["word"]), cls="dnn-formula dnn-hint")
        undo = button("undo", "Undo", disabled=True)
        return frame(spec, words + tag("div", fields + undo, cls="dnn-entry"), "fieldset")

    @staticmethod
    def said(spec, value):
        count = len(value) // 2
        return "1 number" if count == 1 else f"{count} numbers"

    @classmethod
    def example(cls):
        return cls("edits", input="state", count=6, fields=2)

    def random_value(self, rng):
        places = rng.permutation(self.count)[: rng.integers(3)]
        return [each for place in places for each in (int(place), float(np.round(rng.uniform(-2, 2), 2)))]

    def bad_values(self):
        return [[0], [self.count, 1.0], [0.5, 1.0], [0, 1001], [0, "a"], "0,1", 3, None]

    def allowed_words(self):
        return [str(self.count - 1), f"{MOST:g}"]


def over(numbers, value):
    """The numbers, an array, with those of a value written over them, in place."""
    for place, number in pairs(value):
        numbers[int(place)] = number
    return numbers


def pairs(value):
    """The (place, number) of a value."""
    return zip(value[::2], value[1::2], strict=True)
