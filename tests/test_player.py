"""The page computes what Python computes, and paints what Python draws."""

import base64
import io
import math
from collections import defaultdict

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers._core.picture import trace
from explainers._core.run.scan import scan
from tests.browsing import open_figure
from tests.sampling import values
from tests.support import CARRIED, difference, disagreements, homes, spec

# Nudges of the large network follow signs, so that runs part; single steps are compared.
REPEATABLE = pytest.mark.where(lambda explainer: explainer.carry and not explainer.plan.model.weights)


def for_page(explainer, how, seed=0):
    """Values as an address or a script in the page gives them; what is done at a step is over with a reset."""
    momentary = {control.name for control in explainer.controls if control.momentary}
    given = {name: value for name, value in values(explainer, how, seed).items() if name not in momentary}
    return explainer.checked(given)


def compare(figure, explainer, moment, tolerance=0):
    """The page's outputs, and what it painted, against a moment of a run in Python."""
    assert (
        disagreements(
            figure.outputs, {name: moment[name] for name in explainer.plan.model.outputs}, explainer, tolerance
        )
        == []
    )
    figures, least = (spec(explainer.name)[part] for part in ("figures", "narrow_below"))
    wide = figure.do("element.clientWidth") >= least or "narrow" not in figures
    theme = "dark" if figure.do("getComputedStyle(element).colorScheme") == "dark" else "light"
    compare_pictures(figure.pictures(), explainer.drawn(moment, theme=theme, narrow=not wide).layout.images)
    painted, found, wanted = figure.painted(), defaultdict(list), defaultdict(list)
    for index, area in figure.outlines().items():
        painted["data"][index] |= area
    bindings = figures["wide" if wide else "narrow"]["bindings"]
    for binding in (each for each in bindings if each["path"][1] != "images"):
        here, there = follow(painted, binding["path"]), trace.gathered(binding, moment)
        if binding.get("shown") == "words":
            assert here == there
        else:
            found[binding["source"]] += numbers(here)
            wanted[binding["source"]] += numbers(there)
    assert disagreements(as_arrays(found), as_arrays(wanted), explainer, tolerance) == []


def compare_pictures(drawn, images):
    """What lies on the page's canvas, against the images of a figure in Python."""
    images = [image for image in images if image.x is not None and math.isfinite(image.x)]
    assert len(drawn) == len(images)
    for (said, pixels), image in zip(drawn, images, strict=True):
        wanted = shades(image.source) if image.source else 0 * pixels.astype(int)  # "": nothing is to be seen
        wanted *= wanted[..., 3:] > 0  # what is transparent has no color
        times = len(wanted) // len(pixels)  # in Python one that is crisp is enlarged
        wanted = wanted[::times, ::times]
        gap = np.abs(pixels.astype(int) - wanted).astype(float)
        gap[..., :3] *= wanted[..., 3:] / 255  # a canvas keeps colors as much as they cover
        assert gap.max() <= 2, "one of 256 colors along a scale, where rounding decides"
        for name in ("x", "y", "sizex", "sizey", "opacity"):
            assert (said.get(name) or 0) == pytest.approx(getattr(image, name) or 0, rel=1e-5)


def as_arrays(lists):
    return {name: np.array(numbers) for name, numbers in lists.items()}


def shades(address):
    """The pixels of a picture in a data address."""
    picture = PIL.Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    return np.asarray(picture.convert("RGBA")).astype(int)


def follow(figure, path):
    for part in path:
        figure = figure[part]
    return figure


def numbers(value):
    """Nested lists as one flat one. Plotly has no NaN and no infinity: both are null in the page."""
    if isinstance(value, list):
        return [number for each in value for number in numbers(each)]
    return [value if value is not None and math.isfinite(value) else math.nan]


def test_page_agrees_with_python(explainer, figure):
    compare(figure, explainer, explainer.outputs())
    for how, seed in [("minimum", 0), ("maximum", 0), ("random", 1), ("random", 2), ("random", 3)]:
        given = for_page(explainer, how, seed)
        figure.do("element.set(given)", given)
        figure.do("element.reset()") if explainer.carry else None
        compare(figure, explainer, explainer.outputs(**given))
        assert figure.summary == explainer.describe(**given)


@CARRIED
@pytest.mark.parametrize("seed", range(3))
def test_a_step_in_the_page_is_a_step_in_python(explainer, figure, seed):
    """From the page's own state, because rounding grows from step to step where learning diverges."""
    given = for_page(explainer, "random", seed)
    figure.do("element.set(given).then(() => element.reset())", given)
    found = figure.outputs
    for step in (1, 2, 3):
        feeds = {**explainer.feeds(given, step), **{state: found[output] for state, output in explainer.carry.items()}}
        figure.do("element.step(1)")
        found = figure.outputs
        assert disagreements(found, explainer.plan.model.run(feeds), explainer) == []


@REPEATABLE
def test_a_long_run_is_the_same_in_the_page_with_its_history(explainer, figure):
    """Long enough to be thinned. Rounding has grown, so that more difference is allowed; where learning is so sensitive
    that it goes elsewhere from a start that is moved a little, only the first steps are alike.
    """
    steps = 2 * explainer.plan.capacity + 7
    figure.do("element.step(given)", steps)
    wanted = explainer.run(steps)[-1]
    if not sensitive(explainer, steps, wanted):
        return compare(figure, explainer, wanted, tolerance=1e-3)
    painted = figure.painted()
    for binding in spec(explainer.name)["figures"]["wide"]["bindings"]:
        if binding["source"] == "step_history":
            kept, known = (
                np.array(numbers(each)) for each in (follow(painted, binding["path"]), trace.gathered(binding, wanted))
            )
            assert np.array_equal(kept, known, equal_nan=True)
    figure.do("element.reset()")
    figure.do("element.step(50)")
    compare(figure, explainer, explainer.run(50)[-1], tolerance=1e-4)


def sensitive(explainer, steps, wanted):
    """Whether a run goes elsewhere when what its first step leads to is moved by a millionth."""
    feeds = explainer.run(1)[1]
    state = {name: np.float32(feeds[name] + 1e-6 * (feeds[name] % 1 != 0)) for name in explainer.carry}
    state = {name: np.asarray(array) for name, array in state.items()}
    *_, moved = scan(explainer, explainer.defaults, steps, start=1, state=state, looks=lambda step: step == steps)
    return any(difference(moved[name], wanted[name]) > 1e-3 for name in explainer.carry.values())


def test_reset_goes_back_to_the_very_start(explainer, figure):
    if explainer.carry:
        figure.do("element.step(3)")
    else:
        figure.do("element.set(given)", for_page(explainer, "random"))
    figure.do("element.reset()")
    compare(figure, explainer, explainer.outputs())


@pytest.mark.about(homes()["descent"])
def test_an_address_that_names_step_0_begins_again(at):
    figure = at(homes()["descent"]).figure("descent")
    figure.do("element.step(3)")
    figure.do("element.follow(new URLSearchParams('learning_rate=0.9'), false)")
    assert "Step 3" in figure.element.inner_text()
    figure.do("element.follow(new URLSearchParams('learning_rate=0.9&step=0'), false)")
    compare(figure, explainers.load("descent"), explainers.load("descent").outputs(learning_rate=0.9))


def test_refuses_what_python_refuses(explainer, figure):
    before = figure.values
    message = figure.do("element.set({no_such_control: 1}).then(() => '', error => error.message)")
    assert "no_such_control" in message and all(control in message for control in explainer.defaults)
    assert figure.values == before


@pytest.mark.player
def test_share_gives_an_address_that_brings_values_and_step_back(name, explainer, figure, visit):
    given = for_page(explainer, "random")
    steps = 4 if explainer.carry and not explainer.plan.model.weights else 0  # see REPEATABLE
    figure.do("element.set(given)", given)
    figure.do("element.step(given)", steps)
    shared = figure.shared()
    again = open_figure(visit, name, shared)
    assert again.values == figure.values and (f"step={steps}" in shared) == bool(steps)
    compare(again, explainer, explainer.run(steps, **again.values)[-1])


@pytest.mark.player
def test_an_address_that_names_nothing_known_is_survived_and_said(name, visit):
    figure = open_figure(visit, name, f"#{name}?no_such_control=1")
    assert "no_such_control" in figure.element.inner_text()


@pytest.mark.where(lambda explainer: any(control.kind == "play" and control.autoplay for control in explainer.controls))
def test_what_plays_by_itself_stops_at_a_touch(name, explainer, visit):
    figure = open_figure(visit, name, reduced_motion="no-preference")
    said = "(element, start) => element.querySelector('[aria-live]').innerText !== start"
    figure.page.tab.wait_for_function(
        f"start => ({said})(document.querySelector('dnn-explainer[name={name}]'), start)", arg=explainer.describe()
    )
    figure.do("element.reset()")
    figure.page.frames(30)  # that it stays so is the promise: it would make a step in the first
    assert figure.summary == explainer.describe()


@pytest.mark.player("engine", "trace", "space")
def test_what_a_page_asks_for_early_it_asks_for_once(name, visit):
    page = visit("404.html", expect_problems=True)
    asked = []
    page.tab.on("request", lambda request: asked.append(request.url))
    page.go(homes()[name])
    page.figure(name).live()
    early = [
        url for url in asked if "/assets/explainers/" in url and "onnxruntime" not in url
    ]  # test_photo counts that one's downloads
    assert any("plotly-" in url for url in early)
    assert sorted(early) == sorted(set(early))
