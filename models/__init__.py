"""PyTorch models, exported to ONNX and compiled to WebAssembly. A room below holds those of one part of the course."""

import pkgutil
from importlib import import_module
from tempfile import TemporaryDirectory


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


def wrapped(name, network):
    """The bytes of an ONNX file of the model of that name, with the weights of somebody else's network in it.

    ValueError where the network does not fit, or, with the models that can, where none can be put into this one.
    """
    maker = module(name)
    if not hasattr(maker, "wrapped"):
        able = [each for each in names() if hasattr(module(each), "wrapped")]
        raise ValueError(f"no network of your own can be put into {name}; into these it can: {', '.join(able)}")
    export = import_module(f"{__name__}._export").export
    with TemporaryDirectory() as folder:
        (path,) = export(maker.wrapped(network), folder)
        return path.read_bytes()


def compiled(name, trials, onnx_folder, wasm_folder, loose=()):
    """The path of somebody else's model, compiled: all of it in one way, which is not measured first. Errors as of
    `_compile.compile`.
    """
    compile = import_module(f"{__name__}._compile").compile
    (path,) = compile(name, trials, onnx_folder, wasm_folder, ways="rolled", loose=loose)
    return path
