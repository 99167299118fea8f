# Twin: _player/src/controls/switches.js
"""Several things, each on or off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explainers._core.controls._control import Control, frame, read_number
from explainers._core.html import button, label, tag

__all__ = ["Switches"]


@dataclass(frozen=True)
class Switches(Control):
    """Which of several things are switched on; the page has a switch for the one that is looked at.

    count: how many there are; the model gets 1 or 0 for each, in their order. of: the Look control that says which is
    looked at; first: the number that it has for the first of them; or at: an output that says its place. value: places,
    counted from 0. none: what the button is called that switches all off.
    """

    count: int = 0
    of: str = ""
    first: int = 1
    at: str = ""
    none: str = "None of them"
    value: Sequence[int] = ()

    kind = "switches"

    @property
    def ends(self):
        return [], list(range(self.count))

    def check(self, value):
        allowed = f"{self.name} takes places from 0 to {self.count - 1}, each once"
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray):
            raise ValueError(f"{allowed}; not {value!r}")
        for place in value:
            if isinstance(place, bool) or place not in range(self.count):
                raise ValueError(f"{allowed}; not {place!r}")
        if len({int(place) for place in value}) < len(value):
            raise ValueError(f"{allowed}; not {list(value)!r}")
        return sorted(int(place) for place in value)

    def array(self, value):
        return np.isin(np.arange(self.count), value).astype(np.float32)

    def read(self, text):
        return [read_number(part) for part in text.split(",")] if text else []

    def spec(self):
        own = {name: getattr(self, name) for name in ("count", "of", "first", "at", "none")}
        return {**super().spec(), **own}

    @staticmethod
    def markup(id, spec, address):
        switch = tag("input", type="checkbox", role="switch", id=id, name=spec["name"], autocomplete="off")
        return frame(spec, switch + label(id, spec["label"]) + button("none", spec["none"], hidden=True))

    @staticmethod
    def said(spec, value):
        return f"{len(value)} of {spec['count']}"

    @classmethod
    def example(cls):
        return cls("flags", count=5, of="seen", first=0)

    def random_value(self, rng):
        return [place for place in range(self.count) if rng.integers(3) == 0]

    def bad_values(self):
        return [[self.count], [-1], [0, 0], [0.5], "0", 3, None]

    def allowed_words(self):
        return [str(self.count - 1)]
