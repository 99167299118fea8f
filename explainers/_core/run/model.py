# Twin: _player/src/engines/wasm.js
"""An exported model: its named inputs and outputs, and onnxruntime to run it."""

import json
import os
from functools import cache, cached_property
from hashlib import sha256
from itertools import product
from pathlib import Path

import numpy as np

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # else it reports to its maker what it runs, from its import on
import onnxruntime

PACKAGE = Path(__file__).resolve().parents[2]
STEP = "step"  # the folder of graphs that compute only what is carried on
# In a checkout the models lie beside the package; a wheel carries them inside.
FOLDERS = [PACKAGE.parent / "models", PACKAGE / "_models"]


def folder():
    """Where the models are: the folder that holds `onnx/` and `wasm/`."""
    return next((place for place in FOLDERS if (place / "onnx").is_dir()), FOLDERS[0])


class OnnxModel:
    """One model. inputs, outputs: {name: shape}, all float32. weights: the file of weights that it shares with others,
    or None. cases: {name: numbers}: with some, the model is one graph for each combination of them, in a folder of its
    own, and what is fed under these names chooses one: the smallest number that holds it.

    ValueError when the file is missing (with the models that exist) or cannot be read.
    """

    def __init__(self, path):
        self.name = path.stem
        self.path = path
        known = sorted([*path.parent.glob("*.onnx"), *path.parent.glob("*/*.onnx")])
        if not path.is_file():  # any of its cases says what there is
            path = next((file for file in known if file.parent.name == self.name), path)
        if not path.is_file():
            names = {file.stem if file.parent == path.parent else file.parent.name for file in known} - {STEP}
            raise ValueError(
                f"unknown model {self.name!r}: no such .onnx file; there are: {', '.join(sorted(names)) or 'none'}"
            )
        self.running = {path: Running(path, self.name)}
        first = self.running[path]
        self.facts = first.facts
        self.cases = json.loads(self.facts.get("cases", "{}"))
        self.weights = path.parent / self.facts["weights"] if "weights" in self.facts else None
        self.inputs = {**{name: () for name in self.cases if name not in first.inputs}, **first.inputs}
        self.outputs = first.outputs

    def graph(self, feeds):
        """The file of the graph that runs these feeds."""
        if not self.cases:
            return self.path
        places = chosen(self.cases, feeds)
        label = "-".join(str(values[place]) for values, place in zip(self.cases.values(), places, strict=True))
        return self.path.with_suffix("") / f"{label}.onnx"

    @cached_property
    def stepped(self):
        """The inputs on which what is carried on depends, as far as its files say."""
        alone = [path.parent / STEP / path.name for path in self.graphs]
        if not all(path.is_file() for path in alone):
            return set(self.inputs)
        return set(self.cases).union(*(Running(path, self.name).inputs for path in alone))

    @property
    def graphs(self):
        """The files of all its graphs."""
        folder = self.path.with_suffix("")
        labels = ["-".join(map(str, values)) for values in product(*self.cases.values())]
        return [folder / f"{label}.onnx" for label in labels] if self.cases else [self.path]

    def run(self, feeds):
        """The outputs, {name: float32 array}, for feeds of every input."""
        return self._found(self.graph(feeds), feeds)

    def step(self, feeds):
        """Of the outputs only those that are carried on to the next step, where its file holds these alone."""
        path = self.graph(feeds)
        alone = path.parent / STEP / path.name
        return self._found(alone if alone.is_file() else path, feeds)

    def _found(self, path, feeds):
        if path not in self.running:
            self.running[path] = Running(path, self.name)
        return self.running[path].run(feeds)

    @property
    def engine(self):
        """What runs it in the page: "wasm", compiled, or "onnxruntime" for the large network."""
        return "onnxruntime" if self.weights else "wasm"

    @property
    def uncompiled(self):
        """Why the page runs it as it is, where it could run it compiled; else nothing."""
        return ""

    @property
    def modules(self):
        """{path of a file that the page runs: the SHA-256 of what it was made from}."""
        if self.weights:
            return {self.path: digest(self.path)}
        folder = self.path.parent.parent / "wasm"
        if not self.cases:
            return {folder / f"{self.name}.wasm": digest(self.path)}
        values = list(self.cases.values())
        labels = {first: ["-".join(map(str, (first, *rest))) for rest in product(*values[1:])] for first in values[0]}
        return {
            folder / f"{self.name}-{first}.wasm": joined(self.path.with_suffix("") / f"{label}.onnx" for label in each)
            for first, each in labels.items()
        }

    @property
    def files(self):
        """The files that the page needs to run it."""
        return [*self.modules, *([self.weights] if self.weights else [])]

    def spec(self, feeds):
        """What the player needs to know. feeds: as the page opens."""
        places = chosen(self.cases, feeds)
        spec = {
            "name": self.name,
            "engine": self.engine,
            "files": [{"file": path.name, "sha256": hashed} for path, hashed in self.modules.items()],
            "opens": places[0] if places else 0,
            "cases": self.cases,
            "inputs": {name: list(shape) for name, shape in self.inputs.items()},
            "outputs": {name: list(shape) for name, shape in self.outputs.items()},
        }
        if self.weights:
            spec["weights"] = {
                "file": self.weights.name,
                "sha256": digest(self.weights),
                "bytes": self.weights.stat().st_size,
            }
        return spec


class Running:
    """A graph in onnxruntime. ValueError, with the model's name, where the file at path cannot be read."""

    def __init__(self, path, name):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if b".bin" not in path.read_bytes():  # only the large network is worth sharing out
            options.intra_op_num_threads = 1
            # And only it needs to be optimized, which takes constants for others that are near, to be fast.
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # beside another busy program, spinning threads take twice as long
        try:
            self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own kinds; all mean the same here
            raise ValueError(f"the model {name!r} is corrupt or cut short: make it again with `make models`") from error
        self.facts = self.session.get_modelmeta().custom_metadata_map
        inputs = [*self.session.get_inputs(), *self.session.get_overridable_initializers()]
        self.inputs = {node.name: tuple(node.shape) for node in inputs}
        self.outputs = {node.name: tuple(node.shape) for node in self.session.get_outputs()}

    def run(self, feeds):
        """The outputs, {name: float32 array}; of the feeds it takes what it has an input for."""
        taken = {name: feeds[name] for name in self.inputs if name in feeds}
        return dict(zip(self.outputs, map(np.asarray, self.session.run(None, taken)), strict=True))


def chosen(cases, feeds):
    """The case for what is fed: of each name the place of the smallest value that is not below it, else of the last."""
    return [
        next((place for place, value in enumerate(values) if value >= float(feeds[name])), len(values) - 1)
        for name, values in cases.items()
    ]


def digest(path):
    """The SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def joined(paths):
    """The SHA-256 of several files: of one its own, else of all of theirs."""
    hashes = [digest(path) for path in paths]
    return hashes[0] if len(hashes) == 1 else sha256("".join(hashes).encode()).hexdigest()


@cache
def onnx_model(name):
    """The model of that name, loaded once."""
    return OnnxModel(folder() / "onnx" / f"{name}.onnx")


def data(name):
    """What data/NAME.json beside the models holds, such as samples of what a model was trained on."""
    return json.loads((folder() / "data" / f"{name}.json").read_text(encoding="utf-8"))
