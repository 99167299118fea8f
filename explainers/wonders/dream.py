"""Let the network dream with its eyes open.

Press Dream. Whatever one layer of the network finds in the photograph is made stronger, again and again: large shapes
first, on a small copy of the picture, then ever finer ones. Each size is an octave. Choose what it dreams of, which
chooses the layer, and how much a pixel's color changes at each step, in shades: a screen has 256 each of red, green
and blue. Press Pause when you like what you see.
"""

from explainers import Choice, Explainer, Photo, Play, Slider
from explainers._parts import Panels, picture

LAYERS = {"Edges": (1, 0, 0, 0), "Textures": (0, 1, 0, 0), "Eyes": (0, 0, 1, 0), "Faces": (0, 0, 0, 1)}
OCTAVES = {"1: fine detail only": 1, "2": 2, "3: from large to fine": 3}
PANELS = Panels((640, 560), (358, 358), dream=((0, 0, 640, 560), (0, 0, 358, 358)))


def draw(outputs, narrow=False):
    return PANELS.figure(narrow, dream=picture(outputs["picture"], toward="center"))


dream = Explainer(
    model="dream",
    draw=draw,
    controls=[
        Photo("photo", size=320, value="koala", label="Photograph"),
        Play("play", steps=40, speed=2, speeds=(1, 2, 10), label="Dream"),
        Choice("layer", LAYERS, "Eyes", label="Dream of"),
        Slider("strength", 1, 12, value=4, label="Strength, in shades"),
        Choice("octaves", OCTAVES, "3: from large to fine"),
    ],
    carry={"change": "next_change", "step_count": "next_step_count"},
    image="picture",
    original="photo",
    record=("excitement",),
    summary="Step {step:.0f}, on a copy of {octave_size:.0f} pixels a side. "
    "How strongly the layer responds: {excitement:.1f}.",
)
