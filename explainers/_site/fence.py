"""The explainer fence: a name, and presets if wanted.

```explainer
descent
learning_rate: 0.9
```
"""

import html
import json

import explainers
from explainers._core.files import kept, places
from explainers._core.files.markup import markup
from explainers._core.words import texts

from . import code, place
from .loud import loud


@loud
def explainer(source, language, css_class, options, md, **_):
    """The figure in full: the element, its caption, and the Python behind it."""
    name, presets = _read(source)
    chosen = explainers.load(name)
    if chosen.name != name:
        raise ValueError(f"write {chosen.name!r}, not {name!r}: a page names a figure as its file does")
    preset = texts.parse(chosen, presets)
    spec = kept.spec(chosen)
    _claim(md, name)
    # The player, only on pages that have a figure. It comes first: where a page carries a policy, Chromium asks for
    # what is linked no sooner than it has read that far.
    player = "" if len(on_page(md)) > 1 else places.scripts(spec, lambda path: place.link(md, path))
    pictures = places.stills(name, lambda path: place.link(md, path))
    inside = markup(
        spec, pictures, preset, chosen.describe(**preset), lambda file: place.link(md, f"{places.ASSETS}/{file}")
    )
    data = f" data-values='{html.escape(json.dumps(preset), quote=True)}'" if preset else ""
    return (
        f'{player}<figure class="explainer" id="{name}">'
        f'<dnn-explainer name="{name}" data-state="still" data-search-exclude{data}>{inside}</dnn-explainer>'
        f"<figcaption>{caption(spec)}</figcaption>"
        f"{code.details(spec, place.link(md, f'embed/{name}/'))}"
        "</figure>"
    )


def caption(spec):
    """Title and what to do, both from the explainer's docstring."""
    return f"<strong>{html.escape(spec['title'])}</strong> {html.escape(spec['description'])}"


def _read(source):
    lines = [line.strip() for line in source.strip().splitlines()]
    name, *rest = lines or [""]
    presets = {}
    for line in filter(None, rest):
        key, colon, text = line.partition(":")
        if not colon:
            raise ValueError(f"{name}: {line!r} is not 'control: value'")
        presets[key.strip()] = text.strip()
    return name, presets


def above(md, name, what):
    """ValueError where a figure does not stand above what is about it, on the same page."""
    if name not in on_page(md):
        shown = ", ".join(on_page(md)) or "none"
        raise ValueError(f"{what} for {name!r}, which is not above it on this page; figures above: {shown}")


def on_page(md):
    """The names of the explainers that the page has so far."""
    # MkDocs converts every page with a Markdown object of its own, so this lasts for one page.
    return md.__dict__.setdefault("explainers_on_page", [])


def _claim(md, name):
    """An id must be unique in a page, and links that set a figure go by its id."""
    if name in on_page(md):
        raise ValueError(f"{name} is already on this page; a page shows an explainer once")
    on_page(md).append(name)
    if "mkdocs_raw_html" in md.preprocessors:  # where MkDocs collects anchors, to check links
        md.preprocessors["mkdocs_raw_html"].present_anchor_ids.add(name)
