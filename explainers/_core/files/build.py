"""Everything that the site needs of the explainers: specs, models, the player, theme, still pictures, embed pages; and
the pictures that notebooks show.
"""

import json
from typing import Any

import explainers
from explainers._core.files import cards, kept, notebook, places, save, stills, target
from explainers._core.files.embed import embed
from explainers._core.goals import collected
from explainers._core.picture import beside, theme

ASSETS = places.DOCS / places.ASSETS
# What files and notebooks have within themselves, and what goes to the site's root.
ELSEWHERE = ("standalone.js", "talk.js", "talk.css", "widget.js", "worker.js")


def build(say=print):
    """Write docs/assets/explainers, and explainers/_stills. Without a browser there are no pictures, and it says so."""
    wanted = {ASSETS / "theme.css"}
    write(ASSETS / "theme.css", theme.css() + theme.formulas())
    for file in sorted(save.PLAYER.glob("*")):
        if file.name not in ELSEWHERE:
            wanted.add(copy(file))
    if not (save.PLAYER / "player.js").is_file():
        raise RuntimeError(
            "the player is not built: run `npm ci && npm run build` in explainers/_player, or `make site`"
        )
    goals = collected.on_pages()
    for name, sources in goals.items():
        collected.ladder(
            explainers.load(name), sources
        )  # a goal that is wrong is refused before anything is made of it
    write(collected.FILE, collected.text(goals))
    jobs: dict[str, tuple] = {}
    pictures: dict[str, tuple] = {}
    files: dict[str, Any] = {}
    for name in explainers.names():
        say(f"{name}: spec")
        explainer = explainers.load(name)
        spec = kept.spec(explainer)
        wanted |= {copy(file) for file in explainer.plan.model.files}
        wanted.add(ASSETS / f"{name}.json")
        write(ASSETS / f"{name}.json", json.dumps(spec, separators=(",", ":")))
        if explainer.beside:
            wanted.add(ASSETS / beside.file(name))
            write(ASSETS / beside.file(name), json.dumps(kept.beside(explainer), separators=(",", ":")))
        jobs |= stills.jobs(explainer, spec)
        pictures |= stills.captioned(explainer, spec)
        for control in explainer.controls:
            files |= control.files()
        files |= explainer.files
    shown = set(stills.make(pictures, notebook.STILLS, say, stills.SCALE))
    for file in set(notebook.STILLS.iterdir()) - shown:
        file.unlink()
    wanted |= set(stills.make(jobs, ASSETS, say)) | {made(file, source) for file, source in files.items()}
    for file in ASSETS.iterdir():
        if file not in wanted:
            file.unlink()
    cards.make(say)
    # Last: a page names the files that are there.
    for name in explainers.names():
        write(places.DOCS / "embed" / name / "index.html", embed(explainers.load(name)))


def write(path, text):
    """Write text only when it differs, so that an unchanged file keeps its date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        target.write(path, text)


def copy(path):
    """Copy a file into the assets; its place there."""
    target.write(ASSETS / path.name, path.read_bytes())
    return ASSETS / path.name


def made(file, source):
    """Put a file that a control needs into the assets: a copy of a file, or what a function gives; its path."""
    path = ASSETS / file
    content = source() if callable(source) else source.read_bytes()
    if not path.is_file() or path.read_bytes() != content:
        target.write(path, content)
    return path
