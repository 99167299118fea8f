# Twin: _player/src/controls/parts/photos.js
"""Photographs as numbers: the samples, whatever Pillow reads, and the square that is cut out of one."""

import re
import warnings
from functools import cache
from pathlib import Path

import numpy as np

from explainers._core.run import model

WHERE = re.compile(r"([a-z_0-9]+)(?:@(\d(?:\.\d+)?),(\d(?:\.\d+)?),(\d(?:\.\d+)?))?")
HALF = 0.5 + 1e-6  # what is halfway but for rounding goes up, in the page as here
LARGEST = 120_000_000  # pixels


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
    with read(place(name)) as image:
        picture = upright(image, name)
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


def read(path):
    import PIL.Image  # here, because most figures have no photograph

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)  # its limit is not ours
        try:
            return PIL.Image.open(path)
        except PIL.Image.DecompressionBombError as error:
            raise ValueError(
                f"{str(path)!r} has too many pixels; at most {LARGEST / 1e6:.0f} megapixels can be read"
            ) from error


def opened(path, name):
    """The picture in a file, as an array; ValueError says why it cannot be read."""
    try:
        with read(Path(path)) as image:
            return upright(image, name)
    except FileNotFoundError:
        raise ValueError(f"{name}: there is no file {str(path)!r}") from None
    except OSError as error:  # what Pillow raises for what is not a picture, or cut short
        hint = "; convert HEIC to JPEG or PNG first" if Path(path).suffix.lower() in (".heic", ".heif") else ""
        raise ValueError(f"{name}: {str(path)!r} is not a picture that can be read, or is damaged{hint}") from error


def upright(image, name):
    """A PIL image as (height, width, 3) uint8, turned as its camera says, on white where it is transparent; its first
    frame.
    """
    import PIL.ImageOps

    if image.width * image.height > LARGEST:
        raise ValueError(
            f"{name}: the picture has {image.width * image.height / 1e6:.0f} megapixels; at most {LARGEST / 1e6:.0f} "
            "can be read"
        )
    image = PIL.ImageOps.exif_transpose(image).convert("RGBA")
    paper = PIL.Image.new("RGBA", image.size, "white")
    return np.asarray(PIL.Image.alpha_composite(paper, image).convert("RGB"))


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
