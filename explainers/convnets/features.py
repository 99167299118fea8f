"""What does a layer look for? From edges to faces, in a network that knows a thousand things.

Choose a layer, then one of its units: one kernel with its feature map. The photograph keeps its light where the unit
responds, which means where its numbers are large; all else is darkened. Beside it is a picture that excites the same
unit, which makes its numbers very large. It is not a photograph: it began as dots at random, and was changed step by
step, as the gradient said. "First kernels" are all 32 of the first layer, whichever layer is chosen; gray is 0. A block
is a group of layers. Go through the list of layers, or take a photograph of your own.
"""

import base64

import numpy as np

from explainers import Choice, Explainer, Photo, Slider, Words, data
from explainers._core.run.model import folder
from explainers._parts import Axes, Panels, Title, image, outline, picture

BLOCKS = data("features")["blocks"]
LAYERS = {"First layer": 0, **{f"Block {block} of 16": number for number, block in enumerate(BLOCKS) if block}}
FILES = [folder() / "data" / "features" / f"block_{block}.webp" for block in BLOCKS]
SHEETS = Words("sheets", [f"data:image/webp;base64,{base64.b64encode(file.read_bytes()).decode()}" for file in FILES])
SCALE, GAP = 58 / 96, 2  # cells of the maps in a pixel of the sheet, and between two maps
PANELS = Panels(
    (730, 520),
    (358, 810),
    lit=((0, 23, 272, 272), (0, 24, 175, 174)),
    excites=((287, 23, 272, 272), (183, 24, 175, 174)),
    kernels=((586, 23, 144, 272), (0, 637, 358, 173)),
    maps=((0, 341, 354, 179), (0, 227, 358, 178)),
    sheet=((376, 341, 354, 179), (0, 433, 358, 178)),
)


def draw(outputs, narrow=False):
    kernels, kernel = ("kernels", "kernel") if narrow else ("kernels_tall", "kernel_tall")
    tile = Axes({"range": outputs["tile_x"]}, {"range": outputs["tile_y"]})
    tiles = np.add(np.shape(outputs["maps"])[-2:], GAP)  # a sheet's tiles touch
    sheet = image(SHEETS.of(outputs["layer"]), tiles, pixel=SCALE)
    unit = outline(outputs["frame_x"], outputs["frame_y"], width=3)
    unit_kernel = outline(outputs[f"{kernel}_x"], outputs[f"{kernel}_y"], width=3)
    return PANELS.figure(
        narrow,
        lit=[Title("Where it responds" if narrow else "Bright where the unit responds"), picture(outputs["lit"])],
        excites=[Title("What excites it"), sheet, tile],
        kernels=[Title("First kernels"), picture(outputs[kernels], smooth=False), unit_kernel],
        maps=[Title("Eight units: bright where they respond"), picture(outputs["maps"]), unit],
        sheet=[Title("What excites each of them"), sheet, unit],
    )


features = Explainer(
    model="features",
    draw=draw,
    answer=PANELS.axes("lit"),
    controls=[
        Photo("photo", value="panda", label="Photograph"),
        Choice("layer", LAYERS, "Block 12 of 16"),
        Slider("unit", 1, 8, value=2),
    ],
    summary="At its brightest spot, unit {unit:.0f} of the eight (number {unit_number:.0f} in its layer) "
    "gives {response:.0%} of the most that it gives for any of our photographs.",
)
