"""The ConvNet that reads digits: three convolutions with ReLU, max pooling between them, and a dense layer."""

import torch.nn.functional as F
from torch import nn

from .._centering import center

KERNEL = 5  # px, the side of every kernel
MAPS = (8, 16, 32)  # feature maps of each convolution
SIZES = (28, 14, 7)  # px, the side of each one's feature maps
COLUMNS = (4, 8, 8)  # how many of them a mosaic has side by side
CHANNELS = (1, *MAPS[:-1])  # pictures that come into each
KERNELS = tuple(maps * channels for maps, channels in zip(MAPS, CHANNELS))  # grids of weights in each convolution
DROPOUT = 0.3


class DigitNet(nn.Module):
    """A picture that is centered -> three convolutions -> logits of the ten digits."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, MAPS[0], KERNEL, padding=KERNEL // 2)
        self.conv2 = nn.Conv2d(MAPS[0], MAPS[1], KERNEL, padding=KERNEL // 2)
        self.conv3 = nn.Conv2d(MAPS[1], MAPS[2], KERNEL, padding=KERNEL // 2)
        self.dense = nn.Linear(MAPS[2] * SIZES[2] ** 2, 10)

    def classify(self, centered, kernels=(None, None, None), keeps=(1.0, 1.0, 1.0)):
        """(batch, 1, 28, 28) to logits (batch, 10), and each layer's source, pre-activation and feature map. kernels:
        others than the layers' own. A map is silenced where `keeps`, one for each layer, is 0."""
        layers, source = [], centered
        for conv, kernel, keep in zip(self.convs, kernels, keeps):
            source = F.max_pool2d(source, 2) if layers else source  # (batch, channels, size, size)
            weight = conv.weight if kernel is None else kernel
            pre_activation = F.conv2d(source, weight, conv.bias, padding=KERNEL // 2)  # (batch, maps, size, size)
            feature_map = pre_activation.relu() * keep
            layers.append((source, pre_activation, feature_map))
            source = feature_map
        return self.dense(F.dropout(source.flatten(1), DROPOUT, self.training)), layers

    @property
    def convs(self):
        return self.conv1, self.conv2, self.conv3

    def guess(self, images):
        """(batch, 1, 28, 28), centered here, to the most likely digits (batch,)."""
        return self.classify(center(images)[0])[0].argmax(1)
