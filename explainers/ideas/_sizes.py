"""How large neural networks and their collections of examples grew, each number with its source.

A system's size is the count of calculations that training it took (FLOP). Where its makers gave no firm number, it is
an estimate: of Epoch AI, as their table had it in September 2026, or of the makers. A collection is dated by its
publication, and all of its examples are counted: to learn from and to test with.
"""

from math import log10
from typing import NamedTuple

from explainers import Source


class System(NamedTuple):
    year: float
    name: str
    flop: float
    estimated: bool
    source: str
    cited: str


class DataSet(NamedTuple):
    year: float
    name: str
    examples: float
    source: str
    cited: str


EPOCH = ("https://epoch.ai/data/ai-models", "Epoch AI, 2026, Notable AI models (CC BY 4.0)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

SYSTEMS = [
    System(1957.0, "Perceptron", 6.95e5, True, *EPOCH),
    System(1960.5, "ADALINE", 6.6e3, True, *EPOCH),
    System(1980.25, "Neocognitron", 2.737e8, True, *EPOCH),
    System(1986.75, "Backpropagation", 6.739e8, True, *EPOCH),
    System(1987.43, "NETtalk", 2.833e10, True, *EPOCH),
    System(1989.9, "Zip-code reader", 1.814e11, True, *EPOCH),
    System(1997.87, "LSTM", 3.151e13, True, *EPOCH),
    System(1998.84, "LeNet-5", 2.811e12, True, *EPOCH),
    System(2009.46, "Deep belief net", 1e15, True, *EPOCH),
    System(2012.75, "AlexNet", 4.7e17, True, *EPOCH),
    System(2014.68, "VGG16", 1.229e19, True, *EPOCH),
    System(2015.94, "ResNet-152", 1.041e19, True, *EPOCH),
    System(2016.07, "AlphaGo Lee", 1.9e21, True, *EPOCH),
    System(2017.45, "Transformer", 2.3e19, True, "https://arxiv.org/abs/1706.03762", "Vaswani et al., 2017, table 2"),
    System(2018.78, "BERT-Large", 2.85e20, True, *EPOCH),
    System(2019.12, "GPT-2", 1.92e21, True, *EPOCH),
    System(2020.41, "GPT-3", 3.14e23, False, "https://arxiv.org/abs/2005.14165", "Brown et al., 2020, table D.1"),
    System(2022.26, "PaLM", 2.56e24, False, "https://arxiv.org/abs/2204.02311", "Chowdhery et al., 2022, PaLM"),
    System(2023.2, "GPT-4", 2.1e25, True, *EPOCH),
    System(2024.56, "Llama 3.1 405B", 3.8e25, False, "https://arxiv.org/abs/2407.21783", "Llama team, 2024, Llama 3"),
]

SETS = [
    DataSet(1989.9, "Zip-code digits", 9_298, "https://doi.org/10.1162/neco.1989.1.4.541",
            "LeCun et al., 1989, Handwritten zip code recognition"),
    DataSet(1998.84, "MNIST digits", 70_000, "https://doi.org/10.1109/5.726791",
            "LeCun et al., 1998, Gradient-based learning"),
    DataSet(2004.5, "Caltech-101", 9_144, "https://doi.org/10.22002/D1.20086",
            "Li et al., 2022, Caltech 101 (the data set)"),
    DataSet(2008.84, "Tiny Images", 79_302_017, "https://doi.org/10.1109/TPAMI.2008.128",
            "Torralba, Fergus and Freeman, 2008, 80 million tiny images"),
    DataSet(2009.27, "CIFAR-10", 60_000, "https://www.cs.toronto.edu/~kriz/cifar.html",
            "Krizhevsky, 2009, The CIFAR-10 data set"),
    DataSet(2009.47, "ImageNet (2009)", 3.2e6, "https://doi.org/10.1109/CVPR.2009.5206848",
            "Deng et al., 2009, ImageNet: a large-scale image database"),
    DataSet(2014.33, "COCO", 328_000, "https://arxiv.org/abs/1405.0312", "Lin et al., 2014, Microsoft COCO"),
    DataSet(2014.67, "ImageNet (2014)", 14_197_122, "https://arxiv.org/abs/1409.0575",
            "Russakovsky et al., 2014, ImageNet challenge"),
    DataSet(2016.74, "YouTube-8M", 8_264_650, "https://arxiv.org/abs/1609.08675",
            "Abu-El-Haija et al., 2016, YouTube-8M"),
    DataSet(2017.52, "JFT-300M", 3e8, "https://arxiv.org/abs/1707.02968",
            "Sun et al., 2017, Unreasonable effectiveness of data"),
    DataSet(2022.79, "LAION-5B", 5.85e9, "https://arxiv.org/abs/2210.08402", "Schuhmann et al., 2022, LAION-5B"),
]  # fmt: skip


def sources():
    """Every dot of the two charts, in words, with its source."""
    for each in SYSTEMS:
        exponent = int(log10(each.flop))
        size = f"{each.flop / 10**exponent:.2g} × 10{str(exponent).translate(RAISED)}"
        estimate = ", an estimate" if each.estimated else ""
        yield Source(f"{each.name}, {int(each.year)}: {size} calculations{estimate}", each.source, each.cited)
    for each in SETS:
        count = f"{each.examples:,.0f}".replace(",", "\u2009")
        yield Source(
            f"{each.name}, {int(each.year)}: {count} examples, to learn from and to test with", each.source, each.cited
        )
