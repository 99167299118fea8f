"""What a photograph shows: the five likeliest of a thousand classes, by EfficientNet-Lite0."""

import torch

from .. import _efficientnet as network
from .._export import Model
from . import _imagenet

HIDDEN = float(network.CLASSES)  # stands for a class that is not shown yet


def guess(photo, answer, reveal):
    """photo: (1, 3, 224, 224), 0 to 1. answer: (), the class that the reader names. reveal: (), 0 hides the guesses."""
    logits = network.classify(photo)
    probabilities = logits.softmax(0)  # (1000,)
    top_classes, top_probabilities = network.top(probabilities)  # (5,), (5,)
    chosen = (torch.arange(network.CLASSES) == answer).float()
    answer_probability = (probabilities * chosen).sum()
    hits = (top_classes == answer).float() * reveal  # (5,)
    shown = top_probabilities * reveal
    return {
        "logits": logits,
        "probabilities": probabilities,
        "top_classes": top_classes,
        "top_probabilities": top_probabilities,
        "shown_classes": top_classes * reveal + HIDDEN * (1 - reveal),
        "shown_probabilities": shown,
        "hit_probabilities": shown * hits,  # drawn over the bar of the reader's own answer
        "rest_probability": (1 - top_probabilities.sum()) * reveal,
        "answer_probability": answer_probability,
        "answer_rank": (probabilities > answer_probability).float().sum() + 1,
        "among_five": (top_classes == answer).float().sum(),
    }


def sample(generator):
    """A made-up photograph, any class, revealed or not."""
    return {
        "photo": network.picture(generator),
        "answer": torch.randint(network.CLASSES, (), generator=generator).float(),
        "reveal": torch.randint(2, (), generator=generator).float(),
    }


def train():
    """The network needs no training here; what is made anew with it is the list of its classes' names."""
    _imagenet.write()
    return model()


def model():
    """The network as it is; it needs no training here."""
    ends = {"photo": (0, 1), "answer": (0, network.CLASSES - 1), "reveal": (0, 1)}
    return Model("photo", guess, sample, ends, metadata=network.METADATA, weights=network)
