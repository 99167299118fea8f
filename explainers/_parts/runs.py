"""Several runs beside each other, the run now first: where their panels stand, and how they went."""

from explainers._core.picture.beside import LETTERS
from explainers._parts.marks import dot, line, words
from explainers._parts.panels import Axes, Panels, Title

RUNS = "Now", *LETTERS
DASHES = None, "dash", "dot", "dashdot"  # of runs in one chart, which are never told apart by color alone
THICK = 2.5, 1.25  # px, of what is drawn of each run
GAP, TITLE, AXIS, ENDS = 16, 24, 44, 84  # px: between squares, over one, beside and under a chart, right of one


def beside(runs, narrow, seen, course):
    """The figure of some runs: a square for each, with the parts `seen` of it, and a chart of parts for all."""
    squares = {name.lower(): [Title(f"<b>{name}</b>"), seen(run)] for name, run in zip(RUNS, runs)}
    return laid(len(runs)).figure(narrow, **squares, course=course)


def laid(count):
    """Panels for so many runs: `now`, `a`, ..., and `course` for what is drawn of all."""
    side, small = 290 if count == 2 else (1000 - (count - 1) * GAP) / count, (358 - GAP) / 2
    wide = [(place * (side + GAP), TITLE, side, side) for place in range(count)]
    rows = [TITLE + place // 2 * (small + TITLE + 4) for place in range(count)]
    narrow = [(place % 2 * (small + GAP), top, small, small) for place, top in enumerate(rows)]
    after = count * (side + GAP) + AXIS + GAP
    charts = beneath(wide, 1000), beneath(narrow, 358)
    if count == 2:  # there is room beside them
        charts = (after, TITLE, 1000 - ENDS - after, side - AXIS), charts[1]
    heights = [top + down + AXIS for _, top, _, down in charts]
    names = [name.lower() for name in RUNS[:count]]
    return Panels((1000, heights[0]), (358, heights[1]), **dict(zip(names, zip(wide, narrow))), course=charts)


def beneath(squares, width):
    """The box of a chart under some squares, in a figure so wide."""
    _, top, _, side = squares[-1]
    return AXIS, top + side + 2 * TITLE, width - ENDS - AXIS, 120


def courses(runs, colors):
    """How several recorded outputs went in each run, {name: color}, the first in thick lines; at the end of each curve
    of the last the run's name.
    """
    axis = {"rangemode": "tozero", "autorangeoptions": {"include": [-1]}}
    parts = [Axes(x={"title": "step", **axis}), line(runs[0]["step_axis"], [1, 1], "ink").update(opacity=0)]
    for (name, color), width in zip(colors.items(), THICK):
        parts += [
            line(run["step_history"], run[f"{name}_history"], color, width, dash) for run, dash in zip(runs, DASHES)
        ]
        parts += [dot(run["step"], run[name], color, 6) for run in runs]
    # Each name further away than the one before, the longest last, so that no two lie on each other.
    for place, (run, letter) in enumerate(zip(runs, RUNS)):
        away = "\u2002" * (2 * ((place or len(runs)) - 1) + 1)
        parts.append(words(run["step"], run[name], away + letter, position="middle right"))
    return parts
