"""ONNX to C (emx-onnx-cgen) to WebAssembly (Zig's clang): a model that runs anywhere, in kilobytes.

The module exports `memory`; `run()`, which computes every output; of a model that carries a state `step()`, which
computes only that, `score()`, which computes every output of one number, too, and `carry()`, which has the next step
begin with it; and for every input and output a global, `input_NAME` or `output_NAME`: the address of its float32 buffer
in C order. It imports nothing. A model with cases has a file for each value of the first, `NAME-2.wasm`, in which the
other values stand behind the names: `run_12_1()`. A custom section, `onnx_sha256`, says which ONNX files it was made
from.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx

from . import _steps
from ._functions import CODE, QUICK
from ._generate import generated
from ._run import ONNX, SECTION, WASM, compare, digest, modules, node, run_onnx
from ._stack import stack

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
# How clang puts the nodes of a graph together. Which way is fastest differs from graph to graph, and is measured.
WAYS = {
    "rolled": ["-mllvm", "-unroll-threshold=30"],
    "unrolled": [],
    "rows": ["-DROWS"],  # of large matrices: see `_generate`
    "apart": ["-DEMX_NODE_FN=static __attribute__((noinline))"],  # with very many nodes, else, clang takes many minutes
}
PATIENCE = 120  # s for clang, while it is measured
CLOSE = 1.05  # how much slower than the fastest way a smaller one may be, of what is not done at every step
UNSEEN = 0.02  # ms: what takes no longer, and is done once a picture, need not be faster
ROUND = 20  # ms of runs that are timed together
PACKED = 146_000  # bytes, each part compressed by itself, for all parts of a file: larger ones take smaller ways
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


def _generated(name, part, proto, folder):
    """Writes `PART.c`, a function `compute_PART` of all inputs, then all outputs; the stack that it needs."""
    _copy_constants(proto.graph)
    code = generated(part, proto)
    for pattern, instead in {**NAN_SAFE, **QUICK}.items():
        code = re.sub(pattern, instead, code)
    code = re.sub(r"\b(weight\d+_)", rf"{part}_\1", code)  # each file's own
    head = code.index("\n", code.rindex("#include")) + 1
    (folder / f"{part}.c").write_text(code[:head] + CODE + code[head:])
    return stack(name, code)


def _parts(protos):
    """({part: model}, {entry: its parts}) of a file with the graphs {suffix: model}: `run` computes everything, `step`
    what is carried on, `score` that and the scores. What two graphs have alike is one part.
    """
    parts, entries, known = {}, {}, {}
    for suffix, proto in protos.items():
        made = _steps.parts(proto)
        names = {kind: known.setdefault(part.SerializeToString(), f"{kind}{suffix}") for kind, part in made.items()}
        parts |= dict(zip(names.values(), made.values()))
        entries[f"run{suffix}"] = list(names.values())
        if "step" in made:
            entries[f"step{suffix}"] = [names["step"]]
            entries[f"score{suffix}"] = [name for kind, name in names.items() if kind != "view"]
    return parts, entries


def _wrapper(first, parts, entries):
    """C that gives every input and output a buffer with a fixed address, which all parts share; and what it exports."""
    buffers = {f"input_{name}": size for name, size in _sizes(first.graph.input).items()}
    buffers |= {f"output_{name}": size for name, size in _sizes(first.graph.output).items()}
    lines = [f"__attribute__((aligned(16))) float {buffer}[{size}];" for buffer, size in buffers.items()]
    calls = {}
    for part, proto in parts.items():
        given = [f"input_{value.name}" for value in proto.graph.input]
        given += [f"output_{value.name}" for value in proto.graph.output]
        lines.append(f"void compute_{part}({', '.join('void *' for _ in given)});")
        calls[part] = f"compute_{part}({', '.join(given)});"
    lines += [f"void {entry}(void) {{ {' '.join(calls[part] for part in used)} }}" for entry, used in entries.items()]
    state = [name.removeprefix(_steps.NEXT) for name in _steps.carried(first)]
    if state:
        copies = (f"__builtin_memcpy(input_{name}, output_{_steps.NEXT}{name}, sizeof input_{name});" for name in state)
        lines.append(f"void carry(void) {{ {' '.join(copies)} }}")
    return "\n".join(lines) + "\n", [*entries, *(["carry"] if state else []), *buffers]


def _built(name, first, parts, entries, ways, folder, patience=None):
    """The bytes of a module. first: the model whose inputs and outputs are the buffers. ways: {part: one of WAYS}."""
    wrapper, exports = _wrapper(first, parts, entries)
    (folder / "wrapper.c").write_text(wrapper)
    room, objects = 0, ["wrapper.c"]
    for part, proto in parts.items():
        room = max(room, _generated(name, part, proto, folder))
        compiled = [*WAYS[ways[part]], "-c", f"{part}.c", "-o", f"{part}.o"]
        _command("ziglang", "cc", *FLAGS, *compiled, folder=folder, patience=patience)
        objects.append(f"{part}.o")
    linked = [f"-Wl,-z,stack-size={room}", *(f"-Wl,--export={each}" for each in exports), "-o", "model.wasm"]
    _command("ziglang", "cc", *FLAGS, *objects, *linked, folder=folder)
    return (folder / "model.wasm").read_bytes()


def _ways(name, sources, trials, wasm_folder):
    """{part: one of WAYS} for a file, as `ways.json` beside the models says; else as is best here for its graphs,
    {suffix: (label, path)}, and then that is written there, so that builds repeat.
    """
    record = Path(wasm_folder) / "ways.json"
    known = json.loads(record.read_text()) if record.is_file() else {}
    protos = {suffix: _read(source, name) for suffix, (_, source) in sources.items()}
    if not _parts(protos)[0].keys() <= known.get(name, {}).keys():
        known[name] = _measured(name, protos, sources, trials)
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    return known[name]


def _measured(name, protos, sources, trials):
    """For each part of a file the fastest way, or a smaller one that is nearly as fast; and where all together weigh
    too much, the smallest where that costs the least time, last of all in what is done at every step.
    """
    found = {}  # {part: {way: (time, weight)}}
    for part, proto in _parts(protos)[0].items():
        suffix = re.sub("^(step|score|view)", "", part)
        label, source = sources[suffix]
        for way in WAYS:
            with tempfile.TemporaryDirectory() as place:
                file = Path(place, "timed.wasm")
                try:
                    file.write_bytes(
                        _built(name, protos[suffix], {part: proto}, {"run": [part]}, {part: way}, Path(place), PATIENCE)
                    )
                except subprocess.TimeoutExpired:
                    continue
                feeds = trials[label][:1] * 10
                once = node(file, source, feeds, 10)[1]
                time = node(file, source, feeds, max(10, int(ROUND / once)))[1]
                if not part.startswith("step"):
                    time = max(time, UNSEEN)
                found.setdefault(part, {})[way] = time, _weight(Path(place, f"{part}.o"))
    taken = {}
    for part, tried in found.items():
        quick = min(time for time, _ in tried.values()) * (1 if part.startswith("step") else CLOSE)
        taken[part] = min((way for way in tried if tried[way][0] <= quick), key=lambda way: tried[way][1])
    smallest = {part: min(tried, key=lambda way: tried[way][1]) for part, tried in found.items()}
    cost = {part: found[part][smallest[part]][0] / found[part][taken[part]][0] for part in found}
    for part in sorted(found, key=lambda part: (part.startswith("step"), cost[part])):
        if sum(found[each][taken[each]][1] for each in found) > PACKED:
            taken[part] = smallest[part]
    return taken


def _weight(path):
    """The bytes, compressed, of the code and the data of an object file: not the mathematical functions, which a whole
    file has once.
    """
    content, at, kept = path.read_bytes(), 8, b""
    while at < len(content):
        kind, size, shift, at = content[at], 0, 0, at + 1
        while True:  # LEB128
            byte, at = content[at], at + 1
            size, shift = size | (byte & 0x7F) << shift, shift + 7
            if byte < 0x80:
                break
        if kind in (10, 11):
            kept += content[at : at + size]
        at += size
    return len(gzip.compress(kept))


def compile(name, trials, onnx_folder=ONNX, wasm_folder=WASM, ways=None, loose=()):
    """Writes `wasm_folder/NAME.wasm`, or of a model with cases a file for each value of the first, from the ONNX files,
    if both agree on the trials; returns their paths.

    trials: {label of a case: feeds}; of a model without cases just the feeds. ways: one of WAYS for all parts, by
    default as measured for each. loose: outputs that may differ by more, as a Model says. ValueError for an ONNX file
    that is missing or broken, or that needs more memory than a page may ask for.
    """
    trials = trials if isinstance(trials, dict) else {"": trials}
    files = modules(name, wasm_folder, onnx_folder)
    for _, source in (pair for sources in files.values() for pair in sources.values()):
        _read(source, name)
    known = {} if ways else _ways(name, list(files.values())[-1], trials, wasm_folder)
    for path, sources in files.items():
        protos = {suffix: _read(source, name) for suffix, (_, source) in sources.items()}
        parts, entries = _parts(protos)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            chosen = {part: ways or known[part] for part in parts}
            binary = _built(name, next(iter(protos.values())), parts, entries, chosen, folder)
            candidate = folder / path.name
            candidate.write_bytes(binary + _section(SECTION, digest(sources).encode()))
            for suffix, (label, source) in sources.items():
                _agree(name, candidate, source, suffix, trials[label], loose)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(candidate, path)
    return list(files)


def _agree(name, binary, source, suffix, feeds, loose):
    """An error where the entries of one graph differ from what onnxruntime makes of it."""
    expected = run_onnx(source, feeds)
    proto = onnx.load(source)
    step = _steps.carried(proto)
    lighter = {"step": step, "score": [*step, *_steps.scores(proto)]} if step else {}
    for entry, outputs in {"run": None, **lighter}.items():
        for ours, theirs in zip(node(binary, source, feeds, 1, f"{entry}{suffix}")[0], expected):
            wanted = outputs or theirs
            compare(name, {each: ours[each] for each in wanted}, {each: theirs[each] for each in wanted}, loose=loose)
