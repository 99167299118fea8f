"""A draw function as the player has it: its figure in one form, what is bound in that, and how large it is."""

from inspect import signature

from explainers._core.picture import drawable, trace

WIDTHS = {"wide": 1000, "narrow": 358}  # px, of a figure that does not say, as it stands in a page
HEIGHT = 420  # px, of a figure that does not say


def forms(draw):
    """ "wide", and "narrow" where draw knows it."""
    return ["wide", "narrow"] if len(signature(draw).parameters) > 1 else ["wide"]


def formed(draw, narrow):
    """draw, as a function of what it draws alone. narrow: the form that fits a phone, where it knows that."""
    return (lambda given: draw(given, True)) if narrow and "narrow" in forms(draw) else draw


def ends(explainer):
    """The named arrays with all controls at their lowest, and with all at their highest."""
    controls = [control for control in explainer.controls if control.valued]
    return [explainer.outputs(**{control.name: control.ends[side] for control in controls}) for side in (0, 1)]


def drawing(draw, shapes, moments, form):
    """{"figure", "bindings", "width", "height"} of a draw function of arrays of these shapes.

    moments: named arrays with which the figure must be what `draw` makes of them. ValueError names what is computed in
    Python, or what the page cannot draw.
    """
    figure, bindings = trace.traced(draw, shapes)
    drawable.check(figure)
    for moment in moments:
        trace.verify(draw, figure, bindings, moment)
    size = {"width": WIDTHS[form], "height": HEIGHT}
    own = {side: figure["layout"].pop(side, usual) for side, usual in size.items()}
    return {"figure": figure, "bindings": bindings, **own}
