"""The goals of all pages, in one file that the package carries: `python -m explainers build` writes it."""

import json
import re
from functools import cache
from pathlib import Path

from explainers._core.files import places
from explainers._core.goals.goal import Goal, read
from explainers._core.run.model import PACKAGE
from explainers._core.words import names

FILE = PACKAGE / "_goals.json"
# Any fence, so that one that only shows how a goal is written, within four backticks, is passed over.
FENCE = re.compile(r"^( *)(`{3,}) *(\w*)[^\n]*\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)


def ladder(explainer, sources):
    """The goals of an explainer from the texts of their fences, in their order. ValueError where two ask the same."""
    goals = [read(explainer, number, source) for number, source in enumerate(sources, 1)]
    for goal in goals:
        twin = next(other for other in goals if other.key == goal.key)
        if twin is not goal:
            raise ValueError(
                f"goals {twin.number} and {goal.number} of {explainer.name} ask the same: {goal.when!r}; keep one"
            )
    return goals


def named(source):
    """(explainer's name, the rest) of a fence's text."""
    name, _, rest = source.strip().partition("\n")
    return name.strip(), rest


def on_pages(folder=places.DOCS):
    """{explainer: [text of a goal's fence]} of all pages. A figure's ladder stands on one page."""
    found: dict[str, list] = {}
    pages: dict[str, Path] = {}
    for path in places.pages(folder):
        for _, _, kind, source in FENCE.findall(path.read_text(encoding="utf-8")):
            if kind != "goal":
                continue
            name, rest = named(source)
            if pages.setdefault(name, path) != path:
                raise ValueError(
                    f"goals of {name} stand on {pages[name].name} and on {path.name}; keep them on one page"
                )
            found.setdefault(name, []).append("\n".join(map(str.strip, rest.strip().splitlines())))
    return found


def text(found):
    """What the file holds for the goals of all pages."""
    return json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@cache
def kept():
    """{explainer: [text of a goal's fence]} from the file."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def goals(explainer):
    """The explainer's goals, from the file."""
    return ladder(explainer, kept().get(explainer.name, []))


def chosen(explainer, goal):
    """One of the explainer's goals, by itself, by its number or by its words; ValueError says which there are."""
    if isinstance(goal, Goal) and goal.explainer == explainer.name:
        return goal
    known = {each.number: each for each in goals(explainer)}
    asked = {each.text: each.number for each in known.values()}
    goal = asked.get(names.found(goal, list(asked)), goal) if isinstance(goal, str) else goal
    if isinstance(goal, bool | Goal) or goal not in known:
        there = f"there are: {', '.join(map(str, known))}" if known else "no page sets any"
        raise ValueError(f"{explainer.name} has no goal {goal!r}; {there}")
    return known[goal]
