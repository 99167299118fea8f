"""Who is to blame for the loss? Slopes flow back through a small network, one by one.

The network has made a prediction, and the loss says how wrong it is. The table asks about one number after another,
where the shaded row and the green ring are: if it grew a little, would the loss rise or fall? Guess, and then say how
steeply. Or press Step, and the next slope is filled in, in the table and in green in the network. Beside it stands a
check: the same slope, measured by a small push. Once all slopes are known, one more press moves all weights and biases
at once, and three more work out the new hidden neurons, prediction and loss.
"""

from explainers import Explainer
from explainers._parts import Axes, Panels, Title, dot, hidden, line, ribbons, units, words
from explainers.learning._backprop import MARKS, NAMES, PROGRAM, RULES, controls

PANELS = Panels(
    (1000, 470),
    (358, 716),
    network=((4, 26, 420, 284), (4, 26, 350, 206)),
    ledger=((446, 26, 552, 436), (2, 262, 354, 316)),
    losses=((40, 366, 376, 70), (40, 610, 310, 70)),
)
[NETWORK] = PANELS.axes("network")
EDGES = ["edges_x", "edges_positive", "edges_negative", "edges_zero"]
GAPS = [
    *EDGES, "sizes", "revealed_rows", "marked_rows", "asked_rows", "asked_x", "asked_y", "slope_x", "slope_y",
    "known_y", "sums_y", "loss_y", "loss_course",
]  # fmt: skip
# Where the columns of the table stand, in px: names and rules begin there; numbers, slopes, checks and marks end there.
WIDE, NARROW = (0, 108, 398, 446, 500, 552), (0, None, 202, 248, 298, 352)
PLACES = [(0, 1), (0, -1), (1.5, 1), (1.5, -1), (2.6, 0)]
X, LOSS = [x for x, _ in PLACES], 3.5
NUMBER = "%{customdata:.2f}"
ON_EDGES = [(0.75, 1), (1.08, 0.44), (1.08, -0.44), (0.75, -1), (2.05, 0.5), (2.05, -0.5)]


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        network=[Title("The network: numbers forward, slopes back"), network(outputs, narrow)],
        ledger=[Title("How steeply the loss rises with ..."), ledger(outputs, narrow)],
        losses=[
            Title("Loss, after so many moves of the weights"),
            Axes({"range": [-0.6, 20.6], "nticks": 5}, {"rangemode": "tozero", "nticks": 3}),
            line(list(range(21)), outputs["loss_course"], "loss", 2),
            dot(list(range(21)), outputs["loss_course"], "loss", 6),
        ],
    )


def network(outputs, narrow):
    """Weights as lines, with their numbers, and under these their slopes; what each unit gives; the loss."""
    size, text, small = (40, 12, 11) if narrow else (46, 14, 13)
    green = {"color": "gradient", "size": small}
    x, y = zip(*ON_EDGES, strict=True)
    return [
        hidden([-0.3, 3.85], [-1.9, 1.9]),
        ribbons(*(outputs[name] for name in EDGES), strength=0.35),
        line([2.6, LOSS], [0, 0], "muted", 1.5),
        dot(outputs["looked_x"], outputs["looked_y"], "muted", size + 9, symbol="circle-open"),
        dot(outputs["asked_x"], outputs["asked_y"], "gradient", size + 2, symbol="circle-open").update(
            marker_line_width=3
        ),
        units([PLACES[:2], PLACES[2:4], PLACES[4:]], ["input", "hidden", "output"], size),
        dot(LOSS, 0, "paper", size + 2, rim=("loss", 2)),
        [
            words(X[some], outputs["known_y"][some], NUMBER, outputs["unit_values"][some], color=color).update(
                textfont_shadow="none"
            )
            for some, color in ((slice(2), "on_input"), (slice(2, 4), "ink"), (slice(4, 5), "on_output"))
        ],
        [
            words(
                [1.5],
                [outputs["sums_y"][hidden]],
                "sum %{customdata[0]:.2f}, with a bias of %{customdata[1]:.2f}",
                [[outputs["sums"][hidden], outputs["parameters"][3 * hidden + 2]]],
                color="muted",
                size=small,
            )
            for hidden in (0, 1)
        ],
        words(2.6, 0.5, f"bias {NUMBER}", outputs["parameters"][8], color="muted", size=small),
        words([LOSS], outputs["loss_y"], NUMBER, outputs["loss"], color="loss"),
        words(x, y, NUMBER, outputs["parameters"][[0, 1, 3, 4, 6, 7]], "top center", size=small),
        words(outputs["slope_x"], outputs["slope_y"], f"<b>{NUMBER}</b>", outputs["slopes"], "bottom center", **green),
        words([0, 0, LOSS], [1.56, -1.56, 0.5], ["x₁", "x₂", "loss"], color="muted", size=text),
        words(LOSS, -0.36, f"target<br>{NUMBER}", outputs["target"], "bottom center", "muted", small),
    ]


def ledger(outputs, narrow):
    """A row for each slope: what it is of, how it comes about, and what a push measures."""
    names, rules, numbers, slopes, measured, marks = NARROW if narrow else WIDE
    size = 12 if narrow else 13
    rows, seen = list(range(14)), outputs["revealed_rows"]
    heads = [(slopes, "slope"), (measured, "check"), (marks, "guess")]
    first, product = (
        "2 × (%{customdata[0]:.2f} − (%{customdata[1]:.2f}))",
        "%{customdata[0]:.2f} × %{customdata[1]:.2f}",
    )
    return [
        hidden([0, NARROW[-1] if narrow else WIDE[-1]], [15.6, -1.4]),
        line([0, marks], [outputs["asked_rows"][0], outputs["asked_rows"][0]], "surface", 22),
        [words(place, -1, head, None, "middle left", "muted", size - 1) for place, head in heads],
        words([names] * 14, rows, NAMES, None, "middle right", size=size),
        [] if narrow else words([rules] * 14, rows, RULES, None, "middle right", "muted", size),
        words([numbers], seen[:1], first, outputs["factors"][:1], "middle left", size=size),
        words([numbers] * 13, seen[1:], product, outputs["factors"][1:], "middle left", size=size),
        words([slopes] * 14, seen, f"<b>{NUMBER}</b>", outputs["slopes"], "middle left", "gradient", size),
        words([measured] * 14, seen, NUMBER, outputs["measured"], "middle left", "muted", size),
        words([marks] * 14, outputs["marked_rows"], MARKS.of(outputs["marks"]), None, "middle left", size=size),
        words(
            names,
            14.3,
            "Signs guessed right, in a row: <b>%{customdata:.0f}</b>",
            outputs["in_row"],
            "middle right",
            size=size,
        ),
    ]


backprop = Explainer(
    model="backprop",
    draw=draw,
    answer=[NETWORK],
    controls=controls(NETWORK),
    carry={name: f"next_{name}" for name in ("parameters", "stage", "answers", "losses", "taken", "row")},
    gaps=GAPS,
    summary="{loss_known|The weights and biases have moved|The prediction is {prediction:.2f}, the loss {loss:.2f}. "
    "Slopes known so far: {cells:.0f}}.",
    listing=PROGRAM,
)
