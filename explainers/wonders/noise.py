"""Noise that a network calls a goldfish.

Press Play. It starts from noise, colors drawn by chance, as on a screen without a signal, and nudges every pixel toward
your target. Soon the network is all but certain, while you still see noise. Another number draws other noise. Try it,
or another target.
"""

from explainers import NUMBERS, Choice, Explainer, Play, Seed, Slider, Uniform
from explainers._parts import PERCENT, Axes, Panels, Title, course, guess, guesses, picture

STEPS = 40
PANELS = Panels(
    (1000, 370),
    (358, 560),
    noise=((0, 26, 290, 296), (0, 28, 172, 176)),
    nudged=((315, 26, 290, 296), (186, 28, 172, 176)),
    guesses=((650, 4, 350, 196), (0, 252, 358, 174)),
    target=((690, 229, 300, 96), (43, 437, 308, 78)),
)


def draw(outputs, narrow=False):
    first = outputs["top_classes_history"][0], outputs["top_probabilities_history"][0]
    now = outputs["top_classes"], outputs["top_probabilities"]
    target = Axes({"showgrid": False}, {"title": "" if narrow else "how sure of the target"})
    return PANELS.figure(
        narrow,
        noise=[Title("Noise"), picture(outputs["photo"]), guess(*first)],
        nudged=[Title("The same, nudged"), picture(outputs["picture"]), guess(*now, strong=True)],
        guesses=guesses(*now),
        target=[PERCENT, target, course(outputs, "target_probability", "output", STEPS)],
    )


noise = Explainer(
    model="attack",
    draw=draw,
    answer=PANELS.axes("nudged"),
    controls=[
        Play("play", steps=STEPS, speed=2, speeds=(1, 2, 10)),
        Choice("target", NUMBERS, "goldfish", search=True, label="Target: what it should see"),
        Slider("step_size", 1, 8, value=1, label="Nudge, in shades"),
        Seed("seed", label="Noise, number"),
    ],
    constants={"largest_change": 255},
    random={"photo": Uniform((1, 3, 224, 224), 0.3, 0.7), "noise": Uniform((1, 3, 224, 224))},
    carry={"change": "next_change", "noise_seen": "next_noise_seen"},
    image="picture",
    original="photo",
    record=("top_classes", "top_probabilities", "target_probability"),
    summary="Step {step:.0f}. Its first guess: {top_classes[0]:classes}, {top_probabilities[0]:.1%}. "
    "{fooled|Your target: {target:classes}, {target_probability:.1%}.|That is your target.}",
)
