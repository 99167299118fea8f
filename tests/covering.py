"""The explainers that stand for all where the player is tested: as few as have, together, all that the player does.

What it does for an explainer depends on its controls, on the engine of its model, on whether it carries state, and on
whether it is drawn in space; how it repaints, on its traces.
"""

from functools import cache
from itertools import product

import explainers
from tests.support import spec


def traits(explainer):
    """Every combination of a kind of control, an engine, carried or not, flat or in space; and its kinds of traces."""
    found = spec(explainer.name)
    controls = {"search" if control.get("search") else control["kind"] for control in found["controls"]}
    traces = {trace.get("type", "scatter") for form in found["figures"].values() for trace in form["figure"]["data"]}
    side = "in space" if found["solid"] else "flat"
    state = "carried" if found["carry"] else "not carried"
    return set(product(controls or {"no control"}, [found["model"]["engine"]], [state], [side])) | set(
        product(traces, [side])
    )


def cover(traits_of):
    """The names of few explainers that have, together, every trait of all, {name: set of traits}: each time the one
    with most that are still missing. Among equals the first by name, so that it is the same everywhere.
    """
    missing = set().union(*traits_of.values())
    chosen = []
    while missing:
        chosen.append(max(sorted(traits_of), key=lambda name: len(traits_of[name] & missing)))
        missing -= traits_of[chosen[-1]]
    for name in list(chosen):  # one that was chosen early may have nothing by now that the others have not
        if traits_of[name] <= set().union(*(traits_of[other] for other in chosen if other != name)):
            chosen.remove(name)
    return sorted(chosen)


@cache
def covering():
    """The covering set of all explainers."""
    return cover({name: traits(explainers.load(name)) for name in explainers.names()})


@cache
def of_each_engine():
    """One explainer for each engine, for what the player does before there is a control."""
    return cover({name: {explainers.load(name).plan.model.engine} for name in explainers.names()})


def described():
    """The covering set, in words."""
    combinations = len(set().union(*(traits(explainers.load(name)) for name in explainers.names())))
    return (
        f"{', '.join(covering())} ({len(covering())} of {len(explainers.names())} have all {combinations} combinations)"
    )
