"""Training in Node: the playground's compiled network, through the player's Session, against a plain one."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

from explainers._core.run.data import packed
from explainers._core.run.model import onnx_model
from models import module
from models._run import WASM, program

HERE = Path(__file__).parent
NETWORKS = {"2-4-2-1": ([4, 2], 1.5), "2-8-8-1": ([8, 8], 4)}  # hidden layers, and how many times as fast it is to be


def fed():
    """What the playground's step is fed: two classes, two features, tanh, plain descent, minibatches of 10."""
    case = {"depth": 2, "batch_size": 12, "classes": 1}
    sample = module("playground").sample(torch.Generator().manual_seed(1), case)
    zero = {name: np.zeros_like(array) for name, array in sample.items()}
    points = sample["points"].numpy()
    return {
        **zero,
        "points": points,
        "targets": np.where(points[:, 0] * points[:, 1] > 0, 1.0, -1.0),
        "point_count": 500,
        "train_share": 0.5,
        "feature_on": [1, 1, 0, 0, 0, 0, 0],
        "units": [1, 1, 1, 1],
        "learning_rate": 0.03,
        "batch_size": 10,
        "parameters": sample["parameters"].numpy(),
        "depth": 2,
        "classes": 1,
    }


def spec():
    """A spec for the Session: everything constant but what is carried on."""
    model = onnx_model("playground")
    feeds = {name: np.asarray(value, np.float32) for name, value in fed().items()}
    carry = {name.removeprefix("next_"): name for name in model.outputs if name.startswith("next_")}
    return {
        "name": "playground",
        "model": model.spec(feeds),
        "controls": [],
        "constants": {name: packed(array) for name, array in feeds.items()},
        "random": {},
        "carry": carry,
        "record": [],
        "judged_every": 1,
    }


def measure():
    made = spec()
    plain = {name: np.asarray(fed()[name]).tolist() for name in ("points", "targets")}
    networks = [
        {"sizes": sizes, "fed": {"units": packed([*sizes, 1, 1])}, "plain": plain} for sizes, _ in NETWORKS.values()
    ]
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder, "job")
        job.write_text(json.dumps({"spec": made, "folder": str(WASM), "networks": networks}))
        done = subprocess.run([program(), HERE / "training.mjs", job], capture_output=True, text=True, check=True)
    for (name, (_, times)), (compiled, simple) in zip(NETWORKS.items(), json.loads(done.stdout), strict=True):
        yield f"{name}: a step of training, batch 10, through the Session", compiled, "µs", None
        yield "  one object a unit and a link, in plain JavaScript", simple, "µs", None
        yield "  as many times as fast", simple / compiled, "×", -times
