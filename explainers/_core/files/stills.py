"""The still pictures of the site: what stands in a figure's place until it lives, and for the gallery small ones, where
they weigh less.
"""

import base64
import gzip
import io
import json
import re
import shutil
from functools import partial
from hashlib import sha256
from pathlib import Path

import PIL
import PIL.Image
import plotly

from explainers._core.files import places, save
from explainers._core.picture import theme

CACHE = places.DOCS.parent / ".cache" / "stills"
TINY = 64  # px: what is no larger shows nothing fine
AT_ONCE = 24  # pictures to a browser: it starts slowly, and progress is shown
WEBP = {"quality": 80, "method": 6}  # of pictures within a still: with them a dream's weighs 25 kB, not 250
# Of a small one, which a card shows smaller still. Its transparence kept to the bit would take fifty times as long.
SMALL = {"method": 6, "alpha_quality": 90}
QUALITIES = 45, 30, 20  # the first with which a small one is light enough, else the last
LIGHT = 20_000  # bytes
BOX = (480, 215)  # px that a small one fits
# What draws them, and what is done to them later: a picture of other code is another one.
CODE = sha256(b"".join(Path(file).read_bytes() for file in (__file__, save.__file__))).hexdigest()
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


def make(wanted, folder, say):
    """Make the pictures that the cache lacks, put all into the folder; their paths.

    Without a browser there are none, and it says so.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = {name: (CACHE / key).with_suffix(name[name.rindex(".") :]) for name, (key, _, _) in wanted.items()}
    work = [(figure, width, kept[name]) for name, (_, width, figure) in wanted.items() if not kept[name].is_file()]
    try:
        for start in range(0, len(work), AT_ONCE):
            say(f"still pictures: {start} of {len(work)}")
            part = [
                (figure(), path.with_suffix(".draft" + DRAFTS[path.suffix]), width)
                for figure, width, path in work[start : start + AT_ONCE]
            ]
            save.pictures(part)
            for (_, draft, _), (_, _, path) in zip(part, work[start : start + AT_ONCE], strict=True):
                whole = path.with_suffix(".whole")
                FINISH[path.suffix](draft, whole)
                draft.unlink()
                whole.replace(path)  # never half a picture, should it end here
    except RuntimeError as error:
        say(f"no still pictures: {error}")
        return []
    chosen = {
        name: path
        for name, path in kept.items()
        if "-small-" not in name or weight(path) < weight(kept[places.large(name)])
    }
    for name, path in chosen.items():
        shutil.copyfile(path, folder / name)
    return [folder / name for name in chosen]


def weight(path):
    """Bytes that a host sends: text is compressed on the way."""
    return len(gzip.compress(path.read_bytes())) if path.suffix == ".svg" else path.stat().st_size


def lighter(draft, path):
    """The svg with its photographs as WebP, where that is less."""
    path.write_text(
        INSIDE.sub(lambda found: repacked(found[0], base64.b64decode(found[1])), draft.read_text(encoding="utf-8")),
        encoding="utf-8",
    )


def repacked(address, png):
    with PIL.Image.open(io.BytesIO(png)) as image:
        packed = io.BytesIO()
        quality = WEBP["quality"] if min(image.size) > TINY else WEBP["quality"] // 2
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(packed, "webp", **WEBP | {"quality": quality})
    return (
        address
        if packed.tell() > 0.6 * len(png)
        else f"data:image/webp;base64,{base64.b64encode(packed.getvalue()).decode()}"
    )


def smaller(draft, path):
    """The picture, small."""
    with PIL.Image.open(draft) as image:
        image.thumbnail(BOX, PIL.Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            packed = io.BytesIO()
            image.save(packed, "webp", quality=quality, **SMALL)
            if packed.tell() <= LIGHT:
                break
        path.write_bytes(packed.getvalue())


DRAFTS = {".svg": ".svg", ".webp": ".png"}  # what is drawn first
FINISH = {".svg": lighter, ".webp": smaller}
