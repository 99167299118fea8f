"""One convolutional neuron: a kernel for each channel, a bias, an activation function, at every place of a picture.

Fukushima, 1980 (the same weights at every place); LeCun and others, 1989 (learned).
"""

import torch

from .._export import Model
from . import _paint
from ._places import SIDE, SIZE, bent, mean_where, moved, patch, weighed

REDDER = 0.25  # how much more red than green, and than blue, a pixel has that counts as red
CLEAR = 1e-3  # what an answer is above 0 by, or two answers apart, at least; up to twice that it counts in part
EDGE = 5.0  # px, how wide the edge of the largest weight is drawn
WASH = 1.5  # how much larger the number at the end of the colors is than the largest, so that words on it can be read
FESTIVAL_EDGE = 2.0  # px for each unit of a weight of the festival's neuron
KERNELS = "kernel", "red_kernel", "green_kernel", "blue_kernel"
ENDS = {
    "photo": (0, 1),
    "channels": (1, 3),
    **dict.fromkeys(KERNELS, (-10, 10)),
    "bias": (-5, 5),
    "form": (0, 2),
    "shift": (0, SIZE - 1),
    "place": (0, SIZE - 1),
}


def clear(numbers):
    """Which numbers are above 0, 1 or 0; in part, where engines could disagree by how they round."""
    return (numbers / CLEAR - 1).clamp(0, 1)


def neuron(
    photo, channels, kernel, red_kernel, green_kernel, blue_kernel, bias, form, shift, place,
    festival_inputs, festival_weights, festival_bias,
):  # fmt: skip
    """photo: (1, 3, 96, 96), red, green and blue from 0 to 1. channels: (), 1 for its grays, 3 for its colors.

    kernel: (3, 3), for the grays; red_kernel, green_kernel, blue_kernel: (3, 3), for the colors. bias: (). form: (), 0
    for no activation function, 1 for ReLU, 2 for a sigmoid. shift: (), px that the picture is moved to the right.
    place: (2,), x and y of a pixel. festival_inputs, festival_weights: (4,), festival_bias: (), another neuron, whose
    activation function is a step.

    Channels always come as three, of which the grays are the middle one, between two that are 0.
    """
    gray = _paint.gray(photo[0])  # (96, 96)
    colored = (channels > 2).float()  # ()
    shown = torch.stack([colored, torch.ones(()), colored])  # (3,), which of three channels there are
    still = torch.lerp(torch.stack([0 * gray, gray, 0 * gray]), photo[0], colored)  # (3, 96, 96)
    pictures = moved(still, shift)
    alone = torch.stack([0 * kernel, kernel, 0 * kernel])
    kernels = torch.lerp(alone, torch.stack([red_kernel, green_kernel, blue_kernel]), colored)  # (3, 3, 3)

    sums = weighed(pictures, kernels) + bias  # (96, 96)
    feature_map = bent(sums, form)
    apart = (bent(weighed(still, kernels) + bias, form) - moved(feature_map, SIZE - shift)).abs()  # (96, 96)
    picture = torch.lerp(moved(gray, shift)[None].expand(3, -1, -1), pictures, colored)  # as it is seen

    patches = patch(pictures, place)  # (3, 3, 3)
    products = patches * kernels
    channel_sums = products.sum((1, 2))  # (3,)
    total = channel_sums.sum()
    pre_activation = total + bias
    weight_top, product_top = (WASH * numbers.abs().max().clamp(min=1e-6) for numbers in (kernels, products))
    edges = EDGE * WASH * (kernels / weight_top).reshape(-1)  # (27,), px
    top = torch.where(form > 1.5, torch.ones(()), feature_map.abs().max().clamp(min=1e-6))

    red = moved(((photo[0, 0] - photo[0, 1:].amax(0)) > REDDER).float(), shift)  # (96, 96)
    count = 1 + 2 * colored
    festival_total = (festival_inputs * festival_weights).sum() + festival_bias
    return {
        "picture": picture,
        "feature_map": feature_map,
        "map_low": -top,
        "map_top": top,
        "shown": shown,
        "alone": 1 - colored,  # whether there is one channel only
        "channel_names": torch.stack([0 * colored, 3 - 2 * colored, 2 + 0 * colored]),  # red, green, blue; 3 for gray
        "patches": patches,
        "kernels": kernels,
        "weight_low": -weight_top,
        "weight_top": weight_top,
        "products": products,
        "product_low": -product_top,
        "product_top": product_top,
        "channel_sums": channel_sums,
        "total": total,
        "pre_activation": pre_activation,
        "activation": bent(pre_activation, form),
        "edges_positive": edges.relu(),
        "edges_negative": (-edges).relu(),
        "patch_x": place[0] + torch.tensor([-1.5, 1.5, 1.5, -1.5, -1.5]),  # the outline of what it sees
        "patch_y": place[1] + torch.tensor([-1.5, -1.5, 1.5, 1.5, -1.5]),
        "largest": feature_map.max(),
        "smallest": feature_map.min(),
        "largest_sum": sums.max(),
        "above": clear(feature_map).mean(1).mean(),  # as a share of all places
        "red_mean": mean_where(feature_map, red),
        "other_mean": mean_where(feature_map, 1 - red),
        "red": red.mean(),
        "same": 1
        - clear(apart).mean(1).mean(),  # of all places, those that give the same as before the picture was moved
        "weights": count * SIDE**2,
        "dense_weights": count * SIZE**4,  # one for each number that comes in, for each that goes out
        "festival_total": festival_total,
        "festival_activation": (festival_total > 0).float(),
        "festival_positive": FESTIVAL_EDGE * festival_weights.relu(),
        "festival_negative": FESTIVAL_EDGE * (-festival_weights).relu(),
    }


def sample(generator):
    """Random inputs of the kind a reader gives."""
    whole = {name: torch.randint(*ends, (), generator=generator).float() for name, ends in (
        ("form", (0, 3)), ("shift", (0, SIZE)),
    )}  # fmt: skip
    return {
        "photo": torch.rand(1, 3, SIZE, SIZE, generator=generator),
        "channels": 1 + 2 * torch.randint(2, (), generator=generator).float(),
        **{name: torch.randint(-2, 3, (SIDE, SIDE), generator=generator).float() for name in KERNELS},
        "bias": torch.randn((), generator=generator),
        **whole,
        "place": torch.randint(SIZE, (2,), generator=generator).float(),
        "festival_inputs": torch.rand(4, generator=generator) * 4,
        "festival_weights": torch.randn(4, generator=generator) * 3,
        "festival_bias": torch.randn((), generator=generator) * 10,
    }


def model():
    """The neuron, ready to be exported."""
    return Model("conv_neuron", neuron, sample, ENDS)
