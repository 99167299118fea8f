"""What is done one after the other, and what comes of it in a table of words."""

from explainers._parts.marks import line, token, words
from explainers._parts.panels import hidden
from explainers._parts.pictures import ink


def stages(names, widths, columns, gap=0.05):
    """Named boxes, row by row in so many columns. names: as they are said now. widths: of their frames in px, 0 for one
    that is not lit.
    """
    rows = -(-len(names) // columns)
    left = (columns * rows - len(names)) / 2  # a last row that is not full stands in the middle
    y = [place // columns for place in range(len(names))]
    x = [place % columns + (left if row == rows - 1 else 0) for place, row in enumerate(y)]
    frames = [
        {
            "type": "rect", "x0": column - 0.5 + gap, "x1": column + 0.5 - gap, "y0": row - 0.42, "y1": row + 0.42,
            "layer": "below", "fillcolor": token("surface"), "line": {"color": token("ink"), "width": width},
        }
        for column, row, width in zip(x, y, widths, strict=True)
    ]  # fmt: skip
    return [hidden([-0.5, columns - 0.5], [rows - 0.5, -0.5]), frames, words(x, y, names)]


def taken(counts, rows, columns):
    """How many of each kind are taken for which, (rows, columns), with words for both. Right answers are in bold."""
    across = list(range(len(columns)))
    return [
        hidden([-1.5, len(columns) - 0.5], [len(rows) - 0.5, -1.5]),
        words(across, [-1] * len(columns), columns, color="muted"),
        [
            [
                words([-1.5], [row], [name], position="middle right", color="muted"),
                line([-1.5, len(columns) - 0.5], [row - 0.5] * 2, "line", 1),
                [
                    words(column, row, "<b>%{customdata:.0f}</b>" if row == column else "%{customdata:.0f}", count)
                    for column, count in enumerate(numbers)
                ],
            ]
            for row, (name, numbers) in enumerate(zip(rows, counts, strict=True))
        ],
    ]


def confusion(counts, places, mistakes, names, most):
    """A confusion matrix of many kinds, (kinds, kinds): a row for each kind, a column for each answer. places: across,
    where each of its numbers stands, (kinds * kinds,), or a gap where there is none to write. mistakes: what is shaded,
    up to `most`.
    """
    ranks = list(range(len(names)))
    return [
        ink(mistakes, top=most),
        hidden([-1.5, len(names) - 0.5], [len(names) - 0.5, -1.5]),
        words(ranks, [-1] * len(names), names, color="muted"),
        words([-1] * len(names), ranks, names, color="muted"),
        words(places, [row for row in ranks for _ in ranks], "%{customdata:.0f}", counts),
    ]
