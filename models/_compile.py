"""ONNX to C (emx-onnx-cgen) to WebAssembly (Zig's clang): a model that runs anywhere, in kilobytes.

The module exports `memory`, `run()`, and for every input and output a global, `input_NAME` or `output_NAME`:
the address of its float32 buffer in C order. It imports nothing. Its custom section `onnx_sha256` says which
ONNX file it was made from.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx

from models._run import ONNX, SECTION, WASM, compare, run_onnx, run_wasm, sha256
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
    "-Wl,--export=run",
    "-Wl,--export-memory",
]
# Nodes inlined into one function are smaller and faster, but with very many of them clang takes many minutes.
MANY, APART = 300, "-DEMX_NODE_FN=static __attribute__((noinline))"
# The generated C loses a NaN in maxima and minima; PyTorch hands it on.
NAN_SAFE = {
    r"return a > 0\.0f \? a : 0\.0f;": r"return a < 0.0f ? 0.0f : a;",
    r"\bf(max|min)f\(": r"__builtin_wasm_\1_f32(",
    r"if \((\S+) ([<>]) acc\) acc": r"if (\1 \2 acc || \1 != \1) acc",
}


def _command(*arguments, folder):
    """Runs a tool; its complaint becomes ours."""
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} failed: {(done.stderr or done.stdout).strip()[-2000:]}")


def _wrapper(inputs, outputs):
    """C that gives every input and output a buffer with a fixed address, and `run`."""
    sizes = {
        **{f"input_{name}": size for name, size in inputs.items()},
        **{f"output_{name}": size for name, size in outputs.items()},
    }
    return "\n".join([
        *(f"__attribute__((aligned(16))) float {buffer}[{size}];" for buffer, size in sizes.items()),
        f"void run(void) {{ model({', '.join(f'(void *){buffer}' for buffer in sizes)}); }}",
    ])


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


def compile(name, feeds, onnx_folder=ONNX, wasm_folder=WASM):
    """Writes `wasm_folder/NAME.wasm` from `onnx_folder/NAME.onnx`, if both agree on the feeds; returns its path.

    ValueError for an ONNX file that is missing or broken, or that needs more memory than a page may ask for.
    """
    source = Path(onnx_folder) / f"{name}.onnx"
    try:
        proto = onnx.load(source)
        onnx.checker.check_model(proto)
    except Exception as error:
        raise ValueError(
            f"{source.name} is missing or not a whole ONNX file; make it with `python -m models {name}`"
        ) from error
    inputs, outputs = _sizes(proto.graph.input), _sizes(proto.graph.output)
    fed = [value for value in proto.graph.initializer if value.name not in inputs]  # a default is fed like the rest
    del proto.graph.initializer[:]
    proto.graph.initializer.extend(fed)
    _copy_constants(proto.graph)
    with tempfile.TemporaryDirectory() as folder:
        onnx.save(proto, Path(folder, "model.onnx"))
        _command(
            "emx_onnx_cgen",
            "compile",
            "model.onnx",
            "model.c",
            "--model-name",
            "model",
            "--no-restrict-arrays",
            "--large-temp-threshold",
            "0",
            "--large-weight-threshold",
            "0",
            folder=folder,
        )
        code = Path(folder, "model.c").read_text()
        for unsafe, safe in NAN_SAFE.items():
            code = re.sub(unsafe, safe, code)
        room = f"-Wl,-z,stack-size={stack(name, code)}"
        Path(folder, "model.c").write_text(code + _wrapper(inputs, outputs))
        exports = [f"-Wl,--export=input_{i}" for i in inputs] + [f"-Wl,--export=output_{o}" for o in outputs]
        apart = [APART] if len(proto.graph.node) > MANY else []
        _command("ziglang", "cc", *FLAGS, room, *apart, *exports, "model.c", "-o", "model.wasm", folder=folder)
        binary = Path(folder, "model.wasm").read_bytes()
        candidate = Path(folder, f"{name}.wasm")
        candidate.write_bytes(binary + _section(SECTION, sha256(name, onnx_folder).encode()))
        for ours, theirs in zip(run_wasm(name, feeds, folder, onnx_folder), run_onnx(source, feeds)):
            compare(name, ours, theirs)
        path = Path(wasm_folder) / candidate.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(candidate, path)
    return path
