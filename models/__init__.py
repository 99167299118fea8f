"""PyTorch models, exported to ONNX and compiled to WebAssembly. A room below holds those of one part of the course."""

import pkgutil
from importlib import import_module


def _rooms():
    """{name: room} of all models. ValueError for a name that is used in two rooms."""
    found = {}
    for room in (module.name for module in pkgutil.iter_modules(__path__) if module.ispkg):
        for module in pkgutil.iter_modules([f"{folder}/{room}" for folder in __path__]):
            if module.name.startswith("_"):
                continue
            if module.name in found:
                raise ValueError(
                    f"two models are named {module.name!r}, in {found[module.name]} and in {room}; rename one"
                )
            found[module.name] = room
    return found


def names():
    """The names of all models, in alphabetical order."""
    return sorted(_rooms())


def module(name):
    """The module that makes the model of that name. ValueError, with the names there are, for another."""
    rooms = _rooms()
    if name not in rooms:
        raise ValueError(f"unknown model {name!r}; there are: {', '.join(sorted(rooms))}")
    return import_module(f"{__name__}.{rooms[name]}.{name}")
