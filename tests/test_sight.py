"""On a phone, upright or lying down, with its keyboard open or not, the panel that answers is in sight while a control
is used.
"""

from itertools import product

import pytest

from tests.support import homes, spec

# Each is opened upright or lying down: to be turned is another matter.
SIZES = {
    "phone": ("phone", 390, 844),
    "small phone": ("phone", 320, 640),
    "keyboard open": ("phone", 390, 450),
    "lying phone": ("phone", 844, 390),
}
LEAST = 0.6  # of the panel

# Share of the panel that answers, in which the figure lies on top; and whether it is drawn as large as in its form.
# What covers it are bands across it, so that more rows are looked at than columns.
SEEN = """(element, answers) => {
  const plot = element.querySelector('.dnn-plot'), box = plot.getBoundingClientRect();
  const form = plot.clientWidth < 600 && answers.narrow ? 'narrow' : 'wide';
  const {height, left, right, top, bottom} = answers[form];
  const [rows, columns] = [16, 3];
  let seen = 0;
  for (let i = 0.5; i < columns; i++) for (let j = 0.5; j < rows; j++) {
    const x = box.left + left + (box.width - left - right) * i / columns;
    const y = box.top + top + (bottom - top) * j / rows;
    seen += document.elementFromPoint(x, y)?.closest('.dnn-plot') === plot;
  }
  return {share: seen / (rows * columns), large: box.height >= height};
}"""

# Scroll the page until an element stands at the screen's upper edge (0), its lower edge (1) or between; whether it can
# be touched there.
PLACE = """(field, share) => {
  const {top, height} = field.getBoundingClientRect();
  scrollBy({top: top - share * (innerHeight - height), behavior: 'instant'});
  const box = field.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 20);
  const on = document.elementFromPoint(x, y);
  return field.contains(on) || Boolean(on?.closest('label')?.contains(field)) ? [x, y] : null;
}"""

USED = ".dnn-controls :is(input, select, button, canvas, summary)"

# Every control focused, and held at each of these places: what the browser tells of it is told at once, so that no
# frame need be painted.
HELD = """(element, {answers, used, shares}) => {
  const seen = %s, place = %s, found = [];
  const scrolled = () => dispatchEvent(new Event('scroll'));
  for (const field of element.querySelectorAll(used)) {
    if (!field.checkVisibility({visibilityProperty: true})) continue;
    const called = field.name || field.id || field.outerHTML.slice(0, 60);
    const note = (how) => (scrolled(), found.push([called, how, seen(element, answers)]));
    document.activeElement.blur();
    field.focus();
    if (document.activeElement === field) note('focused');
    for (const share of shares) {
      const at = place(field, share);
      scrolled();
      if (!at) continue;
      const given = {bubbles: true, clientX: at[0], clientY: at[1]};
      field.dispatchEvent(new PointerEvent('pointerdown', given));
      field.focus({preventScroll: true});
      note(share);
      field.dispatchEvent(new PointerEvent('pointercancel', given));
    }
  }
  return found;
}""" % (SEEN, PLACE)


def answers(explainer):
    """{form: where the panel that answers lies, in px}."""
    found = {}
    for form, drawing in spec(explainer.name)["figures"].items():
        layout, answer = drawing["figure"]["layout"], drawing["answer"]
        margin = {"l": 8, "r": 8} | layout.get("margin", {})
        found[form] = {
            "height": drawing["height"],
            "left": margin["l"],
            "right": margin["r"],
            "top": answer["top"],
            "bottom": answer["top"] + answer["height"],
        }
    return found


# After two frames, when what a touch or a key sets going is there to be seen: a control and what is seen.
NOW = (
    """async (field, answers) => {
  for (let frames = 2; frames--; ) await new Promise(requestAnimationFrame);
  const element = field.closest('dnn-explainer');
  return [field.name || field.id || field.outerHTML.slice(0, 60), (%s)(element, answers)];
}"""
    % SEEN
)
# The same of the control that has the focus, if it is one of the figure's.
FOCUSED = (
    """(element, answers) => {
  const field = document.activeElement;
  return element.contains(field) && field.closest('.dnn-controls') ? (%s)(field, answers) : null;
}"""
    % NOW
)


# What a touch sets going in a figure takes time, and is nothing to this.
QUIET = """(() => {
  window.quiet = new AbortController();
  const given = { capture: true, signal: window.quiet.signal };
  const stop = event => event.stopImmediatePropagation();
  for (const type of ['input', 'change', 'click']) addEventListener(type, stop, given);
})()"""


@pytest.fixture(params=SIZES)
def phone(name, at, request):
    """The figure on a phone, which moves as it is touched, but does not compute."""
    device, width, height = SIZES[request.param]
    page = at(homes()[name], device, viewport={"width": width, "height": height})
    page.tab.evaluate(QUIET)
    yield page.figure(name)
    page.tab.evaluate("window.quiet.abort()")


def poor(seen):
    """Where too little of the panel is in sight, or the figure is too small, of [(control, how it is used, what is
    seen), ...].
    """
    assert seen
    return [(field, how, found) for field, how, found in seen if found["share"] < LEAST or not found["large"]]


def test_the_panel_that_answers_is_in_sight_while_any_control_is_used(explainer, phone):
    given = {"answers": answers(explainer), "used": USED, "shares": [0.05, 0.4, 0.75, 1]}
    assert poor(phone.element.evaluate(HELD, given)) == []


@pytest.mark.player
def test_so_it_is_with_keys_and_with_a_finger(explainer, phone):
    fields = phone.element.locator(USED).locator("visible=true").element_handles()
    assert poor(by_keys(phone, fields[0], answers(explainer))) == []
    assert poor(by_finger(phone, fields, answers(explainer))) == []


def by_keys(phone, first, given):
    """What is seen as Tab goes from control to control."""
    seen, element = [], phone.element.element_handle()
    first.focus()
    while len(seen) < 60 and (now := element.evaluate(FOCUSED, given)):
        seen.append((now[0], "Tab", now[1]))
        phone.page.tab.keyboard.press("Tab")
    return seen


def by_finger(phone, fields, given):
    """What is seen as controls are pressed, each near the upper edge of the screen and far below."""
    tools = phone.page.context.new_cdp_session(phone.page.tab)  # its presses do not wait for a frame, as a mouse's do
    seen = []
    for field, share in product(fields, (0.05, 0.75)):
        place = field.evaluate(PLACE, share)
        if not place:
            continue
        press = {"x": place[0], "y": place[1], "button": "left", "clickCount": 1}
        tools.send("Input.dispatchMouseEvent", {"type": "mousePressed", **press})
        found = field.evaluate(NOW, given)
        seen.append((found[0], share, found[1]))
        tools.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **press})
    tools.detach()
    return seen
