"""Cats and dogs by how tall and how heavy they are: part them with a line, or let a network draw a curve.

Each mark is an animal: blue circles are cats, orange squares are dogs. What lies on blue ground is taken for a cat, and
a ring marks each mistake. Drag the line by its two handles. Then let a network draw an edge that bends: choose it
under the picture, and press Train. In the end, let the other forty come, which are open marks.
"""

import numpy as np

from explainers import Choice, Explainer, Handles, Play, Slider, Toggle, Words, data
from explainers._parts import Axes, Panels, Title, dot, hidden, line, plane, points, words

PETS = data("pets")
LEARNED, HELD = PETS["learned"], PETS["held"]
ANIMALS = [[each["height"], each["weight"]] for each in [*LEARNED, *HELD]]
LEFT = [each for each in LEARNED if each.get("name") == "Munchkin"]  # whose names there is room for there
RIGHT = [each for each in LEARNED if "name" in each and each not in LEFT]
STARTS, SPREAD = 12, np.repeat([1.5, 1, 0, 0], [24, 8, 3, 1])  # hidden weights and biases, then what adds them up
COUNTED = Words("of_held", [f"<b>{count}</b>" for count in [*range(len(HELD) + 1), "?"]])
STATE = [
    "parameters", "velocity", "gradient_size", "units_used", "start_used", "learned_board", "held_board",
]  # fmt: skip
GAPS = [
    "wrong_x", "wrong_y", "held_x", "held_y", "line_x", "line_y", "handles_x", "handles_y", "line_row",
    "network_row", "learned_by_units", "held_by_units", "line_held_seen",
]  # fmt: skip
PALE = (-0.6, 1.6)  # no and yes, paler than the marks on them
SEEN = {"visible": True, "showgrid": False}
UNITS, BY_HAND = range(9), -1.4  # where its mistakes stand, left of those of networks
PANELS = Panels(
    (1000, 450),
    (358, 720),
    plane=((50, 26, 520, 376), (46, 26, 308, 270)),
    count=((630, 26, 366, 84), (8, 370, 346, 80)),
    says=((630, 116, 366, 24), (8, 454, 346, 24)),
    mistakes=((664, 186, 332, 216), (38, 512, 316, 164)),
)
[PLANE] = PANELS.axes("plane")


def draw(outputs, narrow=False):
    size = 8 if narrow else 9
    return PANELS.figure(
        narrow,
        plane=[
            Title("Blue ground: taken for a cat"),
            plane(np.linspace(12, 44, 65), np.linspace(0, 14, 57), outputs["map"], PALE),
            Axes({"title": "height, cm", **SEEN}, {"title": "weight, kg", **SEEN}),
            line(outputs["line_x"], outputs["line_y"], "ink", 2.5).update(opacity=outputs["line_strength"]),
            animals(outputs, size),
            dot(outputs["wrong_x"], outputs["wrong_y"], "loss", 2 * size, symbol="circle-open").update(
                marker_line_width=2.5
            ),
        ],
        says=[
            hidden([0, 1], [-1, 1]),
            words([0], outputs["line_row"], "cat if weight < %{customdata[0]:.2f} × height + %{customdata[1]:.1f}",
                  [[outputs["slope"], outputs["intercept"]]], "middle right"),
            words([0], outputs["network_row"],
                  "%{customdata[0]:.0f} numbers to learn, after %{customdata[1]:.0f} steps",
                  [[outputs["parameter_count"], outputs["steps"]]], "middle right"),
        ],
        count=[
            Title("Mistakes"),
            hidden([0, 10], [2, 0]),
            words(1.3, 0.5, "<b>%{customdata:.0f}</b>", outputs["learned_wrong"], "middle left", "loss", 26),
            words(1.3, 1.5, [COUNTED.of(outputs["held_said"])], position="middle left", size=26),
            words(1.5, 0.5, f"of the {len(LEARNED)} to learn from (filled)", position="middle right"),
            words(1.5, 1.5, f"of the {len(HELD)} held back (open)", position="middle right"),
        ],
        mistakes=[
            Title("Mistakes, by the number of hidden neurons"),
            Axes({"range": [-2.1, 8.4], "tickvals": [BY_HAND, *UNITS], "ticktext": ["line", *map(str, UNITS)]}),
            Axes(y={"range": [-0.9, 20.9], "nticks": 5}),
            *board(outputs, "held_by_units", outputs["line_held_seen"], "ink"),
            *board(outputs, "learned_by_units", outputs["line_learned"], "loss"),
        ],
    )  # fmt: skip


def animals(outputs, size):
    """Cats and dogs: those to learn from, the odd ones with their names, and those held back, open, once they come."""
    kinds = [([each["cat"] for each in some], place) for some, place in ((LEARNED, 0), (HELD, len(LEARNED)))]
    (known, _), (held, _) = kinds
    return [
        [open_marks(outputs, [i for i, cat in enumerate(held) if cat == kind], kind, size) for kind in (0, 1)],
        [
            points(*zip(*(ANIMALS[i] for i, cat in enumerate(known) if cat == kind), strict=True), kind, size)
            for kind in (0, 1)
        ],
        [
            words([each["height"] + 0.9 * side], [each["weight"]], each["name"], position=position, size=11)
            for side, position, some in ((1, "middle right", RIGHT), (-1, "middle left", LEFT))
            for each in some
        ],
    ]


def open_marks(outputs, some, kind, size):
    """Animals held back, of one kind."""
    color, symbol = (("negative", "square-open"), ("positive", "circle-open"))[kind]
    marks = dot(outputs["held_x"][some], outputs["held_y"][some], color, size, symbol=symbol)
    return marks.update(marker_line_width=2)


def board(outputs, name, by_hand, color):
    """Mistakes of the reader's line, and of the networks that have been trained so far."""
    counts = outputs[name]
    return [
        line(list(UNITS), counts, color, 2).update(cliponaxis=True),
        dot(list(UNITS), counts, color, 8),
        dot(BY_HAND, by_hand, color, 8),
    ]


MINE, NETWORK = {"when": ("who", "my line")}, {"when": ("who", "a network")}
boundary = Explainer(
    model="boundary",
    draw=draw,
    answer=[PLANE],
    controls=[
        Choice("who", {"my line": 0, "a network": 1}, "my line", label="Who tells them apart?"),
        Slider("slope", -2, 2, value=0, step=0.01, label="Slope m", **MINE),
        Slider("intercept", -60, 60, value=6.5, step=0.1, label="Intercept c", **MINE),
        Slider("units", 0, 8, value=2, label="Hidden neurons", **NETWORK),
        Slider("start", 1, STARTS, value=1, label="Random start", **NETWORK),
        Toggle("meet", label="Let the other forty come"),
        Play(label="Train", steps=400, speed=60, speeds=(10, 60, 240), pauses="to_go", **NETWORK),
        Handles("line", input="handles", gives={"slope": "asked_slope", "intercept": "asked_intercept"}, panel=PLANE,
                **MINE),
    ],
    constants={
        "animals": ANIMALS,
        "cats": [each["cat"] for each in [*LEARNED, *HELD]],
        "starts": np.random.default_rng(3).uniform(-1, 1, (STARTS, 36)) * SPREAD,
        "handles": [[20, 6.5], [36, 6.5]],
    },
    carry={**{name: f"next_{name}" for name in STATE}, "age": "next_age"},
    gaps=GAPS,
    loose=["next_parameters"],  # Adam divides by the size of a gradient
    summary="{who|Your line|After {steps:.0f} steps, the network} is wrong about {learned_wrong:.0f} of the "
    "{learned_count:.0f} animals to learn from{meet||, and about {held_wrong:.0f} of the {held_count:.0f} that were "
    "held back}.",
)  # fmt: skip
