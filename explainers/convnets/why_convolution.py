"""Two networks learn the same signals: as they are, and with their positions shuffled.

Press Play: a ConvNet, whose layers are convolutions, and a dense network, which has none, learn from 4,000 signals,
each a row of 40 numbers with a label. After 500 steps they pause. Then choose another order of the positions, the same
for all signals, and press Play again: both begin anew. Bars and curves say how many of 1,000 test signals each gets
right; upright marks, what it gets after a longer training, which was not made for backwards. Below stands one of the
test signals, as it is and as the networks get it. The five large dots are neighbors, as many as a kernel of the first
layer sees at once.
"""

from explainers import Choice, Explainer, Play, Seed, Slider, Uniform, Words, dataset
from explainers._parts import PERCENT, Axes, Panels, Title, dot, hidden, level, line, stretch, words

SIGNALS = dataset("why_convolution")
ORDERS = {"as they are": 0, "backwards": 1, "shuffled": 2}
DASHES = None, "dot", "dash"  # of orders, which are never told apart by color alone
NETWORKS = {"conv": ("ConvNet", "output"), "dense": ("Dense network", "ink")}
COURSES = [f"{network}_{order}" for network in NETWORKS for order in ORDERS.values()]
STATE = ["moved", "velocity", "gradient_size", "hits", "shares", "steps", "order_used"]
GIVEN = Words(
    "signal_order", ["As the networks get it", *(f"As the networks get it: {order}" for order in [*ORDERS][1:])]
)
SAYS = [f"{who} <b>%{{customdata[{place}]:.0f}}</b>"
        for place, who in enumerate(["Its label is", "the ConvNet says", "the dense network says"])]  # fmt: skip
PLACES, HEIGHTS = list(range(1, 41)), [-4.6, 4.7]  # all test signals lie within
PANELS = Panels(
    (1000, 520),
    (358, 800),
    bars=((0, 24, 470, 230), (0, 22, 358, 206)),
    courses=((550, 24, 426, 190), (40, 262, 302, 128)),
    signal=((0, 306, 470, 150), (0, 464, 358, 110)),
    ordered=((530, 306, 470, 150), (0, 606, 358, 110)),
    says=((0, 476, 1000, 34), (0, 732, 358, 60)),
)


def draw(outputs, narrow=False):
    size = 5 if narrow else 6
    breaks = "<br>" if narrow else ", "
    return PANELS.figure(
        narrow,
        bars=[
            Title("Right, of 1,000 test signals"),
            hidden([-0.5, 1.15], [8.5, -0.5]),
            [group(outputs, network, 4 * place) for place, network in enumerate(NETWORKS)],
            words([1], [8.2], "▏after %{customdata:,.0f} steps", [outputs["long_steps"]], "middle left", size=12),
        ],
        courses=[
            Title("Step by step"),
            Axes({"title": "steps in this order", "nticks": 6, "rangemode": "tozero"}),
            PERCENT,
            line(outputs["step_axis"], [0, 0], "ink").update(opacity=0),
            [course(outputs, network, order) for network in NETWORKS for order in ORDERS.values()],
        ],
        signal=[
            Title("One test signal, as it is"),
            series(outputs["numbers"], outputs["neighbor_x"], outputs["neighbor_numbers"], size),
            stretch(*outputs["band"], 0, 9),
        ],
        ordered=[
            Title(GIVEN.of(outputs["order"])),
            series(outputs["ordered"], outputs["moved_x"], outputs["neighbor_numbers"], size),
        ],
        says=[
            hidden([0, 1], [0, 1]),
            words(0, 0.5, breaks.join(SAYS), [outputs["answers"]], "middle right"),
        ],
    )  # fmt: skip


def group(outputs, network, top):
    """One network: how many weights it has, and its bars, an order in each row."""
    name, color = NETWORKS[network]
    rows, shares = [top + 1 + order for order in ORDERS.values()], outputs[f"{network}_shares"]
    which = list(NETWORKS).index(network)
    says = f"<b>{name}</b>, %{{customdata:,.0f}} weights and biases"
    long_run = [line([long, long], [row - 0.42, row + 0.42], "ink", 2)
                for row, long in zip(rows[::2], outputs["long_run"][which])]  # fmt: skip
    return [
        words([-0.5], [top], says, outputs["sizes"][which].reshape(1), "middle right", color),
        words([-0.16] * 3, rows, list(ORDERS), position="middle left"),
        [line([-0.13, -0.02], [row, row], color, 2, dash) for row, dash in zip(rows, DASHES)],
        [level(shares[order], 1, row, width=0.55, color=color) for order, row in enumerate(rows)],
        long_run,
        words(outputs["there"], rows, "%{customdata:.0%}", shares, "middle right"),
    ]


def course(outputs, network, order):
    """How one network did in one order, and where it stands."""
    name, color = f"{network}_{order}", NETWORKS[network][1]
    went = line(outputs["order_step_history"], outputs[f"{name}_history"], color, 2, DASHES[order])
    return [went.update(connectgaps=False), dot(outputs["order_step"], outputs[name], color, 7)]


def series(numbers, marked, heights, size):
    """A signal, and five of its numbers."""
    return [
        Axes({"range": [0, 41], "visible": False}, {"range": HEIGHTS, "visible": False}),
        line(PLACES, numbers, "muted", 1),
        dot(PLACES, numbers, "input", size),
        dot(marked, heights, "ink", size + 3),
    ]


why_convolution = Explainer(
    model="why_convolution",
    draw=draw,
    answer=PANELS.axes("bars"),
    controls=[
        Play(steps=100, speed=None, speeds=(1, 10, 50, None), pauses="to_go"),
        Choice("order", ORDERS, "as they are", label="Order of the positions"),
        Slider("learning_rate", 0.0001, 0.1, value=0.01, step=0.0001, scale="log"),
        Seed("shuffle", label="Which shuffled order"),
        Seed("seed", label="Random start"),
        Slider("signal", 1, 1000, value=6, label="Test signal", group="One test signal"),
        Slider("window", 1, 36, value=7, label="Five neighbors, from position", group="One test signal"),
    ],
    constants={name: SIGNALS[name] for name in ("signals", "labels")},
    random={"keys": Uniform((40,), 0, 1, seed="shuffle"), "start": Uniform((20420,), -1, 1)},
    carry={name: f"next_{name}" for name in STATE},
    record=("order_step", *COURSES),
    gaps=[*COURSES, "conv_shares", "dense_shares", "there"],
    loose=["next_moved", "next_velocity"],  # slopes, sums of what nearly cancels; Adam divides by their size
    judged_every=25,
    summary="Positions {order|as they are|backwards|shuffled}: {begun|nothing is learned yet.|after {order_step:.0f} "
    "steps the ConvNet gets {conv_share:.0%} of the test signals right, and the dense network {dense_share:.0%}.}",
)
