# Twin: _player/src/controls/text.js
"""A short text."""

import string
from dataclasses import dataclass

import numpy as np

from explainers._core.controls._control import Control, frame
from explainers._core.html import label, tag

__all__ = ["Text"]


@dataclass(frozen=True)
class Text(Control):
    """A short text of allowed characters, such as a name.

    The model gets (length,) float32: for each character its place in the alphabet, counted from 1, then zeros.
    alphabet: the characters that are allowed, each once. length: how many there may be at most. least: how many there
    must be. Where the alphabet has no capitals, those that a reader types become small letters.
    """

    value: str
    length: int = 16
    alphabet: str = string.ascii_lowercase
    least: int = 0

    kind = "text"

    def __post_init__(self):
        if not self.alphabet or len(set(self.alphabet)) != len(self.alphabet):
            raise ValueError(
                f"the alphabet of {self.name} takes one or more characters, each once; not {self.alphabet!r}"
            )
        if not 0 <= self.least <= self.length or not self.length:
            raise ValueError(
                f"{self.name} takes a length from 1 and at least 0 to {self.length} characters; not {self.least}"
            )

    @property
    def ends(self):
        return self.alphabet[0] * self.least, self.alphabet[-1] * self.length

    def check(self, value):
        between = f"{self.least} to {self.length}" if self.least < self.length else f"{self.length}"
        allowed = f"{self.name} takes {between} of the characters {self.alphabet!r}"
        if not isinstance(value, str):
            raise ValueError(f"{allowed}; not {value!r}")
        text = value if any(letter.isupper() for letter in self.alphabet) else value.lower()
        if strange := [letter for letter in text if letter not in self.alphabet]:
            raise ValueError(f"{allowed}; not {strange[0]!r}")
        if not self.least <= len(text) <= self.length:
            raise ValueError(f"{allowed}; {value[:40]!r} has {len(text)}")
        return text

    def array(self, value):
        codes = np.zeros(self.length, np.float32)
        codes[: len(value)] = [self.alphabet.index(letter) + 1 for letter in value]
        return codes

    def spec(self):
        return {**super().spec(), "length": self.length, "alphabet": self.alphabet, "least": self.least}

    @staticmethod
    def markup(id, spec, address):
        field = tag(
            "input", type="text", id=id, name=spec["name"], value=spec["value"], maxlength=spec["length"],
            autocomplete="off", autocapitalize="off", spellcheck="false", aria_describedby=f"{id}-said",
        )  # fmt: skip
        said = tag("p", cls="dnn-said", id=f"{id}-said", role="status")
        return frame(spec, label(id, spec["label"]) + field + said)

    @staticmethod
    def said(spec, value):
        return f"“{value}”"

    @classmethod
    def example(cls):
        return cls("word", "ada", length=4, least=1)

    def random_value(self, rng):
        letters = rng.integers(len(self.alphabet), size=rng.integers(self.least, self.length + 1))
        return "".join(self.alphabet[each] for each in letters)

    def bad_values(self):
        strange = next(letter for letter in "?é7 " if letter not in self.alphabet)
        return [self.alphabet[0] * (self.length + 1), strange, None, 3, ["a"]]

    def allowed_words(self):
        return [self.alphabet, str(self.length)]
