"""Feature maps as one picture, tiles side by side with a gap of a pixel, and what lies behind a cell that is picked."""

import torch
import torch.nn.functional as F

NAN = float("nan")


def mosaic(maps, columns):
    """(n, height, width) to (rows * (height + 1) - 1, columns * (width + 1) - 1), row 0 on top, gaps NaN."""
    count, height, width = maps.shape
    tiles = F.pad(maps, (0, 1, 0, 1), value=NAN).reshape(count // columns, columns, height + 1, width + 1)
    return tiles.transpose(1, 2).reshape(count // columns * (height + 1), -1)[:-1, :-1]


def one_hot(index, count):
    """(count,): 1 at the index, a float32 scalar, and 0 elsewhere."""
    return (torch.arange(float(count)) == index).float()


def first_largest(values):
    """The index of the largest value of (n,), the first of several, as float32: engines agree even on ties."""
    index = torch.arange(float(len(values)))
    return torch.where(values >= values.max(), index, float(len(values))).min()


def box(left, top, right, bottom, shown):
    """A closed outline (5,) x and (5,) y; NaN, so not drawn, unless shown."""
    x, y = torch.stack([left, right, right, left, left]), torch.stack([top, top, bottom, bottom, top])
    return torch.where(shown, x, NAN), torch.where(shown, y, NAN)


class Cell:
    """The cell of a mosaic at pixel (x, y); in a gap, the nearest. All float32 scalars: its map, row and column, the
    corner of its tile."""

    def __init__(self, x, y, count, columns, size):
        def split(position, tiles):
            tile = ((position + 0.5).floor() + 0.5).div(size + 1).floor().clamp(0.0, tiles - 1.0)
            start = tile * (size + 1)
            return tile, start, ((position + 0.5).floor() - start).clamp(0.0, size - 1.0)

        tile_x, self.left, self.column = split(x, columns)
        tile_y, self.top, self.row = split(y, count // columns)
        self.map = tile_y * columns + tile_x
        self.size, self.count = size, count

    def patch(self, source, kernel_size):
        """What this cell looks at in (channels, size, size), with 0 beyond the edge: (channels, k, k)."""
        half = kernel_size // 2
        padded = torch.arange(-float(half), self.size + half)
        offset = torch.arange(-float(half), half + 1.0)[:, None]
        rows = (padded == self.row + offset).float()  # (k, size + 2 * half)
        columns = (padded == self.column + offset).float()
        return rows @ F.pad(source, (half,) * 4) @ columns.T

    def outline(self):
        """Left, top, right and bottom of the whole tile, in the mosaic's pixels."""
        return self.left - 0.5, self.top - 0.5, self.left + self.size - 0.5, self.top + self.size - 0.5

    def marker(self):
        """The same of the cell alone."""
        x, y = self.left + self.column, self.top + self.row
        return x - 0.5, y - 0.5, x + 0.5, y + 0.5

    def window(self, channel, columns, pool, kernel_size):
        """The same of the cell's patch in the layer before, which has tiles `pool` times as large, in the tile of a
        channel. What reaches beyond the tile is cut off."""
        size, half = float(self.size * pool), kernel_size // 2
        down = ((channel + 0.5) / columns).floor()
        left, top = (channel - down * columns) * (size + 1) - 0.5, down * (size + 1) - 0.5

        def inside(cell):
            return (cell * pool).clamp(0.0, size)

        return (
            left + inside(self.column - half),
            top + inside(self.row - half),
            left + inside(self.column + half + 1),
            top + inside(self.row + half + 1),
        )


def explain(layer, cells, columns, weights, convs, sources, silenced, asked):
    """How the picked cell of a layer, 0 to 2, came by its value: patch times kernel, summed over the patch, then over
    the channels, plus the bias, through ReLU. weights: of the kernels; silenced: (maps,) of each layer; asked: which
    channel is shown, from 1, or 0. Named outputs, among them what to mark in which mosaic."""
    chosen = [layer == index for index in range(3)]

    def pick(candidates):
        return torch.where(chosen[0], candidates[0], torch.where(chosen[1], candidates[1], candidates[2]))

    most, side = max(conv.in_channels for conv in convs), convs[0].kernel_size[0]
    patches, kernels, biases, channels, keeps, before = [], [], [], [], [], 0
    places = []
    for cell, weight, conv, source, silent in zip(cells, weights, convs, sources, silenced):
        room = (0, 0, 0, 0, 0, most - conv.in_channels)  # channels that are not there are 0
        mine = one_hot(cell.map, cell.count)
        patches.append(F.pad(cell.patch(source[0], side), room))  # (16, 5, 5)
        kernels.append(F.pad((mine[:, None, None, None] * weight).sum(0), room))
        biases.append(mine @ conv.bias)
        channels.append(torch.tensor(float(conv.in_channels)))
        keeps.append(1 - mine @ silent)
        places.append(cell.map + before)
        before += cell.count
    patch, kernel, bias = pick(patches), pick(kernels), pick(biases)
    products = patch * kernel  # (16, 5, 5)
    sums = products.sum((1, 2))  # (16,)
    # The one that says most, for or against, where none is asked for.
    channel = torch.where(asked < 0.5, first_largest(sums.abs()), torch.minimum(asked.round(), pick(channels)) - 1)
    shown = one_hot(channel, most)
    present = torch.arange(float(most)) < pick(channels)
    total = sums.sum()
    outputs = {
        "picked_layer": layer + 1,
        "picked_place": pick(places),  # among all maps of all layers
        "picked_map": pick([cell.map for cell in cells]),
        "picked_row": pick([cell.row for cell in cells]),
        "picked_column": pick([cell.column for cell in cells]),
        "picked_channel": channel,
        "channels": pick(channels),
        "picked_patch": torch.tensordot(shown, patch, 1),  # (5, 5), of that channel
        "picked_kernel": torch.tensordot(shown, kernel, 1),
        "picked_products": torch.tensordot(shown, products, 1),
        "products_sum": (shown * sums).sum(),
        "channel_sums": torch.where(present, sums, NAN),
        "picked_patch_mosaic": mosaic(torch.where(present[:, None, None], patch, NAN), most // 2),  # (11, 47)
        "picked_kernel_mosaic": mosaic(torch.where(present[:, None, None], kernel, NAN), most // 2),
        "picked_largest_weight": kernel.abs().max(),
        "all_channels_sum": total,
        "picked_bias": bias,
        "picked_pre_activation": total + bias,
        "picked_activation": (total + bias).relu() * pick(keeps),
    }
    # Where the cell looks, in the picture before; and the cell, in its own.
    around = [
        cell.window(channel if index else torch.zeros(()), columns[index - 1] if index else 1, 2 if index else 1, side)
        for index, cell in enumerate(cells)
    ]
    marks = [(around[0], chosen[0])]
    for index in (0, 1):
        corners = [
            torch.where(chosen[index], ours, theirs) for ours, theirs in zip(cells[index].marker(), around[index + 1])
        ]
        marks.append((corners, chosen[index] | chosen[index + 1]))
    marks.append((cells[2].marker(), chosen[2]))
    for name, (corners, seen) in zip(("centered", "conv1", "conv2", "conv3"), marks):
        outputs[f"{name}_marker_x"], outputs[f"{name}_marker_y"] = box(*corners, seen)
    for name, cell, seen in zip(("conv1", "conv2", "conv3"), cells, chosen):
        outputs[f"{name}_outline_x"], outputs[f"{name}_outline_y"] = box(*cell.outline(), seen)
    return outputs
