"""A figure alive in a notebook: an anywidget, whose kernel hands over what the figure needs once it is seen.

Nothing of that is stored in the notebook. What the reader sets comes back as `values`, and what is set there goes to
the figure. Imported only where anywidget is there.
"""

import json
from functools import cache

import anywidget
import numpy as np
import traitlets

from explainers._core.files import notebook, save
from explainers._core.files.markup import markup
from explainers._core.picture import beside, theme

PART = 1_000_000  # bytes that are sent at once: hosts limit what one message may hold, and the page shows progress
ESM, PLAYER = "widget.js", "standalone.js"
LOOK = f"""
.dnn-home {{
  display: flow-root; box-sizing: border-box; padding: 1rem; border-radius: 0.5rem; text-align: start;
  color: var(--dnn-ink); background: var(--dnn-paper); font: 1rem/1.5 {theme.FONT};
}}
.dnn-home > figure {{ margin: 0 auto; max-width: 62rem; }}
.dnn-home figcaption {{ margin: 0.75rem 0 0; color: var(--dnn-muted); font-size: 0.9375rem; text-align: start; }}
"""


class Values(dict):
    """{control: value}, to be read: a number changed in here would reach nobody."""

    def _refused(self, *_, **__):
        raise TypeError("set all of it, as in w.values = {...}, or some, as in w.set(weather=0)")

    __setitem__ = __delitem__ = __ior__ = update = pop = popitem = setdefault = clear = _refused


def sent(values, _):
    """Values as the page gets them: a picture of the reader's own as its pixels."""
    return {
        name: {"size": len(value), "pixels": value.tobytes()} if isinstance(value, np.ndarray) else value
        for name, value in values.items()
    }


def received(values, widget):
    """The same, back from the page, checked."""
    return Values(
        widget.explainer.checked({
            name: np.frombuffer(value["pixels"], np.uint8).reshape(value["size"], value["size"], 3)
            if isinstance(value, dict)
            else value
            for name, value in values.items()
        })
    )


class Widget(anywidget.AnyWidget):
    """A figure alive in a notebook, as `explainer.widget()` gives it.

    values: {control: value} as they are set now, by the reader or in Python; setting it, `w.values = {"weather": 0}`,
    puts the other controls to their defaults. step: the step that a figure with steps is at; link: what leads back
    there, for `explainer.follow(w.link)`.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    values = traitlets.Dict().tag(sync=True, to_json=sent, from_json=received)
    step = traitlets.Int(0, read_only=True).tag(sync=True)
    link = traitlets.Unicode("", read_only=True).tag(sync=True)

    def __init__(self, explainer, values):
        self.explainer = explainer
        self.opening = Values(explainer.checked(values))
        super().__init__(_esm=script(ESM), values=self.opening)
        self.on_msg(self._asked)

    @traitlets.validate("values")
    def _checked(self, proposal):
        return Values(self.explainer.checked(proposal["value"]))

    def set(self, **values):
        """Set some controls; the others stay as they are. ValueError as for `explainer(...)`."""
        self.values = {**self.values, **self.explainer.given(values)}

    @property
    def outputs(self):
        """{name: float32 array}: what the model computed for what the figure shows now, at its step.

        A run on a picture of the reader's own is worked out as if nothing had been changed on its way.
        """
        if any(isinstance(value, np.ndarray) for value in self.values.values()) or not self.link:
            return self.explainer.after(self.step, **self.values)
        return self.explainer.follow(self.link)[-1]

    def __repr__(self):
        return f"<live {repr(self.explainer)[1:]}"

    def _repr_mimebundle_(self, **_):
        live, about = super()._repr_mimebundle_() or ({}, {})
        data, metadata = notebook.picture(self.explainer)
        return {**live, **data}, {**about, **metadata}

    def _asked(self, _, content, __):
        """Answer a view that wants a part of a file: its size, and the bytes from there on. What is not there has
        none.
        """
        file, at = content.get("file"), content.get("at", 0)
        whole = self._files[file]() if file in self._files else b""
        self.send({"id": content.get("id"), "size": len(whole)}, [whole[at : at + PART]])

    @property
    def _files(self):
        """{name: a function that gives its bytes} of all that a view may ask for."""
        explainer = self.explainer
        described = {f"{explainer.name}.json": lambda: text(self._spec)}
        if explainer.beside:
            described[beside.file(explainer.name)] = lambda: text(explainer.beside_spec)
        return {
            PLAYER: lambda: script(PLAYER).encode(),
            "style.css": lambda: style().encode(),
            "about.json": lambda: text(self._about),
            **described,
            **{name: path.read_bytes for name, path in save.inside(explainer).items()},
        }

    @property
    def _spec(self):
        """The spec, with the markup that this figure opens with: its ids are its own, for a page that has two."""
        spec = self.explainer.spec()
        given = {name: value for name, value in plain(self.opening).items() if value != self.explainer.defaults[name]}
        url = notebook.address(self.explainer)  # the one that there is, whatever the width and the theme
        stills = {f"{form}-{each}": url for form in ("wide", "narrow") for each in theme.THEMES} if url else {}
        own = {**spec, "name": f"{spec['name']}-{self.model_id}"}
        spec["markup"] = markup(own, stills, given, self.explainer.describe(**self.opening))
        return spec

    @property
    def _about(self):
        """What a view needs to know first. `early` must be there before its figure is: of one with the large network,
        what is small, such as the photographs to choose from.
        """
        explainer = self.explainer
        files = save.inside(explainer)
        small = [name for name, path in files.items() if path.stat().st_size < PART]
        return {
            "name": explainer.name,
            "title": explainer.title,
            "description": explainer.description,
            "values": plain(self.opening),
            "files": list(files),
            "early": small if explainer.plan.model.weights else [],
        }


def plain(values):
    """Of values, those that JSON can say."""
    return {name: value for name, value in values.items() if not isinstance(value, np.ndarray)}


def text(data):
    return json.dumps(data, separators=(",", ":")).encode()


@cache
def script(file):
    """A script of the player. RuntimeError where it is not built."""
    return save.built(file).read_text(encoding="utf-8")


@cache
def style():
    """The look of a figure that is a guest in another page: nothing of it reaches beyond its own box."""
    own = theme.css(".dnn-home", '.dnn-home[data-theme="dark"]')
    return own + save.built("player.css").read_text(encoding="utf-8") + LOOK
