"""On a phone, upright or lying down, with its keyboard open or not, the panel that answers is in sight while a control is used."""
import pytest

from tests.support import homes

pytestmark = pytest.mark.browser
SIZES = {"phone": (390, 844), "small phone": (320, 640), "keyboard open": (390, 450), "lying phone": (844, 390)}
LEAST = 0.6  # of the panel

# Share of the panel that answers, in which the figure lies on top; and whether it is drawn as large as in its form.
SEEN = """(element, answers) => {
  const plot = element.querySelector('.dnn-plot'), box = plot.getBoundingClientRect();
  const form = plot.clientWidth < 600 && answers.narrow ? 'narrow' : 'wide', {height, left, right, top, bottom} = answers[form];
  let seen = 0;
  for (let i = 0.5; i < 12; i++) for (let j = 0.5; j < 12; j++) {
    const x = box.left + left + (box.width - left - right) * i / 12, y = box.top + top + (bottom - top) * j / 12;
    seen += document.elementFromPoint(x, y)?.closest('.dnn-plot') === plot;
  }
  return {share: seen / 144, large: box.height >= height};
}"""

# Scroll the page until an element stands at the screen's upper edge (0), its lower edge (1) or between; whether it can be touched there.
PLACE = """(field, share) => {
  const {top, height} = field.getBoundingClientRect();
  scrollBy({top: top - share * (innerHeight - height), behavior: 'instant'});
  const box = field.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 20);
  const on = document.elementFromPoint(x, y);
  return field.contains(on) || Boolean(on?.closest('label')?.contains(field)) ? [x, y] : null;
}"""


def answers(explainer):
    """{form: where the panel that answers lies, in px}."""
    found = {}
    for form, drawing in explainer.spec()["figures"].items():
        layout, answer = drawing["figure"]["layout"], drawing["answer"]
        margin = {"l": 8, "r": 8} | layout.get("margin", {})
        found[form] = {"height": drawing["height"], "left": margin["l"], "right": margin["r"], "top": answer["top"],
                       "bottom": answer["top"] + answer["height"]}
    return found


def frames(figure):
    """Two frames: what a touch or a key sets going is there to be seen."""
    figure.do("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture(params=SIZES)
def size(request):
    width, height = SIZES[request.param]
    return {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


USED = ".dnn-controls :is(input, select, button, canvas, summary)"


@pytest.fixture
def phone(name, visit, size):
    """A figure on a phone. One with the large network has its picture in place; it need not compute for this."""
    figure = visit(homes()[name], **size).figure(name)
    figure.page.tab.wait_for_function("Boolean(customElements.get('dnn-explainer'))")
    if not figure.element.locator("button[name=wake]").count():
        figure.live()
    return figure


def test_the_panel_that_answers_is_in_sight_while_keys_are_used(explainer, phone):
    tab, seen = phone.page.tab, {}
    first = phone.element.locator(USED).locator("visible=true").first
    first.focus()
    for _ in range(60):
        frames(phone)
        if not phone.do("Boolean(document.activeElement.closest('.dnn-controls') && element.contains(document.activeElement))"):
            break
        seen[phone.do("document.activeElement.name || document.activeElement.id")] = phone.element.evaluate(SEEN, answers(explainer))
        tab.keyboard.press("Tab")
    assert seen and {name: found for name, found in seen.items() if found["share"] < LEAST or not found["large"]} == {}


def test_the_panel_that_answers_is_in_sight_while_a_finger_is_down(explainer, phone):
    tab, poor, used = phone.page.tab, {}, 0
    for field in phone.element.locator(USED).locator("visible=true").all():
        for share in (0.05, 0.4, 0.75, 1):
            place = field.evaluate(PLACE, share)
            if not place:
                continue
            x, y = place
            tab.mouse.move(x, y)
            tab.mouse.down()
            frames(phone)
            found = phone.element.evaluate(SEEN, answers(explainer))
            tab.mouse.move(x + 3, y)
            tab.mouse.up()
            used += 1
            if found["share"] < LEAST or not found["large"]:
                poor[field.evaluate("it => it.name || it.id || it.outerHTML.slice(0, 60)"), share] = found["share"]
    assert used and poor == {}
