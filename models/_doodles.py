"""Doodles by many hands: 1,000 cats, 1,000 trains and 1,000 rainbows, and which of them no network learns from.

"Quick, Draw!" data set, Google, 2017, https://github.com/googlecreativelab/quickdraw-dataset, CC BY 4.0, as kept in the
teaching repository Toy-Neural-Network-JS.
"""

import numpy as np
import torch

from ._run import HERE

FILE = HERE / "doodles.npz"
CREDIT = "The Quick, Draw! dataset, Google (2017), CC BY 4.0"
KINDS = ("cats", "trains", "rainbows")
EACH, HELD_OUT = 1000, 200  # of a kind; the last of each are held out


def read():
    """(3, 1000, 28, 28) uint8, ink 255 on 0, a kind each."""
    with np.load(FILE) as found:
        return np.stack([found[kind].reshape(EACH, 28, 28) for kind in KINDS])


def learned():
    """Those to learn from: (2400, 1, 28, 28) in 0..1, ink 1; their kinds (2400,), places in KINDS."""
    return shared(slice(-HELD_OUT))


def held_out():
    """Those held out: (600, 1, 28, 28) and (600,)."""
    return shared(slice(-HELD_OUT, None))


def shared(some):
    images = torch.from_numpy(read()[:, some].astype(np.float32) / 255)  # (3, n, 28, 28)
    return images.reshape(-1, 1, 28, 28), torch.arange(len(KINDS)).repeat_interleave(images.shape[1])
