"""Where the things that a build makes lie, below docs/, and how a page asks for them."""

import json
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs"
ASSETS = "assets/explainers"


def still(name, form, theme):
    """The file of an explainer's still picture; form: "wide", "narrow", or "small" for the gallery, where that weighs less."""
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


def plotly(spec):
    """The files of Plotly that draw a spec's figures, of which the player's build has left a list by types of traces."""
    files = json.loads((DOCS / ASSETS / "plotly.json").read_text(encoding="utf-8"))
    traces = [trace for drawing in spec["figures"].values() for trace in drawing["figure"]["data"]]
    return dict.fromkeys(file for trace in traces for file in files[trace.get("type", "scatter")])


def scripts(spec, address):
    """The tags of a page's first figure: the player, and, low in priority, what it will ask for once it runs."""
    hints = [*(("modulepreload", file) for file in plotly(spec)), *(("preload", file) for file in (f"{spec['name']}.json", f"{spec['model']['name']}.wasm"))]
    if spec["model"]["engine"] != "wasm":                   # it waits for the reader's touch, and so does all that it needs
        hints = []
    fetched = {"modulepreload": "", "preload": ' as="fetch" crossorigin'}
    links = "".join(f'<link rel="{rel}" href="{address(f"{ASSETS}/{file}")}"{fetched[rel]} fetchpriority="low">' for rel, file in hints)
    return f'{links}<script type="module" src="{address(f"{ASSETS}/player.js")}"></script>'
