"""Deep neural networks, demystified: figures that compute, written once.

    import explainers

    explainers.names()                          # what there is
    festival = explainers.load("festival")
    festival(weather=0)                         # a Plotly figure
    festival.outputs(weather=0)["total"]        # the numbers behind it
    festival.save("slide.svg", weather=0)
"""

import pkgutil
from importlib import import_module

from explainers._core.controls import Choice, Control, Field, Pad, Pick, Play, Seed, Slider, Toggle
from explainers._core.explainer import Explainer
from explainers._core.imagenet import CLASSES, NUMBERS
from explainers._core.model import data
from explainers._core.photo import Photo
from explainers._core.seeded import Normal, Uniform
from explainers._core.shown import Words, pixels

__all__ = ["Choice", "Control", "Explainer", "Field", "Normal", "Pad", "Photo", "Pick", "Play", "Seed",
           "Slider", "Toggle", "Uniform", "Words", "data", "load", "names", "pixels"]


def names():
    """The names of all explainers, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def load(name):
    """The explainer of that name. ValueError, with the names there are, for another."""
    if name not in names():
        raise ValueError(f"unknown explainer {name!r}; there are: {', '.join(names())}")
    return getattr(import_module(f"explainers.{name}"), name)
