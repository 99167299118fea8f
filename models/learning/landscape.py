"""The loss of a network with two weights, as a landscape: every place is a pair of weights, its height their loss.

One number of an animal, how its ears stand, goes into a neuron with tanh, and what that gives into one with a sigmoid:
is it a cat? The biases stay as they are. Weights learn by plain gradient descent.
"""

import torch

from .._export import Model
from .._losses import cross_entropy
from .._relief import ground_lines, lookup, projected, relief, seen_from, strength

REACH = torch.tensor([3.0, 4.0])  # of the two weights, to either side of 0
LOWEST, HIGHEST = 0.2, 1.5  # losses of the ground, below all there are, and of where the landscape is cut off
GRID = 49
HIDDEN_BIAS = 1.0  # of the neuron with tanh; the other has none
RATE = 0.5
TRAIL, APART = 64, 0.05  # places that are remembered of the way, each so far from the one before
GAP = float("nan")
ENDS = {"position": ((-3, -4), (3, 4)), "animal": (0, 3), "view": ((-180, 15), (180, 90))}


def sums(position, ears):
    """What goes into the sigmoid, of each of the animals."""
    return position[1] * (position[0] * ears + HIDDEN_BIAS).tanh()


def mean_loss(position, ears, cats):
    """The mean of the cross-entropy, ()."""
    return cross_entropy(sums(position, ears), cats).mean()


def surface(grid_1, grid_2, ears, cats):
    """The same for weights on a grid, (49, 49): rows are the second weight."""
    hidden = (grid_1[:, None] * ears + HIDDEN_BIAS).tanh()  # (49, 16)
    against = hidden * (1 - 2 * cats)  # above 0 where a second weight above 0 speaks against the truth
    wrong = grid_2[:, None, None] * against  # (49, 49, 16)
    # As in `cross_entropy`, but with one logarithm for all animals of a place, of at least 2^-16; and with tanh, since
    # a sigmoid is half of 1 + tanh at half its sum, and tanh is the quicker one.
    rest = (0.5 + 0.5 * (wrong.abs() / 2).tanh()).prod(2).log()
    return (wrong.relu().sum(2) - rest) / len(cats)


def step(ears, cats, shown_ears, grid_1, grid_2, animal, view, position, trail, taken):
    """One step straight down, and what is seen from where the walker stands.

    ears: (16,), from -2, hanging down, to 2, upright and pointed. cats: (16,), 1 for a cat, else 0. shown_ears: (4,),
    those of the animals to choose from. grid_1, grid_2: (49,), weights, from end to end, at which the loss is drawn.
    animal: (), 0 to 3. view: (2,), degrees, as for `seen_from`. position: (2,), the weights. trail: (64, 2), places
    that the walker came by, the last of them last. taken: (), how many of those there are.
    """
    slope, loss = torch.func.grad_and_value(mean_loss)(position, ears, cats)
    below = position - RATE * slope
    following = torch.minimum(torch.maximum(below, -REACH), REACH)
    far = (position - trail[-1]).square().sum().sqrt() > APART
    far = far | (taken < 0.5)

    loss_surface = surface(grid_1, grid_2, ears, cats)
    heights = ((loss_surface - LOWEST) / (HIGHEST - LOWEST)).clamp(0.0, 1.0)
    seen = seen_from(view)
    remembered = torch.arange(float(TRAIL)) > TRAIL - 0.5 - taken
    places = torch.cat([torch.where(remembered[:, None], trail, position), position[None]])  # (65, 2)
    x, y = (places / REACH).unbind(1)
    (ground,) = lookup([heights], x, y)
    columns, rows = projected(x, y, ground, seen)
    shown = strength(x, y, ground, heights, seen)
    (edge_x, edge_y), (name_x, name_y) = ground_lines(seen)

    chosen = shown_ears.index_select(0, animal.long()[None])[0]
    hidden = (position[0] * chosen + HIDDEN_BIAS).tanh()
    cat = (position[1] * hidden).sigmoid()
    return {
        "loss": loss,
        "weight_1": position[0] + 0,
        "weight_2": position[1] + 0,
        "probabilities": torch.stack([cat, 1 - cat]),
        "units": torch.stack([chosen, hidden, cat]),
        "positive": position.relu(),
        "negative": (-position).relu(),
        "next_position": following,
        "next_trail": torch.where(far, torch.cat([trail[1:], position[None]]), trail),
        "next_taken": torch.where(far, (taken + 1).clamp(max=float(TRAIL)), taken),
        "loss_surface": loss_surface,
        "relief": relief(heights, seen),
        "trail_1": torch.where(remembered, trail[:, 0], GAP),
        "trail_2": torch.where(remembered, trail[:, 1], GAP),
        "trail_column": torch.where(remembered, columns[:-1], GAP),
        "trail_row": torch.where(remembered, rows[:-1], GAP),
        "trail_strength": shown[:-1],
        "walker_column": columns[-1],
        "walker_row": rows[-1],
        "walker_strength": shown[-1],
        "edge_column": edge_x,
        "edge_row": edge_y,
        "name_column": name_x,
        "name_row": name_y,
    }


def sample(generator):
    """Random inputs: animals of both kinds, a walker on the way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    def number(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    return {
        "ears": uniform(-2, 2, 16),
        "cats": number(0, 1, 16),
        "shown_ears": uniform(-2, 2, 4),
        "grid_1": torch.linspace(-3, 3, GRID),
        "grid_2": torch.linspace(-4, 4, GRID),
        "animal": number(0, 3),
        "view": torch.stack([number(-180, 180), number(15, 90)]),
        "position": REACH * uniform(-1, 1, 2),
        "trail": REACH * uniform(-1, 1, TRAIL, 2),
        "taken": number(0, TRAIL),
    }


def model():
    """The step, ready to be exported."""
    return Model("landscape", step, sample, ENDS, loose=("relief", "trail_strength", "walker_strength"))
