# Twin: _player/src/controls/guesses.js
"""Questions, asked one after another before the figure tells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explainers._core.controls._control import Control, frame, read_number
from explainers._core.html import button, tag
from explainers._core.words import summary

__all__ = ["Guesses"]


@dataclass(frozen=True)
class Guesses(Control):
    """What a reader guesses, question by question, before the figure tells. It writes over what is carried.

    input: `count` numbers, one for each question: 0 for none, 1 for the first answer, and so on. value: answers, from
    the first question on. answers: their words; the last is for those who would rather see. asked: the output that says
    which question is asked. questions: its words, in which a field is filled as in a summary; those after the first
    `count` are only said. numbers: an output with the numbers of the first answers, where these are numbers, else gaps.
    """

    count: int = 0
    answers: Sequence[str] = ()
    asked: str = ""
    questions: Sequence[str] = ()
    numbers: str = ""
    value: Sequence[int] = ()
    restarts: bool | None = False

    kind = "guesses"

    @property
    def momentary(self):
        return True

    @property
    def ends(self):
        return [], [len(self.answers)] * self.count

    def check(self, value):
        allowed = f"{self.name} takes up to {self.count} answers, each a whole number from 0 to {len(self.answers)}"
        if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) or len(value) > self.count:
            raise ValueError(f"{allowed}; not {value!r}")
        for each in value:
            if isinstance(each, bool) or each not in range(len(self.answers) + 1):
                raise ValueError(f"{allowed}; not {each!r}")
        return [int(each) for each in value]

    def arrays(self, value):
        return {}

    def put(self, value, feeds):
        for name in (name for name in self.feeds if name in feeds):
            feeds[name].reshape(-1)[: len(value)] = value

    def read(self, text):
        return [read_number(part) for part in text.split(",")] if text else []

    def fits(self, explainer, model):
        arrays = {name: np.zeros(shape, np.float32) for name, shape in {**model.inputs, **model.outputs}.items()}
        if len(self.questions) < self.count:
            raise ValueError(f"{self.name} has {len(self.questions)} questions; it takes {self.count} or more")
        for name in (self.asked, self.numbers):
            if name not in model.outputs:
                raise ValueError(f"{self.name} reads {name!r}; the outputs are: {', '.join(model.outputs)}")
        for question in self.questions:
            summary.fill(question, arrays)

    def spec(self):
        lists = {"answers": list(self.answers), "questions": list(self.questions)}
        return {**super().spec(), "count": self.count, "asked": self.asked, "numbers": self.numbers, **lists}

    @staticmethod
    def markup(id, spec, address):
        answers = "".join(
            button(spec["name"], words, value=number) for number, words in enumerate(spec["answers"], start=1)
        )
        words = tag("legend", spec["label"]) + tag("p", cls="dnn-question")
        return frame(spec, words + tag("div", answers, cls="dnn-buttons"), "fieldset")

    @staticmethod
    def said(spec, value):
        return ", ".join(spec["answers"][each - 1] if each else "–" for each in value) or "none"

    @classmethod
    def example(cls):
        return cls("said", input="state", count=4, answers=("Up", "Down", "Show me"), questions=["Where to?"] * 4)

    def random_value(self, rng):
        return rng.integers(len(self.answers) + 1, size=rng.integers(self.count + 1)).tolist()

    def bad_values(self):
        return [[0] * (self.count + 1), [-1], [len(self.answers) + 1], [0.5], ["a"], "0,1", 3, None]

    def allowed_words(self):
        return [str(self.count), str(len(self.answers))]
