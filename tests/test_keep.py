"""Runs that are kept beside the one that the figure shows: drawn side by side, at one step, and in the address."""

from dataclasses import replace
from urllib.parse import quote

import numpy as np
import pytest

import explainers
from explainers._core.files.kept import beside as drawings
from explainers._core.picture import trace
from explainers._core.picture.beside import COUNTS, drawer, joined, spec
from explainers._parts.runs import laid
from tests.browsing import open_figure
from tests.support import disagreements, homes
from tests.test_accessibility import COLORS, complaints, reached

PLAYGROUND, DESCENT = map(explainers.load, ("playground", "descent"))
pytestmark = pytest.mark.about(homes()["playground"])
OTHER = {"learning_rate": 0.1, "data": "Circle"}


# In Python


@pytest.mark.where(lambda explainer: explainer.beside)
def test_every_number_of_runs_is_drawn_as_python_draws_it(explainer):
    runs = [explainer.run(steps) for steps in (3, 5, 0, 2)]
    for count in COUNTS:
        for form, drawn in drawings(explainer)["figures"][str(count)].items():
            moments = [run[-1] for run in runs[:count]]
            filled = trace.bound(drawn["figure"], drawn["bindings"], joined(moments))
            whole = trace.plain(drawer(explainer, count, form == "narrow"), joined(moments))
            whole["layout"] = {key: each for key, each in whole["layout"].items() if key not in ("width", "height")}
            assert trace.differing(whole, filled, []) is None
            bound = {binding["source"].partition("/")[0] for binding in drawn["bindings"]}
            assert bound == {str(place) for place in range(count)}, "each run is to be seen"


@pytest.mark.parametrize("count", COUNTS)
def test_squares_and_chart_stand_apart(count):
    panels = laid(count)
    for narrow, (width, height) in enumerate(panels.sizes):
        boxes = [np.add(pair[narrow], (0, 0, *pair[narrow][:2])) for pair in panels.boxes.values()]
        assert all(0 <= left < right <= width and 0 <= top < bottom <= height for left, top, right, bottom in boxes)
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert min(np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])) <= 0


def test_compare_takes_runs_moments_and_values():
    run = PLAYGROUND.run(4)
    one = PLAYGROUND.compare(run, OTHER).to_json()
    assert one == PLAYGROUND.compare(run[4], PLAYGROUND.outputs(**OTHER)).to_json()
    assert one != PLAYGROUND.compare(run[3], OTHER).to_json()
    with pytest.raises(ValueError, match="2 to 4 runs"):
        PLAYGROUND.compare(run)
    with pytest.raises(ValueError, match="descent draws no runs beside each other.*beside="):
        DESCENT.compare({}, {})


def test_what_is_computed_from_two_runs_is_refused():
    def draw(runs):
        return PLAYGROUND.beside(runs).update_layout(
            title_text=f"{runs[0]['training_loss'] - runs[1]['training_loss']}"
        )

    with pytest.raises(ValueError, match=r"layout.title.text is computed in Python"):
        spec(replace(PLAYGROUND, beside=draw))


def test_differences_in_words():
    said = PLAYGROUND.differences
    assert said({}, {}) == "The same settings"
    assert said({"seed": 2}, {}) == "The same settings, but random start 2, not 1"
    assert said({"learning_rate": 0.1, "batch_size": 4}, {}) == "Learning rate 0.1000, not 0.0200; batch size 4, not 10"
    assert said({"units_2": 4}, {}) == "Layer 2: units 4, not 8"
    assert said({"units_4": 4}, {}) == "The same settings", "there is no fourth layer"
    changed = PLAYGROUND.run(30, changes={20: {"noise": 0.1}})
    assert (
        said(changed, PLAYGROUND.run(30)) == "The same settings at first; changed on the way: noise 0.10 from step 20"
    )


LINK = (
    f"https://host/learning/playground/#playground?step=6&kept={quote('learning_rate=0.1&at=3:noise:0.1&step=9')}&kept="
)


def test_a_link_leads_to_its_own_run_and_to_those_that_it_keeps():
    assert PLAYGROUND.follow(LINK).values == PLAYGROUND.defaults
    first, second = PLAYGROUND.kept(LINK)
    wanted = PLAYGROUND.run(6, learning_rate=0.1, changes={3: {"noise": 0.1}})
    assert first[-1]["training_loss"] == wanted[-1]["training_loss"] != second[-1]["training_loss"]
    assert len(first) == len(second) == 7 and second.values == PLAYGROUND.defaults
    assert PLAYGROUND.kept("#playground?step=6") == []
    with pytest.raises(ValueError, match="learning_rate takes a number"):
        PLAYGROUND.follow(LINK.replace("0.1%26", "99%26", 1))
    with pytest.raises(ValueError, match="descent has no control 'kept'"):
        DESCENT.follow("#descent?kept=")


# In the page


class Kept:
    """What stands below the figure."""

    def __init__(self, figure):
        self.figure, self.tab = figure, figure.page.tab
        self.section = figure.element.locator(".dnn-kept")

    def calm(self, count):
        """Wait until so many runs are there, at the figure's step."""
        self.tab.wait_for_function(
            """([section, count]) => !section.hasAttribute('aria-busy')
            && section.querySelectorAll('li:not([hidden])').length === count""",
            arg=[self.section.element_handle(), count],
        )
        return self

    def keep(self, count):
        self.figure.element.locator("button[name=keep]").click()
        return self.calm(count)

    def press(self, name, place):
        self.section.locator(f"button[name={name}]").nth(place).click()

    @property
    def words(self):
        """[(what differs, its summary), ...] of the runs that are there."""
        items = self.section.locator("li:not([hidden])").all()
        return [tuple(item.locator(part).inner_text() for part in (".dnn-differences", ".dnn-hint")) for item in items]

    def compare(self, *runs):
        """What is painted, against these moments in Python."""
        painted = self.figure.do(
            """JSON.parse(JSON.stringify(element.querySelector('.dnn-kept .js-plotly-plot').data,
            (_, each) => ArrayBuffer.isView(each) ? Array.from(each) : each))"""
        )
        figures = drawings(PLAYGROUND)["figures"][str(len(runs))]
        drawn = figures["wide" if self.figure.do("element.clientWidth") >= 600 else "narrow"]
        seen = {f"{place}/training_loss_history" for place in range(len(runs))}
        for binding in [each for each in drawn["bindings"] if each["source"] in seen]:
            _, trace_number, side = binding["path"][:3]
            place = int(binding["source"][0])
            here = np.array([np.nan if each is None else each for each in painted[trace_number][side]], np.float32)
            wanted = {"training_loss": runs[place]["training_loss_history"]}
            assert disagreements({"training_loss": here}, wanted, PLAYGROUND, 1e-3) == []
            seen.remove(binding["source"])
        assert not seen


@pytest.fixture
def kept(visit):
    """The figure, with a run of 40 steps kept."""
    figure = open_figure(visit, "playground", reduced_motion="no-preference")
    assert not figure.element.locator(".dnn-kept").is_visible()
    figure.do("element.step(40)")
    return Kept(figure).keep(1)


@pytest.mark.slow("opens the playground")
def test_a_kept_run_stands_beside_the_next_at_every_step(kept):
    assert kept.words == [("The same settings.", kept.figure.summary)]
    kept.figure.do("element.set(given).then(() => element.reset())", OTHER)
    kept.calm(1)
    assert kept.words[0][0] == "Points Spiral, not Circle; learning rate 0.0200, not 0.1000."
    now, before = PLAYGROUND.run(60, **OTHER), PLAYGROUND.run(60)
    kept.compare(now[0], before[0])
    for step in (25, 60):  # back to what it has been at, and beyond that
        kept.figure.do("element.step(given)", step - (0 if step == 25 else 25))
        kept.calm(1).compare(now[step], before[step])
        assert kept.words[0][1].startswith(f"Step {step}:")
    scrub = kept.figure.element.locator("[name=scrub]")
    scrub.evaluate("slider => { slider.value = 12; slider.dispatchEvent(new Event('input', {bubbles: true})) }")
    kept.figure.answered()
    kept.calm(1).compare(now[12], before[12])


@pytest.mark.slow("opens the playground")
def test_back_to_a_run_swaps_it_with_the_figure(kept):
    kept.figure.do("element.set(given).then(() => element.reset())", OTHER)
    kept.figure.do("element.step(8)")
    kept.calm(1).press("back", 0)
    kept.figure.answered()
    kept.calm(1)
    assert kept.figure.values == PLAYGROUND.defaults
    assert kept.words[0][0] == "Points Circle, not Spiral; learning rate 0.1000, not 0.0200."
    now, before = PLAYGROUND.run(9), PLAYGROUND.run(9, **OTHER)
    kept.compare(now[8], before[8])
    kept.figure.do("element.step(1)")
    kept.calm(1).compare(now[9], before[9])
    output = kept.figure.outputs["training_loss"]
    assert output == pytest.approx(now[9]["training_loss"], abs=1e-5)


@pytest.mark.slow("opens the playground")
def test_three_are_kept_at_most_and_focus_follows_a_removal(kept):
    button = kept.figure.element.locator("button[name=keep]")
    notice = kept.figure.element.locator(".dnn-notice")
    button.click()
    kept.figure.answered()
    assert notice.inner_text() == "This run is kept already, as run A."
    for count, rate in ((2, 0.1), (3, 0.2)):
        kept.figure.do("element.set({learning_rate: given})", rate)
        kept.keep(count)
    assert button.get_attribute("aria-disabled") == "true" and "room for 3 runs" in notice.inner_text()
    kept.figure.do("element.set({learning_rate: 0.3})")
    button.press("Enter")
    kept.calm(3)
    assert "remove one" in notice.inner_text()
    for left, label in ((2, "Remove: run B"), (1, "Remove: run A"), (0, "Keep this run")):
        kept.press("forget", 1 if left else 0)
        kept.calm(left)
        kept.tab.wait_for_function(
            "label => [document.activeElement.ariaLabel, document.activeElement.textContent].includes(label)", arg=label
        )
    assert not kept.section.is_visible() and button.get_attribute("aria-disabled") == "false"
    assert "kept" not in kept.tab.url


@pytest.mark.slow("opens the playground twice")
def test_a_link_brings_kept_runs_back(kept, visit):
    kept.figure.do("element.step(5)")
    kept.figure.do("element.set({learning_rate: 0.1})")
    kept.figure.do("element.step(5)")
    kept.calm(1)
    shared = kept.figure.shared()
    again = Kept(open_figure(visit, "playground", shared)).calm(1)
    assert again.words == kept.words
    kept.compare(PLAYGROUND.follow(shared)[-1], PLAYGROUND.kept(shared)[0][-1])
    again.compare(PLAYGROUND.follow(shared)[-1], PLAYGROUND.kept(shared)[0][-1])
    assert again.figure.shared() == shared


@pytest.mark.slow("opens the playground")
def test_what_an_address_cannot_keep_is_said(visit):
    kept = Kept(open_figure(visit, "playground", f"#playground?kept={quote('learning_rate=99')}&kept=")).calm(1)
    assert "learning_rate takes a number" in kept.figure.element.locator(".dnn-notice").inner_text()
    assert kept.words[0][0] == "The same settings."


@pytest.mark.slow("opens the playground")
def test_a_run_that_plays_is_caught_up_with_when_it_pauses(kept):
    calm = {"learning_rate": 0.001}  # of a run that rounding does not drive apart
    kept.figure.do("element.set(given).then(() => element.reset())", calm)
    kept.figure.element.locator("[name=speed]").select_option("100")
    play = kept.figure.element.locator("[name=play]")
    play.click()
    kept.tab.wait_for_function(
        "element => element.querySelector('.dnn-play output').value.slice(5) > 60",
        arg=kept.figure.element.element_handle(),
    )
    play.click()
    kept.figure.answered()
    kept.calm(1)
    step = int(kept.figure.element.locator(".dnn-play output").first.inner_text().split()[1])
    assert step > 60 and kept.words[0][1].replace("\u2009", "").startswith(f"Step {step}:")
    kept.compare(PLAYGROUND.run(step, **calm)[-1], PLAYGROUND.run(step)[-1])


@pytest.mark.slow("opens the playground")
def test_a_page_that_stands_alone_keeps_runs_too(visit, tmp_path):
    PLAYGROUND.save(tmp_path / "alone.html")
    page = visit("404.html", expect_problems=True)
    page.tab.goto((tmp_path / "alone.html").as_uri())
    kept = Kept(page.figure("playground").live())
    kept.keep(1)
    assert kept.words[0][0] == "The same settings."


@pytest.mark.slow("opens the playground")
def test_keys_work_kept_runs_on_a_narrow_screen_and_axe_finds_nothing(visit):
    page = visit("embed/playground/", viewport={"width": 320, "height": 640}, has_touch=True, reduced_motion="reduce")
    page.live()
    kept = Kept(page.figure("playground"))
    for count, rate in enumerate((0.1, 0.2, 0.3), 1):
        kept.figure.do("element.set({learning_rate: given}).then(() => element.step(2))", rate)
        kept.figure.element.locator("button[name=keep]").press("Enter")
        kept.calm(count)
    assert {"back", "forget"}.isdisjoint(reached(kept.figure)), "a key gets to each"
    for scheme, rules in (("light", {}), ("dark", COLORS)):
        page.tab.emulate_media(color_scheme=scheme)
        kept.figure.answered()
        kept.calm(3)
        assert complaints(page, rules) == []
        assert page.tab.evaluate("document.documentElement.scrollWidth") <= 320
