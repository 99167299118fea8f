"""The gallery: every explainer there is, with the page that it lives on."""

import html
import re

import explainers
from explainers._core.files import kept, places
from explainers._core.files.markup import lazy, unless
from explainers._core.goals import collected

from . import place
from .loud import loud


def pages():
    """The page of each explainer, found by reading the prose: there is no list to keep."""
    found = {}
    for path in places.pages():
        fences = collected.FENCE.findall(path.read_text("utf-8"))
        for source in (source for _, _, kind, source in fences if kind == "explainer"):
            found.setdefault(collected.named(source)[0], path.relative_to(places.DOCS).as_posix())
    return found


@loud
def fence(source, language, css_class, options, md, **_):
    """A card an explainer: still picture, title, what to do, and where."""
    home = pages()
    cards = "".join(_card(md, name, home.get(name)) for name in explainers.names())
    return f'<ul class="gallery">{cards}</ul>'


def _card(md, name, page):
    spec = kept.spec(explainers.load(name))
    target = f"{_address(page)}#{name}" if page else f"embed/{name}/"
    pictures = places.stills(name, lambda path: place.link(md, path))
    return (
        f'<li><a href="{place.link(md, target)}">{_picture(pictures)}'
        f"<strong>{html.escape(spec['title'])}</strong></a>"
        f"<p>{html.escape(spec['description'])}</p></li>"
    )


def _address(page):
    return re.sub(r"(^|/)index/$", r"\1", page.removesuffix(".md") + "/")


def _picture(pictures):
    # Empty alt: the title beside it says the same, and both are one link.
    found = {theme: pictures.get(f"small-{theme}") or pictures.get(f"wide-{theme}") for theme in ("light", "dark")}
    images = {theme: lazy(address, cls=f"only-{theme}", alt="") for theme, address in found.items() if address}
    return "".join(image if theme == "light" else unless(image) for theme, image in images.items())
