"""What `make site` makes: the right versions, the right sizes, and the same twice."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import plotly
import pytest

import explainers
from explainers._core.files import kept, stills
from explainers._core.files.pictures import settled
from explainers._core.files.places import still
from explainers._core.files.stills import weight
from explainers._site.serve import Handler
from tests.covering import covering
from tests.support import DOCS, ROOT, SITE
from tests.wheel import tried

ASSETS = SITE / "assets" / "explainers"
FIRST = explainers.names()[0]
MEGABYTE = 1_000_000


def test_plotly_in_the_page_is_the_version_that_python_draws_with():
    version = re.search(r"plotly\.js v([\d.]+)", plotly.offline.get_plotlyjs())[1]
    assert json.loads((ROOT / "explainers/_player/package.json").read_text())["dependencies"]["plotly.js"] == version


def test_a_kept_spec_is_the_spec(monkeypatch, tmp_path):
    explainer = explainers.load(FIRST)
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    fresh, again = kept.spec(explainer), kept.spec(explainer)
    assert fresh == again == json.loads(json.dumps(explainer.spec()))
    kept_file = tmp_path / f"{FIRST}.json"
    kept_file.write_text(json.dumps({"key": kept.fingerprint(explainer), "spec": "kept"}))
    assert kept.spec(explainer) == "kept"
    kept_file.write_text(json.dumps({"key": "of other files", "spec": "old"}))
    assert kept.spec(explainer) == fresh


def test_a_spec_is_known_by_every_file_that_it_comes_from(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "PACKAGE", tmp_path)
    texts = {
        "one": "import numpy\nfrom explainers.two import THING",
        "two": "from . import three",
        "three": "from .one import draw",
        "__init__": "from explainers.names import NAMES",
        "names": "",
        "other": "import numpy.names",
        "room/four": "from explainers import parts\nfrom ..two import THING",
        "parts/__init__": "from explainers.parts.marks import dot",
        "parts/marks": "from .panels import Axes\nfrom explainers._core import theme",
        "parts/panels": "",
        "parts/unused": "",
        "_core/theme": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_text(text)

    def found(name):
        return {path.relative_to(tmp_path).with_suffix("").as_posix() for path in kept.sources(tmp_path / f"{name}.py")}

    one = {"one", "two", "three", "__init__", "names"}
    assert found("one") == one
    assert found("other") == {"other"}
    assert found("room/four") == {"room/four", *one, "parts/__init__", "parts/marks", "parts/panels"}


def test_spec_in_the_site_is_the_one_that_python_gives(explainer):
    built = json.loads((ASSETS / f"{explainer.name}.json").read_text(encoding="utf-8"))
    assert built == json.loads(json.dumps(explainer.spec()))


def test_model_is_small(explainer):
    own = [path for path in explainer.plan.model.files if path != explainer.plan.model.weights]
    assert [path for path in own if (ASSETS / path.name).stat().st_size > MEGABYTE] == []
    assert all(path.stat().st_size <= MEGABYTE for path in explainer.plan.model.graphs)


def test_the_large_network_is_at_most_ten_megabytes():
    network = [explainers.load(name).plan.model for name in explainers.names()]
    files = {path for model in network if model.weights for path in model.files}
    assert sum((ASSETS / path.name).stat().st_size for path in files) <= 10 * MEGABYTE


def test_still_pictures_are_there(explainer, chromium):
    for variant in ("wide-light", "wide-dark"):
        assert "<svg" in (ASSETS / f"{explainer.name}-{variant}.svg").read_text(encoding="utf-8")[:500]


def test_still_pictures_are_small(explainer, chromium):
    sizes = {
        path.name: weight(path) for path in ASSETS.glob(f"{explainer.name}-*-*.*") if path.suffix in (".svg", ".webp")
    }
    assert len(sizes) >= 4 and max(sizes.values()) <= 80_000, sizes
    assert all(
        min(sizes.get(still(explainer.name, form, theme), 80_000) for form in ("wide", "small")) <= 20_000
        for theme in ("light", "dark")
    ), sizes


def test_every_kind_of_file_has_a_type():
    kinds = {path.suffix for path in SITE.rglob("*") if path.is_file()} - {
        ".map",
        ".gz",
        ".bin",
        ".onnx",
    }  # numbers, and nothing else
    assert [kind for kind in kinds if Handler.guess_type(Handler, f"file{kind}") == "application/octet-stream"] == []


def unlike(one, other):
    """{file: where it differs first} of the files that only one of two folders has, or that differ."""
    files = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return {
        str(file): first_difference(one / file, other / file)
        for file in sorted(files)
        if not (one / file).is_file()
        or not (other / file).is_file()
        or not filecmp.cmp(one / file, other / file, shallow=False)
    }


def first_difference(one, other):
    """The first place at which two files differ, and what stands there in each."""
    if missing := [path for path in (one, other) if not path.is_file()]:
        return f"there is no {missing[0]}"
    contents = one.read_bytes(), other.read_bytes()
    place = next((at for at, (a, b) in enumerate(zip(*contents)) if a != b), min(map(len, contents)))
    here = (content[max(0, place - 40) : place + 60] for content in contents)
    return f"at byte {place}: {next(here)!r} is not {next(here)!r}"


def test_a_difference_is_shown_where_it_begins(tmp_path):
    for folder, style in ("one", ' style=""'), ("other", ""):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "still.svg").write_text(f'<svg width="6"{style} height="7">')
        (tmp_path / folder / "same.svg").write_text("<svg>")
    (tmp_path / "one" / "more.svg").write_text("<svg>")
    found = unlike(tmp_path / "one", tmp_path / "other")
    assert found.keys() == {"more.svg", "still.svg"} and "there is no" in found["more.svg"]
    assert (
        found["still.svg"]
        == """at byte 15: b'<svg width="6" style="" height="7">' is not b'<svg width="6" height="7">'"""
    )


def test_a_still_is_the_same_whatever_fell_by_chance():
    rest = '<g class="clips"/><g x="0.123456" class="trace scatter trace%s"/>'
    one = '<svg width="6" style="" viewBox="0 0 6 7">' + rest % "123456"
    other = '<svg width="6" viewBox="0 0 6 7" style="">' + rest % "abcdef"
    assert settled(one) == settled(other)
    assert '<g class="trace scatter traceu0" x="0.123456"/>' in settled(one)


def test_no_still_is_kept_in_part(monkeypatch, tmp_path):
    def drawn(work, scale=1):
        return [b"<svg>" for _ in work]

    def halfway(draft):
        raise KeyboardInterrupt

    monkeypatch.setattr(stills.pictures, "drawn", drawn)
    monkeypatch.setitem(stills.FINISH, ".svg", halfway)
    with pytest.raises(KeyboardInterrupt):
        stills.make({"small.svg": ("key", 600, lambda: None)}, tmp_path / "assets", print, cache=tmp_path)
    assert not (tmp_path / "key.svg").exists()


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory):
    """A second build, from a copy of what is in git and of the built player, in another folder. Pictures are drawn
    again for the covering set; those of the others are there already.
    """
    copy = tmp_path_factory.mktemp("rebuilt")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    player = copy / "explainers" / "_player"
    # Copied and not linked to: a bundle depends on where its parts are.
    shutil.copytree(ROOT / "explainers" / "_player" / "node_modules", player / "node_modules", symlinks=True)
    drawn = {
        key
        for name in covering()
        for key, _, _ in stills.jobs(explainers.load(name), kept.spec(explainers.load(name))).values()
    }
    shutil.copytree(
        stills.CACHE,
        copy / ".cache" / "stills",
        ignore=lambda _, files: [file for file in files if Path(file).stem in drawn],
    )
    for command in (
        ["npm", "run", "--silent", "build"],
        [sys.executable, "-m", "explainers", "build"],
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        [sys.executable, "-m", "explainers._site.offline", "site"],
    ):
        subprocess.run(
            command,
            cwd=player if command[0] == "npm" else copy,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(copy)},
        )
    return copy


@pytest.mark.slow("builds the whole site once more")
def test_a_second_build_is_the_same(rebuilt):
    assert unlike(DOCS / "assets" / "explainers", rebuilt / "docs" / "assets" / "explainers") == {}
    pages = unlike(SITE, rebuilt / "site")
    assert {file: place for file, place in pages.items() if not file.startswith("sitemap")} == {}  # it holds the day


@pytest.mark.slow("makes the package and installs it")
def test_the_package_carries_its_models_and_goals(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT], check=True
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            tmp_path / "away",
            *tmp_path.glob("*.whl"),
        ],
        check=True,
    )
    away = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(tmp_path / "away")}}
    tried(sys.executable, tmp_path, **away)
    code = "import explainers, torch; torch.manual_seed(1); "
    code += "shapes = (8, 1, 5, 5), (16, 8, 5, 5), (32, 16, 5, 5), (10, 1568); "
    code += "network = {f'{place}.weight': torch.rand(shape) / 10 - 0.05 for place, shape in enumerate(shapes)}; "
    code += "digits = explainers.load('digits'); own = digits.with_model(digits.export(network, 'own.onnx')); "
    code += "assert own.plan.model.engine == 'wasm' and abs(own.outputs()['conv1_kernel']).max() < 0.05"
    subprocess.run([sys.executable, "-P", "-c", code], check=True, **away)
