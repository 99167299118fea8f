"""Two filters, one after the other, and the one kernel that does both.

Above, the first filter works on the photograph, and the second on what the first has made. Below, one larger kernel
does both at once. Choose two filters, or write them. On the right is where the two results differ, which may be at the
border alone: darker is more.
"""

import numpy as np

from explainers import Explainer, Matrix, Photo, Toggle
from explainers._parts import Panels, Title, hidden, ink, kernel, picture, words
from explainers.convnets._kernels import KERNELS

PANELS = Panels(
    (730, 528),
    (358, 640),
    once=((0, 24, 232, 232), (0, 22, 171, 171)),
    twice=((249, 24, 232, 232), (187, 22, 171, 171)),
    combined=((0, 296, 232, 232), (0, 227, 171, 171)),
    single=((249, 296, 232, 232), (187, 227, 171, 171)),
    difference=((498, 160, 232, 232), (0, 436, 171, 171)),
    sums=((498, 430, 232, 98), (187, 470, 171, 100)),
)
SUMS = {
    "first_sum": "of the first <b>%{customdata:.3~g}</b>",
    "second_sum": "of the second <b>%{customdata:.3~g}</b>",
    "combined_sum": "of the one <b>%{customdata:.3~g}</b>",
}
TOP = 0.1  # of a difference that is drawn as ink


def draw(outputs, narrow=False):
    rows, columns = np.indices(np.shape(outputs["combined"])).reshape(2, -1).tolist()
    numbers = np.reshape(outputs["combined"], -1)
    return PANELS.figure(
        narrow,
        once=[Title("After the first"), picture(outputs["once"])],
        twice=[Title("After the second"), picture(outputs["twice"])],
        combined=[
            Title("One kernel for both"),
            kernel(outputs["combined"]),
            words(columns, rows, "%{customdata:.2~g}", numbers, size=9 if narrow else 12),
        ],
        single=[Title("What it makes"), picture(outputs["single"])],
        difference=[Title("Where they differ"), ink(outputs["difference"], top=TOP)],
        sums=[
            Title("Their weights added up"),
            hidden([0, 1], [3.5, -0.5]),
            words([0] * 3, [0, 1, 2], [*SUMS.values()], [outputs[name] for name in SUMS], "middle right"),
        ],
    )


two_filters = Explainer(
    model="two_filters",
    draw=draw,
    answer=PANELS.axes("twice", "single"),
    controls=[
        Photo("photo", size=240, value="panda", live=True, label="Photograph"),
        Matrix("first", (3,), KERNELS, "Blur", label="First filter"),
        Matrix("second", (3,), KERNELS, "Edges", label="Second filter"),
        Toggle("clip", label="Keep each picture between black and white"),
    ],
    summary="Away from the border the two results differ by at most {inside:.0%} of the way from black to white, with "
    "the border by {everywhere:.0%}.",
    loose=("twice", "single", "difference", "inside", "everywhere"),
)
