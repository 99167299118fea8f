"""Two networks that tell signals of 40 numbers apart: one slides kernels along them, the other has a weight for each
position. Their layers have the sizes of those that Greydanus, 2020, compares.

Batches lie last, so that what is multiplied lies in long rows. The parameters of both are one row of numbers.
"""

import math

import torch

from ._signals import CLASSES, LENGTH

MAPS, STRIDE = 25, 2  # feature maps of each convolution; how far its kernels move
KERNELS, PLACES = (5, 3, 3), (19, 10, 5)  # of each convolution: how long a kernel is, and how many places it has
HIDDEN = 100
CONV_LAYERS = (MAPS, KERNELS[0]), (MAPS, MAPS * KERNELS[1]), (MAPS, MAPS * KERNELS[2]), (CLASSES, MAPS * PLACES[2])
DENSE_LAYERS = (HIDDEN, LENGTH), (HIDDEN, HIDDEN), (CLASSES, HIDDEN)
LAYERS = CONV_LAYERS + DENSE_LAYERS  # weights, (to, from), of each; a bias for each that is given out comes after them
SIZES = [size for to, come in LAYERS for size in (to * come, to)]
CONV_SIZE, DENSE_SIZE = (sum(to * (come + 1) for to, come in layers) for layers in (CONV_LAYERS, DENSE_LAYERS))
SIZE = CONV_SIZE + DENSE_SIZE  # 20,420
SPREAD = torch.cat([torch.full((to * (come + 1),), 1 / math.sqrt(come)) for to, come in LAYERS])  # as torch.nn has it


def split(parameters):
    """[(weights (to, from), biases (to, 1)), ...] of the ConvNet, and of the dense network, of parameters (20420,)."""
    parts = parameters.split(SIZES)
    layers = [(weights.view(shape), biases[:, None]) for shape, weights, biases in zip(LAYERS, parts[::2], parts[1::2])]
    return layers[: len(CONV_LAYERS)], layers[len(CONV_LAYERS) :]


def patches(maps, kernel, places):
    """What a kernel sees at each of its places, (channels × kernel, places × batch), of maps (channels, length, batch).

    One zero is put before the maps, and as many after them as the kernel asks for, and no more than that.
    """
    channels, length, batch = maps.shape
    whole = 2 * (places + (kernel - 1) // 2)
    before, after = maps.new_zeros(channels, 1, batch), maps.new_zeros(channels, whole - length - 1, batch)
    padded = torch.cat([before, maps, after], 1)
    lanes = padded.view(channels, whole // 2, STRIDE, batch).unbind(2)
    taps = [cut(lanes[tap % STRIDE], tap // STRIDE, places) for tap in range(kernel)]
    return torch.stack(taps, 1).reshape(channels * kernel, places * batch)


def cut(lane, start, count):
    """So many places of a lane, (channels, length, batch)."""
    sizes = start, count, lane.shape[1] - start - count
    parts = lane.split([size for size in sizes if size], 1)
    return parts[1 if start else 0]


def convnet(layers, signals):
    """The scores of ten labels, (10, batch), for signals (40, batch)."""
    *convolutions, (last, biases) = layers
    batch = signals.shape[1]
    maps = signals[None]  # (1, 40, batch)
    for (weights, shift), kernel, places in zip(convolutions, KERNELS, PLACES):
        maps = (weights @ patches(maps, kernel, places) + shift).relu().view(MAPS, places, batch)
    return last @ maps.reshape(MAPS * PLACES[-1], batch) + biases


def dense(layers, signals):
    """The same, each layer from all that the one before it gives."""
    *hidden, (last, biases) = layers
    units = signals
    for weights, shift in hidden:
        units = (weights @ units + shift).relu()
    return last @ units + biases


def scores(parameters, signals):
    """What the ConvNet and what the dense network says, (10, batch) each."""
    one, other = split(parameters)
    return convnet(one, signals), dense(other, signals)


def loss(parameters, signals, wanted):
    """The sum of both networks' mean cross-entropies, which share no parameter, so that each learns by its own.

    signals: (40, batch). wanted: (10, batch), 1 for the label and 0 for the others.
    """
    return sum(-(said.log_softmax(0) * wanted).sum() / wanted.shape[1] for said in scores(parameters, signals))
