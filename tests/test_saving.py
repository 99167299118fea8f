"""What is saved is whole, or was not written and says why; a path is taken as people write it."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers.__main__ import main
from explainers._core.files import browser, film, target
from tests.support import ROOT

ENDINGS = (".png", ".svg", ".pdf", ".gif", ".mp4", ".html")
STILLS = (".png", ".svg", ".pdf")
FULL = Path("/dev/full")
LINUX = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
DESCENT = explainers.load("descent")


@pytest.fixture
def drawn(monkeypatch):
    """A browser that draws at once: what is tried here comes after it. The list gets what it is asked for."""
    work = []

    def draw(figures, scale=1):
        work.extend(figures)
        image = film.made([PIL.Image.new("RGB", (64, 32), (200, 100, 50))], ".png")
        return [{"png": image, "svg": b"<svg/>", "pdf": b"%PDF"}[ending] for _, ending, _, _ in figures]

    monkeypatch.setattr(browser, "drawn", draw)
    return work


def save(path):
    """Save a figure in a way that any ending takes."""
    steps = {"steps": 2} if Path(path).suffix.lower() in (".gif", ".mp4") else {}
    return DESCENT.save(path, **steps)


def listed(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


PLACES = {
    "none/x{}": "there is no folder",
    "none/deeper/x{}": "none'",
    "file/x{}": "is a file, not a folder",
    "file/deeper/x{}": "is a file, not a folder",
    "folder{}": "it is a folder",
    "folder{}/": "ends as a folder does",
    "new{}/": "ends as a folder does",
    "loop{}": "leads back to itself",
    "lost{}": "there is no folder",
    "long" * 80 + "{}": "the name is too long",
    "file:///tmp/x{}": "is an address",
    "file:/tmp/x{}": "is an address",
    "https://example.org/x{}": "is an address",
    "S3://room/x{}": "is an address",
    "a\0b{}": "no name may have",
    "~no_such_user_here/x{}": "a user whom this machine does not know",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_where_no_file_can_be_nobody_works_for_it(ending, drawn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path(f"folder{ending}").mkdir()
    Path(f"loop{ending}").symlink_to(f"loop{ending}")
    Path(f"lost{ending}").symlink_to(f"gone/lost{ending}")
    before = listed(tmp_path)
    for place, words in PLACES.items():
        path = place.format(ending)
        with pytest.raises((ValueError, target.NotWritten)) as found:
            save(path)
        assert words in str(found.value) and "\n" not in str(found.value), path
        assert repr(path.split("/")[-2 if path.endswith("/") else -1])[1:-1] in str(found.value), path
    assert listed(tmp_path) == before and not drawn


@pytest.mark.parametrize("path", ["", ".", "x", ".png", "x.jpg", "x.png.bak", "x.", "x.p ng", None, 3, 1.5, ["x.png"]])
def test_a_path_without_an_ending_that_can_be_saved_is_refused(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="the endings are: .png, .svg|a path is a text or a Path"):
        DESCENT.save(path)
    assert listed(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has folders that take no file from anybody")
@pytest.mark.parametrize("folder", ["/proc", "/proc/self", "/sys"])
def test_a_folder_that_takes_no_file_is_said(folder, drawn):
    for ending in ENDINGS:
        with pytest.raises(target.NotWritten, match=rf"{folder}/x\{ending}.*(no file can be|may not)"):
            save(f"{folder}/x{ending}")


@LINUX
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_said(ending, drawn, tmp_path):
    path = tmp_path / f"x{ending}"
    path.symlink_to(FULL)
    with pytest.raises(OSError, match=rf"x\{ending}.*the disk is full"):
        save(path)
    assert listed(tmp_path) == [path.name] and stat.S_ISCHR(FULL.stat().st_mode)


@pytest.fixture
def small(request):
    """No file may be larger than a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("what", ["new", "old"])
@pytest.mark.parametrize("write", [save, lambda path: target.write(path, "more than before")], ids=["save", "write"])
def test_what_was_there_survives_a_failure_and_nothing_half_is_left(what, write, drawn, tmp_path, small):
    for ending in (".png", ".svg", ".pdf", ".html"):
        path = tmp_path / f"x{ending}"
        if what == "old":
            path.write_text("old")
    before = listed(tmp_path)
    for ending in (".png", ".svg", ".pdf", ".html"):
        small()
        with pytest.raises(target.NotWritten, match=rf"x\{ending}.*may not become so large"):
            write(tmp_path / f"x{ending}")
    assert listed(tmp_path) == before
    assert all((tmp_path / name).read_text() == "old" for name in before)


def test_whatever_ends_the_writing_leaves_no_draft(tmp_path, monkeypatch):
    path = tmp_path / "x.html"
    path.write_text("old")
    for error in (KeyboardInterrupt, MemoryError, OSError(5, "Input/output error")):
        monkeypatch.setattr(Path, "replace", lambda *_, error=error: (_ for _ in ()).throw(error))
        with pytest.raises((KeyboardInterrupt, MemoryError, target.NotWritten)):
            target.write(path, "new")
        assert listed(tmp_path) == ["x.html"] and path.read_text() == "old"


def test_links_and_who_may_read_a_file_stay_and_a_pipe_is_written_to(tmp_path):
    real, link, other = tmp_path / "real.html", tmp_path / "link.html", tmp_path / "other.html"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to("real.html")
    target.write(link, "new")
    assert link.is_symlink() and real.read_text() == "new" and stat.S_IMODE(real.stat().st_mode) == 0o640
    mask = os.umask(0)
    os.umask(mask)
    target.write(other, "new")
    assert stat.S_IMODE(other.stat().st_mode) == 0o666 & ~mask
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        target.write(tmp_path / "pipe", "new")
        assert reader.communicate()[0] == b"new"


@pytest.mark.parametrize("ending", ENDINGS)
def test_capital_letters_and_a_home_folder_are_understood(ending, drawn, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    starts = {".PNG": b"\x89PNG", ".SVG": b"<svg", ".PDF": b"%PDF", ".GIF": b"GIF8", ".MP4": b"", ".HTML": b"<!doctype"}
    save(f"~/x{ending.upper()}")
    save(Path("~") / f"Two words{ending.title()}")
    assert listed(tmp_path) == sorted([f"x{ending.upper()}", f"Two words{ending.title()}"])
    content = (tmp_path / f"x{ending.upper()}").read_bytes()
    assert content.startswith(starts[ending.upper()]) and (ending != ".mp4" or content[4:8] == b"ftyp")


def test_a_home_folder_is_understood_wherever_a_path_is_taken(tmp_path, monkeypatch):
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(away)
    PIL.Image.new("RGB", (64, 64), (255, 0, 0)).save(home / "red.png")
    (home / "t.md").write_text("# A talk\n\n![Red](~/red.png)\n")
    assert main(["talk", "~/t.md", "--output=~/out.HTML"]) == 0 and main(["talk", "~/t.md"]) == 0
    assert "data:image/png" in (home / "out.HTML").read_text() and (home / "t.html").is_file()
    top5 = explainers.load("top5")
    image = next(control.name for control in top5.controls if control.kind == "photo")
    for value in ("~/red.png", Path("~/red.png")):
        assert np.array_equal(top5.checked({image: value})[image], np.full((224, 224, 3), (255, 0, 0)))
    (home / "own.onnx").write_bytes((ROOT / "models" / "onnx" / "neuron.onnx").read_bytes())
    festival = explainers.load("festival")
    for source in ("~/own.onnx", Path("~/own.onnx")):
        assert festival.with_model(source).outputs()["total"] == festival.outputs()["total"]
    explainers.load("noise").run(0).save("~/run.PNG")
    assert listed(away) == [] and "run.PNG" in listed(home)


def test_a_run_and_an_export_are_refused_as_a_figure_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = explainers.load("noise").run(0)
    Path("x.onnx").mkdir()
    for place in ("none/x.png", "file:///x.png", "x.onnx/y/z.png"):
        with pytest.raises((ValueError, target.NotWritten), match="cannot"):
            run.save(place)
    for place in ("none/x.onnx", "x.onnx", "file:///x.onnx", "x.pt", "y.onnx/"):
        with pytest.raises((ValueError, target.NotWritten), match="cannot"):
            explainers.load("digits").export(None, place)
    assert listed(tmp_path) == ["x.onnx"]


SAVE = ["save", "festival"]
CALLS = [
    *([*SAVE, f"{where}/x{ending}"] for where in ("none", "file") for ending in ENDINGS),
    *([*SAVE, place] for place in ("file:///x.png", "x.png/", "", "a" * 300 + ".svg", "two\nlines/x.pdf")),
    *(["talk", "t.md", *where] for where in (["-o", "none/x.html"], ["--pdf", "none/x.pdf"], ["-o", "file/x.html"])),
    *(["talk", "t.md", *where] for where in (["-o", ""], ["-o", "file:///x.html"], ["--pdf", ""], ["--pdf", "x.pdf/"])),
    *(["talk", where] for where in ("none.md", "file/t.md", "latin.md", "")),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call)[:40])
def test_the_command_line_says_it_in_one_line_and_ends_with_1(call, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("t.md").write_text("# A\n")
    Path("latin.md").write_bytes(b"# Caf\xe9\n")
    assert main(call) == 1
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and said.err.startswith("python -m explainers: ")
    assert call[-1].split("\n")[0].rstrip("/").rpartition("/")[2] in said.err
    assert listed(tmp_path) == ["file", "latin.md", "t.md"]


@LINUX
def test_a_build_that_cannot_write_says_where(tmp_path, monkeypatch, capsys):
    from explainers._core.files import build

    (tmp_path / "theme.css").symlink_to(FULL)
    monkeypatch.setattr(build, "ASSETS", tmp_path)
    assert main(["build"]) == 1
    assert "theme.css" in (said := capsys.readouterr().err) and "the disk is full" in said and said.count("\n") == 1
    (tmp_path / "file").touch()
    monkeypatch.setattr(build, "ASSETS", tmp_path / "file" / "deeper")
    assert main(["build"]) == 1
    assert "file" in (said := capsys.readouterr().err) and said.count("\n") == 1


# What it says, and to whom


def called(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **environment):
    command = [sys.executable, "-m", "explainers", *arguments]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, stdout=stdout, stderr=stderr, env=given, check=False)


TERMINALS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "strict": {"PYTHONIOENCODING": "ascii:strict"},
    "windows": {"PYTHONIOENCODING": "cp1252"},
    "dos": {"PYTHONIOENCODING": "cp437"},
    "none": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("terminal", TERMINALS)
def test_a_terminal_without_a_letter_gets_another(terminal, tmp_path):
    (tmp_path / "t.md").write_text("# A\n")
    for arguments, code in (
        (["talk", str(tmp_path / "t.md"), "-o", str(tmp_path / "große Ω → 網.html")], 0),
        (["save", "festival", "weiß → 網/x.html"], 1),
        (["save", "faß → 網", "x.html"], 1),
    ):
        done = called(arguments, **TERMINALS[terminal])
        said = done.stderr if code else done.stdout
        assert done.returncode == code and said.count(b"\n") == 1 and b"Traceback" not in done.stderr
        assert b"?" in said or b"\\u" in said, said


def test_all_that_a_command_lists_can_be_printed_in_ascii():
    done = called(["list"], **TERMINALS["ascii"])
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") == len(explainers.names())
    assert called(["--help"], **TERMINALS["none"]).returncode == 0


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["save", "--help"], ["talk", "{}/t.md"]], ids=" ".join)
def test_one_who_stops_reading_is_not_blamed(arguments, tmp_path):
    (tmp_path / "t.md").write_text("# A\n")
    reading, writing = os.pipe()
    os.close(reading)
    done = called([each.format(tmp_path) for each in arguments], stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert arguments[0] != "talk" or (tmp_path / "t.html").is_file(), "the work goes on"
    done = called(["save", "festival", "none/x.png"], stderr=subprocess.DEVNULL)
    assert done.returncode == 1


@LINUX
def test_words_that_a_full_disk_does_not_take_are_missed():
    with FULL.open("wb") as full:
        done = called(["list"], stdout=full)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1 and b"No space left" in done.stderr
