"""The squares of a line's misses are squares on the screen, however wide it is; places are dragged, or written."""

import re

import numpy as np
import pytest

import explainers
from tests.support import homes

LINE = explainers.load("loss_line")
# Of every line that Plotly drew, its path.
PATHS = "[...element.querySelectorAll('.scatterlayer path.js-line')].map(path => path.getAttribute('d'))"
GRIPS = """[...element.querySelectorAll('.dnn-grip-bare')].map(grip => {
  const {x, y, width, height} = grip.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})"""
UNIT = """(({xaxis2, yaxis2}) => [xaxis2.c2p(1) - xaxis2.c2p(0), yaxis2.c2p(0) - yaxis2.c2p(1)])(
  element.querySelector('.js-plotly-plot')._fullLayout)"""


def size(path):
    """(width, height) in px of what a path goes around."""
    return np.ptp([[float(number) for number in place.split(",")] for place in re.split("[ML]", path)[1:]], axis=0)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_squares_are_square_at_any_width(visit, width):
    figure = visit(homes()["loss_line"], viewport={"width": width, "height": 844}).figure("loss_line").live()
    across, up = figure.do(UNIT)
    assert across == pytest.approx(up, abs=0.03)
    figure.do("element.set({tilt: 0.3})")
    drawn = np.array([size(path) for path in figure.do(PATHS) if path])
    outputs = LINE.outputs(tilt=0.3)
    for side in [*np.abs(outputs["misses"]), np.sqrt(outputs["loss"])]:
        assert np.abs(drawn - side * across).max(1).min() < 0.05, "there is a square with this side"


def test_a_dragged_place_follows_the_pointer_and_its_numbers_say_where(at):
    figure = at(homes()["loss_line"]).figure("loss_line").live()
    figure.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
    [ada, *_], [across, up] = figure.do(GRIPS), figure.do(UNIT)
    mouse = figure.page.tab.mouse
    mouse.move(ada[0] + 4, ada[1] - 3)  # not quite in its middle: it does not jump
    mouse.down()
    mouse.move(ada[0] + 4 + across, ada[1] - 3 - 2 * up)
    figure.answered()
    mouse.up()
    [x, *_], [_, *others] = figure.values["guests"][:5], figure.values["guests"][5:]
    assert (x, figure.values["guests"][5]) == (2, 4) and others == list(LINE.defaults["guests"][6:])
    fields = figure.element.locator("[name=guests]")
    assert [fields.nth(i).input_value() for i in (0, 5)] == ["2", "4"]
    mouse.move(*figure.do(GRIPS)[0])
    assert figure.values["guests"][5] == 4, "it was let go"


def test_a_written_place_holds_to_what_is_allowed(at):
    figure = at(homes()["loss_line"]).figure("loss_line").live()
    field = figure.element.locator("[name=guests]").nth(5)
    for written, wanted in (("6.5", 6.5), ("70", 7), ("", 7), ("-1", 0)):
        field.fill(written)
        field.press("Enter")
        figure.answered()
        assert figure.values["guests"][5] == wanted
        assert field.input_value() == f"{wanted:g}"
