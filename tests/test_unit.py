"""A thing in the figure that is looked at, switched off, and written over: the playground's units and weights, a
network's lines."""

import math

import numpy as np
import pytest

import explainers
from tests.browsing import Figure
from tests.support import homes

PLAYGROUND = explainers.load("playground")
LOOK, SILENT, WEIGHTS = (each for each in PLAYGROUND.controls if each.name in ("looked_at", "silenced", "weights"))
AXES = dict(zip("xy", LOOK.panel, strict=True))

# Where something in a panel is on the screen.
SPOT = """(([x, y]) => {
  const box = element.querySelector('.js-plotly-plot'), {left, top} = box.getBoundingClientRect();
  const [across, down] = given.axes.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  return [left + across._offset + across.c2p(x), top + down._offset + down.c2p(y)];
})(given.at)"""


@pytest.fixture
def playground(at) -> Figure:
    figure = at(homes()["playground"]).figure("playground")
    figure.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
    return figure


def spot(figure, x, y):
    return figure.do(SPOT, {"axes": list(LOOK.panel), "at": [float(x), float(y)]})


def unit(figure, label):
    """Where a unit is on the screen."""
    outputs, place = figure.outputs, LOOK.options[label] - 1
    return spot(figure, outputs["unit_x"][place], outputs["unit_y"][place])


def test_a_unit_is_looked_at_under_the_mouse_and_kept_by_a_click(playground):
    mouse, seen = playground.page.tab.mouse, []

    def looks():
        playground.answered()
        seen.append(playground.values["looked_at"])

    mouse.move(*unit(playground, "unit 1.2"))
    looks()
    assert np.array_equal(
        playground.outputs["looked_picture"], playground.outputs["unit_pictures"][LOOK.options["unit 1.2"] - 1]
    )
    mouse.move(*spot(playground, 0.5, 4.5))
    looks()
    mouse.click(*unit(playground, "unit 2.3"))
    mouse.move(*unit(playground, "xy"))
    looks()
    mouse.move(*spot(playground, 0.5, 4.5))
    looks()
    mouse.click(*unit(playground, "unit 2.3"))
    mouse.move(*spot(playground, 0.5, 4.5))
    looks()
    assert seen == ["unit 1.2", "the whole network", "xy", "unit 2.3", "the whole network"]


def test_a_list_has_the_units_that_are_there(playground):
    playground.do("element.set(given)", {"depth": 1, "units_1": 3})
    options = playground.element.locator("[name=looked_at] option")
    there = options.evaluate_all("all => all.filter(each => !each.disabled).map(each => each.value)")
    units = [label for label in there if label.startswith("unit")]
    assert units == ["unit 1.1", "unit 1.2", "unit 1.3"] and there[-1] == "output 1"
    assert len(there) == 1 + 7 + 3 + 1


def test_looking_changes_no_run(playground):
    playground.do("element.step(40)")
    before = playground.outputs["next_parameters"]
    playground.do("element.set(given)", {"looked_at": "unit 1.1"})
    playground.do("element.step(10)")
    wanted = PLAYGROUND.after(50)["next_parameters"]
    assert not np.array_equal(before, wanted)
    np.testing.assert_allclose(playground.outputs["next_parameters"], wanted, atol=1e-4)
    assert playground.shared() == "#playground?looked_at=unit%201.1&step=50"


def test_a_unit_is_silenced_and_speaks_again(playground):
    switch = playground.element.locator("[name=silenced]")
    assert switch.is_disabled()
    playground.do("element.set(given)", {"looked_at": "unit 2.5"})
    switch.press("Space")
    playground.answered()
    assert playground.values["silenced"] == [12]
    playground.do("element.step(30)")
    wanted = PLAYGROUND.after(30, silenced=[12])
    assert float(playground.outputs["training_loss"]) == pytest.approx(float(wanted["training_loss"]), abs=1e-4)
    assert not playground.outputs["unit_pictures"][LOOK.options["unit 2.5"] - 1].any()
    playground.do("element.set(given)", {"looked_at": "unit 1.1"})
    assert not switch.is_checked()
    playground.element.get_by_role("button", name="None of them").press("Enter")
    playground.answered()
    assert playground.values["silenced"] == []


def test_a_weight_is_written_over_where_the_run_stands_and_brought_back(playground):
    playground.do("element.step(20)")
    playground.do("element.set(given)", {"looked_at": "unit 2.1"})
    field = playground.element.locator("[name=weights]").nth(2)
    before = playground.outputs
    place = int(before["looked_parameters"][2])
    assert float(field.input_value()) == pytest.approx(float(before["looked_weights"][2]), abs=0.006)
    field.fill("2.5")
    field.press("Enter")
    playground.answered()
    assert playground.outputs["looked_weights"][2] == 2.5
    playground.do("element.step(10)")
    changes = {20: {"weights": [place, 2.5]}}
    wanted = PLAYGROUND.run(30, changes=changes)[30]
    np.testing.assert_allclose(playground.outputs["next_parameters"], wanted["next_parameters"], atol=1e-4)
    link = playground.shared()
    assert f"at=20:weights:{place},2.5" in link.replace("%3A", ":")
    followed = PLAYGROUND.follow(link)[-1]
    assert np.array_equal(followed["next_parameters"], wanted["next_parameters"])
    playground.element.locator(".dnn-entries [name=undo]").press("Enter")
    playground.answered()
    assert playground.outputs["looked_weights"][2] == pytest.approx(float(before["looked_weights"][2]))
    playground.do("element.reset()")
    assert playground.values["weights"] == []
    for field, number in ((1, "1"), (3, "2")):  # what another run had written at its step 0 is over
        playground.element.locator("[name=weights]").nth(field).fill(number)
        playground.element.locator("[name=weights]").nth(field).press("Enter")
        playground.answered()
        assert playground.values["weights"] == [int(before["looked_parameters"][field]), int(number)]
        playground.do("element.reset()")


@pytest.mark.parametrize("written", ["", "1e9"])
def test_a_weight_that_is_none_is_left_as_it_was(playground, written):
    field = playground.element.locator("[name=weights]").first
    before = field.input_value()
    field.fill(written)
    field.press("Enter")
    playground.answered()
    assert (field.input_value(), playground.values["weights"]) == (before, [])


def test_a_click_on_a_ribbon_leads_to_its_weight(playground):
    outputs = playground.outputs
    x, sides = outputs["edges_x"].reshape(-1, 19), [outputs[name].reshape(-1, 19) for name in WEIGHTS.lines[1:]]
    for ribbon in (3, 40, 80, 125):
        playground.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
        y = next(side[ribbon] for side in sides if not math.isnan(side[ribbon][0]))
        playground.page.tab.mouse.click(*spot(playground, x[ribbon][6], (y[6] + y[11]) / 2))
        playground.answered()
        things = {number: label for label, number in LOOK.options.items()}
        assert playground.values["looked_at"] == things[int(outputs["edge_units"][ribbon])]
        focused = playground.do("[...element.querySelectorAll('[name=weights]')].indexOf(document.activeElement)")
        assert playground.outputs["looked_parameters"][focused] == outputs["edge_parameters"][ribbon]


def test_play_stops_at_a_loss_where_python_does(visit):
    page = visit(homes()["playground"], reduced_motion="no-preference")
    figure = page.figure("playground").live()
    box = figure.element
    figure.do("element.set(given)", {"data": "Gaussians"})
    box.locator("[name=speed]").select_option("fastest")
    box.locator("[name=stop]").select_option("test_loss")
    box.locator("[name=stop_at]").fill("0.02")
    box.locator("[name=play]").click()
    page.tab.wait_for_function("!document.querySelector('.dnn-playing')")
    figure.answered()
    run = PLAYGROUND.run(5000, data="Gaussians", until="test_loss < 0.02")
    assert box.locator("output", has_text="Step").inner_text() == f"Step {len(run) - 1}"
    box.locator("[name=stop]").select_option("step")
    box.locator("[name=stop_at]").fill("1234")
    box.locator("[name=play]").click()
    page.tab.wait_for_function("!document.querySelector('.dnn-playing')")
    figure.answered()
    assert box.locator("output", has_text="Step").inner_text() == "Step 1234"


NETWORK = explainers.load("network")


@pytest.fixture
def network(at) -> Figure:
    figure = at(homes()["network"]).figure("network")
    figure.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
    return figure


def write(figure, field, number):
    figure.element.locator("[name=weights]").nth(field).fill(number)
    figure.element.locator("[name=weights]").nth(field).press("Enter")
    figure.answered()


def test_a_weight_that_nothing_carries_stays_as_it_was_written(network):
    write(network, 8, "-1.5")
    network.do("element.set(given)", {"looked_at": "neuron 1.2", "company": 4})
    write(network, 0, "3")
    assert network.values["weights"] == [280, -1.5, 6, 3]
    wanted = NETWORK.outputs(**network.values)
    assert np.array_equal(network.outputs["looked_products"], wanted["looked_products"], equal_nan=True)
    assert wanted["looked_products"][0] == 9
    assert network.shared() == "#network?company=4&looked_at=neuron%201.2&weights=280,-1.5,6,3"
    network.element.locator("[name=undo]").press("Enter")
    network.answered()
    assert network.values["weights"] == [280, -1.5, 6, 0]
    network.element.locator("[name=defaults]").press("Enter")
    network.answered()
    assert network.values["weights"] == [] and network.element.locator("[name=undo]").is_disabled()
    assert network.outputs["looked_bias"] == -0.5


def test_a_click_on_a_line_with_any_weight_leads_to_its_field(network):
    control = next(each for each in NETWORK.controls if each.name == "weights")
    outputs = network.outputs
    x = outputs["edges_x"].reshape(-1, 5)
    for sign in ("positive", "zero"):
        side = outputs[f"edges_{sign}"].reshape(-1, 5)
        line = int(np.flatnonzero(~np.isnan(side[:, 0]))[-1])
        across, down = x[line][:2] @ [0.75, 0.25], side[line][[0, 1, 2, 3]] @ [0.375, 0.125, 0.125, 0.375]
        network.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
        place = network.do(SPOT, {"axes": list(control.panel), "at": [float(across), float(down)]})
        network.page.tab.mouse.click(*place)
        network.answered()
        things = {number: label for label, number in NETWORK.controls[-2].options.items()}
        assert network.values["looked_at"] == things[int(outputs["edge_units"][line])]
        focused = network.do("[...element.querySelectorAll('[name=weights]')].indexOf(document.activeElement)")
        assert network.outputs["looked_parameters"][focused] == outputs["edge_parameters"][line]
        bottom, height = network.do(
            "(({bottom, height}) => [bottom, height])(element.querySelector('.dnn-plot').getBoundingClientRect())"
        )
        assert bottom > 0.6 * height, "the picture is still to be seen"


def test_start_is_as_long_as_count():
    with pytest.raises(ValueError, match="two has 3 numbers to start with, not 2"):
        explainers.Entries("two", count=2, start=[1, 2, 3])
