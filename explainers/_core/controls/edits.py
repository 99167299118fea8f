# Twin: _player/src/controls/edits.js
"""Kernels of a network written over by hand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame, read_number
from explainers._core.controls._grid import HINT, cells
from explainers._core.html import button, tag

__all__ = ["Edits"]

HEAD = 3  # numbers that say which kernel it is
DIGITS = 1e4  # numbers are kept with four decimals


@dataclass(frozen=True)
class Edits(Control):
    """Kernels of a network, grids of numbers, that a reader writes over: any of any layer.

    layers: for each layer how many feature maps it makes, and of how many channels. size: rows and columns of a grid.
    value: [(layer, map, channel, rows), ...], counted from 1, where None stands for a number that stays as it was
    learned; or the same as one flat list, which is how it is kept.

    The model gets (grids, size, size), layer by layer, map by map, channel by channel, with NaN where a number stays.
    The page has cells for one grid. at: outputs that say which, a layer from 1, a map and a channel from 0; shown: the
    output with its numbers. pins: the Choice control of the channel, which stays where it is once a number is changed.
    """

    layers: Sequence[tuple[int, int]] = ()
    size: int = 5
    at: Sequence[str] = ()
    shown: str = ""
    pins: str = ""
    low: float = -10
    high: float = 10
    step: float = 0.1
    value: Sequence = ()

    kind = "edits"
    stands = "wholly under"

    @property
    def each(self):
        """How many numbers of a value are one kernel."""
        return HEAD + self.size**2

    @property
    def ends(self):
        size = self.size**2
        last = len(self.layers), *self.layers[-1]
        return [], [*(1, 1, 1), *[self.low] * size, *last, *[self.high] * size]

    def check(self, value):
        kernels = "; ".join(
            f"layer {i}: maps 1 to {maps}, channels 1 to {channels}" for i, (maps, channels) in self.known
        )
        allowed = (
            f"{self.name} takes kernels, each a layer, a map, a channel ({kernels}), and {self.size} by {self.size} "
            f"numbers from {self.low:g} to {self.high:g}, or nothing for one that stays as it was learned"
        )
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray):
            raise ValueError(f"{allowed}; not {value!r}")
        flat = [number for part in value for number in flattened(part)]
        flat += [None] * (-len(flat) % self.each)  # a link may have lost the commas at its end
        found = {}
        for start in range(0, len(flat), self.each):
            head, numbers = flat[start : start + HEAD], flat[start + HEAD : start + self.each]
            place = self.place(head)
            if place is None:
                raise ValueError(f"{allowed}; there is no kernel {head!r}")
            if place in found:
                raise ValueError(f"{allowed}; not {head!r} twice")
            for number in numbers:
                real = isinstance(number, int | float | np.number) and not isinstance(number, bool)
                if number is not None and not (real and self.low <= number <= self.high):
                    raise ValueError(f"{allowed}; not {number!r}")
            found[place] = [*map(int, head), *(None if number is None else rounded(number) for number in numbers)]
        return [
            number for _, each in sorted(found.items()) if any(n is not None for n in each[HEAD:]) for number in each
        ]

    @property
    def known(self):
        """[(layer from 1, (maps, channels)), ...]."""
        return list(enumerate(self.layers, 1))

    def place(self, head):
        """Which grid a layer, a map and a channel, from 1, are, among all of them; None where there is none."""
        before = 0
        for layer, (maps, channels) in self.known:
            if is_count(head[0], layer, layer):
                there = is_count(head[1], 1, maps) and is_count(head[2], 1, channels)
                return before + (int(head[1]) - 1) * channels + int(head[2]) - 1 if there else None
            before += maps * channels
        return None

    def array(self, value):
        count = sum(maps * channels for maps, channels in self.layers)
        grids = np.full((count, self.size**2), np.nan, np.float32)
        for start in range(0, len(value), self.each):
            numbers = value[start + HEAD : start + self.each]
            grids[self.place(value[start : start + HEAD])] = [math.nan if each is None else each for each in numbers]
        return grids.reshape(count, self.size, self.size)

    def read(self, text):
        return [read_number(part) if part.strip() else None for part in text.split(",")] if text else []

    def spec(self):
        own = {"layers": [list(each) for each in self.layers], "size": self.size, "at": list(self.at)}
        limits = {"min": self.low, "max": self.high, "step": self.step}
        return {**super().spec(), **own, "shown": self.shown, "pins": self.pins, **limits}

    def opening(self, outputs, others):
        if not self.shown:
            return {}
        layer, place, channel = (int(outputs[name]) for name in self.at)
        numbers = [float(number) for number in outputs[self.shown].ravel()]
        return {"first": {"numbers": numbers, "words": named(layer, place + 1, channel + 1)}}

    @staticmethod
    def markup(id, spec, address):
        first = spec.get("first") or {"numbers": [0] * spec["size"] ** 2, "words": ""}
        limits = spec["min"], spec["max"], f"{id}-hint"
        fields = cells(
            f"{spec['name']}_cell", first["numbers"], spec["size"], spec["size"] ** 2, spec["label"], *limits
        )
        buttons = button("undo", "Undo", disabled=True) + button("one", "Restore this kernel", disabled=True)
        buttons += button("all", "Restore all", disabled=True)
        return frame(spec, "".join([
            tag("legend", escape(spec["label"])),
            tag("p", escape(first["words"]), cls="dnn-which"),
            fields,
            tag("div", buttons, cls="dnn-buttons"),
            tag("p", HINT, cls="dnn-hint", id=f"{id}-hint"),
            tag("p", cls="dnn-said", role="status"),
        ]), "fieldset")  # fmt: skip

    @staticmethod
    def said(spec, value):
        count = len(value) // (HEAD + spec["size"] ** 2)
        return "none" if not count else "1 kernel" if count == 1 else f"{count} kernels"

    @classmethod
    def example(cls):
        return cls("cuts", input="cuts", layers=((2, 1), (3, 2)), size=2)

    def random_value(self, rng):
        found: list = []
        for _ in range(rng.integers(3)):
            layer = int(rng.integers(len(self.layers))) + 1
            head = [layer, *(int(rng.integers(most)) + 1 for most in self.layers[layer - 1])]
            numbers = [float(np.round(each, 2)) for each in rng.uniform(-1, 1, self.size**2)]
            known = [found[start : start + HEAD] for start in range(0, len(found), self.each)]
            found += [] if head in known else head + [each if rng.integers(2) else None for each in numbers]
        return self.check(found)

    def bad_values(self):
        size = self.size**2
        good = [1, 1, 1, *[0.5] * size]
        outside = (
            [1, 1, 1, self.high + 1, *good[4:]],
            [len(self.layers) + 1, *good[1:]],
            [1, self.layers[0][0] + 1, *good[2:]],
        )
        return [
            [1],
            [*good, *good],
            *outside,
            [1, 1, 0, *good[3:]],
            [1, 1.5, *good[2:]],
            [*good[:-1], "a"],
            "x",
            3,
            None,
        ]

    def allowed_words(self):
        return [f"{self.size} by {self.size}", f"{self.high:g}"]


def is_count(number, low, high):
    """Whether it is a whole number from low to high."""
    real = isinstance(number, int | float | np.number) and not isinstance(number, bool)
    return real and number == number // 1 and low <= number <= high


def flattened(part):
    """The numbers of a part of a value: of nested rows, or one."""
    if isinstance(part, list | tuple | np.ndarray):
        return [number for each in part for number in flattened(each)]
    return [part.item() if isinstance(part, np.generic) else part]


def rounded(number):
    """A number with four decimals; halves go up, in the page as here."""
    return math.floor(number * DIGITS + 0.5) / DIGITS


def named(layer, place, channel):
    """Which kernel it is, in words."""
    return f"Layer {layer}, map {place}, channel {channel}"
