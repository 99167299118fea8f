"""Specs that were worked out before. One takes up to a second, and the build and the pages all ask for it."""

import ast
import json
import sys
from hashlib import sha256
from pathlib import Path

import numpy
import plotly

from explainers._core.files import places, target
from explainers._core.picture import beside as runs
from explainers._core.run import model

FOLDER = places.DOCS.parent / ".cache" / "specs"
PACKAGE = Path(__file__).resolve().parents[2]


def spec(explainer):
    """The explainer's spec: kept from before where all that it is made from is as it was, else worked out and kept."""
    return known(explainer, f"{explainer.name}.json", explainer.spec)


def beside(explainer):
    """The same of its figures of runs side by side."""
    return known(explainer, runs.file(explainer.name), lambda: explainer.beside_spec)


def known(explainer, file, make):
    """What a file holds, if it was made from what there is now, else what make() gives, which it holds from then on."""
    if explainer.replaced:
        return make()
    path = FOLDER / file
    key = fingerprint(explainer)
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return kept["spec"]
    found = json.loads(json.dumps(make()))
    path.parent.mkdir(parents=True, exist_ok=True)
    target.write(path, json.dumps({"key": key, "spec": found}))
    return found


def fingerprint(explainer):
    """A hash of all that makes the spec: the explainer's file and what it imports, the core, models and libraries."""
    models = model.folder()
    files = {
        *(PACKAGE / "_core").rglob("*.py"),
        *sources(explainer.file),
        *(models / "data").rglob("*.*"),
        *(models / "onnx").glob("*.bin"),
        models / "onnx" / f"{explainer.model}.onnx",
        *(models / "onnx" / explainer.model).glob("*.onnx"),
        *([explainer.tally.plan.path, *explainer.tally.files.values()] if explainer.tally else []),
    }
    every = sorted(file for file in files if file.is_file())
    hashed = sha256(f"{plotly.__version__} {numpy.__version__} {sys.version}".encode())
    for path in every:
        hashed.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}".encode())
    return hashed.hexdigest()


def sources(path, found=()):
    """The file at path and, in turn, the explainers' files, outside of the core, that importing it reads."""
    if path in found:
        return found
    found = (*found, path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for other in imported(path, node):
                found = sources(other, found)
    return found


def imported(path, node):
    """The explainers' files that an import in the file at path reads: of each name, its packages and itself."""
    level, base = getattr(node, "level", 0), getattr(node, "module", None)
    for name in [".".join(filter(None, [base, alias.name])) for alias in node.names]:
        parts = name.split(".")
        if not level and parts.pop(0) != "explainers":
            continue
        start = path.parents[level - 1] if level else PACKAGE
        places = [start.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]
        files = [file for place in places for file in (place / "__init__.py", place.with_suffix(".py"))]
        yield from (file for file in files if file.is_file() and PACKAGE / "_core" not in file.parents)
