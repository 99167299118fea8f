"""Colors of pixels: how bright they are, some written over, some seen through, and what is seen behind those."""

import torch
import torch.nn.functional as F

SIDE = 224  # px, of a photograph
GRAY = torch.tensor([0.299, 0.587, 0.114])  # how bright red, green and blue look (ITU-R BT.601)
BEHIND = 0.9  # how bright the checkerboard is, on average
SQUARES = 16  # of it, each way
RADIUS = 100.0  # px, of the disc that stays whole where all else can be seen through


def gray(color):
    """How bright it is, (...). color: (3, ...)."""
    return torch.tensordot(GRAY, color, 1)


def written_over(picture, edits):
    """A picture, (3, height, width), from 0 to 1, with some pixels set. edits: (n, 5), column, row, and red, green and
    blue up to 255; a column of -1 in those that say nothing.
    """
    channels, height, width = picture.shape
    place = edits[:, 1].round() * width + edits[:, 0].round()
    place = torch.where(edits[:, 0] < -0.5, float(height * width), place).clamp(0, height * width)  # one for nothing
    numbers = (edits[:, 2:] / 255).clamp(0, 1).T  # (3, n)
    row = F.pad(picture.reshape(channels, -1), (0, 1))
    over = row.scatter(1, place.long().expand(channels, -1), numbers)
    return over[:, :-1].reshape(picture.shape)


def cover(see_through):
    """Alpha of each pixel, (224, 224): 1 on a disc in the middle, less beyond. see_through: percent."""
    along = torch.arange(float(SIDE)) - (SIDE - 1) / 2
    disc = (RADIUS + 0.5 - (along.square() + along[:, None].square()).sqrt()).clamp(0, 1)
    return 1 - (1 - disc) * see_through / 100


def checkerboard():
    """(3, 16, 16), as picture editors show what lies behind a picture."""
    place = torch.arange(SQUARES)
    return ((place + place[:, None]) % 2 * 0.2 + 0.8).expand(3, SQUARES, SQUARES) * 1.0
