"""A convolutional neuron: PyTorch's convolution at every place, a patch that its own pixel of the map explains, a map
that moves along, weights that are counted; and a place that is looked at under the mouse.
"""

import numpy as np
import pytest

import explainers
from models._export import samples
from tests.browsing import Figure
from tests.support import homes, made
from tests.test_models import one

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

SIZE = 96
FEEDS = samples(made("conv_neuron"), 6, seed=3)
PICK = next(control for control in explainers.load("conv_neuron").controls if control.name == "place")
BENT = [lambda sums: sums, torch.relu, torch.sigmoid]
KERNELS = "red_kernel", "green_kernel", "blue_kernel"
# Where a place in a panel is on the screen.
SPOT = """(([x, y]) => {
  const box = element.querySelector('.js-plotly-plot'), {left, top} = box.getBoundingClientRect();
  const [across, down] = given.axes.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  return [left + across._offset + across.c2p(x), top + down._offset + down.c2p(y)];
})(given.at)"""


def convolved(feed):
    """The map, by PyTorch's own convolution."""
    given = {name: torch.from_numpy(np.asarray(value, np.float32)) for name, value in feed.items()}
    photo, kernel = given["photo"].roll(int(feed["shift"]), 3), torch.stack([given[name] for name in KERNELS])
    if feed["channels"] < 2:
        photo = (photo * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
        kernel = given["kernel"][None]
    ringed = torch.nn.functional.pad(photo, (1, 1, 1, 1), mode="replicate")
    sums = torch.nn.functional.conv2d(ringed, kernel[None], given["bias"][None])[0, 0]
    return BENT[int(feed["form"])](sums).numpy()


def test_the_samples_hold_every_case():
    assert {int(feed["form"]) for feed in FEEDS} == {0, 1, 2} and {int(feed["channels"]) for feed in FEEDS} == {1, 3}


@pytest.mark.parametrize("feed", FEEDS)
def test_the_map_is_a_convolution_and_each_of_its_pixels_explained(feed):
    found = one("conv_neuron", feed)
    np.testing.assert_allclose(found["feature_map"], convolved(feed), atol=1e-5)
    across, down = feed["place"].astype(int)
    assert found["activation"] == pytest.approx(found["feature_map"][down, across], abs=1e-5)
    assert found["pre_activation"] == pytest.approx(
        (found["patches"] * found["kernels"]).sum() + feed["bias"], abs=1e-5
    )


@pytest.mark.parametrize("shift", [0, 1, 30, 95])
@pytest.mark.parametrize("feed", FEEDS)
def test_the_map_moves_along_but_at_the_rim_and_the_seam(feed, shift):
    still, moved = (one("conv_neuron", feed | {"shift": by})["feature_map"] for by in (0, shift))
    apart = np.abs(np.roll(still, shift, 1) - moved)
    assert set(np.flatnonzero((apart > 1e-4).any(0))) <= {0, SIZE - 1, (shift - 1) % SIZE, shift}
    same = one("conv_neuron", feed | {"shift": shift})["same"]
    assert 1 - (apart > 0.99e-3).mean() <= same + 1e-5 and same <= 1 - (apart > 2.01e-3).mean() + 1e-5


@pytest.mark.parametrize("channels", [1, 3])
def test_weights_are_counted_as_pytorch_counts_them(channels):
    found = one("conv_neuron", FEEDS[0] | {"channels": channels})
    own = torch.nn.Conv2d(channels, 1, 3, bias=False, device="meta")
    dense = torch.nn.Linear(channels * SIZE**2, SIZE**2, bias=False, device="meta")
    assert (found["weights"], found["dense_weights"]) == (own.weight.numel(), dense.weight.numel())


@pytest.fixture
def figure(at) -> Figure:
    figure = at(homes()["conv_neuron"]).figure("conv_neuron")
    figure.element.locator(".js-plotly-plot").scroll_into_view_if_needed()
    return figure


def test_a_place_is_looked_at_under_the_mouse_in_both_pictures_and_kept_by_a_click(figure):
    mouse, seen = figure.page.tab.mouse, []
    picture, feature_map = ({"axes": list(panel)} for panel in PICK.panels)

    def over(panel, x, y, click=False):
        (mouse.click if click else mouse.move)(*figure.do(SPOT, {**panel, "at": [x, y]}))
        figure.answered()
        seen.append(tuple(figure.values["place"]))

    over(picture, 40, 50)
    over(picture, 40, 130)  # below it
    over(feature_map, 60, 20, click=True)
    over(picture, 10, 11)
    over(picture, 40, 130)
    assert seen == [(40, 50), tuple(PICK.value), (60, 20), (10, 11), (60, 20)]
