"""A landscape is turned by a mouse, a finger and keys; a run goes on meanwhile, and a click beside it still counts."""

import pytest

import explainers
from tests.browsing import Figure
from tests.support import homes

LANDSCAPE = explainers.load("landscape")
TURN = next(control for control in LANDSCAPE.controls if control.kind == "turn")
PICK = next(control for control in LANDSCAPE.controls if control.kind == "pick")
# The middle of a panel on the screen.
MIDDLE = """(box => {
  const {left, top} = box.getBoundingClientRect();
  const [x, y] = given.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  return [left + x._offset + x._length / 2, top + y._offset + y._length / 2];
})(element.querySelector('.js-plotly-plot'))"""


@pytest.fixture(params=["desktop", "phone"])
def landscape(at, request) -> Figure:
    figure = at(homes()["landscape"], request.param).figure("landscape").live()
    figure.do("element.scrollIntoView({behavior: 'instant'})")
    return figure


def middle(figure, panel):
    return figure.do(MIDDLE, list(panel))


def drag(figure, start, *ways):
    mouse = figure.page.tab.mouse
    mouse.move(*start)
    mouse.down()
    for across, down in ways:
        mouse.move(start[0] + across, start[1] + down)
        figure.answered()
    mouse.up()


def test_a_drag_turns_it_at_once_and_is_no_step(landscape):
    landscape.do("element.step(3)")
    before = landscape.outputs["relief"]
    drag(landscape, middle(landscape, TURN.panel), (20, 10), (60, 20))
    around, tilt = TURN.default
    assert landscape.values["view"] == [around + 30, tilt + 10]
    assert (landscape.outputs["relief"] != before).any()
    assert landscape.outputs["next_taken"] == 4 and landscape.values["start"] == list(PICK.default)


def test_around_it_goes_on_and_the_tilt_ends(landscape):
    landscape.do("element.set({view: [170, 80]})")
    drag(landscape, middle(landscape, TURN.panel), (60, 60))
    assert landscape.values["view"] == [-160, TURN.high]


def test_a_drag_that_ends_on_the_map_puts_nobody_there(landscape):
    start, end = (middle(landscape, panel) for panel in (TURN.panel, PICK.panels[0]))
    drag(landscape, start, [there - here for here, there in zip(start, end, strict=True)])
    assert landscape.values["view"] != list(TURN.default)
    assert landscape.values["start"] == list(PICK.default)


def test_a_click_on_the_map_still_does(landscape):
    landscape.page.tab.mouse.click(*middle(landscape, PICK.panels[0]))
    landscape.answered()
    assert landscape.values["start"] == pytest.approx([0, 0], abs=0.1)
    assert landscape.values["view"] == list(TURN.default)


# How many colors the last row of the landscape has, of which nothing is seen there, and as it is drawn.
LAST_ROW = """(() => {
  const canvas = element.querySelector('.dnn-pictures'), ratio = devicePixelRatio;
  const [left, top, width, height] = canvas.drawn[0].place.map(each => each * ratio);
  const own = canvas.drawn[0].pixels(), row = own.slice(-own.length / canvas.drawn[0].rows);
  const seen = canvas.getContext('2d').getImageData(left, Math.round(top + height) - 1, width, 1).data;
  return [row, seen].map(each => new Set(new Uint32Array(Uint8ClampedArray.from(each).buffer)).size);
})()"""


def test_a_picture_does_not_show_its_neighbor_at_its_edge(at):
    """On the canvas' sheet another picture lies right under this one, and browsers smooth over the rows between."""
    figure = at(homes()["real_landscape"], "desktop").figure("real_landscape").live()
    assert figure.do(LAST_ROW) == [1, 1]
