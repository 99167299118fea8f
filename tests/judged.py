"""Runs of a figure, and from when on a goal is met in them: what the page's judge is held to."""

import math

import numpy as np

import explainers
from explainers._core.goals import grammar, judge
from explainers._core.goals.goal import Goal

LOSSES = [
    3.0,
    0.5,
    0.25,
    0.25 + 1e-6,
    0.25 + 3e-6,
    0.1,
    math.nan,
    0.2,
    math.inf,
    0.3,
    -math.inf,
    0.05,
    0.05,
    0.05,
    0.05,
    0.05,
]
SIGNS = ["<", "<=", "=", ">=", ">"]
WHENS = [
    *(f"loss {sign} {value}" for sign in SIGNS for value in ("0.25", "3", "-2", "1e-1")),
    *(f"learning_rate {sign} 0.3" for sign in SIGNS),
    *("loss = 0.250002", "loss = 0.2500035", "loss = 0.25001"),
    *("step = 7", "step >= 4 and loss < 0.25", "step <= 3 and loss < 0.25", "gradient[1] = 2", "gradient[0] > 2"),
    *("start[0] < -1", "start[1] = 2.4", 'optimizer = "Plain"', 'optimizer = "Adam"', 'batch_size = "1" and loss < 9'),
    *(f"loss < {value} for {steps} steps" for value in ("1", "0.1") for steps in (3, 4, 5)),
    *("loss > 0 for 6 steps", "loss < 0.25 for 12 steps"),
]
SHOWN = [*('drawing = "5"', 'drawing = "3"', "picked[2] >= 14"), *("probabilities[9] > 0.5", "probabilities[0] > 0.5")]


def goal(explainer, when):
    comparisons, lasting = grammar.read_when(explainer, when)
    return Goal(explainer.name, 1, "", when, "", "", "", {}, 0, comparisons, lasting, None)


def judged(explainer, whens, every, values, moments):
    """One case: goals as data, how often they are judged, the values of controls, and the moments of a run; wanted: the
    first step at which each is met."""
    goals = [goal(explainer, when) for when in whens]
    run = [(step, values, arrays) for step, arrays in moments]
    ends = range(1, len(run) + 1)
    met = [next((run[end - 1][0] for end in ends if judge.met(each, run[:end], every)), None) for each in goals]
    told = [[step, {name: array.ravel() for name, array in arrays.items()}] for step, arrays in moments]
    return {"given": [[each.spec() for each in goals], every, values, told], "wanted": met}


def judgements():
    descent, digits, xor = (explainers.load(name) for name in ("descent", "digits", "xor"))
    values = descent.checked({"learning_rate": 0.3})
    gradient = np.float32([1, 2])
    run = [(step, {"loss": np.float32(loss), "gradient": gradient}) for step, loss in enumerate(LOSSES)]
    even = [when for when in WHENS if grammar.read_when(descent, when)[1] % 2 == 0]
    still = [(0, {"probabilities": np.float32(np.arange(10) / 10)})]
    return [
        judged(descent, WHENS, 1, values, run),
        judged(descent, even, 2, values, run),
        judged(digits, SHOWN, 1, digits.checked({"drawing": "5"}), still),
        judged(xor, ["layer = true", "layer = false"], 1, xor.checked({"layer": True}), [(0, {})]),
    ]
