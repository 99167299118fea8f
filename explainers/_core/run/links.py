"""The runs that a link from a figure's page leads to."""

import re
from urllib.parse import unquote_plus

from explainers._core.run.scan import Run
from explainers._core.words import mended, names, texts

ALSO = re.compile("(?:amp;)*also=")


def follow(explainer, link, theme):
    """See Explainer.follow."""
    query = named(explainer, link)
    values = texts.parse_address(explainer, query)
    steps, state = where(explainer, query)
    if state:
        return Run(explainer, explainer.checked(values), steps, {}, theme, state=state)
    return explainer.run(steps, changes=texts.changes(explainer, query), theme=theme, **values)


def kept(explainer, link, theme):
    """See Explainer.kept."""
    query = named(explainer, link)
    texts.parse_address(explainer, query)
    return [
        explainer.run(where(explainer, query)[0], changes=changes, theme=theme, **values)
        for values, changes in texts.kept(explainer, query)
    ]


def named(explainer, link):
    """What a link says of an explainer. ValueError for one that leads to others only."""
    said = spoken(mended.fragment(link))
    found = names.found(explainer.name, list(said)) or next(iter(said))
    if names.found(found, [explainer.name]) is None:
        there = found or "no figure"
        raise ValueError(f"the link leads to {there!r}, not to {explainer.name!r}, as in #{explainer.name}?step=5")
    return said[found]


def spoken(fragment):
    """{name: query} of the figures that an address tells of: the one that it names, and others, after `also`."""
    name, query = mended.split(fragment) or (fragment, "")
    parts = query.split("&")
    others = [unquote_plus(ALSO.sub("", part)) for part in parts if ALSO.match(part)]
    also = dict(filter(None, map(mended.split, others)))
    own = {name: "&".join(part for part in parts if not ALSO.match(part))}
    return own | also | own  # its own name is the first, and what is said there counts


def where(explainer, query):
    return texts.where(explainer, query) if explainer.carry else (0, None)
