"""Who is a cat? Write the rules yourself, and then let a neuron learn from examples.

You guard a door that only cats may pass. Each row is an animal; a large dot says that it has what the column names.
Switch rules on: they decide who is let in. A cross marks each mistake, and bold names are those that your rules get
wrong. Then press Play: a neuron, which does nothing but add up numbers, learns from the same sixteen animals, a little
at each step. Let the next animals come, and see who does better with those.
"""

from explainers import Choice, Explainer, Play, Toggle, Words, data
from explainers._parts import Panels, Title, dot, hidden, level, line, points, terms, words
from explainers.ideas._rules_program import LISTING

MADE_UP = data("animals")
ANIMALS, MET = MADE_UP["animals"], MADE_UP["met"]
NAMES, NEXT = [each["name"] for each in ANIMALS], len(ANIMALS) - MET
RULES = {
    "furry": "It is furry",
    "tail": "It has a tail",
    "four_legs": "It has four legs",
    "pointy_ears": "It has pointy ears",
    "whiskers": "It has whiskers",
    "never_barks": "It never barks",
}
COLUMNS = ["fur", "tail", "four<br>legs", "pointy<br>ears", "whis-<br>kers", "bark", "rules", "neuron"]
NARROW = [name.replace("pointy<br>", "") for name in COLUMNS]
PLACES = [0, 1, 2, 3, 4, 5, 6.2, 7.9]  # of the columns; rows are numbered from the top
SCORE = Words("of_next", [f"<b>{count}</b> of the next {NEXT}" for count in [*range(NEXT + 1), "?"]])
BROKEN = ["{}: shut out, and yet a cat.", "{}: let in, and no cat."]
BREAKS = Words("breaks_rules", [
    "No animal breaks your rules.",
    *(BROKEN[1 - each["cat"]].format(each["name"]) for each in ANIMALS),
])  # fmt: skip
ACROSS = [-4.5, 8.6]
PANELS = Panels(
    (1000, 500),
    (358, 888),
    answer=((0, 8, 480, 104), (0, 6, 358, 104)),
    weights=((520, 30, 480, 82), (0, 142, 358, 76)),
    met=((0, 140, 480, 354), (0, 246, 358, 322)),
    next=((520, 140, 480, 314), (0, 598, 358, 286)),
)
GAPS = [
    "cats", "others", "right", "wrong", "unseen", "rules_in", "rules_out", "rules_missed", "neuron_in", "neuron_out",
    "neuron_missed",
]  # fmt: skip


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        answer=[
            hidden([0, 41.5], [3.1, -0.5]),
            words(0, 0, [BREAKS.of(outputs["breaker"])], position="middle right").update(texttemplate="<b>%{text}</b>"),
            score(outputs, 1, "Your rules", "rules"),
            score(outputs, 2.2, "Neuron", "neuron"),
        ],
        weights=[
            Title("What the neuron adds for each of the six"),
            hidden(ACROSS, [-6.5, 4]),
            words(-2.5, 0, "after<br>%{customdata:.0f} steps", outputs["step"], color="muted"),
            terms(outputs["weights"], [0] * 6, says="%{customdata:.1f}"),
            words(7, 0, "and always<br>%{customdata:.1f}", outputs["bias"]),
        ],
        met=[Title(f"{MET} animals to learn from (blue circles: cats)"), table(outputs, slice(MET), narrow)],
        next=[Title(f"The next {NEXT}"), table(outputs, slice(MET, None), narrow)],
    )


def score(outputs, row, says, who):
    """How many animals somebody is right about."""
    met = f"<b>%{{customdata[0]:.0f}}</b> of {MET}" + " (at most %{customdata[1]:.0f})" * (who == "rules")
    return [
        words(0, row + 0.3, says, position="middle right"),
        words(8, row, met, [[outputs[f"{who}_met"], outputs["best_met"]]], "middle right"),
        words(27, row, [SCORE.of(outputs[f"{who}_next_said"])], position="middle right"),
        level(outputs[f"{who}_met"], MET, row + 0.55, 8),
        level(outputs[f"{who}_next_seen"], NEXT, row + 0.55, 27),
    ]


def table(outputs, some, narrow):
    """Some of the animals, a row each: what it has, who lets it in, and a cross where that is wrong."""
    names, cats = NAMES[some], sum(each["cat"] for each in ANIMALS[some])
    count, size = len(names), 12 if narrow else 14
    across, down = zip(*((column, row) for row in range(count) for column in range(6)), strict=True)

    def rows(name):
        return outputs[f"{name}_rows"][some]

    def column(place, says, name, **looks):
        return words([place] * count, rows(name), says, **looks)

    return [
        hidden(ACROSS, [count - 0.5, -2]),
        words(PLACES, [-1.2] * 8, NARROW if narrow else COLUMNS, color="muted", size=11),
        line(ACROSS, [cats - 0.5] * 2, "line", 1).update(opacity=1 if some.stop else outputs["meet"]),
        [points([-0.8] * count, rows(kind), label, 8) for label, kind in enumerate(["others", "cats"])],
        column(-1.1, names, "right", position="middle left", size=size),
        column(-1.1, [f"<b>{name}</b>" for name in names], "wrong", position="middle left", size=size, color="loss"),
        column(-1.1, ["?"] * count, "unseen", position="middle left", size=size, color="muted"),
        dot(across, down, "line", 4),
        dot(across, down, "ink", 8).update(marker_opacity=outputs["traits"][some].reshape(-1)),
        [
            [
                column(place, ["in"] * count, f"{who}_in", size=size),
                column(place, ["out"] * count, f"{who}_out", size=size, color="muted"),
                dot([place + 0.5] * count, rows(f"{who}_missed"), "loss", 8, symbol="x"),
            ]
            for who, place in zip(["rules", "neuron"], PLACES[6:], strict=True)
        ],
    ]


GROUP = {"group": "Your rules"}
rules = Explainer(
    model="rules",
    draw=draw,
    answer=PANELS.axes("answer"),
    controls=[
        *[
            Toggle(name, label=says, input=f"rules[{place}]", **GROUP)
            for place, (name, says) in enumerate(RULES.items())
        ],
        Choice("any_rule", {"all of them": 0, "one of them": 1}, "all of them", label="How many must hold?", **GROUP),
        Toggle("meet", label="Let the next animals come"),
        Play(steps=150, speed=30, speeds=(3, 30)),
    ],
    constants={"animals": [each["has"] for each in ANIMALS], "cats": [each["cat"] for each in ANIMALS]},
    carry={"weights": "next_weights", "bias": "next_bias"},
    gaps=[f"{name}_rows" for name in GAPS],
    listing=LISTING,
    summary="{breaker:breaks_rules} Your rules are right about {rules_met:.0f} of these {met_count:.0f} animals, the "
    "neuron after {step:.0f} steps about {neuron_met:.0f}.{meet|| Of the next {next_count:.0f}, your rules are right "
    "about {rules_next:.0f}, the neuron about {neuron_next:.0f}.}",
)
