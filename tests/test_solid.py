"""Figures in space: drawn, redrawn and turned, though no explainer of the site has one yet."""

import json

import plotly.graph_objects as go
import pytest

from explainers import Explainer, Slider
from explainers._core.picture import drawable
from tests.strict import NO_SPACE


def valley(outputs):
    """The loss of every line as a landscape, and the ball in it."""
    x, y = outputs["position"]
    return go.Figure([
        go.Surface(x=outputs["grid_slope"], y=outputs["grid_intercept"], z=outputs["loss_surface"]),
        go.Scatter3d(x=[x], y=[y], z=outputs["loss"].reshape(1), mode="markers"),
    ])


@pytest.fixture
def hill():
    """The descent model under a figure in space."""
    numbers = dict.fromkeys(("step_count", "momentum", "adam"), 0) | {
        "x": range(16),
        "y": range(16),
        "velocity": [0, 0],
        "second_moment": [0, 0],
        "learning_rate": 0.1,
        "batch_size": 16,
        "draw": range(16),
        "grid_slope": [k / 10 for k in range(41)],
        "grid_intercept": [k / 10 for k in range(41)],
        "line_x": [0, 1],
    }
    return Explainer(
        model="descent",
        draw=valley,
        constants=numbers,
        summary="Loss {loss:.1f}.",
        controls=[
            Slider("tilt", 0, 4, value=1, input="position[0]"),
            Slider("height", 0, 4, value=1, input="position[1]"),
        ],
    )


def test_a_figure_in_space_is_known_for_one(hill):
    assert hill.spec()["solid"] is True
    assert drawable.solid({"data": [{"type": "bar"}]}) is False


def test_without_a_graphics_card_it_says_why_and_does_not_pretend(hill, visit, tmp_path):
    hill.save(tmp_path / "hill.html")
    page = visit("404.html", expect_problems=True, script=NO_SPACE)
    page.tab.goto((tmp_path / "hill.html").as_uri())
    figure = page.figure(hill.name)
    figure.approach()
    figure.wait("error")
    assert "three dimensions" in figure.element.locator("[role=alert]").inner_text()
    assert figure.element.locator("input:enabled").count() == 0


def test_a_surface_is_drawn_and_follows(hill, visit, tmp_path):
    hill.save(tmp_path / "hill.html")
    page = visit("404.html", expect_problems=True)
    page.tab.goto((tmp_path / "hill.html").as_uri())
    figure = page.figure(hill.name).live()
    assert figure.do("element.querySelectorAll('.gl-container canvas').length") > 0
    figure.do("element.set(given)", {"tilt": 3})
    drawn = json.loads(figure.do("JSON.stringify(Array.from(element.querySelector('.js-plotly-plot')._fullData[1].x))"))
    assert drawn == [3]
