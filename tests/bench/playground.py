"""The playground while it trains as fast as it can: samples and pictures a second, and how soon a touch is answered."""

import gzip
import itertools
import json
import subprocess
import sys

from tests.bench.chromium import chromium, tab
from tests.bench.figure import middle_and_95
from tests.support import SITE

NAME = "playground"
ONLY = {f"feature_{place}": place < 2 for place in range(7)}  # x and y
NETWORKS = {"2-4-2-1": {"units_1": 4, "units_2": 2, **ONLY}, "2-8-8-1": {"units_1": 8, "units_2": 8, **ONLY}}
BATCH = 10
SLOW = 4  # times

PLAY = """element => {
  element.querySelector('[name=speed]').value = 'fastest';
  element.querySelector('[name=play]').click();
}"""
PAUSE = "element => element.querySelector('[name=play]').click()"

# Steps and pictures a second, of four seconds, once it has trained for one and a half.
RATES = """async (element, values) => {
  await element.set(values);
  await element.reset();
  let [step, pictures] = [0, 0];
  const look = ({detail}) => { step = detail.step; pictures++; };
  const wait = ms => new Promise(done => setTimeout(done, ms));
  element.addEventListener('explainer-update', look);
  element.querySelector('[name=play]').click();
  await wait(1500);
  const [start, from, drawn] = [performance.now(), step, pictures];
  await wait(4000);
  const seconds = (performance.now() - start) / 1000;
  element.removeEventListener('explainer-update', look);
  element.querySelector('[name=play]').click();
  return [(step - from) / seconds, (pictures - drawn) / seconds];
}"""

SET = """async (element, given) => {
  const times = [];
  for (const values of given) {
    await new Promise(done => setTimeout(done, 120 + 60 * Math.random()));
    const start = performance.now();
    await element.set(values);
    times.push(performance.now() - start);
  }
  return times;
}"""

# Marks in the trace: when a click on a switch was heard, how long it had waited by then, and when its answer was drawn.
MARK = """element => {
  let waits = false;
  const input = element.querySelector('[name=feature_6]');
  input.addEventListener('click', event => {
    waits = true;
    performance.mark('heard', {detail: performance.now() - event.timeStamp});
  }, {capture: true});
  element.addEventListener('explainer-update', ({detail}) => {
    if (waits && detail.values.feature_6 === input.checked) performance.mark('answered');
    if (detail.values.feature_6 === input.checked) waits = false;
  });
}"""

SCRUB = """async element => {
  const slider = element.querySelector('[name=scrub]');
  const times = [];
  for (let i = 0; i < 40; i++) {
    const start = performance.now();
    const drawn = new Promise(done => element.addEventListener('explainer-update', done, {once: true}));
    slider.value = String((i * 7919) % 20000);
    slider.dispatchEvent(new Event('input'));
    await drawn;
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - start);
  }
  return times;
}"""


def settings(count=60):
    """Values to be set, of four controls in turn."""
    kinds = ["tanh", "ReLU", "sigmoid"]
    for i in range(count):
        yield [
            {"learning_rate": 0.01 * (1 + i % 3)},
            {"units_1": 4 + i % 5},
            {"noise": 0.01 * (i % 9)},
            {"activation_1": kinds[i // 4 % 3]},
        ][i % 4]


def opened(page, site):
    page.goto(f"{site}embed/{NAME}/")
    element = page.locator("dnn-explainer")
    element.evaluate("element => element.ready")
    return element


def clicked(browser, page, element, times=40):
    """ms from clicks on a switch, by the mouse's own time, to the end of the frame with the answer's picture."""
    element.evaluate(MARK)
    switch = element.locator("[name=feature_6]")
    switch.scroll_into_view_if_needed()
    box = switch.bounding_box()
    element.evaluate(PLAY)
    page.wait_for_timeout(1500)
    browser.start_tracing(page=page, categories=["devtools.timeline", "cc", "blink.user_timing"])
    for i in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(500 + 31 * i % 120)
    events = sorted(json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event["ts"])
    element.evaluate(PAUSE)
    frames = [event for event in events if event["name"] == "ProxyMain::BeginMainFrame" and event["ph"] == "X"]
    marks = [event for event in events if event["name"] in ("heard", "answered")]
    taken = []
    for heard, answered in itertools.pairwise(marks):
        if (heard["name"], answered["name"]) == ("heard", "answered"):
            ends = (frame["ts"] + frame["dur"] for frame in frames if frame["ts"] + frame["dur"] > answered["ts"])
            waited = float(heard["args"]["data"]["detail"])
            taken += [waited + (end - heard["ts"]) / 1000 for end in [next(ends, None)] if end]
    if len(taken) < times * 0.9:
        raise RuntimeError(f"only {len(taken)} of {times} clicks were answered in the trace")
    return taken


def held(page):
    """Bytes of JavaScript's heap, once what nobody needs is gone."""
    page.evaluate("gc()")
    page.wait_for_timeout(300)
    page.evaluate("gc()")
    return page.evaluate("performance.memory.usedJSHeapSize")


def measure():
    with chromium("--enable-precise-memory-info", "--js-flags=--expose-gc") as (browser, site):
        for rate, words, least, pictures in [(1, "", 1e6, 15), (SLOW, f", processor {SLOW} times slower", 250e3, None)]:
            with tab(browser, rate=rate) as (page, _):
                element = opened(page, site)
                element.evaluate("element => (element.querySelector('[name=speed]').value = 'fastest')")
                for network, values in NETWORKS.items():
                    steps, drawn = element.evaluate(RATES, values)
                    yield f"playground {network}: samples a second{words}", BATCH * steps, "/s", -least
                    yield f"  pictures a second{words}", drawn, "/s", pictures and -pictures
            with tab(browser, rate=rate) as (page, _):
                middle, high = middle_and_95(clicked(browser, page, opened(page, site)))
                yield f"playground: click to painted answer while it trains, median{words}", middle, "ms", 100
                yield f"playground: click to painted answer while it trains, 95 %{words}", high, "ms", None
        with tab(browser) as (page, _):
            element = opened(page, site)
            element.evaluate(PLAY)
            middle, high = middle_and_95(element.evaluate(SET, list(settings())))
            yield "playground: any setting while it trains, to painted, median", middle, "ms", 50
            yield "playground: any setting while it trains, to painted, 95 %", high, "ms", 100
        with tab(browser) as (page, _):
            element = opened(page, site)
            element.evaluate("element => element.step(20_000)")
            yield "playground: from step 20,000 to any step, longest", max(element.evaluate(SCRUB)), "ms", 200
            element.evaluate("element => element.reset()")
            before = None
            for _ in range(50):
                element.evaluate("element => element.step(200_000)")
                before = before or held(page)
            yield "playground: memory after 10 million steps against 200,000", held(page) / before, "×", 1.1
    seconds, used = python()
    yield "playground: 20,000 steps in Python", seconds, "s", 10
    yield "  memory that takes", used, "MB", 300
    files = SITE / "assets" / "explainers"
    spec = [files / f"{NAME}.json", *files.glob(f"{NAME}-*.bin")]
    yield "playground: spec and data, gzip", sum(map(packed, spec)), "kB", 200
    yield "playground: wasm of the largest depth, gzip", max(map(packed, files.glob(f"{NAME}-*.wasm"))), "kB", 150


PYTHON = r"""
import re, time
from pathlib import Path
import explainers
playground = explainers.load("playground")
playground.after(1)
start = time.perf_counter()
playground.run(steps=20_000, units_1=4, units_2=2, **{f"feature_{place}": place < 2 for place in range(7)})
seconds = time.perf_counter() - start
# Its own peak; that of `resource` begins with the parent's.
print(seconds, int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def python():
    """(seconds, MB at most, with all that is imported) of a run in Python."""
    done = subprocess.run([sys.executable, "-c", PYTHON], capture_output=True, text=True, check=True)
    return map(float, done.stdout.split())


def packed(path):
    """kB that it takes on its way."""
    return len(gzip.compress(path.read_bytes())) / 1000
