"""Activation functions, all by one formula, so that a number can say which: a place in ACTIVATIONS."""

import math

import torch

ROOT = math.sqrt(2 / math.pi)
# An activation of z as numbers: with t = tanh(s z + g z³), it is a t + b + c z + d z t + e max(z, 0) + f [z > 0].
ACTIVATIONS = {
    "tanh": (1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "ReLU": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    "sigmoid": (0.5, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0),
    "linear": (0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0),
    "leaky ReLU": (0.0, 0.0, 0.0, 0.0, 0.01, 0.0, 0.99, 0.0),
    "GELU": (ROOT, ROOT * 0.044715, 0.0, 0.0, 0.5, 0.5, 0.0, 0.0),  # Hendrycks and Gimpel, 2016, with tanh
    "step": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
}
TABLE = torch.tensor(list(ACTIVATIONS.values()))  # (7, 8)


def activated(z, form):
    """The activations of z, of any shape. form: (8, ...), the numbers of one activation function."""
    numbers = form.unbind(0)
    return mixed(z, bent(z, numbers), numbers)


def bent(z, numbers):
    """The t of the formula."""
    s, g = numbers[:2]
    return (s * z + g * z * z * z).tanh()


def mixed(z, t, numbers):
    """The formula, for its t."""
    a, b, c, d, e, f = numbers[2:]
    return (a + d * z) * t + (b + c * z + e * z.relu() + f * (z > 0))
