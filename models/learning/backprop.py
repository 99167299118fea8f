"""Backpropagation in a network of two inputs, two hidden neurons with tanh and a plain output, stage by stage.

A round goes forward, to the loss; then from the loss back, one slope a stage; and once all slopes are known, every
weight moves at once, which is plain gradient descent. The slopes are those of Rumelhart, Hinton and Williams, 1986, and
are computed by `torch.func.grad`; beside each stands what a small push up and down measures.
"""

import torch

from .._export import Model
from . import _ledger
from ._ledger import CELLS, GAP, OWN, SHOWN

H, S = slice(4, 6), slice(6, 8)  # the cells of what hidden neurons give, and of their sums
BEHIND = torch.tensor([6, 6, 6, 7, 7, 7])  # the sum that each parameter of a hidden neuron goes into
KNOWN, MOVED, HIDDEN, PREDICTED = 14, 15, 16, 17  # stages up to 14: so many slopes known; then the weights move, ...
PUSH = 0.001
ROUNDS = 21  # losses that are kept: before the first step, and after each of twenty


def loss_of(offsets, inputs, target, parameters):
    """The squared error, and the values on the way to it, where every cell is pushed by its offset.

    offsets: (..., 14). inputs: (2,). target: (). parameters: (9,).
    """
    pushed = parameters + offsets.index_select(-1, OWN)  # (..., 9)
    first = pushed[..., :6].unflatten(-1, (2, 3))  # (..., 2, 3): of each hidden neuron
    sums = (first[..., :2] * inputs).sum(-1) + first[..., 2] + offsets[..., S]  # (..., 2)
    hidden = torch.tanh(sums) + offsets[..., H]
    prediction = (pushed[..., 6:8] * hidden).sum(-1) + pushed[..., 8] + offsets[..., 0]
    return (prediction - target) ** 2, (sums, hidden, prediction)


def backprop(inputs, target, parameters, learning_rate, stage, answers, losses, taken, row, looked_at):
    """One moment of a round.

    inputs: (2,). target: (). parameters: (9,), of each hidden neuron two weights and a bias, then the output's.
    learning_rate: (), above 0. stage: (), 0 to 17: 0 where the loss is known and no slope, 14 where all slopes are, 15
    once the weights have moved, 16 and 17 while hidden neurons and prediction are computed anew. answers: (28,), the
    reader's of each cell: 1 rises, 2 falls, 3 stays, 4 shown without a guess, and then 1 to 3 the size, 4 shown; 0 for
    none. losses: (21,), the loss before each step so far. taken: (), steps taken. row: (), signs right in a row before
    this round. looked_at: (), 0 for the output neuron, 1 and 2 for the hidden ones.
    """
    # Nearly equal losses are compared, so all of this is computed with more digits than it needs.
    exact = [each.double() for each in (inputs, target, parameters)]
    at_rest, pushes = torch.zeros(CELLS, dtype=torch.float64), PUSH * torch.eye(CELLS, dtype=torch.float64)
    slopes, on_the_way = torch.func.grad(loss_of, has_aux=True)(at_rest, *exact)
    up, down = (loss_of(sign * pushes, *exact)[0] for sign in (1, -1))  # (14,) each
    measured = (up - down) / (2 * PUSH)
    gaps = (slopes - measured).abs().float()
    slopes, measured, sums, hidden, prediction = (each.float() for each in (slopes, measured, *on_the_way))
    loss = (prediction - target) ** 2

    bends = 1 - hidden * hidden  # the slope of tanh
    into = torch.cat([inputs, torch.ones(1), inputs, torch.ones(1)])
    factors = torch.stack([
        torch.cat([prediction[None], slopes[0].expand(5), slopes[H], slopes.index_select(0, BEHIND)]),
        torch.cat([target[None], hidden, torch.ones(1), parameters[6:8], bends, into]),
    ])  # (2, 14)

    back = stage < KNOWN + 0.5
    order = torch.arange(float(CELLS))
    found = _ledger.judged(answers, slopes)
    revealed = back & ((order < stage - 0.5) | found["answered"])
    cells = _ledger.first_blank(revealed.float())
    moves = back & (cells > CELLS - 0.5)
    forward = torch.where(stage > PREDICTED - 0.5, 0 * stage, stage + 1)
    asks = back & ~moves
    asked = (order - cells).abs() < 0.5  # (14,): the cell that is asked for, or none
    half = (asked & found["sign"]).float().sum()  # 1 where its sign has been guessed, and its size not
    slope = (asked * slopes).sum()
    sizes = slope * 2.0 ** (torch.arange(3.0) - (asked * _ledger.TIMES).sum())

    loss_now = torch.where((torch.arange(float(ROUNDS)) - taken).abs() < 0.5, loss, losses)
    kept = torch.where(back, loss_now, losses)
    past = torch.arange(float(ROUNDS)) < taken + back - 0.5
    known = [back | (stage > PREDICTED - 0.5), back | (stage > HIDDEN - 0.5)]  # the prediction, the hidden neurons
    values = torch.cat([inputs, hidden, prediction[None]])
    seen = torch.stack([back | True, back | True, known[1], known[1], known[0]])
    size_mark = found["size"] * (2.0 - found["size_right"].float())
    mark = found["sign"] * (2.0 - found["sign_right"].float()) * 3 + size_mark
    row_now = _ledger.in_a_row(row, found)
    looked = looked_at.long()[None]
    return {
        "next_parameters": parameters - learning_rate * moves * slopes[OWN],
        "next_stage": torch.where(moves, float(MOVED), torch.where(back, cells + 1, forward)),
        "next_answers": answers * ~moves,
        "next_losses": kept,
        "next_taken": taken + moves,
        "next_row": torch.where(moves, row_now, row),
        "slopes": slopes,
        "gradient": slopes[OWN],
        "measured": measured,
        "largest_gap": torch.where(revealed, gaps, 0.0).max(),
        "factors": factors.T,
        "prediction": prediction,
        "loss": loss,
        "first_loss": kept[0],
        "cells": cells,
        "loss_known": back.float(),
        "moves": taken + 0 * stage,
        "in_row": row_now,
        "asked": torch.where(asks, 2 * cells + half, stage - KNOWN + 2 * CELLS).clamp(max=2 * CELLS + 3),
        "sizes": torch.where(half > 0.5, sizes, GAP),
        "marks": torch.where(back, mark, 0.0),
        "revealed_rows": torch.where(revealed, order, GAP),
        "marked_rows": torch.where(back & found["sign"], order, GAP),
        "asked_rows": torch.where(asks, cells, GAP)[None],
        "asked_x": torch.where(asks & asked, _ledger.PLACES[:, 0], GAP),
        "asked_y": torch.where(asks & asked, _ledger.PLACES[:, 1], GAP),
        "asked_rises": (slope > 0).float(),
        "last_size": (((order - cells + 1).abs() < 0.5) * size_mark).sum(),
        "asked_right": (asked & found["sign_right"]).float().sum(),
        "slope_x": _ledger.WRITTEN[:, 0] + 0 * order,
        "slope_y": torch.where(revealed, _ledger.WRITTEN[:, 1], GAP),
        "unit_values": values,
        "known_y": torch.where(seen, _ledger.UNIT_Y, GAP),
        "sums": sums,
        "sums_y": torch.where(known[1], 1.5 * _ledger.UNIT_Y[2:4], GAP),
        "loss_y": torch.where(back, 0.0, GAP)[None],
        "loss_course": torch.where(past, kept, GAP),
        "looked_x": torch.tensor([2.6, 1.5, 1.5]).index_select(0, looked),
        "looked_y": torch.tensor([0.0, 1.0, -1.0]).index_select(0, looked),
        "hidden_x": _ledger.UNIT_X[2:4] + 0 * sums,
        "hidden_y": _ledger.UNIT_Y[2:4] + 0 * sums,
        **_ledger.edges(parameters),
    }


def sample(generator):
    """Random inputs: a network somewhere in a round."""

    def number(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    return {
        "inputs": number(-10, 10, 2) / 10,
        "target": number(-10, 10) / 10,
        "parameters": number(-20, 20, 9) / 10,
        "learning_rate": number(1, 30) / 100,
        "stage": number(0, PREDICTED),
        "answers": number(0, SHOWN, 2 * CELLS),
        "losses": number(0, 30, ROUNDS) / 10,
        "taken": number(0, ROUNDS),
        "row": number(0, 5),
        "looked_at": number(0, 2),
    }


def model():
    """One moment, ready to be exported."""
    ends = {
        "inputs": (-1, 1), "target": (-1, 1), "parameters": (-2, 2), "learning_rate": (0.01, 0.3),
        "answers": (0, SHOWN), "looked_at": (0, 2),
    }  # fmt: skip
    return Model("backprop", backprop, sample, ends)
