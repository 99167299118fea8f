# Twin: _player/src/controls/look.js
"""One of the things that stand in the figure, to be looked at."""

from dataclasses import dataclass

from explainers._core.controls.choice import Choice

__all__ = ["Look"]


@dataclass(frozen=True)
class Look(Choice):
    """Which of the things that stand in the figure is looked at: chosen from a list, tapped, or under the mouse.

    options: {label: number that the model gets}; the first is for none of them. at: the outputs that say where the
    others stand, x and y, in their order; those with a gap are not there, and not in the list. panel: the axes. reach:
    px from the middle of a thing that a tap may miss it by.
    """

    at: tuple[str, str] | None = None
    panel: tuple[str, str] = ("x", "y")
    reach: float = 22

    kind = "look"

    def spec(self):
        at = list(self.at) if self.at else None
        return {**super().spec(), "at": at, "panel": list(self.panel), "reach": self.reach}

    @classmethod
    def example(cls):
        return cls("seen", {"All": 0, "First": 1, "Second": 2}, "All")
