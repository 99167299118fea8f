# Twin: _player/src/controls/parts/tables.js
"""Tables of points as a reader pastes them: x and y, and perhaps a class or a value, a point a row."""

import re

import numpy as np

from explainers._core.words import names

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
COMMA = re.compile(r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?", re.ASCII)  # the decimal sign of many countries
MOST_CLASSES = 3


def rows(text, most):
    """[[cell, ...], ...] of a table as text: numbers where they are some, else texts; without a header.

    Cells are parted by tabs, semicolons, commas or spaces, whichever comes first in this order; with the first two a
    comma is a decimal sign. ValueError names the row that is wrong, counted from 1, a header and empty lines included.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise ValueError("the table is empty; a row holds x and y, and perhaps a class or a value")
    parting = next((sign for sign in "\t;," if any(sign in line for _, line in lines)), None)
    table = [(number, [cell(part, parting) for part in line.split(parting)]) for number, line in lines]
    if len(table) > 1 and all(isinstance(each, str) for each in table[0][1][:2]):
        del table[0]  # a header
    return checked(table, most)


def cell(text, parting):
    """A cell as a number, if it is one, else as text without quotes."""
    text = text.strip().strip('"“”').strip()
    number = names.number(text)
    if NUMBER.fullmatch(number):
        return float(number)
    if parting != "," and COMMA.fullmatch(number):
        return float(number.replace(",", "."))
    return text


def checked(table, most):
    """The rows of [(number, cells), ...]. ValueError for one that is no point, or for too many."""
    width = len(table[0][1])
    if width not in (2, 3):
        raise ValueError(f"row {table[0][0]} has {width} columns; a row holds x and y, and perhaps a class or a value")
    for number, cells in table:
        if len(cells) != width:
            raise ValueError(f"row {number} has {len(cells)} columns, but the first has {width}")
        for name, each in zip("xy", cells, strict=False):
            if isinstance(each, str):
                raise ValueError(f"row {number}: {name} is {each!r}, which is no number".replace("'", '"'))
    if len(table) > most:
        late = table[most][0]
        raise ValueError(f"the table has {len(table)} rows; there can be at most {most}: row {late} is too many")
    return [cells for _, cells in table]


def classified(cells):
    """(labels, places) of the third column: the classes, in the order of their names or numbers, and for each row which
    it is; or (None, numbers) where they are values. ValueError for one class only, or for too many.
    """
    labels = sorted(set(cells), key=lambda label: (isinstance(label, str), label))
    if len(labels) == 1:
        raise ValueError(f"the table has one class only, {shown(labels[0])}; to learn from there must be two or three")
    if len(labels) <= MOST_CLASSES:
        return labels, [labels.index(each) for each in cells]
    texts = [label for label in labels if isinstance(label, str)]
    if texts:
        known = ", ".join(map(shown, labels[:5]))
        raise ValueError(f"the third column has {len(labels)} classes, {known}, …; there can be two or three")
    return None, cells


def shown(label):
    """A class as a reader wrote it."""
    return label if isinstance(label, str) else numeral(label)


def numeral(number):
    """A number with six figures, and never with an exponent."""
    return np.format_float_positional(float(f"{number:.6g}"), trim="-")
