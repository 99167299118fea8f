# Twin: _player/src/controls/pad.js, _player/src/controls/parts/ink.js
"""A small picture that the reader draws."""

import base64
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame
from explainers._core.html import button, tag
from explainers._core.words import names

__all__ = ["Pad"]

CODE = re.compile(r"[A-Za-z0-9_-]*")
HINT = (
    "Draw with a finger or a mouse. With keys: arrows move, space puts the pen down or up, shift with an arrow erases."
)


@dataclass(frozen=True)
class Pad(Control):
    """A small picture that the reader draws: ink 1 on paper 0, each pixel in `levels` + 1 shades.

    shape: (height, width). value: an array of numbers from 0 to 1, the name of a sample, or the picture's code
    (shades as base64url nibbles, row by row). samples: {label: array}, each a button; listed: {words: {label: array}},
    more of them, in lists under these words. pen: how wide its stroke is, in px of the picture; one of 1 px goes from
    the middle of a pixel to that of another. beside: whether it stands beside the figure, and all other controls with
    it, so that it is in reach while one draws; else under it, among them.
    """

    shape: tuple[int, int]
    samples: Mapping[str, object]
    value: object
    levels: int = 15
    listed: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    pen: float = 2.2  # about the stroke of the digits that networks learn from
    beside: bool = True

    kind = "pad"
    stands = "with all"

    @property
    def ends(self):
        return np.zeros(self.shape), np.ones(self.shape)

    def check(self, value):
        allowed = (
            f"{self.name} takes a {self.shape[0]} by {self.shape[1]} array of numbers from 0 to 1, "
            f"a sample ({', '.join(self.samples)}), or a picture's code"
        )
        if isinstance(value, str):
            sample = names.found(value, list(self._all))
            if sample is not None:
                return self.check(self._all[sample])
            return encode(np.minimum(decode(value, self.shape, allowed), self.levels))
        try:
            ink = np.asarray(value, float)
        except (TypeError, ValueError):
            raise ValueError(f"{allowed}; not {type(value).__name__}") from None
        if ink.shape != tuple(self.shape) or not np.isfinite(ink).all() or ink.min() < 0 or ink.max() > 1:
            raise ValueError(f"{allowed}; not shape {ink.shape}, from {ink.min(initial=0):g} to {ink.max(initial=0):g}")
        return encode(np.floor(ink * self.levels + 0.5).astype(np.uint8))

    @property
    def _all(self):
        """The samples, with those in lists."""
        return {**self.samples, **{label: ink for some in self.listed.values() for label, ink in some.items()}}

    def array(self, value):
        return (decode(value, self.shape, self.name) / np.float32(self.levels)).astype(np.float32)

    def spec(self):
        samples = [{"label": label, "value": self.check(ink)} for label, ink in self._all.items()]
        shown = {"shape": list(self.shape), "levels": self.levels, "samples": samples, "pen": self.pen}
        lists = [[words, len(some)] for words, some in self.listed.items()]
        return {**super().spec(), **shown, "beside": self.beside, "lists": lists}

    @staticmethod
    def markup(id, spec, address):
        size = {"width": spec["shape"][1], "height": spec["shape"][0]}
        canvas = tag(
            "canvas",
            id=id,
            tabindex=0,
            role="application",
            aria_label=spec["label"],
            aria_describedby=f"{id}-hint",
            inert=True,
            **size,
        )
        labels = [sample["label"] for sample in spec["samples"]]
        first = len(labels) - sum(count for _, count in spec["lists"])
        samples = "".join(button(f"sample_{index}", labels[index], data_sample=index) for index in range(first))
        for words, count in spec["lists"]:
            options = tag("option", words, value="") + "".join(
                tag("option", escape(labels[index]), value=index) for index in range(first, first + count)
            )
            samples += tag("select", options, aria_label=words, autocomplete="off")
            first += count
        return frame(spec, "".join([
            tag("p", escape(spec["label"]), cls="dnn-label"),
            canvas,
            tag("input", type="hidden", name=spec["name"], value=spec["value"]),
            tag("div", button("clear", "Clear") + button("undo", "Undo"), cls="dnn-buttons"),
            tag("div", samples, cls="dnn-buttons dnn-samples", role="group", aria_label="Samples"),
            tag("p", HINT, cls="dnn-hint", id=f"{id}-hint"),
            tag("p", cls="dnn-said", role="status"),
        ]))  # fmt: skip

    @staticmethod
    def said(spec, value):
        samples = {sample["value"]: sample["label"] for sample in spec["samples"]}
        return samples.get(value, "your own drawing")

    @classmethod
    def example(cls):
        lists = {"More": {"dot": [[0, 1, 0, 0], [0, 0, 0, 0]]}}
        return cls("ink", (2, 4), {"bar": [[1, 0, 0, 0.5], [1, 0, 0, 1]]}, "bar", listed=lists)

    def random_value(self, rng):
        return rng.integers(self.levels + 1, size=self.shape) / self.levels

    def bad_values(self):
        shape = self.shape
        return [np.zeros((3, 2)), np.full(shape, math.nan), np.full(shape, 2.0), "no such sample", None, 3]

    def allowed_words(self):
        return [str(size) for size in self.shape]


def encode(shades):
    """Shades 0 to 15, an even number of them, as base64url text: two to a byte, the first in the high half."""
    pairs = np.asarray(shades, np.uint8).ravel()
    return base64.urlsafe_b64encode((pairs[0::2] << 4 | pairs[1::2]).tobytes()).decode().rstrip("=")


def decode(code, shape, allowed):
    """The shades, uint8 of that shape, behind a code; ValueError(allowed) when it is not one."""
    if len(code) % 4 == 1 or not CODE.fullmatch(code):  # base64 takes + and / as well, which a page does not
        raise ValueError(f"{allowed}; not {code[:20]!r}")
    raw = np.frombuffer(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)), np.uint8)
    if raw.size * 2 != np.prod(shape):
        raise ValueError(f"{allowed}; not a code of {raw.size * 2} pixels")
    return np.stack([raw >> 4, raw & 15], axis=1).reshape(shape)
