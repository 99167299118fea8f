"""The vocabulary of figure parts, and how explainers use it."""

import ast
import itertools
import re
from importlib import import_module
from inspect import ismodule

import numpy as np
import pytest

import explainers
from explainers import _parts
from explainers._parts import Axes, Panels, Title, dot, edges, layered, line, points

ROOMS = {explainers.load(name).file.parent for name in explainers.names()}
FILES = sorted(file for room in ROOMS for file in room.glob("*.py"))
AXIS = re.compile(r"[xy](\d+|axis\d*)($|_| )")  # x3, yaxis, xaxis2_range, y2 domain
SMALL = Panels(
    (200, 100), (100, 200), one=((20, 10, 60, 40), (10, 10, 80, 40)), two=((100, 10, 90, 80), (10, 60, 80, 90))
)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_panel_stands_where_its_px_say(narrow):
    figure = SMALL.figure(narrow, one=dot(1, 2, "output"), two=[Title("Two"), line([1, 2], [3, 4], "loss")]).to_dict()
    layout = figure["layout"]
    left, across = layout["margin"]["l"], layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    for name, (x, y) in zip(SMALL.boxes, SMALL.axes(*SMALL.boxes), strict=True):
        (start, end), (low, high) = layout[f"xaxis{x[1:]}"]["domain"], layout[f"yaxis{y[1:]}"]["domain"]
        corner = left + start * across, (1 - high) * layout["height"]
        size = (end - start) * across, (high - low) * layout["height"]
        np.testing.assert_allclose((*corner, *size), SMALL.boxes[name][narrow], atol=1e-9)
    assert [(trace["xaxis"], trace["yaxis"]) for trace in figure["data"][:2]] == SMALL.axes("one", "two")
    x, y, *_ = SMALL.boxes["two"][narrow]
    assert (*figure["data"][2]["x"], *figure["data"][2]["y"]) == (x, y - 3), "a title, on the sheet, which counts px"


def test_panels_of_a_figure_do_not_overlap(explainer):
    module = import_module(explainer.draw.__module__)
    for panels in [found for found in vars(module).values() if isinstance(found, Panels)]:
        for narrow, (width, height) in enumerate(panels.sizes):
            edges = {name: np.add(pair[narrow], (0, 0, *pair[narrow][:2])) for name, pair in panels.boxes.items()}
            for name, (left, top, right, bottom) in edges.items():
                assert 0 <= left < right <= width and 0 <= top < bottom <= height, (name, panels.sizes[narrow])
            for one, two in itertools.combinations(edges, 2):
                shared = np.minimum(edges[one][2:], edges[two][2:]) - np.maximum(edges[one][:2], edges[two][:2])
                assert min(shared) <= 0, (one, two, panels.sizes[narrow])


def test_a_panel_that_is_not_there_is_named():
    for use in (lambda: SMALL.figure(False, three=[]), lambda: SMALL.axes("three")):
        with pytest.raises(ValueError, match=r"'three'.*one, two"):
            use()


def test_one_part_stands_in_two_panels():
    mark = dot(1, 1, "output")
    figure = SMALL.figure(False, one=mark, two=[mark])
    assert [trace.xaxis for trace in figure.data] == ["x2", "x3"]


def test_a_later_part_has_the_last_word():
    figure = SMALL.figure(False, one=[Axes({"range": [0, 1], "title": "step"}), [Axes({"range": [0, 2]})]])
    assert figure.layout.xaxis2.range == (0, 2) and figure.layout.xaxis2.title.text == "step"


def test_classes_are_not_told_apart_by_color_alone():
    looks = [points([0], [0], label).marker for label in (0, 1)]
    assert len({mark.color for mark in looks}) == len({mark.symbol for mark in looks}) == 2


def test_an_edge_runs_from_its_unit_to_its_unit():
    start, end = layered(2, 3)
    positive = np.arange(6).reshape(3, 2)
    found = {
        (edge["x0"], edge["y0"], edge["x1"], edge["y1"]): edge["line"]["width"]
        for edge in edges(start, end, positive, positive)
    }
    assert found == {(0, 0.5 - origin, 1, 1 - to): positive[to, origin] for to in range(3) for origin in range(2)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_an_explainer_counts_no_axes(file):
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    names = [node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg]
    assert [name for name in texts + names if AXIS.match(name)] == [], "PANELS.figure and PANELS.axes count them"


def test_every_part_is_used():
    used = {
        alias.name
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "explainers._parts"
        for alias in node.names
    }
    assert used == {name for name, part in vars(_parts).items() if not name.startswith("_") and not ismodule(part)}
