"""Where the things that a build makes lie, below docs/."""

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
