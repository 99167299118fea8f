"""The live camera: pictures a second that have gone through the model and are painted."""

from itertools import pairwise
from statistics import median

from tests.bench.chromium import chromium, tab
from tests.bench.figure import PAINTED
from tests.bench.landscape import awake
from tests.camera import CAMERA

RATE = 60  # pictures a second of the made-up camera, so that it is not what limits them
FRAMES = 120
# When each of so many pictures was painted.
FILM = f"""async (element, count) => {{
  const painted = [];
  const done = new Promise(done => element.addEventListener('explainer-update', async () => {{
    await {PAINTED};
    painted.push(performance.now());
    if (painted.length === count) done();
  }}));
  element.querySelector('button[name=camera]').click();
  await done;
  return painted;
}}"""


def filmed(browser, site, name, **device):
    """ms between two pictures, each time, without the first second's."""
    with tab(browser, **device) as (page, _):
        element = awake(page, site, name)
        page.evaluate(CAMERA, RATE)
        times = element.evaluate(FILM, FRAMES)
        return [after - before for before, after in pairwise(times) if before > times[0] + 1000]


def measure():
    with chromium() as (browser, site):
        for words, device, least in [("desktop", {}, 30), ("phone, 4 times slower", {"phone": True, "rate": 4}, 15)]:
            for name, limit in (("filters", -least), ("two_filters", None)):
                between = median(filmed(browser, site, name, **device))
                yield f"{name}: 320 × 240 camera, painted, median, {words}", 1000 / between, "/s", limit
