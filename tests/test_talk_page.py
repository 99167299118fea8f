"""Talks in Chromium and Firefox, opened from the disk with no network: figures, keys, steps, notes, paper."""

import json
import re
import subprocess
from threading import Timer

import pytest

import explainers
from explainers.__main__ import main
from explainers._core.files import places
from explainers._talk import deck, page
from tests.browsing import until
from tests.support import DOCS, ROOT

PATIENCE = 60  # seconds for one answer
TALK = """---
title: A talk
---
# A talk

Begin.

---
## Weigh

Let it [pour](#festival?weather=0). Then [bring all](#festival?weather=0&company=4).

```explainer
festival
music_weight: 4
```

???
Ask **who** would go.

---
## Walk

```explainer
descent
controls: play, momentum
```

---
## Weigh again

```explainer
festival
```

```goal
festival 1
```
"""
COURSE = next(DOCS.rglob(f"*{places.TALK}"))
NOW = "document.querySelector('section.present')"
FIGURE = f"{NOW}.querySelector('dnn-explainer')"
LIVE = f"{FIGURE}?.dataset.state === 'live'"
HEADING = f"{NOW}.querySelector('h1, h2').textContent"
SUMMARY = f"{FIGURE}.querySelector('.dnn-summary').textContent"
STEP = f"{FIGURE}.querySelector('.dnn-summary').textContent.match(/Step (\\d+)/)[1]"
FRAMES = """(async () => { for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame) })()"""


class Chromium:
    """A page in Chromium, offline."""

    def __init__(self, context):
        self.context, self.page, self.found, self.popup = context, context.new_page(), [], None
        self.page.on("console", lambda said: self.found.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.found.append(str(error)))
        self.page.on("popup", lambda popup: setattr(self, "popup", popup))
        self.page.on("request", self._asked)

    def _asked(self, request):
        if not re.match("file:|data:|blob:|about:", request.url):
            self.found.append(request.url)

    def __call__(self, what, given=None):
        if what == "open":
            self.page.goto(given)
        elif what == "press":
            self.page.keyboard.press(given)
        elif what == "until":
            until(self.page, given)
        elif what == "problems":
            found, self.found = self.found, []
            return found
        elif what == "press-popup":
            self.popup.keyboard.press(given)
        else:
            return (self.popup if what == "get-popup" else self.page).evaluate(given)


@pytest.fixture
def in_chromium(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    yield Chromium(context)
    context.close()


@pytest.fixture(scope="session")
def in_firefox(firefox):
    """Firefox, started once."""
    command = ["node", ROOT / "tests" / "talk.mjs", firefox]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:

        def ask(what, given=None):
            print(json.dumps([what, given]), file=driver.stdin, flush=True)
            timer = Timer(PATIENCE, driver.kill)
            timer.start()
            line = driver.stdout.readline()
            timer.cancel()
            assert line, f"Firefox gave no answer in {PATIENCE} s, or did not start"
            answer = json.loads(line)
            assert "error" not in answer, answer["error"]
            return answer["found"]

        yield ask
        driver.stdin.close()


@pytest.fixture(params=["chromium", "firefox"])
def ask(request):
    """ask(what, given), as tests/talk.mjs says, in one browser or the other; at the end nothing may have gone wrong."""
    ask = request.getfixturevalue(f"in_{request.param}")
    ask("problems")
    yield ask
    assert ask("problems") == []


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """The address of a small talk on the disk."""
    source = tmp_path_factory.mktemp("talk") / "talk.md"
    source.write_text(TALK, encoding="utf-8")
    assert main(["talk", str(source)]) == 0
    return source.with_suffix(".html").as_uri()


def begin(ask, talk, slide=0):
    """Open the talk anew, at a slide; its figure lives."""
    ask("open", "about:blank")
    ask("open", f"{talk}#/{slide}")
    ask("until", f"{NOW} && (!{FIGURE} || {LIVE})")


def after(ask, key, expected, what=SUMMARY):
    ask("press", key)
    ask("until", f"{what} === {json.dumps(expected)}")


def test_figures_wake_as_their_slide_comes_and_not_before(ask, talk):
    begin(ask, talk)
    states = "[...document.querySelectorAll('dnn-explainer')].map(each => each.dataset.state)"
    assert ask("get", states) == ["still"] * 3
    after(ask, "ArrowRight", "Weigh", HEADING)
    ask("until", LIVE)
    assert ask("get", states) == ["live", "still", "still"]
    assert ask("get", f"{FIGURE}.querySelectorAll('.main-svg').length > 0")


def test_words_set_the_figure_step_by_step_and_back(ask, talk):
    begin(ask, talk, 1)
    festival = explainers.load("festival")
    states = [{}, {"weather": 0}, {"weather": 0, "company": 4}]
    said = [festival.describe(music_weight=4, **state) for state in states]
    assert len(set(said)) == 3
    ask("until", f"{SUMMARY} === {json.dumps(said[0])}")
    after(ask, "ArrowRight", said[1])
    after(ask, "ArrowRight", said[2])
    after(ask, "ArrowLeft", said[1])
    after(ask, "ArrowLeft", said[0])
    assert ask("get", HEADING) == "Weigh"
    ask("get", f"{NOW}.querySelector('a.setter').click()")
    ask("until", f"{SUMMARY} === {json.dumps(said[1])}")
    ask("get", FRAMES)
    assert ask("get", "location.hash").startswith("#/1"), "the address stays the slide's"


def test_a_slide_shows_the_controls_that_it_names_and_links_set_the_others(ask, talk):
    begin(ask, talk, 2)
    seen = f"[...{FIGURE}.querySelectorAll('[data-control], legend')].filter(each => each.checkVisibility())"
    assert ask("get", f"{seen}.map(each => each.dataset.control ?? each.textContent)") == ["play", "momentum"]
    ask("get", f"{FIGURE}.follow(new URLSearchParams('learning_rate=0.9'), false)")
    ask("until", f"{FIGURE}.values.learning_rate === 0.9")
    assert ask("get", f"{seen}.length") == 2


def test_arrows_move_slides_unless_a_control_has_the_focus(ask, talk):
    begin(ask, talk, 3)
    slider = f"{FIGURE}.querySelector('[name=weather]')"
    ask("get", f"{slider}.focus()")
    before = ask("get", f"{slider}.value")
    after(ask, "ArrowLeft", str(int(before) - 1), f"{slider}.value")
    assert ask("get", HEADING) == "Weigh again"
    after(ask, "Escape", "BODY", "document.activeElement.tagName")
    after(ask, "ArrowLeft", "Walk", HEADING)
    ask("until", LIVE)
    ask("get", f"{FIGURE}.querySelector('input[type=range]').focus()")
    after(ask, "PageDown", "Weigh again", HEADING)
    after(ask, "PageUp", "Walk", HEADING)
    ask("get", f"{FIGURE}.querySelector('[name=step]').focus()")
    after(ask, "ArrowRight", "Weigh again", HEADING)


def test_a_figure_sleeps_when_its_slide_goes(ask, talk):
    begin(ask, talk, 2)
    ask("get", f"{FIGURE}.querySelector('[name=play]').click()")
    ask("until", f"+{STEP} > 2")
    after(ask, "PageDown", "Weigh again", HEADING)
    there = STEP.replace("section.present", "section:nth-child(3)")
    ask("get", FRAMES)
    slept = ask("get", there)
    ask("get", FRAMES)
    ask("get", FRAMES)
    assert ask("get", there) == slept
    after(ask, "PageUp", "Walk", HEADING)
    assert ask("get", STEP) == slept


def test_a_goal_is_judged_by_the_figure_of_its_slide(ask, talk):
    begin(ask, talk, 3)
    change = "each.value = 4; each.dispatchEvent(new Event('input', { bubbles: true }))"
    ask("get", f"(each => {{ {change} }})({FIGURE}.querySelector('[name=weather]'))")
    ask("until", f"{NOW}.querySelector('dnn-goal').dataset.state === 'reached'")


def test_d_turns_the_lights_on_and_off(ask, talk):
    begin(ask, talk)
    theme = "document.documentElement.dataset.theme"
    assert ask("get", theme) == "light"
    after(ask, "d", "dark", theme)
    after(ask, "d", "light", theme)


def test_a_second_window_has_notes_what_comes_next_and_a_clock(ask, talk):
    begin(ask, talk, 1)
    ask("press", "s")
    ask("get", FRAMES)
    seen = "document.body.innerText.replace(/\\s+/g, ' ')"
    text = ask("get-popup", seen)
    assert "2 of 4: Weigh" in text and "Ask who would go." in text and "Step: pour" in text
    assert re.search(r"\b0:0\d\b", text)
    assert ask("get-popup", "document.querySelectorAll('script').length") == 0
    for _ in range(3):
        ask("press-popup", "ArrowRight")
    ask("until", f"{HEADING} === 'Walk'")
    text = ask("get-popup", seen)
    assert "3 of 4: Walk" in text and "has no notes" in text and "Weigh again (figure:" in text
    ask("get-popup", "window.close()")


def test_a_figure_that_is_shown_larger_is_touched_where_it_is_seen(in_chromium, talk):
    in_chromium.page.set_viewport_size({"width": 1920, "height": 1080})
    begin(in_chromium, talk, 2)
    in_chromium("get", FRAMES)
    assert in_chromium("get", f"{FIGURE}.querySelector('.dnn-live').getBoundingClientRect().width") > 900
    control = next(each for each in explainers.load("descent").spec()["controls"] if each["name"] == "start")
    x, y = (f"{name[0]}axis{name[1:]}" for name in control["panels"][0])
    place = f"""(() => {{
      const box = {FIGURE}.querySelector('.js-plotly-plot'), {{ {x}: x, {y}: y }} = box._fullLayout;
      const {{ left, top, width }} = box.getBoundingClientRect(), scale = width / box.offsetWidth;
      return [left + scale * (x._offset + x.d2p(2)), top + scale * (y._offset + y.d2p(1)), scale];
    }})()"""
    left, top, scale = in_chromium("get", place)
    assert scale > 1.2
    in_chromium.page.mouse.click(left, top)
    in_chromium(
        "until", f"Math.abs({FIGURE}.values.start[0] - 2) < 0.1 && Math.abs({FIGURE}.values.start[1] - 1) < 0.1"
    )


def test_on_a_phone_it_is_a_page(browser, talk):
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True, has_touch=True)
    phone = Chromium(context)
    phone("open", talk)
    assert phone("get", "document.querySelectorAll('section').length") == 4
    assert not phone("get", "'slides' in document.documentElement.dataset")
    phone.page.locator("dnn-explainer").first.scroll_into_view_if_needed()
    phone("until", "document.querySelector('dnn-explainer').dataset.state === 'live'")
    assert phone("get", "document.documentElement.scrollWidth") <= 390
    assert not phone("get", "document.querySelector('aside.notes').checkVisibility()")
    assert phone("problems") == []
    context.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The address of the course's talk on the disk, away from the site."""
    path = tmp_path_factory.mktemp("course") / "talk.html"
    path.write_text(page.page(deck.read(COURSE)), encoding="utf-8")
    return path.as_uri()


@pytest.mark.slow("fifteen slides in two browsers")
def test_every_slide_of_the_course_s_talk_lives_and_fits(ask, course):
    count = len(deck.read(COURSE).slides)
    for slide in range(count):
        begin(ask, course, slide) if slide == 0 else ask("get", f"location.hash = '/{slide}'")
        ask("until", f"[...document.querySelectorAll('section')].indexOf({NOW}) === {slide}")
        ask("until", f"!{FIGURE} || {LIVE}")
        ask("get", FRAMES)
        high, wide = ask("get", f"(s => [s.scrollHeight, s.scrollWidth])({NOW}.querySelector('.talk-slide'))")
        assert high <= 720 and wide <= 1280, (slide, high, wide)
        ends = ask(
            "get",
            f"[...{NOW}.querySelectorAll('.talk-slide > *, .dnn-summary')]"
            ".map(each => each.getBoundingClientRect().bottom)",
        )
        assert max(ends) <= 700, (slide, ends)
    assert ask("get", f"{NOW}.nextElementSibling === null")


@pytest.mark.slow("fifteen slides, twice")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_slide_of_the_course_s_talk_is_accessible(in_chromium, course, theme):
    axe = (ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    in_chromium("open", f"{course}?theme={theme}")
    in_chromium.page.evaluate(axe)
    for slide in range(len(deck.read(COURSE).slides)):
        in_chromium("get", f"location.hash = '/{slide}'")
        in_chromium("until", f"[...document.querySelectorAll('section')].indexOf({NOW}) === {slide}")
        in_chromium("until", f"!{FIGURE} || {LIVE}")
        in_chromium("get", FRAMES)
        found = in_chromium.page.evaluate("axe.run()")
        told = [(each["id"], node["html"][:200]) for each in found["violations"] for node in each["nodes"]]
        assert told == [], (slide, told)


@pytest.mark.slow("a browser draws, and prints")
def test_on_paper_each_slide_is_a_page_with_its_picture(talk, tmp_path, chromium, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", chromium)
    source = tmp_path / "talk.md"
    source.write_text(TALK, encoding="utf-8")
    assert main(["talk", str(source), "--pdf", str(tmp_path / "talk.pdf")]) == 0
    printed = (tmp_path / "talk.pdf").read_bytes()
    assert printed.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", printed)) == 4
    assert set(re.findall(rb"/MediaBox\s*\[([^\]]+)\]", printed)) == {b"0 0 960 540"}, "1280 × 720 px, as points"


def test_a_pdf_without_a_browser_is_refused_in_words(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BROWSER_PATH", "/no/such/browser")
    source = tmp_path / "talk.md"
    source.write_text("# A\n", encoding="utf-8")
    assert main(["talk", str(source), "--pdf", str(tmp_path / "talk.pdf")]) == 1
    assert "/no/such/browser" in capsys.readouterr().err


@pytest.mark.about("talks/")
def test_the_site_shows_its_talk_in_a_frame_once_it_is_asked_for(visit):
    tab = visit("talks/").tab
    assert [frame.url for frame in tab.frames[1:]] == ["about:blank"], "until then it costs nothing"
    tab.get_by_role("link", name="Show it below").click()
    shown = tab.frame_locator(".talk-frame iframe")
    shown.locator("section.present h1").click()
    tab.keyboard.press("ArrowRight")
    shown.locator("section.present dnn-explainer[data-state=live]").wait_for()
