"""Specs that were worked out before. One takes up to a second, and the build and the pages all ask for it."""

import ast
import json
import os
import sys
from hashlib import sha256
from pathlib import Path

import numpy
import plotly

from explainers._core.files import places
from explainers._core.run import model

FOLDER = places.DOCS.parent / ".cache" / "specs"
PACKAGE = Path(__file__).resolve().parents[2]


def spec(explainer):
    """The explainer's spec: kept from before where all that it is made from is as it was, else worked out and kept."""
    path = FOLDER / f"{explainer.name}.json"
    key = fingerprint(explainer)
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return kept["spec"]
    found = json.loads(json.dumps(explainer.spec()))
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}")
    whole.write_text(json.dumps({"key": key, "spec": found}), encoding="utf-8")
    whole.replace(path)                                     # never half a file, whoever else is at it
    return found


def fingerprint(explainer):
    """A hash of all that makes the spec: the explainer's file and what it imports of this package, the core, models and libraries."""
    models = model.folder()
    files = {*(PACKAGE / "_core").rglob("*.py"), *sources(explainer.file), *(models / "data").rglob("*.*"), *(models / "onnx").glob("*.bin"), models / "onnx" / f"{explainer.model}.onnx"}
    every = sorted(file for file in files if file.is_file())
    hashed = sha256(f"{plotly.__version__} {numpy.__version__} {sys.version}".encode())
    for path in every:
        hashed.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}".encode())
    return hashed.hexdigest()


def sources(path, found=()):
    """The file at path and, in turn, the explainers' files that it imports from."""
    if path in found:
        return found
    found = (*found, path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        level, base = getattr(node, "level", 0), getattr(node, "module", None) or ""
        start = path.parents[level - 1] if level else PACKAGE
        for name in [base, *(f"{base}.{alias.name}" if base else alias.name for alias in node.names)]:
            other = start / f"{name.removeprefix('explainers.').replace('.', '/')}.py"
            if other.is_file():
                found = sources(other, found)
    return found
