"""Fingers, palms, pens and mice: one pointer holds, and it holds what lies under it, however the page is shown."""

import numpy as np
import pytest

import explainers
from explainers._core.controls.pad import decode
from tests.support import homes

# What a pointer works in each kind of control: its figure, the control whose value follows, what makes it ready, what
# is held, and from where to where it is moved, as shares of the panel or the picture.
HELD = {
    "pad": ("digits", "drawing", "", ".dnn-pad canvas", None),
    "handles": ("xor", "weight_1", "", ".dnn-grip:not([hidden])", None),
    "places": ("loss_line", "guests", "", ".dnn-grip-bare:not([hidden])", None),
    "points": ("playground", "data", "element.querySelector('.dnn-editing').open = true", ".dnn-live", "points"),
    "turn": ("landscape", "view", "", ".dnn-live", "turn"),
    "view": ("pixels", "photo_view", "element.set({photo_view: [56, 112, 112]})", ".dnn-view-pane:not([hidden])", None),
    "crop": (
        "top5",
        "photo",
        "element.querySelector('.dnn-part').open = true, element.set({photo: 'astronaut@0.2,0.2,0.5'})",
        ".dnn-part canvas",
        None,
    ),
}
# Where shares of what is held are on the screen: of a panel, of a canvas, or around a handle.
PLACES = """(([selector, panel, shares]) => {
  const box = element.querySelector(selector);
  const axes = panel && panel.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  const home = axes ? box : box.parentElement;
  home.style.position = "relative"; // so that offsets are from there
  const [left, top, width, height] = axes ? [axes[0]._offset, axes[1]._offset, axes[0]._length, axes[1]._length]
    : [box.offsetLeft, box.offsetTop, box.offsetWidth, box.offsetHeight];
  const found = shares.map(([x, y]) => {
    const spot = document.createElement("span");
    spot.style.cssText = `position: absolute; left: ${left + x * width}px; top: ${top + y * height}px`;
    home.append(spot);
    const found = spot.getBoundingClientRect();
    spot.remove();
    return [found.left, found.top];
  });
  home.style.position = "";
  return found;
})(given)"""
# Events of pointers at places, all from what is held.
SEND = """(([selector, events]) => {
  const held = element.querySelector(selector);
  for (const [type, pointerType, pointerId, [clientX, clientY], button = 0] of events)
    held.dispatchEvent(new PointerEvent(`pointer${type}`,
      { pointerType, pointerId, clientX, clientY, button, bubbles: true, cancelable: true, composed: true }));
})(given)"""
# As wide as it was, so that it is laid out as it was.
SHOW = """((style, width) => {
  style.cssText = given && `${given}; width: ${width}px; max-width: none`;
})(element.parentElement.style, element.parentElement.offsetWidth)"""
# What shows a page larger, smaller or turned.
SHOWN = {
    "as it is": "",
    "smaller": "scale: 0.6 0.8",
    "in both ways": "transform: scale(1.3, 0.7)",
    "zoomed": "zoom: 1.5",
    "turned": "rotate: 20deg",
    "all at once": "zoom: 0.8; transform: rotate(-15deg) scale(1.2)",
    "mirrored": "transform: scaleX(-1)",
}


def made(name, kind):
    return next(control for control in explainers.load(name).spec()["controls"] if control["kind"] == kind)


class Hands:
    """What hands do with one control of a page."""

    def __init__(self, at, kind):
        name, self.control, ready, self.held, panel = HELD[kind]
        self.kind, self.panel = kind, made(name, panel)["panel"] if panel else None
        self.figure = at(homes()[name]).figure(name).live()
        if ready:
            self.figure.do(ready)
        self.figure.answered()
        self.start = self.figure.values

    def places(self, *shares):
        return self.figure.do(PLACES, [self.held, self.panel, shares])

    def send(self, *events):
        """Events [type, pointer's type, its id, place, or what button]; the control's value afterwards."""
        self.figure.do(SEND, [self.held, events])
        self.figure.answered()
        return self.figure.values[self.control]

    def back(self):
        self.figure.do("element.set(given)", self.start)
        self.figure.do("new Promise(requestAnimationFrame)")
        self.figure.answered()
        return self.figure.values[self.control]


@pytest.mark.parametrize("kind", HELD)
def test_one_pointer_holds_and_a_pen_goes_before_a_finger(at, kind):
    hands = Hands(at, kind)
    before = hands.start[hands.control]
    near = kind in ("handles", "places")
    a, b, c = (
        hands.places((0.5, 0.5), (0.7, 0.6), (1.6, 0.8)) if near else hands.places((0.3, 0.4), (0.6, 0.5), (0.4, 0.7))
    )
    down, moved, up = ["down", "touch", 1, a], ["move", "touch", 1, c], ["up", "touch", 1, c]
    alone = hands.send(down, moved, up)
    assert alone != before
    assert hands.back() == before

    palm = [["down", "touch", 2, b], ["move", "touch", 2, a], ["move", "touch", 3, b]]
    assert hands.send(down, *palm, moved, ["up", "touch", 2, a], up, ["move", "touch", 2, b]) == alone
    hands.back()
    assert hands.send(down, moved, ["cancel", "touch", 1, c]) == before, "the browser has made something else of it"
    assert hands.send(["move", "touch", 1, b]) == before
    assert hands.send(down, ["down", "touch", 1, a], moved, up) == alone, "an end that was never told ends nothing"
    hands.back()
    ended = hands.send(down, ["move", "touch", 1, b], ["up", "touch", 1, b], down, moved, up)
    hands.back()
    assert hands.send(down, ["move", "touch", 1, b], down, moved, up) == ended, "and what comes next begins anew"
    assert hands.back() == before
    mouse = [["down", "mouse", 1, a, 2], ["move", "mouse", 1, c, -1], ["up", "mouse", 1, c, 2]]
    assert hands.send(*mouse) == before, "another button is the browser's"

    pen = [["down", "pen", 9, a], ["move", "pen", 9, c], ["up", "pen", 9, c]]
    assert hands.send(down, ["move", "touch", 1, b], *pen, ["move", "touch", 1, b], up) == alone
    hands.back()
    assert hands.send(["move", "pen", 9, a], down, moved, up) == before, "a hand rests beside the pen"
    assert hands.send(*pen, *palm, ["up", "touch", 2, a]) == alone
    hands.back()
    assert hands.send(*pen) == alone


def test_once_the_pen_is_away_a_finger_holds_again(at):
    hands = Hands(at, "pad")
    a, c = hands.places((0.3, 0.4), (0.4, 0.7))
    finger = [["down", "touch", 1, a], ["move", "touch", 1, c], ["up", "touch", 1, c]]
    before = hands.start[hands.control]
    assert hands.send(["move", "pen", 9, a], *finger) == before
    hands.figure.do("new Promise(done => setTimeout(done, 1100))")
    assert hands.send(*finger) != before


@pytest.mark.parametrize("kind", HELD)
def test_what_is_held_follows_the_pointer_however_it_is_shown(at, kind):
    hands = Hands(at, kind)
    near = kind in ("handles", "places")
    shares = ((0.5, 0.5), (1.4, 0.2)) if near else ((0.35, 0.4), (0.5, 0.55))
    found = {}
    for look, css in SHOWN.items():
        hands.figure.do(SHOW, css)
        hands.figure.page.frames(2)
        hands.back()
        start, end = hands.places(*shares)
        found[look] = hands.send(["down", "mouse", 1, start], ["move", "mouse", 1, end], ["up", "mouse", 1, end])
    hands.figure.do("(element.parentElement.style.cssText = '', 0)")
    plain = found.pop("as it is")
    for look, value in found.items():
        assert close(value, plain), (look, value, plain)


def close(one, other):
    """Whether two values are the same but for a pixel of the screen."""
    if isinstance(one, str) and "@" in one:
        one, other = ([float(each) for each in text.partition("@")[2].split(",")] for text in (one, other))
    if isinstance(one, str) and len(one) > 300:
        one, other = (decode(each, (28, 28), "drawing").astype(int) for each in (one, other))
        return np.abs(one - other).max() <= 3  # of 15 shades
    if isinstance(one, str):
        return one == other or (abs(len(one) - len(other)) == 0 and sum(map(str.__ne__, one, other)) <= 4)
    return bool(np.allclose(one, other, atol=1.01 if np.max(np.abs(one)) > 20 else 0.06))


CLICKED = {
    "pick": ("descent", "start", lambda control: control["panels"][0], ""),
    "trail": ("blindfold", "looks", lambda control: control["panel"], ""),
    "look": ("network", "looked_at", lambda control: control["panel"], ""),
    "entries": ("network", "looked_at", lambda control: control["panel"], ""),
}
CLICK = """(([x, y]) => {
  const there = { clientX: x, clientY: y, bubbles: true, cancelable: true, pointerType: "POINTER", pointerId: 5 };
  element.querySelector(".dnn-live").dispatchEvent(new PointerEvent("TYPE", there));
})(given)"""


@pytest.mark.parametrize("kind", CLICKED)
def test_a_click_counts_where_it_falls_however_it_is_shown(at, kind):
    name, control, panel, _ = CLICKED[kind]
    hands = Hands.__new__(Hands)
    hands.figure = at(homes()[name]).figure(name).live()
    hands.held, hands.panel, hands.control = ".dnn-live", panel(made(name, kind)), control
    hands.start = hands.figure.values
    shares = (0.3, 0.7)
    if kind == "look":
        shares = hands.figure.do(UNIT, [hands.panel, made(name, kind)["at"]])
    if kind == "entries":
        shares = hands.figure.do(LINE, [hands.panel, *map(made(name, kind).get, ("lines", "line_places"))])
    found = {}
    for look, css in SHOWN.items():
        hands.figure.do(SHOW, css)
        hands.figure.page.frames(2)
        hands.back()
        (place,) = hands.places(shares)
        hands.figure.do(CLICK.replace("TYPE", "click").replace("POINTER", "mouse"), place)
        hands.figure.answered()
        found[look] = hands.figure.values[control]
        assert found[look] != hands.start[control]
        if kind == "look":
            hands.back()
            hands.figure.do(CLICK.replace("TYPE", "pointermove").replace("POINTER", "mouse"), place)
            hands.figure.answered()
            assert hands.figure.values[control] == found[look], "under the mouse"
            hands.figure.do(CLICK.replace("TYPE", "pointerleave").replace("POINTER", "mouse"), place)
    hands.figure.do("(element.parentElement.style.cssText = '', 0)")
    plain = found.pop("as it is")
    for look, value in found.items():
        assert value == plain if kind in ("look", "entries") else np.allclose(value, plain, atol=0.06), (
            look,
            value,
            plain,
        )
    hands.back()
    touch = CLICK.replace("TYPE", "click").replace("POINTER", "touch")
    hands.figure.do(CLICK.replace("TYPE", "pointermove").replace("POINTER", "pen"), place)
    hands.figure.do(touch, hands.places(shares)[0])
    hands.figure.answered()
    assert hands.figure.values[control] == hands.start[control], "a hand rests beside the pen"


# The share of the panel at which one of the things stands that can be looked at.
UNIT = """(([panel, at]) => {
  const box = element.querySelector(".dnn-live");
  const [x, y] = panel.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  const [across, up] = at.map(name => element.outputs[name]);
  const there = across.findIndex((x, i) => i && Number.isFinite(x + up[i]));
  return [x.c2p(across[there]) / x._length, y.c2p(up[there]) / y._length];
})(given)"""
# The share of the panel at which a line between two of them can be clicked.
LINE = """(([panel, lines, places]) => {
  const box = element.querySelector(".dnn-live");
  const [x, y] = panel.map(id => box._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  const [across, ...sides] = lines.map(name => element.outputs[name].flat());
  const last = across.length / element.outputs[places].flat().length - 2; // there and back along its edges, and a gap
  const middle = all => [0, 1, last - 1, last].reduce((sum, i) => sum + all[i] / 4, 0); // of where it begins
  const up = sides.map(middle).find(Number.isFinite);
  return [x.c2p(middle(across)) / x._length, y.c2p(up) / y._length];
})(given)"""

KEYED = {
    "pad": ("digits", ".dnn-pad canvas", ""),
    "crop": ("top5", ".dnn-part canvas", HELD["crop"][2]),
    "trail": ("blindfold", ".dnn-trail button", ""),
    "view": ("pixels", ".dnn-view-pane:not([hidden])", ""),
    "points": (
        "playground",
        ".dnn-point-list",
        "element.querySelector('.dnn-editing').open = true, element.querySelector('.dnn-point-list').selectedIndex = 0",
    ),
}
PRESS = """(([selector, key, modifier]) => {
  const target = element.querySelector(selector);
  target.focus();
  const given = { key, bubbles: true, cancelable: true, shiftKey: true, [modifier]: true };
  const event = new KeyboardEvent("keydown", given);
  return [target.dispatchEvent(event), target.parentElement.innerText];
})(given)"""


@pytest.mark.parametrize("kind", KEYED)
def test_keys_with_alt_ctrl_or_meta_are_the_browser_s(at, kind):
    name, selector, ready = KEYED[kind]
    figure = at(homes()[name]).figure(name).live()
    if ready:
        figure.do(ready)
    figure.answered()
    before, said = figure.values, figure.do("given.map(each => 0), element.innerText", [])
    keys = [
        "ArrowLeft",
        "ArrowRight",
        "ArrowUp",
        "ArrowDown",
        "Home",
        "End",
        "PageUp",
        "Enter",
        " ",
        "Backspace",
        "Delete",
    ]
    for modifier in ("altKey", "ctrlKey", "metaKey", "isComposing"):  # of a letter from several keys
        for key in keys:
            left, _ = figure.do(PRESS, [selector, key, modifier])
            assert left, (key, modifier)
    figure.answered()
    assert figure.values == before and figure.do("element.innerText") == said
    left, _ = figure.do(PRESS, [selector, "ArrowLeft", "none"])
    assert not left, "without them it is the control's"
