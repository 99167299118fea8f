"""What a notebook gets of an explainer, without any notebook; in real ones, see tests/hosts."""

import io
import json

import numpy as np
import pytest

import explainers
from explainers._core.files import notebook, save, stills
from explainers._core.picture import theme
from tests.support import ROOT

ESM = ROOT / "explainers" / "_player" / "dist" / "widget.js"


def test_repr_is_one_line(explainer):
    text = repr(explainer)
    assert "\n" not in text and explainer.name in text and explainer.title in text


def test_its_picture_is_there_and_small(explainer, chromium):
    data, metadata = notebook.picture(explainer)
    assert len(json.dumps([data, metadata])) < 98_000  # with the widget's own line, under 100 kB
    assert explainer.describe() in metadata["image/png"]["alt"] and explainer.describe() in data["text/plain"]
    assert 300 <= metadata["image/png"]["width"] <= 1000


def test_without_pictures_or_player_there_are_words(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(notebook, "STILLS", tmp_path)
    monkeypatch.setattr(save, "PLAYER", tmp_path)
    monkeypatch.setattr(notebook, "find_spec", lambda name: True)
    data, metadata = explainers.load("festival")._repr_mimebundle_()
    assert list(data) == ["text/plain"] and metadata == {}
    assert "make site" in capsys.readouterr().out
    assert "make site" in explainers.load("festival")._display_()._mime_()[1]


def test_without_the_extra_it_says_which(monkeypatch, capsys):
    monkeypatch.setattr(notebook, "find_spec", lambda name: None)
    explainers.load("festival")._repr_mimebundle_()
    assert "pip install 'explainers[notebook]'" in capsys.readouterr().out
    with pytest.raises(ImportError, match=r"explainers\[notebook\]"):
        explainers.load("festival").widget()


def test_what_begins_a_widget_is_small():
    assert ESM.stat().st_size < 3000, "a notebook that keeps the state of its widgets holds it once for each"


def test_colors_of_a_guest_stay_in_its_box():
    css = theme.css(".dnn-home", '.dnn-home[data-theme="dark"]')
    assert ":root" not in css and css.count("color-scheme") == 2 and ":root" in theme.css()


def test_a_picture_becomes_light_enough():
    from PIL import Image

    noise = np.random.default_rng(0).integers(0, 256, (900, 1200, 3), dtype=np.uint8)
    draft = io.BytesIO()
    Image.fromarray(noise).save(draft, "png")
    light = stills.fitted(draft.getvalue())
    assert len(light) <= stills.LIGHTEST
    with Image.open(io.BytesIO(light)) as image:
        assert image.width < 1200 and round(image.width / image.info["dpi"][0] * stills.DPI) == pytest.approx(
            600, abs=2
        )
