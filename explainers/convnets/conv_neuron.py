"""A convolutional neuron is the festival's neuron, asked at every place of a picture, with the same weights.

Point at a place in the picture, or tap it. The pixels of the small patch there are the neuron's inputs. Each is
multiplied by its weight, and all products are added up, with the bias; the activation function makes the answer of that
sum. The answer is one pixel of the feature map, on the right. The neuron that weighed up the festival stands below,
part for part. In the map 0 is black, and the largest number is white; what is below 0 is orange.
Change one weight of the kernel, and the whole map changes.
"""

from explainers import Choice, Explainer, Field, Matrix, Photo, Pick, Slider, Words
from explainers._parts import Panels, Title, bright, dot, general_neuron, hidden, outline, patch_neuron, picture, words
from explainers.networks._festival import FACTORS, NAMES

GRAY, COLORS = "One: gray", "Three: red, green, blue"
FORMS = Words("conv_forms", ["none", "ReLU", "sigmoid"])
BENDS = {name: place for place, name in enumerate(FORMS.words)}
CHANNELS = Words("conv_channels", ["Red", "Green", "Blue", "Gray"])
EDGES = {"Vertical edges": [[-1, 0, 1]] * 3, "Horizontal edges": [[-1] * 3, [0] * 3, [1] * 3]}
MIDDLE = {"Plus one": 1, "Minus one": -1, "Minus two": -2, "Nothing": 0}
KERNELS = EDGES | {name: [[0] * 3, [0, weight, 0], [0] * 3] for name, weight in MIDDLE.items()}
LAST = 95  # the last row, and the last column, of the picture
STAGES = 0, 6.375, 7.82, 9.305  # as wide apart as the parts of the neuron above
PANELS = Panels(
    (1000, 606),
    (358, 1110),
    picture=((0, 42, 192, 192), (0, 22, 172, 172)),
    map=((808, 42, 192, 192), (186, 22, 172, 172)),
    neuron=((200, 0, 600, 376), (0, 208, 358, 440)),
    named=((182, 388, 300, 20), (4, 664, 300, 20)),
    festival=((178, 418, 616, 186), (4, 700, 350, 200)),
    counts=((0, 278, 176, 130), (0, 942, 172, 130)),
    facts=((808, 278, 192, 160), (186, 942, 172, 160)),
)
LOOSE = "channel_sums", "total", "pre_activation", "activation", "largest_sum"  # differences of larger numbers
COUNTS = {"weights": (0.5, "shared by all places:"), "dense_weights": (2.6, "in a dense layer:")}
FACTS = {
    "above": "above 0: <b>%{customdata:.1%}</b>",
    "smallest": "smallest: <b>%{customdata:.2f}</b>",
    "largest": "largest: <b>%{customdata:.2f}</b>",
    "same": "in step: <b>%{customdata:.0%}</b>",
}
MEANS = {"red_mean": "mean, red: <b>%{customdata:.3f}</b>", "other_mean": "mean, rest: <b>%{customdata:.3f}</b>"}


def draw(outputs, narrow=False):
    x, y = outputs["place"]
    return PANELS.figure(
        narrow,
        picture=[
            Title("What it sees"),
            picture(outputs["picture"], framed=True, smooth=False),
            outline(outputs["patch_x"], outputs["patch_y"], "paper", 5),
            outline(outputs["patch_x"], outputs["patch_y"], "input", 2.5),
        ],
        map=[
            Title("Its feature map"),
            bright(outputs["feature_map"], (outputs["map_low"], outputs["map_top"])),
            dot(x, y, "paper", 11, rim=("paper", 4), symbol="square-open"),
            dot(x, y, "output", 11, rim=("output", 2.5), symbol="square-open"),
        ],
        neuron=patch_neuron(
            narrow,
            (outputs["patches"], outputs["kernels"], outputs["products"]),
            outputs["channel_sums"],
            CHANNELS.of(outputs["channel_names"]),
            outputs["shown"],
            outputs["alone"],
            [(outputs[f"{name}_low"], outputs[f"{name}_top"]) for name in ("weight", "product")],
            (outputs["edges_positive"], outputs["edges_negative"]),
            outputs["bias"],
            outputs["pre_activation"],
            (FORMS.of(outputs["form"]), outputs["activation"]),
        ),
        named=[hidden([0, 1], [1, 0]), words(0, 0.5, "The neuron of the festival", position="middle right")],
        festival=[
            general_neuron(
                outputs["festival_inputs"],
                outputs["festival_weights"],
                outputs["festival_bias"],
                outputs["festival_total"],
                [("step", outputs["festival_activation"])],
                (outputs["festival_positive"], outputs["festival_negative"]),
                names=NAMES,
                size=28 if narrow else 34,
                **({} if narrow else {"stages": STAGES, "away": 0.5}),
            )
        ],
        counts=[Title("Weights for this map"), counts(outputs)],
        facts=[Title("The whole map"), facts(outputs)],
    )


def counts(outputs):
    """How many weights there are, and how many there would be."""
    rows = [(row, text, outputs[name]) for name, (row, text) in COUNTS.items()]
    return [
        hidden([0, 1], [5, 0]),
        [words(0, row, text, position="middle right") for row, text, _ in rows],
        [words(0, row + 1, "<b>%{customdata:,.0f}</b>", number, "middle right", size=20) for row, _, number in rows],
    ]


def facts(outputs):
    """Numbers about the whole map, one below the other; two of them only where there are colors."""
    lines = [
        words(0, row + 0.5, says, outputs[name], "middle right")
        for row, (name, says) in enumerate((FACTS | MEANS).items())
    ]
    for line in lines[len(FACTS) :]:
        line.update(opacity=outputs["shown"][0])
    return [hidden([0, 1], [6, 0]), lines]


def kernel(name, channels):
    """A grid of weights, seen while there are such channels."""
    return Matrix(name, samples=KERNELS, value="Vertical edges", when=("channels", channels))


conv_neuron = Explainer(
    model="conv_neuron",
    draw=draw,
    answer=PANELS.axes("map"),
    controls=[
        kernel("kernel", GRAY),
        *(kernel(f"{color}_kernel", COLORS) for color in map(str.lower, CHANNELS.words[:3])),
        Choice("channels", {GRAY: 1, COLORS: 3}, GRAY, group="The neuron"),
        Slider("bias", -5, 5, value=0, step=0.05, group="The neuron"),
        Choice("activation", BENDS, "none", input="form", label="Activation function", group="The neuron"),
        Pick(
            "place",
            fields=(Field("Across", 0, LAST), Field("Down", 0, LAST)),
            value=(24, 24),
            panels=PANELS.axes("picture", "map"),
            hover=True,
            label="Where it looks",
            group="The picture",
        ),
        Slider("shift", 0, LAST, value=0, label="Move the picture to the right", group="The picture"),
        Photo("photo", size=96, value="macaw", beside=False, label="Photograph", group="The picture"),
    ],
    constants={
        "festival_inputs": [mark for mark, _ in FACTORS.values()],
        "festival_weights": [weight for _, weight in FACTORS.values()],
        "festival_bias": -25,
    },
    loose=[*LOOSE, *FACTS, *MEANS],
    summary="At the marked place the products add up to {total:.2f}. With the bias that is {pre_activation:.2f}, and "
    "the answer is {activation:.2f}. {above:.1%} of the map is above 0.",
)
