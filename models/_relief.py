"""A landscape in space as a picture, drawn by the model itself, so that it is the same in a page, on a slide and in
Python: no graphics card is asked.

It is seen in parallel projection, as in an old map drawn by hand. Behind each column of the picture lies a straight cut
through the ground, which is followed from front to back; what rises above all that is before it is seen (Anderson,
"Hidden line elimination in projected grid surfaces", 1982). Depth is kept strictly rising by a hair, so that what is
seen changes steadily as the picture turns, on every engine alike.

The ground is a square: x to the right, y away from who looks, from -1 to 1 each. Heights go from 0 to 1.
"""

import math
from typing import NamedTuple

import torch

WIDTH, HEIGHT = 216, 192  # px of the picture
ROOM = 72.0  # px for 1 of the ground
TALL, FOOT = 1.1, 0.06  # how tall the highest is, in units of the ground; how far the block goes on below the lowest
FITS = 1.28  # half of what fits above each other; what is taller is drawn smaller
CUTS = 64  # places along each cut
HAIR = 0.02  # px by which each of them counts as higher than the one before it
LIGHT = (-0.5, -0.35, 0.8)  # where it comes from: left, from the front, above
LEVELS = 16  # steps of color
LOW, RANGE, SHADE = 0.05, 0.87, 0.28  # of the color scale: the lowest, from there to the highest, and shadows
CLIFF, STRATA = 0.2, 0.3  # of the color scale: the foot of the walls, and from there to the highest
NEAR = 24  # places before a point where something may hide it
FAINT = 0.25  # how strongly a point is seen through a hill
FLAT = 1e-3  # a sine or cosine is at least so far from 0 where it divides
TURNED = 0.013  # labels change sides between two whole degrees, never at one


class View(NamedTuple):
    """From where it is seen: sines and cosines of both angles, and px for 1 of the ground; () each."""

    sine: torch.Tensor
    cosine: torch.Tensor
    rise: torch.Tensor
    fall: torch.Tensor
    scale: torch.Tensor


def seen_from(turn):
    """A View. turn: (2,), degrees: how far around, where what is in front goes to the right, and the tilt, from 0 along
    the ground to 90 from straight above.
    """
    around, tilt = (turn * (math.pi / 180)).unbind(0)
    sine, cosine, rise, fall = around.sin(), around.cos(), tilt.sin(), tilt.cos()
    half = (sine.abs() + cosine.abs()) * rise + (0.5 + FOOT) * TALL * fall
    return View(sine, cosine, rise, fall, ROOM * (FITS / half).clamp(max=1.0))


def relief(heights, view):
    """The picture, (192, 216), rows from the top: 0 where there is nothing, and from there to 1 the higher, with
    shadows and steps of color.

    heights: (rows, columns), from 0 to 1; rows go from y = -1 to 1, columns from x = -1 to 1.
    """
    across = (torch.arange(float(WIDTH)) - (WIDTH - 1) / 2) / view.scale  # (216,)
    up = (HEIGHT - 1) / 2 - torch.arange(float(HEIGHT))  # (192,), px
    begin, end = cut(across, view)
    along = begin[:, None] + (end - begin)[:, None] * torch.linspace(0, 1, CUTS)  # (216, 64)
    (ground,) = lookup([heights], *turned_back(across[:, None], along, view))
    tops = raised(along, ground, view)  # px
    edge = rising(tops)

    first = torch.arange(float(WIDTH)) * CUTS  # where each column's cut begins in the row of all
    height, wall = up[:, None], tops[:, 0]
    after = first + 0 * up[:, None] * across  # (192, 216)
    for step in (32, 16, 8, 4, 2, 1):  # the first place of the cut that is as high as the pixel: a binary search
        lower = taken(edge, after + (step - 1)) < height
        after = after + step * lower.float()
    after = torch.maximum(after, first + 1)
    low, high = taken(edge, after - 1), taken(edge, after)
    place = after - 1 - first + ((height - low) / (high - low)).clamp(0, 1)  # (192, 216), along the cut
    behind = begin + (end - begin) * place / (CUTS - 1)
    level, light = lookup([heights, lit(heights, view)], *turned_back(across, behind, view))

    bottom = raised(begin, torch.tensor(-FOOT), view)
    inside = ((end - begin) * view.scale).clamp(0, 1) * (edge[:, -1] - height + 0.5).clamp(0, 1)
    inside = inside * (height - bottom + 0.5).clamp(0, 1)
    in_front = (wall - height + 0.5).clamp(0, 1)
    color = LOW + RANGE * stairs(level * LEVELS) / LEVELS - SHADE * light
    share = ((height - bottom) / (wall - bottom).clamp(min=1.0)).clamp(0, 1)
    cliff = CLIFF + STRATA * share * ground[:, 0]
    color = color + in_front * (cliff - color)
    return inside * color.clamp(0, 1)


def cut(across, view):
    """Where each column, so far to the right, enters and leaves the ground, in depth from -1.42 to 1.42."""
    ends = []
    for steep, offset in ((view.sine, across * view.cosine), (view.cosine, -across * view.sine)):
        steep = torch.where(steep.abs() < FLAT, FLAT, steep)
        ends.append([(side - offset) / steep for side in (-1.0, 1.0)])
    begin = torch.maximum(*(torch.minimum(*pair) for pair in ends))
    end = torch.minimum(*(torch.maximum(*pair) for pair in ends))
    there = torch.maximum(begin, end)
    return begin.clamp(-1.5, 1.5), there.clamp(-1.5, 1.5)


def turned_back(across, away, view):
    """x and y of the ground, of places so far to the right of who looks, and so far away."""
    return across * view.cosine + away * view.sine, away * view.cosine - across * view.sine


def raised(away, height, view):
    """How high a place is in the picture, in px from its middle."""
    return view.scale * (away * view.rise + TALL * (height - 0.5) * view.fall)


def rising(tops):
    """The highest so far, along the last axis, each at least a hair higher than the one before it."""
    hair = HAIR * torch.arange(float(tops.shape[-1]))
    highest, step = tops - hair, 1
    while step < tops.shape[-1]:
        highest = torch.cat([highest[:, :step], torch.maximum(highest[:, step:], highest[:, :-step])], 1)
        step *= 2
    return highest + hair


def taken(values, place):
    """The numbers at places, whole numbers as floats, of values in one row."""
    return values.reshape(-1).index_select(0, place.reshape(-1).int()).reshape(place.shape)


def lookup(maps, x, y):
    """What maps, (rows, columns) each, say at places of the ground, between their numbers in proportion."""
    rows, columns = maps[0].shape
    right = ((x + 1) * ((columns - 1) / 2)).clamp(0, columns - 1)
    away = ((y + 1) * ((rows - 1) / 2)).clamp(0, rows - 1)
    column, row = right.floor().clamp(max=columns - 2), away.floor().clamp(max=rows - 2)
    right, away = right - column, away - row
    # Each place has the numbers of all four corners beside each other, so that one look finds them.
    ends = [slice(None, -1), slice(1, None)]
    corners = torch.stack([each[north, east].reshape(-1) for each in maps for north in ends for east in ends], 1)
    index = (row * (columns - 1) + column).reshape(-1).int()
    numbers = corners.index_select(0, index).unbind(1)  # 4 for each of the maps
    found = []
    for one, two, three, four in zip(*(iter(each.reshape(x.shape) for each in numbers),) * 4):
        near = one + right * (two - one)
        found.append(near + away * (three + right * (four - three) - near))
    return found


def lit(heights, view):
    """How much more light each place gets than flat ground does."""
    rows, columns = heights.shape
    east = slope(heights) * (TALL * (columns - 1) / 2)
    north = slope(heights.T).T * (TALL * (rows - 1) / 2)
    x, y = turned_back(LIGHT[0], LIGHT[1], view)
    return (LIGHT[2] - x * east - y * north) / (1 + east * east + north * north).sqrt() - LIGHT[2]


def slope(heights):
    """How steep it is along the last axis, for each step of the grid."""
    inner = (heights[:, 2:] - heights[:, :-2]) / 2
    return torch.cat([heights[:, 1:2] - heights[:, :1], inner, heights[:, -1:] - heights[:, -2:-1]], 1)


def stairs(level):
    """Levels as steps, whose edges are as soft as a pixel is wide."""
    right, down = (level[:, 1:] - level[:, :-1]).abs(), (level[1:] - level[:-1]).abs()
    width = torch.cat([right, right[:, -1:]], 1) + torch.cat([down, down[-1:]], 0)
    width = width.clamp(0.03, 1.0)
    whole = level.floor()
    return whole + ((level - whole - 1 + width) / width).clamp(0, 1)


def projected(x, y, height, view):
    """Where in the picture places are: column and row in px, from the middle of its upper left pixel."""
    across, away = x * view.cosine - y * view.sine, x * view.sine + y * view.cosine
    return (WIDTH - 1) / 2 + view.scale * across, (HEIGHT - 1) / 2 - raised(away, height, view)


def strength(x, y, height, heights, view):
    """How strongly places on the ground, (n,) each, are seen: 1, and faint where a hill hides them."""
    across, away = x * view.cosine - y * view.sine, x * view.sine + y * view.cosine
    begin, _ = cut(across, view)
    along = begin[:, None] + (away - begin)[:, None] * torch.linspace(0, 1, NEAR + 1)[:NEAR]
    (ground,) = lookup([heights], *turned_back(across[:, None], along, view))
    over = raised(along, ground, view).amax(1) - raised(away, height, view)  # px
    return (1 - (over - 1) / 3).clamp(FAINT, 1.0)


def ground_lines(view, beyond=1.24):
    """The edge of the ground, (5,) columns and rows; and where the two sides in front have their names, (2,) each: of x
    first.
    """
    corners = torch.tensor([[-1.0, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]).T
    floor = torch.tensor(-FOOT)
    side_x = torch.where(view.cosine + TURNED > 0, -beyond, beyond)  # y of the side along which x grows
    side_y = torch.where(view.sine + TURNED > 0, -beyond, beyond)  # x of that along which y grows
    nought = 0 * side_x
    names = projected(torch.stack([nought, side_y]), torch.stack([side_x, nought]), floor, view)
    return projected(*corners, floor, view), names
