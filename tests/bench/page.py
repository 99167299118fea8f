"""Opening a page: its weight, what jumps, when it is painted, how long it is blocked, when it lives and answers."""

from statistics import median

import explainers
from tests.bench.chromium import chromium, score, slower, tab
from tests.bench.scroll import scrolled
from tests.browsing import until
from tests.support import fences, pages

RUNS = 5
REST = 1500  # ms that a page is watched after its figures live
WATCH = """
window.seen = {shift: 0, paint: 0, blocked: 0, alive: null, moved: null};
window.tasks = [];
const watch = (type, take) => {
  new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
};
watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value });
watch('largest-contentful-paint', entry => { seen.paint = entry.startTime });
watch('longtask', ({startTime, duration}) => {
  seen.blocked += Math.max(0, duration - 50);
  tasks.push([startTime, duration]);
});
new MutationObserver(() => {
  const states = Array.from(document.querySelectorAll('dnn-explainer'), element => element.dataset.state);
  if (states[0] === 'live') seen.alive ??= performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-state']});
addEventListener('explainer-update', event => { if (event.detail.step) seen.moved ??= performance.now() }, true);
// The longest task of those that began before a moment.
window.longest = before => Math.max(0, ...tasks.filter(([start]) => start < before).map(([_, duration]) => duration));
"""

IN_VIEW = """[...document.querySelectorAll('dnn-explainer')].filter(it => it.getBoundingClientRect().top < innerHeight)
  .map(it => it.getAttribute('name'))"""
HEADINGS = "Source Serif 4 SemiBold"  # as its file calls itself

# What a page budget is by what its first screen shows: kB.
BUDGETS = {"no figure in view": 150, "2-D in view": 650, "3-D in view": 800}
# kB with the first figure alive: what each had when waking was made light, and 3 % more.
ALIVE = {"": 383, "networks/neuron/": 370, "learning/descent/": 407, "convnets/inside/": 481}
# s until the first figure answers on the phone.
ANSWERS = {"networks/neuron/": 2.4, "learning/descent/": 2.6} | {
    f"convnets/{page}/": 3.0 for page in ("pixels", "convolution", "neuron", "inside")
}


def weight(tools):
    """A function that gives the bytes that have come over the line so far, compressed, headers included."""
    total = [0]
    tools.on("Network.loadingFinished", lambda event: total.__setitem__(0, total[0] + event["encodedDataLength"]))
    return lambda: total[0]


def first_figure(address):
    """The first explainer of a page, if it wakes by itself: those with the large network do not."""
    shown = fences(pages()[address])
    return shown[0][0] if shown and not explainers.load(shown[0][0]).plan.model.weights else None


def opened(browser, site, address, **options):
    """What opening a page costs, untouched, until its first figure lives, and a while longer."""
    with tab(browser, script=WATCH, **options) as (page, tools):
        bytes_so_far = weight(tools)
        page.goto(site + address, wait_until="networkidle")
        if first_figure(address):
            until(page, "window.seen.alive")
        alive = bytes_so_far() / 1000
        page.wait_for_timeout(REST)
        found = page.evaluate("({...window.seen, longest: longest(seen.alive ?? Infinity)})")
        in_view = page.evaluate(IN_VIEW)
        fonts = first_fonts(tools)
        page.evaluate("window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        page.wait_for_timeout(500)
        return {
            **found,
            "weight": bytes_so_far() / 1000,
            "weight_alive": alive,
            "in_view": in_view,
            "fonts": fonts,
            "shift_all": page.evaluate("window.seen.shift"),
        }


def first_fonts(tools):
    """The fonts that the first heading is drawn in.

    None comes in later than the first paint (`font-display: optional`).
    """
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    heading = tools.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    return {font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]}


def moved(browser, site, address):
    """ms from opening the page on the phone until its figure has moved by itself."""
    with tab(browser, script=WATCH, phone=True) as (page, _):
        page.goto(site + address, wait_until="commit")
        until(page, "window.seen?.moved")
        return page.evaluate("window.seen.moved")


# A finger comes down on the first control as soon as there is one, and drags it to and fro until the figure has
# answered.
DRAG = """
const started = new Promise(done => addEventListener('DOMContentLoaded', done));
window.answered = started.then(() => new Promise(done => {
  const element = document.querySelector('dnn-explainer'), input = element.querySelector('input[type=range]');
  element.addEventListener('explainer-update', () => setTimeout(() => done(performance.now())));
  input.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
  let turn = 0;
  (function drag() {
    input.value = turn++ % 2 ? input.min : input.max;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    setTimeout(drag, 50);
  })();
}));
"""


def answered(browser, site, address, **options):
    """(ms from opening the page, with nothing cached, until its first figure has followed a touch on the screen; the
    longest task of these).
    """
    with tab(browser, script=WATCH + DRAG, **options) as (page, _):
        page.goto(site + address, wait_until="commit")
        return page.evaluate(
            "window.answered.then(async at => { await new Promise(done => setTimeout(done, 300)); return [at, "
            "longest(at)] })"
        )


def measure():
    with chromium() as (browser, site):
        yield "this machine: its score, see machine.py", score(browser), "", None
        yield "  how many times slower the phone's processor is", slower(browser), "×", None
        for address in pages():
            found = [opened(browser, site, address) for _ in range(RUNS)]
            phone = [opened(browser, site, address, phone=True) for _ in range(RUNS)]
            slow = middles(phone)
            seen = found[0]["in_view"]
            kind = (
                "no figure in view"
                if not seen
                else "3-D in view"
                if any(explainers.load(name).spec()["solid"] for name in seen)
                else "2-D in view"
            )
            page = f"/{address}"
            yield f"{page} ({kind}): weight, gzip", middles(found)["weight"], "kB", BUDGETS[kind]
            yield (
                f"{page}: layout shift, desktop and phone",
                max(middles(found)["shift_all"], slow["shift_all"]),
                "",
                0.02,
            )
            yield (
                f"{page}: first heading not in the site's font, of {RUNS} phones",
                sum(each["fonts"] != {HEADINGS} for each in phone),
                "",
                0,
            )
            yield f"{page}: largest paint, phone", slow["paint"] / 1000, "s", 1.8
            yield f"{page}: blocking time, phone", slow["blocked"], "ms", 100
            if first_figure(address):  # one with the large network has a bench of its own
                yield from first(browser, site, address, slow)
        yield (
            "/: the figure moves by itself, phone",
            median(moved(browser, site, "") for _ in range(RUNS)) / 1000,
            "s",
            3.0,
        )


def middles(runs):
    """The middle of each number that some runs have."""
    return {key: median(run[key] for run in runs) for key, value in runs[0].items() if isinstance(value, int | float)}


def first(browser, site, address, slow):
    """Of the first figure of a page: how it wakes, what it weighs alive, when it answers."""
    page = f"/{address}"
    yield f"{page}: weight with the first figure alive, phone", slow["weight_alive"], "kB", ALIVE.get(address)
    yield f"{page}: first figure alive untouched, phone", slow["alive"] / 1000, "s", None
    yield f"{page}: longest task until the first figure is alive, phone", slow["longest"], "ms", 200
    desktop = [answered(browser, site, address)[0] for _ in range(RUNS)]
    yield f"{page}: first figure answers, desktop", median(desktop) / 1000, "s", 0.8
    at, longest = zip(*(answered(browser, site, address, phone=True) for _ in range(RUNS)), strict=True)
    yield f"{page}: first figure answers, phone", median(at) / 1000, "s", ANSWERS.get(address, 3.5)
    yield f"{page}: longest task until it answers, phone", median(longest), "ms", 200
    yield (
        f"{page}: longest script begun while a finger scrolls, phone",
        median(scrolled(browser, site, address) for _ in range(RUNS)),
        "ms",
        30,
    )
