"""Seven steps of training: a small network learns what cats look like.

A doodle goes in on the left, as 784 small squares, called pixels. Six neurons weigh them up, with a weight for every
pixel: the small pictures show these, blue above 0 and orange below. Two outputs weigh up what the six say, over lines
that are thicker for larger weights, and their scores become shares of 100%. Press Step, again and again: the seven
steps of training light up as they happen. The table is a test, on 80 other doodles that it never learns from.
"""

from explainers import Explainer, Uniform
from explainers._parts import (
    PERCENT,
    Axes,
    Panels,
    Title,
    dot,
    hidden,
    ink,
    line,
    ribbons,
    shares,
    stages,
    taken,
    unit_pictures,
    units,
    words,
)
from explainers.learning._training import DOODLES, GAPS, LABEL, SAID, SHARE, STAGES, controls
from explainers.learning._training_torch import LISTING

GREEN = [[0, "var(--surface)"], [1, "var(--gradient)"]]
ROWS, OUTPUT_ROWS, SIZE = range(5, -1, -1), (3.7, 1.3), (0.22, 0.9)
PANELS = Panels(
    (740, 500),
    (358, 816),
    stages=((0, 0, 740, 34), (0, 0, 358, 64)),
    said=((0, 40, 740, 42), (0, 68, 358, 42)),
    doodle=((0, 112, 150, 150), (0, 134, 128, 128)),
    label=((0, 266, 150, 24), (0, 266, 128, 24)),
    held=((0, 348, 150, 100), (0, 330, 128, 100)),
    network=((174, 112, 290, 340), (146, 134, 212, 300)),
    moving=((174, 462, 290, 22), (0, 438, 358, 22)),
    guess=((500, 112, 234, 92), (0, 488, 352, 86)),
    loss=((500, 208, 234, 24), (0, 576, 352, 24)),
    course=((540, 270, 190, 112), (36, 624, 312, 96)),
    values=((500, 438, 240, 60), (0, 754, 358, 60)),
)


def draw(outputs, narrow=False):
    size = 26 if narrow else 30
    return PANELS.figure(
        narrow,
        stages=stages(STAGES.of(outputs["stage_words"]), outputs["lit_width"], 4 if narrow else 7),
        said=[hidden([0, 1], [0, 1]), words(0.5, 0.5, [SAID.of(outputs["sentence"])], size=None if narrow else 15)],
        doodle=[Title("784 pixels"), ink(outputs["shown"])],
        label=[hidden([0, 1], [0, 1]), words(0.5, 0.5, [LABEL.of(outputs["other"])])],
        network=[
            Title("Six neurons, two scores"),
            hidden([-0.13, 1.1], [-0.6, 5.6]),
            unit_pictures(outputs["weight_pictures"], [0] * 6, ROWS, SIZE, [1] * 6),
            unit_pictures(outputs["slope_pictures"], outputs["slope_x"], ROWS, SIZE, outputs["glow"], GREEN, (0, 1)),
            ribbons(outputs["ribbon_x"], outputs["ribbon_positive"], outputs["ribbon_negative"]),
            units([[(0.25, row) for row in ROWS]], ["hidden"], size, outputs["hidden"], 11, "%{customdata:.1f}"),
            units([[(1, row) for row in OUTPUT_ROWS]], ["output"], size + 8, outputs["scores"], 12,
                  "%{customdata:.1f}"),
            words([1.1, 1.1], [4.55, 0.1], ["cat", "not a cat"], position="middle left"),
        ],
        moving=[
            hidden([0, 1], [-1, 1]),
            words([0], outputs["moving_row"], "%{customdata:,.0f} of 4\u2009724 numbers move.",
                  outputs["moving"].reshape(1), "middle right", "gradient"),
        ],
        guess=[
            Title("What the network says"),
            shares(["Cat", "Not a cat"], outputs["guess"], digits=0, strength=outputs["guess_strength"]),
            line(outputs["missing_x"], outputs["missing_row"], "loss", 4),
            dot(outputs["label_x"], outputs["label_row"], "ink", 11, symbol="diamond").update(cliponaxis=False),
            dot(outputs["was_x"], outputs["label_row"], "ink", 11, symbol="circle-open"),
        ],
        loss=[
            hidden([0, 1], [-1, 1]),
            words([0], outputs["loss_row"], "Loss %{customdata:.2f}", outputs["loss"].reshape(1), "middle right",
                  "loss", 15),
        ],
        course=[
            Title("Round by round"),
            Axes({"title": "rounds", "nticks": 5}),
            PERCENT,
            line(outputs["round_axis"], [1, 1], "ink").update(opacity=0),
            went(outputs, "learned_share", "muted", "dot"),
            went(outputs, "held_share", "ink"),
            went(outputs, "share_seen", "output"),
        ],
        values=[
            hidden([0, 3], [1.7, -0.5]),
            valued(outputs["share_seen"], 0, outputs["share_row"], "output", SHARE.of(outputs["share_row"])),
            valued(outputs["learned_share"], 1, [0], "muted", ["right, of<br>its 160"]),
            valued(outputs["held_share"], 2, [0], "ink", ["right, of<br>80 others"]),
        ],
        held=[Title("80 others: it says"), taken(outputs["confusion"], ["cats", "others"], ["“cat”", "“not”"])],
    )  # fmt: skip


def went(outputs, name, color, dash=None):
    """How a recorded output went, and where it stands."""
    return [
        line(outputs["rounds_history"], outputs[f"{name}_history"], color, 2, dash).update(connectgaps=False),
        dot(outputs["rounds"], outputs[name], color, 7),
    ]


def valued(number, column, row, color, said):
    """One of these numbers, in the color of its line, and what it is."""
    return [
        words([column], row, "<b>%{customdata:.0%}</b>", number.reshape(1), "middle right", color, 16),
        words([column], [1.1], said, position="middle right", color="muted", size=12),
    ]


training = Explainer(
    model="training",
    draw=draw,
    answer=PANELS.axes("guess"),
    controls=controls(),
    constants={"doodles": DOODLES["examples"]},
    random={"start": Uniform((4724,), -1, 1)},
    carry={"moved": "next_moved", "ticks": "next_ticks", "share_before": "next_share_before"},
    record=("rounds", "share_seen", "learned_share", "held_share"),
    gaps=GAPS,
    loose=["next_moved"],
    judged_every=35,  # five rounds: to try all 240 doodles takes far longer than a step
    listing=LISTING,
    summary="Round {round:.0f}, step {stage|1, take|2, guess|3, compare|4, measure|5, aim|6, nudge|7, repeat}: "
    "for a doodle labeled {other|a cat|not a cat}, the network gives {guess[0]:.0%} to a cat. It gets "
    "{learned_share:.0%} of the doodles to learn from right, and {held_share:.0%} of the others.",
)  # fmt: skip
