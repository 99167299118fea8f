"""Cats and dogs by height and weight, parted by a straight line of the reader's own or by a small network: one step of
its training, and what both make of the animals before it.
"""

import torch

from .._adam import adam
from .._export import Model
from .._lines import GAP, segment, through
from ._pets import HELD, LEARNED, PARAMETERS, UNITS, network, total_loss

STARTS = 12
TRAINING = 400  # steps, after which Play pauses
RATE = 0.1
LOW, HIGH = torch.tensor([12.0, 0.0]), torch.tensor([44.0, 14.0])  # the plane: cm and kg
GRID = torch.cartesian_prod(torch.linspace(0, 14, 57), torch.linspace(12, 44, 65)).flip(1)  # (57 * 65, 2), row by row
STEEPEST, FARTHEST = 2.0, 60.0  # of a line: kg for each cm, kg
ENDS = {
    "slope": (-STEEPEST, STEEPEST), "intercept": (-FARTHEST, FARTHEST), "who": (0, 1), "meet": (0, 1),
    "units": (0, UNITS), "start": (1, STARTS),
}  # fmt: skip


def step(
    animals, cats, starts, slope, intercept, handles, who, meet, units, start,
    parameters, velocity, gradient_size, age, units_used, start_used, learned_board, held_board,
):  # fmt: skip
    """One step of training on the animals to learn from, and what line and network make of all before it.

    animals: (80, 2), height in cm and weight in kg; the first 40 are there to learn from, the others held back. cats:
    (80,), 1 for a cat, 0 for a dog. starts: (12, 36), random parameters to begin with. slope, in kg for each cm, and
    intercept, in kg: of the reader's line, below which is a cat. handles: (2, 2), places that a line is to be drawn
    through. who: (), 0 for that line, 1 for the network. meet: (), 1 once the animals held back are seen. units: (), 0
    to 8 hidden ones; start: (), 1 to 12, which of the starts. With another number of either, training begins anew.
    parameters, velocity, and gradient_size, the root of Adam's mean square: (36,). age: (), steps of this training.
    learned_board, held_board: (9,), for each number of units, 1 + the mistakes of the network trained last, or 0.
    """
    fresh = (age < 0.5) | ((units - units_used).abs() > 0.5) | ((start - start_used).abs() > 0.5)
    kept = 1 - fresh.float()
    parameters = torch.where(fresh, starts.index_select(0, (start - 1).clamp(min=0).long()[None])[0], parameters)
    age, velocity, gradient_size = age * kept, velocity * kept, gradient_size * kept
    # Divided last: with as many cats as dogs, slopes of a half cancel out exactly, and Adam would make much of a rest.
    gradient = torch.func.grad(total_loss)(parameters, animals[:LEARNED], cats[:LEARNED], units) / LEARNED
    move, average, size = adam(gradient, velocity, gradient_size, age + 1)

    is_network, seen = who > 0.5, meet > 0.5
    sums = network(parameters, animals, units)
    learned_cat, line_cat = (sums > 0).float(), (animals[:, 1] < slope * animals[:, 0] + intercept).float()
    wrong = {"network": (learned_cat - cats).abs(), "line": (line_cat - cats).abs()}
    counts = {
        f"{name}_{group}": each[some].sum()
        for name, each in wrong.items()
        for group, some in (("learned", slice(LEARNED)), ("held", slice(LEARNED, None)))
    }
    current = ((torch.arange(UNITS + 1.0) - units).abs() < 0.5) & (age > 0.5)
    boards = {
        group: torch.where(current, counts[f"network_{group}"] + 1, board)
        for group, board in (("learned", learned_board), ("held", held_board))
    }
    shown = torch.where(is_network, wrong["network"], wrong["line"])  # (80,)
    visible = torch.cat([torch.ones(LEARNED), seen.float().expand(HELD)])
    missed = (shown * visible > 0.5)[:, None]
    places = {"wrong": torch.where(missed, animals, GAP), "held": torch.where(seen, animals[LEARNED:], GAP)}
    learned, held = (
        torch.where(is_network, counts[f"network_{of}"], counts[f"line_{of}"]) for of in ("learned", "held")
    )
    return {
        "next_parameters": parameters - RATE * move,
        "next_velocity": average,
        "next_gradient_size": size,
        "next_age": age + 1,
        "next_units_used": units + 0,
        "next_start_used": start + 0,
        "next_learned_board": boards["learned"],
        "next_held_board": boards["held"],
        **counts,
        "learned_wrong": learned,
        "held_wrong": held,
        "held_said": torch.where(seen, held, HELD + 1.0),
        "learned_count": visible[:LEARNED].sum(),
        "held_count": 0 * age + HELD,
        "steps": age + 0,
        "to_go": torch.remainder(-age, TRAINING),
        "parameter_count": torch.where(units < 0.5, 3.0, 4 * units + 1),
        "map": seen_map(parameters, units, slope, intercept, is_network),
        **{f"{name}_{axis}": both[:, place] for name, both in places.items() for place, axis in enumerate("xy")},
        **line(slope, intercept, handles, is_network),
        "learned_by_units": torch.where(boards["learned"] > 0.5, boards["learned"] - 1, GAP),
        "held_by_units": torch.where((boards["held"] > 0.5) & seen, boards["held"] - 1, GAP),
        "line_held_seen": torch.where(seen, counts["line_held"], GAP),
        "line_strength": torch.where(is_network, 0.25, 1.0),
        "line_row": torch.where(is_network, GAP, 0.0),
        "network_row": torch.where(is_network, 0.0, GAP),
    }  # fmt: skip


def seen_map(parameters, units, slope, intercept, is_network):
    """What a place is taken for, (57, 65), rows upwards: above 0.5 a cat, with a jump there; of the network, too, how
    sure it is.
    """
    sums = network(parameters, GRID, units)
    sure = torch.where(sums > 0, 1.0, -1.0) * 0.12 + 0.38 * (sums / 2).tanh()
    below = torch.where(GRID[:, 1] < slope * GRID[:, 0] + intercept, 0.3, -0.3)
    return (0.5 + torch.where(is_network, sure, below)).view(57, 65)


def line(slope, intercept, handles, is_network):
    """The reader's line, the two places by which it is held, and what those ask for."""
    x, y = segment(torch.stack([slope, -torch.ones_like(slope), intercept]), LOW, HIGH)
    along = torch.tensor([0.25, 0.75])
    asked_slope, asked_intercept = through(handles, STEEPEST, FARTHEST)
    held = {"x": x[0] + along * (x[1] - x[0]), "y": y[0] + along * (y[1] - y[0])}
    return {
        "line_x": x,
        "line_y": y,
        **{f"handles_{axis}": torch.where(is_network, GAP, each) for axis, each in held.items()},
        "asked_slope": asked_slope,
        "asked_intercept": asked_intercept,
    }


def sample(generator):
    """Random inputs: animals of either kind, a network on its way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    def number(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    count = LEARNED + HELD
    return {
        "animals": LOW + (HIGH - LOW) * uniform(0.1, 0.9, count, 2),
        "cats": number(0, 1, count),
        "starts": uniform(-1, 1, STARTS, PARAMETERS),
        "slope": uniform(-1, 1),
        "intercept": uniform(0, 14),
        "handles": LOW + (HIGH - LOW) * uniform(0, 1, 2, 2),
        "who": number(0, 1),
        "meet": number(0, 1),
        "units": number(0, UNITS),
        "start": number(1, STARTS),
        "parameters": uniform(-1, 1, PARAMETERS),
        "velocity": uniform(-0.1, 0.1, PARAMETERS),
        "gradient_size": uniform(0.05, 0.2, PARAMETERS),
        "age": number(0, 50),
        "units_used": number(0, UNITS),
        "start_used": number(1, STARTS),
        "learned_board": number(0, 20, UNITS + 1),
        "held_board": number(0, 20, UNITS + 1),
    }


def model():
    """The step, ready to be exported."""
    return Model("boundary", step, sample, ENDS)
