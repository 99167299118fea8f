"""Gradient descent: one step of the slope and intercept of a line towards the points it should fit.

Plain descent with momentum: Polyak, 1964, in the form of `torch.optim.SGD`. Adam: Kingma and Ba, 2015.
Both are compared with `torch.optim` in the tests.
"""

import torch

from .._export import Model

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8  # Adam's own defaults; the momentum slider is for plain descent
GRID = 41
ENDS = {
    "position": ((-2.5, -1.5), (5, 3)),
    "learning_rate": (0.01, 1.2),
    "momentum": (0, 0.95),
    "adam": (0, 1),
    "batch_size": (1, 16),
}


def mean_squared_error(position, x, y, chosen):
    """The mean of the squared errors of a line over the chosen points: chosen is (16,), 1 or 0."""
    error = (position[0] * x + position[1] - y) * chosen
    return (error * error).sum() / chosen.sum()


def step(
    x,
    y,
    position,
    velocity,
    second_moment,
    step_count,
    learning_rate,
    momentum,
    adam,
    batch_size,
    draw,
    grid_slope,
    grid_intercept,
    line_x,
):
    """One step, and the landscape that it is taken in.

    x, y: (16,), the points. position: (2,), slope and intercept. velocity, second_moment: (2,), 0 at the start; with
    Adam, velocity is its first moment. step_count: (), steps already taken. learning_rate: (), above 0. momentum: (),
    0 to below 1. adam: (), 0 for plain descent, 1 for Adam. batch_size: (), 1 to 16. draw: (16,), random numbers; the
    points with the smallest are this step's minibatch. grid_slope, grid_intercept: (41,), where to draw the loss.
    line_x: (2,), where to draw the line.
    """
    # A point's rank is how many are drawn before it: the one-sided comparison settles ties by position.
    earlier = torch.arange(16)[None, :] < torch.arange(16)[:, None]  # (16, 16)
    before = (draw[None, :] < draw[:, None]) | ((draw[None, :] == draw[:, None]) & earlier)
    in_batch = (before.float().sum(1) < batch_size).float()  # (16,)

    everyone = torch.ones(16)
    gradient = torch.func.grad(mean_squared_error)(position, x, y, in_batch)  # (2,)
    full_gradient, loss = torch.func.grad_and_value(mean_squared_error)(position, x, y, everyone)  # (2,), ()

    count = step_count + 1
    plain_velocity = momentum * velocity + gradient
    first = BETA1 * velocity + (1 - BETA1) * gradient
    second = BETA2 * second_moment + (1 - BETA2) * gradient * gradient
    adam_step = first / (1 - BETA1**count) / ((second / (1 - BETA2**count)).sqrt() + EPSILON)
    use_adam = adam > 0.5
    next_position = position - learning_rate * torch.where(use_adam, adam_step, plain_velocity)

    # About the points' mean the loss is two squares on top of the least there is: three numbers give all of it.
    mean_x, mean_y = x.mean(), y.mean()
    variance = ((x - mean_x) ** 2).mean()
    best_slope = ((x - mean_x) * (y - mean_y)).mean() / variance
    best_position = torch.stack([best_slope, mean_y - best_slope * mean_x])  # (2,), least squares
    best_loss = mean_squared_error(best_position, x, y, everyone)
    height = grid_intercept[:, None] + grid_slope[None, :] * mean_x - mean_y  # (41, 41), at the mean
    tilt = grid_slope - best_slope  # (41,)
    loss_surface = best_loss + variance * tilt * tilt + height * height  # (41, 41)

    # From 0 to 25, 50, 100, ... steps: wide enough for those taken.
    pages = torch.stack([step_count * 1.05 > 25 * 2.0**k for k in range(16)]).float().sum()
    step_axis = torch.stack([0 * pages, 25 * 2**pages])  # (2,)

    predictions = position[0] * x + position[1]  # (16,)
    return {
        "slope": position[0],
        "intercept": position[1],
        "predictions": predictions,
        "line_y": position[0] * line_x + position[1],
        "loss": loss,
        "in_batch": in_batch,
        "gradient": gradient,
        "full_gradient": full_gradient,
        "next_position": next_position,
        "next_velocity": torch.where(use_adam, first, plain_velocity),
        "next_second_moment": second,
        "next_step_count": count,
        "step_axis": step_axis,
        "loss_surface": loss_surface,  # rows: intercept; columns: slope
        "best_position": best_position,
        "best_loss": best_loss,
    }


def sample(generator):
    """Random inputs: points about a line, a step on the way."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(*shape, generator=generator)

    x = uniform(0, 4, 16)
    return {
        "x": x,
        "y": uniform(-1, 1, 1) * x + uniform(0, 3, 1) + uniform(-0.5, 0.5, 16),
        "position": uniform(-3, 3, 2),
        "velocity": uniform(-2, 2, 2),
        "second_moment": uniform(0, 2, 2),
        "step_count": torch.randint(50, (), generator=generator).float(),
        "learning_rate": uniform(0.001, 1.5, 1)[0],
        "momentum": uniform(0, 0.99, 1)[0],
        "adam": torch.randint(2, (), generator=generator).float(),
        "batch_size": torch.randint(1, 17, (), generator=generator).float(),
        "draw": uniform(0, 1, 16),
        "grid_slope": torch.linspace(-3, 3, GRID),
        "grid_intercept": torch.linspace(-2, 6, GRID),
        "line_x": torch.tensor([0.0, 4.0]),
    }


def model():
    """The step, ready to be exported."""
    return Model("descent", step, sample, ENDS)
