# Twin: _player/src/controls/parts/squares.js
"""Squares of numbers, such as kernels, as a reader pastes them and as an address has them."""

import math
import re

from explainers._core.controls._tables import cell

FINEST = 1e9  # parts of 1: nine decimals of a number are kept
OPENING = re.compile(r"[\[({]")
CLOSING = re.compile(r"[\])}]")


def fitting(sizes, low, high):
    """What is allowed, in words."""
    return f"{' or '.join(f'{size} by {size}' for size in sizes)} numbers from {low:g} to {high:g}"


def rows(text):
    """[[number, ...], ...] of a text: a line a row, or `;` between the rows of one line; with brackets, or without.

    Cells are parted by tabs, semicolons, commas or blanks, whichever comes first in this order; a comma is a decimal
    sign with all but commas, as a spreadsheet writes it in many countries. ValueError names what is no number.
    """
    lines = parted(CLOSING.sub("\n", OPENING.sub(" ", text)).splitlines())
    if len(lines) == 1:
        lines = parted(lines[0].split(";"))
    parting = next((sign for sign in "\t;," if any(sign in line for line in lines)), None)
    if parting == "," and any(len(part.split()) > 1 for line in lines for part in line.split(",")):
        parting = None
    found = [[cell(part, parting) for part in line.split(parting)] for line in lines]
    for row, cells in enumerate(found, 1):
        for column, each in enumerate(cells, 1):
            if isinstance(each, str):
                raise ValueError(f'row {row}, column {column}: "{each}" is no number')
    return found


def parted(lines):
    """Lines without what parts them from others, and without empty ones."""
    return [line for line in (each.strip(" \t\r,;") for each in lines) if line]


def checked(found, sizes, low, high):
    """Rows of numbers, each as it is kept. ValueError for what is no square of one of these sizes, and for a number
    that is not between low and high.
    """
    width = len(found[0]) if found else 0
    for row, cells in enumerate(found, 1):
        if len(cells) != width:
            raise ValueError(f"row {row} has {counted(len(cells), 'number')}, but the first has {width}")
    if len(found) != width or width not in sizes:
        raise ValueError(f"there are {counted(len(found), 'row')} of {counted(width, 'number')}")
    for row, cells in enumerate(found, 1):
        for column, number in enumerate(cells, 1):
            if not low <= number <= high:
                raise ValueError(f"row {row}, column {column}: {number:.6g} is not from {low:g} to {high:g}")
    return [[kept(number) for number in cells] for cells in found]


def counted(count, what):
    return f"{count} {what}{'' if count == 1 else 's'}"


def kept(number):
    """A number with nine decimals; never -0."""
    return math.floor(number * FINEST + 0.5) / FINEST


def written(found):
    """Rows as an address has them: 0,-1,0;-1,5,-1;0,-1,0."""
    return ";".join(",".join(f"{number:.9f}".rstrip("0").rstrip(".") for number in cells) for cells in found)
