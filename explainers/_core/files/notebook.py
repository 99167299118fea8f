"""An explainer as the last line of a cell: alive where a kernel runs, and where none does, a picture with a sentence.

A host chooses by itself what of this it shows. One that is alive takes the widget. All others, GitHub, a notebook that
is not trusted, LaTeX, take the picture, and under it stand the title and the sentence, drawn: there is no form of text
that every one of them would show beside a picture, and one that they would show instead of it (HTML, Markdown) must
not be there. Hosts that read pictures out have the sentence in the metadata.
"""

import base64
from html import escape
from importlib.util import find_spec
from pathlib import Path

import PIL.Image

from explainers._core.files import save
from explainers._core.html import tag

STILLS = Path(__file__).resolve().parents[2] / "_stills"  # written by a build, and carried by the wheel
EXTRA = "explainers[notebook]"
DEAD = f"This is a picture. To make it live: pip install '{EXTRA}', then restart the kernel."
UNBUILT = "The player and the pictures are not built yet: `make site` builds them."
PNG = "image/png"


class Displayed:
    """How an explainer shows itself: in one line as text, and in a notebook."""

    def __repr__(self):
        return line(self)

    def widget(self, **values):
        """The live figure for a notebook, opening with these control values: what the reader sets is in its `values`
        and `outputs`, and `w.set(weather=0)` sets it. On a line of its own, the explainer is such a figure.

        ImportError without the extra `explainers[notebook]`; ValueError for an unknown control or a value that is not
        allowed.
        """
        return widget(self, values)

    def _repr_mimebundle_(self, include=None, exclude=None):
        """For Jupyter and what is like it: ({type: content}, {type: metadata})."""
        why = lacking()
        if why is None:
            return widget(self, {})._repr_mimebundle_()
        print(why)  # beside the picture, whatever a host shows of that
        return picture(self)

    def _display_(self):
        """For marimo: the widget, or what has the picture as HTML."""
        why = lacking()
        return widget(self, {}) if why is None else Still(self, why)


class Still:
    """The picture with its sentence, and why it is not alive, for marimo."""

    def __init__(self, explainer, why):
        self.explainer, self.why = explainer, why

    def _mime_(self):
        url = address(self.explainer)
        seen = tag("img", src=url, alt=self.explainer.describe(), style="max-width: 100%") if url else ""
        words = f"{self.explainer.describe()} {self.why}"
        return "text/html", tag("figure", seen + tag("figcaption", escape(words)))


def line(explainer):
    return f"<explainer {explainer.name}: {explainer.title}>"


def lacking():
    """Why there can be no widget, in words; None where there can be one."""
    if find_spec("anywidget") is None:
        return DEAD
    return None if (save.PLAYER / "widget.js").is_file() else UNBUILT


def widget(explainer, values):
    """See Displayed.widget."""
    if find_spec("anywidget") is None:
        raise ImportError(f"a live figure in a notebook needs anywidget: pip install '{EXTRA}'")
    from explainers._core.files.widget import Widget  # here, because it brings in anywidget

    return Widget(explainer, values)


def still(explainer):
    """The path of the picture of its defaults; None where there is none, as of a reader's own model."""
    path = STILLS / f"{explainer.name}.png"
    return path if path.is_file() and not explainer.replaced else None


def picture(explainer):
    """({type: content}, {type: metadata}) for a host that is not alive. Without the picture, as in a checkout that was
    not built, the words alone.
    """
    words = {"text/plain": f"{line(explainer)} {explainer.describe()}"}
    path = still(explainer)
    if path is None:
        return words, {}
    with PIL.Image.open(path) as image:
        scale = image.info["dpi"][0] / 96
        size = {"width": round(image.width / scale), "height": round(image.height / scale)}
    content = base64.b64encode(path.read_bytes()).decode()
    return {PNG: content, **words}, {PNG: {**size, "alt": f"{explainer.title} {explainer.describe()}"}}


def address(explainer):
    """The picture as a data URL; None where there is none."""
    path = still(explainer)
    return path and f"data:{PNG};base64,{base64.b64encode(path.read_bytes()).decode()}"
