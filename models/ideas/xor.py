"""Neurons with a step on the four questions that two answers, yes or no, can ask; one of them needs a layer in between.

McCulloch and Pitts, 1943 (such neurons, and what several can do); Minsky and Papert, 1969 (what one layer cannot).
"""

import torch

from .._export import Model
from .._lines import GAP, segment

POINTS = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])  # (4, 2)
GATES = torch.tensor([  # AND, OR, NAND, NOR, XOR, XNOR, of each point
    [0.0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 1, 0], [1, 0, 0, 1],
])  # fmt: skip
LOW, HIGH = -0.5, 1.5  # how far the plane reaches
CORNERS = torch.tensor([LOW, LOW]), torch.tensor([HIGH, HIGH])
GRID = torch.linspace(LOW, HIGH, 41)
TIE = 1e-4  # no more than 0 but for rounding: engines add in different orders
LARGEST = 2.0  # of the two weights that a dragged line asks for
APART = 0.07  # points that fall on one another are drawn so far from there, each on its own side
ASIDE = APART * torch.tensor([[-1.0, -1], [-1, 1], [1, -1], [1, 1]])  # (4, 2)
ANGLES = torch.arange(48) * 2 * torch.pi / 48
SHIFTS = torch.linspace(-0.75, 0.75, 31)  # of a line from the middle of the four points
DIRECTIONS = torch.stack([ANGLES.cos(), ANGLES.sin()], 1)  # (48, 2)
LINE = ((-2, -2, -6), (2, 2, 6))
ENDS = {"neuron": LINE, "a": LINE, "b": LINE, "out": LINE, "gate": (0, 5), "layer": (0, 1), "tried": (0, 1)}


def sums(neuron, places):
    """What a neuron (w1, w2, bias) adds up to at places, (..., 2)."""
    return places @ neuron[:2] + neuron[2]


def step(total):
    """1 above 0, otherwise 0."""
    return (total > TIE).float()


def held(name, neuron):
    """A neuron's line, the two places on it by which it is held, and one for its name."""
    found = {}
    for axis, ends in zip("xy", segment(neuron, *CORNERS), strict=True):
        along = ends[0] + torch.tensor([0.2, 0.8, 0.94]) * (ends[1] - ends[0])
        found |= {f"{name}_line_{axis}": ends, f"{name}_handles_{axis}": along[:2], f"{name}_name_{axis}": along[2:]}
    return found


def asked(name, neuron, handles):
    """The weights and bias of the line through two places, with its yes on the side where the neuron has it."""
    along = handles[1] - handles[0]
    normal = torch.stack([-along[1], along[0]])
    normal = normal * LARGEST / normal.abs().max()  # a gap where both handles are at one place
    normal = normal * torch.where((normal * neuron[:2]).sum() < 0, -1.0, 1.0)
    bias = -(normal * handles[0]).sum()
    return {f"{name}_asked_1": normal[0], f"{name}_asked_2": normal[1], f"{name}_asked_bias": bias}


def search(targets):
    """Of every line that is tried, both ways round: how many points it gets right, (31, 48)."""
    along = (POINTS - 0.5) @ DIRECTIONS.T  # (4, 48)
    says = step(along[:, None, :] - SHIFTS[None, :, None])  # (4, 31, 48)
    return (says == targets[:, None, None]).float().sum(0)


def answers(neuron, a, b, out, gate, layer, tried, handles, a_handles, b_handles, out_handles):
    """What one neuron says of four points; or one that asks two others, which asked the points.

    neuron, a, b, out: (3,), two weights and a bias: the only neuron; the two of the hidden layer, and the one that gets
    their answers. gate: (), 0 to 5: AND, OR, NAND, NOR, XOR, XNOR. layer: (), 1 with the hidden layer. tried: (), 1 to
    show every line. handles and the like: (2, 2), places that a line is to be drawn through.
    """
    targets = (torch.arange(6) == gate).float() @ GATES  # (4,)
    hidden = torch.stack([step(sums(a, POINTS)), step(sums(b, POINTS))], 1)  # (4, 2)
    says = torch.where(layer > 0.5, step(sums(out, hidden)), step(sums(neuron, POINTS)))  # (4,)
    right = (says == targets).float()
    places = torch.stack([GRID[None, :].expand(41, 41), GRID[:, None].expand(41, 41)], 2)  # (y, x, 2)
    asks = torch.stack([step(sums(a, places)), step(sums(b, places))], 2)
    region = torch.where(layer > 0.5, step(sums(out, asks)), step(sums(neuron, places)))
    found = search(targets)
    yes = targets > 0.5
    by_class = torch.stack([~yes, yes])  # (2, 4)
    moved = hidden + ASIDE
    one, two, shown = layer < 0.5, layer > 0.5, (layer < 0.5) & (tried > 0.5)
    size = neuron[:2].square().sum().sqrt()
    shift = -sums(neuron, torch.tensor([0.5, 0.5])) / torch.where(size > TIE, size, 1.0)
    turn = neuron[:2] / torch.where(size > TIE, size, 1.0)
    angle = torch.acos(turn[0].clamp(-1, 1)) * torch.where(turn[1] < 0, -1.0, 1.0) % (2 * torch.pi)
    lines = {
        **held("neuron", torch.where(one, neuron, 0.0)),
        **held("a", torch.where(two, a, 0.0)),
        **held("b", torch.where(two, b, 0.0)),
        **held("out", torch.where(two, out, 0.0)),
    }
    return {
        **lines,
        **asked("neuron", neuron, handles),
        **asked("a", a, a_handles),
        **asked("b", b, b_handles),
        **asked("out", out, out_handles),
        "targets": targets,
        "says": says,
        "right": right,
        "right_count": right.sum(),
        "point_x": torch.where(by_class, POINTS[:, 0], GAP),
        "point_y": torch.where(by_class, POINTS[:, 1], GAP),
        "a_says": hidden[:, 0],
        "b_says": hidden[:, 1],
        "rows": torch.where(two, torch.arange(4.0, -1, -1), GAP),  # (5,), of the table's columns for both
        "hidden_x": torch.where(by_class & two, moved[:, 0], GAP),
        "hidden_y": torch.where(by_class & two, moved[:, 1], GAP),
        "region": region,
        "hidden_region": torch.where(two, step(sums(out, places)), GAP),
        "two": two.float(),
        "search": torch.where(shown, found, GAP),
        "best": found.max(),
        "best_share": (found == found.max()).float().mean(),
        "searched": shown.float(),
        "unasked": (one & ~shown).float(),
        "beside": shown.float() + 2 * two.float(),  # what is seen beside it: nothing yet, every line, the answers
        "own_x": torch.where(shown & (size > TIE), LOW + angle * (HIGH - LOW) / (2 * torch.pi), GAP),
        "own_y": torch.where(shown & (size > TIE), 0.5 + (shift / 0.75).clamp(-1, 1) * (HIGH - LOW) / 2, GAP),
    }


def sample(generator):
    """Random neurons, a gate, and places."""
    neurons = {name: torch.rand(3, generator=generator) * 4 - 2 for name in ("neuron", "a", "b", "out")}
    places = [f"{name}handles" for name in ("", "a_", "b_", "out_")]
    return {
        **neurons,
        "gate": torch.randint(6, (), generator=generator).float(),
        "layer": torch.randint(2, (), generator=generator).float(),
        "tried": torch.randint(2, (), generator=generator).float(),
        **{name: torch.rand(2, 2, generator=generator) * 2 - 0.5 for name in places},
    }


def model():
    """The neurons, ready to be exported."""
    return Model("xor", answers, sample, ENDS)
