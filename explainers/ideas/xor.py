"""Four cases, and a neuron that tells them apart with one straight line.

Each mark is a case: two numbers, each 0 or 1. Blue circles want a yes, orange squares a no. The neuron says yes on the
blue side of its line. Drag the line by its two handles, or move the sliders, until all four are right. Then choose XOR,
which wants a yes where just one of the two numbers is 1.
"""

import numpy as np

from explainers import Choice, Explainer, Handles, Slider, Toggle, Words, tinted
from explainers._parts import Axes, Panels, Title, dot, hidden, line, plane, points, words
from explainers._parts.pictures import placed

GATES = ["AND", "OR", "NAND", "NOR", "XOR", "XNOR"]
MARKS = Words("xor_marks", ["✗ wrong", "✓"])
BESIDE = Words("xor_beside", ["", "Every line, by how many it gets right", "The same four cases, by what A and B say"])
FOUND = [[0, "var(--surface)"], [0.5, "var(--line)"], [0.75, "var(--muted)"], [0.87, "var(--muted)"]]
FOUND += [[0.88, "var(--output)"], [1, "var(--output)"]]
PALE = (-0.6, 1.6)  # no and yes, paler than the marks on them
ASKS = "Can any line get all four?<br>Let it try every line."
BEST = "the best of {:,} lines: %{{customdata:.0f}} of 4"
NAMES = ["0 0", "0 1", "1 0", "1 1"]
LINE = np.linspace(-0.5, 1.5, 41)
PANELS = Panels(
    (1000, 370),
    (358, 790),
    plane=((44, 26, 300, 300), (34, 26, 300, 300)),
    table=((400, 26, 210, 300), (34, 366, 300, 130)),
    beside=((690, 26, 300, 337), (64, 530, 230, 258)),
)
[PLANE], [LAYER] = PANELS.axes("plane"), PANELS.axes("beside")
TASK = {"group": "The question"}
NEURONS = ["neuron", "a", "b", "out"]
PARTS = {"tickvals": [0, 1], "showgrid": False, "zeroline": False, "visible": True}


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        plane=[
            plane(LINE, LINE, outputs["region"], PALE),
            Axes({"title": "first number", **PARTS}, {"title": "second number", **PARTS}),
            [boundary(outputs, name) for name in ("neuron", "a", "b")],
            [words(*(outputs[f"{name}_name_{axis}"] for axis in "xy"), name.upper(), size=18) for name in "ab"],
            [points(outputs["point_x"][each], outputs["point_y"][each], each, 20) for each in (0, 1)],
        ],
        table=table(outputs),
        beside=[
            Title(BESIDE.of(outputs["beside"])),
            plane(LINE, LINE, outputs["hidden_region"], PALE),
            hidden([-0.5, 1.5], [-0.75, 1.5]),
            every(outputs),
            boundary(outputs, "out"),
            [points(outputs["hidden_x"][each], outputs["hidden_y"][each], each, 20) for each in (0, 1)],
            [words(outputs["hidden_x"][each], outputs["hidden_y"][each], NAMES, size=11) for each in (0, 1)],
            faded(words([0, 1], [-0.62] * 2, ["A says 0", "A says 1"], color="muted"), outputs["two"]),
            faded(words([-0.48] * 2, [0, 1], ["B: 0", "B: 1"], position="middle right", color="muted"), outputs["two"]),
        ],
    )  # fmt: skip


def boundary(outputs, name):
    """The line of a neuron."""
    return line(outputs[f"{name}_line_x"], outputs[f"{name}_line_y"], "ink", 2.5)


def every(outputs):
    """Every line that was tried: along, where it points; up, how far it is from the middle."""
    shape = np.shape(outputs["search"])
    tried = placed(tinted(outputs["search"][::-1], FOUND, (0, 4), crisp=True), shape, 0.5, 0.5, (2, 2))
    best = words(0.5, -0.62, BEST.format(outputs["search"].size), outputs["best"])
    own = dot(outputs["own_x"], outputs["own_y"], "ink", 14, rim=("paper", 2))
    return [
        tried,
        own,
        faded(words(0.5, 0.5, ASKS, color="muted", size=16), outputs["unasked"]),
        faded(best, outputs["searched"]),
    ]


def faded(part, strength):
    """A part that is not always seen."""
    return part.update(opacity=strength)


def table(outputs):
    """Each case, what is wanted, and what is said, row by row; and what the hidden layer says, where there is one."""
    rows = [3, 2, 1, 0]
    columns = [(1.7, "targets", "wanted"), (3.6, "says", "said")]
    return [
        hidden([0, 5.4], [-1.2, 4.4]),
        words([0.35] * 5, [4, *rows], ["case", *NAMES], color="muted"),
        [words(x, 4, heading, color="muted") for x, _, heading in columns],
        [words([x] * 4, rows, "%{customdata:.0f}", outputs[name], size=18) for x, name, _ in columns],
        [words([x], outputs["rows"][:1], name, color="muted") for x, name in ((2.5, "A"), (2.95, "B"))],
        [
            words([x] * 4, outputs["rows"][1:], "%{customdata:.0f}", outputs[name])
            for x, name in ((2.5, "a_says"), (2.95, "b_says"))
        ],
        words([4.6] * 4, rows, MARKS.of(outputs["right"])),
        words(2.5, -0.9, "%{customdata:.0f} of 4 right", outputs["right_count"], size=22),
    ]


def neuron(input, group, start, names, layer):
    """A slider for each of its two weights, and for its bias."""
    labels = (
        ["Weight of A", "Weight of B"]
        if input == "out"
        else ["Weight of the first number", "Weight of the second number"]
    )
    return [
        Slider(name, -far, far, at, step=0.05, input=f"{input}[{i}]", label=label, group=group, when=("layer", layer))
        for i, (name, at, label, far) in enumerate(zip(names, start, [*labels, "Bias"], (2, 2, 6), strict=True))
    ]


def handles(name, input, names, panel, layer):
    """The two rings by which a neuron's line is held."""
    asked = dict(zip(names, (f"{name}_asked_{part}" for part in ("1", "2", "bias")), strict=True))
    at = f"{name}_handles_x", f"{name}_handles_y"
    return Handles(f"{name}_line", input=input, at=at, gives=asked, panel=panel, when=("layer", layer))


ONE, A, B, OUT = (
    ["weight_1", "weight_2", "bias"],
    *([f"{name}_{part}" for part in ("1", "2", "bias")] for name in ("a", "b", "out")),
)

xor = Explainer(
    model="xor",
    draw=draw,
    answer=[PLANE],
    controls=[
        Choice("gate", {gate: place for place, gate in enumerate(GATES)}, "AND", label="Say yes to", **TASK),
        Toggle("layer", False, label="Ask two hidden neurons first", **TASK),
        Toggle("tried", False, label="Try every line", when=("layer", False), **TASK),
        *neuron("neuron", "Its line", (1, -0.5, 0.2), ONE, False),
        *neuron("a", "Hidden neuron A", (1, 0, -0.5), A, True),
        *neuron("b", "Hidden neuron B", (0, 1, -0.5), B, True),
        *neuron("out", "The neuron that asks them", (1, 1, -1.5), OUT, True),
        handles("neuron", "handles", ONE, PLANE, False),
        handles("a", "a_handles", A, PLANE, True),
        handles("b", "b_handles", B, PLANE, True),
        handles("out", "out_handles", OUT, LAYER, True),
    ],
    constants={name: [[0, 0], [1, 1]] for name in ("handles", "a_handles", "b_handles", "out_handles")},
    gaps=[
        *(f"{name}_{part}_{axis}" for name in NEURONS for part in ("line", "handles", "name") for axis in "xy"),
        *("point_x", "point_y", "hidden_x", "hidden_y", "hidden_region", "search", "own_x", "own_y", "rows"),
    ],
    summary="{gate|AND|OR|NAND|NOR|XOR|XNOR}: {right_count|none|one|two|three|all four} right.",
)  # fmt: skip
