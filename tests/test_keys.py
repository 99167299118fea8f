"""Keys: single characters do nothing while a control is in use, and can be switched off; others are the browser's."""

import pytest

from explainers._talk import deck, page
from tests.browsing import until
from tests.support import homes

OPEN = "document.querySelector('dialog.search').open"
FOCUSED = {
    "a slider": "dnn-explainer input[type=range]",
    "a button": "dnn-explainer button[name=share]",
    "a pad": ".dnn-pad canvas",
    "a fold": "article details > summary",
    "the contents": ".contents > summary",
    "the theme's switch": ".tool-theme",
}


@pytest.mark.about(homes()["digits"])
def test_a_slash_opens_the_search_while_nothing_else_has_the_focus(visit):
    tab = visit(homes()["digits"], reduced_motion="reduce").live().tab
    tab.evaluate("document.activeElement.blur()")
    for keys in ("s", "f", "n", "p", ",", ".", "Control+/", "Alt+/", "Meta+/"):
        tab.keyboard.press(keys)
        assert not tab.evaluate(OPEN), keys
    for what, selector in FOCUSED.items():
        tab.locator(selector).locator("visible=true").first.focus()
        tab.keyboard.press("/")
        assert not tab.evaluate(OPEN), what
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("/")
    assert tab.evaluate(OPEN)
    tab.get_by_role("checkbox", name="opens the search").uncheck()
    for _ in range(2):
        tab.keyboard.press("Escape")
        tab.evaluate("document.activeElement.blur()")
        tab.keyboard.press("/")
        assert not tab.evaluate(OPEN), "it is switched off, and stays so"
        tab.reload()
        tab.locator(".tool-search").click()
        assert not tab.get_by_role("checkbox", name="opens the search").is_checked()


TALK = "# One\n\n---\n## Two\n\n```explainer\nfestival\n```\n\n---\n## Three\n"
PLACE = "(location.hash.slice(2) || '0')"
CODES = {"PageUp": 33, "PageDown": 34, "End": 35, "Home": 36}
CODES |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
PRESS = """([key, keyCode, modifier]) => {
  const given = { key, keyCode, [`${modifier}Key`]: true, bubbles: true, cancelable: true };
  return document.body.dispatchEvent(new KeyboardEvent("keydown", given));
}"""
DARK = "document.documentElement.dataset.theme === 'dark'"


@pytest.fixture
def talk(browser, tmp_path):
    """A talk at its second slide, opened from a file."""
    source = tmp_path / "talk.md"
    source.write_text(TALK, encoding="utf-8")
    path = tmp_path / "talk.html"
    path.write_text(page.page(deck.read(source)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    tab = context.new_page()
    tab.goto(f"{path.as_uri()}#/1")
    until(tab, "document.querySelector('section.present .talk-slide h2')")
    yield tab
    context.close()


def test_keys_with_alt_ctrl_or_meta_move_no_slide(talk):
    for modifier in ("Alt", "Control", "Meta"):
        for key in (
            "ArrowLeft",
            "ArrowRight",
            "ArrowUp",
            "ArrowDown",
            "Home",
            "End",
            "PageUp",
            "PageDown",
            "d",
            "b",
            "g",
        ):
            given = [key, CODES.get(key, ord(key[0].upper())), {"Control": "ctrl"}.get(modifier, modifier.lower())]
            left = talk.evaluate(PRESS, given)
            assert left and talk.evaluate(PLACE) == "1" and not talk.evaluate(DARK), (modifier, key)
    talk.keyboard.press("ArrowRight")
    until(talk, f"{PLACE} === '2'")


def test_letters_of_a_talk_can_be_switched_off(talk):
    talk.keyboard.press("d")
    assert talk.evaluate(DARK)
    talk.keyboard.press("d")
    talk.keyboard.press("Tab")
    switch = talk.get_by_role("button", name="Letter keys")
    assert switch.evaluate("it => it === document.activeElement && it.checkVisibility() && it.offsetWidth > 100")
    assert "are on" in switch.inner_text()
    talk.keyboard.press("Enter")
    assert "are off" in switch.inner_text()
    talk.keyboard.press("Escape")
    for key in ("d", "D", "b", ".", "f", "g", "n", "j", "?"):
        talk.keyboard.press(key)
        assert not talk.evaluate(DARK) and talk.evaluate(PLACE) == "1", key
        assert not talk.evaluate("document.querySelector('.reveal').matches('.paused')"), key
    talk.keyboard.press("ArrowRight")
    until(talk, f"{PLACE} === '2'")
    talk.keyboard.press("ArrowLeft")
    until(talk, f"{PLACE} === '1'")
    talk.keyboard.press("Space")  # it is no letter
    until(talk, f"{PLACE} === '2'")
    talk.keyboard.press("PageUp")
    until(talk, f"{PLACE} === '1'")
    talk.reload()
    until(talk, "document.querySelector('section.present .talk-slide h2')")
    talk.keyboard.press("d")
    assert not talk.evaluate(DARK), "it stays so"
    talk.keyboard.press("Tab")
    talk.keyboard.press("Enter")
    talk.keyboard.press("Escape")
