"""Two neurons make up their minds, and a third one listens to both of them.

Take the weather down to 1, and see which of the two neurons in the middle changes its mind. Then add company. The
circles on the left say what the day is like; the others are neurons, and the number in each is its answer. The third
one, on the right, is the output. Lines are as thick as their weights: blue counts for going, orange against, and a thin
gray line counts for nothing. Point at a neuron to see its sum, where each bar starts at the end of the one before it,
and click a line to set its weight.

Neurons one above the other are a layer; one between inputs and output is called hidden. Neuron 1.2 is the second one in
the first hidden layer. All weights and biases together are the parameters.
"""

from explainers import Explainer, Words
from explainers._parts import Panels, Title, dot, hidden, line, ribbons, rows, units, words
from explainers.networks._network import DAY, EDGES, FAINT, NEURONS, THINGS, controls

NAMES = [name.capitalize() for name in DAY]
DEPTHS = [
    "No hidden layer",
    "One hidden layer",
    *(f"{n} hidden layers: a <b>deep</b> network" for n in ("Two", "Three", "Four")),
]
DEPTH = Words("network_depth", DEPTHS)
LAYERS = Words("network_layers", [f"{name}<br>layer" for name in ("input", "hidden", "output")])
SUM = Words("network_sum", ["The output neuron's sum", *(f"The sum of {thing}" for thing in THINGS[1:])])
SOURCES = Words("network_sources", [*NAMES, *NEURONS])
PAIRS = Words("network_pairs", ["With two neurons in hidden layer 1: a table", "What comes of each pair of answers"])
VERDICTS = Words("network_verdicts", ["stay at home", "go"])
GAPS = [
    *EDGES, *FAINT, "edge_parameters", "edge_units", "unit_x", "unit_y", "look_x", "look_y", "layer_x", "layer_kinds",
    "side_x", "side_y", "layer_sizes", "count_x", "verdicts", "pair_rows", "pair_now", "row_y", "label_x",
    "narrow_label_x", "label_y",
    *(f"looked_{part}" for part in ("weights", "inputs", "products", "origins", "bias", "sum", "says")),
    *(f"looked_{part}" for part in ("parameters", "x", "y")),
]  # fmt: skip
PAIR_WORDS = [f"1.1 says {one}, 1.2 says {other}" for other in ("no", "yes") for one in ("no", "yes")]
GIVEN, NUMBER = ":.2~f", ":.3~f"
PANELS = Panels(
    (1000, 450),
    (358, 790),
    network=((4, 28, 590, 358), (2, 28, 354, 316)),
    count=((4, 406, 590, 38), (4, 368, 350, 52)),
    terms=((640, 28, 236, 240), (4, 456, 236, 220)),
    bars=((884, 28, 110, 240), (246, 456, 106, 220)),
    pairs=((640, 314, 354, 130), (4, 708, 342, 80)),
)
[NETWORK] = PANELS.axes("network")


def counted(depth, narrow):
    """The template of the sum of parameters, with so many hidden layers: (4 × 2 + 2) + (2 × 1 + 1) = 13."""
    size = "%{{customdata[{}]:.0f}}".format
    parts = [f"({size(k)} × {size(k + 1)} + {size(k + 1)})" for k in range(depth + 1)]
    if narrow and depth > 1:
        parts[2] = f"<br>{parts[2]}"
    return f"{' + '.join(parts)} = <b>%{{customdata[6]:.0f}}</b>"


def draw(outputs, narrow=False):
    x, y, size, text = outputs["unit_x"], outputs["unit_y"], *((30, 12) if narrow else (35, 14))
    discs = [list(zip(x[some], y[some], strict=True)) for some in (slice(6), slice(6, 38), slice(38, 39))]
    sources = list(zip(outputs["looked_inputs"], outputs["looked_weights"], outputs["looked_products"], strict=True))
    row, small = outputs["row_y"], 11 if narrow else None
    term = f"%{{customdata[0]{NUMBER}}} × %{{customdata[1]{NUMBER}}} = %{{customdata[2]{NUMBER}}}"
    total = f"%{{customdata[0]{NUMBER}}}, so it gives %{{customdata[1]{NUMBER}}}"
    answers = {"Go!": outputs["fires"], "Stay<br>at home" if narrow else "Stay at home": outputs["rests"]}
    return PANELS.figure(
        narrow,
        network=[
            Title(DEPTH.of(outputs["depth"])),
            hidden([-0.37, 1.17] if narrow else [-0.21, 1.12], [-4.2, 5.1]),
            ribbons(outputs["edges_x"], *(outputs[name] for name in FAINT), strength=0.25),
            ribbons(*(outputs[name] for name in EDGES)),
            dot(outputs["looked_x"], outputs["looked_y"], "ink", size + 10, symbol="circle-open"),
            units(discs, ["input", "hidden", "output"], size, outputs["unit_values"], text, f"%{{customdata{GIVEN}}}"),
            words([-0.08 if narrow else -0.055] * 6, y[:6], NAMES, position="middle left"),
            words(outputs["layer_x"], [4.5] * 6, LAYERS.of(outputs["layer_kinds"]), color="muted", size=small),
            words(outputs["side_x"][:1], outputs["side_y"][:1], "1.1, weather side", position="top right"),
            words(outputs["side_x"][1:], outputs["side_y"][1:], "1.2, friends side", position="bottom right"),
            words(outputs["narrow_label_x" if narrow else "label_x"], outputs["label_y"], term, sources),
            [
                words(1, -0.6, f"<b>{answer}</b>", position="bottom center", color="output").update(opacity=shown)
                for answer, shown in answers.items()
            ],
        ],
        count=[
            Title("All weights and biases, counted layer by layer"),
            hidden([0, 1], [0, 1]),
            [
                words(outputs["count_x"][depth], 0.6, counted(depth, narrow), [outputs["layer_sizes"]], "middle right")
                for depth in range(5)
            ],
        ],
        terms=[
            Title(SUM.of(outputs["looked_at"])),
            hidden([0, 1], [10, 0]),
            words([0] * 8, row[:8], SOURCES.of(outputs["looked_origins"]), position="middle right"),
            words([0.4] * 8, row[:8], term, sources, "middle right"),
            words([0, 0], row[8:], ["Bias", "<b>Sum</b>"], position="middle right"),
            words([0.4], row[8:9], f"%{{customdata{NUMBER}}}", [outputs["looked_bias"]], "middle right"),
            words(
                [0.4],
                row[9:],
                f"<b>{total}</b>",
                [[outputs["looked_sum"], outputs["looked_says"]]],
                "middle right",
                clip=False,
            ),
        ],
        bars=[
            hidden([-1.05, 1.05], [10, 0]),
            line([0, 0], outputs["row_ends"], "muted", 1),
            rows(outputs["row_lengths"], outputs["row_starts"], row),
        ],
        pairs=[
            Title(PAIRS.of(outputs["paired"])),
            hidden([-0.06, 1], [3.6, -0.6]),
            dot(-0.03, outputs["pair_now"], "output", 9),
            words([0] * 4, outputs["pair_rows"], PAIR_WORDS, position="middle right"),
            words([0.62] * 4, outputs["pair_rows"], VERDICTS.of(outputs["verdicts"]), None, "middle right", "output"),
        ],
    )


network = Explainer(
    model="network",
    draw=draw,
    answer=PANELS.axes("network"),
    controls=controls(NETWORK),
    gaps=GAPS,
    summary="{depth|No hidden layer|One hidden layer|Two hidden layers, so the network is deep|"
    "Three hidden layers, so the network is deep|Four hidden layers, so the network is deep}, "
    "{parameter_count:.0f} parameters. The output is {smooth|{activation:.0f}|{activation:.2f}}: "
    "{fires|stay at home|go}.",
)
