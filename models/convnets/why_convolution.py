"""A step of training two networks on signals whose 40 positions may come in another order, the same for all: a ConvNet,
and a dense network. After Greydanus, 2020, whose four numbers `train` comes to; Adam (Kingma and Ba, 2015).
"""

import json
import math
from functools import partial

import onnx
import torch

from .._adam import adam
from .._export import Model
from .._run import ONNX
from . import _long_run, _signals
from . import _two_networks as networks
from ._orders import places_of, right, taken
from ._signal_seen import WINDOW, seen
from ._signals import CLASSES, LENGTH, TESTS, TRAINING
from ._two_networks import SIZE, SPREAD

BATCH, EPSILON = 100, 1e-6  # of Adam: gradients here are sums of up to 1,900 terms, and no more exact
ROUND = 25  # steps in which all test signals are tried, some at each
TRIED = TESTS // ROUND
ENOUGH = 500  # steps, after which a reader may look
LOOSE = ("next_moved",)  # Adam divides by the size of a gradient
NETWORKS = "conv", "dense"
ENDS = {"order": (0, 2), "learning_rate": (0.0001, 0.1), "signal": (1, TESTS), "window": (1, LENGTH - WINDOW + 1)}
DATA, data = _signals.FACTS, _signals.made


def step(
    long_run, signals, labels, order, keys, start, learning_rate, signal, window,
    moved, velocity, gradient_size, hits, shares, steps, order_used,
):  # fmt: skip
    """One step of both, and what is seen before it.

    signals: (5000, 40), 0 to 1 for the lowest and highest number there is; labels: (5000,), 0 to 9 in units of 1 / 255.
    order: (), 0 as they are, 1 backwards, 2 shuffled, as keys, (40,), random numbers, say. start: (20420,), random
    numbers from -1 to 1. learning_rate: (). signal: (), 1 to 1000, the test signal that is seen; window: (), 1 to 36,
    the first of five neighbors that are marked. moved: (20420,), how far each parameter has moved; velocity,
    gradient_size: as of Adam. hits: (2, 25), how many of the signals tried in the last 25 steps were right; shares: (2,
    3), of all test signals, in the last round of each order, 0 for none yet. steps: (3,), made in each order.
    order_used: (), that of the last step: another one begins with the networks as they were at the start.
    """
    which = ((torch.arange(3.0) - order).abs() < 0.5).float()  # (3,)
    kept = ((order - order_used).abs() < 0.5).float()
    moved, velocity, gradient_size, hits = (kept * each for each in (moved, velocity, gradient_size, hits))
    steps, shares = steps * (1 - which * (1 - kept)), shares * (1 - which * (1 - kept))
    parameters = start * SPREAD + moved
    made = (steps * which).sum()
    places, ranks = places_of(order, keys)
    whole = places.long()

    rows = torch.remainder(made * BATCH + torch.arange(float(BATCH)), TRAINING).long()
    batch, wanted = taken(signals, labels, rows, whole)
    gradient = torch.func.grad(networks.loss)(parameters, batch, wanted)
    move, average, size = adam(gradient, velocity, gradient_size, made + 1, EPSILON)

    turn = torch.remainder(made, ROUND)
    tried, answers = taken(signals, labels, (TRAINING + turn * TRIED + torch.arange(float(TRIED))).long(), whole)
    found = torch.stack([right(said, answers) for said in networks.scores(parameters, tried)])
    now = ((torch.arange(float(ROUND)) - turn).abs() < 0.5).float()  # (25,)
    hits = hits + now * (found[:, None] - hits)
    asked = (made + 1).clamp(max=float(ROUND)) * TRIED
    return {
        "next_moved": moved - learning_rate * move,
        "next_velocity": average,
        "next_gradient_size": size,
        "next_hits": hits,
        "next_shares": shares + which * (hits.sum(1)[:, None] / asked - shares),
        "next_steps": steps + which,
        "next_order_used": order + 0,
        **numbers(shares, steps, which, made),
        **seen(signals, labels, parameters, signal, window, places, ranks),
        "long_run": long_run + 0,
        "long_steps": torch.tensor(float(_long_run.STEPS)),
        "sizes": torch.tensor([float(networks.CONV_SIZE), float(networks.DENSE_SIZE)]),
    }


def numbers(shares, steps, which, made):
    """How well the networks do: shares of 1,000 test signals."""
    there = torch.where(steps > 0.5, 1.0, math.nan)  # (3,)
    here = torch.where(which > 0.5, there, math.nan)
    longest = (steps.max() / ENOUGH).ceil().clamp(min=1.0) * ENOUGH
    courses = {
        f"{network}_{order}": shares[row, order] * here[order]
        for row, network in enumerate(NETWORKS)
        for order in range(3)
    }
    conv, dense = ((row * which).sum() for row in shares)
    return {
        **courses,
        "conv_share": conv,
        "dense_share": dense,
        "order_step": made,
        "to_go": torch.where((made > ENOUGH - 0.5) & (made < ENOUGH + ROUND - 0.5), 0.0, 1.0),
        "begun": (made > 0.5).float(),
        "conv_shares": shares[0] * there,
        "dense_shares": shares[1] * there,
        "there": there,
        "step_axis": torch.stack([0 * longest, longest]),
    }


def sample(generator):
    """Random inputs: any signals, networks on their way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    def number(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    return {
        "signals": uniform(0, 1, TRAINING + TESTS, LENGTH),
        "labels": number(0, CLASSES - 1, TRAINING + TESTS) / 255,
        "order": number(0, 2),
        "keys": uniform(0, 1, LENGTH),
        "start": uniform(-1, 1, SIZE),
        "learning_rate": uniform(0.001, 0.02),
        "signal": number(1, TESTS),
        "window": number(1, LENGTH - WINDOW + 1),
        "moved": uniform(-0.05, 0.05, SIZE),
        "velocity": uniform(-0.1, 0.1, SIZE),
        "gradient_size": uniform(0.05, 0.2, SIZE),
        "hits": number(0, TRIED, len(NETWORKS), ROUND),
        "shares": number(1, TESTS, len(NETWORKS), 3) / TESTS,
        "steps": number(0, 2 * ENOUGH, 3),
        "order_used": number(0, 2),
    }


def train():
    """Both networks' long training, and the step that the page makes. Errors as of `_long_run.means`."""
    return described(_long_run.means(data()))


def described(long_run):
    """The step, ready to be exported. long_run: (2, 2), what a long training came to, as PUBLISHED."""
    kept = [[round(share, 5) for share in row] for row in long_run.tolist()]
    facts = {
        "data": _signals.CREDIT, "seed": ", ".join(map(str, _long_run.SEEDS)), "steps": str(_long_run.STEPS),
        "architectures": f"ConvNet {networks.CONV_LAYERS}, dense {networks.DENSE_LAYERS}: (to, from) of each layer",
        "long_run": json.dumps(kept),
    }  # fmt: skip
    return Model("why_convolution", partial(step, torch.tensor(kept)), sample, ENDS, metadata=facts, loose=LOOSE)


def model():
    """The step, with the long training's results that its ONNX file has."""
    facts = {each.key: each.value for each in onnx.load(ONNX / "why_convolution.onnx").metadata_props}
    return described(torch.tensor(json.loads(facts["long_run"])))
