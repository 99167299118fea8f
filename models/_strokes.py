"""Drawings to learn from: moved, turned, and drawn with another pen, as those of readers are."""

import torch
import torch.nn.functional as F


def between(low, high, count, generator):
    """Uniform random numbers (count,)."""
    return low + (high - low) * torch.rand(count, generator=generator)


def warp(images, generator, shift=6.0, scales=(0.7, 1.3), turn=0.0, shear=0.0, stretch=0.0, clipped=1.0):
    """Each image moved by up to `shift` px, scaled, turned and sheared (radians), stretched one way.

    What leaves the 28 x 28 frame is lost, except in the share 1 - `clipped` of the images, which are
    moved only as far as their digit, 20 px at scale 1, has room.
    """
    count = len(images)
    scale = between(*scales, count, generator)
    room = (14 - 10 * scale).clamp(0, shift)
    free = torch.where(torch.rand(count, generator=generator) < clipped, torch.full((count,), shift), room)
    angle = between(-turn, turn, count, generator)
    slant = between(-shear, shear, count, generator)
    wide = torch.exp(between(-stretch, stretch, count, generator)) * scale
    tall = scale * scale / wide
    cos, sin = angle.cos(), angle.sin()
    move_x, move_y = (between(-1, 1, count, generator) * free for _ in "xy")
    # affine_grid asks for the way back: where in the source each target pixel comes from.
    forward = torch.stack(
        [
            torch.stack([cos * wide, (slant * cos - sin) * tall], 1),
            torch.stack([sin * wide, (slant * sin + cos) * tall], 1),
        ],
        1,
    )  # (n, 2, 2)
    back = torch.linalg.inv(forward)
    offset = -back @ torch.stack([move_x, move_y], 1)[:, :, None] / 14  # (n, 2, 1)
    grid = F.affine_grid(torch.cat([back, offset], 2), list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)


def restroke(images, generator):
    """Strokes made thicker or thinner by up to a pixel, and lighter or harder: pens and fingers differ."""
    count = len(images)
    amount = between(-0.8, 0.8, count, generator)[:, None, None, None]
    thick = F.max_pool2d(images, 3, 1, 1)
    thin = -F.max_pool2d(-images, 3, 1, 1)
    images = images + amount.clamp(min=0) * (thick - images) - (-amount).clamp(min=0) * (images - thin)
    gain = torch.exp(between(-0.3, 0.9, count, generator))[:, None, None, None]
    return (images * gain).clamp(0, 1)


def vary(images, generator):
    """A batch to learn from: a quarter as it is, the rest moved, scaled, turned, and drawn with another pen."""
    plain, other = images.split([len(images) // 4, len(images) - len(images) // 4])
    other = warp(other, generator, turn=0.2, shear=0.2, stretch=0.15, clipped=0.6)
    return torch.cat([plain, restroke(other, generator)])


def accuracy(guess, images, labels):
    """The share of images whose digit is guessed, in batches."""
    with torch.no_grad():
        guesses = torch.cat([guess(part) for part in images.split(1000)])
    return (guesses == labels).float().mean().item()


def scribble(generator):
    """Three straight strokes with a soft edge, 3 px wide: (1, 1, 28, 28)."""
    start, end = (torch.rand(3, 1, 2, generator=generator) * 18 + 5 for _ in "ab")
    along = torch.linspace(0, 1, 40)[:, None]
    pixels = torch.cartesian_prod(torch.arange(28.0), torch.arange(28.0))
    distance = torch.cdist(pixels, torch.lerp(start, end, along).reshape(-1, 2)).amin(1)
    return (2 - distance).clamp(0, 1).reshape(1, 1, 28, 28)
