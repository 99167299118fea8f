"""The browser that draws: it reaches nobody, and one that does not work is named, with what it said."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import explainers
from explainers.__main__ import main
from explainers._core.files import browser, stills
from tests.support import ROOT

TALK = "# A talk\n\n```explainer\nfestival\n```\n"
# Events of Chromium's log of its network that come with something sent to another machine, or looked up by one.
LOOKED_UP = "HOST_RESOLVER_DNS_TASK", "HOST_RESOLVER_SYSTEM_TASK"
SENT = *LOOKED_UP, "TCP_CONNECT_ATTEMPT", "UDP_BYTES_SENT", "SOCKET_BYTES_SENT"


def program(path, text):
    """A program in a file, by its lines."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def silent():
    """A host that takes every connection, and never says a word: its port, and those that it has taken."""
    taken = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take():
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield server.getsockname()[1], taken
        server.shutdown(socket.SHUT_RDWR)
    for each in taken:
        each.close()


def commands(folder):
    """What each command draws with a browser, as functions that write into a folder."""
    (folder / "talk.md").write_text(TALK)
    figure = explainers.load("festival")

    def saving(ending):
        steps = ["--steps", "2"] if ending in ("gif", "mp4") else []
        return lambda: main(["save", "descent", str(folder / f"x.{ending}"), *steps])

    saved = {ending: saving(ending) for ending in ("png", "svg", "pdf", "gif", "mp4", "html")}
    captioned = {"still.png": ("key", 600, lambda: figure())}
    return {
        **saved,
        "size": lambda: main(["save", "festival", str(folder / "y.png"), "--size", "640x360"]),
        "talk": lambda: main(["talk", str(folder / "talk.md"), "--pdf", str(folder / "z.pdf")]),
        "build": lambda: 1 - len(stills.make(captioned, folder / "stills", print, cache=folder / "cache")),
    }


def full():
    """The browser with its windows, if the machine has it: it asks for more than the one without."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.slow("a browser draws seven times")
def test_no_request_leaves(tmp_path, monkeypatch, chromium):
    """By the log that the browser itself keeps."""
    monkeypatch.setenv("HTTPS_PROXY", "http://192.0.2.1:3128")  # nor by way of another
    log = tmp_path / "log"
    log.mkdir()
    given = f'exec {full() or chromium} "$@" --log-net-log={log}/$$.json --net-log-capture-mode=Everything'
    monkeypatch.setenv("BROWSER_PATH", program(tmp_path / "logged", given))
    for name, command in commands(tmp_path).items():
        if name not in ("size", "mp4"):  # which are drawn as a .gif is
            assert command() == 0, name
    files = list(log.glob("*.json"))
    assert len(files) >= 7, "one for each picture, and a talk has a second"
    for file in files:
        events = logged(file)
        assert len(events) > 20, "it logs what it does"
        assert [event for event in events if event[0] in SENT] == []
        assert [event for event in events if "cdn" in event[1]] == [], "the page itself does not even try"


def logged(file):
    """[(event, address or "")] of a log of the network, whole or cut short where the browser ended."""
    text = file.read_text(encoding="utf-8", errors="replace").rstrip()
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        found = json.loads(f"{text.rstrip(',')}]}}")
    names = {number: name for name, number in found["constants"]["logEventTypes"].items()}
    return [(names[event["type"]], event.get("params", {}).get("url", "")) for event in found["events"]]


@pytest.mark.slow("a browser draws")
def test_a_host_that_never_answers_keeps_nobody_waiting(tmp_path, monkeypatch, chromium, silent):
    """Though every name leads to it: what is said last to a browser counts."""
    port, taken = silent
    rule = f'exec {chromium} "$@" "--host-resolver-rules=MAP * 127.0.0.1:{port}"'
    monkeypatch.setenv("BROWSER_PATH", program(tmp_path / "led", rule))
    monkeypatch.setattr(browser, "ALONE", ())
    start = time.monotonic()
    wanted = {name: command for name, command in commands(tmp_path).items() if name in ("png", "talk")}
    assert [command() for command in wanted.values()] == [0, 0]
    assert taken == [] and time.monotonic() - start < 60


BROKEN = {
    "ends": "exit 0",
    "fails": "echo 'loading libnss3.so: no such file' >&2; exit 127",
    "talks": "echo one; echo; echo 'the last words' >&2; exit 3",
    "other letters": "printf 'kaputt: \\374ber\\n' >&2; exit 1",
    "killed": "kill -9 $$",
    "garbage": "printf '\\377{}\\000nonsense\\000' >&4; exit 5",
    "two words": "echo 'I am no browser'; exit 1",
}
SAID = {"fails": "loading libnss3.so", "talks": "ended with 3, and said: the last words", "killed": "signal 9"}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_browser_that_ends_at_once_is_named(kind, tmp_path, monkeypatch, capsys):
    path = program(tmp_path / kind, BROKEN[kind])
    monkeypatch.setenv("BROWSER_PATH", path)
    assert main(["save", "festival", str(tmp_path / "x.png")]) == 1
    said = capsys.readouterr().err
    assert path in said and SAID.get(kind, "") in said and said.count("\n") == 1 and "install" not in said
    assert not (tmp_path / "x.png").exists()


WRONG = {
    "/no/such/browser": "is not there",
    "no-such-browser": "is not there",
    "~/no/such/browser": "is not there",
    "{}": "is a folder",
    "{}/file": "is no program",
    "{}/file/browser": "is not there",
    "~no_such_user_here/browser": "does not know",
}


@pytest.mark.parametrize("path", WRONG)
def test_a_path_that_leads_to_no_browser_is_named(path, tmp_path, monkeypatch, capsys):
    (tmp_path / "file").touch()
    given = path.format(tmp_path)
    monkeypatch.setenv("BROWSER_PATH", given)
    for name, command in commands(tmp_path).items():
        if name == "html":
            continue  # which needs none
        assert command() == 1, name
        out, err = capsys.readouterr()
        said = out.splitlines()[-1] if name == "build" else err
        assert given in said and WRONG[path] in said and len(said.splitlines()) == 1, name
    assert not [each for each in tmp_path.glob("*.*") if each.suffix != ".md"]


HANGING = "echo thinking >&2; sleep 600", "printf '{}\\000' >&4; echo thinking; exec sleep 600"


@pytest.mark.parametrize("text", HANGING, ids=["silent", "noisy"])
def test_a_browser_that_never_answers_is_ended(text, tmp_path, monkeypatch, capsys):
    path = program(tmp_path / "slow", f"echo $$ >{tmp_path}/number; {text}")
    monkeypatch.setenv("BROWSER_PATH", path)
    monkeypatch.setattr(browser, "START", 1)
    (tmp_path / "talk.md").write_text(TALK)
    start = time.monotonic()
    assert main(["talk", str(tmp_path / "talk.md"), "--pdf", str(tmp_path / "z.pdf")]) == 1
    said = capsys.readouterr().err
    assert path in said and "within 1 seconds" in said and "said: thinking" in said and said.count("\n") == 1
    assert time.monotonic() - start < 30
    assert not running(int((tmp_path / "number").read_text())) and not (tmp_path / "z.pdf").exists()


def running(number):
    """Whether there is a process of this number, other than one that has ended and waits to be forgotten."""
    state = Path(f"/proc/{number}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_browser_is_found_by_its_name_and_without_a_path(monkeypatch, tmp_path):
    path = program(tmp_path / "my-browser", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    for given in ("my-browser", path, "~/my-browser"):
        monkeypatch.setenv("BROWSER_PATH", given)
        assert browser.found() == path


def test_what_computes_reports_to_nobody(tmp_path):
    """onnxruntime gives a device a number, in a file, before it reports on it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CACHE_HOME": ""}
    environment.pop("ORT_DISABLE_TELEMETRY", None)  # which this test has inherited
    for code in (
        "import explainers; explainers.load('festival').run(0)[0]",
        "from models._run import ONNX, run_onnx; run_onnx(ONNX / 'neuron.onnx', [])",
    ):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
