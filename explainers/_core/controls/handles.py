"""Places in the figure that a reader drags, and with them the numbers of other controls."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from explainers._core.controls._control import Control, frame

__all__ = ["Handles"]


@dataclass(frozen=True)
class Handles(Control):
    """Places that are dragged in the figure, such as the two by which a line is held. They set other controls.

    They have no value of their own: what counts is what the other controls say, which can be set without them, and is
    in the address. Where they stand, and what they ask of the others, the model says.
    input: a constant input, (handles, 2), of places. at: the outputs, (handles,) each, that say where they stand, x and
    y, as the controls are. gives: {control: output}, one number each, that those places would ask of the controls.
    panel: the axes.
    """

    at: tuple[str, str] = ("handles_x", "handles_y")
    gives: Mapping[str, str] = field(default_factory=dict)
    panel: tuple[str, str] = ("x", "y")

    kind = "handles"
    valued = False
    target = None
    default = None

    def check(self, value):
        raise ValueError(f"{self.name} takes no value; set {', '.join(self.gives)}")

    def fits(self, explainer, model):
        controls = {control.name: control for control in explainer.controls}
        numbers = [name for name, control in controls.items() if control.kind == "slider"]
        for name in self.gives:
            if name not in numbers:
                raise ValueError(f"{self.name} gives {name!r}, which is none of the sliders: {', '.join(numbers)}")
        shape = explainer.constants.get(self.input) is not None and model.inputs.get(self.input)
        if not shape or len(shape) != 2 or shape[1] != 2:
            raise ValueError(f"{self.name} needs a constant input of places, (handles, 2), not {self.input!r}")
        wanted = {**dict.fromkeys(self.at, shape[:1]), **dict.fromkeys(self.gives.values(), ())}
        for name, dimensions in wanted.items():
            if model.outputs.get(name) != dimensions:
                raise ValueError(f"{self.name} needs an output {name!r} of shape {dimensions}; there are: "
                                 f"{', '.join(model.outputs)}")  # fmt: skip

    def spec(self):
        words = self.label or self.name.replace("_", " ").capitalize()
        return {
            "kind": self.kind, "name": self.name, "label": words, "group": self.group, "input": self.input,
            "at": list(self.at), "gives": dict(self.gives), "panel": list(self.panel),
            "when": list(self.when) or None,
        }  # fmt: skip

    @staticmethod
    def markup(id, spec, address):
        return frame(spec, "")  # what a mouse drags; keys have the controls that it sets

    @classmethod
    def example(cls):
        return cls("line", input="places", gives={"speed": "speed_asked"})
