"""Draw a digit into a ConvNet, a network made for pictures, and see every layer at work.

Draw with a finger, a mouse or the arrow keys. What is in the blue box is moved and scaled first, as was every digit
that the network learned from. The first layer makes eight pictures of it, its feature maps; the second makes sixteen
from those, the third thirty-two. The last layer says which digit it is. Click anywhere in a map to see how that spot
came about: what the kernel, a small grid of weights, sees there, times these weights, added up. It has such a grid for
each picture that comes in (a channel); all their sums are added, and one more number, the bias. ReLU makes 0 of what is
below 0. Pink frames mark the map, the spot and what it sees. Silence the framed map, or change the weights of its
kernel, to see what it was good for. Below, the network reads 500 digits that it did not learn from; the table has a row
for each digit and a column for each answer. Pale bars are of the network as it came from training.
"""

from explainers import Choice, Edits, Explainer, Field, Pad, Pick, Switches, Tally, Words, data, dataset
from explainers._parts import Axes, Panels, Title, bars, columns, confusion, hidden, ink, kernel, outline, words

SAMPLES, MISREAD = (  # from MNIST's test set
    {sample["label"]: sample["value"] for sample in data(name)["samples"]}
    for name in ("digits_samples", "digits_misread")
)
STRONGEST = "what counts most"
COUNTING = Words("digits_counting", ["", "counting …"])
PANELS = Panels(  # every pixel of a picture is a square
    (740, 768),
    (358, 924),
    image=((0, 24, 112, 112), (0, 128, 88, 88)),
    centered=((0, 176, 112, 112), (103, 128, 88, 88)),
    conv1=((136, 24, 330, 164), (0, 238, 358, 177)),
    conv2=((136, 224, 330, 80), (0, 441, 358, 87)),
    conv3=((136, 340, 330, 162), (0, 554, 156, 77)),
    probabilities=((490, 24, 250, 140), (0, 22, 170, 66)),
    patch=((490, 224, 72, 72), (166, 554, 50, 50)),
    kernel=((575, 224, 72, 72), (232, 554, 50, 50)),
    products=((660, 224, 72, 72), (298, 554, 50, 50)),
    sums=((490, 340, 250, 150), (166, 610, 192, 84)),
    score=((0, 556, 112, 120), (208, 126, 150, 90)),
    accuracy=((168, 556, 298, 182), (188, 22, 170, 66)),
    confusion=((490, 552, 250, 214), (0, 726, 358, 196)),
)
SUMS = {
    "products_sum": "they add up to %{customdata:.4f}",
    "all_channels_sum": "in all channels %{customdata:.4f}",
    "picked_bias": "the bias adds %{customdata:.4f}",
    "picked_activation": "after ReLU <b>%{customdata:.4f}</b>",
}


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        image=[
            Title("Your drawing"),
            ink(outputs["image"][0, 0]),
            outline(outputs["box_x"], outputs["box_y"], "input"),
        ],
        centered=[Title("Centered"), ink(outputs["centered"][0, 0]), marked(outputs, "centered_marker")],
        conv1=[Title("Layer 1 sees edges and strokes"), layer(outputs, "conv1")],
        conv2=[Title("Layer 2 combines them"), layer(outputs, "conv2")],
        conv3=[Title("Layer 3"), layer(outputs, "conv3")],
        probabilities=[
            Title("Layer 4: digit" if narrow else "Layer 4: which digit?"),
            columns([*range(10)]),
            Axes(y={"range": [0, 1.3], "visible": False}),
            bars(outputs["probabilities_untouched"], "line", width=0.9),
            bars(outputs["probabilities"], "output", width=0.6),
            words(outputs["digit"], outputs["confidence"], "%{y:.0%}", position="top center"),
        ],
        patch=[Title("Sees"), ink(outputs["picked_patch"], top=None)],
        kernel=[Title("× kernel"), kernel(outputs["picked_kernel"])],
        products=[Title("=" if narrow else "products"), kernel(outputs["picked_products"])],
        score=[
            hidden([0, 1], [3.2, -0.2]),
            words(0, 0, "it reads <b>%{customdata:.0f}</b>", outputs["correct"], "middle right"),
            words(0, 1, "of %{customdata:.0f} test digits", outputs["counted"], "middle right"),
            words(0, 2, "as learned %{customdata:.0f}", outputs["correct_untouched"], "middle right", "muted"),
            words(0, 3, COUNTING.of(outputs["counting"]), position="middle right", color="muted"),
        ],
        accuracy=[
            Title("Read right, of 50 each" if narrow else "Read right, of 50 test digits each"),
            columns([*range(10)]),
            Axes(y={"range": [0, 1], "tickformat": ".0%", "tickvals": [] if narrow else [0, 0.5, 1]}),
            bars(outputs["accuracy_untouched"], "line", width=0.9),
            bars(outputs["accuracy"], "output", width=0.6),
        ],
        confusion=[
            Title("A row for each digit, a column for each answer" if narrow else "Rows: the digit, columns: answer"),
            confusion(outputs["confusion"].ravel(), outputs["confusion_x"], outputs["mistaken"], [*range(10)], 75),
        ],
        sums=[
            hidden([0, 1], [3.5, -0.5]),
            words([0] * 4, [0, 1, 2, 3], [*SUMS.values()], [outputs[name] for name in SUMS], "middle right"),
        ],
    )


def layer(outputs, name):
    """A layer's feature maps, the picked one of them, and what is looked at in it, or from it."""
    maps = ink(outputs[f"{name}_mosaic"], top=outputs[f"{name}_largest"])
    return [maps, marked(outputs, f"{name}_marker"), marked(outputs, f"{name}_outline")]


def marked(outputs, name):
    return outline(outputs[f"{name}_x"], outputs[f"{name}_y"])


digits = Explainer(
    model="digits",
    draw=draw,
    answer=PANELS.axes("probabilities", "accuracy"),
    controls=[
        Pad(
            "drawing",
            (28, 28),
            SAMPLES,
            "3",
            input="image",
            label="Draw a digit",
            listed={"Digits that it reads wrong": MISREAD},
        ),
        Pick(
            "picked",
            fields=(Field("Layer", 1, 3), Field("Across", 0, 118), Field("Down", 0, 56)),
            value=(1, 14, 14),
            panels=PANELS.axes("conv1", "conv2", "conv3"),
            label="Look at",
        ),
        Switches("silenced", count=56, at="picked_place", label="Silence this feature map", none="Let all maps speak"),
        Choice(
            "channel", {STRONGEST: 0, **{str(channel): channel for channel in range(1, 17)}}, STRONGEST, label="Channel"
        ),
        Edits(
            "edits",
            layers=((8, 1), (16, 8), (32, 16)),
            at=("picked_layer", "picked_map", "picked_channel"),
            shown="picked_kernel",
            pins="channel",
            label="The weights of its kernel",
        ),
    ],
    gaps=("confusion_x",),
    tally=Tally("digits_tally", dataset("digits_tally")),
    summary="{empty|It looks like|Nothing is drawn, and still it says} {digit:.0f}, with {confidence:.0%} confidence. "
    "{counting|It reads {correct:.0f} of {counted:.0f} test digits|It counts how many test digits it reads}.",
)
