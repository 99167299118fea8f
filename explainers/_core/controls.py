"""What the reader may touch. A control is data: it names the model input that it feeds, and says what it allows.

Each has `name` (a keyword in Python, a form field in the page), `label` (words), `input` (the model input it feeds, or one
element of it: `"weights[2]"`; by default the input of its own name), `group` (controls with the same group stand together),
`default`, `check(value)` (the value made canonical, or a ValueError that says what is allowed), `array(value)` (what the
model gets) and `spec()` (what the page gets).
"""

import base64
import binascii
import difflib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass

import numpy as np

TARGET = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")


def finite(name, value, low, high):
    """value as a finite float within [low, high]; otherwise a ValueError that names the control and the range."""
    allowed = f"{name} takes a number from {low:g} to {high:g}"
    try:
        number = math.nan if isinstance(value, bool | str | bytes) or np.ndim(value) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if math.isnan(number):
        raise ValueError(f"{allowed}, not {value!r}")
    if not math.isfinite(number) or not low <= number <= high:
        raise ValueError(f"{allowed}, not {number:g}")
    return number


@dataclass(frozen=True)
class Control:
    """What all controls share."""

    name: str
    _: KW_ONLY
    label: str = ""
    input: str = ""
    group: str | None = None

    kind = "control"
    restarts = False                                        # whether another value begins another run

    @property
    def target(self):
        """The model input that it feeds, and the flat index of the one element of it, or None for the whole."""
        found = TARGET.fullmatch(self.input or self.name)
        if not found:
            raise ValueError(f"{self.name} feeds {self.input!r}; write an input's name, or one element: \"weights[2]\"")
        return found[1], None if found[2] is None else int(found[2])

    @property
    def default(self):
        return self.check(self.value)

    @property
    def ends(self):
        """Its lowest and its highest value, or what is furthest apart."""
        return self.min, self.max

    def array(self, value):
        return np.asarray(value, np.float32)

    def spec(self):
        target, index = self.target
        label = self.label or self.name.replace("_", " ").capitalize()
        return {"kind": self.kind, "name": self.name, "label": label, "input": target, "index": index,
                "group": self.group, "value": self.default, "restarts": self.restarts}


@dataclass(frozen=True)
class Slider(Control):
    """A number from min to max in steps of step. scale: "linear" or "log". format: how its value reads, as in ".2f"."""

    min: float
    max: float
    value: float
    step: float = 1.0
    scale: str = "linear"
    format: str = ""

    kind = "slider"

    def check(self, value):
        return finite(self.name, value, self.min, self.max)

    def spec(self):
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return {**super().spec(), "min": self.min, "max": self.max, "step": self.step, "scale": self.scale,
                "format": self.format or f".{decimals}f"}


@dataclass(frozen=True)
class Choice(Control):
    """One of some named options. options: {label: number or array that the model gets}. value: a label.

    search: for very many options: a field to type a part of the label into, in which capitals do not matter.
    """

    options: Mapping[str, object]
    value: str
    search: bool = False

    kind = "choice"

    def check(self, value):
        if isinstance(value, str) and value in self.options:
            return value
        if not self.search:
            raise ValueError(f"{self.name} takes one of: {', '.join(self.options)}; not {value!r}")
        folded = {label.casefold(): label for label in self.options}
        if isinstance(value, str) and value.casefold() in folded:
            return folded[value.casefold()]
        near = [folded[key] for key in difflib.get_close_matches(str(value).casefold(), folded, 3, 0.5)] or list(self.options)[:3]
        raise ValueError(f"{self.name} takes one of {len(self.options)} names, such as {', '.join(near)}; not {value!r}")

    @property
    def ends(self):
        labels = list(self.options)
        return labels[0], labels[-1]

    def array(self, value):
        return np.asarray(self.options[value], np.float32)

    def spec(self):
        options = [{"label": label, "value": np.asarray(fed).tolist()} for label, fed in self.options.items()]
        return {**super().spec(), "options": options, "search": self.search}


@dataclass(frozen=True)
class Toggle(Control):
    """On or off; the model gets 1 or 0."""

    value: bool = False

    kind = "toggle"
    ends = False, True

    def check(self, value):
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{self.name} takes True or False, not {value!r}")
        return bool(value)


@dataclass(frozen=True)
class Seed(Control):
    """Which random numbers: a whole number. It feeds the explainer's random arrays, not the model."""

    name: str = "seed"
    value: int = 1
    min: int = 0
    max: int = 9999

    kind = "seed"
    restarts = True

    def check(self, value):
        number = finite(self.name, value, self.min, self.max)
        if number != int(number):
            raise ValueError(f"{self.name} takes a whole number from {self.min} to {self.max}, not {number:g}")
        return int(number)

    def spec(self):
        return {**super().spec(), "input": None, "min": self.min, "max": self.max}


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

    panels: the axes that take a click, as ("x", "y") or several such. value: (x, y), or (panel, x, y) where there are
    several, counted from 1. fields: one Field for each of those numbers.
    """

    fields: Sequence[Field]
    value: Sequence[float]
    panels: Sequence[tuple[str, str]] = (("x", "y"),)

    kind = "pick"

    @property
    def ends(self):
        return [field.min for field in self.fields], [field.max for field in self.fields]

    def check(self, value):
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str) or len(value) != len(self.fields):
            raise ValueError(f"{self.name} takes {len(self.fields)} numbers ({', '.join(f.label for f in self.fields)}), not {value!r}")
        return [finite(f"{self.name} ({field.label})", number, field.min, field.max)
                for field, number in zip(self.fields, value, strict=True)]

    def spec(self):
        fields = [{"label": f.label, "min": f.min, "max": f.max, "step": f.step} for f in self.fields]
        return {**super().spec(), "panels": [list(panel) for panel in self.panels], "fields": fields}


@dataclass(frozen=True)
class Pad(Control):
    """A small picture that the reader draws: ink 1 on paper 0, each pixel in `levels` + 1 shades.

    shape: (height, width). value: an array of numbers from 0 to 1, the name of a sample, or the picture's code
    (shades as base64url nibbles, row by row). samples: {label: array}.
    """

    shape: tuple[int, int]
    samples: Mapping[str, object]
    value: object
    levels: int = 15

    kind = "pad"

    @property
    def ends(self):
        return np.zeros(self.shape), np.ones(self.shape)

    def check(self, value):
        allowed = (f"{self.name} takes a {self.shape[0]} by {self.shape[1]} array of numbers from 0 to 1, "
                   f"a sample ({', '.join(self.samples)}), or a picture's code")
        if isinstance(value, str) and value in self.samples:
            return self.check(self.samples[value])
        if isinstance(value, str):
            return encode(decode(value, self.shape, allowed))
        try:
            ink = np.asarray(value, float)
        except (TypeError, ValueError):
            raise ValueError(f"{allowed}; not {type(value).__name__}") from None
        if ink.shape != tuple(self.shape) or not np.isfinite(ink).all() or ink.min() < 0 or ink.max() > 1:
            raise ValueError(f"{allowed}; not shape {ink.shape}, from {ink.min(initial=0):g} to {ink.max(initial=0):g}")
        return encode(np.floor(ink * self.levels + 0.5).astype(np.uint8))

    def array(self, value):
        return (decode(value, self.shape, self.name) / np.float32(self.levels)).astype(np.float32)

    def spec(self):
        samples = [{"label": label, "value": self.check(ink)} for label, ink in self.samples.items()]
        return {**super().spec(), "shape": list(self.shape), "levels": self.levels, "samples": samples}


def encode(shades):
    """Shades 0 to 15, an even number of them, as base64url text: two to a byte, the first in the high half."""
    pairs = np.asarray(shades, np.uint8).ravel()
    return base64.urlsafe_b64encode((pairs[0::2] << 4 | pairs[1::2]).tobytes()).decode().rstrip("=")


def decode(code, shape, allowed):
    """The shades, uint8 of that shape, behind a code; ValueError(allowed) when it is not one."""
    try:
        raw = np.frombuffer(base64.b64decode(code + "=" * (-len(code) % 4), b"-_", validate=True), np.uint8)
    except (binascii.Error, ValueError):
        raise ValueError(f"{allowed}; not {code[:20]!r}") from None
    if raw.size * 2 != np.prod(shape):
        raise ValueError(f"{allowed}; not a code of {raw.size * 2} pixels")
    return np.stack([raw >> 4, raw & 15], axis=1).reshape(shape)


@dataclass(frozen=True)
class Play(Control):
    """Play, Step, Reset, speed and scrubbing back, for an explainer that carries state.

    steps: how many moments its history holds (a longer run is thinned, not cut). speed: steps a second, one of speeds.
    autoplay: so many steps play by themselves when the figure first comes into view, until the reader touches it. The seed
    makes it the same run each time, and a reader who asks for less motion is spared it.
    """

    name: str = "play"
    steps: int = 200
    speed: int = 10
    speeds: tuple[int, ...] = (1, 10, 60)
    autoplay: int = 0

    kind = "play"
    value = None

    def check(self, value):
        raise ValueError(f"{self.name} takes no value; use .run(steps)")

    @property
    def default(self):
        return None

    def spec(self):
        return {"kind": self.kind, "name": self.name, "label": self.label or "Play", "group": self.group,
                "steps": self.steps, "speed": self.speed, "speeds": list(self.speeds), "autoplay": self.autoplay}
