"""Makes models: trains where there is something to train, exports to ONNX, compiles to WebAssembly."""

import argparse
import sys
import time

from . import _cases, _sets, module, names
from ._compile import compile
from ._export import export, trials
from ._run import time_page


def made(name, train=False):
    """The model of that name; trained anew where `train` says so and its file can, else with the weights it has."""
    maker = module(name)
    return maker.train() if train and hasattr(maker, "train") else maker.model()


def main(arguments=None):
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"which (default: all): {', '.join(names())}")
    parser.add_argument("--keep-weights", action="store_true", help="do not train: take the weights from the .onnx")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(names()):
        parser.error(f"no model is named {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    for name in options.names or names():
        try:
            start = time.monotonic()
            model = made(name, train=not options.keep_weights)
            maker = module(name)
            if hasattr(maker, "data"):
                facts = {"source": f"{maker.__name__.replace('.', '/')}.py", **maker.DATA}
                _sets.write(name, maker.data(), facts, packed=getattr(maker, "PACKED", False))
            print(f"{name}: exporting", flush=True)
            kilobytes = sum(path.stat().st_size for path in export(model)) / 1e3
            feeds = {_cases.label(graph.case or {}): trials(graph, 5) for graph in model.graphs}
            sizes = f"{kilobytes:.0f} kB as ONNX"
            if not model.weights:  # the large network is run as it is
                print(f"{name}: compiling", flush=True)
                compiled = sum(path.stat().st_size for path in compile(name, feeds, loose=model.loose))
                sizes += f", {compiled / 1e3:.0f} kB compiled"
            took = time_page(name, list(feeds.values())[-1][0], 1 if model.weights else 100)
            print(f"{name}: {sizes}, {took:.3f} ms a run; {time.monotonic() - start:.0f} s", flush=True)
        except (ValueError, RuntimeError, FileNotFoundError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
