"""How surprised was it? The loss of a guess, by the share that it gave to the right answer.

A network says how sure it is that a picture shows a cat. Slide how sure, then choose what it was. Be nearly sure, and
wrong.
"""

import numpy as np

from explainers import Choice, Explainer, Slider, Words
from explainers._parts import Axes, Panels, Title, dot, hidden, line, shares, words

SHARES = np.r_[np.geomspace(0.001, 0.2, 64), np.linspace(0.22, 1, 36)]
NAMES = Words("answers", ["<b>a cat</b>, the right answer", "a cat", "<b>not a cat</b>, the right answer", "not a cat"])
LOSSES = "cross-entropy", "squared error"
DRAWN = {"color": "loss", "width": 3}, {"color": "muted", "width": 2, "dash": "dash"}
PANELS = Panels(
    (1000, 400),
    (358, 590),
    curve=((52, 26, 500, 322), (36, 26, 302, 220)),
    guess=((650, 26, 270, 110), (8, 316, 270, 100)),
    numbers=((650, 170, 340, 200), (8, 430, 346, 156)),
)


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        curve=[
            Title("loss"),
            Axes({"range": [-0.02, 1.02], "tickformat": ".0%", "nticks": 5, "title": "share for the right answer"}),
            Axes(y={"range": [-0.25, 7.2], "nticks": 5}),
            [
                line(SHARES, outputs["curves"][each], **look).update(line_simplify=False)
                for each, look in enumerate(DRAWN)
            ],
            words([0.15, 0.02], [2.5, 0.25], list(LOSSES), position="middle right"),
            [line(outputs["tangent_x"][each], outputs["tangent_y"][each], "gradient", 5) for each in (0, 1)],
            dot(outputs["share"], outputs["squared_error"], "paper", 12, rim=("ink", 2)),
            dot(outputs["share"], outputs["cross_entropy"], "loss", 15, rim=("ink", 2)),
        ],
        guess=[Title("The guess"), shares([NAMES.of(outputs["named"][each]) for each in (0, 1)], outputs["guess"])],
        numbers=numbers(outputs),
    )


def numbers(outputs):
    """Both losses and their slopes; and below, where scores are set, how they become shares."""
    columns = (4.9, "losses", ".2f", None), (7.6, "slopes", ".1f", "gradient")
    return [
        hidden([0, 10], [-2.4, 3.4]),
        [words(x, 3, text, color="muted") for x, text in ((4.9, "loss"), (7.6, "slope"))],
        words([0, 0], [2, 1], list(LOSSES), position="middle right"),
        [
            words([x] * 2, [2, 1], f"%{{customdata:{form}}}", outputs[name], color=color, size=18)
            for x, name, form, color in columns
        ],
        softmax(outputs),
    ]


def softmax(outputs):
    """The powers of e, their sum, and each divided by it; seen where scores are set."""
    powers, total = outputs["powers"], outputs["power_sum"]
    said = [("powers of e: %{customdata[0]:.2f} + %{customdata[1]:.2f} = %{customdata[2]:.2f}", [*powers, total])]
    for name, power, share in zip(("a cat", "not a cat"), powers, outputs["softmax"], strict=True):
        text = name + ": %{customdata[0]:.2f} ÷ %{customdata[1]:.2f} = %{customdata[2]:.1%}"
        said.append((text, [power, total, share]))
    return [
        words(0, row, text, [row_numbers], "middle right").update(opacity=outputs["scored"])
        for row, (text, row_numbers) in zip((-0.4, -1.2, -2), said, strict=True)
    ]


SURE = "how sure it is"
SCORES = {"group": "The guess", "when": ("set", "the scores")}
surprise = Explainer(
    model="surprise",
    draw=draw,
    answer=PANELS.axes("curve"),
    controls=[
        Choice("set", {SURE: 0, "the scores": 1}, SURE, input="by_scores", label="What you set", group="The guess"),
        Slider(
            "confidence",
            0.001,
            0.999,
            value=0.38,
            step=0.001,
            format=".1%",
            label="How sure that it is a cat",
            when=("set", SURE),
            group="The guess",
        ),
        Slider("cat", -3, 3, value=0, step=0.1, input="scores[0]", label="Score of “a cat”", **SCORES),
        Slider("not_cat", -3, 3, value=0.5, step=0.1, input="scores[1]", label="Score of “not a cat”", **SCORES),
        Choice("was", {"a cat": 0, "not a cat": 1}, "a cat", input="truth", label="What it was"),
    ],
    constants={"shares": SHARES},
    summary="The right answer got {share:.1%}: cross-entropy {cross_entropy:.2f}, squared error {squared_error:.2f}.",
)
