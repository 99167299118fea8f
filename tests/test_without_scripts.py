"""Where no script runs, a live file, a talk and a frame show a picture and a sentence, and nothing that would do
nothing.
"""

import pytest

import explainers
from explainers._core.files import pictures, save
from explainers._talk import deck, page

FIGURES = [("festival", {"weather": 0}), ("digits", {}), ("top5", {}), ("bias", {})]
PICTURE = """element => {
  const seen = [...element.querySelectorAll('img')].filter(each => each.checkVisibility({ visibilityProperty: true }));
  const found = seen.filter(each => !each.closest('.dnn-photos'));
  const { width, height } = found[0]?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return [found.length, found[0]?.naturalWidth > 0, width > 200 && height > 50];
}"""
TOUCHED = "element => [...element.querySelectorAll('button, input, select')].filter(it => it.checkVisibility()).length"


@pytest.fixture
def dead(browser):
    """dead(address, **device): a tab without scripts there."""
    contexts = []

    def dead(address, **device):
        contexts.append(browser.new_context(java_script_enabled=False, **device))
        tab = contexts[-1].new_page()
        tab.goto(address)
        return tab

    yield dead
    for context in contexts:
        context.close()


def stands(tab, sentence):
    """Whether the first figure's picture and sentence are seen, and nothing to touch."""
    element = tab.locator("dnn-explainer").first
    element.scroll_into_view_if_needed()
    element.locator("img").locator("visible=true").first.evaluate("image => image.decode()")
    assert element.evaluate(PICTURE) == [1, True, True]
    assert element.evaluate(TOUCHED) == 0
    assert element.locator(".dnn-summary").inner_text() == sentence
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow("a browser draws")
@pytest.mark.parametrize(("shown", "values"), FIGURES, ids=[name for name, _ in FIGURES])
def test_a_live_file_shows_its_picture_and_its_sentence(shown, values, dead, tmp_path, chromium, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", chromium)
    explainer, path = explainers.load(shown), tmp_path / "alone.html"
    for theme in ("light", "dark"):
        assert save.LACKING not in explainer.save(path, theme=theme, **values)
        for width in (1000, 390):
            tab = dead(path.as_uri(), viewport={"width": width, "height": 800}, color_scheme="dark")
            stands(tab, explainer.describe(**values))
            assert tab.evaluate("getComputedStyle(document.documentElement).colorScheme").split()[0] == theme


TALK = "# A\n\n---\n## Weigh\n\n```explainer\nfestival\nweather: 0\n```\n\n```goal\nfestival 1\n```\n"


@pytest.mark.slow("a browser draws")
def test_a_talk_shows_its_pictures_and_sentences(dead, tmp_path, chromium, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", chromium)
    source, path = tmp_path / "talk.md", tmp_path / "talk.html"
    source.write_text(TALK, encoding="utf-8")
    for theme in ("light", "dark"):
        path.write_text(page.page(deck.read(source), theme), encoding="utf-8")
        for width in (1280, 390):
            stands(dead(path.as_uri(), viewport={"width": width, "height": 720}), sentence())


def sentence():
    return explainers.load("festival").describe(weather=0)


@pytest.mark.parametrize("shown", ["festival", "digits", "top5", "timeline"])
def test_a_frame_shows_its_picture_and_its_sentence(shown, dead, site):
    for width in (1000, 390):
        tab = dead(f"{site}embed/{shown}/", viewport={"width": width, "height": 800}, color_scheme="dark")
        stands(tab, explainers.load(shown).describe())


def test_without_a_browser_to_draw_it_says_what_is_lacking(tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("pictures need Chromium")

    monkeypatch.setattr(pictures, "drawn", fail)
    path = tmp_path / "alone.html"
    assert save.LACKING in explainers.load("festival").save(path, weather=1, music=0, company=3)
    assert 'id="festival"' in path.read_text(encoding="utf-8")
