"""Eighty years of neural networks: what happened, and how large they grew.

Slide through the years, or point at a mark in the lower rows to read what happened then. Each dot of the first chart is
a system that learned from examples, and stands at the number of calculations that this took: from one line to the next
it is a million times as many. Each dot of the second is a collection of examples, and stands at how many it holds: from
one line to the next, a hundred times as many. Pink is the largest by then, or the latest; what is faint is still to
come.
"""

from textwrap import wrap

from explainers import Choice, Explainer, Moment, Slider, Story, Words
from explainers._parts import Axes, Panels, Title, dot, hidden, line, stretch, words
from explainers.ideas._history import BANDS, EVENTS, ROWS, THREADS
from explainers.ideas._sizes import SETS, SYSTEMS, sources

NEVER, FIRST, OPENS, LAST = 9999.0, 1943, 2012, 2024
LABELS = [f"{event.year} · {event.title}" for event in EVENTS]
TITLES = Words("timeline_titles", ["Nothing yet", *LABELS])
TEXTS = [f"{event.text} {event.why}" for event in EVENTS]
WIDE, NARROW = (
    Words(f"timeline_{name}", ["", *("<br>".join(wrap(text, width)) for text in TEXTS)])
    for name, width in (("wide", 122), ("narrow", 50))
)
LARGEST = {
    name: Words(f"timeline_{name}", ["", *(each.name for each in data)])
    for name, data in (("system", SYSTEMS), ("set", SETS))
}
SPAN = [1934, 2027]
PANELS = Panels(
    (1000, 576),
    (358, 574),
    system=((84, 24, 900, 130), (66, 24, 282, 104)),
    set=((84, 186, 900, 84), (66, 158, 282, 74)),
    bands=((84, 296, 900, 72), (66, 250, 282, 66)),
    events=((84, 374, 900, 90), (66, 320, 282, 80)),
    text=((84, 492, 900, 82), (12, 424, 336, 148)),
)
[EVENT_PANEL] = PANELS.axes("events")


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        system=[
            Title("Calculations that learning took" + ("" if narrow else " (a ring: an estimate)")),
            sizes(outputs, "system", [0, 6, 12, 18, 24], [-2, 30], SYSTEMS),
        ],
        set=[Title("Examples to learn from"), sizes(outputs, "set", [2, 4, 6, 8, 10], [1, 12], SETS)],
        bands=[rows(ROWS, hidden_ticks=True), [band(*each, narrow) for each in BANDS], now(outputs, len(ROWS))],
        events=[
            rows([thread.capitalize() for thread in THREADS]),
            now(outputs, len(THREADS)),
            marks(outputs, "event", "event_row", 11),
            dot(outputs["told_x"], outputs["told_row"], "output", 18, rim=("ink", 2)),
        ],
        text=[
            hidden([0, 1], [0, 1]),
            words([0], [1], [TITLES.of(outputs["told"])], position="bottom right", size=17),
            words(
                [0],
                [0.8 if narrow else 0.68],
                [(NARROW if narrow else WIDE).of(outputs["told"])],
                position="bottom right",
            ),
        ],
    )


def sizes(outputs, name, ticks, reach, data):
    """How large each was, on a scale on which every line is so many times the one before; the largest by its name."""
    rings = ["circle-open" if getattr(each, "estimated", False) else "circle" for each in data]
    symbols = rings + ["circle"] * (len(outputs[f"{name}_year"]) - len(rings))
    powers = [f"10<sup>{tick}</sup>" if tick else "1" for tick in ticks]
    return [
        Axes({"range": SPAN, "visible": False}, {"range": reach, "tickvals": ticks, "ticktext": powers}),
        line(outputs["now_x"], reach, "muted", 1, "dash"),
        marks(outputs, name, f"{name}_size", 9, symbols),
        dot(
            outputs[f"{name}_record_x"],
            outputs[f"{name}_record_y"],
            "output",
            13,
            says=LARGEST[name].of(outputs[f"{name}_record"]),
        ),
    ]


def marks(outputs, name, heights, size, symbol=None):
    """What there is, over its years; what is still to come is faint."""
    strength = outputs[f"{name}_strength"]
    return dot(outputs[f"{name}_year"], outputs[heights], "ink", size, symbol=symbol).update(marker_opacity=strength)


def rows(names, hidden_ticks=False):
    """Rows with their names at the left, over the years."""
    places = [-1 - place for place in range(len(names))]
    years = {"range": SPAN, "tickvals": list(range(1940, 2021, 20)), "showticklabels": not hidden_ticks}
    return Axes(years, {"range": [-len(names) - 0.6, -0.4], "tickvals": places, "ticktext": names, "showgrid": False})


def band(row, begin, end, name, narrow):
    """A stretch of years in a row, with its name where there is room."""
    room = (end - begin) * (3 if narrow else 10) > 7 * len(name)
    named = words([(begin + end) / 2], [-row - 1], [name], size=11 if narrow else 12)
    return [stretch(begin, end, -row - 1, 0.8), named if room else []]


def now(outputs, count):
    return line(outputs["now_x"], [-count - 0.6, -0.4], "muted", 1, "dash")


def padded(numbers, room, fill=NEVER):
    return [*map(float, numbers), *[fill] * (room - len(numbers))]


timeline = Explainer(
    model="timeline",
    draw=draw,
    answer=PANELS.axes("events", "text"),
    controls=[
        Slider("year", FIRST, LAST, value=OPENS, format="d", clears=("event",)),
        Choice(
"thread", {"All": 0, **{name.capitalize(): place + 1 for place, name in enumerate(THREADS)}}, "All", label="Follow"),
        Story(
            "event",
            {"The latest by that year": 0, **{label: place + 1 for place, label in enumerate(LABELS)}},
            "The latest by that year",
            label="What happened",
            at=("event_year", "event_row"),
            panel=EVENT_PANEL,
            reach=14,
            moments=[
                Moment(
                    label, text, event.sources, ("thread", "All", event.thread.capitalize()),
                    {"year": event.year},
                )
                for label, text, event in zip(LABELS, TEXTS, EVENTS, strict=True)
            ],
        ),
    ],
    constants={
        "event_year": padded([event.year for event in EVENTS], 40),
        "event_thread": padded([THREADS.index(event.thread) + 1 for event in EVENTS], 40, 1.0),
        "system_year": padded([int(system.year) for system in SYSTEMS], 24),
        "system_flop": padded([system.flop for system in SYSTEMS], 24, 1.0),
        "set_year": padded([int(each.year) for each in SETS], 16),
        "set_examples": padded([each.examples for each in SETS], 16, 1.0),
    },
    sources=list(sources()),
    summary="{told:timeline_titles}.",
)  # fmt: skip
