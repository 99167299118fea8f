"""Where the things that a build makes lie, below docs/, and how a page asks for them."""

from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
ASSETS = "assets/explainers"


def stills(name, address):
    """{"wide-light": address, ...} of an explainer's still pictures, those that were drawn.

    Drawing needs a browser; without one the site builds all the same.
    """
    keys = [f"{width}-{theme}" for width in ("wide", "narrow") for theme in ("light", "dark")]
    paths = {key: f"{ASSETS}/{name}-{key}.svg" for key in keys}
    return {key: address(path) for key, path in paths.items() if (DOCS / path).exists()}


def scripts(spec, address):
    """The tags of a page's first figure: the player, and, low in priority, what it will ask for once it runs."""
    chunks = sorted(path.name for path in (DOCS / ASSETS).glob("plotly-*.js") if path.name != "plotly-solid.js")
    hints = [*(("modulepreload", chunk) for chunk in chunks), *(("preload", file) for file in (f"{spec['name']}.json", f"{spec['model']['name']}.wasm"))]
    if spec["model"]["engine"] != "wasm":                   # it waits for the reader's touch, and so does all that it needs
        hints = []
    fetched = {"modulepreload": "", "preload": ' as="fetch" crossorigin'}
    links = "".join(f'<link rel="{rel}" href="{address(f"{ASSETS}/{file}")}"{fetched[rel]} fetchpriority="low">' for rel, file in hints)
    return f'{links}<script type="module" src="{address(f"{ASSETS}/player.js")}"></script>'
