"""The runs that a link from a figure's page leads to."""

from explainers._core.run.scan import Run
from explainers._core.words import mended, names, texts


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
    """What a link says after the explainer's name. ValueError for one to another."""
    fragment = mended.fragment(link)
    name, query = mended.split(fragment) or (fragment, "")
    if names.found(name, [explainer.name]) is None:
        there = name or "no figure"
        raise ValueError(f"the link leads to {there!r}, not to {explainer.name!r}, as in #{explainer.name}?step=5")
    return query


def where(explainer, query):
    return texts.where(explainer, query) if explainer.carry else (0, None)
