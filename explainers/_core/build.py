"""Everything that the site needs of the explainers: specs, models, the player, theme, still pictures, embed pages."""

import json
import shutil
from functools import partial
from hashlib import sha256
from pathlib import Path

import plotly
from PIL import ImageOps

import explainers
from explainers._core import model as models
from explainers._core import kept, markup, photo, places, save, theme
from explainers._core.embed import embed

ASSETS = places.DOCS / places.ASSETS
CACHE = places.DOCS.parent / ".cache" / "stills"
AT_ONCE = 24                                                # pictures to a browser: it starts slowly, and progress is shown


def build(say=print):
    """Write docs/assets/explainers. Without a browser there are no still pictures, and it says so."""
    wanted = {ASSETS / "theme.css"}
    write(ASSETS / "theme.css", theme.css())
    for file in sorted(save.PLAYER.glob("*")):
        if file.name != "standalone.js":
            wanted.add(copy(file))
    if not (save.PLAYER / "player.js").is_file():
        raise RuntimeError("the player is not built: run `npm ci && npm run build` in explainers/_player, or `make site`")
    jobs = {}
    for name in explainers.names():
        say(f"{name}: spec")
        explainer = explainers.load(name)
        spec = kept.spec(explainer)
        wanted |= {copy(file) for file in explainer.plan.model.files}
        wanted.add(ASSETS / f"{name}.json")
        write(ASSETS / f"{name}.json", json.dumps(spec, separators=(",", ":")))
        jobs |= stills(explainer, spec)
    wanted |= set(pictured(jobs, say)) | photographs()
    for file in ASSETS.iterdir():
        if file not in wanted:
            file.unlink()
    # Last: a page names the files that are there.
    for name in explainers.names():
        write(places.DOCS / "embed" / name / "index.html", embed(explainers.load(name)))


def write(path, text):
    """Write text only when it differs, so that an unchanged file keeps its date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def copy(path):
    """Copy a file into the assets; its place there."""
    shutil.copyfile(path, ASSETS / path.name)
    return ASSETS / path.name


def photographs():
    """Put the sample photographs into the assets, each also small enough to choose from; their paths."""
    made = set()
    for name in photo.samples():
        whole, little = ASSETS / f"photo-{name}.webp", ASSETS / markup.small(name)
        if not whole.is_file() or whole.read_bytes() != photo.place(name).read_bytes() or not little.is_file():
            shutil.copyfile(photo.place(name), whole)
            with photo.read(whole) as picture:
                ImageOps.fit(picture.convert("RGB"), (112, 112)).save(little, quality=70, method=6)
        made |= {whole, little}
    return made


def stills(explainer, spec):
    """{file name: (key, width, figure())}: the explainer in every form and theme.

    The key is a hash of all that the picture depends on, so that one that is there already is not drawn again.
    """
    def figure(form, name):
        return explainer(theme=name, narrow=form == "narrow").update_layout(paper_bgcolor="rgba(0,0,0,0)")

    facts = json.dumps([plotly.__version__, {**spec, "markup": None}])
    return {f"{explainer.name}-{form}-{name}.svg":
            (sha256(f"{facts} {form} {name}".encode()).hexdigest()[:24], size["width"], partial(figure, form, name))
            for form, size in spec["figures"].items() for name in theme.THEMES}


def pictured(jobs, say):
    """Make the pictures that the cache lacks, put all into the assets; their paths."""
    CACHE.mkdir(parents=True, exist_ok=True)
    places = {name: CACHE / f"{key}.svg" for name, (key, _, _) in jobs.items()}
    work = [(figure, width, places[name]) for name, (_, width, figure) in jobs.items() if not places[name].is_file()]
    try:
        for start in range(0, len(work), AT_ONCE):
            say(f"still pictures: {start} of {len(work)}")
            save.pictures([(figure(), path, width) for figure, width, path in work[start:start + AT_ONCE]])
    except RuntimeError as error:
        say(f"no still pictures: {error}")
        return []
    for name, place in places.items():
        shutil.copyfile(place, ASSETS / name)
    return [ASSETS / name for name in places]
