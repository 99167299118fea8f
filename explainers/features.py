"""What does a layer look for? From edges to faces, in a network that knows a thousand things.

Choose a layer, then one of its units. The photograph is bright where the unit answers. Beside it is the picture that excites the same
unit most: no photograph, but found by the network's own gradient. Then go deeper, layer by layer, or take a photograph of your own.
"""

import base64

import plotly.graph_objects as go

from explainers import Choice, Explainer, Photo, Slider, Words, data
from explainers._core.model import folder
from explainers._pictures import axes, layout, picture, titles

BLOCKS = data("features")["blocks"]
LAYERS = {"First layer": 0, **{f"Block {block} of 16": number for number, block in enumerate(BLOCKS) if block}}
SHEETS = Words("sheets", [f"data:image/webp;base64,{base64.b64encode((folder() / 'data' / 'features' / f'block_{block}.webp').read_bytes()).decode()}"
                          for block in BLOCKS])
TITLES = ["bright where this unit answers", "the first layer's 32 kernels", "eight units, on this photograph", "what excites each of them most"]
WIDE = {"size": (730, 580), "boxes": [([0, 0.44], [0.41, 0.955]), ([0.5, 1], [0.63, 0.955]), ([0, 0.485], [0, 0.31]), ([0.515, 1], [0, 0.31])]}
NARROW = {"size": (358, 960), "boxes": [([0, 0.9], [0.635, 0.975]), ([0, 0.9], [0.42, 0.59]), ([0, 1], [0.21, 0.38]), ([0, 1], [0, 0.17])]}


def draw(outputs, narrow=False):
    place, size = (NARROW, 13) if narrow else (WIDE, 14)
    frame = {"mode": "lines", "line": {"color": "var(--output)", "width": 3}}
    across, down = (outputs[f"frame_{axis}"] for axis in "xy")
    figure = go.Figure([
        picture(outputs["lit"], 2),
        picture(outputs["kernels"], 3).update(zsmooth=False),
        go.Heatmap(z=outputs["maps"], zmin=0, zmax=1, **axes(4)),
        go.Image(source=SHEETS.of(outputs["layer"]), zsmooth="fast", dx=58 / 96, dy=58 / 96, **axes(5)),
        go.Scatter(x=across, y=down, **frame, **axes(4)),
        go.Scatter(x=across, y=down, **frame, **axes(5)),
        titles(TITLES, place["boxes"], size),
    ])
    width, height = place["size"]
    figure.update_layout(layout(place["boxes"], 224), width=width, height=height)
    for index, (columns, rows) in enumerate([(31, 15), (231, 115), (231, 115)], 3):
        figure.update_layout({f"xaxis{index}": {"range": [-0.5, columns - 0.5]}, f"yaxis{index}": {"range": [rows - 0.5, -0.5]}})
    return figure


features = Explainer(
    model="features",
    draw=draw,
    controls=[
        Photo("photo", value="german_shepherd", label="Photograph"),
        Choice("layer", LAYERS, "Block 12 of 16"),
        Slider("unit", 1, 8, value=2),
    ],
    summary="Unit {unit_number:.0f} of this layer: its strongest answer on this photograph is {answer:.0%} of the strongest among the eight.",
)
