"""The notebook of the site: it gives again what it holds, is light, and its page fits in with the others."""

import json
import re
from functools import cache

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: make test installs it")

from mkdocs.exceptions import PluginError

from explainers._site import notebook
from tests.support import DOCS, SITE

PATH = DOCS / "onwards" / "build.ipynb"
URI = "onwards/build.ipynb"
SHARE = re.compile(r"([\d.]+)% of 2,000 digits are right")
FREE = "taken for"  # which digits are read wrongly is another matter on each kind of processor


@cache
def kept():
    return json.loads(PATH.read_text(encoding="utf-8"))


def code(book):
    return [cell for cell in book["cells"] if cell["cell_type"] == "code"]


def said(cell):
    """The texts that a cell gave."""
    outputs = [output.get("text") or output["data"].get("text/plain", "") for output in cell["outputs"]]
    return ["".join(text) for text in outputs if text]


def share(book):
    """The share of held-out digits that are read, in percent."""
    (found,) = (found for cell in code(book) for text in said(cell) if (found := SHARE.search(text)))
    return float(found[1])


@pytest.mark.slow("trains a network")
def test_it_gives_again_what_it_holds():
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    from explainers._site.notebooks import executed

    again = executed(PATH)
    assert share(again) >= 98 and abs(share(again) - share(kept())) <= 0.5
    for one, other in zip(code(kept()), code(again), strict=True):
        kinds = [[output["output_type"], *output.get("data", {})] for output in one["outputs"]]
        assert kinds == [[output["output_type"], *output.get("data", {})] for output in other["outputs"]]
        for before, after in zip(said(one), said(other), strict=True):
            if FREE not in before:  # of the others, only shares follow what was learned
                assert re.sub(r"[\d.]+%", "%", after) == re.sub(r"[\d.]+%", "%", before)


def test_what_a_library_remarks_is_said_and_not_kept(capsys):
    from explainers._site.notebooks import slim

    printed = nbformat.v4.new_output("stream", name="stdout", text="loss 0.3\n")
    remark = nbformat.v4.new_output("stream", name="stderr", text="the browser was slow to stop\n")
    cell = nbformat.v4.new_code_cell("1", outputs=[remark, printed])
    assert slim(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs == [printed]
    assert capsys.readouterr().err == "the browser was slow to stop\n"


def test_it_reads_nearly_all_digits():
    assert share(kept()) >= 98


def test_it_holds_text_and_stills_alone_and_is_light():
    assert PATH.stat().st_size < 400_000
    assert "widgets" not in kept()["metadata"]
    outputs = [output for cell in code(kept()) for output in cell["outputs"]]
    assert {kind for output in outputs for kind in output.get("data", {})} == {"image/png", "text/plain"}
    assert all(cell["outputs"] for cell in code(kept())[1:] if "optimizer.step" not in "".join(cell["source"]))


def test_from_the_data_to_the_trained_network_are_fewer_than_forty_lines():
    cells = ["".join(cell["source"]) for cell in code(kept())]
    made = next(place for place, text in enumerate(cells) if "optimizer.step" in text)
    assert sum(bool(line.strip()) for text in cells[1 : made + 1] for line in text.splitlines()) < 40


def test_its_lines_fit_the_page():
    lines = [line for cell in code(kept()) for line in "".join(cell["source"]).splitlines()]
    assert [line for line in lines if len(line) > 72] == []


def test_its_page_is_light_and_holds_no_script_of_another():
    page = (SITE / "onwards" / "build" / "index.html").read_text(encoding="utf-8")
    assert len(page) < 60_000
    assert not re.search(r"mermaid|clipboard|jp-|<style|mathjax", page, re.IGNORECASE)
    assert page.count('class="highlight"') >= len(code(kept()))
    for name, content in notebook.pictures(URI, kept()):
        assert (SITE / "onwards" / name.rpartition("/")[2]).read_bytes() == content
    assert (SITE / "onwards" / "build" / "build.ipynb").read_bytes() == PATH.read_bytes()


def test_its_page_says_where_the_notebook_is_to_be_had():
    without, given = (notebook.links(URI, place) for place in (None, "https://github.com/someone/something/"))
    assert 'download="build.ipynb"' in without and "Colab" not in without
    assert "colab.research.google.com/github/someone/something/blob/main/docs/onwards/build.ipynb" in given


def book(*outputs, page=None):
    cell = {"cell_type": "code", "source": "1", "metadata": {"page": page or {}}, "outputs": list(outputs)}
    return {"cells": [cell], "metadata": {"page": {"description": "One."}}}


BROKEN = {
    "has failed: ValueError: no": {"output_type": "error", "ename": "ValueError", "evalue": "no"},
    "say in its metadata what it shows": {"output_type": "display_data", "data": {"image/png": "aaaa"}, "metadata": {}},
    "gave text/html; a page shows": {"output_type": "display_data", "data": {"text/html": "<b>"}},
}


@pytest.mark.parametrize("words", BROKEN)
def test_what_no_page_can_show_stops_the_build(words):
    with pytest.raises(PluginError, match=words):
        notebook.markdown("some.ipynb", book(BROKEN[words]))


def test_what_a_cell_prints_stands_below_it_without_a_terminals_colors():
    text = notebook.markdown("some.ipynb", book({"output_type": "stream", "text": ["\x1b[31m<1>\x1b[0m\n"]}))
    assert "It prints" in text and "&lt;1&gt;" in text and "\x1b" not in text
