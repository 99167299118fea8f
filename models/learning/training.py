"""One of the seven steps of training a small network to tell doodles of cats from others, and how it does so far.

Stochastic gradient descent, one doodle at a time: Robbins and Monro, 1951. Doodles: see `models/_doodles.py`.
"""

import math

import torch

from .._export import Model
from ..networks.neuron import squash
from ._doodle_net import HIDDEN, KINDS, PARAMETERS, SIDE, SPREAD, loss, network, shared, shares, split
from ._doodle_seen import axis, seen

STAGES = TAKE, GUESS, COMPARE, MEASURE, AIM, NUDGE, REPEAT = range(7)
GAP = math.nan
COUNT = KINDS[-1][1]  # doodles
LIT = 2.0  # px, the frame of the step that is being made
ORDER, HELD = shared()
IN_TURN, OWN = 1, 2  # what `source` says beside 0, one doodle
ENDS = {
    "doodles": (0, 1), "drawing": (0, 1), "label": (0, 1), "source": (0, 2), "doodle": (1, len(ORDER)),
    "learning_rate": (0.01, 0.3), "start": (-1, 1),
}  # fmt: skip


def step(doodles, drawing, label, source, doodle, learning_rate, start, moved, ticks, share_before):
    """One of the seven steps, and what is seen of it.

    doodles: (240, 28, 28), ink 1 on paper 0: cats, trains, rainbows, as `shared` uses them. drawing: (28, 28), the
    reader's own; label: (), what that is called, 0 for a cat, 1 for something else. source: (), 0 to learn from one
    doodle again and again, 1 from all in turn, 2 from the reader's own. doodle: (), 1 to 160, which of those to learn
    from, or the first of them. learning_rate: (), above 0. start: (4724,), random numbers from -1 to 1. moved: (4724,),
    how far each parameter has moved from there. ticks: (), steps made, seven a round. share_before: (), what the label
    got before the last nudge.
    """
    rounds = ((ticks + 0.5) / 7).floor()
    stage = (ticks + 0.5).floor() - 7 * rounds
    lit = ((torch.arange(7.0) - stage).abs() < 0.5).float()  # (7,)
    parameters = start * SPREAD + moved

    in_turn = (source - IN_TURN).abs() < 0.5
    turn = torch.remainder(doodle - 1 + rounds * in_turn.float(), len(ORDER))
    place = torch.tensor(ORDER).index_select(0, turn.clamp(min=0).long()[None])  # (1,)
    own = source > OWN - 0.5
    shown = torch.where(own, drawing, doodles.index_select(0, place)[0])  # (28, 28)
    other = torch.where(own, (label > 0.5).float(), (place[0] >= KINDS[0][1]).float())
    slope, measured = torch.func.grad_and_value(loss)(parameters, shown.reshape(-1), 1 - other)
    nudge = -learning_rate * slope  # (4724,)

    hidden, scores = network(parameters, shown.reshape(1, -1))
    guess = shares(scores)[0]  # (2,)
    share = torch.where(other > 0.5, guess[1], guess[0])
    row = 1 + other
    compared = (stage > COMPARE - 0.5) & (stage < NUDGE + 0.5)
    return {
        "next_moved": moved + lit[NUDGE] * nudge,
        "next_ticks": ticks + 1,
        "next_share_before": torch.where(lit[NUDGE] > 0.5, share, share_before),
        "shown": shown,
        "other": other,
        "ink": shown.sum(),
        "hidden": hidden[0],
        "scores": scores[0],
        "guess": guess,
        "share": share,
        "loss": measured,
        "loss_row": torch.where((stage > MEASURE - 0.5) & (stage < NUDGE + 0.5), 0.0, GAP)[None],
        "guess_strength": torch.where(stage < GUESS - 0.5, 0.25, 1.0),
        "label_x": torch.where(compared, torch.ones(1), GAP),
        "label_row": row[None],
        "missing_x": torch.where(compared, torch.stack([share, 1 + 0 * share]), GAP),
        "missing_row": row.expand(2),
        "was_x": torch.where(lit[REPEAT] > 0.5, share_before, GAP)[None],
        "stage": stage,
        "lit_width": LIT * lit,  # px, as drawn
        "stage_words": torch.arange(7.0) + 7 * lit,
        "sentence": 2 * stage + other,
        "round": rounds + 1,
        "rounds": ticks / 7,
        "round_axis": axis(ticks / 7),
        "moving": 6 * (shown > 0).float().sum() + PARAMETERS - HIDDEN * SIDE * SIDE,
        "moving_row": torch.where((stage > AIM - 0.5) & (stage < NUDGE + 0.5), 0.0, GAP)[None],
        **seen(parameters, slope, lit[AIM] + lit[NUDGE], 0.9 * lit[AIM] + 0.5 * lit[NUDGE]),
        "share_seen": torch.where(in_turn, GAP, share),
        "share_row": torch.where(in_turn, GAP, 0.0)[None],
        **score(doodles, parameters),
    }  # fmt: skip


def score(doodles, parameters):
    """What all doodles are taken for: shares right of those learned from and held out, and the latter in a table."""
    weights, biases, last, last_biases = split(parameters)
    # Row by row: long sums would wait for each addition.
    rows = doodles[:, :, None] @ weights.view(HIDDEN, SIDE, SIDE).permute(1, 2, 0)  # (240, 28, 1, 6)
    scores = squash(rows[:, :, 0].sum(1) + biases) @ last.T + last_biases  # (240, 2)
    says_other = (scores[:, 1] >= scores[:, 0]).float()  # (240,)
    is_other = torch.arange(COUNT) >= KINDS[0][1]
    right = 1 - (says_other - is_other.float()).abs()
    held = says_other[torch.tensor(HELD)]
    cats = held[: len(HELD) // 2].sum(), held[len(HELD) // 2 :].sum()  # taken for others, of the cats and of the others
    half = len(HELD) / 2
    learned_right, held_right = right[torch.tensor(ORDER)].sum(), right[torch.tensor(HELD)].sum()
    return {
        "learned_right": learned_right,
        "held_right": held_right,
        "learned_share": learned_right / len(ORDER),
        "held_share": held_right / len(HELD),
        "confusion": torch.stack([half - cats[0], cats[0], half - cats[1], cats[1]]).view(2, 2),
    }


def sample(generator):
    """Random inputs: any doodles, a network on its way."""

    def uniform(*shape, low=0.0, high=1.0):
        return low + (high - low) * torch.rand(shape, generator=generator)

    def number(low, high):
        return torch.randint(low, high + 1, (), generator=generator).float()

    return {
        "doodles": uniform(COUNT, SIDE, SIDE) * (uniform(COUNT, SIDE, SIDE) > 0.9).float(),
        "drawing": uniform(SIDE, SIDE) * (uniform(SIDE, SIDE) > 0.9).float(),
        "label": number(0, 1),
        "source": number(0, 2),
        "doodle": number(1, len(ORDER)),
        "learning_rate": uniform(low=0.01, high=0.3),
        "start": uniform(PARAMETERS, low=-1, high=1),
        "moved": uniform(PARAMETERS, low=-0.1, high=0.1),
        "ticks": number(0, 100),
        "share_before": uniform(),
    }


def model():
    """The step, ready to be exported."""
    return Model("training", step, sample, ENDS)
