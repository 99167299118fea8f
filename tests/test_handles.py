"""Places in the figure that are dragged, and with them the sliders; what they ask of those, the model says."""

from dataclasses import replace

import numpy as np
import pytest

import explainers
from tests.browsing import Figure
from tests.support import homes

XOR = explainers.load("xor")
HELD = next(control for control in XOR.controls if control.name == "neuron_line")
GRIPS = "[...element.querySelectorAll('.dnn-grip:not([hidden])')]"
MIDDLES = f"""{GRIPS}.map(grip => {{
  const {{x, y, width, height}} = grip.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}})"""
# Where places of the plane are on the screen.
SPOTS = """(box => given.map(([x, y]) => {
  const {left, top} = box.getBoundingClientRect(), {xaxis2, yaxis2} = box._fullLayout;
  return [left + xaxis2._offset + xaxis2.c2p(x), top + yaxis2._offset + yaxis2.c2p(y)];
}))(element.querySelector('.js-plotly-plot'))"""
SOLUTIONS = {
    "AND": ((1, 1, -1.5), None),
    "OR": ((1, 1, -0.5), None),
    "NAND": ((-1, -1, 1.5), None),
    "NOR": ((-1, -1, 0.5), None),
    "XOR": ((1, 1, -0.5), (1, 1, -1.5), (1, -2, -0.5)),
    "XNOR": ((1, 1, -0.5), (1, 1, -1.5), (-1, 2, 0.5)),
}


@pytest.fixture
def xor(at) -> Figure:
    figure = at(homes()["xor"]).figure("xor").live()
    figure.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
    return figure


def drag(figure, start, *places):
    mouse = figure.page.tab.mouse
    mouse.move(*start)
    mouse.down()
    for place in places:
        mouse.move(*place)
        figure.answered()
    mouse.up()


def test_a_dragged_handle_takes_the_line_along(xor):
    [still, held] = xor.do(MIDDLES)
    drag(xor, held, [held[0] + 20, held[1] + 30], [held[0] + 40, held[1] + 60])
    [other, moved] = xor.do(MIDDLES)
    np.testing.assert_allclose(other, still, atol=1)
    np.testing.assert_allclose(moved, [held[0] + 40, held[1] + 60], atol=1)
    weights = [xor.values[name] for name in HELD.gives]
    assert weights != [XOR.defaults[name] for name in HELD.gives]
    outputs = XOR.outputs(**xor.values)
    line = np.array([outputs["neuron_line_x"], outputs["neuron_line_y"]]).T
    drawn = xor.do(SPOTS, line.tolist())
    along = np.subtract(drawn[1], drawn[0])
    for x, y in (other, moved):
        off = np.subtract([x, y], drawn[0])
        beside = abs(along[0] * off[1] - along[1] * off[0]) / np.hypot(*along)
        assert beside < 4, "the line goes through both handles, to a slider's step"


def test_handles_follow_the_sliders_and_keep_where_they_were_put(xor):
    before = xor.do(MIDDLES)
    drag(xor, before[0], [before[0][0] - 10, before[0][1] - 40])
    put = xor.do(MIDDLES)
    xor.do("element.set({gate: 'OR'})")
    assert xor.do(MIDDLES) == put, "what is not about the line leaves them where they are"
    xor.do("element.set({weight_1: 1, weight_2: 1, bias: -1.5})")
    assert xor.do(MIDDLES) != put
    xor.do("element.set({layer: true})")
    assert len(xor.do(MIDDLES)) == 6
    xor.do("element.set({layer: false, bias: 6})")
    assert xor.do(MIDDLES) == [], "a line that is out of sight has none"


def test_two_handles_at_one_place_hold_no_line(xor):
    one, other = xor.do(MIDDLES)
    drag(xor, one, other)
    assert all(np.isfinite(xor.values[name]) for name in HELD.gives)
    assert xor.element.get_attribute("data-state") == "live"


@pytest.mark.parametrize("gate", SOLUTIONS)
def test_every_gate_is_solved_with_keys_alone(xor, gate):
    keys = xor.page.tab.keyboard
    neuron, *layer = [each for each in SOLUTIONS[gate] if each]
    xor.element.locator("[name=gate]").focus()
    keys.type(gate)
    neurons = {"": neuron}
    if layer:
        xor.element.locator("[name=layer]").focus()
        keys.press("Space")
        neurons = dict(zip(("a", "b", "out"), (neuron, *layer), strict=True))
    for name, numbers in neurons.items():
        parts = [f"{name}_1", f"{name}_2", f"{name}_bias"] if name else ["weight_1", "weight_2", "bias"]
        for part, wanted in zip(parts, numbers, strict=True):
            slider = xor.element.locator(f"[name={part}]")
            slider.focus()
            presses = round((wanted - float(slider.input_value())) / 0.05)
            for _ in range(abs(presses)):
                keys.press("ArrowRight" if presses > 0 else "ArrowLeft")
    xor.answered()
    assert xor.outputs["right_count"] == 4


def test_what_handles_name_must_be_there():
    for change, said in [
        ({"gives": {"speed": "neuron_asked_1"}}, "'speed', which is none of the sliders"),
        ({"gives": {"weight_1": "speed"}}, "needs an output 'speed'"),
        ({"input": "neuron"}, "needs a constant input of places"),
        ({"at": ("a", "b")}, "needs an output 'a'"),
    ]:
        controls = [replace(each, **change) if each.name == "neuron_line" else each for each in XOR.controls]
        with pytest.raises(ValueError, match=said):
            _ = replace(XOR, controls=controls).plan
