# Twin: _player/src/controls/choice.js
"""One of some named options."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np

from explainers._core.controls._control import Control, frame
from explainers._core.html import label, tag
from explainers._core.words import names

__all__ = ["Choice"]


@dataclass(frozen=True)
class Choice(Control):
    """One of some named options. options: {label: number or array that the model gets}. value: a label.

    A label is found however it is typed: capitals, accents, blanks, punctuation and plurals do not matter.
    search: for very many options: a field to type a part of the label into.
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
        labels = list(self.options)
        found = names.found(value, labels) if isinstance(value, str) else None
        if found is not None:
            return found
        if not self.search:
            raise ValueError(f"{self.name} takes one of: {', '.join(labels)}; not {value!r}")
        near = names.hint(str(value), labels) or f"some are {', '.join(labels[:3])}"
        raise ValueError(f"{self.name} takes one of {len(labels)} names, not {value!r}; {near}")

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
