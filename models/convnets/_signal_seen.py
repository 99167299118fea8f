"""What is seen of one test signal."""

import torch

from . import _signals
from . import _two_networks as networks
from ._mosaic import first_largest
from ._signals import LENGTH, TESTS, TRAINING

WINDOW = 5  # neighbors that are marked


def seen(signals, labels, parameters, signal, window, places, ranks):
    """One test signal, as it is and in the order that is chosen; five neighbors in both; what the networks say."""
    row = (TRAINING - 1 + signal).clamp(0.0, TRAINING + TESTS - 1.0).long()[None]
    numbers = _signals.numbers(signals.index_select(0, row))[0]  # (40,)
    ordered = numbers.index_select(0, places.long())
    five = (window - 1).clamp(0.0, float(LENGTH - WINDOW)) + torch.arange(float(WINDOW))
    there = ranks.index_select(0, five.long())
    said = networks.scores(parameters, ordered[:, None])
    label = (labels.index_select(0, row)[0] * 255).round()
    return {
        "numbers": numbers,
        "ordered": ordered,
        "neighbor_x": five + 1,
        "neighbor_numbers": numbers.index_select(0, five.long()),
        "moved_x": there + 1,
        "band": torch.stack([five[0] + 0.5, five[0] + WINDOW + 0.5]),
        "label": label,
        "answers": torch.stack([label, *(first_largest(each[:, 0]) for each in said)]),
    }
