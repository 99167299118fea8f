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


@pytest.fixture(params=SIZES)
def phone(name, at, request):
    """A figure on a phone of this size."""
    width, height = SIZES[request.param]
    return at(homes()[name], "phone", viewport={"width": width, "height": height}).figure(name)


USED = ".dnn-controls :is(input:not([type=radio]), input[type=radio]:checked, select, button, canvas, summary)"


def test_the_panel_that_answers_is_in_sight_while_a_control_is_used(explainer, phone):
    """By keys, one after another; and by a finger, wherever on the screen the control has been scrolled to."""
    tab, page, seen = phone.page.tab, phone.page, {}
    where = answers(explainer)
    fields = phone.element.locator(USED).locator("visible=true")
    fields.first.focus()
    while phone.do("Boolean(document.activeElement.closest('.dnn-controls')) && element.contains(document.activeElement)"):
        page.frames(2)
        control = phone.do("document.activeElement.name || document.activeElement.id || document.activeElement.tagName")
        seen["focused", control] = phone.element.evaluate(SEEN, where)
        tab.keyboard.press("Tab")
    for field in fields.all():
        for share in (0.05, 0.5, 1):
            if not (place := field.evaluate(PLACE, share)):
                continue                                    # something lies over it there
            tab.mouse.move(*place)
            tab.mouse.down()
            page.frames(2)
            control = field.evaluate("it => it.name || it.id || it.tagName")
            seen["held", control, share] = phone.element.evaluate(SEEN, where)
            tab.mouse.move(place[0] + 200, place[1] + 300)  # away from it: what is pressed here is not let go of here
            tab.mouse.up()
    assert {how for how, *_ in seen} == {"focused", "held"}
    assert {use: found for use, found in seen.items() if found["share"] < LEAST or not found["large"]} == {}
