"""A page that stays open is, for each test, as it opened: whatever another has done to it."""

import pytest

from tests.sampling import values
from tests.support import homes

pytestmark = pytest.mark.player
DIGITS = homes()["digits"]

# Something that a test could leave, for each part that is looked at.
LEFT = {
    "address": "history.replaceState(null, '', '#digits?silenced=2')",
    "stored": "localStorage.setItem('dnn-theme', 'dark')",
    "place": "scrollTo(0, 500)",
    "focus": "document.querySelector('button').focus()",
    "selection": "getSelection().selectAllChildren(document.querySelector('h1'))",
    "globals": "window.told = 1",
    "root": "document.documentElement.dataset.theme = 'dark'",
    "body": "document.querySelector('h1').append('!')",
    "fields": "document.querySelector('input[type=checkbox]').checked = true",
    "ink": "document.querySelector('.dnn-controls canvas').getContext('2d').fillRect(0, 0, 99, 99)",
    "values": "document.querySelector('dnn-explainer').set({silenced: [2]})",
    "outputs": "document.querySelector('dnn-explainer').set({silenced: [2]})",
    "picture": "document.querySelector('.main-svg text').textContent = '!'",
    "motion": "void document.body.animate({opacity: [0, 1]}, {duration: 1e6})",
}
STAYING = {"body", "fields", "motion", "picture", "root"}  # what nothing in the page can undo: it is opened anew


@pytest.mark.about(DIGITS)
def test_all_parts_are_looked_at(at):
    assert LEFT.keys() == set(at(DIGITS).parts)


@pytest.mark.about(DIGITS)
@pytest.mark.parametrize("part", sorted(LEFT.keys() - STAYING))
def test_what_a_test_leaves_is_noticed_and_put_back(part, at):
    page = at(DIGITS)
    page.tab.evaluate(LEFT[part])
    assert part in page.unlike()
    assert at(DIGITS) is page and page.unlike() == []


@pytest.mark.about(DIGITS)
def test_a_page_that_cannot_be_put_back_is_noticed_and_gone_for_the_next(at):
    page = at(DIGITS)
    for part in sorted(STAYING):
        page.tab.evaluate(LEFT[part])
        assert part in page.unlike()
    assert at(DIGITS) is not page and at(DIGITS).unlike() == []


USED = """(async () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const apart = "[name=retry], [name=save], [name=camera], [name=shoot]";
  for (const button of element.querySelectorAll(`button:not(${apart})`)) button.click();
  for (const field of element.querySelectorAll("input, select")) {
    if (field.type === "range") field.value = field.value === field.max ? field.min : field.max;
    if (field.type === "checkbox") field.click();
    if (field.tagName === "SELECT") field.selectedIndex = field.options.length - 1;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
  document.querySelector(".tool-theme").click();
  history.pushState(null, "", "#left");
  await element.follow(new URLSearchParams("no_such_control=1"), false);
  window.left = Array.from(document.querySelectorAll(".term")).find((term) => term.checkVisibility())?.focus();
  document.querySelector(".tool-search").click();
})()"""


def test_a_page_that_was_used_all_over_is_put_back(explainer, figure):
    figure.do("element.set(given)", explainer.checked(values(explainer, "random", 3)))
    figure.do("element.step(given)", 3 if explainer.carry else 0)
    figure.do(USED)
    figure.page.seen(scheme="dark", motion="no-preference", viewport={"width": 700, "height": 500})
    figure.page.tab.mouse.wheel(0, 5000)
    figure.page.drawn()
    assert {"address", "stored", "globals", "body", "fields", "picture"} <= set(figure.page.unlike())
    assert figure.page.back() == []


def test_what_was_put_off_does_not_come_later(figure):
    """The address follows a touch after 0.4 s: by then the next test has begun."""
    figure.element.locator("input:visible:enabled, select:visible").first.press("ArrowRight")
    assert figure.page.back() == []
    figure.page.frames(40)  # that nothing comes is the promise
    assert figure.page.unlike() == []
