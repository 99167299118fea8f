"""A photo editor's filters are kernels: blur, sharpen, find edges.

Left of the line is the photograph, right of it what the kernel makes of it. Drag the handle. Choose another kernel,
write one of your own, or press Live camera. The bars show how much the pixel in the middle counts, then, from where
that bar ends, how much its neighbors do, and last the sum of all weights. Below them is a place that is the same gray
everywhere, before and after.
"""

import numpy as np

from explainers import Explainer, Handles, Matrix, Photo, Slider, Toggle
from explainers._parts import Axes, Panels, Title, bars, columns, line, picture, terms
from explainers.convnets._kernels import KERNELS, STRONG_BLUR

SIZE = 240  # px of the photograph
GROUP = "What you see of it"
PANELS = Panels(
    (730, 440),
    (358, 560),
    photo=((0, 0, 440, 440), (0, 0, 358, 358)),
    sum=((480, 40, 250, 220), (0, 406, 200, 130)),
    even=((480, 330, 220, 110), (222, 436, 136, 68)),
)


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        photo=[
            picture(outputs["shown"]),
            line(outputs["line_x"], [-0.5, SIZE - 0.5], "paper", 4),
            line(outputs["line_x"], [-0.5, SIZE - 0.5], "ink", 2),
        ],
        sum=[
            Title("How much pixels count"),
            columns(["middle", "neighbors", "together"]),
            Axes(y={"visible": False, "range": outputs["bars_range"]}),
            line([-0.5, 2.5], [0, 0], "line", 1),
            terms(outputs["terms"], outputs["starts"], "%{customdata:.3~g}"),
            bars([outputs["kernel_sum"]], "output", first=2, says="%{y:.3~g}"),
        ],
        even=[Title("Gray becomes"), picture(outputs["even"], framed=True, smooth=False)],
    )


filters = Explainer(
    model="filters",
    draw=draw,
    answer=PANELS.axes("photo"),
    controls=[
        Photo("photo", size=SIZE, value="macaw", live=True, label="Photograph"),
        Matrix("kernel", (3, 5), {**KERNELS, "Strong blur": STRONG_BLUR}, "Edges"),
        Slider("divider", 0, 1, value=0.5, step=0.01, format=".0%", label="The line between", group=GROUP),
        Slider("strength", 0, 1, value=1, step=0.05, format=".0%", label="How strong", group=GROUP),
        Toggle("in_gray", label="In gray", group=GROUP),
        Handles(
            "handle",
            input="places",
            at=("handle_x", "handle_y"),
            gives={"divider": "divider_asked"},
            panel=PANELS.axes("photo")[0],
        ),
    ],
    constants={"places": np.zeros((1, 2))},
    image="after",
    original="photo",
    summary="The middle counts {middle:.2f} times, its neighbors {neighbors:.2f} times together, which makes "
    "{kernel_sum:.2f}. {sort|What is all alike becomes brighter or darker|What is all alike stays as bright as it was|"
    "What is all alike becomes black}.",
)
