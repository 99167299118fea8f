"""What a reader may touch in a network of layers, and the weights that it opens with."""

import numpy as np

from explainers import Choice, Entries, Look, Slider
from explainers.networks._festival import FACTORS

DAY = {name: mark for name, (mark, _) in FACTORS.items()} | {"money": 3, "sleep": 1}  # and their marks
NEURONS = [f"neuron {layer}.{place}" for layer in range(1, 5) for place in range(1, 9)]
THINGS = ["the whole network", *DAY, *NEURONS, "the output neuron"]
SIGNS = "positive", "negative", "zero"
EDGES, FAINT = ["edges_x", *(f"edges_{sign}" for sign in SIGNS)], [f"faint_{sign}" for sign in SIGNS]
FORMS = ["It gives 1 if this sum is above 0, and 0 otherwise:", "It gives the sigmoid of this sum:"]


def start():
    """The parameters as the page opens: those of the festival, and small whole numbers, made up, for all others."""
    rng = np.random.default_rng(4)
    first, deeper = rng.integers(-2, 3, (8, 6)), rng.integers(-2, 3, (3, 8, 8))
    biases, last = rng.integers(-2, 2, (4, 8)) + 0.5, rng.integers(-2, 3, 8)
    first[:2], biases[0, :2] = (
        [[4, 0, 0, 1, 0, 0], [0, 2, 2, 0, 0, 0]],
        [-10, -13],
    )  # the weather side, the friends side
    deeper[0, :2, :2], biases[1, :2] = 1, [-0.5, -1.5]  # either side; both sides
    deeper[1:, :2, :2], biases[2:, :2] = np.eye(2), -0.5  # what was said before
    last[:2] = 1  # either of the two
    hidden = [part.ravel() for pair in zip([first, *deeper], biases, strict=True) for part in pair]
    alone = [weight for _, weight in FACTORS.values()], [1, 1], [-25]  # the one neuron that weighs up everything
    return np.concatenate([*hidden, last, [-0.5], *alone]).tolist()


def controls(panel):
    """All of them. panel: the axes of the network."""
    return [
        *(mark(place, name, value) for place, (name, value) in enumerate(DAY.items())),
        Slider("input_count", 2, 6, value=4, label="Inputs", group="The network"),
        Slider("depth", 0, 4, value=1, label="Hidden layers", group="The network"),
        *(neurons(number) for number in range(1, 5)),
        Choice("activation", {"Step": 0, "Sigmoid": 1}, "Step", input="smooth", group="Its neurons"),
        *one(panel),
    ]


def mark(place, name, value):
    """A mark, seen while the network has so many inputs."""
    when = ("input_count", *range(place + 1, len(DAY) + 1)) if place > 1 else ()
    return Slider(name, 0, 4, value, input=f"inputs[{place}]", when=when, group="How good is it?")


def neurons(number):
    """How many neurons a hidden layer has, seen while it is there."""
    when, label = ("depth", *range(number, 5)), f"Hidden layer {number}"
    place = f"units[{number - 1}]"
    return Slider(f"units_{number}", 1, 8, value=2, input=place, label=label, when=when, group="Its neurons")


def one(panel):
    """Which neuron is looked at, and what comes into it."""
    group = {"group": "One neuron", "panel": panel}
    things = {thing: place for place, thing in enumerate(THINGS)}
    return [
        Look("looked_at", things, THINGS[0], at=("look_x", "look_y"), label="Look at", **group),
        Entries(
            "weights", input="parameters", count=288, start=start(), of="looked_at", label="Its weights", fields=9,
            shown=("looked_weights", "looked_bias"), places="looked_parameters", origins="looked_origins",
            last="+ bias", form=("smooth", FORMS), lines=EDGES + FAINT, line_places="edge_parameters",
            line_ends="edge_units", **group,
        ),
    ]  # fmt: skip
