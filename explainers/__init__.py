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

from explainers._core import controls as _controls
from explainers._core.controls import *  # noqa: F403  (every kind, found by being there)
from explainers._core.explainer import Explainer
from explainers._core.goals.goal import Goal
from explainers._core.picture.shown import Words, pixels, tinted
from explainers._core.run.data import dataset
from explainers._core.run.model import data
from explainers._core.run.seeded import Normal, Uniform
from explainers._core.run.tally import Tally
from explainers._core.words import names as _names
from explainers._core.words.listing import Listing
from explainers._core.words.sources import Source
from explainers._imagenet import CLASSES, NUMBERS

__version__ = "0.1.0"  # the one place: the package is built with it

_kinds = [name for name in _controls.__all__ if name != "KINDS"]
_others = "Explainer", "Goal", "Listing", "Normal", "Source", "Tally", "Uniform", "Words"
_functions = "data", "dataset", "load", "names", "pixels", "tinted"
__all__ = sorted([*_kinds, *_others, *_functions])


def _rooms():
    """{name: room} of all explainers: each is a module of a room, which is a package of its part of the course.
    ValueError for a name that is used in two rooms.
    """
    found: dict[str, str] = {}
    for room in (
        module.name for module in pkgutil.iter_modules(__path__) if module.ispkg and not module.name.startswith("_")
    ):
        for module in pkgutil.iter_modules([f"{folder}/{room}" for folder in __path__]):
            if module.name.startswith("_"):
                continue
            if module.name in found:
                raise ValueError(
                    f"two explainers are named {module.name!r}, in {found[module.name]} and in {room}; rename one"
                )
            found[module.name] = room
    return found


def names():
    """The names of all explainers, in alphabetical order."""
    return sorted(_rooms())


def load(name):
    """The explainer of that name, however it is typed. ValueError, with near names and those there are, for another."""
    rooms = _rooms()
    found = _names.found(name, sorted(rooms)) if isinstance(name, str) else None
    if found is None:
        known = _names.refusal(str(name), sorted(rooms), f"there are: {', '.join(sorted(rooms))}")
        raise ValueError(f"unknown explainer {name!r}; {known}")
    return getattr(import_module(f"explainers.{rooms[found]}.{found}"), found)
