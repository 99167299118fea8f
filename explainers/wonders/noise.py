"""Noise that a network calls a goldfish.

Press Play. It starts from noise, as on a screen without a signal, and nudges every pixel toward your target. Soon the
network is all but certain, while you still see noise. Try other noise, or another target.
"""

import plotly.graph_objects as go

from explainers import NUMBERS, Choice, Explainer, Play, Seed, Slider, Uniform
from explainers._pictures import bars, chart, course, guess, layout, picture, titles

STEPS = 40
WIDE = {"size": (1000, 370), "pictures": [([0, 0.29], [0.13, 0.93]), ([0.315, 0.605], [0.13, 0.93])], "bars": ([0.65, 1], [0.46, 0.99]), "chart": ([0.69, 0.99], [0.12, 0.38])}
NARROW = {"size": (358, 560), "pictures": [([0, 0.49], [0.66, 0.95]), ([0.51, 1], [0.66, 0.95])], "bars": ([0, 1], [0.24, 0.55]), "chart": ([0.12, 0.98], [0.08, 0.22])}


def draw(outputs, narrow=False):
    place, size = (NARROW, 13) if narrow else (WIDE, 14)
    boxes = place["pictures"]
    figure = go.Figure([
        picture(outputs["photo"], 2), picture(outputs["picture"], 3),
        titles(["noise", "the same, nudged"], boxes, size),
        guess(outputs["top_classes_history"][0], outputs["top_probabilities_history"][0], boxes[0], size),
        guess(outputs["top_classes"], outputs["top_probabilities"], boxes[1], size, strong=True),
        *bars(outputs["top_classes"], outputs["top_probabilities"], 4, size),
        *course(outputs, "target_probability", 5),
    ])
    width, height = place["size"]
    figure.update_layout(layout(boxes, 224, place["bars"]), width=width, height=height)
    figure.update_layout(chart(place["chart"], 5, STEPS, "" if narrow else "your target"))
    return figure


noise = Explainer(
    model="attack",
    draw=draw,
    controls=[
        Play("play", steps=STEPS, speed=2, speeds=(1, 2, 10)),
        Choice("target", NUMBERS, "goldfish", search=True, label="Target: what it should see"),
        Slider("step_size", 1, 8, value=1, label="Nudge, in shades"),
        Seed("seed", label="Noise, number"),
    ],
    constants={"largest_change": 255},
    random={"photo": Uniform((1, 3, 224, 224), 0.3, 0.7), "noise": Uniform((1, 3, 224, 224))},
    carry={"change": "next_change", "noise_seen": "next_noise_seen"},
    image="picture", original="photo",
    record=("top_classes", "top_probabilities", "target_probability"),
    summary="Step {step:.0f}. Its first guess: {top_classes[0]:classes}, {top_probabilities[0]:.1%}. {fooled|Your target: {target:classes}, {target_probability:.1%}.|That is your target.}",
)
