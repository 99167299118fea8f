"""The site in WebKit, which every browser on an iPhone is: its figures live, and answer keys, clicks and a finger."""

import os

import pytest

import explainers
from explainers._core.controls import KINDS
from tests.covering import covering
from tests.hosts import webkit
from tests.hosts.conftest import free
from tests.hosts.test_offline import KEPT, SETTLED, hosted
from tests.support import SITE, homes, spec

NAMED = ["hero", "festival", "descent", "digits", "fool", "playground"]
PHONE = {"width": 500, "height": 900}  # as narrow as this browser becomes
ALL = sorted({*NAMED, *covering("control")})

FIGURE = "const figure = document.querySelector(`dnn-explainer[name=${given[0]}]`); "
LIVE = (
    FIGURE
    + """await customElements.whenDefined("dnn-explainer");
figure.scrollIntoView({block: "center", behavior: "instant"});
figure.querySelector("button[name=wake]")?.click();
await figure.ready;
return [figure.dataset.state, figure.querySelector("[aria-live=polite]").innerText];"""
)
# What a figure shows of its settings and numbers, but for pictures, as one text.
SHOWN = (
    FIGURE
    + """await figure.set({});
const few = Object.entries(figure.outputs).filter(([, each]) => String(each).length < 4000);
return JSON.stringify([figure.values, few, figure.querySelector("[aria-live=polite]").innerText]);"""
)
# The first of a control's elements that a reader can work.
FIELD = (
    FIGURE
    + """return [...figure.querySelectorAll(`[data-control="${given[1]}"] ${given[2]}`)]
  .find(each => each.checkVisibility() && !each.disabled);"""
)
FOUND = "const it = await (async () => { " + FIELD + " })(); "
# The list of a select is the system's own, which the protocol cannot reach here.
CHOSEN = (
    FOUND
    + """it.selectedIndex = [...it.options].findLastIndex(each => !each.selected && each.value);
it.dispatchEvent(new Event("input", {bubbles: true}));
it.dispatchEvent(new Event("change", {bubbles: true}));"""
)
# The middle of one of a figure's panels, named by its axes, in px of the window, and its size.
PANEL = (
    FIGURE
    + """const plot = figure.querySelector(".js-plotly-plot"), {_fullLayout: all} = plot;
plot.scrollIntoView({block: "start", behavior: "instant"}); // further down, a part of it is folded away
scrollBy({top: -100, behavior: "instant"});
await new Promise(requestAnimationFrame);
const [across, down] = given[1].map(name => all[name.replace(/^./, letter => letter + "axis")]);
const {left, top} = plot.getBoundingClientRect();
return [left + across._offset + across._length / 2, top + down._offset + down._length / 2,
  across._length, down._length];"""
)
PLACE = """it.scrollIntoView({block: "end", behavior: "instant"});
await new Promise(requestAnimationFrame);
const {left, top, width, height} = it.getBoundingClientRect();
return [left + width / 2, top + height / 2, width, height];"""


# Not under the figure, which sticks to an edge of the screen.
FREE = """for (const block of ["end", "start", "center"]) {
  it.scrollIntoView({block, behavior: "instant"});
  await new Promise(requestAnimationFrame);
  const {left, top, width, height} = it.getBoundingClientRect();
  if (it.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return;
}
throw `no way to reach ${it.outerHTML}`;"""


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
        tab.ask("/window/rect", PHONE)
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
    kinds: dict[str, list] = {}
    for control in spec(figure)["controls"]:
        kinds.setdefault("search" if control.get("search") else control["kind"], []).append(control)
    for kind, controls in sorted(kinds.items(), key=lambda pair: pair[0] not in ("look", "guesses")):
        if kind == "play":
            continue
        control = seen(tab, figure, controls)
        before = tab.do(SHOWN, [figure])
        HANDS[kind](tab, figure, control)
        answered(tab, figure, before, control["name"])
    if "play" in kinds:
        before = tab.do(SHOWN, [figure])
        tab.click(FIELD, [figure, "play", "button[name=play]"])
        answered(tab, figure, before, "play")
    assert tab.do(FIGURE + "return figure.dataset.state", [figure]) == "live"
    assert tab.problems == []


def seen(tab, figure, controls):
    """The first of some controls that is there for the reader, with all unfolded; if none, the first is made so."""
    code = (
        FIGURE
        + """figure.querySelectorAll("details").forEach(each => { each.open = true; });
return given[1].findIndex(name => !figure.querySelector(`[data-control="${name}"]`)?.hidden);"""
    )
    found = tab.do(code, [figure, [control["name"] for control in controls]])
    if found < 0:
        name, value, *_ = controls[0]["when"]
        tab.do(FIGURE + "await figure.set(given[1])", [figure, {name: value}])
    return controls[max(found, 0)]


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
    tab.do(CHOSEN, [figure, control["name"], "select:not([size])"])


def look(tab, figure, control):
    """At a unit, which has a switch and numbers of its own: they come after the inputs, those of later layers last."""
    chosen = CHOSEN.replace("findLastIndex(each => !each.selected && each.value)", "findIndex(unit)")
    unit = "const unit = (_, place, all) => place >= all.length / 5; "
    tab.do(unit + chosen, [figure, control["name"], "select"])


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
    def pressed(tab, figure, control):
        field = [figure, control["name"], selector]
        tab.do(FOUND + FREE, field)
        tab.click(FIELD, field)

    return pressed


def place(tab, figure, selector):
    """[x, y, width, height] of a part of the figure: its middle, in px of the window, and its size."""
    found = FIGURE + "const it = figure.querySelector(given[1]); "
    return tab.do(found + PLACE, [figure, selector])


def tap(tab, figure, control):
    """With a finger, off the middle of the panel."""
    x, y, width, height = tab.do(PANEL, [figure, (control.get("panels") or [control.get("panel")])[0]])
    tab.finger([x + width / 5, y + height / 5])


def turn(tab, figure, control):
    x, y, *_ = tab.do(PANEL, [figure, control["panel"]])
    tab.finger([x, y], [x + 20, y + 4], [x + 40, y + 8])


def touch(selector):
    def touched(tab, figure, control):
        x, y, *_ = place(tab, figure, selector)
        tab.finger([x, y])

    return touched


def drag(selector):
    def dragged(tab, figure, control):
        x, y, *_ = place(tab, figure, selector)
        tab.finger([x, y], [x + 6, y + 4], [x + 20, y + 16], [x + 30, y + 20])

    return dragged


def scribble(tab, figure, control):
    """A line across the paper: some of it goes where there was no ink."""
    x, y, width, height = place(tab, figure, ".dnn-pad canvas")
    tab.finger(*([x + width * part, y - height * part] for part in (-0.3, -0.1, 0.1, 0.3)))


HANDS = {
    "choice": choose,
    "search": find,
    "edits": enter,
    "entries": enter,
    "guesses": press("button"),
    "handles": drag(".dnn-grip"),
    "look": look,
    "matrix": enter,
    "pad": scribble,
    "photo": touch(".dnn-photos label:not([hidden], :has(:checked))"),
    "pick": tap,
    "places": enter,
    "points": choose,
    "retouch": slide,
    "seed": enter,
    "slider": slide,
    "story": choose,
    "switches": press("input[type=checkbox]"),
    "toggle": press("input[type=checkbox]"),
    "trail": tap,
    "turn": turn,
    "view": press("button[name=zoom_in]"),
}


def test_all_kinds_that_figures_have_are_among_them():
    there = {control.kind for name in explainers.names() for control in explainers.load(name).controls}
    assert there == {control["kind"] for name in ALL for control in spec(name)["controls"]}
    assert there - {"play"} <= HANDS.keys() and there <= KINDS.keys()


@pytest.mark.parametrize("path", ["onwards/build/", "gallery/"])
def test_other_pages_have_no_fault(path, host, tab):
    tab.go(host.address + path)
    tab.do("for (const each of document.querySelectorAll('dnn-explainer')) await each.ready;")
    assert tab.problems == []
    assert tab.do("return document.querySelector('article').innerText.length") > 500


def test_a_fault_would_be_noticed(host, tab):
    tab.go(host.address)
    tab.do("""console.error("one");
    document.body.append(Object.assign(new Image(), {src: "https://example.org/x.png"}));
    document.head.append(Object.assign(document.createElement("script"), {textContent: "1"}));
    Promise.reject("two"); setTimeout(() => { throw new Error("three") });
    await new Promise(done => setTimeout(done, 200));""")
    said = " ".join(tab.problems)
    assert all(word in said for word in ("one", "two", "three", "against the policy: img-src", "script-src"))


def test_search_works(host, tab):
    tab.go(host.address)
    tab.click("return document.querySelector('.tool-search')")
    tab.type("gradient-descent?", "return document.querySelector('#search-query')")
    tab.do("while (!document.querySelector('.search-results a')) await new Promise(requestAnimationFrame)")
    assert "Gradient descent" in tab.do("return document.querySelector('.search-results a').innerText")
    assert tab.problems == []


def test_a_talk_is_alive_as_a_page_on_a_phone_and_as_slides(host, tab):
    talk = next(path for path in (SITE / "talks").glob("*.html") if path.name != "index.html")
    states = """await customElements.whenDefined("dnn-explainer");
    const [one] = document.querySelectorAll("dnn-explainer");
    one.scrollIntoView();
    await one.ready;
    return one.dataset.state;"""
    tab.go(f"{host.address}talks/{talk.name}")
    assert tab.do(states) == "live"
    assert not tab.do("return document.querySelector('.reveal')")
    tab.ask("/window/rect", {"width": 1200, "height": 900})
    try:
        tab.go(f"{host.address}talks/{talk.name}")
        tab.do("while (!document.querySelector('.reveal section.present')) await new Promise(requestAnimationFrame)")
        tab.type(webkit.KEYS["right"], "return document.body")
        tab.do("while (!/[1-9]/.test(location.hash)) await new Promise(requestAnimationFrame)")
        assert tab.do("return document.querySelectorAll('.slides > section.present').length") == 1
    finally:
        tab.ask("/window/rect", PHONE)


def test_a_mangled_address_is_followed(host, tab):
    tab.go(f"{host.address}{homes()['descent']}#descent%3Flearning_rate%3D0.9%26step%3D3).")
    tab.do(LIVE, ["descent"])
    assert tab.do(FIGURE + "return figure.values.learning_rate", ["descent"]) == 0.9


def test_what_was_visited_works_without_a_network(host, tab):
    """The last of all: it stops the server."""
    tab.go(host.address + homes()["descent"])
    assert tab.do("return 'serviceWorker' in navigator")
    tab.do(f"await ({SETTLED})();")
    assert all(tab.do(f"return await ({KEPT})();").values())
    host.stop()
    tab.go(host.address + homes()["descent"])
    state, sentence = tab.do(LIVE, ["descent"])
    assert state == "live" and sentence
    tab.go(host.address + "convnets/imagenet/")
    assert "device" in tab.do("return document.querySelector('h1').innerText + document.body.innerText")
