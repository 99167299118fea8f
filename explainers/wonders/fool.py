"""Turn a garbage truck into an ostrich, and see no difference.

Press Play. A screen mixes each pixel from red, green and blue, each a number, one of 256 shades. At each step every
number is nudged by one shade, up or down, whichever makes the network lean a little more toward your target, but never
further from the photograph than the slider Largest change allows. The second picture shows the nudging so far, thirty
times stronger; gray is no change. The third is the photograph with that nudging: the name in bold, the bars and the
curve are about this one. The last has plain noise instead: each number is changed as far as allowed, up or down by
chance. So you may see it, where all is white. Choose another target, another photograph, or one of your own.
"""

from explainers import NUMBERS, Choice, Explainer, Photo, Play, Seed, Slider, Uniform
from explainers._parts import PERCENT, Axes, Panels, Title, course, guess, guesses, picture

STEPS = 40
PANELS = Panels(
    (730, 440),
    (358, 820),
    photo=((0, 24, 172, 176), (0, 22, 175, 179)),
    change=((186, 24, 172, 172), (183, 22, 175, 175)),
    nudged=((372, 24, 172, 176), (0, 268, 175, 179)),
    noisy=((558, 24, 172, 176), (183, 268, 175, 179)),
    guesses=((0, 260, 336, 180), (0, 496, 358, 176)),
    target=((416, 268, 307, 123), (43, 693, 308, 82)),
)


def draw(outputs, narrow=False):
    first = outputs["top_classes_history"][0], outputs["top_probabilities_history"][0]
    now = outputs["top_classes"], outputs["top_probabilities"]
    noisy = outputs["noisy_classes"], outputs["noisy_probabilities"]
    target = Axes({"showgrid": False}, {"title": "" if narrow else "how sure of the target"})
    return PANELS.figure(
        narrow,
        photo=[Title("Photograph"), picture(outputs["photo"], framed=True), guess(*first)],
        change=[Title("Change × 30"), picture(outputs["change_shown"], framed=True)],
        nudged=[Title("Photograph, nudged"), picture(outputs["picture"], framed=True), guess(*now, strong=True)],
        noisy=[Title("Plain noise instead"), picture(outputs["noisy_picture"], framed=True), guess(*noisy)],
        guesses=guesses(*now),
        target=[PERCENT, target, course(outputs, "target_probability", "output", STEPS)],
    )


fool = Explainer(
    model="attack",
    draw=draw,
    answer=PANELS.axes("nudged"),
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
    image="picture",
    original="photo",
    record=("top_classes", "top_probabilities", "target_probability"),
    summary="Step {step:.0f}. Its first guess: {top_classes[0]:classes}, {top_probabilities[0]:.0%}. "
    "{fooled|Your target: {target:classes}, {target_probability:.0%}.|That is your target.} "
    "With plain noise instead: {noisy_classes[0]:classes}, {noisy_probabilities[0]:.0%}.",
)
