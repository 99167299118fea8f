"""Signals whose positions come in another order, the same for all."""

import torch

from . import _signals
from ._signals import CLASSES, LENGTH

AS_THEY_ARE, BACKWARDS, SHUFFLED = range(3)  # orders


def places_of(order, keys):
    """Which position comes first, second, ...: (40,)."""
    place = torch.arange(float(LENGTH))
    key = torch.where(order > SHUFFLED - 0.5, keys, torch.where(order > BACKWARDS - 0.5, -place, place))
    before = (key[None] < key[:, None]) | ((key[None] == key[:, None]) & (place[None] < place[:, None]))
    rank = before.float().sum(1)  # (40,), where each position comes to stand
    return ((rank[None] == place[:, None]).float() * place).sum(1), rank


def taken(signals, labels, rows, places):
    """Some of the signals, (40, n), their positions in that order, and what is wanted of the networks, (10, n)."""
    chosen = _signals.numbers(signals.index_select(0, rows)).T.index_select(0, places)
    label = labels.index_select(0, rows) * 255
    return chosen, ((label[None] - torch.arange(float(CLASSES))[:, None]).abs() < 0.5).float()


def right(said, wanted):
    """How many of the labels have the highest score."""
    return ((said * wanted).sum(0) >= said.amax(0)).float().sum()
