"""Values set as a reader's hand sets them: on the native inputs of a figure, and on a pad by its keys."""

import math
from functools import cache
from itertools import product

import numpy as np

import explainers
from explainers._core.controls.pad import decode

PEN, LEVELS = 2.2, 15  # px of a picture, and shades, of a pad's pen


def by_hand(figure, explainer, values):
    """Set checked values of an explainer's controls, one after another."""
    specs = {spec["name"]: spec for spec in explainer.spec()["controls"]}
    for name, value in values.items():
        fields = figure.element.locator(f'[name="{name}"]')
        fields.first.evaluate("field => (field.closest('.dnn-control details') ?? {}).open = true")
        kind, field = specs[name]["kind"], fields.first.evaluate("field => field.type")
        (KINDS.get(kind) or HANDS[field])(figure, fields, value, specs[name])
        figure.answered()


def slide(figure, fields, value, spec):
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        fields.nth(index).fill(f"{math.log10(each) if spec.get('scale') == 'log' else each:.12g}")


def enter(figure, fields, value, spec):
    """Numbers written over, in the fields of the thing that is looked at."""
    for place, number in zip(value[::2], value[1::2], strict=True):
        at = figure.outputs[spec["places"]].tolist().index(place)
        fields.nth(at).fill(f"{number:g}")
        fields.nth(at).press("Enter")
        figure.answered()


def answer(figure, fields, value, spec):
    """Questions, one after another, each by its button."""
    for each in value:
        fields.nth(each - 1).press("Enter")
        figure.answered()


def paint(figure, fields, value, spec):
    """The numbers of the one pixel that has been picked before."""
    slide(figure, fields, value[2:], spec)


def type_in(figure, fields, value, spec):
    fields.first.fill(f"{value}")
    fields.first.press("Enter")


def draw(figure, fields, value, spec):
    """A sample by its button; any other drawing by keys, if the pen can draw it at all."""
    samples = {sample["value"]: sample["label"] for sample in spec["samples"]}
    pad = figure.element.locator(f'[data-control="{spec["name"]}"]')
    if value in samples:
        pad.get_by_role("button", name=samples[value], exact=True).press("Enter")
        return
    pad.get_by_role("button", name="Clear").press("Enter")
    canvas = pad.locator("canvas")
    canvas.focus()
    keys = figure.page.tab.keyboard
    here = [0, 0]  # after so many keys, wherever the pen was
    move(keys, reversed(spec["shape"]), here)
    for start, end in strokes(shades(value, spec["shape"]), spec["shape"]):
        move(keys, here, start)
        keys.press("Space")
        move(keys, start, end)
        keys.press("Space")
        here = end


def move(keys, here, there):
    for (less, more), before, now in zip(
        (("ArrowLeft", "ArrowRight"), ("ArrowUp", "ArrowDown")), here, there, strict=True
    ):
        for _ in range(abs(now - before)):
            keys.press(more if now > before else less)


def shades(code, shape):
    return decode(code, shape, "drawing").astype(int)


def stamp(start, end, shape):
    """The shades that a straight stroke of the pen gives."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    across, down = np.subtract(end, start)
    x, y = columns + 0.5 - start[0], rows + 0.5 - start[1]
    along = np.clip((x * across + y * down) / max(across**2 + down**2, 1), 0, 1)
    distance = np.hypot(x - along * across, y - along * down)
    return np.floor(np.clip(PEN / 2 + 0.5 - distance, 0, 1) * LEVELS + 0.5).astype(int)


def strokes(wanted, shape):
    """Strokes along rows and columns that together give the shades, and no other."""

    def fits(start, end):
        return (stamp(start, end, shape) <= wanted).all()

    found = []
    for across, down in ((1, 0), (0, 1)):
        for start in ((x, y) for y in range(shape[0]) for x in range(shape[1])):
            end = start
            while end[across == 0] < shape[across] and fits(start, (end[0] + across, end[1] + down)):
                end = (end[0] + across, end[1] + down)
            if fits(start, end):
                found.append((start, end))
    chosen, drawn = [], np.zeros(shape, int)
    for start, end in sorted(found, key=lambda each: np.subtract(*each).sum()):  # the longest first
        if (stamp(start, end, shape) > drawn).any():
            chosen.append((start, end))
            drawn = np.maximum(drawn, stamp(start, end, shape))
    assert (drawn == wanted).all(), "no strokes along rows and columns give this drawing"
    return chosen


def add(figure, fields, value, spec):
    """Places where there are none, by keys: aimed at from the middle, then from the place before, and added."""
    keys, sides = figure.page.tab.keyboard, spec["fields"]
    here = [round((side["max"] - side["min"]) / 2 / side["step"]) for side in sides]
    fields.first.focus()
    for place in zip(value[::2], value[1::2], strict=True):
        there = [round((each - side["min"]) / side["step"]) for each, side in zip(place, sides, strict=True)]
        for arrows, before, now in zip(
            (("ArrowLeft", "ArrowRight"), ("ArrowDown", "ArrowUp")), here, there, strict=True
        ):
            for _ in range(abs(now - before)):
                keys.press(arrows[now > before])
        here = there
        keys.press("Enter")
        figure.answered()


def write(figure, fields, value, spec):
    """A sample from its list; other numbers as rows that are pasted."""
    if value in [sample["label"] for sample in spec["samples"]]:
        fields.first.select_option(value)
        return
    box = figure.element.locator(f'[data-control="{spec["name"]}"]')
    if not box.locator("textarea").is_visible():
        box.get_by_text("Paste rows of numbers").press("Enter")
    box.locator("textarea").fill(value.replace(";", "\n"))
    box.get_by_role("button", name="Take these numbers").press("Enter")


@cache
def looks(name, output):
    """{what an output says: a value of the figure's Pick control with which it says that}."""
    explainer = explainers.load(name)
    [pick] = [control for control in explainer.controls if control.kind == "pick"]
    ranges = [range(int(field.min), int(field.max) + 1, 1 if field.max < 10 else 7) for field in pick.fields]
    moments = ((list(at), explainer.feeds(explainer.checked({pick.name: at}))) for at in product(*ranges))
    return pick.name, {int(explainer.plan.model.run(feeds)[output]): at for at, feeds in moments}


def switch(figure, fields, value, spec):
    """Each of several things: picked in the figure, then switched on."""
    pick, places = looks(figure.name, spec["at"])
    for place in value:
        slide(figure, figure.element.locator(f'[name="{pick}"]'), places[place], {})
        figure.answered()
        fields.first.set_checked(True)
        figure.answered()


KINDS = {
    "entries": enter,
    "guesses": answer,
    "matrix": write,
    "places": slide,
    "retouch": paint,
    "switches": switch,
    "trail": add,
}
HANDS = {
    "range": slide,
    "number": type_in,
    "text": type_in,
    "hidden": draw,
    "select-one": lambda figure, fields, value, spec: fields.first.select_option(value),
    "checkbox": lambda figure, fields, value, spec: fields.first.set_checked(value),
    "radio": lambda figure, fields, value, spec: fields.locator(f'xpath=self::*[@value="{value}"]').check(force=True),
}
