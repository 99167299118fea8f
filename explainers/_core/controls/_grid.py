"""Numbers in rows and columns, each in a field of its own: the markup that `_player/src/controls/parts/grid.js` works.

A kind that has such a grid writes `cells(...)`, and hands the element to `grid(...)` there.
"""

from explainers._core.html import tag
from explainers._core.words.rounded import brief

HINT = "Type numbers, or drag one up or down. Arrow keys go from cell to cell; with Shift they change a number."


def cells(name, numbers, columns, room, label, low=None, high=None, described=None):
    """Fields for `room` numbers, of which the first are these, row by row; those beyond are there for larger grids.

    name: of the fields. label: of all of them together. low, high: what a number may be. described: the id of a hint.
    """
    limits = {key: f"{value:g}" for key, value in (("min", low), ("max", high)) if value is not None}
    given = {"type": "number", "step": "any", "autocomplete": "off", "name": name, **limits}
    fields = ""
    for place in range(room):
        there = place < len(numbers)
        sign = there and ("positive" if numbers[place] > 0 else "negative" if numbers[place] < 0 else None)
        fields += tag(
            "input", aria_label=f"row {place // columns + 1}, column {place % columns + 1}", hidden=not there,
            value=brief(numbers[place]) if there else 0, tabindex=-1 if place else None, data_sign=sign, **given,
        )  # fmt: skip
    words = {"role": "group", "aria_label": label, "aria_describedby": described}
    return tag("div", fields, cls="dnn-cells", data_columns=columns, **words)
