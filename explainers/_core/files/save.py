"""An explainer as a file: a still picture for a slide, or one html file that is alive."""

import base64
import html
import json
import re
import tempfile
from pathlib import Path

import numpy as np
import PIL.Image
import plotly.io

from explainers._core.files import film, policy
from explainers._core.files import markup as marks
from explainers._core.picture import theme as themes
from explainers._core.picture.drawing import HEIGHT, WIDTHS

PLAYER = Path(__file__).resolve().parents[2] / "_player" / "dist"
CLOSING = re.compile("<(/script|!--)", re.IGNORECASE)  # what must not stand inside a script
TAG = re.compile(r'(<[\w:-]+)((?: [\w:-]+="[^"]*")+)')
ATTRIBUTE = re.compile(r' [\w:-]+="[^"]*"')
RANDOM = re.compile(r' (?:id|class)="[^"]*?(?:defs-|clip|trace)([0-9a-f]{6})')
NAMED = re.compile(r"(defs-|clip|trace)([0-9a-f]{6})")
PICTURES = (".png", ".svg", ".pdf")
EMPTY = 'class="dnn-still"></div>'  # the place of one in a page
LACKING = "no picture stands in for a figure where no script runs, since those are drawn by Chromium or Chrome"
LARGEST = 8  # times as many pixels as px


def save(explainer, path, *, steps, theme, narrow, width, scale, size, values) -> str | None:
    """See Explainer.save."""
    path = Path(path)
    if path.suffix not in (*PICTURES, *film.ENDINGS, ".html"):
        endings = ", ".join((*PICTURES, *film.ENDINGS, ".html"))
        raise ValueError(f"cannot save {path.name!r}; the endings are: {endings}")
    if path.suffix in (".svg", ".pdf", ".html") and (scale != 1 or size is not None):
        raise ValueError(f"scale and size count pixels, and a {path.suffix} has none: any program shows it at any size")
    if path.suffix == ".html":
        if steps:
            raise ValueError("an html file is live and starts at step 0; steps is for pictures")
        text = standalone(explainer, values, theme)
        path.write_text(text, encoding="utf-8")
        return weighed(explainer, path) + lacks(text)
    moves = path.suffix in film.ENDINGS
    if moves and not steps:
        raise ValueError(f"a {path.suffix} shows steps, and {explainer.name} has none at step 0; give steps=20, say")
    if path.suffix == ".mp4":
        film.needed()  # before the steps are drawn, which takes long
    moments = explainer.run(steps, **values) if moves else [explainer.after(steps, **values)]
    figures = [explainer.drawn(moment, theme=theme, narrow=narrow) for moment in moments]
    figure = figures[0]
    width = figure.layout.width or WIDTHS["narrow" if narrow else "wide"] if width is None else width
    if isinstance(width, bool) or not isinstance(width, int | np.integer) or not 100 <= width <= 4000:
        raise ValueError(f"width takes a whole number of px from 100 to 4000, not {width!r}")
    scale = scaled(scale, size, width, figure.layout.height or HEIGHT)
    if not moves and size is None:
        pictures([(figure, path, width)], scale)
        return None
    paper = themes.colors(theme)["paper"]
    with tempfile.TemporaryDirectory() as folder:
        frames = [Path(folder, f"{step}.png") for step in range(len(figures))]
        pictures([(each, frame, width) for each, frame in zip(figures, frames, strict=True)], scale)
        shown = [laid(frame, size, paper) for frame in frames]
        if moves:
            film.write(path, shown)
        else:
            shown[0].save(path)
    return None


def lacks(page):
    """What is to be said of a live file, given as html, in which a picture is missing; else nothing."""
    return f"; {LACKING}" if EMPTY in page else ""


def weighed(explainer, path):
    """How heavy a live page is, and what its model runs on, in a sentence."""
    model = explainer.plan.model
    ways = {"wasm": "compiled to WebAssembly", "onnxruntime": "in onnxruntime-web"}
    why = f" ({model.uncompiled})" if model.uncompiled else ""
    return f"{path.name}, {path.stat().st_size / 1e6:.1f} MB; its model runs {ways[model.engine]}{why}"


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


def laid(path, size=None, paper=None):
    """The picture in a file, in the middle of paper of a size in pixels where one is given, such as 16:9."""
    with PIL.Image.open(path) as image:
        picture = image.convert("RGB")
    if size is None:
        return picture
    whole = PIL.Image.new("RGB", tuple(size), paper)
    whole.paste(picture, tuple((room - side) // 2 for room, side in zip(size, picture.size, strict=True)))
    return whole


def pictures(work, scale=1):
    """Write [(figure, path, width in px)], all in one browser, with so many pixels for each px. RuntimeError says what
    to install when there is none.
    """
    figures, paths, widths = map(list, zip(*work, strict=True))
    heights = [figure.layout.height or HEIGHT for figure in figures]
    try:
        plotly.io.write_images(figures, [str(path) for path in paths], width=widths, height=heights, scale=scale)
    except Exception as error:
        if "chrome" in str(error).lower() or "browser" in str(error).lower():
            raise RuntimeError("pictures need Chromium or Chrome: install it, or set BROWSER_PATH to it") from error
        raise
    for path in (path for path in paths if path.suffix == ".svg"):
        path.write_text(settled(path.read_text(encoding="utf-8")), encoding="utf-8")


def settled(svg):
    """The same svg with what falls by chance settled, so that a build can be repeated: Plotly's random ids (the
    figure's and each trace's) are counted instead, and attributes stand in the order of the alphabet, since Chromium
    writes down an element's style at a moment of its own, before or after another attribute.

    Its paths are rounded to a tenth of a pixel: nobody sees more, and contours weigh a third less.
    """
    svg = re.sub(
        r' d="[^"]+"',
        lambda path: re.sub(r"-?\d+\.\d\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), path[0]),
        svg,
    )
    svg = TAG.sub(lambda tag: tag[1] + "".join(sorted(ATTRIBUTE.findall(tag[2]))), svg)
    places = {uid: f"u{count}" for count, uid in enumerate(dict.fromkeys(RANDOM.findall(svg)))}
    # Only as a part of a name: a number, or a photograph in letters and digits, may hold the same six.
    return NAMED.sub(lambda found: found[1] + places.get(found[2], found[2]), svg)


def standalone(explainer, values, theme="light"):
    """One html page with the figure, its model and the player inside. RuntimeError when the player is not built."""
    from explainers._core.files import resting  # here: it draws with what is here

    themes.colors(theme)
    script, style = built("standalone.js"), built("player.css")
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
{policy.alone(player)}
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
    return (
        {path.name: path for path in [*model.files, *runtime]}
        | explainer.files
        | {file: path for control in explainer.controls for file, path in control.files().items() if not callable(path)}
    )


def encoded(path):
    return base64.b64encode(path.read_bytes()).decode()
