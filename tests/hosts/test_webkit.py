"""The site in WebKit, which every browser on an iPhone is: its figures live, and answer keys, clicks and a finger."""

import os

import pytest

import explainers
from explainers._core.controls import KINDS
from tests.covering import covering
from tests.hosts import webkit
from tests.hosts.conftest import free
from tests.hosts.test_offline import hosted
from tests.support import SITE, homes, spec

NAMED = ["hero", "festival", "descent", "digits", "fool", "playground"]
ALL = sorted({*NAMED, *covering("control")})

FIGURE = "const figure = document.querySelector(`dnn-explainer[name=${given[0]}]`); "
LIVE = (
    FIGURE
    + """figure.scrollIntoView({block: "center", behavior: "instant"});
figure.querySelector("button[name=wake]")?.click();
await figure.ready;
return [figure.dataset.state, figure.querySelector("[aria-live=polite]").innerText];"""
)
# All that a figure shows of its settings and numbers, as one text.
SHOWN = (
    FIGURE
    + """await figure.set({});
return JSON.stringify([figure.values, figure.outputs, figure.querySelector("[aria-live=polite]").innerText]);"""
)
# The first of a control's elements that a reader can work.
FIELD = (
    FIGURE
    + """return [...figure.querySelectorAll(`[data-control="${given[1]}"] ${given[2]}`)]
  .find(each => each.checkVisibility() && !each.disabled);"""
)
FOUND = "const it = await (async () => { " + FIELD + " })(); "
OPTION = FOUND + "return [...it.options].find(each => !each.selected && each.value);"
PLACE = """it.scrollIntoView({block: "center", behavior: "instant"});
const {left, top, width, height} = it.getBoundingClientRect();
return [left + width / 2, top + height / 2, width, height];"""


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    if missing := webkit.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{missing}: not there; make browsers installs them")
    if not (SITE / "index.html").is_file():
        pytest.fail("the site is not built: make site")
    with hosted(webkit.recorded(SITE, tmp_path_factory.mktemp("webkit") / "site")) as host:
        yield host


@pytest.fixture(scope="module")
def tab(host):
    with webkit.opened(free()) as tab:
        tab.ask("/window/rect", {"width": 500, "height": 900})
        yield tab


def alive(tab, host, name):
    """The page of an explainer, and the explainer awake."""
    tab.go(host.address + homes()[name])
    state, sentence = tab.do(LIVE, [name])
    assert state == "live" and sentence
    return sentence


@pytest.mark.parametrize("figure", ALL)
def test_each_kind_of_control_is_set_and_answered(figure, host, tab):
    alive(tab, host, figure)
    kinds = {}
    for control in spec(figure)["controls"]:
        kinds.setdefault(control["kind"] + ("search" if control.get("search") else ""), control)
    for kind, control in sorted(kinds.items(), key=lambda pair: pair[0] not in ("look", "guesses")):
        if kind == "play":
            continue
        unfold(tab, figure, control["name"])
        before = tab.do(SHOWN, [figure])
        HANDS[kind](tab, figure, control)
        answered(tab, figure, before, control["name"])
    if "play" in kinds:
        before = tab.do(SHOWN, [figure])
        tab.click(FIELD, [figure, "play", "button[name=play]"])
        answered(tab, figure, before, "play")
    assert tab.do(FIGURE + "return figure.dataset.state", [figure]) == "live"
    assert tab.problems == []


def unfold(tab, figure, name):
    tab.do(FIGURE + "figure.querySelectorAll('details').forEach(each => { each.open = true; })", [figure, name])


def answered(tab, figure, before, what):
    """Wait until a figure shows something else than before."""
    code = FIGURE + "const shown = async () => { " + SHOWN.replace(FIGURE, "") + " }; const end = Date.now() + 20000; "
    code += "while (await shown() === given[1]) { if (Date.now() > end) throw `no answer: ${given[2]}`; "
    code += "await new Promise(requestAnimationFrame); } return true;"
    assert tab.do(code, [figure, before, what])


def slide(tab, figure, control):
    """By an arrow, away from the end that it stands at."""
    field = [figure, control["name"], "input[type=range]"]
    up = tab.do(FOUND + "return +it.value < +it.max", field)
    tab.type(webkit.KEYS["right" if up else "left"], FIELD, field)


def choose(tab, figure, control):
    tab.click(OPTION, [figure, control["name"], "select:not([size])"])


def find(tab, figure, control):
    """A name typed otherwise than it is written."""
    field = [figure, control["name"], "input"]
    tab.do(FOUND + "it.value = ''", field)
    tab.type(f"POTTER’S-WHEELS{webkit.KEYS['enter']}", FIELD, field)


def enter(tab, figure, control):
    """Another number, written over what stands in a field."""
    field = [figure, control["name"], "input[type=number]"]
    old = tab.do(FOUND + "it.select(); return it.value", field)
    low, high = control.get("min", -1000), control.get("max", 1000)
    number = float(old) + 1 if float(old) + 1 <= high else low
    tab.type(f"{webkit.KEYS['back']}{number:g}{webkit.KEYS['enter']}", FIELD, field)


def press(selector):
    return lambda tab, figure, control: tab.click(FIELD, [figure, control["name"], selector])


def place(tab, figure, selector):
    """[x, y, width, height] of a part of the figure: its middle, in px of the window, and its size."""
    found = (
        FIGURE + "const it = figure.querySelector(given[1]); it.scrollIntoView({block: 'center', behavior: 'instant'});"
    )
    return tab.do(found + PLACE, [figure, selector])


def tap(tab, figure, control):
    """With a finger, off the middle of the figure's first panel."""
    x, y, width, height = place(tab, figure, ".nsewdrag")
    tab.finger([x + width / 5, y + height / 5])


def drag(selector):
    def dragged(tab, figure, control):
        x, y, *_ = place(tab, figure, selector)
        tab.finger([x, y], [x + 6, y + 4], [x + 20, y + 16], [x + 30, y + 20])

    return dragged


HANDS = {
    "choice": choose,
    "choicesearch": find,
    "entries": enter,
    "guesses": press("button"),
    "handles": drag(".dnn-grip"),
    "look": choose,
    "pad": drag(".dnn-pad canvas"),
    "photo": press(".dnn-photos label:not(:has(:checked)) img"),
    "pick": tap,
    "places": enter,
    "points": choose,
    "seed": enter,
    "slider": slide,
    "story": choose,
    "switches": press("input[type=checkbox]"),
    "toggle": press("input[type=checkbox]"),
    "trail": tap,
    "turn": drag(".nsewdrag"),
}


def test_all_kinds_that_figures_have_are_among_them():
    there = {control.kind for name in explainers.names() for control in explainers.load(name).controls}
    assert there == {control["kind"] for name in ALL for control in spec(name)["controls"]}
    assert there - {"play"} <= HANDS.keys() and there <= KINDS.keys()
