"""How much stack a compiled model needs: its C keeps there every array between its inputs and its outputs."""

import re

SIZES = {
    "bool": 1,
    "float": 4,
    "double": 8,
    "int": 4,
    "size_t": 4,
    "_Float16": 2,
    **{f"{sign}int{bits}_t": bits // 8 for sign in ("", "u") for bits in (8, 16, 32, 64)},
}  # bytes, on wasm32
# Indented, so in a function, and not static.
ARRAY = re.compile(rf"^\s+(?:const )?({'|'.join(SIZES)}) \w+((?:\[\d+\])+)(?: =|;)", re.MULTILINE)
ALIGNED = 16  # bytes: an array begins at a multiple of this, as the stack does
MARGIN = 64 * 1024  # bytes for the rest: what the mathematical functions keep there
LIMIT = 64 * 1024 * 1024  # bytes: more, of several figures on a page, is too much for a phone


def stack(name, code):
    """The bytes of stack that generated C needs. ValueError, with the model's name, where that is more than LIMIT."""
    total = MARGIN
    for kind, lengths in ARRAY.findall(code):
        size = SIZES[kind]
        for length in re.findall(r"\d+", lengths):
            size *= int(length)
        total += -(-size // ALIGNED) * ALIGNED
    if total > LIMIT:
        raise ValueError(
            f"{name}: what it computes on its way takes {total / 2**20:.0f} MB of memory at once, more "
            f"than the {LIMIT >> 20} MB that a figure may ask for; compute on smaller arrays, or on fewer"
        )
    return total
