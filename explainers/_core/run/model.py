"""An exported model: its named inputs and outputs, and onnxruntime to run it."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime

PACKAGE = Path(__file__).resolve().parents[2]
# In a checkout the models lie beside the package; a wheel carries them inside.
FOLDERS = [PACKAGE.parent / "models", PACKAGE / "_models"]


def folder():
    """Where the models are: the folder that holds `onnx/` and `wasm/`."""
    return next((place for place in FOLDERS if (place / "onnx").is_dir()), FOLDERS[0])


class OnnxModel:
    """One ONNX model. inputs, outputs: {name: shape}, all float32. weights: the file of weights that it shares with
    others, or None.

    ValueError when the file is missing (with the models that exist) or cannot be read.
    """

    def __init__(self, path):
        self.name = path.stem
        self.path = path
        if not path.is_file():
            known = ", ".join(sorted(other.stem for other in path.parent.glob("*.onnx"))) or "none"
            raise ValueError(f"unknown model {self.name!r}: no such .onnx file; there are: {known}")
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
            raise ValueError(
                f"the model {self.name!r} is corrupt or cut short: make it again with `make models`"
            ) from error
        weights = self.session.get_modelmeta().custom_metadata_map.get("weights")
        self.weights = path.parent / weights if weights else None
        inputs = [*self.session.get_inputs(), *self.session.get_overridable_initializers()]
        self.inputs = {node.name: tuple(node.shape) for node in inputs}
        self.outputs = {node.name: tuple(node.shape) for node in self.session.get_outputs()}

    def run(self, feeds):
        """The outputs, {name: float32 array}, for feeds of every input."""
        return dict(zip(self.outputs, map(np.asarray, self.session.run(None, feeds)), strict=True))

    @property
    def engine(self):
        """What runs it in the page: "wasm", compiled, or "onnxruntime" for the large network."""
        return "onnxruntime" if self.weights else "wasm"

    @property
    def files(self):
        """The files that the page needs to run it."""
        return [self.path, self.weights] if self.weights else [self.path.parent.parent / "wasm" / f"{self.name}.wasm"]

    def spec(self):
        shapes = {
            kind: {name: list(shape) for name, shape in getattr(self, kind).items()} for kind in ("inputs", "outputs")
        }
        spec = {"name": self.name, "engine": self.engine, "sha256": digest(self.path), **shapes}
        if self.weights:
            spec["weights"] = {
                "file": self.weights.name,
                "sha256": digest(self.weights),
                "bytes": self.weights.stat().st_size,
            }
        return spec


def digest(path):
    """The SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


@cache
def onnx_model(name):
    """The model of that name, loaded once."""
    return OnnxModel(folder() / "onnx" / f"{name}.onnx")


def data(name):
    """What data/NAME.json beside the models holds, such as samples of what a model was trained on."""
    return json.loads((folder() / "data" / f"{name}.json").read_text(encoding="utf-8"))
