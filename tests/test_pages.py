"""Every page, in a browser: without errors, without other hosts, at any width, in both themes, with and without
scripts.
"""

import json
import re

import pytest

from explainers._core.words import texts
from tests.browsing import open_figure
from tests.support import spec

STILL = re.compile(r"/(\w+)-(wide|narrow)-(light|dark)\.(?:svg|webp)")
SMALL = {"width": 320, "height": 640}


def test_opens_and_comes_alive_without_a_problem(address, at):
    page = at(address)
    assert all(figure.state == "live" for figure in page.figures())


def test_a_missing_page_says_so(visit):
    page = visit("no/such/page/", expect_problems=True)
    assert page.problems and "404" in page.problems[0]
    assert page.tab.locator("main a, .md-content a").count(), "it offers a way on"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_narrow_phone(address, at, scheme):
    page = at(address, "phone", scheme=scheme, viewport=SMALL)
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_reads_without_scripts(address, visit):
    page = visit(address, java_script_enabled=False)
    assert len(page.tab.locator("main").inner_text()) > 200
    for figure in page.figures():
        figure.element.scroll_into_view_if_needed()
        picture = figure.element.locator("img:visible").first
        picture.wait_for()
        assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 0
        assert figure.element.locator("input:visible, select:visible, button:visible").count() == 0


@pytest.mark.parametrize("device", [{}, {"viewport": SMALL}], ids=["desktop", "phone"])
def test_without_scripts_no_picture_is_fetched_that_cannot_be_seen(address, device, visit):
    """Then nothing is lazy. Beside a figure's controls, only the browser knows which form of the picture fits."""
    page = visit(address, java_script_enabled=False, **device)
    stills = [STILL.search(url).groups() for url in page.asked if STILL.search(url)]
    assert {theme for *_, theme in stills} <= {"light"}
    beside = {figure.name for figure in page.figures() if figure.element.locator(".dnn-side").count()}
    # A figure in a frame, whose page is one of its own.
    beside |= {frame.get_attribute("src").split("/")[-2] for frame in page.tab.locator("iframe[src]").all()}
    alone = sorted(name for name, *_ in stills if name not in beside)
    assert len(alone) == len(set(alone)) and {figure.name for figure in page.figures()} - beside <= set(alone)


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_figures_take_their_place_before_they_come(address, at, device):
    """What the still figure and the live one take up is the same, so that nothing jumps."""
    assert at(address, device).opening["shift"] <= 0.02


HEIGHTS = (
    "[...element.querySelectorAll('.dnn-frame > :not([hidden], .dnn-error)')]"
    ".map(part => [part.className, part.offsetHeight])"
)


def test_a_figure_that_comes_to_life_is_as_high_as_before(explainer, visit):
    """Part by part, also where a reader would have to scroll to see it move; on a phone, where lines are short. (Of a
    player that does not come it is said so after a while.)
    """
    address = f"embed/{explainer.name}/"
    asleep = ("player.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    still = visit(address, viewport=SMALL, block=asleep).figure(explainer.name)
    before = still.do(HEIGHTS)
    figure = visit(address, viewport=SMALL, reduced_motion="reduce").figure(explainer.name)
    figure.approach()
    figure.live()
    assert figure.do(HEIGHTS) == before


def test_what_a_page_asks_for_it_asks_for_once(address, at):
    asked = [
        url for url in at(address).opening["asked"] if "/assets/explainers/" in url and "onnxruntime" not in url
    ]  # test_photo counts its downloads
    assert sorted(asked) == sorted(set(asked))


@pytest.mark.player
def test_figures_take_their_place_on_a_first_visit_too(name, visit):
    shifts = (
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += "
        "entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    figure = open_figure(visit, name, script=shifts, fresh=True)
    figure.page.frames(30)
    assert figure.page.tab.evaluate("window.shift") <= 0.02


def colors(figure):
    return figure.do("""[...element.querySelectorAll(".main-svg text, .main-svg path")]
      .map(it => getComputedStyle(it)).map(({fill, stroke}) => fill + stroke).join()""")


# A figure that is nothing but a picture has no color of the theme.
COLORED = pytest.mark.where(lambda explainer: "var(--" in json.dumps(spec(explainer.name)["figures"]))


@COLORED
@pytest.mark.player
def test_follows_the_theme_while_live(figure):
    light, values = colors(figure), figure.values
    figure.page.dark()
    figure.page.tab.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    figure.answered()
    assert colors(figure) != light and figure.values == values and figure.state == "live"


@COLORED
@pytest.mark.player("trace", "space")
def test_starts_in_the_theme_of_the_system(name, figure, visit):
    assert colors(open_figure(visit, name, color_scheme="dark")) != colors(figure)


def test_words_in_the_text_set_the_figure(name, explainer, figure):
    figure.page.tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    words = figure.page.tab.locator(f'a[href^="#{name}?"]:visible')
    for index in range(words.count()):
        query = words.nth(index).get_attribute("href").partition("?")[2]
        words.nth(index).click()
        figure.do("element.ready")
        later = {key for changed in texts.changes(explainer, query).values() for key in changed}
        for key, value in texts.parse_address(explainer, query).items():
            assert key in later or figure.values[key] == value, query


def touch(figure):
    """Move a slider, or where there is none, a switch."""
    slider, switch = (
        figure.element.locator(f"{kind}:visible:enabled") for kind in ("input[type=range]", "input[type=checkbox]")
    )
    for key in ["ArrowRight", "ArrowRight"] if slider.count() else ["Space"]:
        (slider if slider.count() else switch).first.press(key)


@pytest.mark.player
def test_the_address_follows_the_reader(name, figure):
    """To where the share button points: test_player opens that."""
    touch(figure)
    figure.answered()
    shared = figure.shared()
    assert shared.startswith(f"#{name}?")
    figure.page.tab.wait_for_function("hash => location.hash === hash", arg=shared)


@pytest.mark.player
def test_a_live_file_needs_no_site(name, explainer, visit, tmp_path):
    explainer.save(tmp_path / "alone.html")
    page = visit("404.html", expect_problems=True)
    requests = []
    page.tab.on("request", lambda request: requests.append(request.url))
    page.tab.goto((tmp_path / "alone.html").as_uri())
    figure = page.figure(name).live()
    assert figure.values == explainer.defaults
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
