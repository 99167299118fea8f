"""A picture as the numbers that it is made of, and how well each of them is foretold by its left neighbor.

Its fourth number, alpha, is how much a pixel covers of what lies behind: Porter and Duff, 1984.
"""

import torch
import torch.nn.functional as F

from .. import _strokes
from .._export import Model
from ._looking import NAN, look
from ._neighbors import foretold, line, pairs
from ._paint import BEHIND, GRAY, SIDE, checkerboard, cover, gray, written_over

PHOTO, DRAWING = SIDE, 28  # px, the sides of the pictures
EDITS = 24  # pixels that can be written over
MIDDLE = 0.5  # a brighter pixel bears dark words
SHRUNK = 2  # one pixel of so many each way stands in the small pictures
ENDS = {
    "source": (0, 2),
    "photo": (0, 1),
    "drawing": (0, 1),
    "noise": (0, 1),
    "photo_view": ((7, 0, 0), (PHOTO,) * 3),
    "drawing_view": ((7, 0, 0), (DRAWING,) * 3),
    "photo_pixel": (0, PHOTO - 1),
    "drawing_pixel": (0, DRAWING - 1),
    "shown": (0, 4),
    "see_through": (0, 100),
    "edits": ((-1,) * 5, (PHOTO - 1, PHOTO - 1, 255, 255, 255)),
}


def pixels(
    source, photo, drawing, noise, photo_view, drawing_view, photo_pixel, drawing_pixel, shown, see_through, edits
):
    """source: (), 0 the drawing, 1 the photograph, 2 noise. photo: (1, 3, 224, 224); drawing: (28, 28), ink 1 on paper
    0; noise: (224, 224); all from 0 to 1. photo_view, of noise, too, and drawing_view: (3,), how many pixels are seen
    each way, and x and y of the middle. photo_pixel, drawing_pixel: (2,), column and row of the framed one, from 0.
    shown: (), 0 in color, 1 gray, 2, 3, 4 red, green, blue alone. see_through: (), percent. edits: (24, 5).
    """
    drawn = source < 0.5
    color = written_over(torch.where(source > 1.5, noise.expand(3, PHOTO, PHOTO), photo[0]), edits)
    colored = look(torch.cat([color, cover(see_through)[None]]), photo_view, photo_pixel)
    inked = look(drawing[None], drawing_view, drawing_pixel)
    found = {
        name: torch.where(drawn, inked[name], colored[name])
        for name in colored
        if name not in ("seen", "cells", "numbers", "numbers_before")
    }

    # In color, gray, or one of the three alone: as light of that color in the picture, and as one number a pixel.
    weights = torch.stack([GRAY, *torch.eye(3)])  # (4, 3)
    mixed = weights.index_select(0, (shown - 1).clamp(0, 3).round().int()[None])[0]  # (3,)
    whole, blank = (shown < 0.5).float(), ((shown - 1).abs() < 0.5).float()

    def seen_as(color):
        single = torch.tensordot(mixed, color, 1)
        alone = mixed.reshape(3, *[1] * single.dim()) * single * (1 - blank) + single * blank
        return whole * color + (1 - whole) * alone, single

    plane = torch.tensordot(mixed, color, 1)  # (224, 224)
    light, _ = seen_as(colored["seen"][:3])  # (3, 224, 224)
    cell_light, cell_number = seen_as(colored["cells"][:3])  # (3, 81), (81,)
    cell_alpha = colored["cells"][3]
    bright = cell_alpha * gray(cell_light) + (1 - cell_alpha) * BEHIND > MIDDLE
    dark_ink = inked["cells"][0] > MIDDLE
    triple, one = ~drawn & (whole > 0.5), ~drawn & (whole < 0.5)
    cell_x = {
        "three_on_bright": triple & bright,
        "three_on_dark": triple & ~bright,
        "one_on_bright": one & bright,
        "one_on_dark": one & ~bright,
        "on_paper": drawn & ~dark_ink,
        "on_ink": drawn & dark_ink,
    }

    here, before = (
        torch.where(drawn, inked[name][0], mixed @ colored[name][:3]) for name in ("numbers", "numbers_before")
    )
    first = found["column"] < 0.5
    share, slope, height = (torch.where(drawn, *both) for both in zip(foretold(drawing), foretold(plane)))
    noise_share, *noise_line = foretold(noise)
    pairs_x, pairs_y = (torch.where(drawn, *both) for both in zip(pairs(drawing), pairs(plane)))
    noise_x, noise_y = pairs(noise)
    small = color[:, ::SHRUNK, ::SHRUNK]  # (3, 112, 112)
    there = (~drawn).float().expand(1, *small.shape[1:])
    parts = [torch.cat([small * torch.eye(3)[:, i, None, None], there]) for i in range(3)]  # (4, 112, 112) each
    numbers = torch.where(drawn, torch.stack([inked["numbers"][0], *torch.full((3,), NAN)]), colored["numbers"])
    return {
        **found,
        "picture": torch.cat([light, colored["seen"][3:]]),  # (4, 224, 224), red, green, blue, alpha
        "drawn_picture": torch.where(drawn, inked["seen"][0], NAN),  # (224, 224)
        "drawn_whole": torch.where(drawn, drawing, NAN),
        "checkers": checkerboard(),
        "red_part": parts[0],
        "green_part": parts[1],
        "blue_part": parts[2],
        "part_window_x": torch.where(drawn, NAN, found["window_x"]),
        **{f"{name}_x": torch.where(those, found["cell_x"], NAN) for name, those in cell_x.items()},
        "cell_numbers": (255 * colored["cells"][:3]).T * 1.0,  # (81, 3), as in a file
        "cell_number": 255 * cell_number,
        "cell_ink": inked["cells"][0],
        "numbers": numbers,  # (4,), red, green, blue, alpha; or ink, and three gaps
        "levels": 255 * numbers,  # as in a file
        "number_places": torch.where(numbers.isnan(), NAN, torch.arange(4.0)),
        "extent": torch.stack([found["across"], found["side"]]),
        "color_levels": 255 * colored["numbers"][:3],
        "drawn": drawn.float(),
        "readable": torch.where(found["cell_x"].isnan().all(), 0.0, 1.0),
        "ink": drawing.mean(1).mean(),
        "edited": (edits[:, 0] > -0.5).float().sum(),
        "here": here,
        "before": torch.where(first, NAN, before),
        "jump": torch.where(first, 0.0, (here - before).abs()),
        "guess": slope * before + height,
        "share": share,
        "line": line(slope, height),
        "pairs_x": pairs_x,
        "pairs_y": pairs_y,
        "noise_share": noise_share,
        "noise_line": line(*noise_line),
        "noise_pairs_x": noise_x,
        "noise_pairs_y": noise_y,
    }


def sample(generator):
    """A made-up photograph, strokes, noise, any view of them, and a few pixels written over."""
    uniform = lambda *shape: torch.rand(*shape, generator=generator)  # noqa: E731
    places = (uniform(EDITS, 5) * torch.tensor([PHOTO, PHOTO, 256.0, 256.0, 256.0])).floor()
    told = (torch.arange(EDITS) < torch.randint(EDITS, (), generator=generator))[:, None]
    return {
        "source": torch.randint(3, (), generator=generator).float(),
        "photo": F.interpolate(uniform(1, 3, 14, 14), size=PHOTO, mode="bilinear"),
        "drawing": _strokes.scribble(generator)[0, 0],
        "noise": uniform(PHOTO, PHOTO),
        "photo_view": uniform(3) * PHOTO,
        "drawing_view": uniform(3) * DRAWING,
        "photo_pixel": (uniform(2) * PHOTO).floor(),
        "drawing_pixel": (uniform(2) * DRAWING).floor(),
        "shown": torch.randint(5, (), generator=generator).float(),
        "see_through": 100 * uniform(1)[0],
        "edits": torch.where(told, places, -1.0),
    }


def model():
    """It needs no training."""
    return Model("pixels", pixels, sample, ENDS)
