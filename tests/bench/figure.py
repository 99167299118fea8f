"""A figure at work: from a touch to the painted answer, and steps a second; against plain Plotly and PyTorch."""

import json
import time
from statistics import median, quantiles

import plotly
from plotly.utils import PlotlyJSONEncoder

import explainers
from models import module
from tests.bench.chromium import chromium, tab
from tests.sampling import values
from tests.support import homes

# A frame's callbacks come before it is painted, the next task after.
PAINTED = """new Promise(done => requestAnimationFrame(() => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = done;
  port2.postMessage(0);
}))"""

# Notes for every move of a slider, from the mouse's own time, when the answer is on the screen.
WATCH = f"""element => {{
  window.times = [];
  const input = element.querySelector('input[type=range]');
  input.addEventListener('input', event => element.addEventListener('explainer-update', async () => {{
    await {PAINTED};
    window.times.push(performance.now() - event.timeStamp);
  }}, {{once: true}}), {{capture: true}});
}}"""

SET = """async (element, given) => {
  const times = [];
  for (const values of given) {
    const start = performance.now();
    await element.set(values);
    times.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 20));
  }
  return times;
}"""

# The same, until what is counted over a data set is painted.
COUNTED = SET.replace("set(values);", f"set(values); await element.counted; await {PAINTED};")

# given: {figures, times}: the same data, redrawn by Plotly alone.
BARE = f"""async ({{figures, times}}) => {{
  const box = document.body.appendChild(document.createElement('div')), taken = [];
  for (let i = 0; i < times; i++) {{
    const start = performance.now();
    await Plotly.react(box, figures[i % 2].data, figures[i % 2].layout, {{staticPlot: true}});
    await {PAINTED};
    taken.push(performance.now() - start);
  }}
  return taken.slice(2);
}}"""

# ms of each of so many steps, painted: the middle one says how many a second there are, whatever else the machine does.
PAINTED_STEPS = """async (element, given) => {
  const times = [];
  while (given--) {
    const start = performance.now();
    await element.step(1);
    times.push(performance.now() - start);
  }
  return times;
}"""

STEPS = """async (element, given) => {
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < 2000) { await element.step(given); steps += given; }
  return 1000 * steps / (performance.now() - start);
}"""


def middle_and_95(times):
    return median(times), quantiles(times, n=20)[-1]


def live(browser, site, name, work, given):
    """The answer of some JavaScript about an explainer that is awake."""
    with tab(browser) as (page, _):
        page.goto(site + homes()[name])
        element = page.locator(f"dnn-explainer[name={name}]")
        element.scroll_into_view_if_needed()
        element.evaluate("element => element.ready")
        return element.evaluate(work, given)


def slid(browser, site, name, times=60, slow=False):
    """ms from each of some moves of a mouse that drags the first slider to the painted figure."""
    with tab(browser, slow=slow) as (page, _):
        page.goto(site + homes()[name])
        element = page.locator(f"dnn-explainer[name={name}]")
        element.scroll_into_view_if_needed()
        element.evaluate("element => element.ready")
        element.evaluate(WATCH)
        box = element.locator("input[type=range]").first.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        for i in range(times):
            page.mouse.move(box["x"] + box["width"] * (0.02 if i % 2 else 0.98), box["y"] + box["height"] / 2)
            page.wait_for_timeout((120 if slow else 30) + 7 * (i % 5))
        return page.evaluate("window.times")


def bare(browser, site, name, slow):
    """Plotly alone, with two figures of the explainer."""
    explainer = explainers.load(name)
    figures = [explainer(**values(explainer, how)).to_plotly_json() for how in ("minimum", "maximum")]
    with tab(browser, slow=slow) as (page, _):
        page.add_script_tag(content=plotly.offline.get_plotlyjs())
        return page.evaluate(BARE, {"figures": [plain(figure) for figure in figures], "times": 40})


def numbered(control, number):
    """An edit of the first number of the first kernel."""
    return [1, 1, 1, number, *[None] * (control.size**2 - 1)]


def plain(figure):
    return json.loads(json.dumps(figure, cls=PlotlyJSONEncoder))


def in_pytorch(name, steps=500):
    """Steps a second of the same model in PyTorch, state carried by hand."""
    explainer = explainers.load(name)
    model, feeds = module(explainer.model).model(), explainer.feeds(explainer.defaults)
    start = time.perf_counter()
    for _ in range(steps):
        outputs = model(feeds)
        feeds.update({state: outputs[output] for state, output in explainer.carry.items()})
    return steps / (time.perf_counter() - start)


def measure():
    with chromium() as (browser, site):
        for words, slow, limits in [("desktop", False, (20, 40)), ("a phone's processor", True, (60, 120))]:
            middle, high = middle_and_95(slid(browser, site, "festival", slow=slow))
            alone = median(bare(browser, site, "festival", slow))
            yield f"festival: slider to painted figure, median, {words}", middle, "ms", limits[0]
            yield f"festival: slider to painted figure, 95 %, {words}", high, "ms", limits[1]
            yield f"  against bare Plotly.react of the same figure ({alone:.1f} ms)", middle / alone, "×", None
        for name in explainers.names():
            explainer = explainers.load(name)
            pads = [control for control in explainer.controls if control.kind == "pad"]
            if pads:
                drawings = [
                    {pads[0].name: explainer.checked(values(explainer, "random", seed))[pads[0].name]}
                    for seed in range(30)
                ]
                middle, high = middle_and_95(live(browser, site, name, SET, drawings))
                yield f"{name}: stroke to every layer painted, median", middle, "ms", 50
                yield f"{name}: stroke to every layer painted, 95 %", high, "ms", None
            if explainer.tally:
                kernels = [edit for edit in explainer.controls if edit.kind == "edits"]
                given = [{kernels[0].name: numbered(kernels[0], number / 10)} for number in range(1, 31)]
                middle, high = middle_and_95(live(browser, site, name, SET, given))
                yield f"{name}: a kernel changed to every layer painted, median", middle, "ms", 30
                middle, high = middle_and_95(live(browser, site, name, COUNTED, given))
                yield f"{name}: a kernel changed to what is counted painted, median", middle, "ms", 600
                yield f"{name}: a kernel changed to what is counted painted, 95 %", high, "ms", None
            if explainer.carry:
                yield (
                    f"{name}: painted steps a second",
                    round(1000 / median(live(browser, site, name, PAINTED_STEPS, 120))),
                    "/s",
                    -60 if name == "descent" else None,
                )
                large = explainer.plan.model.weights  # of which a step takes a tenth of a second
                unpainted = live(browser, site, name, STEPS, 10 if large else 20_000)
                yield f"{name}: unpainted steps a second", unpainted, "/s", -20_000 if name == "descent" else None
                yield (
                    "  against the same model in PyTorch",
                    unpainted / in_pytorch(name, 10 if large else 500),
                    "×",
                    None,
                )
