"""The convolution against PyTorch's; and a figure that is filled cell by cell, and looked at anywhere."""

import itertools

import numpy as np
import pytest

import explainers
from tests.browsing import open_figure

EXPLAINER = explainers.load("convolution")
CONTROLS = {control.name: control for control in EXPLAINER.controls}
PADDINGS = {"none": None, "zeros": "constant", "the edge once more": "replicate"}


def kernels(size):
    """All samples of a size, and two that are not even."""
    rng = np.random.default_rng(size)
    samples = [rows for rows in CONTROLS["kernel"].samples.values() if len(rows) == size]
    return [*samples, rng.integers(-20, 21, (size, size)) / 10, np.round(rng.uniform(-1, 1, (size, size)), 3)]


def wanted(picture, kernel, stride, padding):
    functional = pytest.importorskip("torch.nn.functional", reason="PyTorch is not installed: make test installs it")
    import torch

    picture, kernel = (torch.tensor(np.asarray(each), dtype=torch.float32)[None, None] for each in (picture, kernel))
    around = (kernel.shape[-1] - 1) // 2
    if PADDINGS[padding]:
        picture = functional.pad(picture, (around,) * 4, mode=PADDINGS[padding])
    return functional.conv2d(picture, kernel, stride=stride)[0, 0].numpy()


def test_every_kernel_stride_and_padding_gives_what_pytorch_gives():
    rng = np.random.default_rng(1)
    assert list(CONTROLS["padding"].options) == list(PADDINGS)
    for size, stride, padding in itertools.product(CONTROLS["kernel"].sizes, (1, 2, 3), PADDINGS):
        for kernel in kernels(size):
            picture = rng.integers(11, size=(10, 10)) / 10
            given = {"picture": picture, "kernel": kernel, "stride": stride, "padding": padding}
            found, right = EXPLAINER.outputs(**given), wanted(picture, kernel, stride, padding)
            count = int(found["cells"])
            assert right.shape == (count, count)
            np.testing.assert_allclose(found["feature_map"][:count, :count], right, rtol=1e-6, atol=1e-6)
            assert not found["feature_map"][count:].any() and not found["feature_map"][:, count:].any()
            assert np.isfinite(found["map"]).sum() == count**2


def test_what_stands_under_each_cell_adds_up_to_it():
    for column, row in ((1, 1), (4, 7), (10, 10)):
        found = EXPLAINER.outputs(cell=(column, row), padding="zeros", kernel="All edges", picture="House")
        assert list(found["cell"]) == [column, row]
        assert found["total"] == pytest.approx(found["feature_map"][row - 1, column - 1], abs=1e-6)
        assert found["row_sums"].sum() == pytest.approx(found["total"], abs=1e-6)
        patch, kernel, products = found["tile_numbers"].T
        np.testing.assert_allclose(patch * kernel, products, atol=1e-6)


@pytest.mark.parametrize("kernel", ["All edges", "0,0,0;0,1,0;0,0,0", "0,0,0;1,0,0;0,0,0", "0,0,0;0,0.75,0;0.5,0,0"])
def test_how_far_a_kernel_can_change_a_picture_is_never_passed_and_reached_by_one(kernel):
    """Goals are about any picture that may be drawn, so what they look at must be about all of them."""
    rng, size = np.random.default_rng(3), 10
    found = EXPLAINER.outputs(kernel=kernel)
    difference = CONTROLS["kernel"].array(kernel).astype(float)
    difference[2, 2] -= 1
    worst = np.zeros((size, size))
    sign = 1 if np.maximum(difference, 0).sum() >= np.maximum(-difference, 0).sum() else -1
    worst[2:7, 2:7] = sign * difference > 0
    seen = []
    for picture in [worst, *(rng.integers(2, size=(20, size, size)))]:
        changed = EXPLAINER.outputs(kernel=kernel, picture=picture, padding="zeros")["feature_map"] - picture
        seen.append(np.abs(changed).max())
    assert max(seen) == pytest.approx(seen[0]) == pytest.approx(float(found["changes"]))


def filled(outputs):
    return int(np.isfinite(outputs["map"]).sum())


def test_steps_fill_the_map_cell_by_cell_and_end_with_the_last():
    for stride, count in ((1, 64), (3, 9)):
        run = EXPLAINER.run(steps=count, stride=stride)
        seen = [(filled(frame), *map(int, frame["cell"])) for frame in run]
        side = int(count**0.5)
        assert seen[0] == (count, 3, 2)
        assert seen[1:] == [(place + 1, place % side + 1, place // side + 1) for place in range(count)]
        assert run[-1]["to_go"] == 0


@pytest.fixture
def figure(visit):
    return open_figure(visit, "convolution")


def sliders(figure):
    box = figure.element.locator("[data-control=cell]")
    return [int(box.get_by_label(name).input_value()) for name in ("Across", "Down")]


def place(figure, column, row):
    """Where in the window a cell of the map is."""
    figure.do("element.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = figure.element.locator(".dnn-live").bounding_box()
    at = figure.do(
        """(({_plots}) => { const {xaxis, yaxis} = Object.values(_plots).find(({xaxis}) => xaxis._name === given[0]);
        return [xaxis._offset + xaxis.c2p(given[1]), yaxis._offset + yaxis.c2p(given[2])]; })
        (element.querySelector('.js-plotly-plot')._fullLayout)""",
        [CONTROLS["cell"].panels[0][0].replace("x", "xaxis"), column, row],
    )
    return box["x"] + at[0], box["y"] + at[1]


def test_the_cell_is_where_the_run_is_and_goes_on_from_where_it_is_put(figure):
    step, mouse = figure.element.locator("button[name=step]"), figure.page.tab.mouse
    assert sliders(figure) == [3, 2]
    for wanted in ([1, 1], [2, 1], [3, 1]):
        step.click()
        figure.answered()
        assert sliders(figure) == wanted
    assert filled(figure.outputs) == 3
    mouse.click(*place(figure, 5, 4))
    figure.answered()
    assert sliders(figure) == [5, 4] and filled(figure.outputs) == 29
    step.click()
    figure.answered()
    assert sliders(figure) == [6, 4]
    mouse.move(*place(figure, 2, 2))
    figure.answered()
    assert sliders(figure) == [6, 4], "a mouse that passes by moves nothing in a run"
    across = figure.element.locator("[data-control=cell]").get_by_label("Across")
    across.press("ArrowLeft")
    figure.answered()
    assert sliders(figure) == [5, 4]
    figure.element.locator("button[name=reset]").click()
    figure.answered()
    assert sliders(figure) == [5, 4] and filled(figure.outputs) == 64, "all of the map is there again"


def test_what_the_mouse_is_over_is_looked_at_and_a_click_keeps_it(figure):
    mouse = figure.page.tab.mouse
    mouse.move(*place(figure, 6, 7))
    figure.answered()
    assert sliders(figure) == [6, 7]
    mouse.move(*place(figure, -20, 4))
    figure.answered()
    assert sliders(figure) == [3, 2]
    mouse.click(*place(figure, 8, 8))
    mouse.move(*place(figure, -20, 4))
    figure.answered()
    assert sliders(figure) == [8, 8]


def test_a_fine_pen_draws_whole_pixels_by_hand_and_by_keys(figure):
    pad = figure.element.locator("[data-control=picture]")
    pad.get_by_role("button", name="Clear").click()
    canvas, keys = pad.locator("canvas"), figure.page.tab.keyboard
    canvas.scroll_into_view_if_needed()
    box, mouse = canvas.bounding_box(), figure.page.tab.mouse
    cell = box["width"] / 10
    mouse.move(box["x"] + 2.2 * cell, box["y"] + 3.7 * cell)
    mouse.down()
    mouse.move(box["x"] + 4.9 * cell, box["y"] + 3.1 * cell, steps=3)
    mouse.up()
    canvas.focus()
    for key in ("Space", "ArrowDown", "Space"):
        keys.press(key)
    figure.answered()
    drawn = np.argwhere(figure.outputs["canvas"][2:12, 2:12] == 1).tolist()
    assert drawn == [[3, 2], [3, 3], [3, 4], [5, 5], [6, 5]]
    assert set(np.unique(figure.outputs["canvas"][2:12, 2:12])) == {0, 1}
