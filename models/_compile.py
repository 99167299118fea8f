"""ONNX to C (emx-onnx-cgen) to WebAssembly (Zig's clang): a model that runs anywhere, in kilobytes.

The module exports `memory`, `run()`, which computes every output, and of a model that carries a state `step()`, which
computes only that; and for every input and output a global, `input_NAME` or `output_NAME`: the address of its float32
buffer in C order. It imports nothing. A model with cases has a file for each value of the first, `NAME-2.wasm`, in
which the other values stand behind the names: `run_12_1()`. A custom section, `onnx_sha256`, says which ONNX files it
was made from.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx

from models import _steps
from models._functions import CODE, QUICK
from models._run import ONNX, SECTION, WASM, compare, digest, graphs, modules, node, run_onnx
from models._stack import stack

# No -ffast-math: what diverges must give PyTorch's infinities and NaNs.
FLAGS = [
    "-target",
    "wasm32-wasi",
    "-mexec-model=reactor",
    "-O3",
    "-msimd128",
    "-ffp-contract=off",
    "-g0",
    "-Wl,--strip-all",
    "-Wl,--export-memory",
]
# Nodes in one function are smaller, and faster or slower: that is measured. With very many clang takes many minutes.
WAYS = {"together": [], "apart": ["-DEMX_NODE_FN=static __attribute__((noinline))"]}
PATIENCE = 180  # s for clang, while it is measured
CLOSE = 1.05  # what is no slower than that, and comes first in WAYS, is taken
# The generated C loses a NaN in maxima and minima; PyTorch hands it on.
NAN_SAFE = {
    r"return a > 0\.0f \? a : 0\.0f;": r"return a < 0.0f ? 0.0f : a;",
    r"\bf(max|min)f\(": r"__builtin_wasm_\1_f32(",
    r"if \((\S+) ([<>]) acc\) acc": r"if (\1 \2 acc || \1 != \1) acc",
}


def _command(*arguments, folder, patience=None):
    """Runs a tool; its complaint becomes ours."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, timeout=patience
    )
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} failed: {(done.stderr or done.stdout).strip()[-2000:]}")


def _sizes(values):
    return {value.name: int(np.prod([d.dim_value for d in value.type.tensor_type.shape.dim])) for value in values}


def _copy_constants(graph):
    """A weight that is an output too gets a node that copies it: the C generator would leave the output as it is."""
    outputs = {output.name for output in graph.output}
    for value in graph.initializer:
        if value.name in outputs:
            inner = f"{value.name}_constant"
            for node in graph.node:
                node.input[:] = [inner if name == value.name else name for name in node.input]
            graph.node.append(onnx.helper.make_node("Identity", [inner], [value.name], name=f"copy_{value.name}"))
            value.name = inner


def _section(name, content):
    """A custom section, as WebAssembly's binary format writes one."""

    def number(value):  # LEB128
        low, high = value & 0x7F, value >> 7
        return bytes([low]) if not high else bytes([low | 0x80]) + number(high)

    body = number(len(name)) + name.encode() + content
    return b"\0" + number(len(body)) + body


def _read(source, name):
    """An ONNX model whose every input is fed, one with a default, too. ValueError where it is missing or broken."""
    try:
        proto = onnx.load(source)
        onnx.checker.check_model(proto)
    except Exception as error:
        raise ValueError(
            f"{source.name} is missing or not a whole ONNX file; make it with `python -m models {name}`"
        ) from error
    inputs = {value.name for value in proto.graph.input}
    fed = [value for value in proto.graph.initializer if value.name not in inputs]
    del proto.graph.initializer[:]
    proto.graph.initializer.extend(fed)
    return proto


def _generated(name, entry, proto, folder):
    """Writes `entry.c`, a function `compute_ENTRY` of all inputs, then all outputs; the stack that it needs."""
    _copy_constants(proto.graph)
    onnx.save(proto, folder / f"{entry}.onnx")
    _command(
        "emx_onnx_cgen",
        "compile",
        f"{entry}.onnx",
        f"{entry}.c",
        "--model-name",
        f"compute_{entry}",
        "--no-restrict-arrays",
        "--large-temp-threshold",
        "0",
        "--large-weight-threshold",
        "0",
        folder=folder,
    )
    code = (folder / f"{entry}.c").read_text()
    for pattern, instead in {**NAN_SAFE, **QUICK}.items():
        code = re.sub(pattern, instead, code)
    code = re.sub(r"\b(weight\d+_)", rf"{entry}_\1", code)  # each file's own
    head = code.index("\n", code.rindex("#include")) + 1
    (folder / f"{entry}.c").write_text(code[:head] + CODE + code[head:])
    return stack(name, code)


def _entries(protos):
    """{entry: model} of a file: everything, and where a state is carried, the step; of each of its cases."""
    found = {}
    for suffix, proto in protos.items():
        found[f"run{suffix}"] = proto
        if _steps.carried(proto):
            found[f"step{suffix}"] = _steps.pruned(proto)
    return found


def _wrapper(inputs, outputs, entries):
    """C that gives every input and output a buffer with a fixed address, which all entries share."""
    buffers = {f"input_{name}": size for name, size in inputs.items()}
    buffers |= {f"output_{name}": size for name, size in outputs.items()}
    lines = [f"__attribute__((aligned(16))) float {buffer}[{size}];" for buffer, size in buffers.items()]
    for entry, proto in entries.items():
        given = [f"input_{value.name}" for value in proto.graph.input]
        given += [f"output_{value.name}" for value in proto.graph.output]
        lines.append(f"void compute_{entry}({', '.join('void *' for _ in given)});")
        lines.append(f"void {entry}(void) {{ compute_{entry}({', '.join(given)}); }}")
    return "\n".join(lines) + "\n", [*entries, *buffers]


def _built(name, first, entries, ways, folder, patience=None):
    """The bytes of a module with some entries. first: the model whose inputs and outputs are the buffers.

    ways: {"run" or "step": how its nodes are put together}.
    """
    wrapper, exports = _wrapper(_sizes(first.graph.input), _sizes(first.graph.output), entries)
    (folder / "wrapper.c").write_text(wrapper)
    room, parts = 0, ["wrapper.c"]
    for entry, proto in entries.items():
        room = max(room, _generated(name, entry, proto, folder))
        code, made = f"{entry}.c", f"{entry}.o"
        way = WAYS[ways[entry.partition("_")[0]]]
        _command("ziglang", "cc", *FLAGS, *way, "-c", code, "-o", made, folder=folder, patience=patience)
        parts.append(made)
    linked = [f"-Wl,-z,stack-size={room}", *(f"-Wl,--export={each}" for each in exports), "-o", "model.wasm"]
    _command("ziglang", "cc", *FLAGS, *parts, *linked, folder=folder)
    return (folder / "model.wasm").read_bytes()


def _ways(name, source, feed, wasm_folder):
    """How the nodes of each kind of entry are put together, {"run": ..., "step": ...}: as `ways.json` beside the models
    says, else as is fastest here, of the graph in the file `source`; that is written there, so that builds repeat.
    """
    record = Path(wasm_folder) / "ways.json"
    known = json.loads(record.read_text()) if record.is_file() else {}
    if name in known:
        return known[name]
    found = {}
    for entry, proto in _entries({"": _read(source, name)}).items():
        times = {}
        for way in WAYS:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                try:
                    binary = _built(name, _read(source, name), {entry: proto}, {entry: way}, folder, PATIENCE)
                except subprocess.TimeoutExpired:
                    continue
                (folder / "timed.wasm").write_bytes(binary)
                times[way] = node(folder / "timed.wasm", source, [feed] * 10, 100, entry)[1]
        found[entry] = next(way for way, time in times.items() if time <= CLOSE * min(times.values()))
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({**known, name: found}, indent=1, sort_keys=True) + "\n")
    return found


def compile(name, trials, onnx_folder=ONNX, wasm_folder=WASM, ways=None):
    """Writes `wasm_folder/NAME.wasm`, or of a model with cases a file for each value of the first, from the ONNX files,
    if both agree on the trials; returns their paths.

    trials: {label of a case: feeds}; of a model without cases just the feeds. ways: {entry: one of WAYS}, by default as
    measured. ValueError for an ONNX file that is
    missing or broken, or that needs more memory than a page may ask for.
    """
    trials = trials if isinstance(trials, dict) else {"": trials}
    *_, (label, source) = graphs(name, onnx_folder).items()
    _read(source, name)
    ways = ways or _ways(name, source, trials[label][0], wasm_folder)
    paths = []
    for path, sources in modules(name, wasm_folder, onnx_folder).items():
        protos = {suffix: _read(source, name) for suffix, (_, source) in sources.items()}
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            binary = _built(name, next(iter(protos.values())), _entries(protos), ways, folder)
            candidate = folder / path.name
            candidate.write_bytes(binary + _section(SECTION, digest(sources).encode()))
            for suffix, (label, source) in sources.items():
                _agree(name, candidate, source, suffix, trials[label])
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(candidate, path)
        paths.append(path)
    return paths


def _agree(name, binary, source, suffix, feeds):
    """An error where the entries of one graph differ from what onnxruntime makes of it."""
    expected = run_onnx(source, feeds)
    step = _steps.carried(onnx.load(source))
    for entry, outputs in {"run": None, **({"step": step} if step else {})}.items():
        for ours, theirs in zip(node(binary, source, feeds, 1, f"{entry}{suffix}")[0], expected):
            wanted = outputs or theirs
            compare(name, {each: ours[each] for each in wanted}, {each: theirs[each] for each in wanted})
