"""Pages in colors, letters and spaces of the reader's own: forced colors, forced dark, large type."""

import io

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers._core.picture import theme
from explainers._talk import deck, page
from tests.conftest import FLAGS, program
from tests.support import homes

# Root letters in %, px of the window, and the spaces that WCAG 1.4.12 has a page bear.
SPACES = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
WIDE = "* { letter-spacing: .06em !important }"  # letters wider than this site's: what a browser may fall back to
READERS = [(400, 200, ""), (320, 100, SPACES), (320, 200, ""), (1280, 100, SPACES), (844, 200, ""), (320, 200, WIDE)]
LARGE = """([size, css]) => {
  document.documentElement.style.fontSize = `${size}%`;
  const sheet = document.querySelector("#large") ?? document.head.appendChild(document.createElement("style"));
  Object.assign(sheet, { id: "large", textContent: css });
  for (const each of document.querySelectorAll("article details")) each.open = true;
}"""
# What reaches over the window's edge, or out of its own box, and cannot be scrolled to.
OUTSIDE = """() => {
  const scrolls = (each) =>
    each && (/auto|scroll/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement));
  const found = document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the window"] : [];
  for (const each of document.querySelectorAll("body *")) {
    if (each.closest("svg, math, .dnn-live, .md-skip")) continue;
    if (!each.checkVisibility({ visibilityProperty: true })) continue;
    const { left, right, width } = each.getBoundingClientRect();
    const said = `${each.tagName} ${each.className} ${each.name ?? ""} "${each.textContent.trim().slice(0, 30)}"`;
    if (width && (right > innerWidth + 1 || left < -1) && !scrolls(each.parentElement)) found.push(`outside: ${said}`);
    if (each.matches("button, label, output, legend") && each.scrollWidth > each.clientWidth + 2 && each.clientWidth)
      found.push(`cut: ${said}`);
  }
  return found.slice(0, 5);
}"""

# A figure that lives is drawn anew for another width.
FITS = """[...document.querySelectorAll('.dnn-live')].every(each => !each._fullLayout || !each.clientWidth
  || each._fullLayout.width === each.clientWidth)"""


def cut(page):
    """What a reader with large letters, wide spaces, or other letters cannot see; {} if all can be seen."""
    found = {}
    for width, size, css in READERS:
        page.tab.set_viewport_size({"width": width, "height": 800})
        page.tab.evaluate(LARGE, [size, css])
        page.tab.wait_for_function(FITS)
        found[width, size, css[:5]] = page.tab.evaluate(OUTSIDE)
    return {reader: places for reader, places in found.items() if places}


def test_large_letters_and_wide_spaces_push_nothing_off_the_edge(address, visit):
    assert cut(visit(address, reduced_motion="reduce").live()) == {}


def test_large_letters_push_nothing_off_the_edge_without_scripts(address, visit):
    assert cut(visit(address, reduced_motion="reduce", java_script_enabled=False)) == {}


@pytest.mark.player
def test_large_letters_push_nothing_out_of_a_frame(name, visit):
    assert cut(visit(f"embed/{name}/", reduced_motion="reduce").live()) == {}


def seen(locator):
    """The pixels of an element, (rows, columns, 3)."""
    return np.asarray(PIL.Image.open(io.BytesIO(locator.screenshot())).convert("RGB")).astype(int)


def contrast(pixels):
    """The largest contrast, as WCAG counts it, of any pixel with what most pixels are."""
    colors, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    shares = colors / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    light = linear @ [0.2126, 0.7152, 0.0722]
    ground = light[counts.argmax()]
    return max((max(each, ground) + 0.05) / (min(each, ground) + 0.05) for each in light)


@pytest.fixture(params=["light", "dark"])
def forced(visit, request):
    """forced(address): the page where the system has colors of its own."""

    def forced(address):
        opened = visit(address, fresh=True, forced_colors="active", color_scheme=request.param, reduced_motion="reduce")
        return opened.live()

    return forced


PAPER = {tuple(int(each["paper"][i : i + 2], 16) for i in (1, 3, 5)) for each in theme.THEMES.values()}


def test_forced_colors_leave_what_is_to_be_seen(forced):
    page = forced(homes()["descent"])
    tab, figure = page.tab, page.figure("descent")
    assert tuple(seen(figure.element.locator(".dnn-stage"))[2, 2]) in PAPER, "a figure stands on its own paper"
    play = figure.element.locator("button[name=play]")
    for mark in ("still", "playing"):
        icon = seen(play)[8:-8, 10:32]  # left of the word, within the border
        assert contrast(icon) > 4.5, mark
        play.evaluate("it => it.classList.toggle('dnn-playing')")
    slider = figure.element.locator("input[name=learning_rate]")
    assert contrast(seen(slider)) > 4.5
    figure.do("element.querySelector('[name=scrub]').disabled = true")
    for it in ("button[name=share]", "input[name=learning_rate]", "select"):
        control = figure.element.locator(it).first
        control.focus()
        tab.keyboard.press("Shift")
        assert control.evaluate("it => getComputedStyle(it).outlineStyle !== 'none'")
    off = figure.element.locator("button[name=share]")
    on = off.evaluate("it => getComputedStyle(it).color")
    off.evaluate("it => it.setAttribute('aria-disabled', 'true')")
    assert off.evaluate("it => getComputedStyle(it).color") != on, "what is off looks so"


def test_forced_colors_leave_goals_and_words_that_set(forced):
    page = forced("networks/neuron/")
    goal = page.tab.locator("dnn-goal").first
    goal.evaluate("it => it.dataset.state = 'reached'")
    assert contrast(seen(goal.locator(".dnn-goal-number"))[6:-6, 6:-6]) > 4.5, "the tick"
    assert goal.evaluate("it => getComputedStyle(it).outlineStyle") == "solid", "its ground is gone"
    word = page.tab.locator("a.setter").first
    assert word.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    borders = []
    for each in ("right", "wrong"):  # one closes as another opens
        answer = page.tab.locator(f".quiz-answer.{each}").first
        answer.locator("summary").click()
        assert answer.evaluate("it => it.open")
        borders.append(
            answer.evaluate("it => getComputedStyle(it).borderLeftStyle + getComputedStyle(it).borderLeftWidth")
        )
    assert borders[0] != borders[1], "not by color alone"


def test_forced_colors_leave_a_drawing(forced):
    page = forced(homes()["digits"])
    pad = page.figure("digits").element.locator(".dnn-pad canvas")
    pixels = seen(pad)[4:-4, 4:-4]
    assert contrast(pixels) > 7
    assert tuple(pixels[6, 6]) in PAPER, "it stands on its own paper"


def test_forced_colors_leave_what_is_chosen_and_what_is_open(visit):
    page = visit("ideas/rules-or-examples/", fresh=True, forced_colors="active", reduced_motion="reduce")
    outline = "it => getComputedStyle(it).outlineStyle"
    chosen, other = (page.tab.locator(".sort-thing label").nth(each) for each in (0, 1))
    chosen.click()
    assert chosen.evaluate(outline) == "solid" and other.evaluate(outline) == "none"
    stop = seen(page.go("").tab.locator(".path li.open").first)
    assert contrast(stop[[14, -1], [11, -1]]) > 4.5, "filled stops are open"
    assert page.go("convnets/imagenet/").tab.locator(".dnn-start").first.evaluate(outline) == "solid"


DARKENED = ["--enable-features=WebContentsForceDark", "--force-dark-mode"]


@pytest.mark.slow("a browser of its own, and one that draws")
def test_a_browser_that_darkens_pages_leaves_these_as_they_are(browser, chromium, site, tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", chromium)
    alone, talk, source = tmp_path / "alone.html", tmp_path / "talk.html", tmp_path / "talk.md"
    source.write_text("# A talk\n\n---\n## Weigh\n\n```explainer\nfestival\n```\n", encoding="utf-8")
    whole = program("needs a browser that darkens", "chromium", "chromium-browser", "google-chrome")
    other = browser.browser_type.launch(executable_path=whole, headless=False, args=[*FLAGS, *DARKENED])
    try:
        for name, colors in theme.THEMES.items():
            explainers.load("festival").save(alone, theme=name)
            talk.write_text(page.page(deck.read(source), name), encoding="utf-8")
            context = other.new_context(color_scheme="null", viewport={"width": 1000, "height": 800})
            context.add_init_script(f"try {{ localStorage.setItem('dnn-theme', '{name}') }} catch {{}}")
            tab = context.new_page()
            tab.goto("data:text/html,<body style='background: white'><p>words")
            assert ground(tab).max() < 60, "it darkens what says nothing"
            paper = [int(colors["paper"][i : i + 2], 16) for i in (1, 3, 5)]
            for where in (site, f"{site}embed/festival/?theme={name}", alone.as_uri(), f"{talk.as_uri()}#/1"):
                tab.goto(where)
                tab.locator("dnn-explainer").first.evaluate("element => element.ready")
                assert ground(tab).tolist() == paper, (where, name)
                words = tab.locator(".dnn-summary").locator("visible=true").first
                assert contrast(seen(words)) > 7 and contrast(seen(tab.locator(".dnn-live").first)) > 4.5
            context.close()
    finally:
        other.close()


def ground(tab):
    """The color of a tab's upper left corner."""
    return np.asarray(PIL.Image.open(io.BytesIO(tab.screenshot())).convert("RGB"))[3, 3].astype(int)
