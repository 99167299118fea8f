"""A small network that tells cats from dogs by height and weight.

The animals are made up, in `models/data/pets.json`.
"""

import json

import torch

from .._losses import cross_entropy
from .._run import HERE

PETS = json.loads((HERE / "data" / "pets.json").read_text(encoding="utf-8"))
LEARNED, HELD = len(PETS["learned"]), len(PETS["held"])  # 40 to learn from, 40 held back
UNITS, PARAMETERS = 8, 36  # the 35 of `split`, and one that is not used
MIDDLE, SCALE = torch.tensor([27.0, 6.0]), torch.tensor([8.0, 3.0])  # of animals, as a network gets them


def split(parameters):
    """Weights (8, 2) and biases (8,) of the hidden units, their weights in the sum (8,), those that inputs have there
    where nothing is hidden (2,), and its bias (1,).
    """
    first, shift, last, direct, bias, _ = parameters.split([2 * UNITS, UNITS, UNITS, 2, 1, 1])
    return first.view(UNITS, 2), shift, last, direct, bias


def network(parameters, animals, units):
    """The sum of each of the animals, (n, 2) in cm and kg: above 0 it is taken for a cat."""
    first, shift, last, direct, bias = split(parameters)
    seen = (animals - MIDDLE) / SCALE
    there = (torch.arange(float(UNITS)) < units - 0.5).float()
    hidden = (seen @ first.T + shift).tanh() * there  # (n, 8)
    return hidden @ last + (units < 0.5).float() * (seen @ direct) + bias


def total_loss(parameters, animals, cats, units):
    """The sum of the cross-entropy."""
    return cross_entropy(network(parameters, animals, units), cats).sum()
