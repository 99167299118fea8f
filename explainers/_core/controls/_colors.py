"""What the numbers of a picture file mean as colors: its ICC profile, or the few numbers that stand for one, to sRGB.

As browsers do it, in floats: a profile's table from device to perceived color before its curves, between the corners
of a table in straight lines along each axis, no black point moved, and what sRGB cannot show cut off. Pillow's own
color management works on whole numbers, and interpolates tables otherwise: transparent pictures and those in inks came
out up to 20 of 255 away from the page.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np

__all__ = ["Colors", "from_code_points", "from_gamma", "from_profile"]

WHITE = np.array([0.9642, 1, 0.8249])  # D50, under which profiles are made
# From linear red, green and blue to XYZ under D50.
SRGB = np.array([[0.43606567, 0.38514709, 0.14306641], [0.22248840, 0.71687317, 0.06060791],
                 [0.01391602, 0.09707642, 0.71409607]])  # fmt: skip
BACK = np.linalg.inv(SRGB).T.astype(np.float32)
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
LAST = 65535
DEFECTS = (ArithmeticError, LookupError, TypeError, ValueError, struct.error)

Curve = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Colors:
    """space: "RGB", "GRAY" or "CMYK"; perceived: from (pixels, channels) of 0 to 1, ink being 1, to XYZ under D50."""

    space: str
    perceived: Curve

    def shown(self, numbers):
        """(pixels, channels) from 0 to 1 as (pixels, 3) in sRGB, from 0 to 1."""
        with np.errstate(all="ignore"):  # of what the curves of a damaged profile lead to
            return coded(np.nan_to_num(mixed(self.perceived(numbers), BACK)))


def mixed(numbers, matrix):
    """(pixels, 3) through a matrix; numpy's @ wakes every processor for each of many small pieces."""
    return np.einsum("ij,jk->ik", numbers, matrix)


def quick(curve) -> Curve:
    """A curve from 0 to 1 looked up among 65536 places, which is exact at whole numbers of 8 and of 16 bits."""
    with np.errstate(all="ignore"):
        values = np.nan_to_num(curve(np.linspace(0, 1, LAST + 1))).astype(np.float32)
    return lambda x: values[(np.clip(x, 0, 1) * np.float32(LAST) + np.float32(0.5)).astype(np.int32)]


# Amounts of light by sRGB's curve, both from 0 to 1.
coded = quick(lambda x: np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055))


# By a few numbers


def parametric(exponent, a=1.0, b=0.0, c=0.0, d=0.0, e=0.0, f=0.0) -> Curve:
    """(a x + b) ** exponent + e from d on, and c x + f before it."""
    return lambda x: np.where(x < d, c * x + f, np.maximum(a * x + b, 0) ** exponent + e)


STRAIGHT = parametric(1)
SRGB_CURVE = parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
VIDEO = parametric(2.4)  # as screens show it, which is not how cameras take it

# As ITU-T H.273 numbers them: x and y of red, green, blue and white; and the curves.
D65, C = (0.3127, 0.329), (0.31, 0.316)
PRIMARIES = {
    1: ((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), D65),
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),
    5: ((0.64, 0.33), (0.29, 0.6), (0.15, 0.06), D65),
    6: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65),
    7: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65),
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),
    9: ((0.708, 0.292), (0.17, 0.797), (0.131, 0.046), D65),
    10: ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0), (1 / 3, 1 / 3)),
    11: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), (0.314, 0.351)),
    12: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), D65),
    22: ((0.63, 0.34), (0.295, 0.605), (0.155, 0.077), D65),
}
CURVES = {
    **dict.fromkeys((1, 6, 11, 14, 15), VIDEO),
    4: parametric(2.2),
    5: parametric(2.8),
    7: parametric(1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4, 0.0913),
    8: STRAIGHT,
    13: SRGB_CURVE,
    17: parametric(2.6, (52.37 / 48) ** (1 / 2.6)),
}


def from_code_points(primaries, transfer):
    """Colors by their numbers in H.273; None for those that browsers do not know."""
    if primaries not in PRIMARIES or transfer not in CURVES:
        return None
    return three(CURVES[transfer], adapted(*PRIMARIES[primaries]))


def from_gamma(gamma, chromaticities=None):
    """Colors of a PNG that says its gamma, such as 1 / 2.2, and may say (x, y) of red, green, blue and white."""
    try:
        if not gamma or (not chromaticities and abs(gamma * 2.2 - 1) < NEAR):
            return None  # sRGB, as nearly as such a file says it
        return three(parametric(1 / gamma), adapted(*chromaticities) if chromaticities else SRGB)
    except DEFECTS:
        return None


NEAR = 0.05  # a gamma so close to sRGB's is meant to be that


def three(curve, matrix) -> Colors:
    light, turned = quick(curve), matrix.T.astype(np.float32)
    return Colors("RGB", lambda numbers: mixed(light(numbers), turned))


def adapted(red, green, blue, white):
    """The matrix to XYZ under D50 of primaries and a white, each as x and y."""
    columns = np.array([(x / y, 1, (1 - x - y) / y) if y else (x, y, 1 - x - y) for x, y in (red, green, blue, white)])
    matrix = columns[:3].T
    cones = (BRADFORD @ WHITE) / (BRADFORD @ columns[3])
    return np.linalg.inv(BRADFORD) @ np.diag(cones) @ BRADFORD @ matrix * np.linalg.solve(matrix, columns[3])


# By an ICC profile


def from_profile(content):
    """Colors of an ICC profile; None for one that is broken, or of a kind that browsers pass over."""
    try:
        return profiled(content)
    except DEFECTS:
        return None


def profiled(content):
    size, version, space, between, signature, *white = struct.unpack_from(">I4xI4x4s4s12x4s28x3i", content)
    if signature != b"acsp" or not 132 <= size <= len(content) or version >> 24 > 4:
        return None
    if np.abs(np.array(white) / 65536 - WHITE).max() > 0.01:
        return None
    tags: dict[bytes, bytes] = {}
    for i in range(struct.unpack_from(">I", content, 128)[0]):
        name, start, length = struct.unpack_from(">4sII", content, 132 + 12 * i)
        if start + length > size:
            return None
        tags.setdefault(name, content[start : start + length])
    named = {b"GRAY": "GRAY", b"CMYK": "CMYK"}.get(space, "RGB")
    table = next((tags[name] for name in (b"A2B0", b"A2B1") if name in tags), None)
    if between not in (b"XYZ ", b"Lab "):
        return None
    if named == "GRAY" and between == b"XYZ " and b"kTRC" in tags:
        gray = quick(curve(tags[b"kTRC"])[0])
        return Colors(named, lambda numbers: gray(numbers) * WHITE.astype(np.float32))
    if table is not None:
        return Colors(named, tabled(table, between == b"Lab ", {"RGB": 3, "GRAY": 1, "CMYK": 4}[named]))
    columns = [tags[color + b"XYZ"] for color in (b"r", b"g", b"b")]
    if named != "RGB" or any(column[:4] != b"XYZ " for column in columns):
        return None
    matrix = np.array([struct.unpack_from(">3i", column, 8) for column in columns]) / 65536
    matrix = matrix.astype(np.float32)
    shapes = [tags[color + b"TRC"] for color in (b"r", b"g", b"b")]
    curves = [quick(curve(shape)[0]) for shape in shapes]
    formula = shapes[0][:4] == b"para" or shapes[0][8:12] <= b"\0\0\0\1"
    if formula and len(set(shapes)) == 1:
        return Colors("RGB", lambda numbers: mixed(curves[0](numbers), matrix))
    back = quick(SRGB_CURVE)

    def rounded(numbers):  # what no formula says, browsers first bring to sRGB's curve, in whole numbers
        return mixed(back(np.round(255 * coded(along(curves, numbers))) / np.float32(255)), matrix)

    return Colors("RGB", rounded)


def along(curves, numbers):
    """Each channel by its own curve."""
    return np.stack([curve(channel) for curve, channel in zip(curves, numbers.T)], -1)


def curve(content) -> tuple[Curve, int]:
    """A curve of a profile, and how many bytes of content it takes."""
    kind, count = struct.unpack_from(">4s4xI", content)
    if kind == b"curv":
        length = 12 + 2 * count
        numbers = struct.unpack_from(f">{count}H", content, 12)
        if not count:
            return STRAIGHT, length
        return (parametric(numbers[0] / 256) if count == 1 else steps(np.array(numbers) / 65535)), length
    if kind != b"para":
        raise ValueError(kind)
    count = (1, 3, 4, 5, 7)[count >> 16]
    exponent, *rest = (number / 65536 for number in struct.unpack_from(f">{count}i", content, 12))
    if count in (3, 4):
        a, b, *level = rest
        rest = [a, b, 0, -b / a, *level, *level]
    a, b, c, d = rest[:4] or (1, 0, 0, 0)
    if min(exponent, a, c, d, a * d + b) < 0:
        raise ValueError(rest)
    return parametric(exponent, *rest), 12 + 4 * count


def steps(numbers) -> Curve:
    """A curve as a table of numbers."""
    places = np.linspace(0, 1, len(numbers))
    return lambda x: np.interp(x, places, numbers)


def tabled(content, lab, inputs) -> Curve:
    """A table from a device's channels to perceived color, with curves before and after it."""
    kind, count, outputs, size = struct.unpack_from(">4s4x3B", content)
    if count != inputs or outputs != 3:
        raise ValueError(kind)
    stages: list[Curve]
    if kind == b"mAB ":
        stages = staged(content, count, 1 if lab else 65535 / 32768)
    elif kind in (b"mft1", b"mft2"):
        wide = kind == b"mft2"
        before, after, start = (*struct.unpack_from(">2H", content, 48), 52) if wide else (256, 256, 48)
        counts = [count * before, 3 * size**count, 3 * after]
        numbers = np.frombuffer(content, ">u2" if wide else "u1", sum(counts), start) / (65535 if wide else 255)
        first, grid, last = np.split(numbers, np.cumsum(counts)[:2])
        stages = [
            lambda x: along([steps(row) for row in first.reshape(count, before)], x),
            corners(grid.reshape(*[size] * count, 3)),
            lambda x: along([steps(row) for row in last.reshape(3, after)], x),
        ]
    else:
        raise ValueError(kind)
    if lab:
        stages.append(perceived)

    def through(numbers):
        for stage in stages:
            numbers = stage(numbers)
        return numbers

    return through


def staged(content, count, scale) -> list[Curve]:
    """The curves, tables and matrix of a newer table, in the order in which they are used. scale: of its matrix."""
    last, matrix, middle, grid, first = struct.unpack_from(">5I", content, 12)
    stages: list[Curve] = []

    def curves(start, many):
        found = []
        for _ in range(many):
            one, length = curve(content[start:])
            found.append(one)
            start += -(-length // 4) * 4
        stages.append(lambda x: along(found, x))

    if grid:
        curves(first, count)
        sizes = list(content[grid : grid + count])
        kind, top = {1: ("u1", 255), 2: (">u2", 65535)}[content[grid + 16]]
        numbers = np.frombuffer(content, kind, 3 * int(np.prod(sizes)), grid + 20) / top
        stages.append(corners(numbers.reshape(*sizes, 3)))
    elif count != 3:
        raise ValueError(count)
    if matrix and middle:
        curves(middle, 3)
        numbers = np.array(struct.unpack_from(">12i", content, matrix)) * (scale / 65536)
        stages.append(lambda x: x @ numbers[:9].reshape(3, 3).T + numbers[9:])
    curves(last, 3)
    return stages


def corners(grid) -> Curve:
    """What lies between the numbers of a grid, in straight lines along each of its axes."""
    tops = np.array(grid.shape[:-1]) - 1
    if tops.min() < 1:
        raise ValueError(grid.shape)

    def between(numbers):
        places = np.clip(numbers, 0, 1) * tops
        low = np.minimum(places.astype(int), tops - 1)
        share = places - low
        total = np.zeros((len(numbers), 3))
        for corner in product((0, 1), repeat=len(tops)):
            weight = np.where(corner, share, 1 - share).prod(1)
            total += weight[:, None] * grid[tuple((low + corner).T)]
        return total

    return between


def perceived(numbers):
    """Lab, each from 0 to 1, as XYZ under D50."""
    light, a, b = numbers.T
    middle = (light * 100 + 16) / 116
    found = np.stack([middle + (a * 255 - 128) / 500, middle, middle - (b * 255 - 128) / 200], -1)
    return np.where(found > 6 / 29, found**3, (found - 16 / 116) * (108 / 841)) * WHITE
