"""How wrong is this line? Each miss becomes a square, and the loss is their mean.

Five guests said how many pancakes they would eat. Each dot is one of them, and the line guesses what they ate from what
they said. Drag the line by its two rings, until the squares are as small as you can make them. Then drag a dot.
"""

from explainers import Choice, Explainer, Field, Handles, Places, Slider, Toggle, Words
from explainers._parts import Axes, Panels, Title, area, dot, hidden, line, outline, square, squares, words

NAMES = "Ada", "Ben", "Cleo", "Dan", "Eve"
SAID, ATE = (1, 2.5, 4, 5.5, 7), (2, 1.5, 4.5, 3.5, 5.5)
EDGES = 0, 8  # of pancakes said
BESIDE = 8.05, 8.05, 12, 12  # where the mean stands, and no grid
MISS = Words("miss", ["squared", "as length"])
MEAN = Words("mean", ["mean square", "mean length"])
SUM = "(" + " + ".join(f"%{{customdata[{place}]:.2~f}}" for place in range(5)) + ") ÷ 5"
PANELS = Panels(
    (1000, 430),
    (358, 530),
    points=((42, 26, 600, 360), (36, 26, 318, 191)),
    numbers=((690, 26, 306, 360), (4, 276, 350, 250)),
)


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        points=[
            Title("pancakes eaten"),
            square("left"),
            Axes({"range": [-0.1, 12], "tickvals": [0, 2, 4, 6, 8], "title": "pancakes they said they would eat"}),
            Axes(y={"range": [-0.1, 7.2], "tickvals": [0, 2, 4, 6]}),
            area(BESIDE, (-0.2, 7.3, 7.3, -0.2), "paper"),
            squares(outputs["square_x"], outputs["square_y"], "loss", 0.14),
            squares(outputs["mean_x"], outputs["mean_y"], "loss"),
            words(
                outputs["mean_x"][0],
                outputs["mean_top"],
                [MEAN.of(outputs["by_length"])],
                position="top right",
                color="loss",
            ),
            outline(outputs["miss_x"], outputs["miss_y"], "loss", 4),
            line(EDGES, outputs["best_y"], "ink", 2, "dash"),
            line(EDGES, outputs["line_y"], "paper", 8),
            line(EDGES, outputs["line_y"], "output", 4),
            guests(outputs["points"][0], outputs["above_y"], "top center"),
            guests(outputs["points"][0], outputs["below_y"], "bottom center"),
        ],
        numbers=numbers(outputs),
    )


def guests(x, y, position):
    """Their dots, with their names beside them."""
    return dot(x, y, "ink", 12, ("paper", 2), says=list(NAMES), position=position).update(textfont_size=12)


def numbers(outputs):
    """What the line guesses, what was eaten, and what comes of it, guest by guest; the loss; and the least there is."""
    rows, heads = [5, 4, 3, 2, 1], {2.9: "guess", 5: "ate", 7.1: "miss"}
    columns = {2.9: ("guesses", ".1f"), 5: ("eaten", ".1f"), 7.1: ("misses", "+.1f"), 9.6: ("costs", ".2f")}
    found = {**outputs, "eaten": outputs["points"][1]}
    sums = {7.1: ("sum_of_misses", "+.1f"), 9.6: ("total", ".2f")}
    return [
        hidden([0, 10], [-3.5, 6.5]),
        [words(x, 6, text, position="middle left", color="muted") for x, text in heads.items()],
        words(9.6, 6, [MISS.of(outputs["by_length"])], position="middle left", color="muted"),
        words([0] * 5, rows, list(NAMES), position="middle right"),
        [
            words([x] * 5, rows, f"%{{customdata:{form}}}", found[name], "middle left")
            for x, (name, form) in columns.items()
        ],
        line([0, 10], [0.5, 0.5], "line", 1),
        words(0, 0, "sum", position="middle right"),
        [words(x, 0, f"%{{customdata:{form}}}", found[name], "middle left") for x, (name, form) in sums.items()],
        words(0, -1.1, SUM, [outputs["costs"]], "middle right", size=12),
        words(0, -2.1, "<b>loss = %{customdata:.2f}</b>", outputs["loss"], "middle right", "loss", 22),
        words(0, -3.1, "the least there is: %{customdata:.2f}", outputs["least"], "middle right").update(
            opacity=outputs["best_shown"]
        ),
    ]


GAPS = [f"{name}_{axis}" for name in ("miss", "square", "mean", "handles") for axis in "xy"]
COUNTED = {"its square": 0, "its length": 1}
LINE = {"tilt": "tilt_asked", "height": "height_asked"}
loss_line = Explainer(
    model="loss_line",
    draw=draw,
    answer=PANELS.axes("points"),
    controls=[
        Slider("tilt", -1.5, 1.5, value=0, step=0.02, group="The line"),
        Slider("height", -9, 9, value=3, step=0.05, group="The line"),
        Handles("line", input="handles", at=("handles_x", "handles_y"), gives=LINE, panel=PANELS.axes("points")[0]),
        Choice("miss", COUNTED, "its square", input="by_length", label="Count a miss as", group="The loss"),
        Toggle("best", False, input="best_shown", label="Show the best line", group="The loss"),
        Places(
            "guests",
            NAMES,
            (Field("said", 0, 8, 0.1), Field("ate", 0, 7, 0.1)),
            (*SAID, *ATE),
            input="points",
            panel=PANELS.axes("points")[0],
        ),
    ],
    constants={"handles": [[0, 0], [1, 1]]},
    gaps=[*GAPS, "best_y", "above_y", "below_y"],
    loose=["best_tilt", "best_height"],
    summary="Tilt {tilt:.2f}, height {height:.2f}: the loss is {loss:.2f}, the mean of five "
    "{by_length|squares|lengths}.",
)
