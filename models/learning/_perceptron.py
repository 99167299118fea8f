"""A multilayer perceptron of up to four hidden layers, with all its parameters in one array.

The array has one layout whatever the network, so that layers, units and features can come and go while it learns, and
what comes back has kept what it knew.
"""

import math

import torch

from .._activations import TABLE, bent, mixed

FEATURES, UNITS, CLASSES, DEEPEST = 7, 8, 3, 4
SHAPES = [(UNITS, FEATURES), *[(UNITS, UNITS)] * (DEEPEST - 1), (CLASSES, UNITS)]  # of weights: (to, from)
FORMS = [form for to, origin in SHAPES for form in ((to, origin), (to,))]  # weights and biases, layer after layer
SIZES = [math.prod(form) for form in FORMS]
PARAMETERS = sum(SIZES) + 1  # 308, a multiple of 4, which makes compiled code small
# 1 for a weight, 0 for a bias, on which no penalty lies.
IS_WEIGHT = torch.cat([torch.full((math.prod(form),), float(len(form) == 2)) for form in FORMS] + [torch.zeros(1)])


def split(parameters, depth, classes):
    """What a network of this depth and so many outputs has of them: weights, (to, from), and biases, (to,), in turn."""
    every = [part.view(form) for part, form in zip(parameters.split([*SIZES, 1]), FORMS)]
    weight = every[-2][:classes, : UNITS if depth else FEATURES]
    return (*every[: 2 * depth], weight, every[-1][:classes])


def layout(parts, depth, classes):
    """Parts such as `split` gives as one array, (308,), with 0 where the network has none."""
    *inner, weight, bias = parts
    flat = [part.reshape(-1) for part in inner]
    padded = torch.nn.functional.pad(weight, (0, UNITS - weight.shape[1])).reshape(-1)
    absent, rest = sum(SIZES[2 * depth : -2]), CLASSES - classes
    return torch.cat([*flat, torch.zeros(absent), padded, torch.zeros(rest * UNITS), bias, torch.zeros(rest + 1)])


def features(points):
    """What a network may see of points, (n, 2): x, y, x², y², xy, sin πx, sin πy; (7, n), about -1 to 1 like them."""
    x, y = points[:, 0], points[:, 1]  # (n,)
    return torch.stack([x, y, x * x, y * y, x * y, (math.pi * x).sin(), (math.pi * y).sin()])


def shapes(activations, depth):
    """The numbers of each hidden layer's activation, [(8, 1, 1), ...]."""
    return TABLE[activations[:depth].long()][:, :, None, None].unbind(0)


def activate(z, form, on):
    """The activations of a layer, (units, n). on: (units,), 0 where a unit is silent."""
    numbers = form.unbind(0)
    t = bent(z, numbers)
    return on[:, None] * mixed(z, t, numbers)


def network(parts, seen, forms, on):
    """The raw outputs, (classes, n), and the activations of each hidden layer, [(units, n), ...]."""
    layer, hidden = seen, []
    for weight, bias, form, units_on in zip(parts[0:-2:2], parts[1:-2:2], forms, on):
        layer = activate(weight @ layer + bias[:, None], form, units_on)  # (units, n)
        hidden.append(layer)
    weight, bias = parts[-2:]
    return weight @ layer + bias[:, None], hidden


def answers(raw, regression):
    """What a network with one output says, (n,): a number, or, of two classes, one between -1 and 1."""
    return torch.where(regression > 0.5, raw[0], raw[0].tanh())


def losses(raw, targets, regression):
    """The loss of each point, (n,): half the squared error, or of three classes the cross-entropy."""
    if len(raw) == 1:
        error = answers(raw, regression) - targets
        return 0.5 * error * error
    return -(raw.log_softmax(0) * one_hot(targets)).sum(0)


def one_hot(classes):
    """(3, n) of classes 0, 1, 2."""
    return (classes[None] == torch.arange(float(CLASSES))[:, None]).float()
