# Twin: _player/src/controls/parts/grid.js
"""Numbers rounded as a browser rounds them: halves away from zero."""

from decimal import ROUND_HALF_UP, Decimal

TINY = 1e-6  # what is smaller is written with a power of ten


def quantized(number, places):
    """A number, or a Decimal, as a Decimal of so many places."""
    return Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def fixed(number, places=0):
    """A number with so many decimals; Python itself would make 4 of 4.5."""
    return f"{quantized(number, places):f}"


def brief(number):
    """A number as there is room for in a cell: two decimals, or two digits of one that is small."""
    near = quantized(number, 2 if abs(number) >= 1 else 1 - Decimal(number or 1).adjusted())
    if 0 < abs(near) < TINY:
        return f"{float(near):g}".replace("e-0", "e-")
    text = f"{near:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if near else "0"
