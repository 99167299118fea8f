"""Still pictures. Of the site: what stands in a figure's place until it lives, and for the gallery small ones, where
they weigh less. Of the package: what a notebook shows where nothing lives, with the figure's sentence under it.
"""

import base64
import gzip
import html
import io
import json
import re
import textwrap
from functools import partial
from hashlib import sha256
from pathlib import Path

import PIL
import PIL.Image
import plotly

from explainers._core.files import pictures, places, shorter, target
from explainers._core.picture import theme
from explainers._core.picture.drawing import HEIGHT

CACHE = places.DOCS.parent / ".cache" / "stills"
TINY = 64  # px: what is no larger shows nothing fine
AT_ONCE = 24  # pictures to a browser: it starts slowly, and progress is shown
LARGE = 256  # px: in one that is larger, two pixels stand where a reader sees one
WEBP = {"quality": 80, "method": 6}  # of pictures within a still: with them a dream's weighs 25 kB, not 250
# Of a small one, which a card shows smaller still. Its transparence kept to the bit would take fifty times as long.
SMALL = {"method": 6, "alpha_quality": 90}
QUALITIES = 45, 30, 20  # the first with which a small one is light enough, else the last
LIGHT = 20_000  # bytes
BOX = (480, 215)  # px that a small one fits
# What draws them, and what is done to them later: a picture of other code is another one.
CODE = sha256(b"".join(Path(file).read_bytes() for file in (__file__, shorter.__file__, *pictures.SOURCES))).hexdigest()
SCALE = 2  # pixels for each px of what a notebook shows, on which many screens have so many
# The first in which one is light enough: pixels for each px, and how many colors.
LOOKS = (2, 256), (2, 96), (2, 48), (1.5, 64), (1, 128), (1, 64), (0.75, 96), (0.75, 48), (0.6, 48), (0.5, 48)
LIGHTEST = 70_000  # bytes: in base64, with what is beside it, a saved notebook grows by less than 100 kB
DPI = 96  # of a picture with one pixel for each px
LETTERS = 9, 8  # px, more than a letter of its title takes, and of its sentence
LINE, AIR = 20, 12  # px: of the words under it
INSIDE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")


def jobs(explainer, spec):
    """{file name: (key, width, figure())}: the explainer in every form and theme, and small.

    The key is a hash of all that the picture depends on, so that one that is there already is not drawn again.
    """

    def figure(form, name):
        drawn = explainer(theme=name, narrow=form == "narrow")
        # On its own paper, which hides the color that stands in a figure's place before; a card has another one.
        return drawn.update_layout(paper_bgcolor="rgba(0,0,0,0)") if form == "small" else drawn

    facts = json.dumps([CODE, plotly.__version__, PIL.__version__, {**spec, "markup": None}])
    widths = {form: size["width"] for form, size in spec["figures"].items()}
    return {
        places.still(explainer.name, form, name): (
            sha256(f"{facts} {form} {name}".encode()).hexdigest()[:24],
            width,
            partial(figure, form, name),
        )
        for form, width in {**widths, "small": widths["wide"]}.items()
        for name in theme.THEMES
    }


def captioned(explainer, spec):
    """{file name: (key, width, figure())} of the picture for notebooks: light, wide, with its words."""
    words = [explainer.title, explainer.describe()]
    width = spec["figures"]["wide"]["width"]
    facts = json.dumps([CODE, plotly.__version__, PIL.__version__, words, {**spec, "markup": None}])

    def figure():
        drawn = explainer()
        title, said = (
            textwrap.wrap(html.escape(text, quote=False), (width - 32) // letter)
            for text, letter in zip(words, LETTERS, strict=True)
        )
        lines = [*(f"<b>{line}</b>" for line in title), *said]
        below, room = drawn.layout.margin.b, 2 * AIR + LINE * len(lines)
        below = drawn.layout.template.layout.margin.b if below is None else below
        drawn.update_layout(height=(drawn.layout.height or HEIGHT) + room, margin_b=below + room)
        place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "align": "left"}
        ink = drawn.layout.template.layout.font.color
        return drawn.add_annotation(
            text="<br>".join(lines), yshift=-below - AIR, borderpad=0, font={"size": 15, "color": ink}, **place
        )

    key = sha256(f"{facts} notebook".encode()).hexdigest()[:24]
    return {f"{explainer.name}.png": (key, width, figure)}


def make(wanted, folder, say, scale=1, cache=CACHE):
    """Make the pictures that the cache lacks, put all into the folder; their paths. scale: pixels for each px.

    Without a browser there are none, and it says so.
    """
    cache.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: (cache / key).with_suffix(name[name.rindex(".") :]) for name, (key, _, _) in wanted.items()}
    work = [(figure, width, kept[name]) for name, (_, width, figure) in wanted.items() if not kept[name].is_file()]
    try:
        for start in range(0, len(work), AT_ONCE):
            say(f"still pictures: {start} of {len(work)}")
            part = work[start : start + AT_ONCE]
            drafts = pictures.drawn([(figure(), DRAFTS[path.suffix], width) for figure, width, path in part], scale)
            for draft, (_, _, path) in zip(drafts, part, strict=True):
                target.write(path, FINISH[path.suffix](draft))
    except RuntimeError as error:
        say(f"no still pictures: {error}")
        return []
    chosen = {
        name: path
        for name, path in kept.items()
        if "-small-" not in name or weight(path) < weight(kept[places.large(name)])
    }
    for name, path in chosen.items():
        target.write(folder / name, path.read_bytes())
    return [folder / name for name in chosen]


def weight(path):
    """Bytes that a host sends: text is compressed on the way."""
    return len(gzip.compress(path.read_bytes())) if path.suffix == ".svg" else path.stat().st_size


def lighter(draft):
    """The svg with its photographs as WebP, where that is less, and without what nobody sees."""
    text = shorter.shorter(draft.decode())
    return INSIDE.sub(lambda found: repacked(found[0], base64.b64decode(found[1])), text).encode()


def repacked(address, png):
    with PIL.Image.open(io.BytesIO(png)) as image:
        packed = io.BytesIO()
        side = min(image.size)
        quality = WEBP["quality"] * (0.5 if side <= TINY else 0.75 if side > LARGE else 1)
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(
            packed, "webp", **WEBP | {"quality": round(quality)}
        )
    return (
        address
        if packed.tell() > 0.6 * len(png)
        else f"data:image/webp;base64,{base64.b64encode(packed.getvalue()).decode()}"
    )


def smaller(draft):
    """The picture, small."""
    with PIL.Image.open(io.BytesIO(draft)) as image:
        image.thumbnail(BOX, PIL.Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            packed = io.BytesIO()
            image.save(packed, "webp", quality=quality, **SMALL)
            if packed.tell() <= LIGHT:
                break
        return packed.getvalue()


def fitted(draft):
    """The picture with fewer colors, and fewer pixels, until it is light enough; its dots per inch say its size."""
    with PIL.Image.open(io.BytesIO(draft)) as image:
        drawn = image.convert("RGB")
    for scale, colors in LOOKS:
        size = [round(side * scale / SCALE) for side in drawn.size]
        look = drawn.resize(size, PIL.Image.Resampling.LANCZOS) if scale < SCALE else drawn
        look = look.quantize(colors, PIL.Image.Quantize.MEDIANCUT, dither=PIL.Image.Dither.NONE)
        packed = io.BytesIO()
        look.save(packed, "png", optimize=True, dpi=(DPI * scale, DPI * scale))
        if packed.tell() <= LIGHTEST:
            break
    return packed.getvalue()


DRAFTS = {".svg": ".svg", ".webp": ".png", ".png": ".png"}  # what is drawn first
FINISH = {".svg": lighter, ".webp": smaller, ".png": fitted}
