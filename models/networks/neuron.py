"""One neuron with four inputs, and with its threshold carried over to become a bias.

McCulloch and Pitts, 1943 (the threshold); Rosenblatt, 1958 (the weights).
"""

import torch

from .._export import Model

ENDS = {"inputs": (0, 4), "weights": (-4, 4), "threshold": (-10, 50), "smooth": (0, 1)}
EDGE = 3.0  # an edge is drawn this many px wide for each unit of its weight


def squash(total):
    """The sigmoid, spelled out, because onnxruntime's own stops falling at -18."""
    return 1 / (1 + (-total).exp())


def neuron(inputs, weights, threshold, smooth, sums):
    """Weigh the inputs, add them up, and compare the total with the threshold.

    inputs, weights: (4,), any range. threshold: (), the neuron fires when its total is more than this;
    a total that only reaches the threshold is not enough. smooth: (), 0 for a step, 1 for a sigmoid.
    sums: (82,), where to draw the activation function as a curve.
    """
    products = inputs * weights  # (4,)
    running_total = torch.cat([torch.zeros(1), products.cumsum(0)])  # (5,), from 0 up to the total
    total = running_total[4]  # ()
    bias = -threshold  # ()
    pre_activation = total + bias  # ()
    step, sigmoid = (pre_activation > 0).float(), squash(pre_activation)  # (), ()
    curve_step, curve_sigmoid = (sums > 0).float(), squash(sums)  # (82,), (82,)
    return {
        "products": products,
        "products_positive": products.relu(),
        "products_negative": (-products).relu(),
        "running_total": running_total,
        "total": total,
        "fires": (total > threshold).float(),
        "rests": (total <= threshold).float(),
        "bias": bias,
        "terms": torch.cat([products, bias[None]]),  # (5,), the bias is one more term
        "running_pre_activation": torch.cat([running_total, pre_activation[None]]),  # (6,)
        "pre_activation": pre_activation,
        "step": step,
        "sigmoid": sigmoid,
        "activation": torch.lerp(step, sigmoid, smooth),
        "edges_positive": EDGE * weights.relu(),  # (4,), px, as drawn
        "edges_negative": EDGE * (-weights).relu(),  # (4,), px
        "curve_step": curve_step,
        "curve_sigmoid": curve_sigmoid,
        "curve": torch.lerp(curve_step, curve_sigmoid, smooth),
    }


def sample(generator):
    """Random inputs of the kind a reader gives."""
    return {
        "inputs": torch.rand(4, generator=generator) * 4,
        "weights": torch.randn(4, generator=generator) * 3,
        "threshold": torch.randn((), generator=generator) * 10,
        "smooth": torch.randint(2, (), generator=generator).float(),
        "sums": torch.linspace(-40, 40, 82),
    }


def model():
    """The neuron, ready to be exported."""
    return Model("neuron", neuron, sample, ENDS)
