"""What the reader may touch. Each file here is one kind of control, and is found by being here."""

from importlib import import_module
from pkgutil import iter_modules

from explainers._core.controls._control import KINDS, Control

# What a kind's file offers to those who write explainers: its `__all__`.
_modules = [import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__) if file.name[0] != "_"]
_public = {name: getattr(module, name) for module in _modules for name in module.__all__}
globals().update(_public)

__all__ = ["KINDS", "Control", *_public]
