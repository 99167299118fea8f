"""A figure at work: from a touch to the painted answer, and steps a second; against plain Plotly and PyTorch."""
import json
import time
from importlib import import_module
from statistics import median, quantiles

import plotly
from plotly.utils import PlotlyJSONEncoder

import explainers
from tests.bench.chromium import SLOWER, chromium, tab
from tests.sampling import values
from tests.support import homes

# The figure is drawn in a frame's callback; the next task comes when that frame has been painted.
AFTER_PAINT = "new Promise(done => { const {port1, port2} = new MessageChannel(); port1.onmessage = done; port2.postMessage(0) })"

# Moves a slider as a finger does, and waits for the answer on the screen. given: how often.
SLIDE = f"""async (element, given) => {{
  const input = element.querySelector('input[type=range]');
  const updated = () => new Promise(done => element.addEventListener('explainer-update', done, {{once: true}}));
  const times = [];
  for (let i = 0; i < given; i++) {{
    const start = performance.now(), update = updated();
    input.value = i % 2 ? input.max : input.min;
    input.dispatchEvent(new Event('input', {{bubbles: true}}));
    await update;
    await {AFTER_PAINT};
    times.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 7 * (i % 5)));
  }}
  return times;
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

# given: {figures, times}: the same data, redrawn by Plotly alone.
BARE = f"""async ({{figures, times}}) => {{
  const box = document.body.appendChild(document.createElement('div')), taken = [];
  for (let i = 0; i < times; i++) {{
    const start = performance.now();
    await Plotly.react(box, figures[i % 2].data, figures[i % 2].layout, {{staticPlot: true}});
    await new Promise(done => requestAnimationFrame(done));
    await {AFTER_PAINT};
    taken.push(performance.now() - start);
  }}
  return taken.slice(2);
}}"""

STEPS = """async (element, given) => {
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < 2000) { await element.step(given); steps += given; }
  return 1000 * steps / (performance.now() - start);
}"""


def middle_and_95(times):
    return median(times), quantiles(times, n=20)[-1]


def live(browser, site, name, work, given, **options):
    """The answer of some JavaScript about an explainer that is awake."""
    with tab(browser, slower=options.get("slower")) as (page, _):
        page.goto(site + homes()[name])
        element = page.locator(f"dnn-explainer[name={name}]")
        element.scroll_into_view_if_needed()
        element.evaluate("element => element.ready")
        return element.evaluate(work, given)


def bare(browser, site, name, slower=None):
    """Plotly alone, with two figures of the explainer."""
    explainer = explainers.load(name)
    figures = [explainer(**values(explainer, how)).to_plotly_json() for how in ("minimum", "maximum")]
    with tab(browser, slower=slower) as (page, _):
        page.add_script_tag(content=plotly.offline.get_plotlyjs())
        return page.evaluate(BARE, {"figures": [plain(figure) for figure in figures], "times": 40})


def plain(figure):
    return json.loads(json.dumps(figure, cls=PlotlyJSONEncoder))


def in_pytorch(name, steps=500):
    """Steps a second of the same model in PyTorch, state carried by hand."""
    explainer = explainers.load(name)
    model, feeds = import_module(f"models.{explainer.model}").model(), explainer.feeds(explainer.defaults)
    start = time.perf_counter()
    for _ in range(steps):
        outputs = model(feeds)
        feeds.update({state: outputs[output] for state, output in explainer.carry.items()})
    return steps / (time.perf_counter() - start)


def measure():
    with chromium() as (browser, site):
        for words, slower, limits in [("desktop", None, (20, 40)), (f"{SLOWER}× slower processor", SLOWER, (60, 120))]:
            middle, high = middle_and_95(live(browser, site, "festival", SLIDE, 60, slower=slower))
            alone = median(bare(browser, site, "festival", slower))
            yield f"festival: slider to painted figure, median, {words}", middle, "ms", limits[0]
            yield f"festival: slider to painted figure, 95 %, {words}", high, "ms", limits[1]
            yield f"  against bare Plotly.react of the same figure ({alone:.1f} ms)", middle / alone, "×", None
        for name in explainers.names():
            explainer = explainers.load(name)
            pads = [control for control in explainer.controls if control.kind == "pad"]
            if pads:
                drawings = [{pads[0].name: explainer.checked(values(explainer, "random", seed))[pads[0].name]} for seed in range(30)]
                middle, high = middle_and_95(live(browser, site, name, SET, drawings))
                yield f"{name}: stroke to every layer painted, median", middle, "ms", 50
                yield f"{name}: stroke to every layer painted, 95 %", high, "ms", None
            if explainer.carry:
                yield f"{name}: painted steps a second", round(live(browser, site, name, STEPS, 1)), "/s", -60 if name == "descent" else None
                unpainted = live(browser, site, name, STEPS, 20_000)
                yield f"{name}: unpainted steps a second", unpainted, "/s", -20_000 if name == "descent" else None
                yield "  against the same model in PyTorch", unpainted / in_pytorch(name), "×", None
