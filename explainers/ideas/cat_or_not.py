"""Is it a cat? Draw one, and a small network says what it takes it for.

Draw with a finger, a mouse or the arrow keys, or take one of the doodles. The bars say how sure it is. Below stand
twelve of the drawings that it learned from: those that it finds most like yours. Nobody told it what a cat looks like.
It was shown 2,400 drawings by many people, and told of each whether it is a cat.
"""

from explainers import Explainer, Pad, Words, dataset
from explainers._parts import Axes, Panels, Title, Under, bars, columns, ink, shares, words

DOODLES = dataset("cat_or_not")
LABELS = ["Cat", "Train", "Rainbow", "A cat it misses", "A train it takes for a cat", "A train in words"]
SAMPLES = dict(zip(LABELS, DOODLES["samples"].numbers, strict=True))
KIND = Words("doodle_kind", ["a cat", "not a cat<br>(a train)", "not a cat<br>(a rainbow)"])
NEAREST, SIDE, GAP, LABEL = 12, (112, 82), (13.6, 10), 44  # px: of the wide and of the narrow form
PANELS = Panels(
    (740, 484),
    (358, 638),
    answer=((0, 24, 340, 104), (0, 22, 358, 90)),
    mistakes=((420, 24, 320, 104), (0, 534, 358, 82)),
    **{
        f"near{place}": (
            (place % 6 * (SIDE[0] + GAP[0]), 180 + place // 6 * (SIDE[0] + LABEL), SIDE[0], SIDE[0]),
            (place % 4 * (SIDE[1] + GAP[1]), 140 + place // 4 * (SIDE[1] + LABEL - 3), SIDE[1], SIDE[1]),
        )
        for place in range(NEAREST)
    },
)


def draw(outputs, narrow=False):
    near = {
        f"near{place}": [
            Title("Of all that it learned from, most like yours") if not place else [],
            ink(outputs["nearest"][place], smooth=True),
            Under(words(0, 0, [KIND.of(outputs["nearest_kinds"][place])], position="bottom right")),
        ]
        for place in range(NEAREST)
    }
    return PANELS.figure(
        narrow,
        answer=[Title("What the network says"), shares(["Cat", "Not a cat"], outputs["probabilities"], digits=0)],
        mistakes=[
            Title("Mistakes, of 200 new drawings of each kind"),
            columns(["cats", "trains", "rainbows"]),
            Axes(y={"visible": False, "rangemode": "tozero", "autorangeoptions": {"include": [0, 30]}}),
            bars(outputs["mistakes"], "loss", width=0.6, says="%{y:.0f}"),
        ],
        **near,
    )


cat_or_not = Explainer(
    model="cat_or_not",
    draw=draw,
    answer=PANELS.axes("answer"),
    controls=[Pad("drawing", (28, 28), SAMPLES, "Cat", label="Draw a cat")],
    constants={"examples": DOODLES["examples"]},
    summary="{empty||Nothing is drawn. Still it answers. }It says {is_cat|not a cat|a cat}, {confidence:.0%} sure. The "
    "drawing that it finds most like this one is {nearest_kinds[0]|a cat|a train, not a cat|a rainbow, not a cat}. "
    "The ink covers {ink:.0f} squares.",
)
