"""Draw a digit into a ConvNet, and see every layer at work.

Draw with a finger, a mouse or the arrow keys. The network first moves and scales your drawing, as the makers of its training
data did with theirs. Then three layers of feature maps look at it, each at the one before, and the last layer says which digit it
takes it for. Click anywhere in a map to see the kernel behind that spot and its sum, and silence a map to see what it was good for.
"""

import plotly.graph_objects as go

from explainers import Explainer, Field, Pad, Pick, Toggle, data

SAMPLES = {sample["label"]: sample["value"] for sample in data("digits_samples")["samples"]}        # from MNIST's test set
LAYERS = {"conv1": (57, 115), "conv2": (29, 119), "conv3": (31, 63)}

# Where each panel stands, in px from the top left: x, y, width, height. A pixel of a picture stays square.
WIDE = {"image": (0, 24, 112, 112), "centered": (0, 176, 112, 112), "conv1": (136, 24, 330, 164), "conv2": (136, 224, 330, 80),
        "conv3": (136, 340, 330, 162), "probabilities": (490, 24, 250, 140), "patch": (490, 224, 72, 72),
        "kernel": (579, 224, 72, 72), "products": (668, 224, 72, 72), "sums": (490, 340, 250, 150)}
NARROW = {"image": (0, 22, 92, 92), "centered": (104, 22, 92, 92), "probabilities": (208, 22, 150, 74), "conv1": (0, 140, 358, 177),
          "conv2": (0, 343, 358, 87), "conv3": (0, 456, 170, 84), "patch": (186, 456, 50, 50), "kernel": (247, 456, 50, 50),
          "products": (308, 456, 50, 50), "sums": (186, 512, 172, 84)}
SIZES = {False: (740, 506), True: (358, 600)}
TITLES = {"image": "Your drawing", "centered": "Centered", "conv1": "Layer 1 sees edges and strokes", "conv2": "Layer 2 combines them",
          "conv3": "Layer 3", "probabilities": "Layer 4: which digit?", "patch": "Sees", "kernel": "× kernel", "products": "products"}
KERNEL = {"colorscale": [[0, "var(--negative)"], [0.5, "var(--paper)"], [1, "var(--positive)"]], "zmid": 0}
INK = {"zmin": 0, "zmax": 1}


def draw(outputs, narrow=False):
    place = NARROW if narrow else WIDE
    axis = {name: {"xaxis": f"x{index}", "yaxis": f"y{index}"} for index, name in enumerate(WIDE, 2)}
    lines = ["these 25 add up to %{customdata:.3f}", "with all channels %{customdata:.3f}", "the bias adds %{customdata:.3f}", "after ReLU <b>%{customdata:.3f}</b>"]
    sums = ["products_sum", "all_channels_sum", "picked_bias", "picked_activation"]
    mark = {"mode": "lines", "line": {"color": "var(--output)", "width": 2}, "connectgaps": False}
    figure = go.Figure([
        go.Heatmap(z=outputs["image"][0, 0], **INK, **axis["image"]),
        go.Scatter(x=outputs["box_x"], y=outputs["box_y"], mode="lines", line={"color": "var(--input)", "width": 2}, **axis["image"]),
        go.Heatmap(z=outputs["centered"][0, 0], **INK, **axis["centered"]),
        *(go.Heatmap(z=outputs[f"{layer}_mosaic"], zmin=0, zmax=outputs[f"{layer}_largest"], **axis[layer]) for layer in LAYERS),
        *(go.Scatter(x=outputs[f"{layer}_marker_x"], y=outputs[f"{layer}_marker_y"], **mark, **axis[layer]) for layer in ["centered", *LAYERS]),
        *(go.Scatter(x=outputs[f"{layer}_outline_x"], y=outputs[f"{layer}_outline_y"], **mark, **axis[layer]) for layer in LAYERS),
        go.Bar(x=list(range(10)), y=outputs["probabilities_unsilenced"], marker_color="var(--line)", width=0.9, **axis["probabilities"]),
        go.Bar(x=list(range(10)), y=outputs["probabilities"], marker_color="var(--output)", width=0.6, **axis["probabilities"]),
        go.Scatter(x=outputs["digit"].reshape(1), y=outputs["confidence"].reshape(1), mode="text", texttemplate="%{y:.0%}",
                   textposition="top center", **axis["probabilities"]),
        go.Heatmap(z=outputs["picked_patch"], zmin=0, **axis["patch"]),
        go.Heatmap(z=outputs["picked_kernel"], **KERNEL, **axis["kernel"]),
        go.Heatmap(z=outputs["picked_products"], **KERNEL, **axis["products"]),
        go.Scatter(x=[-0.5] * 4, y=[0, 1, 2, 3], mode="text", textposition="middle right", customdata=[outputs[name] for name in sums],
                   texttemplate=lines, textfont_size=12 if narrow else 14, **axis["sums"]),
        titles(place, narrow),
    ])
    axes = {"xaxis": {"range": [0, 1], "visible": False}, "yaxis": {"range": [0, 1], "visible": False}}
    for index, (name, (rows, columns)) in enumerate(((name, shape(name)) for name in WIDE), 2):
        across, up = domains(place[name], narrow)
        axes[f"xaxis{index}"] = {"domain": across, "anchor": f"y{index}", "range": [-0.5, columns - 0.5], "visible": False}
        axes[f"yaxis{index}"] = {"domain": up, "anchor": f"x{index}", "range": [rows - 0.5, -0.5], "visible": False}
    digits = axis["probabilities"]["xaxis"].replace("x", "xaxis")
    axes[digits] |= {"visible": True, "dtick": 1, "showgrid": False, "tickfont": {"size": 11 if narrow else 13}}
    figure.update_layout(axes, width=SIZES[narrow][0], height=SIZES[narrow][1], margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay")
    figure.update_layout({axis["probabilities"]["yaxis"].replace("y", "yaxis"): {"range": [0, 1.2]}})
    return figure


def shape(name):
    """Rows and columns of a panel's picture, in its own units."""
    return {"image": (28, 28), "centered": (28, 28), "probabilities": (1, 10), "sums": (4, 1), **LAYERS}.get(name, (5, 5))


def domains(box, narrow):
    """A panel's px as Plotly's fractions, which count from the bottom."""
    (x, y, width, height), (total_x, total_y) = box, SIZES[narrow]
    return [x / total_x, (x + width) / total_x], [1 - (y + height) / total_y, 1 - y / total_y]


def titles(place, narrow):
    """What each panel is, over its left corner; one trace, which is drawn faster than notes are."""
    corners = [domains(place[name], narrow) for name in TITLES]
    return go.Scatter(x=[across[0] for across, _ in corners], y=[up[1] + 4 / SIZES[narrow][1] for _, up in corners], mode="text", text=list(TITLES.values()),
                      textposition="top right", textfont={"size": 11 if narrow else 13, "color": "var(--muted)"})


digits = Explainer(
    model="digits",
    draw=draw,
    controls=[
        Pad("drawing", (28, 28), SAMPLES, "3", input="image", label="Draw a digit"),
        Pick("picked", fields=(Field("Layer", 1, 3), Field("Across", 0, 118), Field("Down", 0, 56)), value=(1, 14, 14),
             panels=(("x4", "y4"), ("x5", "y5"), ("x6", "y6")), label="Look at"),
        Toggle("silence", label="Silence this feature map"),
    ],
    summary="{empty|It looks like|Nothing is drawn, and still it says} {digit:.0f}, with {confidence:.0%} confidence.",
)
