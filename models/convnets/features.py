"""What units of EfficientNet-Lite0 see in a photograph: its first kernels as pictures, and eight units at work."""

import json

import torch
import torch.nn.functional as F

from .. import _efficientnet as network
from .._export import Model
from . import _excite

ROWS, COLUMNS = 4, 8  # of the first layer's kernels, lying; standing, the other way round
TILE, GAP = 56, 2  # px of a unit's map on the sheet of eight, in two rows, and between them
DARK = 0.15  # of the photo's light is left where a unit is quiet
BETWEEN = 0.25  # how light the gaps between tiles are
AWAY = -100.0  # where what is not shown is drawn: outside its picture


def units():
    """({block: units} of which there are pictures, how strongly each responds at most on the photographs: (5, 8))."""
    found = json.loads((_excite.DATA / "features.json").read_text(encoding="utf-8"))
    return dict(zip(found["blocks"], found["units"])), torch.tensor(found["peaks"])


def kernels(rows, columns):
    """The first layer's 32 kernels as a picture, (3, 4 * rows - 1, 4 * columns - 1): 3 by 3 pixels each, gray for 0."""
    weight = network.weights()["stem"][0]  # (32, 3, 3, 3)
    largest = weight.abs().amax((1, 2, 3), keepdim=True).clamp(min=1e-6)  # one kernel is all zeros
    shown = 0.5 + 0.5 * weight / largest
    tiles = F.pad(shown, (0, 1, 0, 1), value=BETWEEN).reshape(rows, columns, 3, 4, 4)
    return tiles.permute(2, 0, 3, 1, 4).reshape(3, 4 * rows, 4 * columns)[:, :-1, :-1]


class Features(torch.nn.Module):
    """The network up to the last layer that is looked at."""

    def __init__(self):
        super().__init__()
        self.units, peaks = units()
        self.register_buffer("peaks", peaks)
        self.register_buffer("kernels", kernels(ROWS, COLUMNS))
        self.register_buffer("kernels_tall", kernels(COLUMNS, ROWS))

    def forward(self, photo, layer, unit):
        """photo: (1, 3, 224, 224), 0 to 1. layer: (), 0 to 4, a block. unit: (), 1 to 8, which of its eight."""
        outputs = network.layers(photo, max(self.units))
        # Each unit is measured against the strongest that it comes to on any of the sample photographs.
        units = [(outputs[block][:, chosen], peaks) for (block, chosen), peaks in zip(self.units.items(), self.peaks)]
        strongest = torch.stack([output[0].amax((1, 2)) / peaks for output, peaks in units])  # (5, 8)
        every = torch.stack([self._maps(output / peaks[:, None, None]) for output, peaks in units])
        on_layer = (torch.arange(len(self.units)) == layer).float()
        on_unit = (torch.arange(_excite.UNITS) == unit - 1).float()
        maps = (every * on_layer[:, None, None, None]).sum(0)  # (8, 224, 224), of (5, 8, 224, 224)
        chosen = (maps * on_unit[:, None, None]).sum(0)
        small = network.resized(maps[None], TILE)[0].reshape(2, 4, TILE, TILE)
        padded = F.pad(small, (0, GAP, 0, GAP), value=BETWEEN).permute(0, 2, 1, 3)
        padded = padded.reshape(2 * (TILE + GAP), 4 * (TILE + GAP))
        column, row = (unit - 1) % 4, ((unit - 1) / 4).floor()
        left, top = column * (TILE + GAP) - 0.5, row * (TILE + GAP) - 0.5
        numbers = torch.tensor([list(chosen) for chosen in self.units.values()], dtype=torch.float32)  # (5, 8)
        unit_number = (numbers * on_layer[:, None] * on_unit).sum()
        return {
            "kernels": self.kernels * 1.0,  # (3, 15, 31)
            "kernels_tall": self.kernels_tall * 1.0,  # (3, 31, 15)
            "maps": padded[:-GAP, :-GAP].expand(3, -1, -1) * 1.0,  # (3, 114, 230), 0 to 1
            "lit": photo[0] * (DARK + (1 - DARK) * chosen),  # (3, 224, 224): the photo, where the unit answers
            "frame_x": torch.stack([left, left + TILE, left + TILE, left, left]),
            "frame_y": torch.stack([top, top, top + TILE, top + TILE, top]),
            "tile_x": torch.stack([left, left + TILE]),  # the same tile, from edge to edge
            "tile_y": torch.stack([top + TILE, top]),
            **_kernel_frame("kernel", unit_number, COLUMNS, layer),
            **_kernel_frame("kernel_tall", unit_number, ROWS, layer),
            "unit_number": unit_number,
            "response": (strongest * on_layer[:, None] * on_unit).sum().clamp(min=0),
        }

    def _maps(self, outputs):
        """Eight maps, made as large as the photo: (8, 224, 224), 0 to 1. What is below zero counts as quiet."""
        return network.resized(outputs.clamp(0, 1), network.SIZE)[0]


def _kernel_frame(name, number, columns, layer):
    """The outline of a kernel of the first layer among the tiles, (5,) x and (5,) y; on another layer outside them."""
    row = (number / columns).floor()
    left, top = 4 * (number - columns * row) - 0.5, 4 * row - 0.5
    x, y = torch.stack([left, left + 3, left + 3, left, left]), torch.stack([top, top, top + 3, top + 3, top])
    return {f"{name}_x": torch.where(layer < 0.5, x, AWAY), f"{name}_y": torch.where(layer < 0.5, y, AWAY)}


def sample(generator):
    """A made-up photograph, any layer, any unit."""
    layer, unit = (
        torch.randint(below, (), generator=generator).float() for below in (len(_excite.BLOCKS), _excite.UNITS)
    )
    return {"photo": network.picture(generator), "layer": layer, "unit": unit + 1}


def train():
    """The network needs no training here; made anew, in about eight minutes, are the pictures that excite its units."""
    _excite.write()
    return model()


def model():
    """The network as it is."""
    network.weights()  # read before tracing begins
    ends = {"photo": (0, 1), "layer": (0, len(_excite.BLOCKS) - 1), "unit": (1, _excite.UNITS)}
    return Model("features", Features(), sample, ends, metadata=network.METADATA, weights=network)
