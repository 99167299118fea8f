# Twin: _player/src/controls/choice.js
"""One of some named options."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame
from explainers._core.html import label, tag

__all__ = ["Choice"]


@dataclass(frozen=True)
class Choice(Control):
    """One of some named options. options: {label: number or array that the model gets}. value: a label.

    search: for very many options: a field to type a part of the label into, in which capitals do not matter.
    """

    options: Mapping[str, object]
    value: str
    search: bool = False

    kind = "choice"

    @property
    def ends(self):
        labels = list(self.options)
        return labels[0], labels[-1]

    def check(self, value):
        if isinstance(value, str) and value in self.options:
            return value
        if not self.search:
            raise ValueError(f"{self.name} takes one of: {', '.join(self.options)}; not {value!r}")
        folded = {label.casefold(): label for label in self.options}
        if isinstance(value, str) and value.casefold() in folded:
            return folded[value.casefold()]
        close = difflib.get_close_matches(str(value).casefold(), folded, 3, 0.5)
        near = ", ".join([folded[key] for key in close] or list(self.options)[:3])
        raise ValueError(f"{self.name} takes one of {len(self.options)} names, such as {near}; not {value!r}")

    def array(self, value):
        return np.asarray(self.options[value], np.float32)

    def spec(self):
        options = [{"label": label, "value": np.asarray(fed).tolist()} for label, fed in self.options.items()]
        return {**super().spec(), "options": options, "search": self.search}

    @staticmethod
    def markup(id, spec, address):
        if spec["search"]:
            return searched(id, spec)
        labels = [option["label"] for option in spec["options"]]
        options = "".join(tag("option", escape(each), value=each, selected=each == spec["value"]) for each in labels)
        return frame(
            spec, label(id, spec["label"]) + tag("select", options, id=id, name=spec["name"], autocomplete="off")
        )

    @classmethod
    def example(cls):
        return cls("form", {"Step": 0, "S, smooth": 1}, "Step")

    def random_value(self, rng):
        return list(self.options)[rng.integers(len(self.options))]

    def bad_values(self):
        return ["no such option", 3, None]

    def allowed_words(self):
        return [str(len(self.options))] if self.search else list(self.options)


def searched(id, spec):
    """A field to type into. Its many options are in the spec; the player puts them into the list."""
    field = tag(
        "input", type="text", id=id, name=spec["name"], value=spec["value"], list=f"{id}-list", autocomplete="off",
        autocapitalize="off", spellcheck="false", aria_describedby=f"{id}-said",
    )  # fmt: skip
    found = tag("datalist", id=f"{id}-list") + tag("p", cls="dnn-said", id=f"{id}-said", role="status")
    return frame(spec, label(id, spec["label"]) + field + found, data_search=True)
