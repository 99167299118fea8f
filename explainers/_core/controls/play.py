"""Play, step, reset, speed, and scrubbing back."""

from collections.abc import Sequence
from dataclasses import dataclass

from explainers._core.controls._control import Control, frame
from explainers._core.html import button, label, output, tag
from explainers._core.words.summary import number

__all__ = ["Play"]


@dataclass(frozen=True)
class Play(Control):
    """Play, Step, Reset, speed and scrubbing back, for an explainer that carries state.

    steps: how many moments its history holds (a longer run is thinned, not cut). speed: steps a second, one of speeds;
    None: as many as there is time for.
    stops: outputs of one number, such as a loss, at which Play may be told to stop: once one is below a number, at a
    step at which goals are judged; or at a step.
    pauses: an output of one number: where it comes to 0, Play pauses by itself. Pressed again, it goes on from there.
    autoplay: so many steps play by themselves when the figure first comes into view, until the reader touches it. The
    seed makes it the same run each time, and a reader who asks for less motion is spared it.
    """

    name: str = "play"
    steps: int = 200
    speed: int | None = 10
    speeds: tuple[int | None, ...] = (1, 10, 60)
    autoplay: int = 0
    stops: Sequence[str] = ()
    pauses: str | None = None

    kind = "play"
    valued = False
    target = None
    default = None

    def check(self, value):
        raise ValueError(f"{self.name} takes no value; use .run(steps)")

    def fits(self, explainer, model):
        single = [name for name, shape in model.outputs.items() if not shape]
        for does, name in [*(("stops", name) for name in self.stops), *([("pauses", self.pauses)] * bool(self.pauses))]:
            if name not in single:
                raise ValueError(
                    f"Play of {explainer.name} {does} at {name!r}; the outputs of one number are: "
                    f"{', '.join(single) or 'none'}"
                )

    def spec(self):
        return {
            "kind": self.kind, "name": self.name, "label": self.label or "Play", "group": self.group,
            "steps": self.steps, "speed": self.speed, "speeds": list(self.speeds), "autoplay": self.autoplay,
            "stops": list(self.stops), "pauses": self.pauses, "when": list(self.when) or None,
        }  # fmt: skip

    @staticmethod
    def markup(id, spec, address):
        words = {
            speed: f"{number(speed, '.0f')} a second" if speed else "as fast as it can" for speed in spec["speeds"]
        }
        speeds = "".join(
            tag("option", text, value=speed or "fastest", selected=speed == spec["speed"])
            for speed, text in words.items()
        )
        buttons = button("play", spec["label"]) + button("step", "Step") + button("reset", "Reset")
        pace = label(f"{id}-speed", "Steps") + tag("select", speeds, id=f"{id}-speed", name="speed", autocomplete="off")
        scrub = tag(
            "input",
            type="range",
            id=f"{id}-scrub",
            name="scrub",
            min=0,
            max=0,
            step=1,
            value=0,
            disabled=True,
            autocomplete="off",
        )
        back = label(f"{id}-scrub", "Go back to") + output(f"{id}-scrub", "Step 0") + scrub
        return frame(spec, "".join([
            tag("div", buttons, cls="dnn-buttons"),
            tag("div", pace, cls="dnn-field dnn-speed", hidden=len(spec["speeds"]) == 1),
            tag("div", stop(id, spec["stops"]), cls="dnn-field dnn-stop") if spec["stops"] else "",
            tag("div", back, cls="dnn-field dnn-scrub"),
        ]), role="group", aria_label=spec["label"])  # fmt: skip

    @classmethod
    def example(cls):
        return cls(steps=4)


def stop(id, outputs):
    """Where Play stops by itself: at a step, or when one of these outputs is below a number."""
    names = {"": "never", "step": "at step", **{name: f"{name.replace('_', ' ')} below" for name in outputs}}
    options = "".join(tag("option", words, value=name) for name, words in names.items())
    what = tag("select", options, id=f"{id}-stop", name="stop", autocomplete="off")
    at = tag(
        "input", type="number", name="stop_at", min=0, step="any", aria_label="Stop at", hidden=True, autocomplete="off"
    )
    return label(f"{id}-stop", "Stop") + what + at
