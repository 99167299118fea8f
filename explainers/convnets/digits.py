"""Draw a digit into a ConvNet, a network made for pictures, and see every layer at work.

Draw with a finger, a mouse or the arrow keys. What is in the blue box is moved and scaled first, as was every digit
that the network learned from. The first layer makes eight pictures of it, its feature maps; the second makes sixteen
from those, the third thirty-two. The last layer says which digit it is. Click anywhere in a map to see how that spot
came about: what the kernel, a small grid of weights, sees there, times these weights, added up. It has a grid for each
picture that comes in, each channel, and their sums are added, too; then one more number, the bias. ReLU makes 0 of what
is below 0. Pink frames mark the map, the spot and what it sees. Silence the framed map to see what it was good for:
pale bars show the answer with all maps speaking.
"""

from explainers import Choice, Edits, Explainer, Field, Pad, Pick, Switches, Tally, data, dataset
from explainers._parts import Axes, Panels, Title, bars, columns, hidden, ink, kernel, outline, words

SAMPLES = {sample["label"]: sample["value"] for sample in data("digits_samples")["samples"]}  # from MNIST's test set
PANELS = Panels(  # every pixel of a picture is a square
    (740, 506),
    (358, 600),
    image=((0, 24, 112, 112), (0, 22, 92, 92)),
    centered=((0, 176, 112, 112), (107, 22, 92, 92)),
    conv1=((136, 24, 330, 164), (0, 140, 358, 177)),
    conv2=((136, 224, 330, 80), (0, 343, 358, 87)),
    conv3=((136, 340, 330, 162), (0, 456, 156, 77)),
    probabilities=((490, 24, 250, 140), (208, 22, 150, 74)),
    patch=((490, 224, 72, 72), (166, 456, 50, 50)),
    kernel=((575, 224, 72, 72), (232, 456, 50, 50)),
    products=((660, 224, 72, 72), (298, 456, 50, 50)),
    sums=((490, 340, 250, 150), (166, 512, 192, 84)),
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
    answer=PANELS.axes("probabilities"),
    controls=[
        Pad("drawing", (28, 28), SAMPLES, "3", input="image", label="Draw a digit"),
        Pick(
            "picked",
            fields=(Field("Layer", 1, 3), Field("Across", 0, 118), Field("Down", 0, 56)),
            value=(1, 14, 14),
            panels=PANELS.axes("conv1", "conv2", "conv3"),
            label="Look at",
        ),
        Switches(
            "silenced", count=56, at="picked_place", label="Silence this feature map", none="Let all maps speak"
        ),
        Choice(
            "channel",
            {"the one that counts most": 0, **{str(channel): channel for channel in range(1, 17)}},
            "the one that counts most",
            label="Channel of the kernel",
        ),
        Edits(
            "edits",
            layers=((8, 1), (16, 8), (32, 16)),
            at=("picked_layer", "picked_map", "picked_channel"),
            shown="picked_kernel",
            pins="channel",
            label="Its weights",
        ),
    ],
    tally=Tally("digits_tally", dataset("digits_tally")),
    summary="{empty|It looks like|Nothing is drawn, and still it says} {digit:.0f}, with {confidence:.0%} confidence.",
)
