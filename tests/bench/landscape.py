"""A landscape turned by hand: pictures a second; and one that is trained, and cut by both planes."""

from tests.bench.chromium import chromium, tab
from tests.bench.figure import PAINTED
from tests.support import homes

# Pictures a second while a pointer is dragged across the landscape for four seconds, an event a frame, as a finger has
# it. (Events sent from outside wait for an answer each, and come more slowly.)
TURN = f"""async (element, [x, y]) => {{
  const [held, painted] = [document.elementFromPoint(x, y), []];
  const fire = (type, across) => held.dispatchEvent(new PointerEvent(type, {{
    bubbles: true, cancelable: true, pointerId: 7, button: 0, clientX: x + across, clientY: y
  }}));
  element.addEventListener('explainer-update', async () => {{
    await {PAINTED};
    painted.push(performance.now());
  }});
  fire('pointerdown', 0);
  const start = performance.now();
  for (let i = 1; performance.now() - start < 4000; i++) {{
    await new Promise(done => requestAnimationFrame(done));
    fire('pointermove', i % 200);
  }}
  fire('pointerup', 0);
  return 1000 * (painted.length - 1) / (painted.at(-1) - painted[0]);
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
    with tab(browser, **device) as (page, _):
        element = awake(page, site, name)
        if name == "real_landscape":
            element.evaluate("element => element.step(300)")
        box = element.locator(".dnn-stage").bounding_box()
        return element.evaluate(TURN, [box["x"] + 0.15 * box["width"], box["y"] + min(0.5 * box["height"], 180)])


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
                yield (
                    f"{name}: turned by a drag, pictures, {words}",
                    turned(browser, site, name, **device),
                    "/s",
                    -least,
                )
            whole, longest = trained(browser, site, **device)
            yield f"real_landscape: trained, and both planes drawn, {words}", whole, "ms", most
            yield f"  longest time without an answer, {words}", longest, "ms", None
