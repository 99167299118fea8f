"""Every page and explainer, for a reader with a keyboard, a screen reader, or a wish for less motion."""
import pytest

import explainers
from tests.browsing import open_figure
from tests.support import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
COMPLAINTS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map(found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join("; ")}`)"""


def complaints(page):
    """What axe finds wrong."""
    page.tab.evaluate(AXE.read_text(encoding="utf-8"))
    return page.tab.evaluate(COMPLAINTS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(address, visit, scheme):
    page = visit(address, color_scheme=scheme, reduced_motion="reduce").live()
    assert complaints(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_embed(name, visit, scheme):
    page = visit(f"embed/{name}/", color_scheme=scheme, reduced_motion="reduce").live()
    assert complaints(page) == []


NATIVE = "input, select, button"
FOCUSED = """() => { const found = document.activeElement; window.focusables ??= []; window.focusables.push(found);
  return found.closest('dnn-explainer')?.getAttribute('name') ?? null }"""


def reached(figure):
    """Walk through the page with Tab: how many of the figure's native controls got no focus on the way."""
    tab = figure.page.tab
    tab.evaluate("() => { window.focusables = []; document.activeElement.blur(); window.scrollTo(0, 0) }")
    inside = False
    for _ in range(400):
        tab.keyboard.press("Tab")
        name = tab.evaluate(FOCUSED)
        if inside and name != figure.name:
            break
        inside = name == figure.name
    return figure.do(f"""[...element.querySelectorAll('{NATIVE}')].filter(it => it.checkVisibility() && !it.disabled && it.tabIndex >= 0
      && it.type !== 'radio' && !window.focusables.includes(it)).map(it => it.name || it.outerHTML)""")


def test_tab_reaches_every_control(name, visit):
    assert reached(open_figure(visit, name)) == []


def test_focus_is_seen(name, visit):
    figure = open_figure(visit, name)
    for control in figure.element.locator(NATIVE).locator("visible=true").all():
        if control.is_enabled():
            control.focus()
            figure.page.tab.keyboard.press("Shift")  # tells the browser that the keyboard is in use
            assert control.evaluate("it => { const style = getComputedStyle(it); return style.outlineStyle !== 'none' || style.boxShadow !== 'none' }")


KEYS = {"range": ["ArrowRight", "ArrowLeft"], "number": ["ArrowUp", "ArrowDown"], "select-one": ["ArrowDown", "ArrowUp"],
        "checkbox": ["Space"], "radio": ["ArrowDown", "ArrowUp"]}


def test_keys_change_every_value(name, explainer, visit):
    figure = open_figure(visit, name)
    for control in explainer.spec()["controls"]:
        for field in figure.element.locator(f'[name="{control["name"]}"]').locator("visible=true").all():
            kind = field.evaluate("it => it.type")
            if kind not in KEYS or not field.is_enabled():
                continue
            before = figure.values
            for key in KEYS[kind]:  # the first may find the control at its end already
                if figure.values == before:
                    field.focus()
                    figure.page.tab.keyboard.press(key)
                    figure.do("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
            assert figure.values != before, f"{control['name']} ({kind}) does not follow its keys"
            assert figure.values[control["name"]] != before[control["name"]]


def test_keys_draw_on_a_pad(name, explainer, visit):
    pads = [control.name for control in explainer.controls if control.kind == "pad"]
    if not pads:
        pytest.skip("has no pad to draw on")
    figure = open_figure(visit, name)
    drawn = figure.values
    figure.element.locator("button[name=clear]").first.press("Enter")
    figure.page.tab.wait_for_timeout(200)
    cleared = figure.values
    figure.element.locator("canvas").first.focus()
    for key in ["Space", "ArrowRight", "ArrowRight", "ArrowDown"]:
        figure.page.tab.keyboard.press(key)
    figure.page.tab.wait_for_timeout(200)
    assert all(cleared[pad] not in (drawn[pad], figure.values[pad]) for pad in pads)


def test_keys_step_and_reset(name, explainer, visit):
    if not explainer.carry:
        pytest.skip("carries no state")
    figure = open_figure(visit, name)
    start = figure.outputs
    for key, moved in (("step", True), ("reset", False)):
        figure.element.locator(f"button[name={key}]").press("Enter")
        figure.do("element.set({})")                        # answered after what the key has set going
        now = figure.outputs
        assert any((now[output] != start[output]).any() for output in start) == moved


def test_with_less_motion_it_steps_instead_of_running(name, explainer, visit):
    if not explainer.carry:
        pytest.skip("carries no state")
    figure = open_figure(visit, name, reduced_motion="reduce")
    figure.do("element.addEventListener('explainer-update', event => element.steps = event.detail.step)")
    figure.element.locator("button[name=play]").press("Enter")
    figure.page.tab.wait_for_timeout(1500)
    assert 1 <= figure.do("element.steps ?? 0") <= 5      # one a second; running would be ten or more


def test_nothing_moves_by_itself_with_less_motion(address, visit):
    page = visit(address, reduced_motion="reduce")
    moving = "document.getAnimations().filter(it => it.playState === 'running' && it.effect.getComputedTiming().duration > 100).length"
    assert page.tab.evaluate(moving) == 0
    page.live().tab.wait_for_timeout(500)
    assert [figure.summary for figure in page.figures()] == [explainers.load(figure.name).describe() for figure in page.figures()]


def test_the_figure_is_said_in_words(name, explainer, visit):
    figure = open_figure(visit, name)
    assert figure.summary == explainer.describe()
    assert figure.element.locator("[aria-live=polite]").count() == 1
