"""A figure comes alive by itself when the page is calm, and at once for a reader who touches it."""

import io

import PIL.Image
import pytest

import explainers
from explainers._core.picture import theme
from tests.support import homes, large, spec

pytestmark = pytest.mark.player
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
BUSY = "window.requestIdleCallback = () => 0"  # a page that always has something else to do
# One that has something else to do from when its figure begins to wake.
BUSY_HALFWAY = """
const idle = window.requestIdleCallback;
window.requestIdleCallback = (call) =>
  document.querySelector('dnn-explainer').dataset.state === 'loading' ? 0 : idle(call);
"""
# A page that is busy until told otherwise, and when its figures begin to wake and a scroll ends.
BUSY_FIRST = """
const [idle, waiting] = [(call) => setTimeout(call), []]; // at once, also while the page scrolls
window.requestIdleCallback = (call) => waiting.push(call);
window.release = () => { window.requestIdleCallback = idle; waiting.splice(0).forEach(call => idle(call)) };
window.busy = () => waiting.length > 0;
window.times = {};
new MutationObserver(() => {
  if (document.querySelector('dnn-explainer')?.dataset.state !== 'still') times.wake ??= performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-state']});
addEventListener('scrollend', () => { times.still = performance.now() }, true);
"""


def near(visit, name, **options):
    """A phone that has just scrolled to a figure."""
    figure = visit(homes()[name], **PHONE | options).figure(name)
    figure.element.scroll_into_view_if_needed()
    return figure


def held(visit, name, **options):
    """A phone whose page is busy, with a figure that waits for it, and DevTools, which have fingers."""
    figure = near(visit, name, script=BUSY_FIRST, **options)
    tab = figure.page.tab
    tab.wait_for_function("window.busy()")
    assert figure.state == "still"
    return figure, tab, figure.page.context.new_cdp_session(tab)


def test_a_phone_draws_by_itself(name, visit):
    figure = near(visit, name)
    if large(explainers.load(name).model):
        figure.page.frames(30)  # that it stays so is the promise
        assert figure.state == "still", "its network is loaded only when the reader asks for it"
    else:
        figure.wait("live")


def test_a_busy_phone_draws_at_the_first_touch(name, visit):
    figure = near(visit, name, script=BUSY)
    figure.page.frames(30)  # that it stays so is the promise
    assert figure.state == "still"
    figure.element.locator(".dnn-controls :is(input, button):visible").first.tap()
    figure.wait("live")


@pytest.mark.where(lambda explainer: any(control.kind == "slider" for control in explainer.controls))
def test_the_touch_that_wakes_a_figure_is_answered(name, visit):
    figure = visit(homes()[name], script=BUSY, **PHONE).figure(name)
    tab = figure.page.tab
    figure.element.evaluate(
        "element => element.addEventListener('explainer-update', event => window.told = event.detail.values)"
    )
    slider = figure.element.locator("input[type=range]:visible:enabled").first
    slider.scroll_into_view_if_needed()
    slider.press("End")
    tab.wait_for_function("window.told")
    control = slider.get_attribute("name")
    assert tab.evaluate("window.told")[control] == figure.values[control]
    assert slider.input_value() == slider.get_attribute("max")


def test_a_figure_that_is_half_awake_goes_on_for_a_reader_who_asks(visit):
    figure = near(visit, "festival", script=BUSY_HALFWAY)
    figure.wait("loading")
    figure.page.frames(30)  # that it stays so is the promise
    assert figure.state == "loading"
    figure.element.locator("input[type=range]").first.evaluate("it => it.focus({preventScroll: true})")
    figure.wait("live")


def test_a_button_that_was_pressed_too_early_is_pressed_once_it_lives(visit):
    figure = near(visit, "descent", script=BUSY)
    figure.element.locator("button[name=step]").evaluate("it => it.click()")
    figure.wait("live")
    figure.answered()
    assert figure.element.locator("[name=scrub]").get_attribute("aria-valuetext") == "step 1"


def test_what_was_drawn_too_early_is_drawn_once_it_lives(visit):
    figure = near(visit, "digits", script=BUSY)
    canvas = figure.element.locator(".dnn-controls canvas").first
    canvas.scroll_into_view_if_needed()
    box, mouse = canvas.bounding_box(), figure.page.tab.mouse
    mouse.move(box["x"] + 20, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + 60, box["y"] + 60, steps=4)
    mouse.up()
    figure.wait("live")
    figure.answered()
    sample = next(control["value"] for control in spec("digits")["controls"] if control["kind"] == "pad")
    assert figure.values["drawing"] != sample


def finger(tools, *points):
    """Put a finger down at the first point and move it to the others."""
    for kind, (x, y) in zip(["touchStart"] + ["touchMove"] * len(points), points):
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def lift(tools):
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_nothing_wakes_under_a_finger(visit):
    figure, tab, tools = held(visit, "festival")
    finger(tools, (200, 100))
    tab.evaluate("window.release()")
    figure.page.frames(30)  # that it stays so is the promise
    assert figure.state == "still"
    lift(tools)
    figure.wait("live")


def test_nothing_wakes_while_a_finger_scrolls(visit):
    figure, tab, tools = held(visit, "festival")
    tab.evaluate("""(() => {
      const first = {once: true, capture: true};
      addEventListener('touchstart', () => addEventListener('scroll', () => window.release(), first), first);
    })()""")
    finger(tools, *((200, y) for y in range(600, 300, -10)))
    tab.wait_for_function("!window.busy()")  # the scroll has begun
    assert figure.state == "still"
    lift(tools)
    figure.wait("live")
    times = tab.evaluate("window.times")
    assert times["wake"] >= times["still"]


def test_nothing_wakes_while_the_page_still_scrolls_after_the_finger_has_gone(visit):
    figure, tab, _ = held(visit, "festival", reduced_motion="no-preference")
    figure.page.frames(30)  # the scroll that has led here ends
    tab.evaluate("""(() => {
      window.times = {};
      addEventListener('scroll', () => window.release(), {once: true, capture: true});
      scrollBy({top: -300, behavior: 'smooth'});
    })()""")
    figure.wait("live")
    tab.wait_for_function("window.times.still")
    times = tab.evaluate("window.times")
    assert times["wake"] >= times["still"]


def test_a_finger_on_a_control_wakes_its_figure_while_it_is_down(visit):
    figure, _, tools = held(visit, "festival")
    box = figure.element.locator("input[type=range]").first.bounding_box()
    finger(tools, (box["x"] + 30, box["y"] + box["height"] / 2))
    figure.wait("live")
    lift(tools)


def test_what_plays_by_itself_rests_under_a_finger(visit):
    count = "addEventListener('explainer-update', event => { window.step = event.detail.step }, true)"
    page = visit("", script=count, **{**PHONE, "reduced_motion": "no-preference"})
    tab, tools = page.tab, page.context.new_cdp_session(page.tab)
    tab.wait_for_function("window.step > 0")
    finger(tools, (200, 20))
    page.frames(10)
    before = tab.evaluate("window.step")
    page.frames(30)  # that it stays so is the promise
    assert tab.evaluate("window.step") == before < 240
    lift(tools)
    tab.wait_for_function("before => window.step > before", arg=before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, {"viewport": {"width": 1280, "height": 800}}], ids=["phone", "desktop"])
def test_a_place_is_never_blank(visit, scheme, device):
    """While no still picture comes, a soft color stands there."""
    page = visit(
        "404.html",
        script=BUSY,
        block=(r"hero-[a-z]+-[a-z]+\.svg", lambda route: None),
        color_scheme=scheme,
        expect_problems=True,
        **device,
    )
    page.tab.goto(page.site, wait_until="domcontentloaded")
    place = page.figure("hero").element.locator(".dnn-still img:visible")
    box = place.bounding_box()
    shot = PIL.Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    assert box["height"] > 200 and box["width"] > 300
    colors = {
        "#%02x%02x%02x" % shot.getpixel((int(x * shot.width), int(y * shot.height)))
        for x in (0.05, 0.5, 0.95)
        for y in (0.05, 0.5, 0.95)
    }
    assert colors == {theme.colors(scheme)["surface"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_first_picture_is_asked_for_at_once_and_alone(address, visit, scheme):
    page = visit(address, color_scheme=scheme, **PHONE)
    first = page.tab.evaluate("document.querySelector('dnn-explainer')?.getAttribute('name')")
    if not first:
        pytest.skip("has no figure")
    asked = page.tab.evaluate(
        """name => performance.getEntriesByType('resource').map(entry => [entry.name.split('/').pop(),
        entry.initiatorType])
      .filter(([file]) => file.startsWith(`${name}-`) && file.endsWith('.svg'))""",
        first,
    )
    assert asked == [[f"{first}-narrow-{scheme}.svg", "link"]]
