"""What does a layer look for? From edges to faces, in a network that knows a thousand things.

Choose a layer, then one of its units. The photograph is bright where the unit responds. Beside it is a picture that excites the same
unit strongly. It is not a photograph: it was found by following the gradient. Then go deeper, layer by layer, or take a photograph of your own.
"""

import base64

import plotly.graph_objects as go

from explainers import Choice, Explainer, Photo, Slider, Words, data
from explainers._core.run.model import folder
from explainers._pictures import axes, layout, picture, titles

BLOCKS = data("features")["blocks"]
LAYERS = {"First layer": 0, **{f"Block {block} of 16": number for number, block in enumerate(BLOCKS) if block}}
SHEETS = Words("sheets", [f"data:image/webp;base64,{base64.b64encode((folder() / 'data' / 'features' / f'block_{block}.webp').read_bytes()).decode()}"
                          for block in BLOCKS])
SCALE = 58 / 96                                             # of a map's pixels in one of the pictures' pixels
TITLES = ["bright where the unit responds", "what excites it", "first kernels", "eight units: bright where they respond", "what excites each of them"]
WIDE = {"size": (730, 520), "kernels": "kernels_tall", "frame": "kernel_tall", "pixels": (15, 31),
        "boxes": [([0, 0.372], [0.433, 0.955]), ([0.393, 0.765], [0.433, 0.955]), ([0.803, 1], [0.433, 0.955]), ([0, 0.485], [0, 0.345]), ([0.515, 1], [0, 0.345])]}
NARROW = {"size": (358, 810), "kernels": "kernels", "frame": "kernel", "pixels": (31, 15),
          "boxes": [([0, 0.49], [0.755, 0.97]), ([0.51, 1], [0.755, 0.97]), ([0, 1], [0, 0.213]), ([0, 1], [0.5, 0.72]), ([0, 1], [0.245, 0.465])]}


def draw(outputs, narrow=False):
    place, size = (NARROW, 13) if narrow else (WIDE, 14)
    frame = {"mode": "lines", "line": {"color": "var(--output)", "width": 3}}
    across, down = (outputs[f"frame_{axis}"] for axis in "xy")
    sheet = {"source": SHEETS.of(outputs["layer"]), "zsmooth": "fast", "dx": SCALE, "dy": SCALE, "x0": (SCALE - 1) / 2, "y0": (SCALE - 1) / 2}
    figure = go.Figure([
        picture(outputs["lit"], 2),
        go.Image(**sheet, **axes(3)),
        picture(outputs[place["kernels"]], 4).update(zsmooth=False),
        picture(outputs["maps"], 5),
        go.Image(**sheet, **axes(6)),
        go.Scatter(x=outputs[f"{place['frame']}_x"], y=outputs[f"{place['frame']}_y"], **frame, **axes(4)),
        go.Scatter(x=across, y=down, **frame, **axes(5)),
        go.Scatter(x=across, y=down, **frame, **axes(6)),
        titles(TITLES if not narrow else ["where it responds", *TITLES[1:]], place["boxes"], size),
    ])
    width, height = place["size"]
    figure.update_layout(layout(place["boxes"], 224), width=width, height=height)
    columns, rows = place["pixels"]
    for index, (wide, high) in {4: (columns, rows), 5: (231, 115), 6: (231, 115)}.items():
        figure.update_layout({f"xaxis{index}": {"range": [-0.5, wide - 0.5]}, f"yaxis{index}": {"range": [high - 0.5, -0.5]}})
    figure.update_layout(xaxis3_range=outputs["tile_x"], yaxis3_range=outputs["tile_y"])
    return figure


features = Explainer(
    model="features",
    draw=draw,
    controls=[
        Photo("photo", value="panda", label="Photograph"),
        Choice("layer", LAYERS, "Block 12 of 16"),
        Slider("unit", 1, 8, value=2),
    ],
    summary="Unit {unit:.0f} of the eight, number {unit_number:.0f} of its layer, responds {response:.0%} as strongly as on the sample photograph that it likes best.",
)
