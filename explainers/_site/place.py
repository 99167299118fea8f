"""Where things are: files in the repository, and addresses relative to the page being written."""

from pathlib import Path

from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ASSETS = "assets/explainers"


def here(md):
    """The address of the page that `md` is converting, or None outside MkDocs."""
    if "relpath" in md.treeprocessors:
        return md.treeprocessors["relpath"].file.url
    return None


def link(md, target):
    """The address of `target` (from the site's root) as seen from the page: works under any base path."""
    page = here(md)
    return f"/{target}" if page is None else get_relative_url(target, page)


def stills(name, address):
    """{"wide-light": address, ...} of an explainer's still pictures, those that were drawn.

    Drawing needs a browser; without one the site builds all the same.
    """
    keys = [f"{width}-{theme}" for width in ("wide", "narrow") for theme in ("light", "dark")]
    paths = {key: f"{ASSETS}/{name}-{key}.svg" for key in keys}
    return {key: address(path) for key, path in paths.items() if (DOCS / path).exists()}
