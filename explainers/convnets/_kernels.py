"""Kernels that photo editors have, under the names that they have there. All are 3 by 3."""

BLUR = [[0.0625, 0.125, 0.0625], [0.125, 0.25, 0.125], [0.0625, 0.125, 0.0625]]
SHARPEN = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
EDGES = [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
EMBOSS = [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
SAME = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
KERNELS = {"Blur": BLUR, "Sharpen": SHARPEN, "Edges": EDGES, "Emboss": EMBOSS, "Leave it": SAME}
