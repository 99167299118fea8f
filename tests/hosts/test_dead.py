"""Where nothing runs, a saved notebook shows the picture with its sentence: nbconvert, and readers such as GitHub."""

import base64
import io
import json
import subprocess
import zipfile

import PIL.Image
import pytest

from tests.hosts.conftest import notebook
from tests.support import ROOT

NAMES = "festival", "fool"
STILLS = ROOT / "explainers" / "_stills"
RUN = """
import json, sys, explainers
found = []
for name in sys.argv[1:]:
    explainer = explainers.load(name)
    data, metadata = explainer._repr_mimebundle_()
    found.append([data, metadata, explainer.describe(), explainer.title, repr(explainer)])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def bundles(hosts, surroundings, tmp_path_factory):
    """What the wheel gives for each name: [data, metadata, sentence, title, repr]."""
    command = [hosts / "python", "-c", RUN, *NAMES]
    done = subprocess.run(
        command, cwd=tmp_path_factory.mktemp("away"), env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def saved(bundles, tmp_path_factory):
    """A notebook as a host has saved it."""
    outputs = [
        [{"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": metadata}]
        for data, metadata, *_ in bundles
    ]
    path = tmp_path_factory.mktemp("saved") / "saved.ipynb"
    path.write_text(json.dumps(notebook(*zip(NAMES, outputs, strict=True))), encoding="utf-8")
    return path


def converted(saved, hosts, surroundings, kind):
    """What nbconvert makes of it: the file's text, and the folder that it lies in."""
    command = [hosts / "jupyter", "nbconvert", "--to", kind, "--output", f"as-{kind}", saved]
    done = subprocess.run(command, cwd=saved.parent, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    ending = {"html": "html", "slides": "slides.html", "latex": "tex"}[kind]
    return (saved.parent / f"as-{kind}.{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["html", "slides"])
def test_converted_to_a_page_it_shows_the_pictures(saved, hosts, surroundings, bundles, browser, kind):
    text = converted(saved, hosts, surroundings, kind)
    for data, *_ in bundles:
        assert data["image/png"] in text
    assert "model_id" not in text and "[notebook]" not in text


def test_converted_to_latex_it_shows_the_pictures(saved, hosts, surroundings, bundles):
    text = converted(saved, hosts, surroundings, "latex")
    pictures = sorted(saved.parent.glob("as-latex_files/*.png"))
    assert [base64.b64encode(path.read_bytes()).decode() for path in pictures] == [
        data["image/png"] for data, *_ in bundles
    ]
    assert all(path.name in text for path in pictures) and len(text) < 60_000
    assert "explainer festival" not in text, "the picture, and no text instead of it"


def test_a_reader_that_knows_no_widgets_has_the_picture_and_the_sentence(bundles):
    """GitHub and others take the best of what they know; of that, nothing but the picture may stand before the text."""
    for name, (data, metadata, sentence, title, line) in zip(NAMES, bundles, strict=True):
        assert set(data) == {"application/vnd.jupyter.widget-view+json", "image/png", "text/plain"}
        assert len(json.dumps([data, metadata])) < 100_000
        assert metadata["image/png"]["alt"] == f"{title} {sentence}"
        assert sentence in data["text/plain"] and "\n" not in data["text/plain"] and "\n" not in line
        assert base64.b64decode(data["image/png"]) == (STILLS / f"{name}.png").read_bytes()
        with PIL.Image.open(io.BytesIO(base64.b64decode(data["image/png"]))) as image:
            assert image.format == "PNG" and image.width >= 500


def test_without_the_extra_the_picture_stands_and_says_how_it_would_live(hosts, surroundings, tmp_path):
    """In an environment without anywidget, as `pip install explainers` makes it."""
    (tmp_path / "anywidget.py").write_text("raise ImportError('not here')")
    code = "import sys; sys.path.insert(0, ''); import importlib.util as u; real = u.find_spec\n"
    code += "u.find_spec = lambda name, *rest: None if name == 'anywidget' else real(name, *rest)\n"
    code += "import explainers; data, _ = explainers.load('festival')._repr_mimebundle_(); print(*sorted(data))\n"
    code += "print(explainers.load('festival')._display_()._mime_()[1][:20])\n"
    code += "try: explainers.load('festival').widget()\nexcept ImportError as error: print(error)"
    done = subprocess.run(
        [hosts / "python", "-c", code], cwd=tmp_path, env=surroundings, capture_output=True, text=True
    )
    said, kinds, shown, refused = done.stdout.splitlines()
    assert "pip install 'explainers[notebook]'" in said and kinds == "image/png text/plain"
    assert shown.startswith("<figure><img") and "explainers[notebook]" in refused


def test_a_plotly_figure_shows_itself_in_a_bare_kernel(hosts, surroundings, tmp_path):
    """`festival(weather=0)` as the last line of a cell."""
    path = tmp_path / "figure.ipynb"
    path.write_text(json.dumps(notebook("import explainers\nexplainers.load('festival')(weather=0)")))
    command = [hosts / "jupyter", "nbconvert", "--to", "notebook", "--execute", "--output", "done", path]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (output,) = json.loads((tmp_path / "done.ipynb").read_text())["cells"][0]["outputs"]
    assert "application/vnd.plotly.v1+json" in output["data"]


def test_the_wheel_holds_a_picture_of_every_explainer():
    (wheel,) = (ROOT / "build" / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        pictures = {name: packed.getinfo(name).file_size for name in packed.namelist() if "/_stills/" in name}
    assert len(pictures) == len(list(STILLS.glob("*.png"))) >= 27
    assert max(pictures.values()) <= 72_000, pictures
