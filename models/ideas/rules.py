"""Who is a cat? Rules of the reader's own, and a neuron that learns from the same animals, one step at a time.

The neuron weighs six properties, and learns by gradient descent on its cross-entropy; one that learns from examples:
Rosenblatt, 1958. The animals are made up, in `models/data/animals.json`.
"""

import json
from itertools import product

import torch

from .._export import Model
from .._losses import cross_entropy
from .._run import HERE

MADE_UP = json.loads((HERE / "data" / "animals.json").read_text(encoding="utf-8"))
COUNT, MET, PROPERTIES = len(MADE_UP["animals"]), MADE_UP["met"], len(MADE_UP["properties"])
NEXT = COUNT - MET
RATE = 1.5  # how far a step goes
EVERY = torch.tensor(list(product((0.0, 1.0), repeat=PROPERTIES + 1)))  # (128, 7): all rules there can be
GAP = float("nan")
KNOWN = (torch.arange(COUNT) < MET).float()  # the animals to learn from
ROWS = torch.arange(float(COUNT)) - MET * (1 - KNOWN)  # where each stands among those, or among the next
ENDS = {"rules": (0, 1), "any_rule": (0, 1), "meet": (0, 1)}


def judged(rules, any_rule, animals):
    """1 for those of the animals, (animals, 6), that rules let in. rules: (6,) or (many, 6), each 1 for a property that
    is asked for, the last one for not barking. any_rule: () or (many, 1).
    """
    fits = torch.cat([animals[:, :-1], 1 - animals[:, -1:]], 1)  # (animals, 6)
    missed, kept = rules @ (1 - fits).T, rules @ fits.T  # ([many,] animals)
    return torch.where(any_rule > 0.5, (kept > 0.5).float(), (missed < 0.5).float())


def mean_loss(parameters, animals, cats):
    """The mean of -log(probability given to the truth) over the animals to learn from; and all sums."""
    sums = animals @ parameters["weights"] + parameters["bias"]  # (animals,)
    return cross_entropy(sums, cats)[:MET].mean(), sums


def first(wrong):
    """The place of the first 1, from 1; 0 where there is none."""
    place = torch.arange(1.0, len(wrong) + 1)
    found = torch.where(wrong > 0.5, place, len(wrong) + 1.0).min()
    return torch.where(found > len(wrong), 0.0, found)


def step(rules, any_rule, meet, animals, cats, weights, bias):
    """One step of the neuron, and what both make of all animals before it.

    rules: (6,), 1 for a property that is asked for: furry, tail, four legs, pointy ears, whiskers, not barking.
    any_rule: (), 0 where all of them must fit, 1 where one is enough. meet: (), 1 once the animals held back are seen.
    animals: (30, 6), properties; the first 16 are there to learn from. cats: (30,), 1 for a cat. weights: (6,), bias:
    (), the neuron's.
    """
    parameters = {"weights": weights, "bias": bias}
    gradient, (_, sums) = torch.func.grad_and_value(mean_loss, has_aux=True)(parameters, animals, cats)
    seen = torch.maximum(KNOWN, (meet > 0.5).float())  # (30,)
    rules_in, neuron_in = judged(rules, any_rule, animals), (sums > 0).float()
    rules_wrong, neuron_wrong = (rules_in - cats).abs(), (neuron_in - cats).abs()
    score = {
        f"{who}_{which}": ((1 - wrong) * group).sum()
        for who, wrong in (("rules", rules_wrong), ("neuron", neuron_wrong))
        for which, group in (("met", KNOWN), ("next", 1 - KNOWN))
    }
    every_right = 1 - (judged(EVERY[:, :-1], EVERY[:, -1:], animals) - cats).abs()  # (128, 30)
    broken = first(rules_wrong[:MET]), first(rules_wrong[MET:])
    places = {
        "cats": cats,
        "others": 1 - cats,
        "right": 1 - rules_wrong,
        "wrong": rules_wrong,
        "rules_in": rules_in,
        "rules_out": 1 - rules_in,
        "rules_missed": rules_wrong,
        "neuron_in": neuron_in,
        "neuron_out": 1 - neuron_in,
        "neuron_missed": neuron_wrong,
    }
    return {
        "next_weights": weights - RATE * gradient["weights"],
        "next_bias": bias - RATE * gradient["bias"],
        "sums": sums,
        **score,
        "best_met": (every_right * KNOWN).sum(1).max(),  # of all the rules that there can be
        "best_next": (every_right * (1 - KNOWN)).sum(1).max(),
        "met_count": KNOWN.sum(),
        "next_count": (1 - KNOWN).sum(),
        "lead": score["rules_next"] - score["neuron_next"],
        **{f"{who}_next_seen": torch.where(meet > 0.5, score[f"{who}_next"], 0.0) for who in ("rules", "neuron")},
        **{
            f"{who}_next_said": torch.where(meet > 0.5, score[f"{who}_next"], NEXT + 1.0) for who in ("rules", "neuron")
        },
        "traits": animals * seen[:, None],
        **{f"{name}_rows": torch.where(there * seen > 0.5, ROWS, GAP) for name, there in places.items()},
        "unseen_rows": torch.where(seen > 0.5, GAP, ROWS),
        "breaker": torch.where((meet > 0.5) & (broken[1] > 0), broken[1] + MET, broken[0]),
    }


def table():
    """The made-up animals: (30, 6) and (30,)."""
    rows = MADE_UP["animals"]
    return torch.tensor([each["has"] for each in rows]).float(), torch.tensor([each["cat"] for each in rows]).float()


def sample(generator):
    """Random inputs: any rules, any animals, a neuron on its way."""

    def coins(*shape):
        return torch.randint(2, shape, generator=generator).float()

    return {
        "rules": coins(PROPERTIES),
        "any_rule": coins(),
        "meet": coins(),
        "animals": coins(COUNT, PROPERTIES),
        "cats": coins(COUNT),
        "weights": torch.randn(PROPERTIES, generator=generator),
        "bias": torch.randn((), generator=generator),
    }


def model():
    """The step, ready to be exported. ValueError where rules are right about all animals that are shown, or about all
    that are held back: each must be broken by one of either.
    """
    animals, cats = table()
    right = judged(EVERY[:, :-1], EVERY[:, -1:], animals) == cats  # (128, 30)
    for perfect in (right[:, :MET].all(1) | right[:, MET:].all(1)).nonzero():
        raise ValueError(f"rules: no animal breaks the rules {EVERY[perfect[0]].tolist()}; change the table")
    return Model("rules", step, sample, ENDS)
