"""A neuron that looks at a patch: `network.general_neuron` with its inputs, weights and products as grids of numbers,
one for each channel. All places are in px.
"""

from dataclasses import dataclass

from explainers import tinted
from explainers._parts.marks import words
from explainers._parts.network import HEADS, box, edges, link, units
from explainers._parts.panels import hidden
from explainers._parts.pictures import DIVERGING, GRAYS, placed

DISC, SUM, ANSWER = 26, 46, 44  # px, across
BEND = 31, 16  # px, half of what an activation function stands in
SMALL, TEXT = 10, 14  # px, of words in cells, in discs
OVER = {"color": "muted", "size": 12}  # of words that say what something is
SPREAD = 0.24  # of a cell, between two edges that leave the same row
TWO, SHORT = "%{customdata:.2f}", "%{customdata:.2~f}"
COLUMNS = *HEADS[:2], "products"
ROWS = "inputs", "× weights", "= products"
STEPS = -1, 0, 1  # cells, from the middle of a grid


@dataclass(frozen=True)
class Plan:
    """Where it stands, in a panel of this size. stages, channels: the middles of the grids along the one way and the
    other. add, bend, end: the middles of the sum, of the activation function, of the answer. upright: whether the
    stages follow each other downwards.
    """

    size: tuple[int, int]
    cell: tuple[int, int]
    stages: tuple[int, int, int]
    channels: tuple[int, int, int]
    add: tuple[int, int]
    bend: tuple[int, int]
    end: tuple[int, int]
    upright: bool

    def middle(self, stage, channel):
        """Where a grid stands."""
        place = self.stages[stage], self.channels[channel]
        return place[::-1] if self.upright else place

    def cells(self, stage, channel):
        """Where its cells stand, row by row: x and y."""
        (x, y), (width, height) = self.middle(stage, channel), self.cell
        return [x + step * width for _ in STEPS for step in STEPS], [y + step * height for step in STEPS for _ in STEPS]

    def leaves(self, channel):
        """Where the edges leave a grid of products, cell by cell."""
        (x, y), (width, height) = self.middle(2, channel), self.cell
        pairs = [(row, column) for row in STEPS for column in STEPS]
        if self.upright:
            return [(x + width * (column + SPREAD * row), y + 1.5 * height + 18) for row, column in pairs]
        return [(x + 1.5 * width, y + height * (row + SPREAD * column)) for row, column in pairs]


WIDE = Plan((600, 376), (34, 30), (51, 165, 279), (82, 198, 314), (408, 198), (489, 198), (572, 198), False)
NARROW = Plan((358, 440), (37, 26), (57, 153, 249), (59, 179, 299), (179, 380), (260, 380), (334, 380), True)


def patch_neuron(narrow, grids, sums, named, shown, alone, ends, widths, bias, total, answer):
    """From the pixels of a patch to one answer.

    grids: patches, kernels and products, (channels, 3, 3) each. sums: of each channel's products. named: what the
    channels are called. shown: 1 for a channel that is there, else 0. alone: 1 where that is the middle one only, else
    0. ends: the two numbers at the ends of the colors, of kernels and of products. widths: of the edges in px, (27,)
    each: positive, negative. bias, total: numbers. answer: what the activation function is called, and what it gives.
    """
    plan = NARROW if narrow else WIDE
    (name, number), (add, bend, end) = answer, (plan.add, plan.bend, plan.end)
    every, (x, y) = range(len(plan.channels)), add
    beside = (x - SUM / 2 - 8, y, "middle left") if narrow else (x, y + SUM / 2 + 18, "bottom center")
    return [
        hidden([0, plan.size[0]], [plan.size[1], 0]),
        edges([place for channel in every for place in plan.leaves(channel)], [add], *widths),
        [[numbers(plan, channel, [grid[channel] for grid in grids], ends, shown[channel])] for channel in every],
        [labels(plan, channel, named[channel], sums[channel], shown[channel]) for channel in every],
        [link(add, bend), link(bend, end), link(add, beside[:2]), box(*bend, BEND)],
        units([[add]], ["hidden"], SUM, total.reshape(1), TEXT, TWO),
        words(*beside[:2], f"bias {SHORT}", bias, beside[2]),
        words(*bend, name),
        units([[end]], ["output"], ANSWER, number.reshape(1), TEXT, TWO),
        rows(plan) if narrow else columns(plan, shown[0], alone),
        [
            words(*place, head, position="bottom center" if narrow else "top center", **OVER)
            for place, head in zip(over(plan, narrow), HEADS[2:], strict=True)
        ],
    ]


def numbers(plan, channel, grids, ends, shown):
    """The grids of a channel: discs over how bright each pixel is; weights and products by their signs."""
    size, (patch, *others) = [3 * side for side in plan.cell], grids
    discs = units([list(zip(*plan.cells(0, channel), strict=True))], ["input"], DISC, patch.reshape(-1), SMALL, TWO)
    looks = zip((1, 2), others, ends, (SHORT, TWO), strict=True)
    return [
        placed(tinted(patch, GRAYS, (0, 1), crisp=True), (3, 3), *plan.middle(0, channel), size, shown),
        discs.update(opacity=shown),
        [
            [
                placed(tinted(grid, DIVERGING, pair, crisp=True), (3, 3), *plan.middle(stage, channel), size, shown),
                words(*plan.cells(stage, channel), says, grid.reshape(-1), size=SMALL).update(opacity=shown),
            ]
            for stage, grid, pair, says in looks
        ],
    ]


def labels(plan, channel, name, total, shown):
    """What a channel is called, at its first grid, and what its products add up to, under its last."""
    (x, y), (last, low) = plan.middle(0, channel), plan.middle(2, channel)
    away = 1.5 * plan.cell[1] + 10
    return [
        words(x, y - away if plan.upright else y + away, [name], **OVER).update(opacity=shown),
        words(last, low + away, f"sum {TWO}", total, size=OVER["size"]).update(opacity=shown),
    ]


def rows(plan):
    """What the grids of each row are, on a narrow figure."""
    tops = [place - 1.5 * plan.cell[1] - 10 for place in plan.stages]
    return [words(0, top, head, position="middle right", **OVER) for top, head in zip(tops, ROWS, strict=True)]


def columns(plan, several, alone):
    """What the grids of each column are, over the first, or over the middle one where that is alone."""
    tops = [plan.channels[channel] - 1.5 * plan.cell[1] - 3 for channel in (0, 1)]
    return [
        [
            words(x, top, head, position="top center", **OVER).update(opacity=seen)
            for x, head in zip(plan.stages, COLUMNS)
        ]
        for top, seen in zip(tops, (several, alone), strict=True)
    ]


def over(plan, narrow):
    """Where the words for the sum, the activation function and the answer stand."""
    away = SUM / 2 if narrow else -SUM / 2 - 16
    return [(x, y + away) for x, y in (plan.add, plan.bend, plan.end)]
