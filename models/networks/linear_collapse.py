"""A stack of layers with one input and one output: a step of its training, and the straight line that its layers come
to without an activation function, multiplied out.
"""

import math

import torch

from .._activations import ACTIVATIONS, TABLE, activated
from .._adam import adam
from .._export import Model

POINTS, PLACES, PROBES = 32, 80, 16
UNITS, DEEPEST = 4, 4
SHAPES = [(UNITS, 1), *[(UNITS, UNITS)] * (DEEPEST - 1), (1, UNITS)]  # of weights: (to, from)
FORMS = [form for to, origin in SHAPES for form in ((to, origin), (to,))]  # weights and biases, layer after layer
SIZES = [math.prod(form) for form in FORMS]
PARAMETERS = sum(SIZES) + 3  # 76, a multiple of 4, which makes compiled code small
EDGE, WIDEST = 1.5, 5.0  # an edge is drawn this many px wide for each unit of its weight, up to the widest
ENDS = {"form": (0, len(ACTIVATIONS) - 1), "learning_rate": (0.001, 0.3)}


def split(parameters, depth):
    """The weights, (to, from), and biases, (to,), of a stack with so many hidden layers, in turn."""
    every = [part.view(form) for part, form in zip(parameters.split([*SIZES, 3]), FORMS)]
    return [*every[: 2 * depth], *every[-2:]]


def stack(parameters, x, form, depth):
    """What a stack says to each x, (n,)."""
    *hidden, weight, bias = split(parameters, depth)
    layer = x[None]  # (1, n)
    for own, shift in zip(hidden[0::2], hidden[1::2]):
        layer = activated(own @ layer + shift[:, None], form)  # (4, n)
    return (weight @ layer + bias[:, None])[0]


def mean_squared_error(parameters, x, targets, form, depth):
    error = stack(parameters, x, form, depth) - targets
    return (error * error).mean()


def multiplied_out(parameters, depth):
    """The slope and the height of the line that a stack of this depth is where no layer bends."""
    slope, height = torch.ones_like(parameters[:1])[None], torch.zeros_like(parameters[:1])  # (1, 1), (1,), of x itself
    parts = split(parameters, depth)
    for weight, bias in zip(parts[0::2], parts[1::2]):
        slope, height = weight @ slope, weight @ height + bias  # (to, 1), (to,)
    return slope[0, 0], height[0]


def step(case, x, targets, form, learning_rate, probes, places, parameters, velocity, gradient_size, step_count):
    """One step of training on all points, and the stack before it.

    case: depth, 1 to 4 hidden layers of four units. x, targets: (32,), the points. form: (), a place in ACTIVATIONS.
    probes: (16,), random places at which stack and line are compared. places: (80,), where to draw. parameters,
    velocity, and gradient_size, the root of Adam's mean square: (76,). step_count: (), steps taken.
    """
    depth, numbers = case["depth"], TABLE.index_select(0, form.long()[None])[0]  # (8,)
    gradient, loss = torch.func.grad_and_value(mean_squared_error)(parameters, x, targets, numbers, depth)
    count = step_count + 1
    move, average, size = adam(gradient, velocity, gradient_size, count)

    # What is compared to a millionth is computed with more digits than a single step needs.
    exact = parameters.double()
    slope, height = multiplied_out(exact, depth)
    said = stack(exact, probes.double(), numbers.double(), depth)  # (16,)
    difference = (said - (slope * probes.double() + height)).abs().amax(0).float()
    slope, height = slope.float(), height.float()
    best_slope, best_height = straight(x, targets)
    best_error = best_slope * x + best_height - targets
    best_loss = (best_error * best_error).mean()
    pages = torch.stack([step_count * 1.05 > 25 * 2.0**k for k in range(16)]).float().sum()
    return {
        "next_parameters": parameters - learning_rate * move,
        "next_velocity": average,
        "next_gradient_size": size,
        "next_step_count": count,
        "loss": loss,
        "best_loss": best_loss,  # of all straight lines
        "excess": loss - best_loss,
        "largest_difference": difference,
        "line_slope": slope,
        "line_height": height,
        "line_slope_positive": (6 * EDGE * slope).clamp(0.0, 2 * WIDEST),
        "line_slope_negative": (-6 * EDGE * slope).clamp(0.0, 2 * WIDEST),
        "line": slope * places + height,
        "curve": stack(parameters, places, numbers, depth),
        "probe_count": 0 * loss + PROBES,
        "step_axis": torch.stack([0 * pages, 25 * 2**pages]),  # (2,), wide enough for the steps taken
        **drawing(parameters, depth),
    }


def straight(x, targets):
    """The slope and the height of the straight line that misses the points least: least squares."""
    mean_x, mean_y = x.mean(), targets.mean()
    slope = ((x - mean_x) * (targets - mean_y)).mean() / (((x - mean_x) ** 2).mean() + 1e-12)
    return slope, mean_y - slope * mean_x


def drawing(parameters, depth):
    """How the stack is drawn: where its columns stand, from 0 to 1, which are there, and its edges in px."""
    every = [part.view(form) for part, form in zip(parameters.split([*SIZES, 3]), FORMS)]
    first, *inner, last = every[0::2]
    there = (torch.arange(1.0, DEEPEST + 1) <= depth).float()  # (4,)
    inner = torch.stack(inner) * there[1:, None, None]  # (3, 4, 4)
    last = last * (torch.arange(1.0, DEEPEST + 1) == depth).float()[:, None]  # (4, 4), from which column
    widths = {"first": first[:, 0], "inner": inner, "last": last}
    columns = torch.arange(DEEPEST + 2.0).clamp(max=depth + 1.0) / (depth + 1)
    return {
        "columns": columns + 0 * parameters[0],
        "there": there + 0 * parameters[0],
        **{f"{name}_positive": (EDGE * width).clamp(0.0, WIDEST) for name, width in widths.items()},
        **{f"{name}_negative": (-EDGE * width).clamp(0.0, WIDEST) for name, width in widths.items()},
    }


def sample(generator, case):
    """Random inputs: points about a wave, a step on the way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(shape, generator=generator)

    return {
        "x": torch.linspace(-2, 2, POINTS),
        "targets": uniform(-1, 1, POINTS),
        "form": torch.randint(len(ACTIVATIONS), (), generator=generator).float(),
        "learning_rate": uniform(0.001, 0.1),
        "probes": uniform(-2, 2, PROBES),
        "places": torch.linspace(-2, 2, PLACES),
        "parameters": uniform(-1, 1, PARAMETERS),
        "velocity": uniform(-0.1, 0.1, PARAMETERS),
        "gradient_size": uniform(0.05, 0.2, PARAMETERS),
        "step_count": torch.randint(50, (), generator=generator).float(),
    }


def model():
    """The step, ready to be exported: a graph for each depth."""
    return Model("linear_collapse", step, sample, ENDS, cases={"depth": tuple(range(1, DEEPEST + 1))})
