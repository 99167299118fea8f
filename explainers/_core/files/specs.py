"""The spec of an explainer: all that the player needs, as plain data (JSON)."""

from explainers._core.files.markup import markup
from explainers._core.picture import drawable, shown, theme
from explainers._core.picture.answer import answer
from explainers._core.picture.drawing import drawing, ends, formed
from explainers._core.run.data import Stored, packed
from explainers._core.words import summary

NARROW_BELOW = 600  # px: under this the figure's narrow form is drawn


def of(explainer):
    """The spec of an explainer."""
    figures = {form: traced(explainer, form) for form in explainer.forms}
    bound = {binding["words"] for form in figures.values() for binding in form["bindings"] if "words" in binding}
    opening, others = explainer.outputs(), {control.name: control for control in explainer.controls}
    spec = {
        "format": 1,
        "name": explainer.name,
        "title": explainer.title,
        "description": explainer.description,
        "summary": explainer.summary,
        "first_summary": explainer.describe(),
        "model": explainer.plan.model.spec(explainer.feeds(explainer.defaults)),
        "controls": [
            {
                **control.spec(),
                **control.opening(opening, others),
                "restarts": explainer.begins(control),
                "aside": explainer.aside(control),
            }
            for control in explainer.controls
        ],
        "constants": {
            name: value.spec() if isinstance(value := explainer.constants[name], Stored) else packed(array)
            for name, array in explainer.plan.constants.items()
        },
        "tally": explainer.tally and explainer.tally.spec(explainer),
        "random": {name: random.spec() for name, random in explainer.random.items()},
        "carry": dict(explainer.carry),
        "record": list(explainer.record),
        "gaps": list(explainer.gaps),
        "image": explainer.image,
        "judged_every": explainer.judged_every,
        "beside": explainer.beside is not None,
        "sources": [list(source) for source in explainer.sources],
        "listing": explainer.listing and explainer.listing.spec(explainer),
        "words": {name: list(shown.LISTS[name].words) for name in sorted(bound | summary.lists(explainer.summary))},
        "figures": figures,
        "narrow_below": NARROW_BELOW,
        "solid": any(drawable.solid(form["figure"]) for form in figures.values()),
        "ahead": all(map(drawable.ahead, figures.values())),
        "theme": {name: {"colors": palette, "template": theme.template()} for name, palette in theme.THEMES.items()},
    }
    empty = spec["listing"] and {**spec["listing"], "first": []}  # the page fills it when it is opened
    return {**spec, "markup": markup({**spec, "listing": empty})}


def traced(explainer, form):
    """One form of the figure, which of its attributes follow which outputs, and the panel that answers."""
    drawn = drawing(formed(explainer.draw, form == "narrow"), explainer.plan.shapes, ends(explainer), form)
    outputs = {**explainer.plan.model.outputs, **(explainer.tally.shapes if explainer.tally else {})}
    given = drawn["figure"], drawn["bindings"], outputs, drawn["height"], explainer.answer
    return {**drawn, "answer": answer(*given)}
