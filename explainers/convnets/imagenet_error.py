"""How often were the best programs wrong, year by year?

Five guesses, and none of them right: that counts as an error. Move the slider away from 40: a diamond shows your guess
for the next year. Then press Step. Your guesses stay as dots. A bar is the year's best program of those that learned
from the contest's own photographs alone. To the right of the gray line, ConvNets won. The dashed line is a person who
had practiced for the test of 2012 to 2014.
"""

from explainers import Explainer, Play, Slider
from explainers._parts import Axes, Panels, bars, columns, dot, line, words

ERRORS = (28.2, 25.8, 16.4, 11.7, 6.7, 3.57, 2.99, 2.25)  # percent, in the contest's test; sources in docs/credits.md
YEARS, ENDS = list(range(2010, 2018)), [2009.5, 2017.5]
PERSON = 5.1
NONE = 40  # the end of the slider, where nothing is guessed yet
CONVNETS = 2012  # the first year that a ConvNet won
PANELS = Panels((1000, 400), (358, 360), errors=((64, 8, 932, 364), (40, 8, 314, 324)))


def draw(outputs, narrow=False):
    title = "" if narrow else "pictures named wrong"
    return PANELS.figure(
        narrow,
        errors=[
            columns([f"’{year % 100}" for year in YEARS] if narrow else YEARS, first=YEARS[0]),
            Axes(y={"range": [0, 40], "ticksuffix": "%", "title": title}),
            bars(outputs["errors_shown"], "loss", first=YEARS[0], width=0.62),
            line([CONVNETS - 0.5] * 2, [0, 40], "line"),
            words(CONVNETS - 0.45, 39, "ConvNets →", position="middle right", color="muted"),
            line(ENDS, [PERSON] * 2, "ink", dash="dash"),
            words(ENDS[1], PERSON, f"a person: {PERSON}%", position="top left"),
            words(YEARS, outputs["label_height"], "%{customdata:.1f}", outputs["errors"], "top center", clip=True),
            dot(YEARS, outputs["guess_height"], "output", 11, rim=("paper", 1.5)),
            dot(YEARS, outputs["next_guess_height"], "output", 15, symbol="diamond"),
        ],
    )


imagenet_error = Explainer(
    model="imagenet",
    draw=draw,
    controls=[
        Slider("prediction", 0, NONE, value=NONE, step=0.5, label="Your guess, % (40: none)"),
        Play("play", steps=7, speed=1, speeds=(1,), label="Show all"),
    ],
    constants={"errors": ERRORS},
    carry={"shown": "next_shown", "predictions": "next_predictions"},
    summary="{shown|2010|2011|2012|2013|2014|2015|2016|2017}: the best program was wrong on {error:.1f} of every "
    "hundred pictures. {guesses|You have not guessed yet|Your guess was off by {mean_miss:.1f} points|"
    "Your {guesses:.0f} guesses were off by {mean_miss:.1f} points on average}.",
)
