# Twin: _player/src/controls/parts/photos.js
"""Photographs as numbers: the samples, a reader's own, and the square that is cut out of one."""

import re
from functools import cache

import numpy as np

from explainers._core.controls._pictures import opened
from explainers._core.run import model

WHERE = re.compile(r"([a-z_0-9]+)(?:@(\d(?:\.\d+)?),(\d(?:\.\d+)?),(\d(?:\.\d+)?))?")
HALF = 0.5 + 1e-6  # what is halfway but for rounding goes up, in the page as here


def samples():
    """{name: {"label", "alt", "class", "credit", "license"}} of the photographs that come with the site."""
    return model.data("photos")


def place(name):
    """The file of a sample."""
    return model.folder() / "data" / "photos" / f"{name}.webp"


@cache
def sampled(value, size):
    """A sample, or a part of one, as (size, size, 3), whole numbers from 0 to 255."""
    found = WHERE.fullmatch(value)
    assert found, f"{value} was not checked"
    name, *part = found.groups()
    picture = opened(place(name), name)
    height, width = picture.shape[:2]
    return resampled(picture, square(width, height, *(part if part[0] is None else map(float, part))), size)


def square(width, height, across=None, down=None, side=None):
    """(left, top, side) in px of the part that is meant, moved until it lies within; by default the middle."""
    length = min(width, height) * (1 if side is None else side)
    left = (width - length) / 2 if across is None else across * width
    top = (height - length) / 2 if down is None else down * height
    return min(left, width - length), min(top, height - length), length


def resampled(picture, part, size):
    """The square part of a picture, (height, width, 3), as (size, size, 3); whole numbers from 0 to 255.

    A triangle filter, as wide as a pixel of the result where that is larger. The player does the same sums.
    """
    left, top, side = part
    across, down = (
        blend(start, side, size, count) for start, count in ((left, picture.shape[1]), (top, picture.shape[0]))
    )
    mixed = np.einsum("ih,hwc,jw->ijc", down, picture[:, :, :3].astype(float), across, optimize=True)
    return np.floor(mixed + HALF).astype(np.uint8)


def blend(start, side, size, count):
    """(size, count): how much of each of `count` pixels goes into each of `size`, which divide the stretch from start
    to start + side.
    """
    scale = side / size
    centers = start + (np.arange(size) + 0.5) * scale
    weight = np.maximum(0, 1 - np.abs(centers[:, None] - np.arange(count) - 0.5) / max(scale, 1))
    return weight / weight.sum(1, keepdims=True)


def shades(value, allowed):
    """An array of numbers as (height, width, 3) uint8; ValueError(allowed) for any other."""
    try:
        array = np.asarray(value)
        whole = array.dtype.kind in "ui"
        numbers = array.astype(float)
    except (TypeError, ValueError):
        raise ValueError(f"{allowed}; not {type(value).__name__}") from None
    top = 255 if whole else 1
    if (
        not numbers.size
        or numbers.ndim != 3
        or numbers.shape[2] != 3
        or not np.isfinite(numbers).all()
        or numbers.min(initial=0) < 0
        or numbers.max(initial=0) > top
    ):
        raise ValueError(
            f"{allowed}; not an array of shape {numbers.shape}, from {numbers.min(initial=0):g} to "
            f"{numbers.max(initial=0):g}"
        )
    return np.floor(numbers * (255 / top) + 0.5).astype(np.uint8)
