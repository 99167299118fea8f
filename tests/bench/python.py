"""In Python: the import, and how far the engines are apart."""

import subprocess
import sys
import time
from statistics import median

import explainers
from models._run import run_wasm
from tests.support import difference, large, made
from tests.test_parity import feeds_of


def seconds(code, runs=5):
    """The median time of a new Python that runs the code."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return median(times)


def measure():
    imported = seconds("import explainers")
    yield "import explainers, a new Python", imported, "s", 1
    yield (
        "  against its three packages alone",
        imported / seconds("import numpy, onnxruntime, plotly.graph_objects"),
        "×",
        None,
    )
    # What follows the large network's signs has no one number: tests/test_parity.py compares that where it is decided.
    small = (explainers.load(name) for name in explainers.names() if not large(explainers.load(name).model))
    for explainer in small:
        name = explainer.name
        reference, feeds = made(explainer.model), feeds_of(explainer)
        expected = [reference(feed) for feed in feeds]
        for engine, outputs in {
            "onnxruntime": [explainer.plan.model.run(feed) for feed in feeds],
            "compiled": run_wasm(explainer.model, feeds),
        }.items():
            gap = max(
                difference(one[output], other[output])
                for one, other in zip(outputs, expected, strict=True)
                for output in other
            )
            yield f"{name}: {engine} against PyTorch, worst relative difference", gap, "", 1e-5
