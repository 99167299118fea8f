"""The explainers that stand for all where the player is tested: as few as have, together, all that the player does.

What it does for an explainer depends on its controls, on the engine of its model, on whether it carries state, and on
whether it is drawn in space; how it repaints, on its traces. A promise that depends on some of these aspects only names
them, `player("engine")`, and is tested on fewer.
"""

from functools import cache
from itertools import product

import explainers
from tests.support import spec

ASPECTS = {
    "control": lambda found: (
        {"search" if control.get("search") else control["kind"] for control in found["controls"]} or {"no control"}
    ),
    "engine": lambda found: {found["model"]["engine"]},
    "state": lambda found: {"carried" if found["carry"] else "not carried"},
    "space": lambda found: {"in space" if found["solid"] else "flat"},
    "trace": lambda found: {
        trace.get("type", "scatter") for form in found["figures"].values() for trace in form["figure"]["data"]
    },
}
ALL = [("control", "engine", "state", "space"), ("trace", "space")]  # what depends on what


def traits(explainer, *aspects):
    """Every combination of what an explainer has in these aspects; of all that count together, where none is named."""
    found = spec(explainer.name)
    return {
        combination
        for together in ([aspects] if aspects else ALL)
        for combination in product(*(ASPECTS[aspect](found) for aspect in together))
    }


def cover(traits_of):
    """The names of few explainers that have, together, every trait of all, {name: set of traits}: each time the one
    with most that are still missing; among equals, the first.
    """
    missing = set().union(*traits_of.values())
    chosen = []
    while missing:
        chosen.append(max(traits_of, key=lambda name: len(traits_of[name] & missing)))
        missing -= traits_of[chosen[-1]]
    for name in list(chosen):  # one that was chosen early may have nothing by now that the others have not
        if traits_of[name] <= set().union(*(traits_of[other] for other in chosen if other != name)):
            chosen.remove(name)
    return sorted(chosen)


@cache
def covering(*aspects, among=None):
    """The covering set of all explainers, or of those named, for promises that depend on these aspects; by default, on
    every one. Those that have much are chosen first, then by name.
    """
    every = {name: explainers.load(name) for name in among or explainers.names()}
    names = sorted(every, key=lambda name: (-len(traits(every[name])), name))
    return cover({name: traits(every[name], *aspects) for name in names})


def described():
    """The covering set, in words."""
    combinations = len(set().union(*(traits(explainers.load(name)) for name in explainers.names())))
    count = f"{len(covering())} of {len(explainers.names())} have all {combinations} combinations"
    return f"{', '.join(covering())} ({count}); where only the engine counts, on: {', '.join(covering('engine'))}"
