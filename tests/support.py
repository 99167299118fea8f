"""What several tests share: comparing numbers and figures, and reading the pages' sources."""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import explainers
from explainers._core.files import kept, places
from explainers._core.goals import collected
from explainers._site import notebook
from models import module
from models._run import DEEP, LOOSE, TOLERANCE, compare, decided, difference

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SITE = ROOT / "site"
CARRIED = pytest.mark.where(lambda explainer: explainer.carry)
LEAST = 0.1  # of what follows a gradient's sign is compared at least: where that sign is clear
FLOOR = 1e-3  # smaller arrays are compared as if they were this large: float32 sums cancel no better


@cache
def large(model):
    """Whether a model, by its name, is one of the large network's graphs, whose weights lie in a file of their own."""
    path = ROOT / "models" / "onnx" / f"{model}.onnx"
    return path.is_file() and b".bin" in path.read_bytes()


@cache
def made(name):
    """PyTorch's model of that name. The large network's takes seconds to trace."""
    return module(name).model()


def expected(model, feeds):
    """What PyTorch makes of a list of feeds: of those of one graph all at once, which is many times faster."""
    graphs, places = {}, {}
    for place, feed in enumerate(feeds):
        graph, taken = model.chosen(feed)
        graphs.setdefault(str(graph.case), graph)
        places.setdefault(str(graph.case), {})[place] = taken
    found = {}
    for case, graph in graphs.items():
        found |= zip(places[case], together(graph, list(places[case].values())))
    return [found[place] for place in range(len(feeds))]


def together(graph, feeds):
    """What PyTorch makes of feeds of one graph, at once. The first is computed alone, too, and must be the same."""
    import torch

    if graph.weights:  # the large network chooses by its numbers what it computes
        return [graph(feed) for feed in feeds]
    stacked = {name: torch.tensor(np.stack([feed[name] for feed in feeds])) for name in feeds[0]}
    outputs = torch.func.vmap(lambda some: graph.outputs({**graph.defaults, **some}))(stacked)
    found = [{name: array[place].detach().numpy() for name, array in outputs.items()} for place in range(len(feeds))]
    compare(graph.name, found[0], graph(feeds[0]), graph.tolerance)
    return found


def disagreements(actual, expected, explainer, tolerance=0):
    """["loss: 3.1e-04", ...]: the arrays, of those expected, that differ by more than the explainer's model, or the
    tolerance, allows.
    """
    facts = explainer.plan.model.facts
    loose = [*json.loads(facts.get("loose", "[]")), *explainer.loose]
    signs = json.loads(facts.get("signs", "{}"))
    found = []
    for name in expected:
        where = decided(expected[signs[name]]) if name in signs else ...
        if name in signs and where.mean() < LEAST:
            found.append(f"{name}: only {where.mean():.0%} could be compared")
        gap = difference(np.asarray(actual[name], np.float64)[where], expected[name][where], FLOOR)
        if not gap <= max(tolerance, LOOSE if name in loose else DEEP if "weights" in facts else TOLERANCE):
            found.append(f"{name}: {gap:.1e}")
    return found


def differences(one, other, path=""):
    """Where two figures, as plain data, differ. Numbers are compared in single precision, as models compute them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            found
            for key in one.keys() | other.keys()
            for found in differences(one.get(key), other.get(key), f"{path}.{key}")
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for index, pair in enumerate(zip(one, other)) for found in differences(*pair, f"{path}[{index}]")]
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    same = np.array_equal(np.float32(one), np.float32(other), equal_nan=True) if numbers else one == other
    return [] if same else [f"{path}: {one!r} is not {other!r}"]


@cache
def pages():
    """Every page's source below docs/, as {address in the site: text}; a notebook's as its page has it."""
    sources = {}
    for source in sorted([*places.pages(), *DOCS.rglob("*.ipynb")]):
        place = source.relative_to(DOCS).with_suffix("")
        folder = place.parent if place.name == "index" else place
        uri = source.relative_to(DOCS).as_posix()
        written = source.suffix == ".md"
        text = source.read_text(encoding="utf-8") if written else notebook.markdown(uri, notebook.read(source))
        sources["" if str(folder) == "." else f"{folder.as_posix()}/"] = text
    return sources


@cache
def spec(name):
    """The spec of an explainer, which takes seconds to work out: kept from the build.

    A test holds that it is the same.
    """
    return kept.spec(explainers.load(name))


def fences(text):
    """[(explainer, {preset: text})] of a page's source."""
    found = []
    for body in (body for _, _, kind, body in collected.FENCE.findall(text) if kind == "explainer"):
        name, *presets = body.strip().splitlines()
        found.append((name.strip(), dict(re.split(r":\s*", line, maxsplit=1) for line in presets)))
    return found


@cache
def homes():
    """{explainer: address of the first page that shows it}."""
    return {name: address for address, text in reversed(pages().items()) for name, _ in reversed(fences(text))}
