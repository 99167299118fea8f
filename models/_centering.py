"""Centers and scales a drawing as the makers of MNIST did theirs (LeCun and others, 1998): the page's picture in, the
network's picture out, in operations that ONNX has."""

import torch

SIZE = 28
BOX = 20.0  # px: the longer side of the ink's bounding box becomes this long
MIDDLE = 14.0  # px: the ink's center of mass comes to lie here, both ways, as in MNIST (mean 14.00)
ORIGIN = 13.5  # px: positions are measured from the middle of the frame, because float32 is finest near 0
LARGEST = 4.0  # a dot is not blown up any further than this
INK = 0.1  # fainter than this is paper
MARGIN = 3  # px beyond the frame that a resampling kernel may reach for


def _extent(lines):
    """lines: (batch, 28, 28), added up over their last axis. First and last inked position (ORIGIN where there is no
    ink) and center of mass, from ORIGIN, each (batch,). The mass is summed in float64, so that engines shift alike.
    """
    index = torch.arange(float(SIZE)) - ORIGIN
    inked = lines.amax(2) > INK
    mass = lines.double().sum(2)
    first = torch.where(inked, index, float(SIZE)).amin(1)
    last = torch.where(inked, index, -float(SIZE)).amax(1)
    empty = last < first
    first, last = torch.where(empty, 0.0, first), torch.where(empty, 0.0, last)
    return first, last, ((mass * index).sum(1) / mass.sum(1).clamp(min=1e-6)).float()


def _taps(center, shrink):
    """What each target row takes from each source row: (batch, 28, 28). Linear interpolation when enlarging, and
    when shrinking a triangle as much wider, so that no thin stroke falls between two rows."""
    target = torch.arange(float(SIZE))
    source = torch.arange(-float(MARGIN), SIZE + MARGIN) - ORIGIN
    position = (target - MIDDLE)[None, :] * shrink[:, None] + center[:, None]  # (batch, 28)
    width = shrink.clamp(min=1.0)[:, None, None]
    taps = (1 - (position[:, :, None] - source).abs() / width).clamp(min=0.0)  # (batch, 28, 34)
    taps = taps / taps.sum(2, keepdim=True).clamp(min=1.0)
    return taps[:, :, MARGIN:-MARGIN]


def center(image):
    """image: (batch, 1, 28, 28), ink 1 on paper 0. Returns the centered image, of the same shape, and what was
    measured: left, right, top, bottom (px, the first and last with ink), center_x, center_y (px), scale; (batch,) each.
    """
    ink = image[:, 0]  # (batch, 28, 28)
    top, bottom, center_y = _extent(ink)
    left, right, center_x = _extent(ink.transpose(1, 2))
    longer = torch.maximum(bottom - top, right - left) + 1
    shrink = longer.clamp(min=BOX / LARGEST) / BOX  # source px for a target px
    centered = _taps(center_y, shrink) @ ink @ _taps(center_x, shrink).transpose(1, 2)  # (batch, 28, 28)
    measured = {"left": left, "right": right, "top": top, "bottom": bottom, "center_x": center_x, "center_y": center_y}
    measured = {name: value + ORIGIN for name, value in measured.items()}
    return centered[:, None].clamp(0.0, 1.0), {**measured, "scale": 1 / shrink}
