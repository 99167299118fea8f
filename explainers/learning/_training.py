"""What is said in the figure of training, and what a reader may touch there."""

from explainers import Choice, Pad, Play, Seed, Slider, Words, dataset

DOODLES = dataset("cat_or_not")
SAMPLES = dict(zip(["Cat", "A train", "Rainbow"], DOODLES["samples"].numbers, strict=False))
NAMES = [f"{place} {name}" for place, name in enumerate(
    ["Take", "Guess", "Compare", "Measure", "Aim", "Nudge", "Repeat"], 1
)]  # fmt: skip
STAGES = Words("training_stages", [*NAMES, *(f"<b>{name}</b>" for name in NAMES)])
SAID = Words("training_said", [said.format(kind) for said in [
    "Take a labeled doodle: one whose right answer<br>is known. Here it is “{}”.",
    "Its pixels go in on the left. Two shares<br>come out on the right.",
    "The label says: all of it for “{}”.<br>The line shows how much is missing.",
    "How wrong was that? One number says it,<br>the loss. With nothing missing it is 0.",
    "Which way should each weight go, so that less is<br>missing? Green: these make the most difference.",
    "Move each weight a little that way. A thick line<br>is pulled up if its weight grows, else down.",
    "The ring is what “{}” got before this nudge.<br>Then all over again.",
] for kind in ("a cat", "not a cat")])  # fmt: skip
LABEL = Words("training_label", ["Label: <b>a cat</b>", "Label: <b>not a cat</b>"])
SHARE = Words("training_share", ["for its<br>label"])
GAPS = [
    "loss_row", "share_row", "label_x", "missing_x", "was_x", "moving_row", "slope_pictures", "slope_x",
    "ribbon_positive", "ribbon_negative", "ribbon_x", "share_seen",
]  # fmt: skip


def controls():
    """All of them."""
    mine = {"when": ("source", "my own drawing"), "group": "The doodle"}
    return [
        Play(steps=210, speed=1, speeds=(1, 7, 70, 700, None)),
        Choice("source", {"one doodle": 0, "all 160 in turn": 1, "my own drawing": 2}, "one doodle",
               label="Learn from", group="The doodle"),
        Slider("doodle", 1, 160, value=1, label="Which one", when=("source", "one doodle"), group="The doodle"),
        Choice("label", {"a cat": 0, "not a cat": 1}, "a cat", label="Its label", **mine),
        Pad("drawing", (28, 28), SAMPLES, "Cat", label="Draw a doodle", **mine),
        Slider("learning_rate", 0.01, 0.3, value=0.03, step=0.01, label="Strength of the nudges", group="The network"),
        Seed(value=8, label="Random start", group="The network"),
    ]  # fmt: skip
