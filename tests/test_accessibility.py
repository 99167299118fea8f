"""Every page and explainer, for a reader with a keyboard, a screen reader, or a wish for less motion."""

import numpy as np
import pytest

import explainers
from tests.support import CARRIED, ROOT, spec

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
COMPLAINTS = """async rules => (await axe.run(document, {resultTypes: ["violations"], ...rules})).violations
  .map(({id, nodes}) => {
    const some = nodes.slice(0, 3).map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? ""));
    return `${id}: ${some.join("; ")}`;
  })"""


# Of a page that is clean in one theme, the other changes only the colors.
COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def complaints(page, rules):
    """What axe finds wrong."""
    page.tab.evaluate(AXE.read_text(encoding="utf-8"))
    return page.tab.evaluate(COMPLAINTS, rules)


@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", COLORS)], ids=["light", "dark"])
def test_axe_finds_nothing(address, at, scheme, rules):
    assert complaints(at(address, scheme=scheme), rules) == []


@pytest.mark.player
def test_an_embed_fits_a_narrow_frame_and_axe_finds_nothing(name, visit):
    page = visit(f"embed/{name}/", viewport={"width": 320, "height": 640}, has_touch=True, reduced_motion="reduce")
    page.live()
    for scheme, rules in (("light", {}), ("dark", COLORS)):
        page.tab.emulate_media(color_scheme=scheme)
        page.figure(name).answered()
        assert complaints(page, rules) == []
        assert page.tab.evaluate("document.documentElement.scrollWidth") <= 320


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
    return figure.do(f"""[...element.querySelectorAll('{NATIVE}')]
      .filter(it => it.checkVisibility({{visibilityProperty: true}}) && !it.disabled && it.tabIndex >= 0
      && it.type !== 'radio' && !window.focusables.includes(it)).map(it => it.name || it.outerHTML)""")


def test_tab_reaches_every_control(figure):
    assert reached(figure) == []


def test_focus_is_seen(figure):
    for control in figure.element.locator(NATIVE).locator("visible=true").all():
        if control.is_enabled():
            control.focus()
            figure.page.tab.keyboard.press("Shift")  # tells the browser that the keyboard is in use
            assert control.evaluate(
                "it => { const style = getComputedStyle(it); return style.outlineStyle !== 'none' || style.boxShadow "
                "!== 'none' }"
            )


KEYS = {
    "range": ["ArrowRight", "ArrowLeft"],
    "number": ["ArrowUp", "ArrowDown"],
    "select-one": ["ArrowDown", "ArrowUp"],
    "checkbox": ["Space"],
    "radio": ["ArrowDown", "ArrowUp"],
}


def test_keys_change_every_value(explainer, figure):
    for control in spec(explainer.name)["controls"]:
        for field in figure.element.locator(f'[name="{control["name"]}"]').locator("visible=true").all():
            kind = field.evaluate("it => it.type")
            if kind not in KEYS or not field.is_enabled():
                continue
            before = now = figure.values
            for key in KEYS[kind]:  # the first may find the control at its end already
                if now == before:
                    field.focus()
                    figure.page.tab.keyboard.press(key)
                    now = figure.values
            assert now != before, f"{control['name']} ({kind}) does not follow its keys"
            assert now[control["name"]] != before[control["name"]]
    asked = figure.values
    figure.answered()
    assert figure.values == asked, "and the figure follows"


def pads(explainer):
    return [control.name for control in explainer.controls if control.kind == "pad"]


@pytest.mark.where(lambda explainer: pads(explainer))
def test_keys_draw_on_a_pad(explainer, figure):
    applying(explainer, figure, "pad")
    drawn = figure.values
    figure.element.locator("button[name=clear]").first.press("Enter")
    figure.answered()
    cleared = figure.values
    figure.element.locator(".dnn-pad canvas").first.focus()
    for key in ["Space", "ArrowRight", "ArrowRight", "ArrowDown"]:
        figure.page.tab.keyboard.press(key)
    figure.answered()
    assert all(cleared[pad] not in (drawn[pad], figure.values[pad]) for pad in pads(explainer))


@CARRIED
def test_keys_step_and_reset(explainer, figure):
    applying(explainer, figure)
    start = figure.outputs
    for key, moved in (("step", True), ("reset", False)):
        figure.element.locator(f"button[name={key}]").press("Enter")
        figure.answered()
        now = figure.outputs
        assert any(not np.array_equal(now[output], start[output], equal_nan=True) for output in start) == moved


def applying(explainer, figure, kind="play"):
    """Have the controls of a kind in sight, where they are seen only while another control has some value."""
    for control in explainer.controls:
        if control.kind == kind and control.when:
            figure.do("element.set(given)", {control.when[0]: control.when[1]})


GAP = """new Promise(done => {
  const times = [];
  const listening = new AbortController();
  element.addEventListener("explainer-update", ({ detail: { step } }) => {
    if (step > times.length) times.push(...new Array(step - times.length).fill(performance.now()));
    if (times.length < 3) return;
    listening.abort();
    done(times[2] - times[0]);
  }, { signal: listening.signal });
  element.querySelector("button[name=play]").click();
})"""


@CARRIED
@pytest.mark.player
def test_with_less_motion_it_steps_instead_of_running(explainer, figure):
    applying(explainer, figure)
    assert figure.do(GAP) > 1100  # ms for two steps: one a second; running would take 1000 at most


def test_nothing_moves_by_itself_with_less_motion(address, at):
    opening = at(address).opening
    assert opening["moving"] == 0
    assert opening["said"] == {name: explainers.load(name).describe() for name in opening["said"]}


def test_the_figure_is_said_in_words(explainer, figure):
    assert figure.summary == explainer.describe()
    assert figure.element.locator("[aria-live=polite]").count() == 1
