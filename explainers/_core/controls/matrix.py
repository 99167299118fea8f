# Twin: _player/src/controls/matrix.js
"""A square of numbers, such as a kernel, that the reader writes."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from typing import Any

import numpy as np

from explainers._core.controls import _squares
from explainers._core.controls._control import Control, frame
from explainers._core.controls._grid import HINT, cells
from explainers._core.html import button, label, numeral, tag
from explainers._core.words import names

__all__ = ["Matrix"]


@dataclass(frozen=True)
class Matrix(Control):
    """A square of numbers that the reader writes, such as a kernel: a sample, or any other.

    sizes: how many rows and columns it may have. samples: {label: rows}. value: a sample's label, however it is typed,
    or rows: a list of lists, an array, whatever has `to_numpy`, or a text such as "0,-1,0;-1,5,-1;0,-1,0". A number is
    from low to high, and kept with nine decimals. step: by how much a key, or a short drag, changes one.

    The model gets (S, S), S being the largest of the sizes; of a smaller square the numbers lie in the middle, with
    zeros around. The sizes are all odd or all even, so that there is a middle. size: an input that gets, beside that,
    how many rows there are, (). ValueError names a value that does not fit, and says what would.
    """

    sizes: Sequence[int] = (3,)
    samples: Mapping[str, Any] = field(default_factory=dict)
    value: Any = ""
    _: KW_ONLY
    low: float = -10
    high: float = 10
    step: float = 0.5
    size: str = ""

    kind = "matrix"

    def __post_init__(self):
        if len({size % 2 for size in self.sizes}) != 1 or list(self.sizes) != sorted({*self.sizes}):
            raise ValueError(f"{self.name} takes sizes from small to large, all odd or all even; not {self.sizes!r}")
        known: dict[str, str] = {}
        for sample in self.samples:
            same = known.setdefault(self._text(self.samples[sample]), sample)
            if same != sample:
                raise ValueError(f"{self.name}: the samples {same!r} and {sample!r} are the same numbers")

    @property
    def feeds(self):
        return [*super().feeds, *([self.size] if self.size else [])]

    @property
    def ends(self):
        size = self.sizes[-1]
        return np.full((size, size), self.low), np.full((size, size), self.high)

    def check(self, value):
        sample = names.found(value, list(self.samples)) if isinstance(value, str) else None
        if sample is not None:
            return sample
        text = self._text(value)
        return next((label for label, rows in self.samples.items() if self._text(rows) == text), text)

    def _text(self, value):
        """Rows, in any form, as an address has them."""
        known = f"a sample ({', '.join(self.samples)}) or " if self.samples else ""
        allowed = f"{self.name} takes {known}{_squares.fitting(self.sizes, self.low, self.high)}"
        try:
            if isinstance(value, str) and not any(map(str.isdigit, value)):
                raise ValueError(names.hint(value, list(self.samples)) or f"not {value[:40]!r}")
            found = _squares.rows(value) if isinstance(value, str) else listed(value)
            return _squares.written(_squares.checked(found, self.sizes, self.low, self.high))
        except ValueError as error:
            raise ValueError(f"{allowed}; {error}") from None

    def rows(self, value):
        """[[number, ...], ...] of a checked value."""
        return _squares.rows(self._text(self.samples.get(value, value)))

    def array(self, value):
        rows, size = self.rows(value), self.sizes[-1]
        return np.pad(np.asarray(rows, np.float32), (size - len(rows)) // 2)

    def arrays(self, value):
        counted = {(self.size, None): np.float32(len(self.rows(value))).reshape(())} if self.size else {}
        return {**super().arrays(value), **counted}

    def fits(self, explainer, model):
        (name, index), size = self.target or ("", None), self.sizes[-1]
        shape = model.inputs.get(name, (size, size))
        if index is not None or np.prod(shape) != size * size:
            raise ValueError(f"{self.name} feeds a whole input of {size} by {size} numbers, not {self.input or name!r}")

    def spec(self):
        samples = [{"label": each, "value": self._text(rows)} for each, rows in self.samples.items()]
        limits = {"min": self.low, "max": self.high, "step": self.step}
        return {**super().spec(), "sizes": list(self.sizes), "samples": samples, "size": self.size, **limits}

    @staticmethod
    def markup(id, spec, address):
        known = {sample["label"]: sample["value"] for sample in spec["samples"]}
        rows = _squares.rows(known.get(spec["value"], spec["value"]))
        sizes, most = spec["sizes"], spec["sizes"][-1] ** 2
        numbers = [number for row in rows for number in row]
        fields = cells(
            f"{spec['name']}_cell", numbers, len(rows), most, spec["label"], spec["min"], spec["max"], f"{id}-hint"
        )
        pasted = label(f"{id}-rows", f"A row a line: {' or '.join(f'{size} by {size}' for size in sizes)}")
        pasted += tag("textarea", rows=sizes[-1], id=f"{id}-rows", spellcheck="false", autocomplete="off")
        pasted += tag("div", button("take", "Take these numbers"), cls="dnn-buttons")
        buttons = button("normalize", "Normalize", title="Divide by the sum, so that they add up to 1")
        buttons += button("flip", "Flip", title="Turn by 180°") + button("undo", "Undo")
        return frame(spec, "".join([
            tag("div", heads(id, spec, known, len(rows)), cls="dnn-heads"),
            fields,
            tag("div", buttons, cls="dnn-buttons"),
            tag("p", HINT, cls="dnn-hint", id=f"{id}-hint"),
            tag("details", tag("summary", "Paste rows of numbers") + pasted),
            tag("p", cls="dnn-said", role="status"),
        ]))  # fmt: skip

    @staticmethod
    def said(spec, value):
        return value if value in [sample["label"] for sample in spec["samples"]] else "your own numbers"

    @classmethod
    def example(cls):
        ridge, spot = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], np.full((5, 5), 1 / 25)
        return cls("grid", (3, 5), {"Ridge": ridge, "Wide spot": spot}, "Ridge", size="grid_rows")

    def random_value(self, rng):
        if self.samples and not rng.integers(4):
            return list(self.samples)[rng.integers(len(self.samples))]
        size = self.sizes[rng.integers(len(self.sizes))]
        most = min(-self.low, self.high) if self.low < 0 < self.high else self.high
        numbers = rng.choice([-most, -2, -1, -0.5, 0, 0, 0, 0.5, 1, 2, most], (size, size))
        return np.clip(numbers, self.low, self.high).tolist()

    def bad_values(self):
        size = self.sizes[0]
        good = np.zeros((size, size))
        outside, missing = good + self.high + 1, good + np.nan
        odd = "1,2;3", "1,2;3,4" if size != 2 else "1", "1,a,0;0,0,0;0,0,0", "no such sample", ""
        return [outside.tolist(), missing.tolist(), good[1:].tolist(), [0] * size**2, *odd, [], None, 3, True]

    def allowed_words(self):
        return [f"{size} by {size}" for size in self.sizes] + [f"{self.high:g}", *self.samples]


def heads(id, spec, known, size):
    """What all cells are set by: a sample, and how many there are."""
    own = spec["value"] not in known
    if not known:
        found = tag("p", escape(spec["label"]), cls="dnn-label")
        found += tag("input", type="hidden", name=spec["name"], value=spec["value"])
    else:
        options = "".join(tag("option", escape(each), value=each, selected=each == spec["value"]) for each in known)
        options += tag("option", "your own", value="", selected=own, disabled=not own)
        select = tag("select", options, id=id, name=spec["name"], autocomplete="off")
        found = tag("div", label(id, spec["label"]) + select)
    if len(spec["sizes"]) == 1:
        return found
    options = "".join(
        tag("option", f"{each} × {each}", value=numeral(each), selected=each == size) for each in spec["sizes"]
    )
    sizes = tag("select", options, id=f"{id}-size", name=f"{spec['name']}_size", autocomplete="off")
    return found + tag("div", label(f"{id}-size", "Size") + sizes)


def listed(value):
    """Rows of numbers given in Python. ValueError for what are none."""
    value = value.to_numpy() if hasattr(value, "to_numpy") else value
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError("its rows are not of one length") from None
    if array.ndim != 2 or array.dtype.kind not in "iuf":
        raise ValueError(f"not {str(value)[:40]!r}")
    if not np.isfinite(array).all():
        raise ValueError("it has numbers that are not finite")
    return array.astype(float).tolist()
