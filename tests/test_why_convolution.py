"""Two networks on shuffled signals: they are PyTorch's, an order is one for all, and the text has its numbers right."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
from torch import nn

import explainers
from models import module
from models.convnets import _long_run, _orders, _signals
from models.convnets import _two_networks as networks
from tests.support import DOCS

WHY = explainers.load("why_convolution")
MODEL = module("why_convolution")
MAPS = networks.MAPS


class Flat(nn.Module):
    """Both networks, as PyTorch's own layers, for the parameters that the model has."""

    def __init__(self, parameters):
        super().__init__()
        convolutions = [
            nn.Conv1d(come, MAPS, kernel, stride=2, padding=1)
            for come, kernel in zip((1, MAPS, MAPS), networks.KERNELS, strict=True)
        ]
        bends = [layer for each in convolutions for layer in (each, nn.ReLU())]
        self.conv = nn.Sequential(nn.Unflatten(1, (1, 40)), *bends, nn.Flatten(), nn.Linear(MAPS * 5, 10))
        self.dense = nn.Sequential(
            nn.Linear(40, 100), nn.ReLU(), nn.Linear(100, 100), nn.ReLU(), nn.Linear(100, 10)
        )  # fmt: skip
        nn.utils.vector_to_parameters(parameters, self.parameters())

    @property
    def row(self):
        """The parameters, one after the other, as the model has them."""
        return nn.utils.parameters_to_vector(self.parameters()).detach()


def random_parameters(seed=1):
    generator = torch.Generator().manual_seed(seed)
    return (2 * torch.rand(networks.SIZE, generator=generator) - 1) * networks.SPREAD


def test_both_networks_are_pytorchs():
    parameters, signals = random_parameters(), torch.randn(7, 40, generator=torch.Generator().manual_seed(2))
    theirs = Flat(parameters)
    for ours, network in zip(networks.scores(parameters, signals.T), (theirs.conv, theirs.dense), strict=True):
        torch.testing.assert_close(ours.T, network(signals), rtol=1e-5, atol=1e-6)
    sizes = [sum(each.numel() for each in network.parameters()) for network in (theirs.conv, theirs.dense)]
    np.testing.assert_array_equal(WHY.outputs()["sizes"], sizes)


@pytest.mark.parametrize("order", ["as they are", "shuffled"])
def test_ten_steps_are_those_of_pytorchs_adam(order):
    run = WHY.run(10, order=order)
    number = torch.tensor(float(_orders.SHUFFLED if order == "shuffled" else _orders.AS_THEY_ARE))
    places = _orders.places_of(number, torch.from_numpy(run[0]["keys"]))[0].long()
    signals, labels = (torch.from_numpy(run[0][name]) for name in ("signals", "labels"))
    signals, labels = _signals.numbers(signals)[:, places], (labels * 255).round().long()
    theirs = Flat(torch.from_numpy(run[0]["start"]) * networks.SPREAD)
    optimizer = torch.optim.Adam(theirs.parameters(), lr=WHY.defaults["learning_rate"], eps=MODEL.EPSILON)
    for step in range(10):
        batch = slice(step * MODEL.BATCH, (step + 1) * MODEL.BATCH)
        optimizer.zero_grad()
        for network in (theirs.conv, theirs.dense):
            nn.functional.cross_entropy(network(signals[batch]), labels[batch]).backward()
        optimizer.step()
    ours = torch.from_numpy(run[10]["start"]) * networks.SPREAD + torch.from_numpy(run[10]["moved"])
    torch.testing.assert_close(ours, theirs.row, rtol=0, atol=1e-4)


def test_an_order_is_one_for_all_and_loses_no_number():
    found = {order: WHY.outputs(order=order) for order in ("as they are", "backwards", "shuffled")}
    numbers = found["shuffled"]["numbers"]
    np.testing.assert_array_equal(found["as they are"]["ordered"], numbers)
    np.testing.assert_array_equal(found["backwards"]["ordered"], numbers[::-1])
    np.testing.assert_array_equal(np.sort(found["shuffled"]["ordered"]), np.sort(numbers))
    other = WHY.outputs(order="shuffled", signal=7)
    place = [int(each) - 1 for each in other["moved_x"]]
    np.testing.assert_array_equal(other["ordered"][place], other["neighbor_numbers"])
    np.testing.assert_array_equal(other["moved_x"], found["shuffled"]["moved_x"])


def test_another_order_begins_anew_and_leaves_what_the_last_one_came_to():
    run = WHY.run(80, changes={50: {"order": "shuffled"}})
    before, there, after = run[49], run[50], run[80]
    assert there["order_step"] == 0 and after["order_step"] == 30
    for name in ("conv_shares", "dense_shares"):
        assert np.isfinite(before[name][0]) and np.isnan(there[name][2]) and after[name][0] == there[name][0]
    alone = WHY.run(30, order="shuffled")[30]
    np.testing.assert_array_equal(after["moved"], alone["moved"])


def test_shares_are_of_all_test_signals_once_each_was_tried():
    moment = WHY.run(40)[40]
    assert moment["hits"].max() <= MODEL.TRIED
    shares = [moment["conv_share"], moment["dense_share"]]
    np.testing.assert_allclose(shares, moment["hits"].sum(1) / _signals.TESTS, atol=1e-6)


def test_the_long_training_came_within_its_bars():
    gaps = np.abs(WHY.outputs()["long_run"] - np.array(_long_run.PUBLISHED))
    assert gaps.max() <= _long_run.WITHIN


def test_the_text_has_the_numbers_of_the_long_training():
    [text] = [text for page in DOCS.rglob("*.md") if "```explainer\nwhy_convolution\n" in (text := page.read_text())]
    text = " ".join(text.split())
    outputs = WHY.outputs()
    (conv, conv_shuffled), (dense, dense_shuffled) = (
        [f"{share:.0%}" for share in row] for row in outputs["long_run"]
    )  # fmt: skip
    ours = (
        f"ConvNet gets {conv} with positions as they are, and {conv_shuffled} when shuffled, and the dense network "
        f"{dense} and {dense_shuffled}"
    )
    theirs = [f"{share:.0%}" for row in _long_run.PUBLISHED for share in row]
    assert f"{outputs['long_steps']:,.0f} steps each" in text
    assert ours in text
    assert "reports: {} and {}, {} and {}.".format(*theirs) in text


def test_the_data_set_is_what_the_package_makes():
    pytest.importorskip("mnist1d", reason="the package mnist1d is not installed: make test installs it")
    made = _signals.made()
    kept = explainers.dataset("why_convolution")
    for name in made:
        np.testing.assert_array_equal(made[name], kept[name].array)
