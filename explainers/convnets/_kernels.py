"""Kernels that photo editors have, under the names that they have there."""

KERNELS = {  # 3 by 3
    "Blur": [[0.0625, 0.125, 0.0625], [0.125, 0.25, 0.125], [0.0625, 0.125, 0.0625]],
    "Sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "Edges": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "Emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "None": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
}
STRONG_BLUR = [[0.04] * 5] * 5
