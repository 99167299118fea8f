"""Data sets: arrays in one binary file, models/data/sets/NAME.bin, that Python and the page read, as NAME.json says;
or, packed, NAME.bin.gz, which Python alone reads.
"""

import gzip
import json
from typing import NamedTuple

import numpy as np

from ._run import HERE

FOLDER = HERE / "data" / "sets"
DTYPES = {np.dtype(np.uint8): "uint8", np.dtype(np.float32): "float32"}
ALIGNED = 4  # bytes
DARKEST = 15


class Shades(NamedTuple):
    """Pictures in 16 shades, 0 to DARKEST: two pixels take a byte, of which the first is the high half."""

    array: np.ndarray
    dtype = "uint4"

    @property
    def shape(self):
        return self.array.shape

    def tobytes(self):
        pairs = self.array.astype(np.uint8).reshape(-1, 2)
        return (pairs[:, 0] << 4 | pairs[:, 1]).tobytes()


def write(name, arrays, facts, folder=FOLDER, packed=False):
    """Writes {array's name: uint8 or float32 array, or Shades}, and facts of where it is from; returns both paths.

    ValueError, with the array's name, for another type.
    """
    content, listed = b"", []
    for each, array in arrays.items():
        if not isinstance(array, Shades):
            if array.dtype not in DTYPES:
                raise ValueError(f"data set {name}: {each} is {array.dtype}; it can be {' or '.join(DTYPES.values())}")
            array = array.astype(array.dtype.newbyteorder("<"))
        content += b"\0" * (-len(content) % ALIGNED)
        place = {"offset": len(content), "shape": list(array.shape), "dtype": DTYPES.get(array.dtype, "uint4")}
        listed.append({"name": each, **place})
        content += array.tobytes()
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"{name}.bin{'.gz' if packed else ''}", folder / f"{name}.json"
    paths[0].write_bytes(gzip.compress(content, 9, mtime=0) if packed else content)
    lines = ",\n  ".join(json.dumps(each) for each in listed)
    head = "".join(f' "{key}": {json.dumps(text)},\n' for key, text in facts.items())
    paths[1].write_text(f'{{\n{head} "arrays": [\n  {lines}\n ]\n}}\n')
    return paths
