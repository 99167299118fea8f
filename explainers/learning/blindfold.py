"""Find the valley in thick fog: all that you learn of a place is its loss, and which way the ground falls.

Click anywhere in the fog to look there. A dot shows how high you stand: the stronger its color, the higher the loss.
The green stroke shows the steepest way downhill, and is longer where it is steeper. Find a place with a loss below 0.1.
As soon as you are there, the fog lifts, and shows how the walker did, who was told as much as you.
"""

import numpy as np

from explainers import Choice, Explainer, Field, Toggle, Trail, Words, data
from explainers._parts import Axes, Panels, Title, area, dot, hidden, line, loss_map, shaded, words

HILLS = data("hills")["hills"]
GRID, WORST, LOOKS, LOW = np.linspace(0, 10, 61), 2, 24, 0.1
ORDER = list(range(1, LOOKS + 1))
OUTCOMES = Words("blindfold_outcome", [
    f"Find a loss below {LOW:g}.", "Not found.", "Found, and sooner than the walker!", "Found, as soon as the walker.",
    "Found, but the walker was sooner.",
])  # fmt: skip
WALKER = Words("blindfold_walker", [f"<b>{each}</b>" for each in ("?", *ORDER, f"not in {LOOKS}")])
ROWS, AT = ["your looks", "the walker’s looks", "loss where you stand", "steepness there"], 5.6
PANELS = Panels(
    (1000, 468),
    (358, 690),
    map=((44, 12, 422, 412), (38, 12, 310, 298)),
    says=((536, 8, 460, 140), (8, 352, 342, 125)),
    course=((580, 196, 400, 226), (46, 512, 302, 132)),
)
[MAP] = PANELS.axes("map")
SQUARES = {"range": [0, 10], "nticks": 6, "showgrid": False, "fixedrange": True}


def draw(outputs, narrow=False):
    x, y = outputs["here"]
    walk = outputs["walk_x"], outputs["walk_y"]
    return PANELS.figure(
        narrow,
        map=[
            loss_map(GRID, GRID, outputs["surface"], WORST),
            area([0, 10, 10, 0], [0, 0, 10, 10], "line", rim=1).update(opacity=outputs["fog"]),
            Axes({**SQUARES, "title": "first weight"}, {**SQUARES, "title": "second weight"}),
            [line(*walk, "ink", 1.5), dot(*walk, "ink", 5)],
            line(outputs["stroke_x"], outputs["stroke_y"], "gradient", 3.5).update(connectgaps=False),
            shaded(outputs["look_x"], outputs["look_y"], outputs["look_loss"], WORST, 12),
            dot(x, y, "output", 16, rim=("ink", 2)),
        ],
        says=[
            hidden([0, 10], [5, 0]),
            dot(0.2, 0.5, "output", 12, rim=("ink", 1.5)),
            dot(0.2, 1.5, "ink", 8),
            words([0.6, 0.6, 0, 0], [0.5, 1.5, 2.5, 3.5], ROWS, position="middle right"),
            number(0.5, "<b>%{customdata:.0f}</b>", outputs["count"]),
            words([AT], [1.5], [WALKER.of(outputs["rule_seen"])], position="middle right"),
            number(2.5, "<b>%{customdata:.2f}</b>", outputs["loss"], "loss"),
            number(3.5, "<b>%{customdata:.2f}</b>", outputs["steepness"], "gradient"),
            words([0], [4.5], [OUTCOMES.of(outputs["outcome"])], position="middle right"),
        ],
        course=[
            Title("Loss at each look"),
            Axes({"range": [0.2, LOOKS + 0.8], "nticks": 6, "title": "look"}, {"range": [-0.1, 2.6], "nticks": 4}),
            line([0, LOOKS + 1], [LOW, LOW], "muted", 1.5, "dash"),
            line(ORDER, outputs["walk_loss"], "ink", 1.5),
            dot(ORDER, outputs["walk_loss"], "ink", 5),
            line(ORDER, outputs["look_loss"], "output", 2.5),
            dot(ORDER, outputs["look_loss"], "output", 8, rim=("ink", 1)),
        ],
    )  # fmt: skip


def number(row, says, value, color=None):
    return words(AT, row, says, value, "middle right", color)


blindfold = Explainer(
    model="blindfold",
    draw=draw,
    answer=[MAP],
    controls=[
        Trail(
            "looks",
            (Field("across", 0, 10, 0.1), Field("up", 0, 10, 0.1)),
            LOOKS - 1,
            panel=MAP,
            label="Look somewhere",
            adds="Look here",
        ),
        Choice("hill", {str(number): number for number in range(1, len(HILLS) + 1)}, "1", clears=("looks",)),
        Toggle("give_up", label="Give up: lift the fog"),
    ],
    constants={
        "examples": [hill["examples"] for hill in HILLS],
        "middles": [hill["middle"] for hill in HILLS],
        "starts": [hill["start"] for hill in HILLS],
        "grid": GRID,
    },
    gaps=("look_x", "look_y", "look_loss", "stroke_x", "stroke_y", "walk_x", "walk_y", "walk_loss"),
    loose=["steepness"],  # of slopes that nearly cancel out
    summary="Look {count:.0f}: loss {loss:.2f}; "
    "{heading|it is flat|it falls to the right|it falls up and to the right|it falls upward|"
    "it falls up and to the left|it falls to the left|it falls down and to the left|it falls downward|"
    "it falls down and to the right}, {steepness:.2f} steep. {outcome:blindfold_outcome}",
)
