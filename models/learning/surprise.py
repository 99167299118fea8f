"""How large a loss is for the share that a guess gives to the right answer: cross-entropy, and the squared error.

-log(probability), the surprise of an event: Shannon, 1948. Softmax turns scores into probabilities.
"""

import torch

from .._export import Model
from .._losses import cross_entropy

SMALLEST = 1e-3  # a probability: below it, the surprise leaves the panel
FARTHEST = 3.0  # a score, either way
REACH = 0.14, 0.5  # of a piece of the slope's line, either way: along, up
ENDS = {
    "confidence": (SMALLEST, 1 - SMALLEST),
    "scores": ((-FARTHEST, -FARTHEST), (FARTHEST, FARTHEST)),
    "by_scores": (0, 1),
    "truth": (0, 1),
    "shares": (SMALLEST, 1),
}


def log_odds(share):
    """What a sigmoid makes this share of, above 0 and below 1."""
    return share.log() - (1 - share).log()


def surprise(share):
    """-log(share): nothing at 1, without end toward 0."""
    return cross_entropy(log_odds(share), torch.ones_like(share))


def squared_error(share):
    """The square of what is missing to 1."""
    return (1 - share) * (1 - share)


def judged(confidence, scores, by_scores, truth, shares):
    """A guess between two answers, and two losses of it.

    confidence: (), the share that the first answer gets. scores: (2,), of both, from which softmax makes shares.
    by_scores: (), 1 where the scores count, 0 where the confidence does. truth: (), 1 if the second answer is right.
    shares: (n,), where to draw the losses, up to 1.
    """
    powers = scores.exp()
    from_scores = powers / powers.sum()
    scored = by_scores > 0.5
    given = torch.stack([confidence, 1 - confidence]).clamp(1e-6, 1 - 1e-6)
    guess = torch.where(scored, from_scores, given)  # (2,)
    right = torch.stack([truth < 0.5, truth > 0.5]).float()  # (2,)
    odds = torch.where(scored, scores[0] - scores[1], log_odds(given[0]))
    share = (guess * right).sum()

    losses = torch.stack([cross_entropy(odds, 1 - truth), squared_error(share)])  # (2,)
    slopes = torch.stack([torch.func.grad(each)(share) for each in (surprise, squared_error)])
    # A piece of each slope's line, short enough for the panel.
    along = torch.minimum(torch.tensor(REACH[0]), REACH[1] / slopes.abs().clamp(min=1e-6))  # (2,)
    ends = torch.stack([torch.maximum(-along, -share), torch.minimum(along, 1 - share)], 1)
    inner = shares.clamp(1e-6, 1 - 1e-6)
    return {
        "powers": powers,
        "power_sum": powers.sum(),
        "softmax": from_scores,
        "guess": guess,
        "named": torch.stack([truth, 3 - truth]),  # which of four words names each: 0 and 3, or 1 and 2
        "share": share,
        "cross_entropy": losses[0],
        "squared_error": losses[1],
        "losses": losses,
        "slopes": slopes,
        "tangent_x": share + ends,  # (2, 2): of each loss, both ends
        "tangent_y": losses[:, None] + slopes[:, None] * ends,
        "curves": torch.stack([surprise(inner), squared_error(shares)]),  # (2, n)
        "scored": scored.float(),
    }


def sample(generator):
    """A random guess."""
    return {
        "confidence": 0.01 + 0.98 * torch.rand((), generator=generator),
        "scores": 6 * torch.rand(2, generator=generator) - 3,
        "by_scores": torch.randint(2, (), generator=generator).float(),
        "truth": torch.randint(2, (), generator=generator).float(),
        "shares": 0.002 + 0.99 * torch.rand(100, generator=generator),
    }


def model():
    """The losses of a guess, ready to be exported."""
    return Model("surprise", judged, sample, ENDS)
