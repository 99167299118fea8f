"""Figures in JupyterLab and Notebook: alive, set by the reader and by Python, and small in the saved file."""

import json
import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError

from tests.hosts.conftest import WITHIN, write

LIVE = 'dnn-explainer[data-state="live"]'
LOAD = 'import explainers\nfestival = explainers.load("festival")'
PHOTO = "fool"
KB = 1000
PAGES = {"lab": "lab/workspaces/{0}/tree/{0}.ipynb", "notebook": "notebooks/{0}.ipynb"}  # nothing else is open there


class Book:
    """A notebook in a host's page."""

    def __init__(self, tab, address):
        self.tab = tab
        self.sent = []
        tab.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(as_text(frame))))
        tab.goto(address)
        tab.locator(".jp-Notebook .jp-CodeCell .cm-content").first.wait_for()
        tab.locator('[data-status="idle"]').first.wait_for(state="attached")

    def cell(self, number):
        return self.tab.locator(".jp-Notebook .jp-CodeCell").nth(number)

    def run(self, number):
        """Run a cell, and wait until it has been run."""
        done = self.cell(number).locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]"))
        for _ in range(12):  # a kernel that is not there yet runs nothing, and a host may not say so
            self.cell(number).locator(".cm-content").click()
            self.tab.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
            with suppress(TimeoutError):
                return done.wait_for(timeout=WITHIN / 12)
        return done.wait_for()

    def printed(self, number):
        self.run(number)
        return self.cell(number).locator(".jp-OutputArea-output pre").inner_text().strip()

    def figure(self, number):
        """The figure of a cell's output, once it lives."""
        figure = self.cell(number).locator("dnn-explainer")
        figure.scroll_into_view_if_needed()
        self.cell(number).locator(LIVE).wait_for()
        return figure

    def asked(self, file):
        """How often a view has asked the kernel for a file from its beginning."""
        return sum(bool(re.search(rf'"file": ?"{re.escape(file)}", ?"at": ?0\b', text)) for text in self.sent)

    def save(self):
        with self.tab.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        ) as kept:
            self.tab.evaluate("jupyterapp.commands.execute('docmanager:save')")
        assert kept.value.ok


def as_text(frame):
    return frame if isinstance(frame, str) else bytes(frame).decode("latin1")


@pytest.fixture(params=PAGES)
def kind(request):
    return request.param


@pytest.fixture
def book(tab, jupyter, folder, request):
    """book(kind, *cells) is a new notebook of these cells in a host's page, and its file."""

    def book(kind, *cells):
        name = f"{request.node.name.partition('[')[0]}-{kind}"
        path = write(folder / f"{name}.ipynb", *cells)
        return Book(tab, jupyter(kind) + PAGES[kind].format(name)), path

    return book


def test_what_the_reader_sets_and_what_python_sets(book, kind):
    told = "print(w.values['weather'], w.outputs['total'])"
    notebook, _ = book(kind, LOAD, "w = festival.widget(weather=1)\nw", told, "w.set(weather=4)", told)
    notebook.run(0)
    notebook.run(1)
    figure = notebook.figure(1)
    slider = figure.locator("input[name=weather]")
    assert slider.input_value() == "1"
    slider.press("ArrowRight")  # as a key of the notebook's it would leave the slider as it is
    figure.locator(".dnn-summary", has_text="22").wait_for()
    assert notebook.printed(2) == "2.0 22.0"
    notebook.run(3)
    figure.locator(".dnn-summary", has_text="30").wait_for()
    assert slider.input_value() == "4"
    assert notebook.printed(4) == "4.0 30.0"
    assert "#" not in notebook.tab.url, "the address is the notebook's"


def test_python_refuses_what_the_figure_does_not_allow(book):
    wrong = "try:\n    w.set(weather=9)\nexcept ValueError as error:\n    print(error, w.values['weather'])"
    notebook, _ = book("lab", LOAD, "w = festival.widget()\nw", wrong)
    notebook.run(0)
    notebook.run(1)
    notebook.figure(1)
    assert notebook.printed(2) == "weather takes a number from 0 to 4, not 9 3.0"


def test_a_run_comes_back_to_python(book):
    begin = 'import explainers\ndescent = explainers.load("descent")\nw = descent.widget(learning_rate=0.3)\nw'
    told = "print(w.step, float(w.outputs['loss']) == float(descent.run(3, learning_rate=0.3)[3]['loss']))"
    notebook, _ = book("lab", begin, told)
    notebook.run(0)
    figure = notebook.figure(0)
    figure.evaluate("each => each.step(3)")
    # The figure tells its kernel a moment after it has been painted.
    said = [notebook.printed(1)]
    while said[-1] != "3 True" and len(said) < 20:
        said.append(notebook.printed(1))
    assert said[-1] == "3 True", said


def test_ten_figures_fetch_the_player_once(book, kind):
    notebook, _ = book(kind, LOAD, *["festival"] * 10)
    for number in range(11):
        notebook.run(number)
    for number in range(1, 11):
        notebook.figure(number)
    assert notebook.asked("standalone.js") == 1
    assert notebook.asked("festival.json") == 10
    names = notebook.tab.locator("dnn-explainer [id]").evaluate_all("each => each.map(({ id }) => id)")
    assert len(names) == len(set(names)), "each figure's names are its own"


def test_what_is_scrolled_away_or_run_again_lives(book):
    """A long notebook takes what is out of sight out of its page, and puts it back."""
    notebook, _ = book("lab", LOAD, "festival", *["print('\\n' * 60)"] * 4)
    for number in range(6):
        notebook.run(number)
    notebook.cell(5).scroll_into_view_if_needed()
    figure = notebook.figure(1)
    figure.locator("input[name=weather]").press("ArrowLeft")
    figure.locator(".dnn-summary", has_text="22").wait_for()
    # As a host does that takes it out of the page, whatever this version's own reasons are.
    figure.evaluate("each => { const { parentNode } = each; each.remove(); parentNode.prepend(each); }")
    figure.locator("input[name=weather]").press("ArrowLeft")
    figure.locator(".dnn-summary", has_text="18").wait_for()
    gone = figure.element_handle()
    notebook.run(1)
    notebook.tab.wait_for_function("gone => !gone.isConnected", arg=gone)
    assert notebook.figure(1).locator("input[name=weather]").input_value() == "3"


def test_a_photo_figure_lives(book):
    notebook, _ = book(
        "lab", f'import explainers\nw = explainers.load("{PHOTO}").widget()\nw', "print(w.values['photo'])"
    )
    notebook.run(0)
    figure = notebook.cell(0).locator("dnn-explainer")
    figure.locator(".dnn-still img").locator("visible=true").first.wait_for()  # that of the cell's width
    figure.locator("button[name=wake]").click()
    notebook.figure(0)
    figure.locator('input[type=radio][value="panda"]').check(force=True)
    figure.locator(".dnn-summary").wait_for()
    assert notebook.printed(1) == "panda"  # at once, though the network is still at work on it


def test_a_saved_notebook_is_small_and_shows_the_picture_where_nobody_trusts_it(book, kind, folder):
    notebook, path = book(kind, LOAD, "festival", f'explainers.load("{PHOTO}")')
    notebook.save()
    empty = path.stat().st_size
    notebook.run(0)
    notebook.run(1)
    notebook.figure(1)
    notebook.save()
    small = path.stat().st_size
    notebook.run(2)
    notebook.cell(2).locator("dnn-explainer").wait_for()
    notebook.save()
    photo = path.stat().st_size
    assert small - empty < 100 * KB and photo - small < 100 * KB, (empty, small, photo)
    assert "widgets" not in json.loads(path.read_text())["metadata"]

    # Another reader's: their server has not signed it, so it trusts none of it.
    other = path.with_name(f"other-{path.name}")
    data = json.loads(path.read_text())
    data["cells"][1]["source"] = "festival  # elsewhere"
    other.write_text(json.dumps(data))
    notebook.tab.goto(notebook.tab.url.replace(path.stem, other.stem))
    picture = notebook.cell(1).locator("img")
    picture.wait_for()
    assert notebook.tab.locator("dnn-explainer").count() == 0
    assert picture.evaluate("each => each.naturalWidth > 500 && each.src.startsWith('data:image/png')")


def test_dark_as_the_notebook_is(book):
    notebook, _ = book("lab", LOAD, "festival")
    notebook.run(0)
    notebook.run(1)
    notebook.figure(1)
    home = notebook.tab.locator(".dnn-home")
    assert home.get_attribute("data-theme") == "light"
    page = notebook.tab.evaluate("getComputedStyle(document.documentElement).colorScheme")
    notebook.tab.evaluate("jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    notebook.tab.locator('.dnn-home[data-theme="dark"]').wait_for()
    assert notebook.tab.evaluate("getComputedStyle(document.documentElement).colorScheme") == page, "a guest"
