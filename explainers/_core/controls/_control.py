# Twin: _player/src/controls/parts/checks.js
"""What all controls share. A kind is one file beside this one, and one of the same name in `_player/src/controls`."""

import math
import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np

from explainers._core.html import tag
from explainers._core.words import names

NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)  # float takes more than a page does
TARGET = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")
KINDS: dict[str, type["Control"]] = {}  # every kind, by the name that a spec has for it


def within(name, value, low, high):
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


def read_number(text):
    """A number from an address; what is none stays as it is, for `check` says better than float what is allowed."""
    plain = names.number(text)
    return float(plain) if NUMBER.fullmatch(plain) else text


def stepped(rng, low, high, step):
    """A random number from low to high, a whole count of steps from low."""
    steps = round((high - low) / step)
    return float(min(high, round(low + int(rng.integers(steps + 1)) * step, 9)))


def given(owner, controls, values):
    """values checked, by the names that their controls have, however they were typed. ValueError names an unknown
    control, one that is set twice, or a value that is not allowed.
    """
    known = {control.name: control for control in controls if control.valued}
    found = {}
    for typed, value in values.items():
        name = names.found(typed, list(known))
        if name is None:
            there = names.refusal(typed, known, f"its controls are: {', '.join(known) or 'none'}")
            raise ValueError(f"{owner} has no control {typed!r}; {there}")
        if name in found:
            raise ValueError(f"{owner}: {name} is set twice, the second time as {typed!r}")
        found[name] = known[name].check(value)
    return found


@dataclass(frozen=True)
class Control:
    """What the reader may touch, as data: it names the model input that it feeds, and says what it allows.

    name: a keyword in Python, a form field in the page. label: words beside it. input: the model input that it feeds,
    or one element of it, as in "weights[2]"; by default the input of its own name. group: neighbors with the same group
    stand together under its name. when: ("depth", 3, 4): it is seen only while that control has one of these values.
    clears: other controls that go back to how the page opened when a reader works this one.
    restarts: whether another value begins another run, as it does by default where it feeds what is carried on; False
    lets it change what is carried, from where the run stands.

    A kind also has `check(value)`: the value made canonical, or a ValueError that says what is allowed; `array(value)`:
    what the model gets; `read(text)`: a value from an address, not checked yet; `ends`: its lowest and highest value,
    or what is furthest apart; `spec()`: what the page gets; `markup(id, spec, address)`: its native inputs as HTML;
    `said(spec, value)`: a value in words; and, for tests, `example()`, `random_value(rng)`, `bad_values()` and
    `allowed_words()`, which a refusal must hold.
    """

    name: str
    _: KW_ONLY
    label: str = ""
    input: str = ""
    group: str | None = None
    when: Sequence[Any] = ()
    clears: Sequence[str] = ()
    restarts: bool | None = None

    kind: ClassVar[str] = ""
    valued: ClassVar[bool] = True  # whether it has a value
    begins: ClassVar[bool] = False  # whether another value begins another run, whatever it feeds
    # The figure, or "beside" it, or "with all" others beside it, but for those that stand "wholly under" it.
    stands: ClassVar[str] = "under"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        KINDS[cls.kind] = cls

    @property
    def target(self) -> tuple[str, int | None] | None:
        """The model input that it feeds, and the flat index of the one element of it, or None for the whole.

        None instead of both for a control that feeds no input.
        """
        found = TARGET.fullmatch(self.input or self.name)
        if not found:
            raise ValueError(f'{self.name} feeds {self.input!r}; write an input\'s name, or one element: "weights[2]"')
        return found[1], None if found[2] is None else int(found[2])

    @property
    def feeds(self) -> Sequence[str]:
        """The names of the inputs that it may feed."""
        return [self.target[0]] if self.target else []

    @property
    def momentary(self) -> bool:
        """Whether a value is something done at a step; then the default is nothing."""
        return False

    @property
    def default(self):
        # A field of each kind, among the others where its own order has it.
        return self.check(self.value)  # type: ignore[attr-defined]

    @property
    def ends(self) -> tuple[Any, Any]:
        raise NotImplementedError(f"{type(self).__name__} does not say its ends")

    def check(self, value):
        raise NotImplementedError(f"{type(self).__name__} does not say what it allows")

    def array(self, value):
        return np.asarray(value, np.float32)

    def arrays(self, value):
        """{(input, flat index of the one element or None): array}: all that it feeds."""
        return {self.target: self.array(value)} if self.target else {}

    def fits(self, explainer, model):
        """ValueError where it names what its explainer, or the model of that, does not have."""

    def put(self, value, feeds):
        """Put a value into the feeds, {input: float32 array}, in place; what it could feed and is not there is left."""
        for (name, index), array in self.arrays(value).items():
            if name in feeds:
                where = slice(None) if index is None else slice(index, index + 1)
                feeds[name].reshape(-1)[where] = array.ravel()

    def read(self, text):
        return text

    def files(self):
        """{name: path, or a function that gives its content}: what a page needs besides the model."""
        return {}

    @staticmethod
    def early(spec):
        """The names of those files that a page with this spec asks for before its figure is drawn."""
        return []

    def spec(self):
        name, index = self.target or (None, None)
        words = self.label or self.name.replace("_", " ").capitalize()
        return {
            "kind": self.kind, "name": self.name, "label": words, "input": name, "index": index,
            "group": self.group, "value": self.default, "when": list(self.when) or None,
            "clears": list(self.clears),
        }  # fmt: skip

    def opening(self, outputs, others):
        """What its markup shows of the named arrays with which the page opens, as a part of the spec, so that nothing
        moves when the figure comes to life. others: {name: control} of the explainer.
        """
        return {}

    @staticmethod
    def markup(id, spec, address):
        """The HTML of a control with this spec. address: a function of a file's name that says where it is."""
        raise NotImplementedError

    @staticmethod
    def said(spec, value):
        """A value in words, as the page of a control with this spec has it."""
        return str(value)

    @classmethod
    def example(cls) -> "Control":
        """One of this kind, for tests."""
        raise NotImplementedError

    def random_value(self, rng):
        """A value that a reader could give."""
        raise NotImplementedError

    def bad_values(self) -> Sequence[Any]:
        """Values that it must refuse."""
        raise NotImplementedError

    def allowed_words(self) -> Sequence[str]:
        """Words that a refusal must hold, so that a reader knows what to give instead."""
        raise NotImplementedError


def frame(spec, inside, element="div", /, **attributes):
    """The element around a control, by which the page finds it."""
    given = {"data_control": spec["name"], "hidden": spec.get("hidden", False), **attributes}
    return tag(element, inside, cls=f"dnn-control dnn-{spec['kind']}", **given)
