"""What the explainers of filters share: a kernel over a photograph, and what a screen can show of that."""

import torch
from torch.nn import functional as F

from . import _paint

SIZE = 240  # px, a photograph's side


def gray(photo):
    """(1, 3, SIZE, SIZE), 0 to 1, in gray: how bright each pixel looks, in all three channels."""
    return _paint.gray(photo[0]).expand(photo.shape)


def filtered(photo, kernel):
    """Each channel of a photograph, (1, 3, height, width), under one kernel, (size, size) and of odd size: at each
    pixel the products of the kernel and what lies under it, added up. The kernel is not flipped. Beyond the picture its
    edge goes on, so the result is as large.
    """
    reach = kernel.shape[-1] // 2
    padded = F.pad(photo, (reach,) * 4, mode="replicate")
    sums = F.conv2d(padded.transpose(0, 1), kernel[None, None])  # each channel as a picture by itself
    return sums.transpose(0, 1)


def mixed(one, other, share):
    """From one, where the share is 0, to the other, where it is 1. (`torch.lerp` becomes both ways to say that.)"""
    return one + share * (other - one)


def shown(picture):
    """What a screen can show of numbers: none is darker than black, or brighter than white."""
    return picture.clamp(0, 1)


def photograph(generator):
    """A made-up photograph: dots, and a few shapes with edges between them."""
    across = torch.linspace(0, 6, SIZE)
    place, speed = torch.rand(2, 3, 1, 1, generator=generator)
    waves = (speed * 3 * across + 6 * place).sin() * (across[:, None] * (1 + speed)).cos()  # (3, SIZE, SIZE)
    dots = torch.rand(3, SIZE, SIZE, generator=generator)
    return (0.6 * (waves > 0).float() + 0.4 * dots)[None]
