"""Opening a page: its weight, what jumps, when it is painted, how long it is blocked, when it answers."""
from statistics import median

import explainers
from tests.bench.chromium import chromium, tab
from tests.support import fences, pages

RUNS = 5
WATCH = """
window.seen = {shift: 0, paint: 0, blocked: 0};
const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value });
watch('largest-contentful-paint', entry => { seen.paint = entry.startTime });
watch('longtask', entry => { seen.blocked += Math.max(0, entry.duration - 50) });
"""


def weight(tools):
    """A function that gives the bytes that have come over the line so far, compressed, headers included."""
    total = [0]
    tools.on("Network.loadingFinished", lambda event: total.__setitem__(0, total[0] + event["encodedDataLength"]))
    return lambda: total[0]


def opened(browser, site, address, **options):
    """What opening a page costs, untouched: {shift, paint, blocked, weight, live}."""
    with tab(browser, script=WATCH, **options) as (page, tools):
        bytes_so_far = weight(tools)
        page.goto(site + address, wait_until="networkidle")
        page.wait_for_timeout(1500)
        found = page.evaluate("({...window.seen})")
        in_view = page.evaluate("""[...document.querySelectorAll('dnn-explainer')].filter(it => it.getBoundingClientRect().top < innerHeight)
          .map(it => it.getAttribute('name'))""")
        page.evaluate("window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        page.wait_for_timeout(500)
        return {**found, "weight": bytes_so_far() / 1000, "shift_all": page.evaluate("window.seen.shift"), "in_view": in_view}


# Touches the first control as soon as there is one, again and again as a person would, until the figure has answered.
TOUCH = """
const started = new Promise(done => addEventListener('DOMContentLoaded', done));
window.answered = started.then(() => new Promise(done => {
  const element = document.querySelector('dnn-explainer');
  element.addEventListener('explainer-update', () => setTimeout(() => done(performance.now())));
  let turn = 0;
  (function touch() {
    const input = element.querySelector('input[type=range]');
    if (element.dataset.state === 'still' || element.dataset.state === 'live') {
      input.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
      input.value = turn++ % 2 ? input.min : input.max;
      input.dispatchEvent(new Event('input', {bubbles: true}));
    }
    setTimeout(touch, 50);
  })();
}));
"""


def answered(browser, site, address, **options):
    """ms from opening the page, with nothing cached, until its first figure has followed a touch on the screen."""
    with tab(browser, script=TOUCH, **options) as (page, _):
        page.goto(site + address, wait_until="commit")
        return page.evaluate("window.answered")


def measure():
    with chromium() as (browser, site):
        for address in pages():
            found = [opened(browser, site, address) for _ in range(RUNS)]
            phone = [opened(browser, site, address, phone=True) for _ in range(RUNS)]
            middle = {key: median(one[key] for one in found) for key in ("weight", "shift_all")}
            slow = {key: median(one[key] for one in phone) for key in ("shift_all", "paint", "blocked")}
            seen = found[0]["in_view"]
            kind = "no figure in view" if not seen else "3-D in view" if any(explainers.load(name).spec()["solid"] for name in seen) else "2-D in view"
            limit = {"no figure in view": 150, "2-D in view": 650, "3-D in view": 800}[kind]
            page = f"/{address}"
            yield f"{page} ({kind}): weight before a touch, gzip", middle["weight"], "kB", limit
            yield f"{page}: layout shift, desktop and phone", max(middle["shift_all"], slow["shift_all"]), "", 0.02
            yield f"{page}: largest paint, phone", slow["paint"] / 1000, "s", 1.8
            yield f"{page}: blocking time, phone", slow["blocked"], "ms", 100
            shown = fences(pages()[address])
            if shown and not explainers.load(shown[0][0]).plan.model.weights:   # the large network has a bench of its own
                yield f"{page}: first figure answers, desktop", median(answered(browser, site, address) for _ in range(RUNS)) / 1000, "s", 0.8
                yield f"{page}: first figure answers, phone", median(answered(browser, site, address, phone=True) for _ in range(RUNS)) / 1000, "s", 3.5
