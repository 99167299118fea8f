"""Pictures that excite single units of the photo network, found by following the gradient from noise.

D. Erhan, Y. Bengio, A. Courville and P. Vincent, "Visualizing higher-layer features of a deep network" (2009). The
picture is a sum of coarse and fine layers, which move together, so that it does not end in speckles; and it is shifted
about at each step (C. Olah, A. Mordvintsev and L. Schubert, "Feature visualization", 2017).
"""

import json

import torch
import torch.nn.functional as F
from PIL import Image

from .. import _efficientnet as network
from .._run import HERE

BLOCKS = (0, 4, 7, 9, 12)  # whose output: 0 is the first layer's
UNITS = 8  # of each
TILE = 96  # px of a picture on its sheet, which has two rows of four
SIDES = (48, 96, 160, 160, 192)  # px at which a picture is made, as large as what a unit looks at asks for
STEPS = 192
SEED = 1
DATA = HERE / "data"
FOLDER = DATA / "features"


def photographs():
    """The sample photographs, (count, 3, 224, 224): the largest square in the middle, small as the figures have it."""
    import numpy as np

    def small(name):
        image = Image.open(DATA / "photos" / f"{name}.webp").convert("RGB")
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        square = np.array(image.crop((left, top, left + side, top + side)), np.float32)
        return network.resized(torch.from_numpy(square).permute(2, 0, 1)[None], network.SIZE)[0].round() / 255

    return torch.stack([small(name) for name in json.loads((DATA / "photos.json").read_text(encoding="utf-8"))])


def chosen():
    """{block: unit numbers}: those that the sample photographs tell apart best, strong here and quiet there."""
    with torch.no_grad():
        outputs = network.layers(photographs(), BLOCKS[-1])
    found = {}
    for block in BLOCKS:
        peaks = outputs[block].flatten(2).amax(2)  # (photographs, units)
        liveliness = (peaks.amax(0) - peaks.median(0).values) / outputs[block].std((0, 2, 3)).clamp(min=1e-3)
        found[block] = sorted(liveliness.topk(UNITS).indices.tolist())
    return found


def peaks(units):
    """{block: the strongest that each of its units comes to on any of the sample photographs}."""
    with torch.no_grad():
        outputs = network.layers(photographs(), BLOCKS[-1])
    return {
        block: [round(peak, 3) for peak in outputs[block][:, chosen].amax((0, 2, 3)).tolist()]
        for block, chosen in units.items()
    }


def pictures(block, units, side):
    """What excites these units of a block most: (units, 3, side, side), 0 to 1."""
    generator = torch.Generator().manual_seed(SEED)
    sizes = [size for size in (3, 6, 12, 24, 48, 96, 192) if size <= side]
    levels = [(0.1 * torch.randn(len(units), 3, size, size, generator=generator)).requires_grad_() for size in sizes]
    optimizer = torch.optim.Adam(levels, lr=0.03)

    def mixed():
        return torch.sigmoid(sum(F.interpolate(level, (side, side), mode="bilinear") for level in levels))

    for _ in range(STEPS):
        shift = torch.randint(-8, 9, (2,), generator=generator).tolist()
        outputs = network.layers(torch.roll(mixed(), shift, (2, 3)), block)[block]
        maps = torch.stack([outputs[index, unit] for index, unit in enumerate(units)])  # each picture has its own
        down, across = (slice(size // 4, -(size // 4) or None) for size in maps.shape[1:])
        middle = maps[:, down, across]
        rivals = outputs.mean((1, 2, 3))  # and not just every unit at once
        optimizer.zero_grad()
        (rivals.sum() - middle.mean((1, 2)).sum()).backward()
        optimizer.step()
    return mixed().detach()


def write():
    """Writes a sheet of pictures for each block, and which units they are of: models/data/features."""
    FOLDER.mkdir(exist_ok=True)
    units = chosen()
    for block, side in zip(BLOCKS, SIDES):
        print(f"features: what excites block {block}", flush=True)
        tiles = F.interpolate(pictures(block, units[block], side), (TILE, TILE), mode="bilinear", antialias=True)
        rows = [torch.cat(list(tiles[start : start + 4]), 2) for start in (0, 4)]
        sheet = (torch.cat(rows, 1).permute(1, 2, 0) * 255).round().byte().numpy()
        Image.fromarray(sheet).save(FOLDER / f"block_{block}.webp", quality=60, method=6)
    found = {"blocks": list(BLOCKS), "units": list(units.values()), "peaks": list(peaks(units).values())}
    (DATA / "features.json").write_text(json.dumps(found) + "\n", encoding="utf-8")
