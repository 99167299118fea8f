"""Everything that the site needs of the explainers: specs, models, the player, theme, still pictures, embed pages."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import plotly

import explainers
from explainers._core import model as models
from explainers._core import save, theme

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ASSETS = DOCS / "assets" / "explainers"
CACHE = ROOT / ".cache" / "stills"
WIDTHS = {"wide": 900, "narrow": 358}
FRAMES = 40                                                 # of a recording
FRAME_MS = 120


def build(say=print):
    """Write docs/assets/explainers. Without a browser there are no still pictures, and it says so."""
    wanted = {ASSETS / "theme.css"}
    write(ASSETS / "theme.css", theme.css())
    for file in sorted(save.PLAYER.glob("*")):
        if file.name != "standalone.js":
            wanted.add(copy(file))
    if not (ASSETS / "player.js").is_file():
        raise RuntimeError("the player is not built: run `npm ci && npm run build` in explainers/_player, or `make site`")
    jobs = []
    for name in explainers.names():
        say(f"{name}: spec")
        explainer = explainers.load(name)
        spec = explainer.spec()
        wanted.add(copy(models.folder() / "wasm" / f"{spec['model']['name']}.wasm"))
        wanted.add(ASSETS / f"{name}.json")
        write(ASSETS / f"{name}.json", json.dumps(spec, separators=(",", ":")))
        jobs += stills(explainer)
    wanted |= {ASSETS / path.name for path in pictured(jobs, say)}
    for file in ASSETS.iterdir():
        if file not in wanted:
            file.unlink()


def write(path, text):
    """Write text only when it differs, so that an unchanged file keeps its date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def copy(path):
    """Copy a file into the assets; its place there."""
    shutil.copyfile(path, ASSETS / path.name)
    return ASSETS / path.name


def stills(explainer):
    """[(figures, width, file name)]: the explainer in every form and theme, and as a recording where it has one."""
    jobs = []
    outputs = explainer.outputs()
    run = explainer.run(FRAMES * 3)[::3] if explainer.recording else None
    for form in ("wide", "narrow"):
        for name in theme.THEMES:
            narrow = form == "narrow"
            jobs.append(([explainer.drawn(outputs, name, narrow)], WIDTHS[form], f"{explainer.name}-{form}-{name}.svg"))
            if run:
                frames = [explainer.drawn(moment, name, narrow) for moment in run]
                jobs.append((frames, WIDTHS[form], f"{explainer.name}-recorded-{form}-{name}.webp"))
    return jobs


def pictured(jobs, say):
    """Make the pictures that the cache lacks, put all into the assets; their paths."""
    CACHE.mkdir(parents=True, exist_ok=True)
    made = []
    for figures, width, name in jobs:
        for figure in figures:
            figure.update_layout(paper_bgcolor="rgba(0,0,0,0)") if name.endswith(".svg") else None
        key = sha256("".join([plotly.__version__, str(width), *(figure.to_json() for figure in figures)]).encode()).hexdigest()[:24]
        cached = CACHE / f"{key}{Path(name).suffix}"
        if not cached.is_file():
            say(f"{name}: picture")
            try:
                (moving if cached.suffix == ".webp" else still)(figures, width, cached)
            except RuntimeError as error:
                say(f"no still pictures: {error}")
                return []
        shutil.copyfile(cached, ASSETS / name)
        made.append(ASSETS / name)
    return made


def still(figures, width, path):
    save.pictures([(figures[0], path)], width)


def moving(figures, width, path):
    """One animated WebP that plays once."""
    from PIL import Image                                   # only the build needs Pillow

    frames = [path.with_name(f"{path.stem}-{index}.png") for index in range(len(figures))]
    save.pictures(list(zip(figures, frames, strict=True)), width)
    images = [Image.open(frame).convert("RGB") for frame in frames]
    images[0].save(path, save_all=True, append_images=images[1:], duration=FRAME_MS, loop=1, quality=70, method=4)
    for frame in frames:
        frame.unlink()
