"""Turn a garbage truck into an ostrich, and see no difference.

Press Play. At each step every pixel is nudged by one shade of 256, up or down, whichever makes the network lean a little more
toward your target. The second picture shows all the nudging so far, thirty times stronger; gray is no change. The last one
has just as much plain noise, and it fools nobody. Choose another target, another photograph, or one of your own.
"""

import plotly.graph_objects as go

from explainers import NUMBERS, Choice, Explainer, Photo, Play, Seed, Slider, Uniform
from explainers._pictures import bars, chart, course, frames, guess, layout, picture, titles

TITLES = ["photograph", "change, 30 × stronger", "photograph, nudged", "as much plain noise"]
STEPS = 40
WIDE = {"size": (730, 440), "pictures": [([0.255 * i, 0.255 * i + 0.235], [0.555, 0.945]) for i in range(4)],
        "bars": ([0, 0.46], [0, 0.41]), "chart": ([0.57, 0.99], [0.11, 0.39])}
NARROW = {"size": (358, 820), "pictures": [([0.51 * (i % 2), 0.51 * (i % 2) + 0.49], [0.76 - 0.3 * (i // 2), 0.973 - 0.3 * (i // 2)]) for i in range(4)],
          "bars": ([0, 1], [0.18, 0.395]), "chart": ([0.12, 0.98], [0.055, 0.155])}


def draw(outputs, narrow=False):
    place, size = (NARROW, 13) if narrow else (WIDE, 14)
    boxes = place["pictures"]
    figure = go.Figure([
        picture(outputs["photo"], 2), picture(outputs["change_shown"], 3), picture(outputs["picture"], 4), picture(outputs["noisy_picture"], 5),
        titles(TITLES, boxes, size),
        guess(outputs["top_classes_history"][0], outputs["top_probabilities_history"][0], boxes[0], size),
        guess(outputs["top_classes"], outputs["top_probabilities"], boxes[2], size, strong=True),
        guess(outputs["noisy_classes"], outputs["noisy_probabilities"], boxes[3], size),
        *bars(outputs["top_classes"], outputs["top_probabilities"], 6, size),
        *course(outputs, "target_probability", 7),
    ])
    width, height = place["size"]
    figure.update_layout(layout(boxes, 224, place["bars"]), width=width, height=height)
    figure.update_layout(chart(place["chart"], 7, STEPS, "" if narrow else "your target"), shapes=frames(4, 224))
    return figure


fool = Explainer(
    model="attack",
    draw=draw,
    controls=[
        Photo("photo", value="garbage_truck", label="Photograph"),
        Play("play", steps=STEPS, speed=2, speeds=(1, 2, 10)),
        Choice("target", NUMBERS, "ostrich", search=True, label="Target: what it should see"),
        Slider("largest_change", 0, 16, value=4, label="Largest change, shades"),
        Seed("seed", label="Plain noise, number"),
    ],
    constants={"step_size": 1},
    random={"noise": Uniform((1, 3, 224, 224))},
    carry={"change": "next_change", "noise_seen": "next_noise_seen"},
    image="picture", original="photo",
    record=("top_classes", "top_probabilities", "target_probability"),
    summary="Step {step:.0f}. Its first guess: {top_classes[0]:classes}, {top_probabilities[0]:.0%}. {fooled|Your target: {target:classes}, {target_probability:.0%}.|That is your target.} "
            "With as much plain noise: {noisy_classes[0]:classes}, {noisy_probabilities[0]:.0%}.",
)
