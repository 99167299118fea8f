"""The playground's training is PyTorch's: the same network, with torch.nn and torch.optim, has the same losses."""

from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

from explainers._core.run.model import onnx_model
from models import module
from models._activations import ACTIVATIONS
from models.learning._perceptron import features, split

STEPS = 20
CURVES = {
    "tanh": torch.nn.Tanh(),
    "ReLU": torch.nn.ReLU(),
    "sigmoid": torch.nn.Sigmoid(),
    "linear": torch.nn.Identity(),
    "leaky ReLU": torch.nn.LeakyReLU(0.01),
    "GELU": torch.nn.GELU("tanh"),
    "step": lambda z: (z > 0).float(),
}
OPTIMIZERS = {
    0: lambda weights, rate, momentum: torch.optim.SGD(weights, rate),
    1: lambda weights, rate, momentum: torch.optim.SGD(weights, rate, momentum),
    2: lambda weights, rate, momentum: torch.optim.Adam(weights, rate),
}


def settings(depth, batch_size, classes, seed, **given):
    """Feeds of a network that has not learned yet."""
    case = {"depth": depth, "batch_size": 12 if batch_size <= 12 else 32, "classes": classes}
    feeds = module("playground").sample(torch.Generator().manual_seed(seed), case)
    fresh = dict.fromkeys(("velocity", "gradient_size", "cursor", "step_count", "optimizer_used", "optimizer_steps"), 0)
    whole = {"silenced": 0, "looked_at": 0, "batch_size": batch_size, "depth": depth, "classes": classes}
    feeds |= {"depth": torch.tensor(0.0), "classes": torch.tensor(0.0)}
    return {
        name: np.broadcast_to(np.asarray((fresh | whole | given).get(name, array), np.float32), array.shape).copy()
        for name, array in feeds.items()
    }


def losses(feeds):
    """The training loss before each step, by the model."""
    model, found = onnx_model("playground"), []
    for _ in range(STEPS):
        outputs = model.run(feeds)
        found.append(float(outputs["training_loss"]))
        feeds = feeds | {name.removeprefix("next_"): outputs[name] for name in outputs if name.startswith("next_")}
    return np.array(found)


class Network(torch.nn.Module):
    """The same, with as many units and features as are there, and no mask."""

    def __init__(self, feeds):
        super().__init__()
        depth, classes = int(feeds["depth"]), int(feeds["classes"])
        self.seen = np.flatnonzero(feeds["feature_on"])
        sizes = [len(self.seen), *map(int, feeds["units"][:depth]), classes]
        parts = split(torch.tensor(feeds["parameters"]), depth, classes)
        self.layers = torch.nn.ModuleList(torch.nn.Linear(*pair) for pair in pairwise(sizes))
        for place, layer in enumerate(self.layers):
            weight, bias = parts[2 * place], parts[2 * place + 1]
            columns = self.seen if place == 0 else np.arange(sizes[place])
            layer.weight.data = weight[: sizes[place + 1], columns].clone()
            layer.bias.data = bias[: sizes[place + 1]].clone()
        names = list(ACTIVATIONS)
        self.curves = [CURVES[names[int(kind)]] for kind in feeds["activations"][:depth]]

    def forward(self, points):
        layer = features(points)[self.seen].T
        for linear, curve in zip(self.layers, self.curves):
            layer = curve(linear(layer))
        return self.layers[-1](layer)


def torchs(feeds):
    """The same losses, by torch.nn and torch.optim."""
    network, classes = Network(feeds), int(feeds["classes"])
    points = torch.tensor(feeds["points"] + feeds["noise"] * feeds["offsets"])
    targets = torch.tensor(feeds["targets"])

    def loss(which):
        raw = network(points[which])
        if classes > 1:
            return torch.nn.functional.cross_entropy(raw, targets[which].long())
        answer = raw[:, 0] if feeds["regression"] else raw[:, 0].tanh()
        return 0.5 * torch.nn.functional.mse_loss(answer, targets[which])

    def penalty():
        weights = torch.cat([layer.weight.reshape(-1) for layer in network.layers])
        size = {0: 0 * weights, 1: weights.abs(), 2: 0.5 * weights * weights}[int(feeds["regularization"])]
        return float(feeds["regularization_rate"]) * size.sum()

    count = max(1, int(np.floor(feeds["train_share"] * feeds["point_count"] + np.float32(0.5))))
    optimizer = OPTIMIZERS[int(feeds["optimizer"])](
        network.parameters(), float(feeds["learning_rate"]), float(feeds["momentum"])
    )
    found, batch = [], int(feeds["batch_size"])
    for step in range(STEPS):
        found.append(loss(np.arange(count)).item())
        optimizer.zero_grad()
        (loss((step * batch + np.arange(batch)) % count) + penalty()).backward()
        optimizer.step()
    return np.array(found)


RATES = {0: 0.1, 1: 0.03, 2: 0.02}
EVERY = [
    *product([2], [10], [1], RATES, [0], [0]),
    *product([0, 1, 3, 4], [12], [1, 3], [2], [0], [0]),
    *product([1], [32], [1, 3], [1], [1, 2], [0]),
    *product([2], [5], [1, 3], [0], [2], range(len(ACTIVATIONS))),
]


@pytest.mark.parametrize(("depth", "batch_size", "classes", "optimizer", "regularization", "kind"), EVERY)
def test_training_is_torchs(depth, batch_size, classes, optimizer, regularization, kind):
    given = {"optimizer": optimizer, "regularization": regularization, "learning_rate": RATES[optimizer]}
    kinds = [kind, (kind + 2) % len(ACTIVATIONS), 0, 1]
    feeds = settings(depth, batch_size, classes, seed=depth + 10 * kind, activations=kinds, **given)
    ours, theirs = losses(feeds), torchs(feeds)
    assert ours[-1] != ours[0]
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_what_is_switched_off_keeps_what_it_has_learned():
    feeds = settings(2, 10, 1, seed=4, optimizer=2, learning_rate=0.05, units=[3, 8, 8, 8])
    before = split(torch.tensor(feeds["parameters"]), 4, 3)
    for _ in range(STEPS):
        outputs = onnx_model("playground").step(feeds)
        feeds |= {name.removeprefix("next_"): array for name, array in outputs.items()}
    after = split(torch.tensor(feeds["parameters"]), 4, 3)
    assert torch.equal(before[0][3:], after[0][3:]) and not torch.equal(before[0][:3], after[0][:3])
    assert torch.equal(before[4], after[4]) and torch.equal(before[8][1:], after[8][1:])
