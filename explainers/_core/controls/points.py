# Twin: _player/src/controls/parts/codes.js, _player/src/controls/points.js
"""Points in a plane."""

import base64
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote, unquote

import numpy as np

from explainers._core.controls import _tables
from explainers._core.controls._control import Control, frame
from explainers._core.html import button, label, tag
from explainers._core.run.data import Stored
from explainers._core.run.seeded import stream
from explainers._core.words import names

__all__ = ["Points"]

TOP = 255  # of the byte that a number is kept in
COUNTS = {"2": 2, "3": 3, "v": 0}  # of classes, by the kind of a table; v: values
LETTERS = "A", "B", "C"  # classes without a name
PLANE = [-1.0, 1.0]
ROOM = 0.9  # of the plane is what a table of other numbers fills
CODE = re.compile(r"([23v])~([^~]*)~([^~]*)~([A-Za-z0-9_-]*)")
FED = "points", "targets", "point_count", "classes", "regression", "ends"
HINT = (
    "Tap in the figure to add a point, drag one to move it. With keys: choose one in the list, move it with shift and "
    "arrows, delete it with Delete."
)


@dataclass(frozen=True)
class Points(Control):
    """Points in a plane, each of a class or with a value: those of a sample, or the reader's own, which are dragged,
    added, taken away, or pasted as a table.

    samples: {label: a stored array, (n, 3) uint8, of x, y and class or value}, kinds: {label: "2", "3" or "v"}: of how
    many classes, or of values. value: a sample's label, or points as a list of (x, y, class or value), an array, or
    whatever has `to_numpy`; numbers that do not lie between -1 and 1 are scaled to the plane, and each is kept in a
    byte. room: how many points there may be. panel: the axes that take a click.

    The model gets points (room, 2), from -1 to 1, in an order mixed by chance, always the same; targets (room,): -1 or
    1, of three classes 0 to 2, of values -1 to 1; point_count (); classes (), 3 or 1; regression (), 1 for values; and
    ends (3, 2): the reader's own x, y and value at -1 and 1.
    """

    samples: Mapping[str, Stored] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    value: Any = ""
    room: int = 500
    panel: tuple[str, str] = ("x", "y")

    kind = "points"

    @property
    def target(self):
        return None

    @property
    def feeds(self):
        return FED

    @property
    def ends(self):
        return coded([[-1, -1, 0], [1, 1, 1]]), coded([[1, 1, -1], [-1, 0.9, -0.5], [0.8, -1, 0.4], [-1, -0.7, 1]])

    def check(self, value):
        allowed = f"{self.name} takes a sample ({', '.join(self.samples)}) or 2 to {self.room} points (x, y, class)"
        if isinstance(value, str):
            sample = names.found(value, list(self.samples))
            if sample is not None:
                return sample
            return self._code(value, allowed)
        value = value.to_numpy() if hasattr(value, "to_numpy") else value
        if not isinstance(value, Sequence | np.ndarray) or (np.ndim(value) != 2 and not listed(value)):
            raise ValueError(f"{allowed}; not {value!r}")
        try:
            table = [(number, [plain(cell) for cell in row]) for number, row in enumerate(value, 1)]
            if not table:
                raise ValueError("the table is empty; a row holds x and y, and a class or a value")
            return coded(_tables.checked(table, self.room))
        except ValueError as error:
            raise ValueError(f"{allowed}; {error}") from None

    def _code(self, text, allowed):
        """A code as the page writes it, if it is one."""
        found = CODE.fullmatch(text)
        code = found and decoded(found[4])
        if not found or code is None or len(code) > self.room:
            raise ValueError(f"{allowed}; not {text[:20]!r}")
        kind, ends, labels, _ = found.groups()
        numbers = [float(each) for each in ends.split(",")] if re.fullmatch(r"[-+.,eE0-9]+", ends) else []
        wanted = 6 if kind == "v" else 4
        if ends and (len(numbers) != wanted or not all(map(math.isfinite, numbers))):
            raise ValueError(f"{allowed}; its ends are not {wanted} numbers: {ends[:40]!r}")
        if kind != "v" and code[:, 2].max(initial=0) >= COUNTS[kind]:
            raise ValueError(f"{allowed}; it has a class that is not there")
        return written(kind, numbers, [unquote(each) for each in labels.split("|")] if labels else [], code)

    def _own(self, value):
        """(kind, ends, labels, (n, 3) uint8, whether it is a sample) of a checked value."""
        if value in self.samples:
            kind = self.kinds[value]
            return kind, [], [], self.samples[value].array, True
        found = CODE.fullmatch(value)
        assert found, f"{value} was not checked"
        kind, ends, labels, code = found.groups()
        numbers = [float(each) for each in ends.split(",")] if ends else []
        return kind, numbers, [unquote(each) for each in labels.split("|")] if labels else [], decoded(code), False

    def arrays(self, value):
        kind, ends, _, code, mixed = self._own(value)
        code = code if mixed else code[order(len(code))]
        numbers = (code * (2 / TOP) - 1).astype(np.float32)
        classes = code[:, 2].astype(np.float32)
        targets = {"2": 2 * classes - 1, "3": classes, "v": numbers[:, 2]}[kind]
        places, wanted = np.zeros((self.room, 2), np.float32), np.zeros(self.room, np.float32)
        places[: len(code)], wanted[: len(code)] = numbers[:, :2], targets
        units = [ends[place : place + 2] or PLANE for place in (0, 2, 4)]
        found = {
            "points": places,
            "targets": wanted,
            "point_count": len(code),
            "classes": 3 if kind == "3" else 1,
            "regression": kind == "v",
            "ends": units,
        }
        return {(name, None): np.asarray(array, np.float32) for name, array in found.items()}

    def files(self):
        return {each.file: each.path for each in self.samples.values()}

    def spec(self):
        samples = [
            {"label": label, "kind": self.kinds[label], "points": each.spec()} for label, each in self.samples.items()
        ]
        return {**super().spec(), "samples": samples, "room": self.room, "panel": list(self.panel)}

    @staticmethod
    def markup(id, spec, address):
        names = [sample["label"] for sample in spec["samples"]]
        own = spec["value"] not in names
        options = "".join(tag("option", escape(each), value=each, selected=each == spec["value"]) for each in names)
        options += tag("option", "your own", value="", selected=own)
        select = label(id, spec["label"]) + tag("select", options, id=id, name=spec["name"], autocomplete="off")
        alone = tag("p", escape(spec["label"]), cls="dnn-label")
        alone += tag("input", type="hidden", name=spec["name"], value=spec["value"])
        return frame(spec, "".join([
            tag("div", select, cls="dnn-choice") if names else alone,
            tag("details", editing(id, spec["name"]), cls="dnn-editing", open=own),
            tag("p", cls="dnn-said", role="status"),
        ]))  # fmt: skip

    @staticmethod
    def said(spec, value):
        return value if value in [sample["label"] for sample in spec["samples"]] else "your own points"

    @classmethod
    def example(cls):
        return cls("cloud", value=coded([[-1, 0.5, 0], [0, 0, 1], [1, -1, 1]]), room=8)

    def random_value(self, rng):
        if self.samples and rng.integers(2):
            return list(self.samples)[rng.integers(len(self.samples))]
        count = int(rng.integers(3, min(self.room, 40)))
        places = rng.uniform(-1, 1, (count, 2))
        third = [rng.integers(2, size=count), rng.integers(3, size=count), rng.uniform(-1, 1, count)][rng.integers(3)]
        third[:3] = [0, 1, third[2]]
        return np.column_stack([places, third]).tolist()

    def bad_values(self):
        many = [[x / 1000, 0, x % 2] for x in range(self.room + 1)]
        tables: tuple = [[0, 0]], [[0, 0, 1], [1, 1, 1]], [[0, "a", 1], [0, 0, 0]], []
        return ["no such sample", many, *tables, None, 3, "2~~~A"]

    def allowed_words(self):
        return [str(self.room), *self.samples]


def editing(id, name):
    """What changes the points: of what class a new one is, a list of all, and a table."""
    letters = "".join(
        tag("label", tag("input", type="radio", name=f"{id}-class", value=place, checked=place == 0) + letter)
        for place, letter in enumerate(LETTERS)
    )
    limits = {"min": 0, "max": TOP, "step": 1, "value": TOP}
    value = tag("input", type="range", id=f"{id}-value", name=f"{name}_new", **limits)
    buttons = button("remove", "Delete") + button("undo", "Undo") + button("clear", "Clear")
    given = {"spellcheck": "false", "autocomplete": "off", "placeholder": "x, y, class"}
    table = label(f"{id}-table", "A point a row: x, y, and a class or a value")
    table += tag("textarea", rows=4, id=f"{id}-table", **given)
    table += tag("div", button("take", "Take these points"), cls="dnn-buttons")
    level = label(f"{id}-value", "Value, of this and of a new one") + value
    return "".join([
        tag("summary", "Change the points"),
        tag("p", HINT, cls="dnn-hint", id=f"{id}-hint"),
        label(f"{id}-list", "Points") + tag("select", id=f"{id}-list", size=5, cls="dnn-point-list"),
        tag("fieldset", tag("legend", "Class, of this and of a new one") + letters, cls="dnn-classes"),
        tag("div", level, cls="dnn-field dnn-values", hidden=True),
        tag("div", buttons, cls="dnn-buttons"),
        tag("details", tag("summary", "Paste a table") + table),
    ])  # fmt: skip


def listed(value):
    """Whether it is a list of rows, which may differ in length."""
    return isinstance(value, Sequence) and all(isinstance(row, Sequence) and not isinstance(row, str) for row in value)


def plain(cell):
    """A cell of a table in Python as one that was pasted: a number, or a text."""
    if isinstance(cell, str | bool | np.bool_) or cell is None:
        return str(cell)
    number = float(cell)
    return number if math.isfinite(number) else str(cell)


def coded(rows):
    """Rows of (x, y, class or value) as a value. ValueError for a class only, or too many, and for no third column."""
    if len(rows[0]) < 3:
        raise ValueError("a row holds x, y, and a class or a value")
    labels, third = _tables.classified([row[2] for row in rows])
    kind = "v" if labels is None else str(len(labels))
    columns = [[row[0] for row in rows], [row[1] for row in rows], *([third] if labels is None else [])]
    ends = [limits(column) for column in columns]
    scaled = any(pair != PLANE for pair in ends)
    shares = [[byte(number, *pair) for number in column] for column, pair in zip(columns, ends, strict=True)]
    third = shares[2] if labels is None else third
    names = [] if labels is None or labels in plain_labels(len(labels)) else [_tables.shown(label) for label in labels]
    code = np.array([shares[0], shares[1], third], np.uint8).T
    return written(kind, [end for pair in ends for end in pair] if scaled else [], names, code)


def plain_labels(count):
    """Classes that need not be named: 0, 1, ...; -1 and 1; A, B, ..."""
    numbers = [float(place) for place in range(count)]
    return [numbers, list(LETTERS[:count]), *([[-1.0, 1.0]] if count == 2 else [])]


def limits(numbers):
    """What -1 and 1 of the plane are in the reader's numbers: themselves, where all lie there, else a little around."""
    low, high = min(numbers), max(numbers)
    if low >= -1 and high <= 1:
        return PLANE
    middle, half = (low + high) / 2, (high - low) / 2 / ROOM or 1.0
    return [shortest(middle - half), shortest(middle + half)]


def shortest(number):
    """With six figures, as an address has it."""
    return float(_tables.numeral(number))


def byte(number, low, high):
    """A number between two ends in a byte."""
    return min(max(math.floor((number - low) / (high - low) * TOP + 0.5), 0), TOP)


def written(kind, ends, labels, code):
    """A value: kind, ends, labels, and three bytes a point as base64url."""
    text = base64.urlsafe_b64encode(np.ascontiguousarray(code, np.uint8).tobytes()).decode().rstrip("=")
    named = "|".join(quote(label, safe="").replace("~", "%7E") for label in labels)
    return f"{kind}~{','.join(map(_tables.numeral, ends))}~{named}~{text}"


def decoded(text):
    """(n, 3) uint8 of a code, or None."""
    if len(text) % 4 == 1:
        return None
    raw = np.frombuffer(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), np.uint8)
    return raw.reshape(-1, 3) if raw.size % 3 == 0 else None


def order(count):
    """The places 0 to count - 1 in an order mixed by chance, always the same, so that any share has of every class."""
    uniform, places = stream(f"order/{count}"), list(range(count))
    for last in range(count - 1, 0, -1):
        other = math.floor(next(uniform) * (last + 1))
        places[last], places[other] = places[other], places[last]
    return places
