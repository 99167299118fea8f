"""One step that makes EfficientNet-Lite0 see what is not there: every pixel is nudged along the gradient's sign.

The fast gradient sign method: I. Goodfellow, J. Shlens and C. Szegedy, "Explaining and harnessing adversarial examples"
(2015); in steps, within a largest change: A. Kurakin, I. Goodfellow and S. Bengio, "Adversarial machine learning at
scale" (2017).
"""

import torch

from .. import _efficientnet as network
from .._export import Model, choose, traced

VISIBLE = 30  # times the change is multiplied to be seen


def target_log_probability(picture, chosen):
    """The logarithm of the chosen class's probability, and all logits. chosen: (1000,), 1 for the class, else 0."""
    logits = network.classify(picture)
    return (logits.log_softmax(0) * chosen).sum(), logits


def nudge(picture, target):
    """The gradient of the target's log-probability, and all logits."""
    chosen = (torch.arange(network.CLASSES) == target).float()
    return torch.func.grad(target_log_probability, has_aux=True)(picture, chosen)


def look(picture, _):
    """The likeliest five classes of a picture, and their probabilities: (10,)."""
    return torch.cat(network.top(network.classify(picture).softmax(0)))


def remember(_, seen):
    """What was seen before: (10,)."""
    return seen.clone()


class Attack(torch.nn.Module):
    """The step, and what the network sees in the photograph with as much noise, computed anew for another limit."""

    def __init__(self):
        super().__init__()
        network.weights()  # read before tracing begins
        blank = torch.zeros(1, 3, network.SIZE, network.SIZE)
        self.nudge = traced("nudge", nudge, blank, torch.tensor(0.0))
        self.look = traced("look", look, blank, torch.zeros(10))

    def forward(self, photo, change, noise, target, largest_change, step_size, noise_seen):
        """photo: (1, 3, 224, 224), 0 to 1. change: the same shape, what was added so far. noise: the same shape, of
        which only the signs count. target: (), the class to be seen, 0 to 999. largest_change, step_size: (), in
        255ths, for any one number of a pixel. noise_seen: (11,), what the step before gave as next_noise_seen, or
        zeros."""
        limit = largest_change * network.SHADE
        change = change.clamp(-limit, limit)  # the limit may have been lowered since
        picture = (photo + change).clamp(0, 1)
        gradient, logits = self.nudge(picture, target)
        probabilities = logits.softmax(0)
        top_classes, top_probabilities = network.top(probabilities)
        nudged = (change + step_size * network.SHADE * gradient.sign()).clamp(-limit, limit)
        noisy_picture = (photo + limit * noise.sign()).clamp(0, 1)

        marked = largest_change + 1  # zeros are not what was seen within a limit of 0
        seen = choose(noise_seen[0] == marked, remember, self.look, (noisy_picture, noise_seen[1:]))  # (10,)
        return {
            "gradient": gradient,
            "next_change": (photo + nudged).clamp(0, 1) - photo,
            "next_noise_seen": torch.cat([marked[None], seen]),
            "picture": picture,
            "change_shown": (0.5 + VISIBLE * (picture - photo)).clamp(0, 1),
            "noisy_picture": noisy_picture,
            "probabilities": probabilities,
            "top_classes": top_classes,
            "top_probabilities": top_probabilities,
            "target_probability": (probabilities * (torch.arange(network.CLASSES) == target)).sum(),
            "fooled": (top_classes[0] == target).float(),
            "noisy_classes": seen[:5],
            "noisy_probabilities": seen[5:],
            "change_so_far": (picture - photo).abs().max() / network.SHADE,  # (), in 255ths
        }


def sample(generator):
    """A made-up photograph with some change to it, any target, any limit that a reader can set."""
    photo = network.picture(generator)
    change = (torch.randint(-2, 3, photo.shape, generator=generator) * network.SHADE + photo).clamp(0, 1) - photo
    target, largest_change, step_size = (
        torch.randint(low, high, (), generator=generator).float()
        for low, high in ((0, network.CLASSES), (2, 17), (1, 3))
    )
    known = torch.randint(2, (), generator=generator)  # whether the noise has been looked at before
    seen = torch.cat([known * (largest_change + 1)[None], torch.rand(10, generator=generator)])
    return {
        "photo": photo,
        "change": change,
        "noise": torch.randn(photo.shape, generator=generator),
        "target": target,
        "largest_change": largest_change,
        "step_size": step_size,
        "noise_seen": seen,
    }


def model():
    """The network as it is; it needs no training here."""
    ends = {"photo": (0, 1), "target": (0, network.CLASSES - 1), "largest_change": (0, 255), "step_size": (1, 8)}
    return Model(
        "attack",
        Attack(),
        sample,
        ends,
        metadata=network.METADATA,
        weights=network,
        loose=("gradient",),
        signs={"next_change": "gradient"},
    )
