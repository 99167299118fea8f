"""Where figures live besides the site's pages: `make test-hosts` runs these, with the wheel in `.hosts`.

A test asks for `jupyter` or `marimo`, which serve notebooks, and for `tab`, a page of a browser. Tests that need more
time or another server than the others, but no `.hosts`, such as of the site without a network, stand here, too.
"""

import ast
import json
import os
import re
import socket
import subprocess
from contextlib import ExitStack, contextmanager
from threading import Event
from time import monotonic

import pytest

from tests.support import ROOT

BIN = ROOT / ".hosts" / "bin"
WITHIN = 60_000  # ms for what begins with a kernel that starts
NEWS = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
OPEN = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]
# A test runs cells by the host's own commands: keys that come before it listens would be lost.
APP = ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"]


@pytest.fixture(scope="session")
def hosts():
    """The folder of the programs of the environment that holds the wheel and the hosts."""
    if not (BIN / "jupyter").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("the hosts are not there: make test-hosts")
    return BIN


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory):
    """The environment of a host: nothing of this machine's settings, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("settings")
    kinds = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "XDG_CONFIG_HOME")
    own = {kind: str(folder / kind) for kind in kinds}
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "JUPYTER_PATH")}
    return {**given, **own, "JUPYTERLAB_SETTINGS_DIR": str(folder / "lab"), "PATH": f"{BIN}:{os.environ['PATH']}"}


@contextmanager
def served(command, folder, surroundings, port):
    """A server that runs while it is needed, once it answers at its port."""
    log = folder / f"{port}.log"
    with log.open("w") as output:
        running = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=surroundings, stdout=output, stderr=output, start_new_session=True
        )
    try:
        until = monotonic() + WITHIN / 1000
        while not answers(port):
            if running.poll() is not None or monotonic() > until:
                pytest.fail(f"{command[0]} does not serve: {log.read_text()[-3000:]}")
            Event().wait(0.1)
        yield
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def answers(port):
    """Whether something listens at a port of this machine."""
    with socket.socket() as place:
        return place.connect_ex(("127.0.0.1", port)) == 0


def free():
    """A port that nobody uses."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where the hosts' notebooks lie."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="session")
def jupyter(hosts, surroundings, folder):
    """jupyter("lab") is the address of such a server, over the folder of notebooks."""
    with ExitStack() as running:
        known = {}

        def jupyter(kind):
            if kind not in known:
                port = free()
                command = [hosts / "jupyter", kind, *OPEN, *NEWS, *APP, f"--ServerApp.port={port}"]
                running.enter_context(served(command, folder, surroundings, port))
                known[kind] = f"http://127.0.0.1:{port}/"
            return known[kind]

        yield jupyter


@pytest.fixture
def marimo(hosts, surroundings, tmp_path):
    """marimo(*cells) is the address of a notebook of such cells, whose values appear as it opens."""
    with ExitStack() as running:

        def marimo(*cells):
            port, path = free(), tmp_path / "cells.py"
            path.write_text(app(cells), encoding="utf-8")
            command = [hosts / "marimo", "run", path, "--headless", "--port", port, "--host", "127.0.0.1"]
            running.enter_context(served([*command, "--no-token"], tmp_path, surroundings, port))
            return f"http://127.0.0.1:{port}/"

        yield marimo


def app(cells):
    """A marimo notebook as a file: a cell takes the names that cells before it have made."""
    text, known = "import marimo\n\napp = marimo.App()\n", []
    for cell in cells:
        nodes = list(ast.walk(ast.parse(cell)))
        made = [alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        named = [node for node in nodes if isinstance(node, ast.Name)]
        made += [node.id for node in named if isinstance(node.ctx, ast.Store)]
        taken = [name for name in known if name in {node.id for node in named} - set(made)]
        known += made
        lines = "\n    ".join([*cell.splitlines(), f"return {', '.join(made)}{',' if made else ''}"])
        text += f"\n\n@app.cell\ndef _({', '.join(taken)}):\n    {lines}\n"
    return text


@pytest.fixture
def tab(browser):
    """A page of a profile of its own; it must ask no other host for anything."""
    with browser.new_context(viewport={"width": 1280, "height": 1200}) as context:
        asked = []
        context.on("request", lambda request: asked.append(request.url))
        context.set_default_timeout(WITHIN)
        yield context.new_page()
        assert [url for url in asked if not re.match(r"(https?://127\.0\.0\.1|data:|blob:|about:)", url)] == []


def write(path, *cells, metadata=None):
    """Write a notebook of code cells."""
    path.write_text(json.dumps(notebook(*cells, metadata=metadata)), encoding="utf-8")
    return path


def notebook(*cells, metadata=None):
    """A notebook as plain data; a cell is its code, or (code, outputs)."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    pairs = [(cell, []) if isinstance(cell, str) else cell for cell in cells]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel, **(metadata or {})},
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "execution_count": None,
                "source": code,
                "outputs": outputs,
            }
            for number, (code, outputs) in enumerate(pairs)
        ],
    }
