"""An explainer as a file: a still picture for a slide, or one html file that is alive."""

import base64
import html
import json
import re
from pathlib import Path

import numpy as np

from explainers._core.files import film, pictures, policy, target
from explainers._core.files import markup as marks
from explainers._core.picture import theme as themes
from explainers._core.picture.drawing import HEIGHT, WIDTHS

PLAYER = Path(__file__).resolve().parents[2] / "_player" / "dist"
COUNTER = "tally-worker.js"  # the thread that counts over a data set
CLOSING = re.compile("<(/script|!--)", re.IGNORECASE)  # what must not stand inside a script
PICTURES = (".png", ".svg", ".pdf")
EMPTY = 'class="dnn-still"></div>'  # the place of one in a page
LACKING = "no picture stands in for a figure where no script runs, since those are drawn by Chromium or Chrome"
LARGEST = 8  # times as many pixels as px


def save(explainer, path, *, steps, theme, narrow, width, scale, size, values) -> str | None:
    """See Explainer.save."""
    path, ending = target.place(path, (*PICTURES, *film.ENDINGS, ".html"))
    if ending in (".svg", ".pdf", ".html") and (scale != 1 or size is not None):
        raise ValueError(f"scale and size count pixels, and a {ending} has none: any program shows it at any size")
    if ending == ".html":
        if steps:
            raise ValueError("an html file is live and starts at step 0; steps is for pictures")
        text = standalone(explainer, values, theme)
        content = text.encode()
        target.write(path, content)
        return weighed(explainer, path.name, len(content)) + lacks(text)
    moves = ending in film.ENDINGS
    if moves and not steps:
        raise ValueError(f"a {ending} shows steps, and {explainer.name} has none at step 0; give steps=20, say")
    if ending == ".mp4":
        film.needed()  # before the steps are drawn, which takes long
    moments = explainer.run(steps, **values) if moves else [explainer.after(steps, **values)]
    figures = [explainer.drawn(moment, theme=theme, narrow=narrow) for moment in moments]
    figure = figures[0]
    width = figure.layout.width or WIDTHS["narrow" if narrow else "wide"] if width is None else width
    if isinstance(width, bool) or not isinstance(width, int | np.integer) or not 100 <= width <= 4000:
        raise ValueError(f"width takes a whole number of px from 100 to 4000, not {width!r}")
    scale = scaled(scale, size, width, figure.layout.height or HEIGHT)
    drawn = pictures.drawn([(each, ".png" if moves else ending, width) for each in figures], scale)
    if moves or size is not None:
        paper = themes.colors(theme)["paper"]
        drawn = [film.made([pictures.laid(content, size, paper) for content in drawn], ending)]
    target.write(path, drawn[0])
    return None


def lacks(page):
    """What is to be said of a live file, given as html, in which a picture is missing; else nothing."""
    return f"; {LACKING}" if EMPTY in page else ""


def weighed(explainer, name, size):
    """How heavy a live page is, and what its model runs on, in a sentence."""
    model = explainer.plan.model
    ways = {"wasm": "compiled to WebAssembly", "onnxruntime": "in onnxruntime-web"}
    why = f" ({model.uncompiled})" if model.uncompiled else ""
    return f"{name}, {size / 1e6:.1f} MB; its model runs {ways[model.engine]}{why}"


def scaled(scale, size, width, height):
    """Pixels for each px: the scale, or what makes a figure of width × height px as large as fits into the size.
    ValueError for what is not allowed, and for both.
    """
    if isinstance(scale, bool) or not isinstance(scale, int | float | np.number) or not 0.25 <= scale <= LARGEST:
        raise ValueError(f"scale takes a number from 0.25 to {LARGEST}, not {scale!r}")
    if size is None:
        return scale
    whole = [side for side in size if isinstance(side, int | np.integer) and 100 <= side <= 8000] if pair(size) else []
    if len(whole) != 2:
        raise ValueError(f"size takes two whole numbers of pixels from 100 to 8000, as in (1920, 1080), not {size!r}")
    if scale != 1:
        raise ValueError("size says how many pixels there are; leave scale away")
    return min(whole[0] / width, whole[1] / height)


def pair(size):
    return isinstance(size, tuple | list) and len(size) == 2


def standalone(explainer, values, theme="light"):
    """One html page with the figure, its model and the player inside. RuntimeError when the player is not built."""
    from explainers._core.files import resting  # here: it draws with what is here

    themes.colors(theme)
    script, style = built("standalone.js"), built("player.css")
    watch = closed(built("watch.js").read_text(encoding="utf-8"))
    spec = explainer.spec()
    name = explainer.name
    own = [control for control, value in values.items() if isinstance(value, np.ndarray)]
    if own:
        raise ValueError(
            f"a live page opens with a sample photograph; {own[0]} is a picture of your own, which its reader can "
            "choose there"
        )
    given = {control: value for control, value in values.items() if value != explainer.defaults[control]}
    player = closed(script.read_text(encoding="utf-8"))
    opened = html.escape(json.dumps(given), quote=True)
    drawn = next(iter(resting.resting([(explainer, given)], theme).values()), None)
    content = marks.markup(spec, drawn, values=given, summary=explainer.describe(**given), inside=True)
    texts = [html.escape(text) for text in (explainer.title, explainer.description)]
    return f"""<!doctype html>
<html lang="en" data-theme="{theme}">
<meta charset="utf-8">
{policy.alone(watch, player)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{texts[0]}</title>
<style>{themes.css()}{style.read_text(encoding="utf-8")}
body {{ margin: 0 auto; padding: 1rem; max-width: 62rem; font: 1rem/1.5 {themes.FONT} }}
body {{ background: var(--dnn-paper); color: var(--dnn-ink) }}
figure {{ margin: 0 }}
</style>
<figure class="explainer" id="{name}">
<dnn-explainer name="{name}" data-state="still" data-values='{opened}'>{content}</dnn-explainer>
<figcaption><strong>{texts[0]}</strong> {texts[1]}</figcaption>
</figure>
<script>{watch}</script>
{carried([explainer])}<script type="module">{player}</script>
</html>
"""


def carried(explainers):
    """The elements that hold what figures run on, each thing once: specs, models and data. Their markup stands in the
    page.
    """
    described: dict[str, dict] = {}
    files: dict[str, Path] = {}
    for explainer in explainers:
        described[explainer.name] = {**explainer.spec(), "markup": None}
        if explainer.beside:
            described[f"{explainer.name}-beside"] = explainer.beside_spec
        files |= inside(explainer)
    return "".join([
        *(
            f'<script type="application/json" data-explainer="{name}">{within(spec)}</script>\n'
            for name, spec in described.items()
        ),
        *(
            f'<script type="application/octet-stream+base64" data-file="{file}">{encoded(path)}</script>\n'
            for file, path in files.items()
        ),
    ])


def closed(script):
    """A script's text in which nothing ends the element that holds it."""
    return CLOSING.sub(r"<\\\1", script)


def built(file):
    """The path of a file of the player. RuntimeError when the player is not built."""
    if not (PLAYER / file).is_file():
        raise RuntimeError("the player is not built; `make site` builds it, with Node")
    return PLAYER / file


def within(data):
    """Plain data as JSON in which no text can end the script that holds it."""
    return json.dumps(data).replace("<", "\\u003c")


def inside(explainer):
    """{name: path} of what a page that stands alone carries inside; what is made from that, it makes itself."""
    model = explainer.plan.model
    runtime = [PLAYER / "onnx-worker.js", PLAYER / "onnxruntime.bin"] if model.engine == "onnxruntime" else []
    counter = [PLAYER / COUNTER] if explainer.tally else []
    return (
        {path.name: path for path in [*model.files, *runtime, *counter]}
        | explainer.files
        | {file: path for control in explainer.controls for file, path in control.files().items() if not callable(path)}
    )


def encoded(path):
    return base64.b64encode(path.read_bytes()).decode()
