"""A search on a hillside in fog: at a place that is looked at, the loss and the slope of a neuron with two weights, and
nothing else. Beside the reader, a walker with one rule, who is told as much: plain gradient descent.

The neuron gives tanh(w₁x₁ + w₂x₂); its loss is the mean squared error over six examples, `models/data/hills.json`. With
few examples such a loss has several valleys (Auer, Herbster and Warmuth, 1996).
"""

import json

import torch

from .._export import Model
from .._lines import GAP
from .._run import HERE

HILLS = json.loads((HERE / "data" / "hills.json").read_text(encoding="utf-8"))["hills"]
LOOKS = 24  # there are for each, the first at the start
SIDE, SCALE = 10.0, 0.7  # squares across the map; a weight's change from one to the next
LOW = 0.1  # the loss that is to be found
RATE = 4.0  # of the walker: squares for each unit of slope
GRID = 61
NEVER = LOOKS + 1.0
ENDS = {"hill": (1, len(HILLS)), "give_up": (0, 1)}


def losses(places, examples, middle):
    """The loss at each place, (n, 2) in squares."""
    weights = middle + SCALE * (places - SIDE / 2)
    errors = (weights @ examples[:, :2].T).tanh() - examples[:, 2]  # (n, 6)
    return (errors * errors).mean(1)


def felt(places, examples, middle):
    """What is told at each place: the loss, (n,), and the slope, (n, 2), uphill, for each square."""

    def total(places):
        each = losses(places, examples, middle)
        return each.sum(), each

    slopes, each = torch.func.grad(total, has_aux=True)(places)
    return each, slopes


def search(examples, middles, starts, grid, hill, looks, give_up):
    """Where a reader has looked, where the walker goes, and what each finds.

    examples: (6, 6, 3), of each hill six of two inputs and the answer. middles: (6, 2), the weights in the middle of
    each map. starts: (6, 2), in squares from 0 to 10. grid: (61,), places across and up the map. hill: (), 1 to 6.
    looks: (23, 3): places that the reader chose after the start, and a 1; zeros for those to come. give_up: (), 1 to
    see the hill.
    """
    which = (hill - 1).clamp(0.0, len(HILLS) - 1.0).long()[None]
    examples, middle, start = (each.index_select(0, which)[0] for each in (examples, middles, starts))
    places = torch.cat([start[None], looks[:, :2]])  # (24, 2)
    there = torch.cat([torch.ones(1), looks[:, 2]]) > 0.5
    loss, slope = felt(places, examples, middle)
    found_at = first(loss, there)
    count = there.float().sum()
    made = torch.minimum(count, found_at)

    walk, walk_loss = walked(start, examples, middle)
    rule_at = first(walk_loss, walk_loss > -1)
    lifted = (found_at < NEVER) | (give_up > 0.5) | (count > LOOKS - 0.5)
    walks = lifted & (torch.arange(1.0, NEVER) <= rule_at)

    every = torch.stack(torch.meshgrid(grid, grid, indexing="xy"), -1).view(-1, 2)
    surface = losses(every, examples, middle).view(GRID, GRID)
    here = (count - 1).long()[None]
    last = torch.cat([places, loss[:, None], slope], 1).index_select(0, here)[0]  # x, y, loss, slope across and up
    steepness = (last[3:] * last[3:]).sum().sqrt()
    strokes = torch.stack([places, places - RATE * slope, GAP * places], 1)  # (24, 3, 2): from, to, and a gap
    seen = torch.where(there[:, None, None], strokes, GAP).flatten(0, 1)  # (72, 2)
    return {
        "surface": torch.where(lifted, surface, 0 * surface),  # rows: upwards; level in the fog, which hides it
        "fog": 1 - lifted.float(),
        "look_x": torch.where(there, places[:, 0], GAP),
        "look_y": torch.where(there, places[:, 1], GAP),
        "look_loss": torch.where(there, loss, GAP),
        "stroke_x": seen[:, 0],
        "stroke_y": seen[:, 1],
        "walk_x": torch.where(walks, walk[:, 0], GAP),
        "walk_y": torch.where(walks, walk[:, 1], GAP),
        "walk_loss": torch.where(walks, walk_loss, GAP),
        "here": last[:2],
        "loss": last[2],
        "steepness": steepness,
        "heading": heading(-last[3:], steepness),
        "count": made,
        "found_at": found_at,
        "rule_at": rule_at,
        "rule_seen": torch.where(lifted, rule_at, 0.0),
        "lead": rule_at - found_at,
        "outcome": outcome(found_at, rule_at, lifted),
    }


def first(loss, there):
    """The number, from 1, of the first look at a loss that is low enough; 25 where there is none."""
    return torch.where(there & (loss < LOW), torch.arange(1.0, NEVER), NEVER).min()


def walked(place, examples, middle):
    """Places, (24, 2), and losses, (24,), of the walker: at each look, as far downhill as it is steep. It stays on the
    map.
    """
    path = []
    for _ in range(LOOKS):
        loss, slope = felt(place[None], examples, middle)
        path.append((place, loss[0]))
        place = (place - RATE * slope[0]).clamp(0.0, SIDE)
    places, each = zip(*path, strict=True)
    return torch.stack(places), torch.stack(each)


def heading(way, length):
    """Of eight directions the one that comes nearest, from 1, to the right, and on against the clock; 0 where flat."""
    turns = torch.arange(8) * torch.pi / 4
    along = torch.stack([turns.cos(), turns.sin()], 1) @ way  # (8,)
    order = torch.arange(1.0, 9.0)
    nearest = torch.where(along >= along.max(), order, 9.0).min()
    return torch.where(length < 1e-6, 0.0, nearest)


def outcome(found_at, rule_at, lifted):
    """0: searching. 1: not found. Found with fewer looks than the walker: 2, with as many: 3, with more: 4."""
    against = 3 + (found_at > rule_at).float() - (found_at < rule_at).float()
    return torch.where(found_at < NEVER, against, lifted.float())


def sample(generator):
    """Random inputs: a hill, and some looks at it."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    count = torch.randint(LOOKS, (), generator=generator)
    there = (torch.arange(LOOKS - 1) < count).float()[:, None]
    return {
        "examples": torch.tensor([hill["examples"] for hill in HILLS]),
        "middles": torch.tensor([hill["middle"] for hill in HILLS]),
        "starts": torch.tensor([hill["start"] for hill in HILLS]),
        "grid": torch.linspace(0, SIDE, GRID),
        "hill": torch.randint(1, len(HILLS) + 1, (), generator=generator).float(),
        "looks": torch.cat([uniform(0, SIDE, LOOKS - 1, 2), torch.ones(LOOKS - 1, 1)], 1) * there,
        "give_up": torch.randint(2, (), generator=generator).float(),
    }


def model():
    """The search, ready to be exported."""
    return Model("blindfold", search, sample, ENDS)
