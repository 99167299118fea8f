"""`python -m explainers`: what it prints, what it writes, and its exit codes."""

import html
import json
import re
import sys

import PIL.Image
import pytest

import explainers
from explainers.__main__ import main
from explainers._core.files import film
from explainers._core.picture import theme
from explainers._core.picture.drawing import HEIGHT, WIDTHS

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
    assert all(command in said for command in ("list", "build", "save", "talk"))


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


def test_a_picture_has_the_pixels_that_were_asked_for(tmp_path, chromium):
    figure = explainers.load(FIRST)()
    size = figure.layout.width or WIDTHS["wide"], figure.layout.height or HEIGHT
    for name, arguments, wanted in (
        ("twice", ["--scale", "2"], tuple(2 * side for side in size)),
        ("slide", ["--size", "1280x720"], (1280, 720)),
        ("tall", ["--size", "600x900"], (600, 900)),
    ):
        path = tmp_path / f"{name}.png"
        assert main(["save", FIRST, str(path), *arguments]) == 0
        with PIL.Image.open(path) as picture:
            assert picture.size == wanted
            corner = "#%02x%02x%02x" % picture.convert("RGB").getpixel((0, 0))
            assert corner == theme.colors("light")["paper"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["x.png", "--size", "large"], "as in 1920x1080"),
        (["x.png", "--size", "10x720"], "from 100 to 8000"),
        (["x.png", "--scale", "20"], "from 0.25 to 8"),
        (["x.png", "--scale", "2", "--size", "1280x720"], "leave scale away"),
        (["x.svg", "--scale", "2"], "at any size"),
        (["x.html", "--size", "1280x720"], "at any size"),
        (["x.mp4"], "shows steps"),
    ],
)
def test_sizes_that_cannot_be_are_refused(arguments, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["save", "descent", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_a_film_shows_each_step(tmp_path, chromium):
    av = pytest.importorskip("av", reason="films as .mp4 need PyAV: pip install 'explainers[video]'")
    path = tmp_path / "walk.mp4"
    assert main(["save", "descent", str(path), "--steps", "3", "--size", "641x361", "--theme", "dark"]) == 0
    with av.open(path) as shown:
        stream = shown.streams.video[0]
        frames = list(shown.decode(video=0))
    assert stream.codec_context.name == "h264" and stream.codec_context.pix_fmt == "yuv420p"
    assert (stream.width, stream.height) == (640, 360), "an even number of pixels"
    assert len(frames) == (3 * film.STEP + film.LAST) * film.RATE // 1000
    first, last = (frame.to_ndarray(format="rgb24").astype(int) for frame in (frames[0], frames[-1]))
    paper = [int(theme.colors("dark")["paper"][place : place + 2], 16) for place in (1, 3, 5)]
    assert abs(first[2, 2] - paper).max() <= 4, "colors are what they are in the figure"
    assert abs(first - last).max() > 100


def test_without_pyav_a_film_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "av", None)
    assert main(["save", "descent", str(tmp_path / "x.mp4"), "--steps", "3"]) == 1
    assert "pip install 'explainers[video]'" in capsys.readouterr().err


START = {".png": b"\x89PNG", ".svg": b"<svg", ".pdf": b"%PDF"}


@pytest.mark.parametrize("ending", START)
def test_saves_a_picture(ending, tmp_path, chromium):
    path = tmp_path / f"figure{ending}"
    assert main(["save", FIRST, str(path), "--width", "500"]) == 0
    assert path.read_bytes().startswith(START[ending])
