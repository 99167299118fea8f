"""A network of up to four hidden layers of up to eight neurons: what each of them gives, and why.

Every neuron weighs up what all those before it gave, adds its bias, and passes the sum through a step or a sigmoid.
Without a hidden layer it is one neuron. `_layers` has what is seen of it: places, edges, and how one sum comes about.
"""

import torch

from .._export import Model
from . import _layers
from ._layers import DEEPEST, GAP, INPUTS, PARAMETERS, UNITS
from .neuron import squash

# What two neurons of the first hidden layer may say: no and no, yes and no, no and yes, yes and yes.
PAIRS = torch.tensor([[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0]])  # (2, 4)
ENDS = {
    "inputs": (0, 4),
    "input_count": (2, INPUTS),
    "depth": (0, DEEPEST),
    "units": (1, UNITS),
    "smooth": (0, 1),
    "parameters": (-4, 4),
    "looked_at": (0, _layers.THINGS),
}


def activate(pre_activation, smooth):
    """A step, or a sigmoid where smooth is 1."""
    return torch.lerp((pre_activation > 0).float(), squash(pre_activation), smooth)


def forward(first, hidden, there, smooth):
    """What each hidden layer gives, [(8, n), ...], where the first has given `first`, (8, n). there: (4, 8)."""
    layers = [first * there[0][:, None]]
    for (weight, bias), known in zip(hidden, there[1:]):
        layers.append(activate(weight @ layers[-1] + bias[:, None], smooth) * known[:, None])
    return layers


def network(inputs, input_count, depth, units, smooth, parameters, looked_at):
    """The network of some depth, from its inputs to its answer.

    inputs: (6,), the first input_count of them there, 2 to 6. depth: (), 0 to 4 hidden layers. units: (4,), 1 to 8
    neurons in each. smooth: (), 0 for a step, 1 for a sigmoid. parameters: (288,), see `_layers.split`. looked_at: (),
    0 for the whole network, otherwise 1 + the place of a neuron among inputs, hidden neurons and output.
    """
    (weight, bias), *hidden, (last, last_bias), (alone, alone_bias) = _layers.split(parameters)
    there = (torch.arange(float(UNITS)) < units[:, None]).float()  # (4, 8)
    known = inputs * (torch.arange(float(INPUTS)) < input_count)  # (6,)
    layers = forward(activate(weight @ known + bias, smooth)[:, None], hidden, there, smooth)  # 4 of (8, 1)
    given = torch.cat([torch.zeros(1, UNITS), torch.stack(layers)[..., 0]])  # (5, 8), by depth
    chosen = depth.long()[None]
    deep = last[0] @ given.index_select(0, chosen)[0] + last_bias[0]  # ()
    pre_activation = torch.where(depth > 0.5, deep, alone[0] @ known + alone_bias[0])  # ()
    activation = activate(pre_activation, smooth)

    # What the rest of the network makes of each pair of answers of its first two neurons.
    pairs = torch.cat([PAIRS, torch.zeros(UNITS - 2, 4)])  # (8, 4)
    rest = torch.stack(forward(pairs, hidden, there, smooth))  # (4, 8, 4)
    said = rest.index_select(0, (chosen - 1).clamp(min=0))[0]  # (8, 4)
    paired = (depth > 0.5) & ((units[0] - 2).abs() < 0.5)
    verdicts = (last[0] @ said + last_bias[0] > 0).float()  # (4,)

    values = torch.cat([known, torch.stack(layers).reshape(-1), activation[None]])  # (39,)
    layout = _layers.layout(input_count, depth, units)
    looked = _layers.looked(layout, values, parameters, depth, looked_at)
    return {
        "hidden_1": layers[0][:, 0],
        "pre_activation": pre_activation,
        "activation": activation,
        "fires": (pre_activation > 0).float(),
        "rests": (pre_activation <= 0).float(),
        "verdicts": torch.where(paired, verdicts, GAP),
        "paired": paired.float(),
        "pair_rows": torch.where(paired, torch.arange(4.0), GAP),
        "pair_now": torch.where(paired & (smooth < 0.5), layers[0][0, 0] + 2 * layers[0][1, 0], GAP),
        "unit_values": values,
        **_layers.seen(layout, depth, units, parameters),
        **_layers.edges(layout, depth, parameters, looked_at),
        **looked,
    }


def sample(generator):
    """Random inputs of the kind a reader gives."""

    def number(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    return {
        "inputs": number(0, 4, INPUTS),
        "input_count": number(2, INPUTS),
        "depth": number(0, DEEPEST),
        "units": number(1, UNITS, DEEPEST),
        "smooth": number(0, 1),
        "parameters": number(-4, 4, PARAMETERS) + 0.25,
        "looked_at": number(0, _layers.THINGS),
    }


def model():
    """The network, ready to be exported."""
    return Model("network", network, sample, ENDS)
