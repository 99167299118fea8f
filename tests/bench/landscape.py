"""A landscape turned by hand: pictures a second; and one that is trained, and cut by both planes."""

from itertools import pairwise
from statistics import median

from tests.bench.chromium import chromium, tab
from tests.bench.figure import PAINTED
from tests.support import homes

# Notes when each answer's picture has been painted.
WATCH = f"""element => {{
  window.painted = [];
  element.addEventListener('explainer-update', async () => {{
    await {PAINTED};
    window.painted.push(performance.now());
  }});
}}"""
# ms of training at full speed, of the picture in its own plane, and the longest time that the page was busy at once.
TRAIN = f"""async element => {{
  let longest = 0, before = performance.now(), over = false;
  const beat = () => {{
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    if (!over) setTimeout(beat);
  }};
  beat();
  const start = performance.now();
  const play = element.querySelector('button[name=play]');
  play.click();
  while (element.outputs.to_go > 0 || element.outputs.step < 1) await {PAINTED};
  await element.set({{plane: 'its own path'}});
  await {PAINTED};
  over = true;
  return [performance.now() - start, longest];
}}"""


def turned(browser, site, name, **device):
    """Pictures a second while a mouse drags across the landscape, an event a frame."""
    with tab(browser, **device) as (page, _):
        element = awake(page, site, name)
        if name == "real_landscape":
            element.evaluate("element => element.step(300)")
        element.evaluate(WATCH)
        box = element.locator(".dnn-stage").bounding_box()
        x, y = box["x"] + 0.15 * box["width"], box["y"] + min(0.5 * box["height"], 180)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 0.15 * box["width"], y + 20, steps=120)
        page.mouse.up()
        painted = page.evaluate("window.painted")
        return 1000 / median(after - before for before, after in pairwise(painted) if after - before > 1)


def awake(page, site, name):
    page.goto(site + homes()[name])
    element = page.locator(f"dnn-explainer[name={name}]")
    element.scroll_into_view_if_needed()
    element.evaluate("element => element.ready")
    page.wait_for_timeout(1500)
    return element


def trained(browser, site, **device):
    with tab(browser, **device) as (page, _):
        element = awake(page, site, "real_landscape")
        return element.evaluate(TRAIN)


def measure():
    with chromium() as (browser, site):
        for words, device, least, most in [
            ("desktop", {}, 30, 5000),
            ("a phone's processor", {"slow": True}, 15, 20000),
        ]:
            for name in ("landscape", "real_landscape"):
                yield f"{name}: turned, pictures a second, {words}", turned(browser, site, name, **device), "/s", -least
            whole, longest = trained(browser, site, **device)
            yield f"real_landscape: trained, and both planes drawn, {words}", whole, "ms", most
            yield f"  longest time without an answer, {words}", longest, "ms", None
