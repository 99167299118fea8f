"""Where the things that a build makes lie, below docs/, and how a page asks for them."""

import json
from pathlib import Path

from explainers._core.controls import KINDS

DOCS = Path(__file__).resolve().parents[3] / "docs"
ASSETS = "assets/explainers"
MARGIN = 18  # px beside a figure on a phone
TALK = ".talk.md"  # how the file of a talk ends: it is no page


def pages(folder=DOCS):
    """The Markdown files of the site's pages, in alphabetical order."""
    return sorted(path for path in folder.rglob("*.md") if not path.name.endswith(TALK))


def still(name, form, theme):
    """The file of an explainer's still picture; form: "wide", "narrow", or "small" for the gallery, where that weighs
    less.
    """
    return f"{name}-{form}-{theme}.{'webp' if form == 'small' else 'svg'}"


def large(small):
    """The file of the still picture that a small one is made from."""
    return small.replace("-small-", "-wide-").removesuffix(".webp") + ".svg"


def stills(name, address):
    """{"wide-light": address, ...} of an explainer's still pictures, those that were drawn.

    Drawing needs a browser; without one the site builds all the same.
    """
    keys = [(form, theme) for form in ("wide", "narrow", "small") for theme in ("light", "dark")]
    paths = {f"{form}-{theme}": f"{ASSETS}/{still(name, form, theme)}" for form, theme in keys}
    return {key: address(path) for key, path in paths.items() if (DOCS / path).exists()}


LIVELY = "(scripting: enabled)"  # where a figure comes alive; without scripts the pages are light, too


def plotly(spec):
    """The files of Plotly that draw a spec's figures; the player's build has left a list of them by types of traces."""
    files = json.loads((DOCS / ASSETS / "plotly.json").read_text(encoding="utf-8"))
    traces = [trace for drawing in spec["figures"].values() for trace in drawing["figure"]["data"]]
    types = ["scatter", *(trace.get("type", "scatter") for trace in traces)]
    return dict.fromkeys(file for each in types for file in files[each])


def controls(spec):
    """The files of the player that a spec's controls need, beside the player itself, whose build has left a list."""
    files = json.loads((DOCS / ASSETS / "controls.json").read_text(encoding="utf-8"))
    kinds = dict.fromkeys(control["kind"] for control in spec["controls"])
    return [files[kind] for kind in kinds if kind in files]


def media(spec, key):
    """Where a still picture is the one that shows, as well as can be told before anything is laid out: player.css
    decides.
    """
    form, theme = key.split("-")
    edge = spec["narrow_below"] + 2 * MARGIN
    width = f"(min-width: {edge}px)" if form == "wide" else f"(max-width: {edge - 0.02:.2f}px)"
    return f"{width} and (prefers-color-scheme: {theme}){f' and {LIVELY}' if theme == 'dark' else ''}"


def scripts(spec, address):
    """The tags of a page's first figure: its still picture at once, the player, and, low in priority, what that will
    ask for, and what watches whether the player comes.
    """
    seen = "".join(
        f'<link rel="preload" as="image" href="{still}" media="{media(spec, key)}" fetchpriority="high">'
        for key, still in stills(spec["name"], address).items()
        if not key.startswith("small")
    )
    hints = [
        *(("modulepreload", file) for file in (*controls(spec), *plotly(spec))),
        ("preload", f"{spec['name']}.json"),
    ]
    if not spec["ahead"]:  # else the player asks for these, after what draws the figure ahead of its numbers
        hints += [
            ("preload", spec["model"]["files"][spec["model"]["opens"]]["file"]),
            *(("preload", file) for each in spec["controls"] for file in KINDS[each["kind"]].early(each)),
        ]
    if spec["model"]["engine"] != "wasm":  # it waits for the reader's touch, and so does all that it needs
        hints = []
    fetched = {"modulepreload": "", "preload": ' as="fetch" crossorigin'}
    links = "".join(
        f'<link rel="{rel}" href="{address(f"{ASSETS}/{file}")}"{fetched[rel]} media="{LIVELY}" fetchpriority="low">'
        for rel, file in hints
    )
    return (
        f'{seen}{links}<script type="module" src="{address(f"{ASSETS}/player.js")}"></script>'
        f'<script src="{address(f"{ASSETS}/watch.js")}" defer fetchpriority="low"></script>'
    )
