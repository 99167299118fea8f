"""The large network in the page: the first guess, steps of nudging and dreaming, and how the page behaves meanwhile."""

from pathlib import Path
from statistics import median

from explainers._core.controls._photographs import samples
from tests.bench.chromium import LINE, chromium, profile, tab

# Frames that came late while a figure played for so many seconds: the longest task, and the longest gap between two
# frames, in ms.
WHILE = """async (element, seconds) => {
  let longest = 0, gap = 0, frames = 0, last = performance.now();
  const tasks = new PerformanceObserver(list => {
    for (const {duration} of list.getEntries()) longest = Math.max(longest, duration);
  });
  tasks.observe({type: 'longtask'});
  element.querySelector('button[name=play]').click();
  const end = last + 1000 * seconds;
  while (last < end) {
    const now = await new Promise(requestAnimationFrame);
    gap = Math.max(gap, now - last);
    last = now;
    frames++;
  }
  element.querySelector('button[name=play]').click();
  return {longest, gap, rate: frames / seconds};
}"""

STEPS = """async (element, given) => {
  const times = [];
  for (let i = 0; i < given; i++) {
    const start = performance.now();
    await element.step(1);
    times.push(performance.now() - start);
  }
  return times;
}"""

# From the start of the page's opening, asked for as soon as there is anyone to ask; it runs in the page, as the bench
# is slow to ask.
FIRST = """
window.first = customElements.whenDefined('dnn-explainer').then(async () => {
  await document.querySelector('dnn-explainer')?.ready;
  return performance.now();
});
"""

COLD = """async element => {
  await customElements.whenDefined('dnn-explainer');
  const seen = [], progress = element.querySelector('progress');
  const look = () => progress.checkVisibility() && seen.push([performance.now(), progress.value]);
  const timer = setInterval(look, 100);
  await element.ready;
  clearInterval(timer);
  return [seen, performance.now()];
}"""

WAKE = """async element => {
  const start = performance.now();
  await element.ready;
  return performance.now() - start;
}"""


def measure():
    """(what, value, unit, limit) of each."""
    with chromium() as (browser, site):
        with tab(browser) as (page, _):
            element = opened(page, f"{site}wonders/fooling/", "fool")
            yield "nudge step, to painted, median", median(element.evaluate(STEPS, 20)[2:]), "ms", 250
            element = opened(page, f"{site}wonders/dream/", "dream")
            for octaves, size in (("3: from large to fine", 128), ("2", 224), ("1: fine detail only", 320)):
                element.evaluate("(element, octaves) => element.set({octaves}).then(() => element.reset())", octaves)
                yield (
                    f"dream step at {size} px, to painted, median",
                    median(element.evaluate(STEPS, 9)[2:]),
                    "ms",
                    200 if size == 224 else None,
                )
            for name, address in (("dream", "wonders/dream/"), ("fool", "wonders/fooling/")):
                element = opened(page, site + address, name)
                element.evaluate("element => { element.querySelector('[name=speed]').value = '10' }")
                found = element.evaluate(WHILE, 8)
                yield f"{name}: longest task of the page while it plays", found["longest"], "ms", 50
                yield f"{name}: longest gap between two frames", found["gap"], "ms", None
                yield f"{name}: frames a second while it plays", found["rate"], "/s", None
        for stay, words in (
            (0, "first guess, files cached by a visit that was left at once"),
            (6, "first guess, files cached by a visit of 6 s"),
        ):
            with profile(browser, FIRST) as page:
                warm = []
                for opening in range(12):
                    page.goto(f"{site}convnets/imagenet/", wait_until="commit")
                    warm.append(page.evaluate("window.first"))
                    if opening == 1:
                        page.wait_for_timeout(1000 * stay)  # until the browser has kept what it compiled
                yield f"{words}, median", median(warm[2:]), "ms", 1500
                yield "  the slowest of ten", max(warm[2:]), "ms", None
        with tab(browser) as (page, tools):
            tools.send("Network.emulateNetworkConditions", LINE)
            page.goto(f"{site}convnets/imagenet/", wait_until="commit")
            page.wait_for_selector("dnn-explainer[name=top5]", state="attached")
            bar, took = page.locator("dnn-explainer[name=top5]").evaluate(COLD)
            yield "first guess after opening the page, nothing cached, 1.6 Mbit/s", took / 1000, "s", None
            yield "  until its progress bar shows", bar[0][0] / 1000, "s", None
            yield "  different states of the bar that were seen", len({value for _, value in bar}), "", None
        with tab(browser) as (page, _):
            yield from memory(browser, page, site)


def memory(browser, page, site):
    """The memory of the page's processes, its threads and their networks included, after ten photos and two pages,
    against after one photo.

    What is kept: garbage, of which there is more or less at any moment, is collected before both.
    """
    tools, own = browser.new_browser_cdp_session(), page.context.new_cdp_session(page)

    def used():
        page.wait_for_timeout(2000)
        own.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(1000)
        processes = [
            each["id"] for each in tools.send("SystemInfo.getProcessInfo")["processInfo"] if each["type"] == "renderer"
        ]
        return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in processes)

    def look(names):
        element = opened(page, f"{site}convnets/imagenet/", "top5")
        for name in names:
            element.evaluate("(element, photo) => element.set({photo})", name)

    names = list(samples())[:10]
    look(names[:1])
    first = used()
    look(names)
    opened(page, f"{site}wonders/fooling/", "fool").evaluate("element => element.step(3)")
    look(names)
    yield "memory after ten photos and two pages, against after one", used() / first, "×", 1.1


def opened(page, address, name):
    """The element of an explainer, awake."""
    page.goto(address)
    element = page.locator(f"dnn-explainer[name={name}]")
    element.evaluate(WAKE)
    return element
