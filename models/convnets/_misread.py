"""Test digits that the network of the digit figure reads wrong, of each sort of mistake the one of which it is surest.

`python -m models.convnets._misread` writes them, as the page offers them.
"""

import json

import torch

from .._centering import center
from .._run import HERE
from . import _mnist, digits

FILE = HERE / "data" / "digits_misread.json"


def misread():
    """What the file holds. A digit must be read wrong as it is, and in the levels of ink that the page's pad has."""
    network = digits.model().compute
    images, labels = _mnist.read("t10k")
    found, wrong = {}, 0
    with torch.no_grad():
        for start in range(0, len(images), 1000):
            part, names = images[start : start + 1000], labels[start : start + 1000]
            plain = network.guess(part)
            seen = (part * _mnist.LEVELS).round() / _mnist.LEVELS
            shares = network.classify(center(seen)[0])[0].softmax(1)
            surest, read = shares.max(1)
            wrong += (plain != names).sum().item()
            for place in ((plain != names) & (read == plain)).nonzero()[:, 0].tolist():
                sort = names[place].item(), read[place].item()
                best = found.get(sort, (0, 0))
                found[sort] = max(best, (surest[place].item(), start + place))
    samples = [
        {"label": f"{is_} read as {read}", "test_digit": index, "value": _mnist.code(images[index])}
        for (is_, read), (_, index) in sorted(found.items())
    ]
    return {"credit": _mnist.CREDIT, "digits": len(images), "misread": wrong, "samples": samples}


if __name__ == "__main__":
    FILE.write_text(json.dumps(misread(), indent=1) + "\n")
