"""The thousand classes of ImageNet, which the photo network tells apart."""

from explainers._core.picture.shown import Words
from explainers._core.run.model import data

NAMES = data("imagenet")["names"]
CLASSES = Words("classes", [*NAMES, "?"])  # the last stands for a guess that is not shown yet
NUMBERS = {name: number for number, name in enumerate(NAMES)}  # for a Choice among them
