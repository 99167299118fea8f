"""`python -m explainers`: what it prints, what it writes, and its exit codes."""

import html
import json
import re

import pytest

import explainers
from explainers.__main__ import main

FIRST = explainers.names()[0]


def test_list_names_them_all(capsys):
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == explainers.names()


@pytest.mark.parametrize(
    "arguments", [[], ["no_such_command"], ["save"], ["save", FIRST], ["list", "--no-such-option"]]
)
def test_a_wrong_call_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit, match="^2$"):
        main(arguments)
    assert "usage" in capsys.readouterr().err


def test_help_names_the_commands(capsys):
    with pytest.raises(SystemExit, match="^0$"):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(command in said for command in ("list", "build", "save"))


def test_values_are_read_as_their_control_takes_them(tmp_path):
    path = tmp_path / "descent.html"
    assert main(["save", "descent", str(path), "batch_size=4", "learning_rate=0.5", "start=1,2"]) == 0
    given = {"batch_size": "4", "learning_rate": 0.5, "start": [1.0, 2.0]}
    assert json.loads(html.unescape(re.search(r"data-values='([^']*)'", path.read_text(encoding="utf-8"))[1])) == given


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["save", "no_such_explainer", "x.svg"], "no_such_explainer"),
        (["save", FIRST, "x.jpg"], ".svg"),
        (["save", FIRST, "x.svg", "no_such_control=1"], "no_such_control"),
        (["save", FIRST, "x.svg", "not a value"], "CONTROL=VALUE"),
        (["save", FIRST, "no/such/folder/x.html"], "no/such/folder"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_says_why(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err


def test_saves_a_live_page(name, tmp_path):
    path = tmp_path / f"{name}.html"
    assert main(["save", name, str(path)]) == 0
    assert f'name="{name}"' in path.read_text(encoding="utf-8")


START = {".png": b"\x89PNG", ".svg": b"<svg", ".pdf": b"%PDF"}


@pytest.mark.parametrize("ending", START)
def test_saves_a_picture(ending, tmp_path, chromium):
    path = tmp_path / f"figure{ending}"
    assert main(["save", FIRST, str(path), "--width", "500"]) == 0
    assert path.read_bytes().startswith(START[ending])
