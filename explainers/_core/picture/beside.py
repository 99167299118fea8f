"""Runs of one explainer beside each other: the run now, and those that a reader has kept, in one figure.

`beside` of an explainer gets a list of named arrays, the run now first. It is traced like `draw`, once for each number
of runs: "0/loss" is the loss of the run now, "1/loss" that of the first kept.
"""

from collections.abc import Mapping

from explainers._core.picture import drawable, shown, theme, trace
from explainers._core.picture.drawing import drawing, ends, formed, forms

LETTERS = "A", "B", "C"  # the runs that are kept, at most
MOST = len(LETTERS)
COUNTS = range(2, MOST + 2)  # of runs in a figure


def file(name):
    """The file of an explainer's figures of runs side by side: its spec would be too heavy with them."""
    return f"{name}-beside.json"


def spec(explainer):
    """{"format", "figures": {number of runs: {form: drawing}}, "words", "solid"}: what the player needs once a run is
    kept.
    """
    figures = {str(count): _figures(explainer, count) for count in COUNTS}
    every = [each for by_form in figures.values() for each in by_form.values()]
    bound = {binding["words"] for each in every for binding in each["bindings"] if "words" in binding}
    return {
        "format": 1,
        "figures": figures,
        "words": {name: list(shown.LISTS[name].words) for name in sorted(bound)},
        "solid": any(drawable.solid(each["figure"]) for each in every),
    }


def _figures(explainer, count):
    furthest = ends(explainer)
    moments = [joined([furthest[(place + first) % 2] for place in range(count)]) for first in (0, 1)]
    shapes = joined([explainer.plan.shapes] * count)
    return {
        form: drawing(drawer(explainer, count, form == "narrow"), shapes, moments, form)
        for form in forms(explainer.beside)
    }


def drawer(explainer, count, narrow):
    draw = formed(explainer.beside, narrow)
    return lambda outputs: draw([parted(outputs, place) for place in range(count)])


def joined(runs):
    """What several runs have by name, as one dict: "1/loss" of the second."""
    return {f"{place}/{name}": each for place, run in enumerate(runs) for name, each in run.items()}


def parted(outputs, place):
    """What one of several runs has, by its own names."""
    start = f"{place}/"
    return trace.Named((name.removeprefix(start), array) for name, array in outputs.items() if name.startswith(start))


def figure(explainer, runs, dress, narrow):
    """The Plotly figure of some runs. See Explainer.compare."""
    if not explainer.beside:
        raise ValueError(f"{explainer.name} draws no runs beside each other; give it a function, beside=")
    if len(runs) not in COUNTS:
        raise ValueError(f"compare takes {COUNTS[0]} to {COUNTS[-1]} runs, the run now first; not {len(runs)}")
    moments = [moment(explainer, run) for run in runs]
    return theme.dressed(trace.plain(drawer(explainer, len(runs), narrow), joined(moments)), dress)


def moment(explainer, run):
    """The named arrays of a run: those of its last step, of these values at step 0, or arrays as they are."""
    if not isinstance(run, Mapping):
        return run[-1]
    return run if run.keys() >= explainer.plan.model.outputs.keys() else explainer.outputs(**run)
