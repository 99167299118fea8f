"""What a reader may touch in the playground."""

from explainers import Choice, Entries, Look, Play, Points, Seed, Slider, Switches, Toggle, dataset
from explainers._activations import ACTIVATIONS

SETS = dataset("playground")
LABELS = {name.replace("_", " ").capitalize(): name for name in SETS}
KINDS = {label: {"three_arms": "3", "slope": "v", "hills": "v"}.get(name, "2") for label, name in LABELS.items()}
FEATURES = ["x", "y", "x²", "y²", "xy", "sin πx", "sin πy"]
UNITS = [f"unit {layer}.{unit}" for layer in range(1, 5) for unit in range(1, 9)]
THINGS = ["the whole network", *FEATURES, *UNITS, *(f"output {place}" for place in (1, 2, 3))]
GIVES = [f"It gives {name} of the sum of" for name in ACTIVATIONS] + ["Its answer follows the sum of"]


def controls(network, plane):
    """All of them. network, plane: the axes of these panels."""
    return [
        Play(steps=200, speed=1500, speeds=(10, 100, 1500, None), stops=("training_loss", "test_loss")),
        *unit(network),
        *[
            Toggle(f"feature_{place}", True, label=name, input=f"feature_on[{place}]", group="Features")
            for place, name in enumerate(FEATURES)
        ],
        *data(plane),
        *layers(),
        *training(),
    ]


def data(plane):
    """What it learns from."""
    group = {"group": "Data"}
    return [
        Points(
            "data",
            {label: SETS[name] for label, name in LABELS.items()},
            KINDS,
            "Spiral",
            label="Points",
            panel=plane,
            **group,
        ),
        Slider("noise", 0, 0.3, value=0, step=0.01, **group),
        Slider("train_share", 0.1, 0.9, value=0.5, step=0.1, format=".0%", label="Share to learn from", **group),
        Seed("sample", label="Noise pattern", **group),
    ]


def layers():
    """How many hidden layers, and of each, while it is there, how many units, and their activation."""
    kinds = {name: place for place, name in enumerate(ACTIVATIONS)}
    found = [Slider("depth", 0, 4, value=2, label="Hidden layers", group="Network")]
    for number in range(1, 5):
        there = {"when": ("depth", *range(number, 5)), "group": "Network"}
        units, activations = f"units[{number - 1}]", f"activations[{number - 1}]"
        found += [
            Slider(f"units_{number}", 1, 8, value=8, label=f"Layer {number}: units", input=units, **there),
            Choice(
                f"activation_{number}", kinds, "tanh", label=f"Layer {number}: activation", input=activations, **there
            ),
        ]
    return found


def training():
    """How it learns."""
    group, penalty = {"group": "Training"}, {"when": ("regularization", "L1", "L2")}
    return [
        Slider("learning_rate", 0.0001, 1, value=0.02, step=0.0001, scale="log", **group),
        Slider("batch_size", 1, 32, value=10, **group),
        Choice("optimizer", {"Plain": 0, "Momentum": 1, "Adam": 2}, "Adam", **group),
        Slider("momentum", 0, 0.99, value=0.9, step=0.01, when=("optimizer", "Momentum"), **group),
        Choice("regularization", {"none": 0, "L1": 1, "L2": 2}, "none", **group),
        Slider("regularization_rate", 0, 0.1, value=0.001, step=0.001, **penalty, **group),
        Seed("seed", label="Random start", **group),
    ]


def unit(network):
    """Which unit is seen large, and what comes into it."""
    group, of = {"group": "One unit, seen large", "panel": network}, "looked_at"
    lines = {"lines": [f"edges_{side}" for side in ("x", "positive", "negative")], "line_places": "edge_parameters"}
    things = {thing: place for place, thing in enumerate(THINGS)}
    return [
        Look(of, things, THINGS[0], at=("unit_x", "unit_y"), label="Look at", **group),
        Switches("silenced", count=32, first=8, of=of, label="Silence it", group=group["group"]),
        Entries(
            "weights", input="parameters", count=308, of=of, label="What comes into it", fields=9,
            shown=("looked_weights", "looked_bias"), places="looked_parameters", origins="looked_origins",
            last="+ bias", form=("looked_activation", GIVES), line_ends="edge_units", **lines, **group,
        ),
    ]  # fmt: skip
