# Twin: _player/src/run/data.js
"""Data sets: arrays in a binary file beside the models, and arrays in a spec."""

import base64
import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from explainers._core.run.model import digest, folder

KINDS = {"uint8": "|u1", "float32": "<f4"}
LARGEST = {"uint4": 15, "uint8": 255}  # of shades, which are kept in whole numbers


@dataclass(frozen=True)
class Stored:
    """One array of a data set: a part of its file. dtype: "uint4", two of which take a byte, "uint8" or "float32"."""

    path: Path
    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int

    @property
    def array(self):
        """As it is stored, but uint4 as uint8; not to be written to."""
        if self.dtype == "uint4":
            pairs = np.frombuffer(content(self.path), np.uint8, int(np.prod(self.shape)) // 2, self.offset)
            return np.stack([pairs >> 4, pairs & 15], axis=1).reshape(self.shape)
        return np.frombuffer(content(self.path), KINDS[self.dtype], int(np.prod(self.shape)), self.offset).reshape(
            self.shape
        )

    @property
    def numbers(self):
        """As float32: of uint4 and uint8, which 16 and 256 shades are kept in, from 0 to 1."""
        largest = LARGEST.get(self.dtype)
        return self.array / np.float32(largest) if largest else self.array.astype(np.float32)

    @property
    def file(self):
        """Its file's name in a page: another content has another name, so that no cache mixes two. ValueError for a
        packed data set, which no page reads.
        """
        if self.path.suffix == ".gz":
            raise ValueError(f"{self.path.name} is packed, for Python alone; a figure takes a data set that is not")
        return f"{self.path.stem}-{digest(self.path)[:8]}.bin"

    def spec(self):
        """What the player needs to find it."""
        return {"file": self.file, "dtype": self.dtype, "shape": list(self.shape), "offset": self.offset}


@cache
def content(path):
    """The bytes of a file, unpacked, read once."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def dataset(name):
    """{array's name: Stored} of the data set of that name, models/data/sets/NAME.bin; what is in it, NAME.json says.
    "digits" has 10,000 of MNIST's 60,000 training digits: images, (10000, 1, 28, 28), and labels, (10000,).

    ValueError, with the data sets there are, for another.
    """
    place = folder() / "data" / "sets"
    index = place / f"{name}.json"
    if not index.is_file():
        known = ", ".join(sorted(path.stem for path in place.glob("*.json"))) or "none"
        raise ValueError(f"unknown data set {name!r}; there are: {known}")
    arrays = json.loads(index.read_text(encoding="utf-8"))["arrays"]
    packed = place / f"{name}.bin.gz"
    path = packed if packed.is_file() else place / f"{name}.bin"
    return {
        each["name"]: Stored(path, each["name"], each["dtype"], tuple(each["shape"]), each["offset"]) for each in arrays
    }


def packed(array):
    """An array for a spec: its shape, and its numbers as base64 float32."""
    numbers = np.ascontiguousarray(array, "<f4")
    return {"shape": list(numbers.shape), "base64": base64.b64encode(numbers.tobytes()).decode()}
