"""Slide a small grid of weights over a picture, multiply and add up: a new picture comes out.

In the picture 1 is ink and 0 is paper. The small grid of weights, called a kernel, lies on the pixels in the large pink
frame. Each of these pixels is multiplied by the weight that lies on it, and all the products are added up, row by row.
The result is one cell of the picture that comes out, the feature map: the cell in the small pink frame. Point at any
other cell there, or tap it, to see how it came about. Play fills one after the other. Then change a weight, or draw.
"""

from explainers import Choice, Explainer, Field, Matrix, Pad, Pick, Play, Slider
from explainers._parts import Panels, Title, hidden, ink, kernel, outline, square, words
from explainers.convnets._small import PICTURES, SIZE

KERNELS = {
    "Horizontal edges": [[-1] * 3, [0] * 3, [1] * 3],
    "All edges": [[-1] * 3, [-1, 8, -1], [-1] * 3],
    "Mean of 9": [[1 / 9] * 3] * 3,
    "Mean of 25": [[1 / 25] * 5] * 5,
}
PANELS = Panels(
    (1000, 366),
    (358, 510),
    picture=((0, 24, 290, 290), (0, 22, 172, 172)),
    products=((320, 24, 364, 228), (0, 224, 358, 196)),
    total=((320, 260, 364, 36), (0, 426, 358, 30)),
    map=((710, 24, 290, 290), (186, 22, 172, 172)),
    size=((710, 322, 290, 44), (0, 462, 358, 44)),
)
TIMES = "%{customdata[0]:.2~f} × %{customdata[1]:.2~f}<br><b>%{customdata[2]:.2~f}</b>"
ADDED = "all %{customdata} products add up to"
SUM = f"({SIZE} + %{{customdata[0]}} − %{{customdata[1]}}) ÷ %{{customdata[2]}} + 1 = "
SIZES = {
    "exact_x": f"{SUM}<b>%{{customdata[4]}}</b>",
    "rounded_x": f"{SUM}%{{customdata[3]:.2~f}}, so <b>%{{customdata[4]}}</b>",
}
FRAME = (-0.5, 9.5, 9.5, -0.5, -0.5), (-0.5, -0.5, 9.5, 9.5, -0.5)  # around the picture, without its padding
MIDDLE = (SIZE - 1) / 2
TEXT = 11.5, 10.5  # px, of the products: wide, narrow
COLORS = {"none": "muted", "light": "ink", "dark": "paper"}


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        picture=[
            Title("The picture"),
            square(),
            hidden(outputs["view_x"], outputs["view_y"]),
            ink(outputs["canvas"], middle=(MIDDLE, MIDDLE)),
            outline(*FRAME, "muted", 1),
            [] if narrow else pixels(outputs),
            outline(outputs["window_x"], outputs["window_y"], width=3),
        ],
        products=[
            Title("Pixel × weight, and the sum of each row"),
            hidden(outputs["tiles_x"], outputs["tiles_y"]),
            kernel(outputs["tiles"], middle=(2, 2), strength=0.6),
            outline(outputs["tile_edges_x"], outputs["tile_edges_y"], "line", 1),
            plain(words(outputs["tile_x"], outputs["tile_y"], TIMES, outputs["tile_numbers"], size=TEXT[narrow])),
            words(
                outputs["row_sums_x"],
                outputs["row_sums_y"],
                "= %{customdata:.2~f}",
                outputs["row_sums"],
                "middle right",
            ),
        ],
        total=[
            hidden([0, 1], [1, 0]),
            words(0, 0.5, ADDED, outputs["products_count"], "middle right", "muted"),
            words(1, 0.5, "<b>%{customdata:.3~f}</b>", outputs["total"], "middle left", "output", 22),
        ],
        map=[
            Title("The feature map"),
            square(),
            hidden(outputs["map_view_x"], outputs["map_view_y"]),
            kernel(outputs["map"], (outputs["lowest"], outputs["largest"]), (MIDDLE + 1, MIDDLE + 1), 0.6),
            outline(outputs["map_edges_x"], outputs["map_edges_y"], "line", 1),
            [] if narrow else plain(numbers(outputs["map_x"], outputs["map_y"], outputs["map_numbers"])),
            outline(outputs["frame_x"], outputs["frame_y"], width=3),
        ],
        size=[
            hidden([0, 1], [2, 0]),
            words(0, 0.4, "Cells of the map, each way", position="middle right", color="muted"),
            [words(outputs[x], [1.5], says, outputs["size_sum"], "middle right") for x, says in SIZES.items()],
        ],
    )


def pixels(outputs):
    """The number of each pixel: 0 in gray, the others in what can be read on them."""
    y, found = outputs["pixel_y"], outputs["pixels"]
    none, light, dark = (numbers(outputs[f"{name}_x"], y, found, color) for name, color in COLORS.items())
    return [plain(none), light, plain(dark)]


def numbers(x, y, found, color="ink"):
    """A number in each of some cells."""
    return words(x, y, "%{customdata:.1~f}", found, color=color, size=11)


def plain(trace):
    """Words without a rim, where they are readable without one."""
    return trace.update(textfont_shadow="none")


convolution = Explainer(
    model="convolution",
    draw=draw,
    answer=PANELS.axes("map"),
    controls=[
        Matrix("kernel", (3, 5), KERNELS, "Horizontal edges", size="kernel_size", step=1),
        Slider("stride", 1, 3, value=1, step=1, group="How it slides"),
        Choice("padding", {"none": 0, "zeros": 1, "the edge once more": 2}, "none", group="How it slides"),
        Play(speed=10, speeds=(3, 10, 60), steps=100, pauses="to_go", group="How it slides"),
        Pick(
            "cell",
            (Field("Across", 1, SIZE), Field("Down", 1, SIZE)),
            (3, 2),
            PANELS.axes("map"),
            hover=True,
            follows="cell",
            input="at",
            restarts=False,
            label="Cell of the feature map",
            group="How it slides",
        ),
        Pad(
            "picture",
            (SIZE, SIZE),
            PICTURES,
            "Seven",
            levels=10,
            pen=1,
            beside=False,
            input="image",
            label="Draw a picture",
        ),
    ],
    carry={"at": "next_at", "filling": "next_filling"},
    constants={"filling": 0},
    gaps=[
        "canvas",
        "tiles",
        "map",
        "exact_x",
        "rounded_x",
        "tile_x",
        "row_sums_y",
        "map_x",
        "map_edges_x",
        "map_edges_y",
        "tile_edges_x",
        "tile_edges_y",
        "none_x",
        "light_x",
        "dark_x",
    ],
    summary="Row {cell[1]:.0f}, column {cell[0]:.0f} of the feature map: {products_count:.0f} products add up to "
    "{total:.2f}. The map is {cells:.0f} by {cells:.0f} cells.",
)
