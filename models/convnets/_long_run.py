"""What a ConvNet and a dense network come to in a long training on signals, their positions as they are and shuffled:
within three points of what Greydanus, 2020, has.
"""

import torch

from . import _two_networks as networks
from ._orders import AS_THEY_ARE, SHUFFLED, places_of, right, taken
from ._signals import LENGTH, TESTS, TRAINING
from ._two_networks import SIZE, SPREAD

SEEDS, STEPS, BATCH, RATE = (1, 2, 3, 4), 4000, 100, 0.01
KEPT = 0.99  # of a moving average of the parameters, at each step: it is what is tried
PUBLISHED, WITHIN = ((0.94, 0.56), (0.68, 0.68)), 0.03  # of the ConvNet, of the dense network: as they are, shuffled


def trained(seed, order, levels, labels):
    """The shares of the test signals that both networks get right after a long training, (2,)."""
    generator = torch.Generator().manual_seed(seed)
    parameters = ((2 * torch.rand(SIZE, generator=generator) - 1) * SPREAD).requires_grad_()
    places = places_of(torch.tensor(float(order)), torch.rand(LENGTH, generator=generator))[0].long()
    signals, wanted = taken(levels, labels, torch.arange(TRAINING + TESTS), places)
    optimizer, average = torch.optim.Adam([parameters], RATE), parameters.detach().clone()
    for batch in range(0, STEPS * BATCH, BATCH):
        own = slice(batch % TRAINING, batch % TRAINING + BATCH)
        optimizer.zero_grad()
        networks.loss(parameters, signals[:, own], wanted[:, own]).backward()
        optimizer.step()
        average.lerp_(parameters.detach(), 1 - KEPT)
    return [right(said, wanted[:, TRAINING:]) / TESTS for said in networks.scores(average, signals[:, TRAINING:])]


def means(data):
    """Trains both networks in both orders from each of SEEDS, in about three minutes: the mean shares, (2, 2), as
    PUBLISHED. RuntimeError where any of the four is not WITHIN three points of that.
    """
    torch.set_num_threads(1)  # matrices are small: two threads would mostly wait for one another
    levels, labels = (torch.from_numpy(data[name]).float() / 255 for name in ("signals", "labels"))
    found = torch.tensor([
        [trained(seed, order, levels, labels) for order in (AS_THEY_ARE, SHUFFLED)] for seed in SEEDS
    ])
    means = found.mean(0).T  # (2, 2)
    for name, ours, theirs in zip(("ConvNet", "dense network"), means.tolist(), PUBLISHED):
        for kind, own, other in zip(("as they are", "shuffled"), ours, theirs):
            print(f"{name}, positions {kind}: {own:.1%} (published: {other:.0%})", flush=True)
    if not (means - torch.tensor(PUBLISHED)).abs().max() <= WITHIN:
        raise RuntimeError(f"each must be within {WITHIN:.0%} of what is published")
    return means
