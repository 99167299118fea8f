"""Where figures live besides the site's pages: `make test-hosts` runs these, with the wheel in an environment of its own.

A test asks for `lab`, `notebook` or `marimo`, a server that runs in `.hosts`, and for `tab`, a page of a browser. Of
what does not need `.hosts`, such as the site without a network, tests may stand here, too.
"""

import json
import os
import re
import socket
import subprocess
from contextlib import ExitStack, contextmanager

import pytest

from tests.support import ROOT

BIN = ROOT / ".hosts" / "bin"
WITHIN = 60_000  # ms for what begins with a kernel that starts
NEWS = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
OPEN = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]


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
def served(command, folder, surroundings, says):
    """A server that runs while it is needed, once its output holds `says`."""
    running = subprocess.Popen(
        list(map(str, command)), cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    )  # fmt: skip
    heard = []
    try:
        for line in running.stdout:
            heard.append(line)
            if re.search(says, line):
                break
        else:
            pytest.fail(f"{command[0]} ended: {''.join(heard[-20:])}")
        yield
    finally:
        running.terminate()
        running.communicate(timeout=30)


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
                command = [hosts / "jupyter", kind, *OPEN, *NEWS, f"--ServerApp.port={port}"]
                running.enter_context(served(command, folder, surroundings, "is running at"))
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
            running.enter_context(
                served([*command, "--no-token", "--skip-update-check"], tmp_path, surroundings, "URL")
            )
            return f"http://127.0.0.1:{port}/"

        yield marimo


def app(cells):
    """A marimo notebook as a file."""
    head = "import marimo\n\napp = marimo.App()\n"
    bodies = ("\n    ".join(cell.splitlines()) for cell in cells)
    return head + "".join(f"\n\n@app.cell\ndef _({names}):\n    {body}\n" for names, body in parts(bodies))


def parts(bodies):
    """[(names that a cell takes, its code), ...]: marimo has a name from the cell that returns it."""
    known = []
    for body in bodies:
        made = re.findall(r"^ *(?:import )?(\w+)(?: = .*)?$", body, re.MULTILINE)
        made = [name for name in made if re.search(rf"^ *(import {name}$|{name} = )", body, re.MULTILINE)]
        taken = [name for name in known if re.search(rf"\b{name}\b", body)]
        known += [name for name in made if name not in known]
        *lines, last = body.splitlines()
        shown = [] if re.match(r" *(import |\w+ = )", last) else [last]
        yield ", ".join(taken), "\n".join([*lines, *(shown or [last]), f"    return {', '.join(made)}"])


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
