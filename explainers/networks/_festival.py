"""The festival that several neurons weigh up: what matters, how much, and how it adds up."""

from explainers import Slider
from explainers._parts import bars, line, terms

FACTORS = {"weather": (3, 4), "company": (2, 2), "music": (4, 2), "nearness": (2, 1)}  # a mark, and its weight
NAMES = [name.capitalize() for name in FACTORS]
MARKS = [
    Slider(name, 0, 4, value=mark, input=f"inputs[{index}]", group="How good is it?")
    for index, (name, (mark, _)) in enumerate(FACTORS.items())
]


def total(outputs):
    """The products on top of each other, their total, and the threshold that it is compared with."""
    return [
        terms(outputs["products"], outputs["running_total"][:4]),
        bars(outputs["total"], "output", first=len(NAMES)),
        line([-0.5, len(NAMES) + 0.5], [outputs["threshold"]] * 2, "ink", dash="dash"),
    ]
