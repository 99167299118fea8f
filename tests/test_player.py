"""The page computes what Python computes, and paints what Python draws."""
import math

import numpy as np
import pytest

from explainers._core import trace
from tests.browsing import open_figure
from tests.sampling import values
from tests.support import TOLERANCE, worst

pytestmark = pytest.mark.browser


def for_page(explainer, how, seed=0):
    """Values as an address or a script in the page gives them."""
    return explainer.checked(values(explainer, how, seed))


def compare(figure, explainer, moment):
    """The page's outputs, and what it painted, against a moment of a run in Python."""
    assert worst(figure.outputs, {name: moment[name] for name in explainer.plan.model.outputs}) <= (TOLERANCE, "~")
    wide = figure.do("element.clientWidth") >= explainer.spec()["narrow_below"]
    traced = explainer.spec()["figures"].get("wide" if wide else "narrow") or explainer.spec()["figures"]["wide"]
    painted = figure.painted()
    found = [np.array(nested(follow(painted, binding["path"])), float).ravel() for binding in traced["bindings"]]
    wanted = [np.array(nested(trace.gathered(binding, moment)), float).ravel() for binding in traced["bindings"]]
    paths = [".".join(map(str, binding["path"])) for binding in traced["bindings"]]
    assert worst(dict(zip(paths, found)), dict(zip(paths, wanted))) <= (TOLERANCE, "~")


def follow(figure, path):
    for part in path:
        figure = figure[part]
    return figure


def nested(value):
    """Plotly has no NaN and no infinity: both are null in the page."""
    if isinstance(value, list):
        return [nested(each) for each in value]
    return value if value is not None and math.isfinite(value) else math.nan


def test_page_agrees_with_python(name, explainer, visit):
    figure = open_figure(visit, name)
    compare(figure, explainer, explainer.outputs())
    for how, seed in [("minimum", 0), ("maximum", 0), ("random", 1), ("random", 2), ("random", 3)]:
        given = for_page(explainer, how, seed)
        figure.do("element.set(given)", given)
        figure.do("element.reset()") if explainer.carry else None
        compare(figure, explainer, explainer.outputs(**given))
        assert figure.summary == explainer.describe(**given)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_steps_in_the_page_are_steps_in_python(name, explainer, visit, seed):
    if not explainer.carry:
        pytest.skip("carries no state")
    given = {} if seed is None else for_page(explainer, "random", seed)
    figure = open_figure(visit, name)
    figure.do("element.set(given)", given)
    figure.do("element.reset()")
    run = explainer.run(12, **given)
    for before, step in [(0, 1), (1, 5), (5, 12)]:
        figure.do("element.step(given)", step - before)
        compare(figure, explainer, run[step])


def test_a_long_run_keeps_its_whole_history(name, explainer, visit):
    if not explainer.carry:
        pytest.skip("carries no state")
    figure = open_figure(visit, name)
    steps = 2 * explainer.plan.capacity + 7
    figure.do("element.step(given)", steps)
    compare(figure, explainer, explainer.run(steps)[-1])


def test_reset_goes_back_to_the_very_start(name, explainer, visit):
    figure = open_figure(visit, name)
    if explainer.carry:
        figure.do("element.step(3)")
    else:
        figure.do("element.set(given)", for_page(explainer, "random"))
    figure.do("element.reset()")
    compare(figure, explainer, explainer.outputs())


def test_refuses_what_python_refuses(name, explainer, visit):
    figure = open_figure(visit, name)
    before = figure.values
    message = figure.do("element.set({no_such_control: 1}).then(() => '', error => error.message)")
    assert "no_such_control" in message and all(control in message for control in explainer.defaults)
    assert figure.values == before


def test_share_gives_an_address_that_brings_the_values_back(name, explainer, visit):
    figure = open_figure(visit, name)
    figure.do("element.set(given)", for_page(explainer, "random"))
    again = open_figure(visit, name, figure.shared())
    assert again.values == figure.values
    compare(again, explainer, explainer.outputs(**again.values))


def test_share_gives_an_address_that_brings_the_step_back(name, explainer, visit):
    if not explainer.carry:
        pytest.skip("carries no state")
    figure = open_figure(visit, name)
    figure.do("element.step(4)")
    compare(open_figure(visit, name, figure.shared()), explainer, explainer.run(4)[-1])


def test_an_address_that_names_nothing_known_is_survived_and_said(name, visit):
    figure = open_figure(visit, name, f"#{name}?no_such_control=1")
    assert "no_such_control" in figure.element.inner_text()
