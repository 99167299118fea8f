"""A kernel slides over a small picture: the products at one place, their sum, and the feature map that all sums make.

What libraries call convolution, which does not flip the kernel: a cross-correlation, as `torch.nn.functional.conv2d`.
The map's size is (size + padding on both sides - kernel_size) / stride + 1, rounded down (Dumoulin and Visin, 2016,
arXiv:1603.07285).
"""

import torch
import torch.nn.functional as F

from .._export import Model
from ._cells import grid, picks, square, squares, where
from ._kernels import farthest, strongest

SIZE, LARGEST = 10, 5  # cells of the picture, and of the largest kernel, each way
EDGE = LARGEST // 2  # cells around the picture that the largest kernel can see
WHOLE = SIZE + 2 * EDGE
FAINT, DARK = 0.04, 0.6  # ink from which a number is no 0, and stands on a dark ground
MIDDLE, LEFT = (EDGE, EDGE), (EDGE, EDGE - 1)  # places in a kernel
ENDS = {"image": (0, 1), "kernel": (-10, 10), "kernel_size": (3, 5), "stride": (1, 3), "padding": (0, 2)}
ENDS |= {"at": (1, SIZE), "filling": (0, 1)}


def convolve(image, kernel, kernel_size, stride, padding, at, filling):
    """One place of a convolution, all of it, and what comes next.

    image: (10, 10), ink 1 on paper 0. kernel: (5, 5), one of three by three with zeros around it. kernel_size: (), 3
    or 5. stride: (), 1 to 3. padding: (), 0 for none, 1 for zeros, 2 for the pixels at the edge once more; so many that
    with a stride of 1 the map is as large as the picture. at: (2,), column and row in the map, counted from 1, of the
    cell that is looked at. filling: (), 1 while the map is filled cell by cell, and what comes after `at` is empty.
    """
    reach = (kernel_size.round().clamp(3, LARGEST) - 1) / 2  # (), cells on each side of a kernel's middle
    side, stride = 2 * reach + 1, stride.round().clamp(1, 3)
    around = reach * (padding > 0.5).float()  # (), cells added on each side
    exact = (SIZE + 2 * around - side) / stride + 1
    count = (exact + 1e-3).floor()  # (), cells of the map each way
    first = reach - around  # (), the middle of the first window, in the picture

    again = F.pad(image[None, None], (EDGE,) * 4, mode="replicate")[0, 0]  # (14, 14)
    whole = torch.where(padding > 1.5, again, F.pad(image, (EDGE,) * 4))
    every = F.conv2d(whole[None, None], kernel[None, None])[0, 0]  # (10, 10), with a stride of 1
    chosen = picks(first, stride, count, SIZE, SIZE)  # (10, 10)
    feature_map = chosen @ every @ chosen.T  # (10, 10), zeros from `count` on

    column, row = at.round().clamp(torch.ones(2), count.expand(2)) - 1
    middle_x, middle_y = first + column * stride, first + row * stride  # the window's, in the picture
    across, down = (picks(each, 1.0, LARGEST, LARGEST, WHOLE) for each in (middle_x, middle_y))  # (5, 14)
    patch = down @ whole @ across.T  # (5, 5)
    products = patch * kernel
    used = (torch.arange(LARGEST) - EDGE).abs() < reach + 0.5  # (5,), rows of a kernel of this size
    tiles = where(used[:, None] & used, products)
    tile_x, tile_y = grid(LARGEST, LARGEST)
    tile_x = where(~tiles.isnan().reshape(-1), tile_x)
    tile_edges_x, tile_edges_y = squares(tile_x, tile_y)

    index, total = row * count + column, count * count
    following = torch.where((filling < 0.5) | (index > total - 1.5), 0.0, index + 1)
    next_row = ((following + 0.5) / count).floor()
    cell_x, cell_y = grid(SIZE, SIZE)
    there = (cell_x < count - 0.5) & (cell_y < count - 0.5)
    filled = there & ((filling < 0.5) | (cell_y * count + cell_x < index + 0.5))  # (100,)

    map_edges_x, map_edges_y = squares(where(there, cell_x + 1), cell_y + 1)

    place = torch.arange(WHOLE).float() - EDGE
    seen = (place > -around - 0.5) & (place < SIZE + around - 0.5)
    canvas = where(seen[:, None] & seen, whole)  # (14, 14)
    pixel_x, pixel_y = (each - EDGE for each in grid(WHOLE, WHOLE))
    pixels = canvas.reshape(-1)
    window_x, window_y = square(middle_x - reach, middle_y - reach, side)
    frame_x, frame_y = square(column + 1, row + 1, 1.0)
    largest = feature_map.abs().max().clamp(min=1e-3)
    half, middle, rounded = SIZE / 2 + around, (count + 1) / 2, exact - count > 0.1
    return {
        "canvas": canvas,
        "pixels": whole.reshape(-1),
        "none_x": where(pixels < FAINT, pixel_x),
        "light_x": where((pixels >= FAINT) & (pixels < DARK), pixel_x),
        "dark_x": where(pixels >= DARK, pixel_x),
        "pixel_y": pixel_y,
        "view_x": torch.stack([-around, SIZE + around]) - 0.5,
        "view_y": torch.stack([SIZE + around, -around]) - 0.5,
        "window_x": window_x,
        "window_y": window_y,
        "patch": patch,
        "products": products,
        "tiles": tiles,
        "tile_x": tile_x,
        "tile_y": tile_y,
        "tile_edges_x": tile_edges_x,
        "tile_edges_y": tile_edges_y,
        "tile_numbers": torch.stack([patch, kernel, products], -1).reshape(-1, 3),  # (25, 3)
        "tiles_x": torch.stack([EDGE - side / 2, EDGE + 0.68 * side]),
        "tiles_y": torch.stack([EDGE + side / 2, EDGE - side / 2]),
        "row_sums": products.sum(1),
        "row_sums_x": (EDGE + 0.515 * side).expand(LARGEST),
        "row_sums_y": where(used, torch.arange(LARGEST).float()),
        "total": products.sum(),
        "feature_map": feature_map,
        "map": where(filled.reshape(SIZE, SIZE), feature_map),
        "map_numbers": feature_map.reshape(-1),
        "map_x": where(filled, cell_x + 1),
        "map_y": cell_y + 1,
        "map_edges_x": map_edges_x,
        "map_edges_y": map_edges_y,
        "map_view_x": torch.stack([middle - half, middle + half]),
        "map_view_y": torch.stack([middle + half, middle - half]),
        "lowest": -largest,
        "largest": largest,
        "frame_x": frame_x,
        "frame_y": frame_y,
        "cell": torch.stack([column, row]) + 1,
        "cells": count,
        "products_count": side * side,
        "size_sum": torch.stack([2 * around, side, stride, exact, count])[None],  # (1, 5)
        "exact_x": where(~rounded, torch.zeros(1)),
        "rounded_x": where(rounded, torch.zeros(1)),
        "kernel_sum": kernel.sum(),
        "to_go": torch.where(filling < 0.5, total, total - 1 - index),
        "changes": farthest(kernel, MIDDLE),
        "changes_shifted": farthest(kernel, LEFT),
        "vertical_edge": strongest(kernel.sum(0)),
        "horizontal_edge": strongest(kernel.sum(1)),
        "next_at": torch.stack([following - next_row * count, next_row]) + 1,
        "next_filling": torch.ones(()),
    }


def sample(generator):
    """A random picture, a random kernel of either size, any stride and padding, any cell."""

    def whole(low, high, *shape):
        return torch.randint(low, high + 1, shape, generator=generator).float()

    size = 3 + 2 * whole(0, 1)
    inside = (torch.arange(LARGEST) - EDGE).abs() <= (size - 1) / 2
    return {
        "image": whole(0, 10, SIZE, SIZE) / 10,
        "kernel": torch.randn(LARGEST, LARGEST, generator=generator) * inside[:, None] * inside,
        "kernel_size": size,
        "stride": whole(1, 3),
        "padding": whole(0, 2),
        "at": whole(1, SIZE, 2),
        "filling": whole(0, 1),
    }


def model():
    """The convolution, ready to be exported."""
    return Model("convolution", convolve, sample, ENDS)
