"""How wrong a straight line is: what it misses each of a few points by, and the loss that these add up to.

The mean of the squares, whose least a formula gives: Legendre, 1805; Gauss, 1809. The mean of the lengths, whose least
is on a line through two of the points: Boscovich, 1757.
"""

import torch

from .._export import Model
from .._lines import FLAT, GAP, segment, through

COUNT = 5
EDGES = 0.0, 8.0  # of the points, along
BESIDE, RIGHT = 8.7, 11.9  # where the mean stands, beside them; one that is too wide is moved to the left
CORNERS = torch.tensor([0.0, 0.0]), torch.tensor([8.0, 7.2])  # of where the line is seen
LOW, HIGH = 1.0, 6.4  # y of a point: under the one, and over the other, there is no room for its name
HELD = torch.tensor([0.05, 0.95])  # how far along what is seen of the line its handles are
STEEPEST, FARTHEST = 1.5, 9.0
FIRST, SECOND = torch.triu_indices(COUNT, COUNT, 1)  # every pair of points, (10,) each
ENDS = {
    "points": (((0.0,) * COUNT, (0.0,) * COUNT), ((8.0,) * COUNT, (7.0,) * COUNT)),
    "tilt": (-STEEPEST, STEEPEST),
    "height": (-FARTHEST, FARTHEST),
    "by_length": (0, 1),
    "best_shown": (0, 1),
}


def losses(tilt, height, x, y):
    """The mean square and the mean length of the misses of lines: (...,) each, of tilts and heights (...,)."""
    misses = tilt[..., None] * x + height[..., None] - y
    return misses.square().mean(-1), misses.abs().mean(-1)


def least_squares(x, y):
    """Tilt and height of the line with the least mean square; level where all points stand above each other."""
    along = x - x.mean()
    spread = along.square().mean()
    upright = spread < FLAT
    tilt = torch.where(upright, 0.0, (along * (y - y.mean())).mean() / torch.where(upright, 1.0, spread))
    return tilt, y.mean() - tilt * x.mean()


def least_lengths(x, y):
    """The same for the mean length: of the lines through every two points, and the level ones, the best."""
    across = x[SECOND] - x[FIRST]
    upright = across.abs() < FLAT
    tilts = torch.where(upright, 0.0, (y[SECOND] - y[FIRST]) / torch.where(upright, 1.0, across))
    tilts = torch.cat([tilts, torch.zeros(COUNT)])  # (15,)
    heights = torch.cat([y[FIRST], y]) - tilts * torch.cat([x[FIRST], x])
    found = losses(tilts, heights, x, y)[1]
    chosen = (found < found.min() + FLAT).float()
    chosen = chosen * (chosen.cumsum(0) < 1.5)  # the first of several
    return (chosen * tilts).sum(), (chosen * heights).sum()


def outlines(left, right, low, high):
    """Rectangles, (n,) each, as one outline with gaps, all turning the same way: x and y, (6 n,)."""
    left, right = torch.minimum(left, right), torch.maximum(left, right)
    low, high = torch.minimum(low, high), torch.maximum(low, high)
    gap = torch.full_like(left, GAP)
    corners = [left, right, right, left, left, gap], [low, low, high, high, low, gap]
    return [torch.stack(each, 1).reshape(-1) for each in corners]


def missed(points, tilt, height, by_length, best_shown, handles):
    """A line among points, what it misses them by, and the loss.

    points: (2, 5), x and y of each, 0 to 8 and 0 to 7. tilt, height: (), of the line tilt * x + height. by_length: (),
    1 to count a miss by its length, 0 by its square. best_shown: (), 1 to show the line with the least loss. handles:
    (2, 2), x and y of two places that a line is to be drawn through.
    """
    x, y = points
    guesses = tilt * x + height  # (5,)
    misses = guesses - y
    lengths = misses.abs()
    length_counts, shown = by_length > 0.5, best_shown > 0.5
    costs = torch.where(length_counts, lengths, misses.square())
    loss = costs.mean()

    squared, lengthy = least_squares(x, y), least_lengths(x, y)
    best_tilt, best_height = (torch.where(length_counts, *pair) for pair in zip(lengthy, squared, strict=True))
    least = torch.where(length_counts, losses(*lengthy, x, y)[1], losses(*squared, x, y)[0])

    # A square stands on that side of its point where the line runs away from it, unless it would not fit there.
    toward = torch.where((misses > 0) == (tilt >= 0), 1.0, -1.0)
    wide = torch.where(length_counts, 0.0, lengths)
    end = x + toward * wide
    toward = torch.where((end < EDGES[0] - FLAT) | (end > EDGES[1] + FLAT), -toward, toward)
    square_x, square_y = outlines(x, x + toward * wide, y, guesses)
    side = torch.where(length_counts, loss, loss.sqrt())
    wide = torch.where(length_counts, 0.0, side)
    left = torch.minimum(torch.tensor(BESIDE), RIGHT - wide)
    mean_x, mean_y = outlines(*(part.reshape(1) for part in (left, left + wide, 0 * side, side)))
    below = ((misses > 0) & (y > LOW)) | (y > HIGH)
    ends = torch.tensor(EDGES)
    held_x, held_y = segment(torch.stack([tilt, -torch.ones_like(tilt), height]), *CORNERS)
    asked = through(handles, STEEPEST, FARTHEST)
    return {
        "guesses": guesses,
        "misses": misses,
        "costs": costs,
        "total": costs.sum(),
        "loss": loss,
        "sum_of_misses": misses.sum(),
        "squares_shown": (~length_counts).float(),
        "best_tilt": best_tilt,
        "best_height": best_height,
        "least": least,
        "excess": (loss - least) / least.clamp(min=1e-3),  # 0.01: one hundredth above the least
        "line_y": tilt * ends + height,
        "best_y": torch.where(shown, best_tilt * ends + best_height, GAP),
        "miss_x": torch.stack([x, x, torch.full_like(x, GAP)], 1).reshape(-1),
        "miss_y": torch.stack([y, guesses, torch.full_like(y, GAP)], 1).reshape(-1),
        "above_y": torch.where(below, GAP, y),  # of points whose names stand above them
        "below_y": torch.where(below, y, GAP),
        "square_x": square_x,
        "square_y": square_y,
        "mean_x": mean_x,
        "mean_y": mean_y,
        "mean_top": side + 0.15,  # where its name stands
        "handles_x": held_x[0] + HELD * (held_x[1] - held_x[0]),
        "handles_y": held_y[0] + HELD * (held_y[1] - held_y[0]),
        "tilt_asked": asked[0],
        "height_asked": asked[1],
    }


def sample(generator):
    """Random points, and a line."""

    def uniform(low, high, *shape):
        return low + (high - low) * torch.rand(*shape, generator=generator)

    return {
        "points": torch.stack([uniform(0, 8, COUNT), uniform(0, 7, COUNT)]),
        "tilt": uniform(-1, 1, 1)[0],
        "height": uniform(-2, 7, 1)[0],
        "by_length": torch.randint(2, (), generator=generator).float(),
        "best_shown": torch.randint(2, (), generator=generator).float(),
        "handles": uniform(0, 7, 2, 2),
    }


def model():
    """The line and its loss, ready to be exported."""
    return Model("loss_line", missed, sample, ENDS)
